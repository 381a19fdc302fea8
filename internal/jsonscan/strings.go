package jsonscan

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// escapes maps the letter behind a backslash to what both stand for; 0 where there is no such sequence.
var escapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// escapeLength returns the length of the escape sequence that b begins with, 0 when it is none.
func escapeLength(b []byte) int {
	switch {
	case len(b) < 2:
		return 0
	case escapes[b[1]] != 0:
		return 2
	case hex4(b) >= 0:
		return 6
	}
	return 0
}

// digits maps a hexadecimal digit to its value, other bytes to -1.
var digits = func() (t [256]int8) {
	for c := range t {
		t[c] = int8(strings.IndexByte("0123456789abcdef", byte(c)))
		if 'A' <= c && c <= 'F' {
			t[c] = int8(c - 'A' + 10)
		}
	}
	return t
}()

// hex4 returns the number in \uXXXX, a negative one when b does not begin with it.
func hex4(b []byte) rune {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return -1
	}
	// One digit that is none makes the sum negative.
	return rune(digits[b[2]])<<12 | rune(digits[b[3]])<<8 | rune(digits[b[4]])<<4 | rune(digits[b[5]])
}

// unescape decodes the escape sequence that b begins with, which SkipString has passed, and returns its length. An
// unpaired surrogate becomes U+FFFD.
func unescape(b []byte) (rune, int) {
	if c := escapes[b[1]]; c != 0 {
		return rune(c), 2
	}
	r := hex4(b)
	if !utf16.IsSurrogate(r) {
		return r, 6
	}
	if pair := utf16.DecodeRune(r, hex4(b[6:])); pair != utf8.RuneError {
		return pair, 12
	}
	return utf8.RuneError, 6
}

// IsText reports whether a value is a string.
func IsText(value []byte) bool { return len(value) >= 2 && value[0] == '"' }

// String decodes a value that is a string; other values give false. Unpaired surrogates become U+FFFD.
func String(value []byte) (string, bool) {
	if !IsText(value) {
		return "", false
	}
	if inner := value[1 : len(value)-1]; bytes.IndexByte(inner, '\\') < 0 {
		return string(inner), true
	}
	return string(Append(nil, value)), true
}

// Append appends what a value that IsText stands for. Unpaired surrogates become U+FFFD.
func Append(dst, value []byte) []byte {
	value = value[1 : len(value)-1]
	if dst == nil {
		dst = make([]byte, 0, len(value))
	}
	for {
		i := bytes.IndexByte(value, '\\')
		if i < 0 {
			return append(dst, value...)
		}
		dst = append(dst, value[:i]...)
		value = value[i:]
		for len(value) > 0 && value[0] == '\\' { // where everything but ASCII is escaped, one stands behind the other
			r, n := unescape(value)
			dst = utf8.AppendRune(dst, r)
			value = value[n:]
		}
	}
}

// IsString reports whether a value is a string that stands for s.
func IsString(value []byte, s string) bool {
	if !IsText(value) {
		return false
	}
	value = value[1 : len(value)-1]
	for {
		i := bytes.IndexByte(value, '\\')
		if i < 0 {
			return string(value) == s
		}
		if i > len(s) || string(value[:i]) != s[:i] {
			return false
		}
		r, n := unescape(value[i:])
		value, s = value[i+n:], s[i:]
		var c [utf8.UTFMax]byte
		var found bool
		if s, found = strings.CutPrefix(s, string(c[:utf8.EncodeRune(c[:], r)])); !found {
			return false
		}
	}
}

// Scalar returns a string decoded, or a number as it stands; "" for everything else.
func Scalar(value []byte) string {
	if s, ok := String(value); ok {
		return s
	}
	if len(value) > 0 { // an error takes memory
		if _, err := strconv.ParseFloat(string(value), 64); err == nil {
			return string(value)
		}
	}
	return ""
}
