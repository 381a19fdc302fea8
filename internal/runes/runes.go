// Package runes answers what unicode and unicode/utf8 answer, faster where most letters are: unicode searches its ranges for each
// character that is not Latin-1, and titles, names and words of a page are folded again and again.
package runes

import (
	"math/bits"
	"unicode"
	"unicode/utf8"
)

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
	letter = func() (t [tableEnd]bool) {
		for r := range t {
			t[r] = isLetter(rune(r))
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

// IsLetter reports letters and the marks that stand on them.
func IsLetter(r rune) bool {
	switch {
	case uint32(r) < tableEnd:
		return letter[r]
	case r >= hanStart && r <= hanEnd:
		return true
	}
	return isLetter(r)
}

func isWord(r rune) bool { return KindOf(r)&(KindLetter|KindMark|KindDigit) != 0 }

func isLetter(r rune) bool { return KindOf(r)&(KindLetter|KindMark) != 0 }

// Decode is utf8.DecodeRune for the character that a text, which is not empty, begins with; characters of two and
// three bytes, which utf8 leaves to a slower function, take no longer than others.
func Decode[T []byte | string](text T) (r rune, size int) {
	b := text[0]
	switch {
	case b < utf8.RuneSelf:
		return rune(b), 1
	case b >= 0xc2 && b < 0xe0 && len(text) > 1 && text[1]&0xc0 == 0x80:
		return rune(b&0x1f)<<6 | rune(text[1]&0x3f), 2
	case b > 0xe0 && b < 0xf0 && b != 0xed && len(text) > 2 && text[1]&0xc0 == 0x80 && text[2]&0xc0 == 0x80:
		return rune(b&0x0f)<<12 | rune(text[1]&0x3f)<<6 | rune(text[2]&0x3f), 3
	}
	return utf8.DecodeRuneInString(string(text[:min(len(text), utf8.UTFMax)]))
}

// MostlyASCII reports whether at most one in sixteen of the first 4,096 bytes of a text is beyond ASCII: most words are without,
// then.
func MostlyASCII(text []byte) bool {
	text = text[:min(len(text), 1<<12)]
	beyond, size := 0, len(text)
	for ; len(text) >= 8; text = text[8:] {
		beyond += bits.OnesCount64(EightAt(text, 0) & 0x8080808080808080)
	}
	return beyond*16 <= size
}

// ASCII returns how many characters of ASCII a text begins with.
func ASCII(text string) (n int) {
	const tops = 0x8080808080808080
	for ; n+8 <= len(text); n += 8 {
		if w := Eight(text[n:]) & tops; w != 0 {
			return n + bits.TrailingZeros64(w)/8
		}
	}
	for n < len(text) && text[n] < utf8.RuneSelf {
		n++
	}
	return n
}
