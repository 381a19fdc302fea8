package sink

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// flushAt is the size from which buffered lines are handed on. Only whole lines are, so that a reader of a pipe whose
// writer is stopped never sees half a record.
const flushAt = 256 << 10

// file is an output that appears whole under its name or not at all: it is written under a temporary name beside it,
// synced and renamed. What is no regular file (a device, a pipe) is written directly, and so is a given stream, also by a name such as /dev/fd/3.
type file struct {
	lines   []byte
	to      io.Writer // the compressor, or out
	closers []io.Closer
	out     *os.File // nil for a given stream
	temp    string   // "" when written directly
	name    string
	disarm  func() bool
}

// open prepares an output under a name; a name that ends in .gz or .zst is compressed. The temporary file is gone as
// soon as ctx is cancelled, even if the run is still stuck in a read.
func open(ctx context.Context, name string) (*file, error) {
	if name == "/dev/stderr" {
		return &file{to: os.Stderr}, nil // a second opening would write over what the first wrote
	}
	f := &file{name: name}
	mode := fs.FileMode(0o666)
	// /dev/fd/3 may lead to the regular file that the stream was redirected to; others write there too.
	given := strings.HasPrefix(name, "/dev/") || strings.HasPrefix(name, "/proc/")
	if target, err := filepath.EvalSymlinks(name); err == nil {
		f.name = target // a link stays; what it points to is replaced
	}
	switch info, err := os.Stat(f.name); {
	case err == nil && info.IsDir():
		return nil, fmt.Errorf("%s is a directory", name)
	case err == nil && (given || !info.Mode().IsRegular()):
		out, err := os.OpenFile(f.name, os.O_WRONLY|os.O_APPEND, 0)
		if err != nil {
			return nil, err
		}
		f.out = out
	default:
		if err == nil {
			mode = info.Mode().Perm()
		}
		out, err := createTemp(f.name, mode)
		if err != nil {
			var reason *fs.PathError
			if errors.As(err, &reason) {
				err = reason.Err // the temporary name says nothing to anybody
			}
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		f.out, f.temp = out, out.Name()
		f.disarm = context.AfterFunc(ctx, func() { _ = os.Remove(f.temp) })
	}
	f.to = f.out
	switch {
	case strings.HasSuffix(name, ".gz"):
		w := gzip.NewWriter(f.out)
		f.to, f.closers = w, append(f.closers, w)
	case strings.HasSuffix(name, ".zst"):
		// One thread: its output is the same on every machine.
		w, err := zstd.NewWriter(f.out, zstd.WithEncoderConcurrency(1))
		if err != nil {
			return nil, errors.Join(err, f.abort())
		}
		f.to, f.closers = w, append(f.closers, w)
	}
	return f, nil
}

// createTemp creates a hidden file beside name, with the given permissions less the umask (which os.CreateTemp would
// narrow to the owner).
func createTemp(name string, mode fs.FileMode) (*os.File, error) {
	dir, base := filepath.Split(name)
	for n := range 10_000 {
		temp := filepath.Join(dir, fmt.Sprintf(".%s.%d-%d.tmp", base, os.Getpid(), n))
		out, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			return out, err
		}
	}
	return nil, fmt.Errorf("no free temporary name beside %s", name)
}

// add lets fn append whole lines to the buffer and hands it on when it is full.
func (f *file) add(fn func([]byte) []byte) error {
	f.lines = fn(f.lines)
	if len(f.lines) < flushAt {
		return nil
	}
	return f.flush()
}

func (f *file) flush() error {
	_, err := f.to.Write(f.lines)
	if cap(f.lines) > 8*flushAt {
		f.lines = nil // one huge article must not hold its memory for the rest of the run
	}
	f.lines = f.lines[:0]
	return err
}

// finish writes what is left and brings it to the disk. The file still has its temporary name.
func (f *file) finish() error {
	err := f.flush()
	for _, c := range f.closers {
		err = errors.Join(err, c.Close())
	}
	f.closers = nil
	if f.out == nil {
		return err
	}
	if f.temp != "" {
		err = errors.Join(err, f.out.Sync())
	}
	return errors.Join(err, f.out.Close())
}

// publish gives a finished file its name.
func (f *file) publish() error {
	if f.temp == "" {
		return nil
	}
	if !f.disarm() { // cancelled in the last moment: the temporary file is gone or about to be
		return context.Canceled
	}
	if err := os.Rename(f.temp, f.name); err != nil {
		return err
	}
	// The name itself is only safe once its directory is. Not every file system lets a directory be synced.
	if dir, err := os.Open(filepath.Dir(f.name)); err == nil {
		_ = dir.Sync()
		_ = dir.Close()
	}
	return nil
}

// abort leaves nothing under a temporary name. What was written directly stays.
func (f *file) abort() error {
	if f.out != nil {
		_ = f.out.Close() // may be closed already
	}
	if f.temp == "" {
		return nil
	}
	f.disarm()
	if err := os.Remove(f.temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
