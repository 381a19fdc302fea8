package sink

import (
	"math/bits"

	"winnow/internal/runes"
	"winnow/internal/utf8check"
)

// unsafe marks the bytes at which a JSON string must be looked at: quotes, backslashes and control characters (RFC
// 8259, section 7), and the first bytes of characters that are legal in JSON but not inert elsewhere: U+0080 to U+009F
// (terminal escapes) begin with C2, U+2028 and U+2029 (line ends in JavaScript) with E2.
var unsafe = func() (table [256]bool) {
	for c := range 0x20 {
		table[c] = true
	}
	for _, c := range []byte{'"', '\\', 0x7f, 0xc2, 0xe2} {
		table[c] = true
	}
	return table
}()

const hex = "0123456789abcdef"

// appendString appends s as a JSON string. Invalid UTF-8 becomes U+FFFD, one for each byte that is part of no
// character.
func appendString(dst []byte, s string) []byte {
	if !utf8check.ValidString(s) {
		s = string([]rune(s))
	}
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		if i += inert(s[i:]); i == len(s) {
			break
		}
		c := s[i]
		if !unsafe[c] {
			continue
		}
		switch c {
		case 0xc2: // s is valid: a second byte follows
			if s[i+1] >= 0xa0 {
				continue
			}
			dst = append(dst, s[start:i]...)
			dst = append(dst, '\\', 'u', '0', '0', hex[s[i+1]>>4], hex[s[i+1]&15])
			i++
		case 0xe2:
			if s[i+1] != 0x80 || s[i+2]&^1 != 0xa8 {
				continue
			}
			dst = append(dst, s[start:i]...)
			dst = append(dst, '\\', 'u', '2', '0', '2', hex[s[i+2]&15])
			i += 2
		default:
			dst = append(dst, s[start:i]...)
			dst = appendEscaped(dst, c)
		}
		start = i + 1
	}
	dst = append(dst, s[start:]...)
	return append(dst, '"')
}

// inertPlainly returns how many of the bytes that s begins with need nothing done about them, those of its last seven apart.
func inertPlainly(s string) (n int) {
	const (
		ones = 0x0101010101010101
		tops = 0x80 * ones
	)
	for ; n+8 <= len(s); n += 8 {
		w := runes.Eight(s[n:])
		quote := w ^ 2*ones                    // control characters stay below 0x20, '"' becomes 0x20
		slash, del := w^'\\'*ones, w^0x7f*ones // 0 where it is one
		high := (w | 0x20*ones) ^ 0xe2*ones    // 0 for c2 and e2
		// The lowest top bit that is set is that of a byte to look at; a borrow may have set those above it.
		if found := ((quote-0x21*ones)&^quote | (slash-ones)&^slash | (del-ones)&^del | (high-ones)&^high) & tops; found != 0 {
			return n + bits.TrailingZeros64(found)/8
		}
	}
	return n
}

func appendEscaped(dst []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\n':
		return append(dst, '\\', 'n')
	case '\t':
		return append(dst, '\\', 't')
	case '\r':
		return append(dst, '\\', 'r')
	}
	return append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
}
