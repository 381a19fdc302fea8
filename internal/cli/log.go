package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	urfave "github.com/urfave/cli/v2"
)

// configureConsole reads how a run speaks.
func (j *job) configureConsole(ctx *urfave.Context) (err error) {
	if has(ctx, "progress") {
		if j.progress, err = oneOf(ctx, "progress", progressModes); err != nil {
			return err
		}
	}
	switch format := ctx.String("log-format"); format {
	case "json":
		j.console.log = newLog(j.console.w)
		if j.progress == progressBar {
			return usageError{errors.New("--progress bar is for people, --log-format json is not: use --progress json")}
		}
		if j.progress == progressAuto {
			j.progress = progressNone
		}
	case "text", "":
	default:
		return usageError{fmt.Errorf("--log-format: %q is none of json, text", format)}
	}
	return nil
}

// wantsJSON tells whether a command line asks for lines of JSON, before it is parsed: what is wrong with it is to be
// said in this form, too.
func wantsJSON(args []string) bool {
	for i, arg := range args {
		name, value, hasValue := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		if !hasValue && i+1 < len(args) {
			value = args[i+1]
		}
		if arg == "--" {
			return false
		}
		if strings.HasPrefix(arg, "-") && name == "log-format" {
			return value == "json"
		}
	}
	return false
}

// complain says why the program ends; hint may be empty.
func complain(stderr io.Writer, asJSON bool, message, hint string) {
	if asJSON {
		newLog(stderr).Error(message)
		return
	}
	_, _ = fmt.Fprintf(stderr, "winnow: %s\n%s", printable(message), hint)
}
