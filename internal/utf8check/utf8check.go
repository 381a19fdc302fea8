// Package utf8check tells fast whether bytes are UTF-8.
package utf8check

import (
	"encoding/binary"
	"unsafe"

	"github.com/segmentio/asm/utf8"
	"golang.org/x/sys/cpu"
)

// vectorsFrom is the length in bytes from which a text is checked 32 bytes at a time (Keiser and Lemire, "Validating UTF-8
// In Less Than One Instruction Per Byte", 2021), where the machine can.
const vectorsFrom = 128

// ValidString is Valid for a string.
func ValidString(s string) bool {
	return Valid(unsafe.Slice(unsafe.StringData(s), len(s))) // Valid only reads, and keeps nothing
}

// Valid reports whether b is UTF-8, as the standard library's utf8.Valid does, at the same speed whatever the language: a
// text that mixes characters of one, two and three bytes, as Vietnamese does, costs that a mispredicted branch every few
// bytes.
//
// Without vectors the automaton is that of the Unicode Standard, table 3-7. A state is a bit offset, and a byte's row holds the next
// state for each state at that offset, so that a step is one load and one shift (Per Vognsen, "Shift-based DFAs").
func Valid(b []byte) bool {
	if len(b) >= vectorsFrom && cpu.X86.HasAVX2 {
		return utf8.Valid(b)
	}
	return valid(b)
}

// valid is Valid without vectors.
func valid(b []byte) bool {
	state := uint64(stateAccept)
	for len(b) >= 8 {
		if state&63 == stateAccept && binary.LittleEndian.Uint64(b)&highBits == 0 {
			b = b[8:]
			for len(b) >= 32 && (binary.LittleEndian.Uint64(b)|binary.LittleEndian.Uint64(b[8:])|
				binary.LittleEndian.Uint64(b[16:])|binary.LittleEndian.Uint64(b[24:]))&highBits == 0 {
				b = b[32:]
			}
			continue
		}
		state = steps[b[0]] >> (state & 63)
		state = steps[b[1]] >> (state & 63)
		state = steps[b[2]] >> (state & 63)
		state = steps[b[3]] >> (state & 63)
		state = steps[b[4]] >> (state & 63)
		state = steps[b[5]] >> (state & 63)
		state = steps[b[6]] >> (state & 63)
		state = steps[b[7]] >> (state & 63)
		if state&63 == stateReject {
			return false
		}
		b = b[8:]
	}
	for _, c := range b {
		state = steps[c] >> (state & 63)
	}
	return state&63 == stateAccept
}

const highBits = 0x8080808080808080 // what bytes outside of ASCII have set

// States: what may follow.
const (
	stateReject = 6 * iota // nothing, ever
	stateAccept            // a new character
	stateTail1             // one byte 80..BF
	stateTail2             // two
	stateTail3             // three
	stateE0                // A0..BF and one more: no overlong forms
	stateED                // 80..9F and one more: no surrogates
	stateF0                // 90..BF and two more: no overlong forms
	stateF4                // 80..8F and two more: nothing above U+10FFFF
)

// steps are a package variable that is filled when the program starts, 256 rows in a few microseconds.
var steps = func() (t [256]uint64) {
	set := func(from, to int, state, next uint64) {
		for c := from; c <= to; c++ {
			t[c] |= next << state
		}
	}
	set(0x00, 0x7F, stateAccept, stateAccept)
	set(0xC2, 0xDF, stateAccept, stateTail1)
	set(0xE0, 0xE0, stateAccept, stateE0)
	set(0xE1, 0xEC, stateAccept, stateTail2)
	set(0xED, 0xED, stateAccept, stateED)
	set(0xEE, 0xEF, stateAccept, stateTail2)
	set(0xF0, 0xF0, stateAccept, stateF0)
	set(0xF1, 0xF3, stateAccept, stateTail3)
	set(0xF4, 0xF4, stateAccept, stateF4)
	set(0x80, 0xBF, stateTail1, stateAccept)
	set(0x80, 0xBF, stateTail2, stateTail1)
	set(0x80, 0xBF, stateTail3, stateTail2)
	set(0xA0, 0xBF, stateE0, stateTail1)
	set(0x80, 0x9F, stateED, stateTail1)
	set(0x90, 0xBF, stateF0, stateTail2)
	set(0x80, 0x8F, stateF4, stateTail2)
	return t
}()
