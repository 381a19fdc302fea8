//go:build !unix

package source

import (
	"io/fs"
	"path/filepath"
)

// dirKey tells a directory from all others, by whatever path it is reached.
type dirKey struct{ path string }

func keyOf(name string, _ fs.FileInfo) dirKey {
	if path, err := filepath.EvalSymlinks(name); err == nil {
		name = path
	}
	if path, err := filepath.Abs(name); err == nil {
		name = path
	}
	return dirKey{name}
}
