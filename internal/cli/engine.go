package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"
	urfave "github.com/urfave/cli/v2"

	"winnow/document"
	"winnow/extract"
	"winnow/pipeline"
	"winnow/sink"
	"winnow/source"
)

// What an engine that groups documents over many machines calls: winnow extract --one-to-one, winnow keys and winnow
// verify. spark/README.md is their contract.

// engineFlags are those of all three.
func engineFlags() []urfave.Flag {
	return []urfave.Flag{
		&urfave.PathFlag{Category: forEngine, Name: "config", Usage: "take the options of extract and keys from `FILE`, a JSON object; its hash stands in every line"},
		&urfave.StringFlag{Category: forEngine, Name: "expect", Usage: "stop unless the configuration, this program included, has the hash `HASH`"},
	}
}

// partFlags are those of commands that an engine hands parts of inputs.
func partFlags() []urfave.Flag {
	return []urfave.Flag{
		&urfave.StringFlag{Category: forEngine, Name: "input-name", Usage: "`NAME` the only input so in sources and ids, whatever it is called here"},
		&urfave.StringFlag{Category: forEngine, Name: "input-id", Usage: "begin the ids of records without one with `ID` (default: from --input-name)"},
		&urfave.Int64Flag{Category: forEngine, Name: "skipped", Usage: "the input is what comes behind its first `N` records"},
		&urfave.BoolFlag{DisableDefaultText: true, Category: forEngine, Name: "lines", Usage: "the input is JSON lines, whatever its first line looks like"},
	}
}

func oneToOneFlags() []urfave.Flag {
	return append(engineFlags(), append(partFlags(),
		&urfave.BoolFlag{DisableDefaultText: true, Category: forEngine, Name: "one-to-one",
			Usage: "write a line for each page, in order: {\"id\":…, \"source\":…, \"article\":{…}} or {…, \"rejected\":{…}}"})...)
}

// configureEngine applies --config to a command and returns its hash, "" where there is none. The hash is over the
// options, the files that they name, and the program itself.
func configureEngine(ctx *urfave.Context) (hash string, err error) {
	name := ctx.String("config")
	if name == "" {
		if ctx.IsSet("expect") {
			return "", usageError{errors.New("--expect is about --config, which is not given")}
		}
		return "", nil
	}
	options, err := readOptions(name)
	if err != nil {
		return "", usageError{fmt.Errorf("--config: %w", err)}
	}
	program, err := hashFile("")
	if err != nil {
		return "", err
	}
	sum := xxhash.New()
	_, _ = fmt.Fprintf(sum, "%s %s\n", version(), program)
	known := engineOptions()
	for _, option := range slices.Sorted(maps.Keys(options)) {
		flag := known[option]
		if flag == nil {
			return "", usageError{fmt.Errorf("--config: %q is none of the options %s", option, strings.Join(slices.Sorted(maps.Keys(known)), ", "))}
		}
		_, _ = fmt.Fprintf(sum, "%s=%q\n", option, options[option])
		if _, isFile := flag.(*urfave.PathFlag); isFile {
			for i, file := range options[option] {
				if !filepath.IsAbs(file) {
					file = filepath.Join(filepath.Dir(name), file)
				}
				content, err := hashFile(file)
				if err != nil {
					return "", usageError{fmt.Errorf("--config: %s: %w", option, err)}
				}
				_, _ = fmt.Fprintf(sum, "%s\n", content)
				options[option][i] = file
			}
		}
		if !has(ctx, option) || fieldOfPages(ctx, option, options) {
			continue
		}
		if ctx.IsSet(option) {
			return "", usageError{fmt.Errorf("--%s stands in %s already", option, name)}
		}
		for _, value := range options[option] {
			if err := ctx.Set(option, value); err != nil {
				return "", usageError{fmt.Errorf("--config: %s: %w", option, err)}
			}
		}
	}
	hash = fmt.Sprintf("%016x", sum.Sum64())
	if want := ctx.String("expect"); want != "" && want != hash {
		return "", fmt.Errorf("this program and configuration have the hash %s, and %s is expected: every worker must have the same program and files", hash, want)
	}
	return hash, nil
}

// fieldOfPages reports whether an option names a field of pages to a command that reads the articles made of them: those
// have the usual names. Only articles that pass through as they are keep the fields of their writers.
func fieldOfPages(ctx *urfave.Context, option string, options map[string][]string) bool {
	return strings.HasSuffix(option, "-field") && !has(ctx, "format") && !slices.Equal(options["format"], []string{"article"})
}

