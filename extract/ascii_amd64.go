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
// ASCII, of which high is the second.
//
//go:noescape
func readWords(text *uint8, tables *[6][32]uint8) (word, odd, high uint64)

// haveWide is whether this machine has the instructions of readWideAVX2 and squeezeKinds. PEXT takes some 100 cycles on AMD's
// processors before Zen 3 (Agner Fog, Instruction tables), which are also those with BMI2 that do not have ERMS.
var haveWide = cpu.X86.HasAVX2 && cpu.X86.HasBMI1 && cpu.X86.HasBMI2 && cpu.X86.HasERMS

// haveWide512 is whether it also has those of readWideAVX512 (AVX-512 with VBMI).
var haveWide512 = haveWide && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VBMI

// readWide writes the kinds of the characters of two and three bytes that begin among the 64 bytes at text, at the first byte
// of each, and where such characters stand. readASCII has been called before. wideReach bytes are read.
func readWide(kinds *asciiKinds, text *uint8, tables *wideTables) {
	if haveWide512 {
		readWideAVX512(kinds, text, tables)
		return
	}
	readWideAVX2(kinds, text, tables)
}

//go:noescape
func readWideAVX512(kinds *asciiKinds, text *uint8, tables *wideTables)

//go:noescape
func readWideAVX2(kinds *asciiKinds, text *uint8, tables *wideTables)

// squeezeKinds leaves of each of kinds that count for a text (all but rare and stop) those bits that keep has, side by side.
//
//go:noescape
func squeezeKinds(kinds *asciiKinds, keep uint64)
