package sink

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"winnow/internal/wholefile"
)

// flushAt is the size from which buffered lines are handed on. Only whole lines are, so that a reader of a pipe whose
// writer is stopped never sees half a record.
const flushAt = 256 << 10

// file is an output that appears whole under its name or not at all: it is written under a temporary name beside it,
// synced and renamed. What is no regular file (a device, a pipe) is written directly, and so is a given stream, also by a
// name such as /dev/fd/3. Several outputs may share a stream: each one writes whole lines.
type file struct {
	lines   []byte
	to      io.Writer // the compressor, or out
	closers []io.Closer
	out     *os.File        // nil for a given stream
	stdout  bool            // that stream is standard output
	whole   *wholefile.File // nil when written directly, else what out is of
	written int64           // bytes handed to out, compressed
	flushAt int             // overrides the constant where it is not 0
	name    string
	side    string // what the output is called; "" for that of the articles, and for what shares their stream
}

// isStream reports whether a name stands for one of the process's own streams, by its number. To open it again would make
// a second place to write at, where one writes over what the other wrote.
func isStream(name string, number int) bool {
	name = path.Clean(name)
	for _, dir := range []string{"/dev/fd/", "/proc/self/fd/"} {
		if name == dir+strconv.Itoa(number) {
			return true
		}
	}
	return name == [...]string{"/dev/stdin", "/dev/stdout", "/dev/stderr"}[number]
}

// IsStdout reports whether an output of that name goes to standard output.
func IsStdout(name string) bool { return name == "" || name == "-" || isStream(name, 1) }

// open prepares an output as openPlain does; a name that ends in .gz or .zst is compressed.
func open(ctx context.Context, name string, stdout io.Writer) (*file, error) {
	f, err := openPlain(ctx, name, stdout)
	if err != nil {
		return nil, err
	}
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

// openPlain prepares an output under a name. The temporary file is gone as
// soon as ctx is cancelled, even if the run is still stuck in a read.
func openPlain(ctx context.Context, name string, stdout io.Writer) (*file, error) {
	switch {
	case IsStdout(name):
		return &file{to: stdout, stdout: true}, nil
	case isStream(name, 2):
		return &file{to: os.Stderr}, nil
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
		if f.whole, err = wholefile.Create(ctx, f.name, mode); err != nil {
			var reason *fs.PathError
			if errors.As(err, &reason) {
				err = reason.Err // the temporary name says nothing to anybody
			}
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		f.out = f.whole.File
	}
	f.to = counted{f}
	return f, nil
}

// WriteFile writes what fn writes to a file of that name, by the rules of Write: it appears whole or not at all, a link
// stays, a device, a pipe or a given stream is written directly, and stdout where the name is "" or "-". Nothing is
// compressed.
func WriteFile(ctx context.Context, name string, stdout io.Writer, fn func(io.Writer) error) error {
	f, err := openPlain(ctx, name, stdout)
	if err != nil {
		return err
	}
	if f.whole == nil { // somebody may be reading while fn writes
		return errors.Join(fn(f.to), f.finish())
	}
	w := bufio.NewWriter(f.to)
	if err = errors.Join(fn(w), w.Flush()); err == nil {
		err = f.finish()
	}
	if err == nil {
		err = f.publish()
	}
	if err != nil {
		err = errors.Join(err, f.abort())
	}
	return err
}

// counted writes to a file's out and counts.
type counted struct{ f *file }

func (c counted) Write(p []byte) (int, error) {
	n, err := c.f.out.Write(p)
	c.f.written += int64(n)
	return n, err
}

// SideError is what went wrong with an output beside the articles. A reader who closes the articles' pipe has seen enough;
// of other outputs all lines are wanted, also when the error is syscall.EPIPE.
type SideError struct {
	Output string
	Err    error
}

func (e *SideError) Error() string { return e.Output + ": " + e.Err.Error() }

func (e *SideError) Unwrap() error { return e.Err }

// named says of an error which output it is of.
func (f *file) named(err error) error {
	if err == nil || f.side == "" {
		return err
	}
	return &SideError{f.side, err}
}

// add lets fn append whole lines to the buffer and hands it on when it is full.
func (f *file) add(fn func([]byte) []byte) error {
	f.lines = fn(f.lines)
	if len(f.lines) < cmp.Or(f.flushAt, flushAt) {
		return nil
	}
	return f.named(f.flush())
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
	switch {
	case f.whole != nil:
		err = errors.Join(err, f.whole.Finish())
	case f.out != nil:
		err = errors.Join(err, f.out.Close())
	}
	return f.named(err)
}

// publish gives a finished file its name.
func (f *file) publish() error {
	if f.whole == nil {
		return nil
	}
	return f.named(f.whole.Publish())
}

// abort leaves nothing under a temporary name. What was written directly stays.
func (f *file) abort() error {
	switch {
	case f.whole != nil:
		return f.whole.Abort()
	case f.out != nil:
		_ = f.out.Close() // may be closed already
	}
	return nil
}
