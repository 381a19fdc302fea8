//go:build unix

package source

import (
	"io/fs"
	"syscall"
)

// dirKey tells a directory from all others, by whatever path it is reached.
type dirKey struct{ device, inode uint64 }

func keyOf(_ string, info fs.FileInfo) dirKey {
	s := info.Sys().(*syscall.Stat_t)           // of os.Stat always
	return dirKey{uint64(s.Dev), uint64(s.Ino)} //nolint:unconvert // not all systems have 64 bits for both
}
