package cli

import (
	_ "embed"
	"fmt"
	"io"

	urfave "github.com/urfave/cli/v2"
)

//go:embed completion.bash
var bashCompletion string

//go:embed completion.zsh
var zshCompletion string

func printCompletion(ctx *urfave.Context) error {
	var script string
	switch shell := ctx.Args().First(); shell {
	case "bash":
		script = bashCompletion
	case "zsh":
		script = zshCompletion
	case "fish":
		fish, err := ctx.App.ToFishCompletion()
		if err != nil {
			return err
		}
		script = fish
	default:
		return usageError{fmt.Errorf("completion: want bash, zsh or fish, not %q", shell)}
	}
	_, err := io.WriteString(ctx.App.Writer, script)
	return err
}
