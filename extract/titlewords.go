package extract

import (
	"math/bits"

	"winnow/internal/runes"
)

// wordTables are what readWords compares bytes with.
var wordTables = func() (t [6][32]uint8) {
	for i, b := range [...]uint8{0x20, 0x80 - 'a', 0x80 + 26, 0x80 - '0', 0x80 + 10, '_'} {
		for k := range t[i] {
			t[i][k] = b
		}
	}
	return t
}()

// countWords counts the words of a text, and those of the title among them. It reads 64 bytes at a time; words in ASCII are
// hashed only if they may be the title's, others as they always are. Behind the text its capacity is read.
func (s *titleScratch) countWords(text []byte) (common, words int32) {
	readable := text[:cap(text)]
	at := 0
	for haveASCII && at < len(text) && at+asciiBytes <= len(readable) {
		word, odd := readWords(&readable[at], &wordTables)
		if bits.OnesCount64(odd) > asciiBytes/4 {
			break
		}
		step := asciiBytes
		if left := len(text) - at; left < asciiBytes {
			word &= 1<<left - 1
		} else if word>>(asciiBytes-1) != 0 && left > asciiBytes { // the last one may go on: it is left to the next 64
			step -= bits.LeadingZeros64(^word)
			if step == 0 {
				break
			}
			word &= 1<<step - 1
		}
		for word != 0 {
			// Adding its first bit moves a word's bits, which stand side by side, to the one behind the last.
			first := word & -word
			moved := word + first
			this := word &^ moved
			word &= moved
			from := bits.TrailingZeros64(first)
			size := bits.TrailingZeros64(moved) - from
			if odd&this != 0 {
				c, n := s.countSlowly(text[at+from : at+from+size])
				common, words = common+c, words+n
				continue
			}
			words++
			if h := keyOf(readable, at+from, size); s.filter[h>>61]>>(h>>55&63)&1 != 0 {
				c, _ := s.countSlowly(text[at+from : at+from+size])
				common += c
			}
		}
		at += step
	}
	if at < len(text) {
		c, n := s.countSlowly(text[at:])
		common, words = common+c, words+n
	}
	return common, words
}

// countSlowly is countWords, by hashes of all words.
func (s *titleScratch) countSlowly(text []byte) (common, words int32) {
	r := wordReader{text: text} // not in the loop's head, which would copy it at each word
	for ; r.next(); words++ {
		if g := s.words.find(r.hash); g >= 0 && s.last[g] != s.block {
			s.last[g] = s.block
			common++
		}
	}
	return common, words
}

// fillFilter notes the keys of the title's words in ASCII: more than those do no harm.
func (s *titleScratch) fillFilter() {
	s.filter = [8]uint64{}
	s.title = append(s.title, make([]byte, 8)...)
	title := s.title[:len(s.title)-8]
	for at := 0; at < len(title); {
		size := 0
		for at+size < len(title) && asciiWords[title[at+size]] > notASCII {
			size++
		}
		if size > 0 {
			h := keyOf(s.title, at, size)
			s.filter[h>>61] |= 1 << (h >> 55 & 63)
		}
		at += size + 1
	}
	s.title = title
}

// keyOf hashes the first eight letters of the word of size bytes at text[at:], capitals as small letters. Eight bytes must be
// there.
func keyOf(text []byte, at, size int) uint64 {
	const small, multiplier = 0x2020202020202020, 0x9e3779b97f4a7c15 // 2^64 / the golden ratio
	letters := (runes.EightAt(text, at) | small) << ((64 - 8*min(uint(size), 8)) & 63)
	return (letters + uint64(size)) * multiplier
}
