// Package wholefile makes files that appear whole under their names or not at all, also when the machine stops.
package wholefile

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// File is a file under way: it stands under a temporary name until it is published.
type File struct {
	*os.File
	target string
	disarm func() bool
}

// Create begins a file that is to be called name. What stands under the temporary name is gone as soon as ctx is
// cancelled, even if whoever writes it is stuck in a read.
func Create(ctx context.Context, name string, mode fs.FileMode) (*File, error) {
	out, err := createTemp(name, mode)
	if err != nil {
		return nil, err
	}
	temp := out.Name()
	return &File{File: out, target: name, disarm: context.AfterFunc(ctx, func() { _ = os.Remove(temp) })}, nil
}

// Finish closes a file and brings it to the disk. It still has its temporary name.
func (f *File) Finish() error { return errors.Join(f.Sync(), f.Close()) }

// Publish gives a finished file its name.
func (f *File) Publish() error { return f.PublishAs(f.target) }

// PublishAs is Publish where the name in the same directory became known only now.
func (f *File) PublishAs(name string) error {
	if !f.disarm() { // cancelled in the last moment: the temporary file is gone or about to be
		return context.Canceled
	}
	return rename(f.Name(), name)
}

// Abort leaves nothing under the temporary name.
func (f *File) Abort() error {
	_ = f.Close() // may be closed already
	f.disarm()
	if err := os.Remove(f.Name()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// createTemp creates a hidden file beside name, with the given permissions less the umask (which os.CreateTemp would
// narrow to the owner).
func createTemp(name string, mode fs.FileMode) (*os.File, error) {
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

// rename gives a file its name for good: the name itself is only safe once its directory is.
func rename(temp, name string) error {
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

// Write writes a file that fn fills with what is at hand.
func Write(name string, fn func(*os.File) error) error {
	f, err := Create(context.Background(), name, 0o666)
	if err != nil {
		return err
	}
	if err = fn(f.File); err == nil {
		err = f.Finish()
	}
	if err == nil {
		err = f.Publish()
	}
	if err != nil {
		err = errors.Join(err, f.Abort())
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
