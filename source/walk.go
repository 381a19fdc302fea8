package source

import (
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/cespare/xxhash/v2"
)

// An entry is a file to be read, or what could not be read.
type entry struct {
	path string // as the user would name it
	id   string // base of the ids of its pages
	open func() (io.ReadCloser, error)
	size int64 // bytes as stored; -1 when unknown
	time int64 // of the last change, in nanoseconds
	err  error // why there is nothing to open
}

// Size returns the bytes that reading the inputs will take from files, as stored, and whether that is known: standard
// input and pipes have no size.
func Size(inputs []string, cfg Config) (bytes int64, known bool) {
	known = true
	for e := range walk(inputs, &cfg) {
		if e.err == nil && e.size < 0 {
			known = false
		}
		bytes += max(e.size, 0)
	}
	return bytes, known
}

// Fingerprint tells the files of the inputs from others, or from what they are after a change, by their names, sizes and
// times. Standard input is taken for the same whatever it holds.
func Fingerprint(inputs []string, cfg Config) (files, bytes int64, hash uint64) {
	h := xxhash.New()
	for e := range walk(inputs, &cfg) {
		files++
		bytes += max(e.size, 0)
		_, _ = fmt.Fprintf(h, "%q %q %d %d\n", e.path, e.id, e.size, e.time)
	}
	return files, bytes, h.Sum64()
}

// walk returns the files of the inputs in order.
func walk(inputs []string, cfg *Config) iter.Seq[entry] {
	return func(yield func(entry) bool) {
		w := walker{cfg: cfg, yield: yield, most: maxSeen}
		if cfg.Name != "" {
			w.yield = func(e entry) bool {
				e.path, e.id = cfg.Name, cfg.ID
				return yield(e)
			}
		}
		for _, p := range cfg.Exclude {
			if info, err := os.Stat(p); err == nil {
				w.exclude = append(w.exclude, info)
			}
		}
		for i, id := range inputIDs(inputs) {
			if !w.input(inputs[i], id, len(inputs) > 1) {
				return
			}
		}
	}
}

// inputIDs returns a base id for each input: its base name; its path where another input has the same name; with the
// endings where two differ in nothing else; and with a number where even that is the same.
func inputIDs(inputs []string) []string {
	ids := make([]string, len(inputs))
	for i, in := range inputs {
		ids[i] = stripEndings(baseOf(in))
	}
	clean := func(in string) string { return strings.TrimLeft(filepath.ToSlash(filepath.Clean(in)), "./") }
	for _, longer := range []func(string) string{func(in string) string { return stripEndings(clean(in)) }, clean} {
		count := make(map[string]int)
		for _, id := range ids {
			count[id]++
		}
		for i, in := range inputs {
			if count[ids[i]] > 1 {
				ids[i] = longer(in)
			}
		}
	}
	seen := make(map[string]int)
	for i, id := range ids {
		if seen[id]++; seen[id] > 1 {
			ids[i] += "~" + strconv.Itoa(seen[id])
		}
	}
	return ids
}

func baseOf(input string) string {
	if input == "-" {
		return "stdin"
	}
	return filepath.Base(filepath.Clean(input))
}

type walker struct {
	cfg     *Config
	yield   func(entry) bool
	exclude []fs.FileInfo
	seen    map[dirKey]struct{} // directories of the input at hand
	most    int                 // of them
}

// maxSeen is how many directories of an input are remembered: 40 MB of them.
const maxSeen = 1 << 20

func (w *walker) input(name, id string, several bool) bool {
	if name == "-" {
		open := func() (io.ReadCloser, error) { return io.NopCloser(w.cfg.Stdin), nil }
		if w.cfg.Stdin == nil {
			open = func() (io.ReadCloser, error) { return nil, fs.ErrClosed }
		}
		return w.yield(entry{path: "-", id: id, size: -1, open: open})
	}
	info, err := os.Stat(name)
	if err != nil {
		return w.yield(entry{path: name, id: id, err: err})
	}
	if info.IsDir() {
		prefix := ""
		if several {
			prefix = id + "/"
		}
		w.seen = map[dirKey]struct{}{keyOf(name, info): {}}
		return w.dir(name, prefix)
	}
	return w.file(name, id, info)
}

