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

// countWords counts the words of a text, and those of the title among them. It reads 64 bytes at a time; words of letters that
// readASCII and readWide know are hashed only if they may be the title's, others as they always are. Behind the text its
// capacity is read.
func (s *titleScratch) countWords(text []byte) (common, words int32) {
	readable := text[:cap(text)]
	at := 0
	for haveASCII && at < len(text) && at+wideReach <= len(readable) {
		word, odd, high := readWords(&readable[at], &wordTables)
		wide := uint64(0)
		whole := asciiBytes
		if high != 0 && haveWide {
			word, odd, wide, whole = wideWords(readable[at:], word, odd, high)
		}
		if bits.OnesCount64(odd) > asciiBytes/4 {
			break
		}
		step := whole
		if left := len(text) - at; left < whole {
			word &= 1<<left - 1
		} else if word>>(whole-1) != 0 && left > whole { // the last one may go on: it is left to the next 64
			step -= bits.LeadingZeros64(^(word << (asciiBytes - whole)))
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
			if s.mayHold(keyOf(readable, at+from, size, wide&this != 0)) {
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

// wideWords puts right what readWords says of 64 bytes: letters beyond ASCII that readWide knows are not odd, signs that it
// knows are of no word. wide are the bytes of such letters, whole is how many of the 64 make whole characters.
func wideWords(text []byte, word, odd, high uint64) (words, odds, wide uint64, whole int) {
	k := asciiKinds{high: high}
	whole = k.takeWide(text)
	bytesOf := func(first uint64) uint64 { return first | (first&^k.four)<<1 | first&k.three<<2 }
	wide = bytesOf(k.letter &^ (k.wide[wideFar] | k.stop))
	signs := bytesOf((k.two | k.three) &^ (k.letter | k.stop))
	return word &^ signs & (1<<whole - 1), odd &^ (wide | signs), wide, whole
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

// mayHold reports whether the filter holds a key.
func (s *titleScratch) mayHold(key uint64) bool { return s.filter[key>>61]>>(key>>55&63)&1 != 0 }

// fillFilter notes the keys of the title's words of letters and digits: more than those do no harm.
func (s *titleScratch) fillFilter() {
	s.filter = [8]uint64{}
	s.title = append(s.title, make([]byte, 8)...)
	title := s.title[:len(s.title)-8]
	for at := 0; at < len(title); {
		size, wide := 0, false
		for at+size < len(title) {
			if asciiWords[title[at+size]] > notASCII {
				size++
				continue
			}
			n := wideLetterAt(s.title[at+size:])
			if n == 0 {
				break
			}
			size, wide = size+n, true
		}
		if size > 0 {
			h := keyOf(s.title, at, size, wide)
			s.filter[h>>61] |= 1 << (h >> 55 & 63)
		}
		at += size + 1
	}
	s.title = title
}

// keyOf hashes the first eight bytes of the word of size bytes at text[at:], capitals as small letters; wide says that some of
// its letters are beyond ASCII. Eight bytes must be there.
func keyOf(text []byte, at, size int, wide bool) uint64 {
	const small, multiplier = 0x2020202020202020, 0x9e3779b97f4a7c15 // 2^64 / the golden ratio
	w := runes.EightAt(text, at)
	if wide {
		w = wideKey(w)
	}
	letters := (w | small) << ((64 - 8*min(uint(size), 8)) & 63)
	return (letters + uint64(size)) * multiplier
}
