// Package jsonscan walks JSON (RFC 8259) where it stands: it hands out the members of an object as the bytes that they
// are, so that values which nobody asks for, of which most of a record consists, are checked but never decoded.
package jsonscan

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// ErrObject says that there is no whole JSON object.
var ErrObject = errors.New("not a JSON object")

// maxNesting bounds recursion, as encoding/json does (its limit is 10,000; no record comes near a tenth of this).
const maxNesting = 1000

// Members calls each for the members of the object that b begins with: key and value as they stand, the key without its
// quotation marks. It returns the number of bytes up to the object's end. b must be valid UTF-8.
func Members(b []byte, each func(key, value []byte)) (int, error) {
	i := SkipBlanks(b, 0)
	if i >= len(b) || b[i] != '{' {
		return 0, ErrObject
	}
	end, ok := scanObject(b, i, 0, each)
	if !ok {
		return 0, ErrObject
	}
	return end, nil
}

// scanObject, like the other scan functions, takes the index of a value's first byte and returns the index behind its
// last.
func scanObject(b []byte, i, depth int, each func(key, value []byte)) (int, bool) {
	i = SkipBlanks(b, i+1)
	if i < len(b) && b[i] == '}' {
		return i + 1, true
	}
	for {
		if i >= len(b) || b[i] != '"' {
			return 0, false
		}
		keyEnd, ok := SkipString(b, i)
		if !ok {
			return 0, false
		}
		colon := SkipBlanks(b, keyEnd)
		if colon >= len(b) || b[colon] != ':' {
			return 0, false
		}
		start := SkipBlanks(b, colon+1)
		end, ok := scanValue(b, start, depth+1)
		if !ok {
			return 0, false
		}
		if each != nil {
			each(b[i+1:keyEnd-1], b[start:end])
		}
		i = SkipBlanks(b, end)
		if i >= len(b) {
			return 0, false
		}
		switch b[i] {
		case '}':
			return i + 1, true
		case ',':
			i = SkipBlanks(b, i+1)
		default:
			return 0, false
		}
	}
}

func scanArray(b []byte, i, depth int) (int, bool) {
	i = SkipBlanks(b, i+1)
	if i < len(b) && b[i] == ']' {
		return i + 1, true
	}
	for {
		end, ok := scanValue(b, i, depth+1)
		if !ok {
			return 0, false
		}
		i = SkipBlanks(b, end)
		if i >= len(b) {
			return 0, false
		}
		switch b[i] {
		case ']':
			return i + 1, true
		case ',':
			i = SkipBlanks(b, i+1)
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
		return SkipString(b, i)
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

// SkipBlanks returns the index of the first byte from i on that is no white space.
func SkipBlanks(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\n' || b[i] == '\t' || b[i] == '\r') {
		i++
	}
	return i
}

// SkipString returns the index behind the string whose quotation mark stands at i, false when it has no end, holds a
// control character or an escape sequence that there is none of.
func SkipString(b []byte, i int) (int, bool) {
	for i++; ; {
		if i += plain(b[min(i, len(b)):]); i >= len(b) {
			return 0, false
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
}

const (
	ones  = 0x0101010101010101
	highs = 0x80 * ones
)

// plainly returns how many bytes b begins with that are neither quotation marks nor backslashes nor control characters.
func plainly(b []byte) (n int) {
	for ; n+8 <= len(b); n += 8 {
		x := binary.LittleEndian.Uint64(b[n:])
		quote, slash := x^'"'*ones, x^'\\'*ones
		// The lowest top bit that is set is that of a byte to stop at; a borrow may have set those above it.
		if found := ((x-' '*ones)&^x | (quote-ones)&^quote | (slash-ones)&^slash) & highs; found != 0 {
			return n + bits.TrailingZeros64(found)/8
		}
	}
	for ; n < len(b); n++ {
		if c := b[n]; c == '"' || c == '\\' || c < ' ' {
			break
		}
	}
	return n
}