// isNew reports whether a directory has not been walked yet, whatever links lead to it, and remembers it. When there are
// too many to remember, only those that are no links are new: of them there is an end.
func (w *walker) isNew(name string, info fs.FileInfo, link bool) (bool, error) {
	key := keyOf(name, info)
	switch _, seen := w.seen[key]; {
	case seen:
		return false, nil
	case len(w.seen) < w.most:
		w.seen[key] = struct{}{}
	case link:
		return false, fmt.Errorf("the link is not followed behind %d directories", w.most)
	}
	return true, nil
}

// dir walks a directory.
func (w *walker) dir(dir, prefix string) bool {
	list, err := os.ReadDir(dir) // sorted by name
	if err != nil && !w.yield(entry{path: dir, id: strings.TrimSuffix(prefix, "/"), err: err}) {
		return false
	}
	ids := make(map[string]int, len(list))
	for _, e := range list {
		ids[stripEndings(e.Name())]++
	}
	for _, e := range list {
		if e.Name()[0] == '.' {
			continue
		}
		name := filepath.Join(dir, e.Name())
		id := prefix + stripEndings(e.Name())
		if ids[stripEndings(e.Name())] > 1 {
			id = prefix + e.Name()
		}
		info, err := os.Stat(name) // through links
		switch {
		case err != nil:
			if !w.yield(entry{path: name, id: id, err: err}) {
				return false
			}
		case info.IsDir() && (isResources(e.Name(), ids) || isAny(w.exclude, info)):
		case info.IsDir():
			isNew, err := w.isNew(name, info, !e.IsDir())
			if err != nil && !w.yield(entry{path: name, id: id, err: err}) || isNew && !w.dir(name, prefix+e.Name()+"/") {
				return false
			}
		case info.Mode().IsRegular():
			if !w.file(name, id, info) {
				return false
			}
		}
	}
	return true
}

// resourceEndings are what browsers add to a page's name to name the directory of its pictures and frames.
var resourceEndings = []string{"_files", "-files", "_Dateien", "-Dateien", "_fichiers", "_archivos", "_arquivos", "_pliki", "_bestanden"}

// isResources reports a directory that belongs to a page saved beside it (story_files beside story.html): the frames in
// it are advertisements and widgets.
func isResources(dir string, siblings map[string]int) bool {
	for _, ending := range resourceEndings {
		if page, found := strings.CutSuffix(dir, ending); found && siblings[page] > 0 {
			return true
		}
	}
	return false
}

func (w *walker) file(name, id string, info fs.FileInfo) bool {
	if isAny(w.exclude, info) {
		return true
	}
	size := info.Size()
	if !info.Mode().IsRegular() {
		size = -1
	}
	return w.yield(entry{path: name, id: id, size: size, time: info.ModTime().UnixNano(), open: func() (io.ReadCloser, error) { return os.Open(name) }})
}

func isAny(files []fs.FileInfo, info fs.FileInfo) bool {
	for _, f := range files {
		if os.SameFile(f, info) {
			return true
		}
	}
	return false
}

var (
	compressionEndings = []string{".gz", ".zst", ".bz2"}
	formatEndings      = []string{".html", ".htm", ".xhtml", ".txt", ".jsonl", ".ndjson", ".json", ".warc", ".wet",
		".mhtml", ".mht", ".zip", ".tar", ".tgz", ".parquet"}
)

// BaseID returns what the ids of the records of an input begin with that have none of their own.
func BaseID(input string) string { return stripEndings(baseOf(input)) }

// stripEndings returns name without the ending of its compression and of its format.
func stripEndings(name string) string {
	return stripOne(stripOne(name, compressionEndings), formatEndings)
}

func stripOne(name string, endings []string) string {
	for _, ending := range endings {
		if n := len(name) - len(ending); n > 0 && strings.EqualFold(name[n:], ending) && path.Base(name[:n]) != "." {
			return name[:n]
		}
	}
	return name
}
