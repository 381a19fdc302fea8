//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package wholefile

// Lock does nothing where a directory cannot be locked.
func Lock(string) (release func() error, err error) { return func() error { return nil }, nil }
