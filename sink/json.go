package sink

import (
	"unicode/utf8"
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
	if !utf8.ValidString(s) {
		s = string([]rune(s))
	}
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(s); i++ {
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
