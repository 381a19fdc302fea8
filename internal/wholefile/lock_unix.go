//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package wholefile

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// Lock takes a directory for this process, until release is called or the process ends, however it ends. The lock is the
// kernel's, on the directory itself: nothing is left behind. Another process that asks for it gets an error at once.
func Lock(dir string) (release func() error, err error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("%s is in use by another run: wait until it ends", dir)
		}
		return func() error { return nil }, nil // a file system without locks
	}
	return f.Close, nil
}
