//go:build unix

package source

import "syscall"

// makePipe makes a pipe with a name, which nobody may wait for.
func makePipe(name string) error { return syscall.Mkfifo(name, 0o600) }
