package dedupe

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"sync"
	"unicode/utf8"
)

// wordCache remembers what words fold to, by their bytes. A text consists of few different words: of Vietnamese syllables
// 99 in 100 are found here, of English words 96, and finding one costs less than folding its letters. What it answers
// follows from the word alone, so it shows in no result.
type wordCache [cacheSlots]cachedWord

// wordCaches are taken for one page at a time, so that what one stage has folded of it the next one finds.
var wordCaches = sync.Pool{New: func() any { return new(wordCache) }}

// cachedWord is a word of at most cacheBytes bytes and its folding. An empty slot holds no word: low is 0.
type cachedWord struct {
	low, high uint64 // its bytes, little endian, zeros behind them
	hash      uint64
	token     [2]token // in the midst of a sentence, and at its beginning
	sums      [2]uint8 // what it adds to a line's counts: addsName …
}

const (
	cacheBits  = 13 // 8,192 words: 256 KB
	cacheSlots = 1 << cacheBits
	cacheBytes = 15
)

// lookAhead is how many bytes of text must stand behind the beginning of a word for its end to be found.
const lookAhead = cacheBytes + 1

// cachedRun is how many words are folded before memory is asked for again; their counts fit 16 bits.
const cachedRun = 1 << 12

// below48 has the top bit set in each byte of x that is ASCII and below '0', up to the first such byte; what it says of
// bytes behind that is not sure. These are blanks, and most of what ends a word; the apostrophe is among them.
func below48(x uint64) uint64 {
	const ones = 0x0101010101010101
	return (x - '0'*ones) &^ x & (0x80 * ones)
}

// wordMasks has n bytes of ones in place n.
var wordMasks = func() (masks [16]uint64) {
	for n := range 9 {
		masks[n] = 1<<(n*8) - 1
	}
	return masks
}()

// What words add to a line's counts, packed: a bit for each here, 16 bits for each where they are summed.
const (
	addsName    = 1 << 0
	addsDigit   = 1 << 1
	addsCapital = 1 << 2
)

// spread moves the three bits apart.
var spread = [8]uint64{0, 1, 1 << 16, 1<<16 | 1, 1 << 32, 1<<32 | 1, 1<<32 | 1<<16, 1<<32 | 1<<16 | 1}

// cachedWords folds words from text[i:] on that the cache knows or takes in, with the blanks and the ends of sentences
// between them, as pass does: most of most texts. It returns where it stopped, whether the next word opens a sentence (1
// or 0), and whether it stopped directly behind a word; at i when there is no such word. Whether a word has more than
// eight bytes is a coin that is tossed for every word, so nothing branches on it.
func (f *folder) cachedWords(text []byte, i int, opens int) (next, nextOpens int, attached bool) {
	n, from := len(f.hash), f.line.from
	room := n + min((len(text)-i)/2+1, cachedRun) // a blank stands behind each word
	if cap(f.hash) < room || cap(f.token) < room {
		f.hash, f.token = slices.Grow(f.hash, room-n), slices.Grow(f.token, room-n)
	}
	hashes, tokens := f.hash[:room], f.token[:room]
	watched := from // the last word that more is to be done about than about others
	if f.offsets {
		watched = room
	}
	cache, lineHash, sums := f.cache, f.line.hash, uint64(0)
	for n < len(hashes) && n < len(tokens) && len(text)-i >= lookAhead {
		t := (*[lookAhead]byte)(text[i : i+lookAhead : i+lookAhead])
		low, high := binary.LittleEndian.Uint64(t[:8]), binary.LittleEndian.Uint64(t[8:])
		size := bits.TrailingZeros64(below48(low)) >> 3
		more := bits.TrailingZeros64(below48(high)) >> 3 & -(size >> 3)
		low &= wordMasks[size&15]
		high &= wordMasks[more&15]
		size += more
		if uint(size-1) >= cacheBytes || t[size&15] == '\'' {
			break
		}
		w := &cache[(low^high*mul1)*mul2>>(64-cacheBits)]
		if w.low^low|w.high^high != 0 {
			if !w.fold(t[:size], f.table) {
				break
			}
			w.low, w.high = low, high
		}
		x, tok := w.hash, w.token[opens&1]
		sums += spread[w.sums[opens&1]&7]
		if n <= watched {
			if n == from {
				f.line.firstWord = x
				tok |= lineStart
				f.line.shout = w.sums[0]&addsCapital != 0 && isShout(t[:size])
			}
			if f.offsets {
				f.start, f.end = append(f.start, uint32(i)), append(f.end, uint32(i+size))
			}
		}
		hashes[n], tokens[n] = x, tok
		n++
		lineHash = (bits.RotateLeft64(lineHash, 29) ^ x) * mul1
		i += size
		opens = 0
		c := t[size&15]
		if c == ' ' {
			i++
			continue
		}
		switch f.table[c] { // what else ends a word
		case runeSpecial | sepSentence:
			opens = 1
			fallthrough
		case runeSpecial | sepBlank:
			if i++; i < len(text) && text[i] == ' ' {
				i++
			}
			continue
		}
		attached = true
		break
	}
	if n > len(f.hash) {
		f.hash, f.token = hashes[:n], tokens[:n]
		l := &f.line
		l.hash, l.closed = lineHash, -1 // a word behind the parenthesis that closed the line so far takes that back
		l.names += int(uint16(sums))
		l.digits += int(uint16(sums >> 16))
		l.capitals += int(uint16(sums >> 32))
	}
	return i, opens, attached
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
	var class [2]token
	if digit || isNumeral(w.hash) {
		class = [2]token{classDigit, classDigit}
	}
	if upper && !digit {
		class[0] = className // even of a number in words, which is part of a name then
		if class[1] == classPlain {
			class[1] = classStart
		}
	}
	for i, c := range class {
		w.token[i] = token(w.hash>>48)&tokenHash | c
		switch c {
		case className:
			w.sums[i] = addsName
		case classDigit:
			w.sums[i] = addsDigit
		}
		if upper {
			w.sums[i] |= addsCapital
		}
	}
	return true
}
