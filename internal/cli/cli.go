// Package cli is the command line of winnow: it reads flags into a configuration, builds the stages from it and runs
// them.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"

	urfave "github.com/urfave/cli/v2"

	"winnow/extract"
	"winnow/sink"
)

// The exit statuses of winnow; a run that a signal stopped ends with 128 plus its number, as shells expect.
const (
	exitDone    = 0
	exitFailed  = 1 // some pages could not be read, or the output could not be written
	exitMisused = 2
)

// grace is how long a run may take to stop after a signal. It is only used up when it is stuck in a read that nothing
// can interrupt, say of a terminal.
const grace = 2 * time.Second

// errPagesFailed ends a run that did what could be done.
var errPagesFailed = errors.New("some pages could not be read")

// usageError is a mistake in the command line.
type usageError struct{ error }

// Main runs a command line (with the program's name first) and returns the exit status.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	signal.Ignore(syscall.SIGPIPE) // a closed pipe shows as an error of the write
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	stopped := make(chan os.Signal, 1)
	signal.Notify(stopped, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	status := make(chan int, 1)
	go func() {
		app := newApp(stdin, stdout, stderr)
		status <- exitStatus(app.RunContext(ctx, arrange(app, args)), stderr, wantsJSON(args))
	}()
	select {
	case n := <-status:
		return n
	case sig := <-stopped:
		signal.Stop(stopped) // a second one ends the process at once
		cancel()
		select {
		case <-status:
		case <-time.After(grace):
		}
		complain(stderr, wantsJSON(args), fmt.Sprintf("stopped by signal: %v", sig), "")
		if n, ok := sig.(syscall.Signal); ok {
			return 128 + int(n)
		}
		return exitFailed
	}
}

// exitStatus says what went wrong, if anything did and nobody said it yet.
func exitStatus(err error, stderr io.Writer, asJSON bool) int {
	var usage usageError
	var side *sink.SideError
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE) && !errors.As(err, &side): // who reads the output has seen enough
		return exitDone
	case errors.As(err, &usage):
		complain(stderr, asJSON, err.Error(), "Try: winnow --help\n")
		return exitMisused
	case errors.Is(err, errPagesFailed), errors.Is(err, context.Canceled): // each page has been named; the signal is
		return exitFailed
	}
	complain(stderr, asJSON, err.Error(), "")
	return exitFailed
}

// version is the module's version where it was installed as one, and the commit where it was built from a checkout.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	if v == "" || v == "(devel)" {
		v = "devel"
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				v += " " + s.Value[:min(12, len(s.Value))]
			}
		}
	}
	return v + " " + info.GoVersion
}

// printVersion prints the version, and with --verbose what the built-in models are.
func printVersion(ctx *urfave.Context) {
	w := ctx.App.Writer
	_, _ = fmt.Fprintf(w, "winnow version %s\n", ctx.App.Version)
	if !ctx.Bool("verbose") {
		return
	}
	extractor, err := extract.New(extract.Config{})
	if err != nil {
		_, _ = fmt.Fprintln(w, err)
		return
	}
	for _, model := range extractor.Models() {
		_, _ = fmt.Fprintf(w, "\nmodel %s: %d features, classes %s\n", model.Name, len(model.Features), strings.Join(model.Classes, ", "))
		for _, line := range [...][2]string{
			{"made on", model.Date}, {"by", model.Training}, {"from", strings.Join(model.Data, ", ")}, {"rows", model.Rows},
		} {
			if line[1] != "" {
				_, _ = fmt.Fprintf(w, "  %-8s %s\n", line[0], line[1])
			}
		}
		for _, set := range slices.Sorted(maps.Keys(model.Scores)) {
			_, _ = fmt.Fprintf(w, "  %-24s %.4f\n", set, model.Scores[set])
		}
	}
}

func newApp(stdin io.Reader, stdout, stderr io.Writer) *urfave.App {
	app := &urfave.App{
		Name:                      "winnow",
		Usage:                     "turn scraped web pages into clean, duplicate-free articles",
		UsageText:                 "winnow [flags] INPUT...\n   winnow COMMAND [flags] INPUT...",
		Description:               description,
		Version:                   version(),
		DisableSliceFlagSeparator: true, // CSS selectors hold commas
		Reader:                    stdin,
		Writer:                    stdout,
		ErrWriter:                 stderr,
		EnableBashCompletion:      true,
		Commands:                  commands(),
		// The error decides about the exit status in one place.
		ExitErrHandler: func(*urfave.Context, error) {},
		OnUsageError:   onUsageError,
	}
	urfave.VersionFlag = &urfave.BoolFlag{Name: "version", Usage: "print the version", DisableDefaultText: true} // -v is --verbose
	urfave.VersionPrinter = printVersion
	run := app.Command(runCommand)
	app.Flags = slices.Clone(run.Flags) // shown and completed; arrange hands them to the command
	app.CustomAppHelpTemplate = appHelp(run)
	for _, command := range app.Commands {
		command.OnUsageError = onUsageError
		command.HideHelpCommand = true
	}
	app.Setup() // adds the command help, which arrange has to know
	return app
}

// onUsageError words the flag package's complaint as users write flags.
func onUsageError(ctx *urfave.Context, err error, _ bool) error {
	name, unknown := strings.CutPrefix(err.Error(), "flag provided but not defined: -")
	if !unknown {
		return usageError{err}
	}
	text := "no flag --" + name
	if len(name) == 1 {
		text = "no flag -" + name
	}
	if like := urfave.SuggestFlag(ctx.Command.Flags, name, false); len(name) > 1 && isNear(name, strings.TrimLeft(like, "-")) {
		text += "; did you mean " + like + "?"
	}
	return usageError{errors.New(text)}
}

// isNear reports whether a word may be a slip for another one: its beginning, or a letter in three of it wrong. There is
// always a flag that is nearest, but hardly ever one that was meant.
func isNear(word, meant string) bool {
	if len(meant) < 2 {
		return false
	}
	row := make([]int, len(meant)+1) // of the edit distance (Wagner and Fischer 1974)
	for j := range row {
		row[j] = j
	}
	for i := range len(word) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(meant) {
			cost := diagonal
			if word[i] != meant[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return strings.HasPrefix(meant, word) || row[len(meant)]*3 <= max(len(word), 3)
}
