package templates

import (
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"
)

// Unit is a block of a page, or a line of a text, as templates see it.
type Unit struct {
	Text    uint64 // fingerprint of its text
	Place   uint64 // fingerprint of its place
	Words   int32
	Content int32 // probability of content in thousandths, by what the page alone says
}

// maxContent is the probability of what is content for sure.
const maxContent = 1000

// Folder makes fingerprints of texts, reusing its memory. It is not safe for concurrent use.
type Folder struct{ buf []byte }

// maxFolded is how many bytes of a text, folded, its fingerprint is made of: long paragraphs that begin alike for so
// long are the same.
const maxFolded = 1 << 10

// Text returns the fingerprint of a text: XXH64 of its letters, with the case of ASCII folded, every number as one sign
// ("12 comments" is "3 comments") and nothing between words. A text of more than two numbers keeps them: it is a date or
// a row of a table, which only its numbers tell from others. So does one without letters.
func (f *Folder) Text(text []byte) uint64 {
	if b, numbers, letters := f.fold(text, false); numbers <= maxCounters && letters {
		return xxhash.Sum64(b)
	}
	if b, _, _ := f.fold(text, true); len(b) > 0 {
		return xxhash.Sum64(b)
	}
	return xxhash.Sum64(text)
}

// maxCounters is how many numbers of a text are taken for counters.
const maxCounters = 2

// fold returns the folded text, how many numbers are in it and whether letters are.
func (f *Folder) fold(text []byte, digits bool) (folded []byte, numbers int, letters bool) {
	b := f.buf[:0]
	last := byte(0)
	for i := 0; i < len(text) && len(b) < maxFolded; {
		c := text[i]
		switch {
		case c >= utf8.RuneSelf:
			_, n := utf8.DecodeRune(text[i:])
			if n == 1 || !separates(text[i:i+n]) {
				b = append(b, text[i:i+n]...)
				letters = true
			}
			i += n
			last = 0
			continue
		case c >= 'a' && c <= 'z':
			b = append(b, c)
			letters = true
		case c >= 'A' && c <= 'Z':
			b = append(b, c|0x20)
			letters = true
		case c >= '0' && c <= '9':
			first := last < '0' || last > '9'
			if first {
				numbers++
			}
			if digits {
				b = append(b, c)
			} else if len(b) == 0 || b[len(b)-1] != '0' {
				b = append(b, '0')
			}
		}
		last = c
		i++
	}
	f.buf = b
	return b, numbers, letters
}

// separates tells whether a character outside of ASCII is a blank or a sign: those of Latin-1 below À, General
// Punctuation, and the signs of CJK and their wide forms.
func separates(r []byte) bool {
	switch {
	case r[0] == 0xc2:
		return true
	case r[0] == 0xe2 && r[1] <= 0x81: // U+2000..U+207F
		return true
	case r[0] == 0xe3 && r[1] == 0x80: // U+3000..U+303F
		return true
	case r[0] == 0xef && r[1] == 0xbc && r[2] <= 0x8f: // U+FF00..U+FF0F
		return true
	}
	return false
}

// LinePlace returns the fingerprint of the place of a line of plain text, which has no markup to stand in: its first two
// words, which many a byline, date or label begins with.
func (f *Folder) LinePlace(line []byte) uint64 {
	end, words := 0, 0
	for end < len(line) && words < 2 && end < maxLinePlace {
		if line[end] == ' ' || line[end] == ':' {
			words++
		}
		end++
	}
	return f.Text(line[:end]) | 1
}

// maxLinePlace bounds the two words in bytes, for scripts without blanks.
const maxLinePlace = 24
