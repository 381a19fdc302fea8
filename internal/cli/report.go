package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	urfave "github.com/urfave/cli/v2"

	"winnow/report"
	"winnow/sink"
)

// summaryName is the summary in the directory of a run.
const summaryName = "summary.json"

func reportFlags() []urfave.Flag {
	return []urfave.Flag{
		&urfave.StringFlag{Category: forOutput, Name: "output", Aliases: []string{"o"}, Usage: "write to `FILE`, which appears whole or not at all"},
	}
}

// runReport makes a page of HTML from the summary of a run.
func runReport(ctx *urfave.Context) error {
	if ctx.NArg() > 1 {
		return usageError{errors.New("report takes one summary")}
	}
	name := ctx.Args().First()
	if name == "" {
		if isTerminal(ctx.App.Reader) {
			return usageError{errors.New("report of what? Name the file that a run wrote with --summary")}
		}
		name = "-"
	}
	in, err := openSummary(name, ctx.App.Reader)
	if err != nil {
		return err
	}
	summary, err := report.Read(in)
	_ = in.Close()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := sink.WriteFile(ctx.Context, ctx.String("output"), ctx.App.Writer, summary.WriteHTML); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return nil
}

// openSummary opens a summary: a file, the directory of a run that has one, or standard input.
func openSummary(name string, stdin io.Reader) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(stdin), nil
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		in, err := os.Open(filepath.Join(name, summaryName))
		if errors.Is(err, os.ErrNotExist) {
			return nil, usageError{fmt.Errorf("%s holds no %s: run with --summary %s", name, summaryName, filepath.Join(name, summaryName))}
		}
		return in, err
	}
	return os.Open(name)
}
