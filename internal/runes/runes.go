// Package runes answers what unicode answers, faster where most letters are: unicode searches its ranges for each
// character that is not Latin-1, and titles, names and words of a page are folded again and again.
package runes

import "unicode"

// Where the tables end: before it are Latin, Greek, Cyrillic and Armenian. latinExtra is the block of the Vietnamese
// letters with two marks and of polytonic Greek.
const (
	tableEnd   = 0x590
	latinExtra = 0x1e00
	extraEnd   = 0x2000
)

// Blocks without case, and all of them letters: the ideographs.
const hanStart, hanEnd = 0x4e00, 0x9fff

var (
	lower = func() (t [tableEnd]uint16) {
		for r := range t {
			t[r] = uint16(unicode.ToLower(rune(r)))
		}
		return t
	}()
	lowerExtra = func() (t [extraEnd - latinExtra]uint16) {
		for i := range t {
			t[i] = uint16(unicode.ToLower(latinExtra + rune(i)))
		}
		return t
	}()
	word = func() (t [tableEnd]bool) {
		for r := range t {
			t[r] = isWord(rune(r))
		}
		return t
	}()
)

// Lower is unicode.ToLower.
func Lower(r rune) rune {
	switch {
	case uint32(r) < tableEnd:
		return rune(lower[r])
	case r >= latinExtra && r < extraEnd:
		return rune(lowerExtra[r-latinExtra])
	case r >= hanStart && r <= hanEnd:
		return r
	}
	return unicode.ToLower(r)
}

// IsWord reports the characters that words are made of: letters, marks and decimal digits.
func IsWord(r rune) bool {
	switch {
	case uint32(r) < tableEnd:
		return word[r]
	case r >= hanStart && r <= hanEnd:
		return true
	}
	return isWord(r)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }
