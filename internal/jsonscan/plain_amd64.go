//go:build amd64 && !purego

package jsonscan

import "golang.org/x/sys/cpu"

// plain is plainly, 32 bytes at a time where that can be done.
func plain(b []byte) int {
	const lanes = 32
	if len(b) < lanes || !cpu.X86.HasAVX2 {
		return plainly(b)
	}
	whole := len(b) &^ (lanes - 1)
	n := plainAVX2(&b[0], whole)
	if n == whole {
		n += plainly(b[whole:])
	}
	return n
}

// plainAVX2 is plainly for n bytes, a multiple of 32 and not 0.
//
//go:noescape
func plainAVX2(b *byte, n int) int
