package cli

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"
	urfave "github.com/urfave/cli/v2"

	"winnow/dedupe"
)

// runIndex looks after an index: winnow index info|compact|export DIR.
func runIndex(ctx *urfave.Context) error {
	args := ctx.Args().Slice()
	if len(args) != 2 {
		return usageError{errors.New("index: want info, compact or export, and the directory of an index")}
	}
	dir := args[1]
	switch args[0] {
	case "info":
		info, err := dedupe.ReadIndexInfo(dir)
		if err != nil {
			return err
		}
		encoder := json.NewEncoder(ctx.App.Writer)
		encoder.SetIndent("", "  ")
		return encoder.Encode(info)
	case "compact":
		return dedupe.CompactIndex(dir)
	case "export":
		return dedupe.ExportIndex(dir, ctx.App.Writer)
	}
	return usageError{fmt.Errorf("index: want info, compact or export, not %q", args[0])}
}

// runID tells a run that was killed and is started again from the next one: it is made of where the articles go and of
// the names, sizes and times of the files that are read. A run over standard input has none, and neither has one that writes
// to standard output or another stream: nothing tells where that leads, and what went there is not written again.
func (j *job) runID(ctx *urfave.Context) string {
	output := cmp.Or(ctx.String("output-dir"), ctx.String("output"), ctx.String("text-dir"))
	if slices.Contains(j.inputs, "-") || output == "" || output == "-" {
		return ""
	}
	info, err := os.Stat(output)
	if err == nil && !info.IsDir() && !info.Mode().IsRegular() || strings.HasPrefix(output, "/dev/") || strings.HasPrefix(output, "/proc/") {
		return ""
	}
	hash := xxhash.New()
	note := func(values ...any) { _, _ = fmt.Fprintf(hash, "%q\n", fmt.Sprint(values...)) }
	output, err = filepath.Abs(output)
	if err != nil {
		return ""
	}
	note(output)
	for _, input := range j.inputs {
		err := filepath.WalkDir(input, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || slices.Contains(j.source.Exclude, path) {
				return nil // what can't be read is told by the run itself
			}
			if info, err := entry.Info(); err == nil {
				note(path, info.Size(), info.ModTime().UnixNano())
			}
			return nil
		})
		if err != nil {
			return ""
		}
	}
	return fmt.Sprintf("%016x", hash.Sum64())
}