// readOptions reads a JSON object of options: each value a string, a number, true, false, or a list of strings.
func readOptions(name string) (map[string][]string, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(data, &object); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	options := make(map[string][]string, len(object))
	for option, value := range object {
		var text string
		var list []string
		switch {
		case json.Unmarshal(value, &text) == nil:
			options[option] = []string{text}
		case json.Unmarshal(value, &list) == nil && list != nil:
			options[option] = list
		case len(value) > 0 && value[0] != '{' && value[0] != '[' && string(value) != "null":
			options[option] = []string{string(value)}
		default:
			return nil, fmt.Errorf("%s: %s is neither a string, a number, true or false, nor a list of strings", name, option)
		}
	}
	return options, nil
}

// engineOptions are the flags that a configuration may hold: all that the outcome depends on, and no more than a single
// machine and an engine both can do.
func engineOptions() map[string]urfave.Flag {
	options := map[string]urfave.Flag{}
	for _, flag := range join(inputFlags(), pageFlags(), extractFlags(), groupFlags()) {
		options[flag.Names()[0]] = flag
	}
	for _, name := range []string{"files-from", "null", "jobs", "learn"} { // learning needs all pages: winnow learn, then templates
		delete(options, name)
	}
	return options
}

// groupFlags are those of the flags of dedupe that say which documents are duplicates.
func groupFlags() []urfave.Flag {
	return slices.DeleteFunc(dedupeFlags(), func(flag urfave.Flag) bool {
		return !slices.Contains([]string{"method", "strictness", "prefer"}, flag.Names()[0])
	})
}

// articleFlags say where the articles of others have what.
func articleFlags() []urfave.Flag {
	return slices.DeleteFunc(inputFlags(), func(flag urfave.Flag) bool {
		return !slices.Contains([]string{"text-field", "id-field", "url-field"}, flag.Names()[0])
	})
}

// configurePart reads the flags about a part of an input.
func (j *job) configurePart(ctx *urfave.Context) error {
	j.source.Lines, j.source.Skipped = ctx.Bool("lines"), ctx.Int64("skipped")
	j.source.Name, j.source.ID = ctx.String("input-name"), ctx.String("input-id")
	switch {
	case j.source.Name == "" && j.source.ID != "":
		return usageError{errors.New("--input-id goes with --input-name")}
	case j.source.Name != "" && len(j.inputs) > 1:
		return usageError{errors.New("--input-name is for a single input")}
	case j.source.Skipped < 0:
		return usageError{errors.New("--skipped: want 0 or more")}
	}
	if j.source.Name != "" && j.source.ID == "" {
		j.source.ID = source.BaseID(j.source.Name)
	}
	return nil
}

// newPart is newJob for a part of an input, under a configuration with that hash.
func newPart(ctx *urfave.Context) (j *job, hash string, err error) {
	if hash, err = configureEngine(ctx); err != nil {
		return nil, "", err
	}
	if j, err = newJob(ctx); err != nil || j == nil {
		return nil, "", err
	}
	return j, hash, j.configurePart(ctx)
}

// extractOneToOne writes a line for each page.
func extractOneToOne(ctx *urfave.Context) error {
	for _, flag := range outputFlags() {
		if name := flag.Names()[0]; ctx.IsSet(name) {
			return usageError{fmt.Errorf("--one-to-one writes whole records to standard output: no --%s", name)}
		}
	}
	j, hash, err := newPart(ctx)
	if err != nil || j == nil {
		return err
	}
	extractor, err := extract.New(j.extract)
	if err != nil {
		return usageError{err}
	}
	docs := source.Open(ctx.Context, j.inputs, j.source)
	docs = pipeline.Parallel(ctx.Context, j.workers, docs, extractor.Extract, j.repeats(), extractor.Render, j.only)
	return sink.OneToOne(ctx.Context, ctx.App.Writer, j.sink, hash, j.console.report(docs))
}

// lineWriter hands on whole lines, some at a time.
type lineWriter struct {
	to    io.Writer
	lines []byte
}

// linesAt is the size from which lines are handed on.
const linesAt = 64 << 10

func (w *lineWriter) flush() error {
	_, err := w.to.Write(w.lines)
	w.lines = w.lines[:0]
	return err
}

// writeEach writes what line appends for each document.
func writeEach(ctx context.Context, to io.Writer, docs document.Docs, line func(dst []byte, d *document.Document) []byte) error {
	w := lineWriter{to: to}
	for d, err := range docs {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if w.lines = line(w.lines, d); len(w.lines) >= linesAt {
			if err := w.flush(); err != nil {
				return err
			}
		}
	}
	return w.flush()
}
