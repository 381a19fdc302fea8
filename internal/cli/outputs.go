package cli

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	urfave "github.com/urfave/cli/v2"

	"winnow/internal/wholefile"
	"winnow/sink"
)

// output is where one output ends up. A file is known by its directory and its name there, once links are followed as the
// sink follows them: that also holds for one that does not exist yet. Devices, pipes and streams have a name only; on a
// terminal /dev/stdout and /dev/stderr are one device, and may well be.
type output struct {
	flag, name string
	path       string
	dir        fs.FileInfo // nil where the name is all there is
}

func newOutput(flag, name string) output {
	o := output{flag: flag, name: name, path: filepath.Clean(name)}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() ||
		strings.HasPrefix(name, "/dev/") || strings.HasPrefix(name, "/proc/") {
		return o
	}
	if path, err := filepath.Abs(wholefile.Target(name)); err == nil {
		o.path = path
	}
	if info, err := os.Stat(filepath.Dir(o.path)); err == nil {
		o.dir = info
	}
	return o
}

// same reports whether two outputs would take each other's place.
func (o *output) same(other *output) bool {
	if o.path == other.path {
		return true
	}
	return o.dir != nil && other.dir != nil && os.SameFile(o.dir, other.dir) && filepath.Base(o.path) == filepath.Base(other.path)
}

// distinctOutputs refuses two outputs that are one file, and one that would take the place of the file to which standard
// output, and the articles with it, was redirected.
func distinctOutputs(ctx *urfave.Context) error {
	var outputs []output
	for _, flag := range []string{"output", "rejected", "clusters", "summary"} {
		name := ctx.String(flag)
		if sink.IsStdout(name) {
			continue
		}
		o := newOutput(flag, name)
		for i := range outputs {
			if o.same(&outputs[i]) {
				return usageError{fmt.Errorf("--%s: %s is also the file of --%s; write to another file", flag, name, outputs[i].flag)}
			}
		}
		if sink.IsStdout(ctx.String("output")) && ctx.String("output-dir")+ctx.String("text-dir") == "" && o.isStream(ctx.App.Writer) {
			return usageError{fmt.Errorf("--%s: %s is where standard output goes, and the articles; write to another file", flag, name)}
		}
		outputs = append(outputs, o)
	}
	return nil
}

// isStream reports whether an output is a regular file to which a stream leads.
func (o *output) isStream(stream io.Writer) bool {
	f, ok := stream.(*os.File)
	if !ok || o.dir == nil {
		return false
	}
	there, err := f.Stat()
	if err != nil {
		return false
	}
	file, err := os.Stat(o.path)
	return err == nil && os.SameFile(there, file)
}
