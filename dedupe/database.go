package dedupe

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// ErrIndexInUse says that another process has the index open.
var ErrIndexInUse = errors.New("the index is in use by another process")

// quiet keeps Pebble's notes off the user's terminal.
type quiet struct{}

func (quiet) Infof(string, ...any)  {}
func (quiet) Errorf(string, ...any) {}
func (quiet) Fatalf(format string, args ...any) {
	panic(fmt.Sprintf(format, args...))
}

// access is what an index is opened for.
type access uint8

const (
	toRead   access = iota // nothing is written
	toChange               // it must be there
	toMake                 // it is made when it is not there
)

// errNoIndex says that a directory is not there or empty.
var errNoIndex = errors.New("holds no index")

// openDatabase opens the Pebble database of an index, on a file system that is that of the machine but in tests.
func openDatabase(dir string, to access, disk vfs.FS) (*index, error) {
	if _, err := os.Stat(filepath.Join(dir, "LOCK")); err != nil {
		switch entries, err := os.ReadDir(dir); {
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("index: %w", err)
		case len(entries) > 0:
			return nil, fmt.Errorf("%s is neither empty nor an index", dir)
		case to != toMake:
			return nil, fmt.Errorf("%s %w", dir, errNoIndex)
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, err
		}
	}
	lock, err := pebble.LockDirectory(dir, vfs.Default)
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, ErrIndexInUse)
	}
	x := &index{dir: dir, lock: lock, full: make(chan struct{}), readOnly: to == toRead}
	disk = vfs.OnDiskFull(disk, func() {
		close(x.full)
		select {} // see do
	})
	var db *pebble.DB
	err = x.do(func() (err error) {
		db, err = pebble.Open(dir, &pebble.Options{
			Logger: quiet{}, Lock: lock, FS: disk, FormatMajorVersion: pebble.FormatNewest, ReadOnly: x.readOnly, ErrorIfNotExists: to != toMake,
			// Without this a wrong checksum ends the process; whoever reads the block gets an error as it is.
			EventListener: &pebble.EventListener{DataCorruption: func(pebble.DataCorruptionInfo) {}},
		})
		return err
	})
	if errors.Is(err, pebble.ErrDBDoesNotExist) { // the run that was about to make it was killed
		return nil, errors.Join(fmt.Errorf("%s %w", dir, errNoIndex), lock.Close())
	}
	if err != nil {
		return nil, errors.Join(x.named(err), lock.Close())
	}
	x.db = db
	return x, nil
}

// do writes to the database. On a full disk Pebble tries again and again, or panics: what it does there is held up for good
// where it would get to know of it, and do returns with an error. The database is not to be used any more then.
func (x *index) do(write func() error) error {
	done := make(chan error, 1)
	go func() { done <- write() }()
	var err error
	select {
	case err = <-done:
	case <-x.full:
	}
	if x.isFull() {
		return syscall.ENOSPC
	}
	return err
}

func (x *index) isFull() bool {
	select {
	case <-x.full:
		return true
	default:
		return false
	}
}

// named says of an error which index it is of.
func (x *index) named(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("index %s: %w", x.dir, err)
}

// write commits a batch, and lets go of it.
func (x *index) write(b *pebble.Batch, how *pebble.WriteOptions) error {
	return x.do(func() error { return errors.Join(b.Commit(how), b.Close()) })
}

// close lets go of the index. On a full disk what is held up stays until the process ends.
func (x *index) close() error {
	if x.isFull() {
		return nil
	}
	if x.batch != nil {
		_ = x.batch.Close()
	}
	return errors.Join(x.do(x.db.Close), x.lock.Close())
}
