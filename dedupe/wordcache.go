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

// cachedWord is a word of at most cacheBytes bytes and its folding. An empty slot holds no word: low is 0.
type cachedWord struct {
	low, high uint64 // its bytes, little endian, zeros behind them
	hash      uint64
	class     [2]uint8 // in the midst of a sentence, and at its beginning
	capital   uint8    // 1 when it begins with one
}

const (
	cacheBits  = 13 // 8,192 words: 256 KB
	cacheSlots = 1 << cacheBits
	cacheBytes = 15
)

// lookAhead is how many bytes of text must stand behind the beginning of a word for its end to be found.
const lookAhead = cacheBytes + 1

// below48 has the top bit set in each byte of x that is ASCII and below '0', up to the first such byte; what it says of
// bytes behind that is not sure. These are blanks, and most of what ends a word; the apostrophe is among them.
func below48(x uint64) uint64 {
	const ones = 0x0101010101010101
	return (x - '0'*ones) &^ x & (0x80 * ones)
}

// find returns the folding of the word that text begins with and the number of its bytes; nil when there is none, when it
// is too long, or when its folding is not a matter of its letters alone. text has lookAhead bytes or more. Whether a word
// has more than eight bytes is a coin that is tossed for every word, so nothing branches on it.
func (c *wordCache) find(text []byte, table *runeTable) (*cachedWord, int) {
	low, high := binary.LittleEndian.Uint64(text), binary.LittleEndian.Uint64(text[8:])
	n := bits.TrailingZeros64(below48(low)) >> 3
	more := bits.TrailingZeros64(below48(high)) >> 3
	low &= 1<<(n*8) - 1
	high &= 1<<(more*8) - 1
	all := -uint64(n >> 3) // all bits when n is 8, else none
	high &= all
	n += more & int(all)
	if n == 0 || n > cacheBytes || text[n] == '\'' {
		return nil, 0
	}
	w := &c[(low^high*mul1)*mul2>>(64-cacheBits)]
	if w.low^low|w.high^high != 0 {
		if !w.fold(text[:n], table) {
			return nil, 0
		}
		w.low, w.high = low, high
	}
	return w, n
}

// fold makes w the folding of a word and reports whether there is one. What it does to letters is what folder.pass does.
func (w *cachedWord) fold(word []byte, table *runeTable) bool {
	var (
		h            uint64
		upper, digit bool
	)
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
		digit = digit || v&runeDigit != 0
		upper = upper || first && v&(runeDigit|runeUpper) == runeUpper
		h = (h ^ uint64(v&runeMask)) * mul2
	}
	*w = cachedWord{hash: mix(h)}
	if digit || isNumeral(w.hash) {
		w.class = [2]uint8{uint8(classDigit), uint8(classDigit)}
	}
	if upper {
		w.capital = 1
		if !digit {
			w.class[0] = uint8(className) // even of a number in words, which is part of a name then
			if w.class[1] == uint8(classPlain) {
				w.class[1] = uint8(classStart)
			}
		}
	}
	return true
}
