package runes

import "encoding/binary"

// Lower8 lowers the ASCII capitals among eight bytes.
func Lower8(w uint64) uint64 {
	const ones = 0x0101010101010101
	low := w & (0x7f * ones)
	fromA := low + (0x80-'A')*ones      // high bit set where byte >= 'A'
	afterZ := low + (0x80-('Z'+1))*ones // high bit set where byte > 'Z'
	capital := (fromA ^ afterZ) &^ w & (0x80 * ones)
	return w | capital>>2
}

// NotLetter8 returns the top bit of the first of eight bytes that is no letter of ASCII; 0 if all are.
func NotLetter8(w uint64) uint64 {
	const ones = 0x0101010101010101
	seven := (w | 0x20*ones) &^ (0x80 * ones)
	// The top bit of a byte: it is less than 'a', or more than 'z', or beyond ASCII.
	not := (^(seven + (0x80-'a')*ones) | (seven + (0x80-'z'-1)*ones) | w) & (0x80 * ones)
	return not & -not
}

// EightAt returns the eight bytes of b that begin at i, the first one lowest. Cut out so, with a capacity, they take a third
// of the instructions that b[i:] takes.
func EightAt(b []byte, i int) uint64 { return binary.LittleEndian.Uint64(b[i : i+8 : i+8]) }

// Eight returns the first eight bytes of a text that has them, the first one lowest.
func Eight(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}
