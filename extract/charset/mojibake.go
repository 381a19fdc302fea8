package charset

import (
	"bytes"
	"unicode/utf8"
)

// repair undoes what happens when UTF-8 is read as windows-1252 or ISO-8859-1 and written as UTF-8 again: "donâ€™t",
// "fÃ¼r", "Viá»‡t". Text that shows no sure sign of it is returned as it is, whatever else it holds. What was mangled twice is
// mended twice, so that a second call has nothing to do.
func repair(text []byte) []byte {
	for isMangled(text) {
		text = unmangle(text)
	}
	return text
}

// isMangled looks for a sequence that no text holds for another reason.
func isMangled(text []byte) bool {
	for i := 0; ; i++ {
		next := bytes.Index(text[i:], mangledQuote)
		if next < 0 {
			break
		}
		if i += next; sequenceAt(text[i:], false).size > 0 {
			return true
		}
	}
	// All others have a second character from U+0080 to U+00BF, which UTF-8 begins with a byte that is rare elsewhere,
	// behind one from U+00C2 to U+00F4.
	for i := 0; ; i++ {
		next := bytes.IndexByte(text[i:], 0xC2)
		if next < 0 {
			return false
		}
		if i += next; i < 2 || text[i-2] != 0xC3 {
			continue
		}
		s := sequenceAt(text[i-2:], false)
		if s.size == 0 {
			continue
		}
		before, after := byte(' '), byte(' ')
		if i > 2 {
			before = text[i-3]
		}
		if end := i - 2 + s.size; end < len(text) {
			after = text[end]
		}
		switch {
		case s.control, s.bytes[0] == 0xEF:
			return true
		case s.bytes[0] == 0xC3: // "fÃ¼r": a capital within a word; but quotes may close behind one
			if isLower(before) && s.bytes[1] > 0xA0 && s.bytes[1] != 0xAB && s.bytes[1] != 0xBB {
				return true
			}
		case s.bytes[0] == 0xE1: // "Viá»‡t": signs within a word; "irá»…" ends one
			if isLower(after) {
				return true
			}
		case s.bytes[0] >= 0xCE: // "Î»Î»", "Ñ€Ð¸": capitals and signs by turns
			if next := sequenceAt(text[i-2+s.size:], false); next.bytes[0] >= 0xCE && next.bytes[0] <= 0xD1 {
				return true
			}
		}
	}
}

var mangledQuote = []byte("â€") // the beginning of quotes, dashes and dots

func isLower(c byte) bool { return 'a' <= c && c <= 'z' }

// unmangle mends the sequences of a text that is known to hold some.
func unmangle(text []byte) []byte {
	out := make([]byte, 0, len(text))
	behind := -1 // where the last sequence ended
	for i := 0; i < len(text); {
		if text[i] == 0xC3 {
			if s := sequenceAt(text[i:], i == behind); s.size > 0 {
				if s.bytes[0] != 0xEF { // a byte order mark is no text
					out = append(out, s.bytes[:s.n]...)
				}
				i += s.size
				behind = i
				continue
			}
		}
		out = append(out, text[i])
		i++
	}
	return out
}

// sequence is a character that was mangled: its bytes, each of which became a character.
type sequence struct {
	bytes   [utf8.UTFMax]byte
	n       int  // bytes of the character
	size    int  // bytes that it takes in the mangled text; 0 when there is none
	control bool // one of the bytes is a control character by ISO-8859-1: such don't stand in texts
}

// sequenceAt reads the sequence that text begins with. Those without a control character are taken only behind another
// one, or when they begin with what the common ones begin with: Latin letters and signs, Greek, Cyrillic, Vietnamese,
// punctuation.
func sequenceAt(text []byte, behind bool) (s sequence) {
	c, size := byteOf(text)
	switch {
	case c >= 0xC2 && c < 0xE0:
		s.n = 2
	case c >= 0xE0 && c < 0xF0:
		s.n = 3
	case c >= 0xF0 && c <= 0xF4:
		s.n = 4
	default:
		return sequence{}
	}
	s.bytes[0] = c
	for k := 1; k < s.n; k++ {
		next, n := byteOf(text[size:])
		if n == 0 || next < 0x80 || next > 0xBF {
			return sequence{}
		}
		s.control = s.control || next < 0xA0 && n == 2 && text[size] == 0xC2
		s.bytes[k] = next
		size += n
	}
	if r, n := utf8.DecodeRune(s.bytes[:s.n]); r == utf8.RuneError || n != s.n {
		return sequence{}
	}
	second := s.bytes[1]
	common := c <= 0xC6 || c >= 0xCE && c <= 0xD1 ||
		c == 0xE1 && (second == 0xBA || second == 0xBB) ||
		c == 0xE2 && second <= 0x84 ||
		c == 0xEF && second == 0xBB && s.bytes[2] == 0xBF
	if !common && !s.control && !behind {
		return sequence{}
	}
	s.size = size
	return s
}

// byteOf returns the byte that the first character of text stands for in windows-1252, or in ISO-8859-1 where that has
// none, and the bytes that the character takes; 0, 0 when no byte from 0x80 on stands for it.
func byteOf(text []byte) (c byte, size int) {
	if len(text) < 2 {
		return 0, 0
	}
	switch text[0] {
	case 0xC2:
		return text[1], 2
	case 0xC3:
		return text[1] | 0x40, 2
	case 0xC5, 0xC6, 0xCB, 0xE2:
		r, size := utf8.DecodeRune(text)
		for i, w := range windows1252 {
			if r == w {
				return byte(0x80 + i), size
			}
		}
	}
	return 0, 0
}

// windows1252 holds the characters of the bytes from 0x80 to 0x9F (https://encoding.spec.whatwg.org/index-windows-1252.txt).
var windows1252 = [...]rune{
	'€', 0x81, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0x8D, 'Ž', 0x8F,
	0x90, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0x9D, 'ž', 'Ÿ',
}
