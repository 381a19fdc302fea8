package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"
	urfave "github.com/urfave/cli/v2"

	"winnow/internal/wholefile"
	"winnow/pipeline"
	"winnow/sink"
	"winnow/source"
)

const (
	// checkpointName is the directory in --output-dir that keeps extracted pages while a run lasts.
	checkpointName = ".checkpoint"

	// checkpointBytes of texts are lost at most when a run is killed: a second or two of work.
	checkpointBytes = 64 << 20

	// namedInputs is how many inputs the manifest lists by name; it has to be written for each part.
	namedInputs = 1000
)

// indifferent are the flags that the articles do not depend on, so that a run may be resumed with others. The names of
// inputs are looked at themselves.
var indifferent = []string{
	"files-from", "null", "jobs", "quiet", "verbose", "cpuprofile", "memprofile", "trace", "timings", "temp-dir",
	"output-dir", "resume", "rejected", "clusters", "summary", "progress", "log-format", "help",
}

// readFiles are the flags whose files the articles depend on.
var readFiles = map[string]bool{"model": true, "text-model": true, "templates": true, "rules": true}

// openParts prepares --output-dir, if it was given. It reports whether the run there was done before.
func (j *job) openParts(ctx *urfave.Context) (done bool, err error) {
	dir := ctx.String("output-dir")
	if dir == "" {
		for _, flag := range []string{"shard-size", "compress", "resume"} {
			if ctx.IsSet(flag) {
				return false, usageError{fmt.Errorf("--%s is for --output-dir, which is not given", flag)}
			}
		}
		return false, nil
	}
	if ctx.String("output") != "" || j.sink.TextDir != "" || j.dryRun {
		return false, usageError{errors.New("--output-dir goes with none of --output, --text-dir and --dry-run")}
	}
	cfg := sink.PartsConfig{Dir: dir, Resume: ctx.Bool("resume"), Inputs: j.inputs}
	if len(j.inputs) > namedInputs {
		cfg.Inputs = append(slices.Clone(j.inputs[:namedInputs]), fmt.Sprintf("… and %d more", len(j.inputs)-namedInputs))
	}
	if cfg.Size, err = parseSize(ctx.String("shard-size")); err != nil {
		return false, usageError{fmt.Errorf("--shard-size: %w", err)}
	}
	if cfg.Compress, err = oneOf(ctx, "compress", map[string]string{"zst": "zst", "gz": "gz", "none": ""}); err != nil {
		return false, err
	}
	if cfg.Run, err = j.settings(ctx); err != nil {
		return false, err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return false, fmt.Errorf("output directory: %w", err)
	}
	if j.unlock, err = wholefile.Lock(dir); err != nil { // kept until the process ends
		return false, fmt.Errorf("output directory: %w", err)
	}
	if j.parts, err = sink.OpenParts(cfg); err != nil {
		return false, fmt.Errorf("output directory: %w", err)
	}
	kept := filepath.Join(dir, checkpointName)
	if err := pipeline.RemoveLeftover(kept); err != nil {
		return false, fmt.Errorf("output directory: %w", err)
	}
	complete, failed := j.parts.Complete()
	if _, err := os.Stat(kept); complete && err != nil {
		for _, flag := range []string{"rejected", "clusters", "summary"} { // they come of all pages
			if name := ctx.String(flag); name != "" {
				if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
					return false, fmt.Errorf("the run in %s is complete, and --%s %s is not of it: only a run from the beginning writes that, in another --output-dir", dir, flag, name)
				}
			}
		}
		return true, j.endAgain(dir, failed)
	}
	j.sink.Parts = j.parts
	if j.checkpoint, err = pipeline.OpenCheckpoint(kept, min(cfg.Size, checkpointBytes)); err != nil {
		return false, fmt.Errorf("output directory: %w", err)
	}
	if pages, articles, parts := j.parts.Done(); parts+int(j.checkpoint.Kept()) > 0 && !j.console.quiet {
		j.console.line(fmt.Sprintf("resuming: %d parts with %d articles of %d pages are whole, %d pages are extracted",
			parts, articles, pages, j.checkpoint.Kept()))
	}
	return false, nil
}

// endAgain ends a run that came to its end before as it ended then.
func (j *job) endAgain(dir string, failed int64) error {
	said := fmt.Sprintf("the run in %s is complete", dir)
	if failed > 0 { // went wrong, so said with --quiet, too
		j.console.line(fmt.Sprintf("%s; pages that could not be read: %d", said, failed))
		return errPagesFailed
	}
	if !j.console.quiet {
		j.console.line(said)
	}
	return nil
}

// settings lists all that the articles depend on: the program, the flags, the files that flags name, the inputs.
func (j *job) settings(ctx *urfave.Context) (map[string]string, error) {
	program, err := hashFile("")
	if err != nil {
		return nil, err
	}
	run := map[string]string{"command": ctx.Command.Name, "program": version() + " " + program}
	for _, flag := range ctx.Command.Flags {
		name := flag.Names()[0]
		if slices.Contains(indifferent, name) {
			continue
		}
		value := fmt.Sprint(ctx.Value(name))
		if _, isList := flag.(*urfave.StringSliceFlag); isList {
			value = strings.Join(ctx.StringSlice(name), "\n")
		}
		if _, isFile := flag.(*urfave.PathFlag); isFile && readFiles[name] && value != "" {
			hash, err := hashFile(value)
			if err != nil {
				return nil, err
			}
			value += " " + hash
		}
		if value != "" {
			run["--"+name] = value
		}
	}
	files, bytes, hash := source.Fingerprint(j.inputs, j.source)
	run["inputs"] = fmt.Sprintf("%d files, %d bytes, names and times %016x", files, bytes, hash)
	return run, nil
}

// hashFile returns what tells a file's content from another; "" is the program itself.
func hashFile(name string) (string, error) {
	if name == "" {
		var err error
		if name, err = os.Executable(); err != nil {
			return "", err
		}
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	hash := xxhash.New()
	_, err = io.Copy(hash, f)
	return fmt.Sprintf("%016x", hash.Sum64()), errors.Join(err, f.Close())
}
