package extract

import (
	"math/bits"
	"unicode/utf8"

	"winnow/internal/runes"
)

// What a character of two or three bytes is, a bit each.
const (
	wideLetter = iota
	wideSmall
	wideCapital
	wideEnd
	wideCloser
	wideRare // quotation marks, separators, currencies
	wideFar  // a letter whose small one has other keyBits
	wideStop // what is not looked at here: blanks, marks, digits, scripts without spaces
)

// wideTables hold the kinds of characters by their bytes: the last one, without its two top bits, in a row of those before.
type wideTables struct {
	two   [32][64]uint8
	three [wideRows][64][64]uint8 // up to U+2FFF
}

// wideRows are the first bytes of three that have rows. What follows is written without spaces, nearly all of it.
const wideRows = 3

// wideReach is how many bytes behind a position of a text are read.
const wideReach = asciiBytes + 2

var wideKinds = func() (t wideTables) {
	for lead := range t.two {
		for last := range t.two[lead] {
			t.two[lead][last] = wideKind(rune(lead<<6|last), 2)
		}
	}
	for lead := range t.three {
		for second := range t.three[lead] {
			for last := range t.three[lead][second] {
				t.three[lead][second][last] = wideKind(rune(lead<<12|second<<6|last), 3)
			}
		}
	}
	return t
}()

// keyBits are the bits of a character's bytes that keyOf takes, which small letters and capitals should share.
func keyBits(r rune) (key uint64) {
	var b [8]byte
	utf8.EncodeRune(b[:], r)
	return wideKey(runes.EightAt(b[:], 0))
}

// wideKind is the kind of a character in so many bytes.
func wideKind(r rune, size int) uint8 {
	if utf8.RuneLen(r) != size {
		return 1 << wideStop // another form of a shorter one, which is no character
	}
	switch runeTable[r] {
	case classLower:
		return 1<<wideLetter | 1<<wideSmall
	case classUpper:
		if isFar(r, size) {
			return 1<<wideLetter | 1<<wideCapital | 1<<wideFar
		}
		return 1<<wideLetter | 1<<wideCapital
	case classLetter:
		return 1 << wideLetter
	case classOther:
		return 0
	case classEnd:
		return 1 << wideEnd
	case classClose:
		return 1 << wideCloser
	case classQuote, classSep, classMoney:
		return 1 << wideRare
	}
	return 1 << wideStop
}

// isFar reports whether the small letter of one in so many bytes has other keyBits: some capitals' have, and those of no other
// letter, which takes most of a start-up's look-ups away.
func isFar(r rune, size int) bool {
	low := runes.Lower(r)
	return utf8.RuneLen(low) != size || keyBits(r) != keyBits(low)
}

// takeWide adds the characters beyond ASCII to the kinds of 64 bytes. It returns how many of these make whole characters.
func (k *asciiKinds) takeWide(text []byte) (whole int) {
	readWide(k, &text[0], &wideKinds)
	k.capital = k.letter&^k.small | k.wide[wideCapital]
	k.small = k.letter&k.small | k.wide[wideSmall]
	k.stop = k.stop&^k.high | k.beyond | k.wide[wideStop]
	k.letter |= k.wide[wideLetter]
	k.end |= k.wide[wideEnd]
	k.closer |= k.wide[wideCloser]
	k.rare |= k.wide[wideRare]
	if k.behind != (k.two|k.three|k.four)<<1|(k.three|k.four)<<2|k.four<<3 { // no UTF-8
		k.stop, k.behind = k.stop|k.high, 0
		return asciiBytes
	}
	cut := (k.two|k.three|k.four)&(1<<63) | (k.three|k.four)&(1<<62) | k.four&(1<<61)
	return bits.TrailingZeros64(cut)
}

// wideStarts tells whether a text begins with a letter of those that readWide knows, or of ASCII. Three bytes are read.
func wideStarts(text []byte) bool {
	return (text[0]|0x20)-'a' <= 'z'-'a' || wideLetterAt(text) > 0
}

// wideLetterAt returns the size of the letter beyond ASCII that a text begins with; 0 when there is none or readWide does not
// know it. Three bytes are read.
func wideLetterAt(text []byte) int {
	switch b := text[0]; {
	case b < 0xc0:
	case b < 0xe0:
		return 2 * int(wideKinds.two[b&0x1f][text[1]&0x3f]&(1<<wideLetter))
	case b < 0xe0+wideRows:
		return 3 * int(wideKinds.three[b-0xe0][text[1]&0x3f][text[2]&0x3f]&(1<<wideLetter))
	}
	return 0
}

// wideKey replaces those of eight bytes that are beyond ASCII by what the small letter and the capital of nearly all pairs have
// in common: three bits of each byte but the first one of a character.
func wideKey(w uint64) uint64 {
	const tops = 0x8080808080808080
	high := w & tops
	first := high & (w << 1)
	full := high >> 7 * 0xff
	return w&^full | high | w&(full&^(first>>7*0xff))&0x0e0e0e0e0e0e0e0e
}
