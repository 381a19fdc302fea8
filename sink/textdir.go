package sink

import (
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"

	"winnow/document"
)

// textDir writes each article's text to a file of its own, named by the article's id. All access goes through an
// os.Root: whatever an id or a link says, nothing is written outside of the directory.
type textDir struct {
	root *os.Root
	made map[string]bool  // directories; bounded by madeMost
	next map[uint64]int32 // by a name's hash: the number from which on the name may be free; bounded by nextMost
	asks int              // how often it was asked whether a name is there
}

const (
	textEnding = ".txt"

	// madeMost bounds what is remembered of directories that are there; what is forgotten is asked for again.
	madeMost = 10_000

	// nextMost bounds what is remembered of names that came more than once: some 10 MB. What is forgotten is counted up to
	// again, which takes long only for names of many articles each, of which there are not that many then.
	nextMost = 1 << 18

	// nameMost is the bytes of a name that all file systems take (255), less what is added for another one.
	nameMost = 200

	// textTemp is what a file is called until it is whole. No text is: names do not begin with a dot.
	textTemp = ".winnow.tmp"
)

// openTextDir makes a directory for texts, or takes an empty one: what is in another one stays untouched.
func openTextDir(dir string) (*textDir, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	if len(entries) > 0 {
		return nil, fmt.Errorf("%s is not empty", dir)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &textDir{root: root, made: map[string]bool{}, next: map[uint64]int32{}}, nil
}

// write writes an article's text, and a line feed behind it. Of several articles of one id the second one's file has ~2
// in its name, and so on.
func (t *textDir) write(d *document.Document) error {
	name := textName(d.ID)
	if dir := path.Dir(name); !t.made[dir] {
		if err := t.root.MkdirAll(dir, 0o777); err != nil {
			return err
		}
		if len(t.made) >= madeMost {
			clear(t.made)
		}
		t.made[dir] = true
	}
	name, err := t.free(name)
	if err != nil {
		return err
	}
	f, err := t.root.Create(textTemp)
	if err != nil {
		return err
	}
	_, err = f.WriteString(d.Text + "\n")
	if err = errors.Join(err, f.Close()); err == nil {
		err = t.root.Rename(textTemp, name)
	}
	return err
}

// free returns the name, or the first one with a number behind it that is not there yet. Nothing is ever taken away, so
// what was seen to be there is not asked for again.
func (t *textDir) free(name string) (string, error) {
	base, key := strings.TrimSuffix(name, textEnding), xxhash.Sum64String(name)
	n, repeated := t.next[key]
	if !repeated {
		n = 1
	}
	for ; ; n++ {
		if n > 1 {
			name = fmt.Sprintf("%s~%d%s", base, n, textEnding)
		}
		t.asks++
		if _, err := t.root.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			break
		} else if err != nil {
			return "", err
		}
	}
	if n > 1 {
		if !repeated && len(t.next) >= nextMost {
			clear(t.next)
		}
		t.next[key] = n + 1
	}
	return name, nil
}

// close lets go of the directory; a file that did not become whole is removed.
func (t *textDir) close() error {
	err := t.root.Remove(textTemp)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, t.root.Close())
}

// textName returns a slash-separated name for the text of an article that is safe on the common file systems: no part of
// it is empty, begins with a dot, or holds characters that some system takes for something else. Where that changes the
// id, a hash of the id keeps two of them apart.
func textName(id string) string {
	parts := strings.Split(id, "/")
	for i, part := range parts {
		parts[i] = safeName(part)
		if i < len(parts)-1 && strings.HasSuffix(strings.ToLower(parts[i]), textEnding) {
			parts[i] += "_" // a directory is never called as a text is
		}
	}
	const most = 8 // directories deep, so that no path is too long for a system either
	if len(parts) > most {
		parts = append(parts[:most-1], parts[len(parts)-1])
	}
	name := strings.Join(parts, "/")
	if name != id {
		h := fnv.New64a()
		_, _ = h.Write([]byte(id))
		name += fmt.Sprintf("-%016x", h.Sum64())
	}
	return name + textEnding
}

// safeName makes one part of a name safe.
func safeName(part string) string {
	safe := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`\:*?"<>|`, r), r == utf8.RuneError, !unicode.IsGraphic(r):
			return '_'
		}
		return r
	}, part)
	if safe == "" || safe[0] == '.' {
		safe = "_" + safe
	}
	if len(safe) > nameMost {
		cut := nameMost
		for !utf8.RuneStart(safe[cut]) {
			cut--
		}
		safe = safe[:cut]
	}
	if safe = strings.TrimRight(safe, ". "); safe == "" { // which Windows leaves out
		safe = "_"
	}
	if stem, _, _ := strings.Cut(strings.ToLower(safe), "."); reserved[stem] {
		safe = "_" + safe
	}
	return safe
}

// reserved are the names of devices on Windows, in any directory and with any ending.
var reserved = func() map[string]bool {
	names := map[string]bool{"con": true, "prn": true, "aux": true, "nul": true}
	for n := '1'; n <= '9'; n++ {
		names["com"+string(n)], names["lpt"+string(n)] = true, true
	}
	return names
}()
