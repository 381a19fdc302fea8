// Package bytekinds tells which of some bytes a text holds: one reading of it spares those that would look for what is not
// there.
package bytekinds

import (
	"bytes"
	"encoding/binary"
)

// Set are kinds of bytes.
type Set uint8

// The kinds.
const (
	NUL    Set = 1 << iota
	Return     // carriage return
	Escape     //
	Tilde      // 0xC3, with which the letters from À to ÿ begin in UTF-8
	High       // all that are not ASCII

	All = NUL | Return | Escape | Tilde | High
)

// Of returns the kinds that a text holds.
func Of(text []byte) Set {
	n := 0
	var found Set
	if haveAVX2 {
		if n = len(text) &^ 63; n > 0 {
			found = ofBlocks(&text[0], n/64)
		}
	}
	return found | ofPlain(text[n:])
}

// ofPlain is Of without vectors of our own.
func ofPlain(text []byte) (found Set) {
	for _, k := range [...]struct {
		b   byte
		set Set
	}{{0, NUL}, {'\r', Return}, {0x1b, Escape}, {0xC3, Tilde}} {
		if bytes.IndexByte(text, k.b) >= 0 {
			found |= k.set
		}
	}
	const tops = 0x8080808080808080
	i := 0
	for ; i+8 <= len(text); i += 8 {
		if binary.LittleEndian.Uint64(text[i:])&tops != 0 {
			return found | High
		}
	}
	for ; i < len(text); i++ {
		if text[i] >= 0x80 {
			return found | High
		}
	}
	return found
}
