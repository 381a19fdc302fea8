package source

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// The scanner below walks the members of one JSON object (RFC 8259) and hands out their bytes: the values that nobody
// asks for, of which most of a record consists, are only checked, never decoded.

var errJSON = errors.New("not a JSON object")

// maxNesting bounds recursion, as encoding/json does (its limit is 10,000; no record comes near a tenth of this).
const maxNesting = 1000

// objectMembers calls each for the members of the object that b begins with: key and value as they stand, the key
// without its quotation marks. It returns the number of bytes up to the object's end. b must be valid UTF-8.
func objectMembers(b []byte, each func(key, value []byte)) (int, error) {
	i := skipBlanks(b, 0)
	if i >= len(b) || b[i] != '{' {
		return 0, errJSON
	}
	end, ok := scanObject(b, i, 0, each)
	if !ok {
		return 0, errJSON
	}
	return end, nil
}

// scanObject, like the other scan functions, takes the index of a value's first byte and returns the index behind its
// last.
func scanObject(b []byte, i, depth int, each func(key, value []byte)) (int, bool) {
	i = skipBlanks(b, i+1)
	if i < len(b) && b[i] == '}' {
		return i + 1, true
	}
	for {
		if i >= len(b) || b[i] != '"' {
			return 0, false
		}
		keyEnd, ok := scanString(b, i)
		if !ok {
			return 0, false
		}
		colon := skipBlanks(b, keyEnd)
		if colon >= len(b) || b[colon] != ':' {
			return 0, false
		}
		start := skipBlanks(b, colon+1)
		end, ok := scanValue(b, start, depth+1)
		if !ok {
			return 0, false
		}
		if each != nil {
			each(b[i+1:keyEnd-1], b[start:end])
		}
		i = skipBlanks(b, end)
		if i >= len(b) {
			return 0, false
		}
		switch b[i] {
		case '}':
			return i + 1, true
		case ',':
			i = skipBlanks(b, i+1)
		default:
			return 0, false
		}
	}
}

func scanArray(b []byte, i, depth int) (int, bool) {
	i = skipBlanks(b, i+1)
	if i < len(b) && b[i] == ']' {
		return i + 1, true
	}
	for {
		end, ok := scanValue(b, i, depth+1)
		if !ok {
			return 0, false
		}
		i = skipBlanks(b, end)
		if i >= len(b) {
			return 0, false
		}
		switch b[i] {
		case ']':
			return i + 1, true
		case ',':
			i = skipBlanks(b, i+1)
		default:
			return 0, false
		}
	}
}

func scanValue(b []byte, i, depth int) (int, bool) {
	if i >= len(b) || depth > maxNesting {
		return 0, false
	}
	switch b[i] {
	case '"':
		return scanString(b, i)
	case '{':
		return scanObject(b, i, depth, nil)
	case '[':
		return scanArray(b, i, depth)
	case 't':
		return scanWord(b, i, "true")
	case 'f':
		return scanWord(b, i, "false")
	case 'n':
		return scanWord(b, i, "null")
	}
	return scanNumber(b, i)
}

func scanWord(b []byte, i int, word string) (int, bool) {
	return i + len(word), len(b)-i >= len(word) && string(b[i:i+len(word)]) == word
}

func scanNumber(b []byte, i int) (int, bool) {
	digits := func() bool {
		from := i
		for i < len(b) && '0' <= b[i] && b[i] <= '9' {
			i++
		}
		return i > from
	}
	if i < len(b) && b[i] == '-' {
		i++
	}
	if i < len(b) && b[i] == '0' {
		i++
	} else if !digits() {
		return 0, false
	}
	if i < len(b) && b[i] == '.' {
		i++
		if !digits() {
			return 0, false
		}
	}
	if i < len(b) && b[i]|0x20 == 'e' {
		i++
		if i < len(b) && (b[i] == '+' || b[i] == '-') {
			i++
		}
		if !digits() {
			return 0, false
		}
	}
	return i, true
}

// plain marks the bytes that stand for themselves in a string.
var plain = func() (t [256]bool) {
	for c := range t {
		t[c] = c >= ' ' && c != '"' && c != '\\'
	}
	return t
}()

func scanString(b []byte, i int) (int, bool) {
	i++
	for i < len(b) {
		if plain[b[i]] {
			i++
			continue
		}
		switch b[i] {
		case '"':
			return i + 1, true
		case '\\':
			n := escapeLength(b[i:])
			if n == 0 {
				return 0, false
			}
			i += n
		default:
			return 0, false
		}
	}
	return 0, false
}

// escapeLength returns the length of the escape sequence that b begins with, 0 when it is none.
func escapeLength(b []byte) int {
	if len(b) < 2 {
		return 0
	}
	if b[1] != 'u' {
		if bytes.IndexByte([]byte(`"\/bfnrt`), b[1]) < 0 {
			return 0
		}
		return 2
	}
	if hex4(b) < 0 {
		return 0
	}
	return 6
}

// hex4 returns the number in \uXXXX, -1 when b does not begin with one.
func hex4(b []byte) rune {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return -1
	}
	var r rune
	for _, c := range b[2:6] {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return -1
		}
		r = r<<4 | rune(c)
	}
	return r
}

func skipBlanks(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\n' || b[i] == '\t' || b[i] == '\r') {
		i++
	}
	return i
}

// stringValue decodes a value that is a string; other values give false. Unpaired surrogates become U+FFFD.
func stringValue(value []byte) (string, bool) {
	if len(value) < 2 || value[0] != '"' {
		return "", false
	}
	value = value[1 : len(value)-1]
	i := bytes.IndexByte(value, '\\')
	if i < 0 {
		return string(value), true
	}
	var out strings.Builder
	out.Grow(len(value))
	for ; i >= 0; i = bytes.IndexByte(value, '\\') {
		out.Write(value[:i])
		r, n := unescape(value[i:])
		out.WriteRune(r)
		value = value[i+n:]
	}
	out.Write(value)
	return out.String(), true
}

// unescape decodes the escape sequence that b begins with, which scanString has passed, and returns its length.
func unescape(b []byte) (rune, int) {
	switch b[1] {
	case 'u':
		r := hex4(b)
		if !utf16.IsSurrogate(r) {
			return r, 6
		}
		if pair := utf16.DecodeRune(r, hex4(b[6:])); pair != utf8.RuneError {
			return pair, 12
		}
		return utf8.RuneError, 6
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	}
	return rune(b[1]), 2
}

// scalarValue returns a string decoded, or a number as it stands; "" for everything else.
func scalarValue(value []byte) string {
	if s, ok := stringValue(value); ok {
		return s
	}
	if _, err := strconv.ParseFloat(string(value), 64); err == nil {
		return string(value)
	}
	return ""
}
