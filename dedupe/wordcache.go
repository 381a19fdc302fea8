package dedupe

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// wordCache remembers what words fold to, by their bytes. A text consists of few different words: of Vietnamese syllables
// 99 in 100 are found here, of English words 96, and finding one costs less than folding its letters. What it answers
// follows from the word alone, so it shows in no result.
type wordCache [cacheSlots]cachedWord

// cachedWord is a word of at most cacheBytes bytes and its folding. An empty slot holds no word: k[0] is 0.
type cachedWord struct {
	k       [2]uint64 // its bytes, little endian, zeros behind them
	hash    uint64
	upper   bool // begins with a capital
	digit   bool // holds a digit
	numeral bool // is a number in words
}

const (
	cacheBits  = 13 // 8,192 words: 256 KB
	cacheSlots = 1 << cacheBits
	cacheBytes = 15
)

// class returns the class of the word, which begins a sentence or doesn't.
func (w *cachedWord) class(sentence bool) token {
	switch {
	case w.digit:
		return classDigit
	case w.upper && !sentence:
		return className
	case w.numeral:
		return classDigit
	}
	return classPlain
}

// lookAhead is how many bytes of text must stand behind the beginning of a word for its end to be found.
const lookAhead = 16

// below48 has the top bit set in each byte of x that is ASCII and below '0', up to the first such byte; what it says of
// bytes behind that is not sure. These are blanks, and most of what ends a word; the apostrophe is among them.
func below48(x uint64) uint64 {
	const ones = 0x0101010101010101
	return (x - '0'*ones) &^ x & (0x80 * ones)
}

// find returns the folding of the word that text begins with and the number of its bytes; nil when there is none, when it
// is too long, or when its folding is not a matter of its letters alone. text has lookAhead bytes or more.
func (c *wordCache) find(text []byte, table *runeTable) (*cachedWord, int) {
	var k [2]uint64
	x := binary.LittleEndian.Uint64(text)
	n := 0
	if m := below48(x); m != 0 {
		n = bits.TrailingZeros64(m) >> 3
		k[0] = x & (1<<(n*8) - 1)
	} else {
		k[0] = x
		x = binary.LittleEndian.Uint64(text[8:])
		m := below48(x)
		if m == 0 {
			return nil, 0
		}
		n = bits.TrailingZeros64(m) >> 3
		k[1] = x & (1<<(n*8) - 1)
		n += 8
	}
	if n == 0 || text[n] == '\'' {
		return nil, 0
	}
	w := &c[(k[0]^k[1]*mul1)*mul2>>(64-cacheBits)]
	if w.k != k {
		if !w.fold(text[:n], table) {
			return nil, 0
		}
		w.k = k
	}
	return w, n
}

// fold makes w the folding of a word and reports whether there is one. What it does to letters is what folder.pass does.
func (w *cachedWord) fold(word []byte, table *runeTable) bool {
	var f cachedWord
	for i := 0; i < len(word); {
		var v uint32
		first := i == 0
		switch c := word[i]; {
		case c < utf8.RuneSelf:
			v = table[c]
			i++
		case c < 0xE0 && c >= 0xC2 && i+1 < len(word) && word[i+1]&0xC0 == 0x80:
			v = table[uint16(c&0x1F)<<6|uint16(word[i+1]&0x3F)]
			i += 2
		case c >= 0xE0 && c < 0xF0 && i+2 < len(word) && word[i+1]&0xC0 == 0x80 && word[i+2]&0xC0 == 0x80:
			v = table[uint16(c&0x0F)<<12|uint16(word[i+1]&0x3F)<<6|uint16(word[i+2]&0x3F)]
			i += 3
		default:
			return false
		}
		if v&(runeSpecial|runeSolo) != 0 {
			return false
		}
		f.digit = f.digit || v&runeDigit != 0
		f.upper = f.upper || first && v&(runeDigit|runeUpper) == runeUpper
		f.hash = (f.hash ^ uint64(v&runeMask)) * mul2
	}
	f.hash = mix(f.hash)
	f.numeral = isNumeral(f.hash)
	*w = f
	return true
}
