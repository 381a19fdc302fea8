package sink

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"winnow/internal/wholefile"
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
	written int64    // bytes handed to out, compressed
	flushAt int      // overrides the constant where it is not 0
	name    string
	disarm  func() bool
}

// open prepares an output under a name; a name that ends in .gz or .zst is compressed. The temporary file is gone as
// soon as ctx is cancelled, even if the run is still stuck in a read.
func open(ctx context.Context, name string) (*file, error) {
	if name == "/dev/stderr" {
		return &file{to: os.Stderr}, nil // a second opening would write over what the first wrote
	}
	f := &file{name: wholefile.Target(name)} // a link stays; what it points to is replaced
	mode := fs.FileMode(0o666)
	// /dev/fd/3 may lead to the regular file that the stream was redirected to; others write there too.
	given := strings.HasPrefix(name, "/dev/") || strings.HasPrefix(name, "/proc/")
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
		out, err := wholefile.CreateTemp(f.name, mode)
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
	f.to = counted{f}
	switch {
	case strings.HasSuffix(name, ".gz"):
		w := gzip.NewWriter(f.to)
		f.to, f.closers = w, append(f.closers, w)
	case strings.HasSuffix(name, ".zst"):
		// One thread: its output is the same on every machine.
		w, err := zstd.NewWriter(f.to, zstd.WithEncoderConcurrency(1))
		if err != nil {
			return nil, errors.Join(err, f.abort())
		}
		f.to, f.closers = w, append(f.closers, w)
	}
	return f, nil
}

// counted writes to a file's out and counts.
type counted struct{ f *file }

func (c counted) Write(p []byte) (int, error) {
	n, err := c.f.out.Write(p)
	c.f.written += int64(n)
	return n, err
}

// add lets fn append whole lines to the buffer and hands it on when it is full.
func (f *file) add(fn func([]byte) []byte) error {
	f.lines = fn(f.lines)
	if len(f.lines) < cmp.Or(f.flushAt, flushAt) {
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
	return wholefile.Rename(f.temp, f.name)
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
