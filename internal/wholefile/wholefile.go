// Package wholefile makes files that appear whole under their names or not at all, also when the machine stops.
package wholefile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// CreateTemp creates a hidden file beside name, with the given permissions less the umask (which os.CreateTemp would
// narrow to the owner).
func CreateTemp(name string, mode fs.FileMode) (*os.File, error) {
	dir, base := filepath.Split(name)
	for n := range 10_000 {
		temp := filepath.Join(dir, fmt.Sprintf(".%s.%d-%d%s", base, os.Getpid(), n, ending))
		out, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			return out, err
		}
	}
	return nil, fmt.Errorf("no free temporary name beside %s", name)
}

const ending = ".tmp"

// Target returns what a name leads to by symbolic links, also where nothing is there yet: a link stays, and what it points
// to is what is written.
func Target(name string) string {
	const most = 40 // links, as Linux has it
	for range most {
		if target, err := filepath.EvalSymlinks(name); err == nil {
			return target
		}
		if _, err := os.Stat(name); err == nil {
			break // /dev/fd/3 leads to a pipe, which has no name
		}
		to, err := os.Readlink(name)
		if err != nil {
			break
		}
		if !filepath.IsAbs(to) {
			dir, _ := filepath.Split(name)
			to = dir + to
		}
		dir, base := filepath.Split(to) // which takes no .. away: what is before it may be a link
		if dir, err = filepath.EvalSymlinks(dir); err != nil {
			break
		}
		name = filepath.Join(dir, base)
	}
	return name
}

// Rename gives a synced and closed file its name, for good: the name itself is only safe once its directory is.
func Rename(temp, name string) error {
	if err := os.Rename(temp, name); err != nil {
		return err
	}
	// Not every file system lets a directory be synced.
	if dir, err := os.Open(filepath.Dir(name)); err == nil {
		_ = dir.Sync()
		_ = dir.Close()
	}
	return nil
}

// Write writes a file that fn fills.
func Write(name string, fn func(*os.File) error) error {
	out, err := CreateTemp(name, 0o666)
	if err != nil {
		return err
	}
	if err = fn(out); err == nil {
		err = out.Sync()
	}
	if err = errors.Join(err, out.Close()); err == nil {
		err = Rename(out.Name(), name)
	}
	if err != nil {
		_ = os.Remove(out.Name())
	}
	return err
}

// Sweep removes from a directory what killed runs left under temporary names. Nobody else may be writing there.
func Sweep(dir string) error { return sweep(dir, ".") }

// SweepBeside removes what killed runs left of one file. Nobody else may be writing it.
func SweepBeside(name string) error {
	if name == "" {
		return nil
	}
	dir, base := filepath.Split(name)
	return sweep(filepath.Clean(dir), "."+base+".")
}

func sweep(dir, prefix string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if name := e.Name(); strings.HasPrefix(name, prefix) && strings.HasSuffix(name, ending) && e.Type().IsRegular() {
			err = errors.Join(err, os.Remove(filepath.Join(dir, name)))
		}
	}
	return err
}
