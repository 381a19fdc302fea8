package plain

import (
	"math/bits"
	"strings"
	"unicode/utf8"

	"winnow/extract/phrases"
)

// creditedCaption reports whether a line ends with the credit of a picture: "… (Ảnh: Minh Hà)", "… - Ảnh: V.D",
// "… Ảnh: CNN.", "(Nguồn: Reuters)", "Photo: AP".
func creditedCaption(s string) bool {
	at, kind := trailingCredit(s)
	if at < 0 {
		return false
	}
	if kind == phrases.Source { // a body may end with "(Nguồn: X)": a caption with it is one sentence at most
		return strings.Count(s[:at], ". ") <= 1
	}
	return true
}

// maxCreditWords is the most words after the label of a photo credit.
const maxCreditWords = 10

// creditWindow is how many bytes at the end of a line a credit is looked for in: a label, a name and brackets.
const creditWindow = 110

// creditBytes are the end of a line, from a byte before the window on, with nothing behind it.
type creditBytes [creditBytesSize]byte

const creditBytesSize = 2 * 64

// creditBits are sets of its bytes.
type creditBits struct {
	blanks  [2]uint64
	openers [2]uint64 // brackets and slashes, which stand before a credit
	small   [2]uint64 // letters and digits but capitals neither begin one behind a blank nor end what stands before the blank
	marks   [2]uint64 // colons and opening parentheses
	dashes  [2]uint64 // hyphens, and what dashes of half the width of an m end with
}

func (c *creditBits) read(end *creditBytes) {
	if haveVectors {
		readCreditAVX2(c, end)
		return
	}
	c.readPlainly(end)
}

func (c *creditBits) readPlainly(end *creditBytes) {
	*c = creditBits{}
	for i, b := range end {
		at, bit := i/64, uint64(1)<<(i%64)
		switch {
		case b == ' ':
			c.blanks[at] |= bit
		case b >= 'a' && b <= 'z' || b >= '0' && b <= '9':
			c.small[at] |= bit
		case b == ':':
			c.marks[at] |= bit
		case b == '-' || b == 0x93:
			c.dashes[at] |= bit
		case b == '(' || b == '/' || b == '[':
			c.openers[at] |= bit
			if b == '(' {
				c.marks[at] |= bit
			}
		}
	}
}

// trailingCredit finds the label of a photo or source credit near the end of s and returns where it begins, with the
// bracket or dash before it; -1 if there is none.
func trailingCredit(s string) (at int, kind phrases.Kind) {
	if s == "" {
		return -1, phrases.None
	}
	var end creditBytes
	var is creditBits
	from := max(0, len(s)-creditWindow)
	base := max(0, from-1)
	size := copy(end[:], s[base:])
	is.read(&end)
	within := ^uint64(0) << (from - base)
	marks, dashes := is.marks[0]&within|is.marks[1], is.dashes[0]&within&(is.blanks[0]>>1|is.blanks[1]<<63)|is.dashes[1]&(is.blanks[1]>>1)
	if marks == 0 && (dashes == 0 || !strings.Contains(s[from:], "- ") && !strings.Contains(s[from:], "– ")) {
		return -1, phrases.None // nothing that a credit begins behind
	}
	// A blank between two small letters is the common case that no credit begins behind.
	low := is.openers[0] | is.blanks[0]&^(is.small[0]<<1&(is.small[0]>>1|is.small[1]<<63))
	high := is.openers[1] | is.blanks[1]&^((is.small[1]<<1|is.small[0]>>63)&(is.small[1]>>1))
	low &= within
	for {
		i := topBit(&low, &high)
		if i < 0 {
			return -1, phrases.None
		}
		// A credit begins at the start of a word after a bracket, a dash, a bar or the end of a sentence.
		start := base + i + 1
		if i > size-2 || !utf8.RuneStart(s[start]) {
			continue
		}
		if at, kind := creditAt(s, start); at >= 0 {
			return at, kind
		}
	}
}

// topBit takes the highest bit out of two numbers and returns which it was, -1 if there is none.
func topBit(low, high *uint64) int {
	if *high != 0 {
		i := bits.Len64(*high) - 1
		*high &^= 1 << i
		return 64 + i
	}
	i := bits.Len64(*low) - 1
	*low &^= 1 << max(i, 0)
	return i
}

// creditAt returns where a credit begins of which the label begins at s[start], -1 if there is none.
func creditAt(s string, start int) (at int, kind phrases.Kind) {
	if !phrases.CreditAhead(s[start:]) {
		return -1, phrases.None
	}
	before := strings.TrimRight(s[:start], " ")
	opener, n := utf8.DecodeLastRuneInString(before)
	switch opener {
	case '(', '[', '-', '–', '—', '|', '/', '（', '【', '.', '!', '?', '…', '"', '”', '_':
	default:
		c, _ := utf8.DecodeRuneInString(s[start:])
		if classOf(c)&upper == 0 { // "… ở Hà Nội Video: Hoilaixe"
			return -1, phrases.None
		}
		n = 0
	}
	m := phrases.Find(s[start:])
	if m.Kind != phrases.Photo && (m.Kind != phrases.Source || opener != '(') {
		return -1, phrases.None
	}
	rest := s[start:]
	if m.Form == phrases.Line && opener != '(' && opener != '-' && opener != '–' { // a sentence that ends with "ảnh"
		return -1, phrases.None
	}
	if m.Form == phrases.Start && opener == utf8.RuneError {
		return -1, phrases.None
	}
	if m.Form == phrases.Label {
		rest = rest[m.N:]
	}
	if countWords(rest) > maxCreditWords {
		return -1, phrases.None
	}
	return len(before) - n, m.Kind
}
