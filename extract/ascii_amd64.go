//go:build amd64 && !purego

package extract

import "golang.org/x/sys/cpu"

// haveASCII is whether this machine has the instructions of readASCII (AVX2).
var haveASCII = cpu.X86.HasAVX2

// readASCII writes the kinds of the 64 bytes at text.
//
//go:noescape
func readASCII(kinds *asciiKinds, text *uint8, tables *[2][16]uint8)

// readWords tells which of the 64 bytes at text are of words: letters, digits, and the odd ones, '_' and all that is beyond
// ASCII.
//
//go:noescape
func readWords(text *uint8, tables *[6][32]uint8) (word, odd uint64)
