//go:build amd64 && !purego

package sink

import "golang.org/x/sys/cpu"

// inert is inertPlainly, 32 bytes at a time where that can be done.
func inert(s string) int {
	const lanes = 32
	if len(s) < lanes || !cpu.X86.HasAVX2 {
		return inertPlainly(s)
	}
	whole := len(s) &^ (lanes - 1)
	n := inertAVX2(s, whole)
	if n == whole {
		n += inertPlainly(s[whole:])
	}
	return n
}

// inertAVX2 is inertPlainly for the first n bytes of s, a multiple of 32 and not 0.
//
//go:noescape
func inertAVX2(s string, n int) int
