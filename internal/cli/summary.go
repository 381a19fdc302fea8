package cli

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	urfave "github.com/urfave/cli/v2"

	"winnow/extract/templates"
	"winnow/internal/laps"
	"winnow/internal/wholefile"
	"winnow/report"
)

// summaryInputs is how many inputs a summary lists by name.
const summaryInputs = 20

// summaryFile is the file that --summary names, and what goes into it. A nil one stands for no such file.
type summaryFile struct {
	name      string
	collector *report.Collector
	head      report.Summary // command, program, inputs, flags and templates
}

// newSummaryFile reads --summary.
func (j *job) newSummaryFile(ctx *urfave.Context) (*summaryFile, error) {
	name := ctx.String("summary")
	if name == "" {
		return nil, nil
	}
	if name == "-" {
		return nil, usageError{errors.New("--summary needs a file: standard output carries articles only")}
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return nil, usageError{fmt.Errorf("--summary: %s is a directory", name)}
	}
	f := &summaryFile{name: name, head: report.Summary{Command: ctx.Command.Name, Program: version()}}
	f.head.Inputs = slices.Clone(j.inputs[:min(len(j.inputs), summaryInputs)])
	for _, flag := range ctx.Command.Flags {
		name := flag.Names()[0]
		// How many workers there were belongs to the clock: nothing else depends on it.
		if !ctx.IsSet(name) || name == "jobs" || name == "summary" {
			continue
		}
		value := fmt.Sprint(ctx.Value(name))
		if _, isList := flag.(*urfave.StringSliceFlag); isList {
			value = strings.Join(ctx.StringSlice(name), ", ")
		}
		f.head.Flags = append(f.head.Flags, report.Flag{Name: name, Value: value})
	}
	if name := ctx.String("templates"); name != "" {
		in, err := os.Open(name)
		if err != nil {
			return nil, usageError{fmt.Errorf("--templates: %w", err)}
		}
		defer func() { _ = in.Close() }()
		if err := f.readTemplates(in); err != nil {
			return nil, usageError{fmt.Errorf("--templates: %s: %w", name, err)}
		}
	}
	f.collector = report.NewCollector(report.Config{Compares: has(ctx, "method"), TempDir: ctx.String("temp-dir")})
	return f, nil
}

// shownTemplates is how many of the texts that stand on most pages of a site a summary lists.
const shownTemplates = 50

// readTemplates takes the strongest of a file of templates.
func (f *summaryFile) readTemplates(in io.Reader) error {
	list, err := templates.Strongest(in, shownTemplates)
	for _, t := range list {
		f.head.Templates = append(f.head.Templates, report.Template{
			Site: t.Site, Text: strings.Join(strings.Fields(t.Text), " "), Pages: int64(t.Pages), Of: int64(t.Of),
		})
	}
	return err
}

// write writes the file, once the stream has ended.
func (f *summaryFile) write(clock *report.Clock) error {
	if f == nil {
		return nil
	}
	summary, err := f.collector.Summary()
	if err != nil {
		return fmt.Errorf("summary: %w", err)
	}
	summary.Command, summary.Program = f.head.Command, f.head.Program
	summary.Inputs, summary.Flags, summary.Templates = f.head.Inputs, f.head.Flags, f.head.Templates
	summary.Clock = clock
	if err := writeFile(f.name, nil, summary.Write); err != nil {
		return fmt.Errorf("summary: %w", err)
	}
	return nil
}

// collect returns what the stream of documents has to pass through.
func (f *summaryFile) collect() *report.Collector {
	if f == nil {
		return nil
	}
	return f.collector
}

// stageTimes returns what --timings measured.
func stageTimes(clock *laps.Clock) (stages []report.Stage) {
	for _, t := range clock.Totals() {
		stages = append(stages, report.Stage{Name: t.Stage, Seconds: t.Time.Round(time.Microsecond).Seconds()})
	}
	return stages
}

// writeFile writes what fn writes to a file, which appears whole or not at all; a device or a pipe is written directly,
// and stdout where the name is "" or "-".
func writeFile(name string, stdout io.Writer, fn func(io.Writer) error) error {
	if cmp.Or(name, "-") == "-" {
		return fn(stdout)
	}
	if name == "/dev/stderr" {
		return fn(os.Stderr) // a second opening would write over what the first wrote
	}
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return fmt.Errorf("%s is a directory", name)
	case err == nil && (!info.Mode().IsRegular() || strings.HasPrefix(name, "/dev/") || strings.HasPrefix(name, "/proc/")):
		out, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND, 0)
		if err != nil {
			return err
		}
		return errors.Join(fn(out), out.Close())
	}
	return wholefile.Write(wholefile.Target(name), func(f *os.File) error {
		w := bufio.NewWriter(f)
		return errors.Join(fn(w), w.Flush())
	})
}
