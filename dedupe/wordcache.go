package dedupe

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"sync"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/text/unicode/norm"
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
	kinds     wordKinds
}

// wordKinds are a word's token in the midst of a sentence, in the low 16 bits, and above it what it adds to a line's counts:
// addsName …, and notNFC. The upper half is the same of the word at the beginning of a sentence.
type wordKinds uint64

const (
	cacheBits  = 14 // 16,384 words: 512 KB
	cacheSlots = 1 << cacheBits
	cacheBytes = 15

	// cachedRun is how many words are folded before memory is asked for again; their counts fit 16 bits.
	cachedRun = 1 << 12
)

// wordMasks has in place n the ones of n bytes: those of the first eight, and of the eight behind them.
var wordMasks = func() (masks [cacheBytes + 1][2]uint64) {
	for n := range masks {
		masks[n] = [2]uint64{1<<(min(n, 8)*8) - 1, 1<<(max(n-8, 0)*8) - 1}
	}
	return masks
}()

// What words add to a line's counts, packed: a bit for each here, 16 bits for each where they are summed.
const (
	addsName    = 1 << 0
	addsDigit   = 1 << 1
	addsCapital = 1 << 2

	notNFC = 1 << 3 // no count: the word is folded from its NFC, which is other bytes
)

// spread moves the three bits apart.
var spread = [8]uint64{0, 1, 1 << 16, 1<<16 | 1, 1 << 32, 1<<32 | 1, 1<<32 | 1<<16, 1<<32 | 1<<16 | 1}

// walk is how far cachedWords has come.
type walk struct {
	text    *byte      // the text
	at      int        // where the word at hand begins
	most    int        // no word is looked for from there on
	base    int        // where the block at hand begins
	stops   uint64     // its bytes that end words, from the word at hand on
	begins  uint64     // its bytes with which words begin, behind the word at hand
	opening uint64     // of those, the ones that open a sentence
	opens   uint64     // whether the word at hand does, 0 or 1
	cache   *wordCache // what is known of words
	hashes  *uint64    // where the hash of the word at hand goes
	tokens  *token     // and its token
	room    int        // how many more words there is room for
	hash    uint64     // of the line
	factor  uint64     // of the word at hand
	sums    uint64     // counts of the line
}

// next moves r behind the word at hand, which folds to hash and kinds.
func (r *walk) next(hash uint64, kinds wordKinds) {
	r.hash += hash * r.factor
	r.factor += lineStep
	r.sums += spread[kinds>>16&7]
	behind := bits.TrailingZeros64(r.begins)
	r.at = r.base + behind
	r.opens = r.opening >> (behind & 63) & 1
	r.begins &= r.begins - 1
	r.stops &= r.stops - 1
	r.room--
}

// cachedWords folds words from text[i:] on that the cache knows or takes in, with the blanks and the ends of sentences
// between them, as pass does: most of most texts. It returns where it stopped, whether the next word opens a sentence (1
// or 0), and whether it stopped directly behind a word; at i when there is no such word. How long a word is, and whether
// a comma stands behind it, are coins that are tossed for every word: so nothing branches on them, and f.cuts tells where
// words end before it is known what they are.
func (f *folder) cachedWords(text []byte, i int, opens uint64) (next int, nextOpens uint64, attached bool) {
	if len(text)-i <= cacheBytes || f.cuts[i/cutBytes].seps>>(i%cutBytes)&1 != 0 {
		return i, opens, false
	}
	n, from := len(f.hash), f.line.from
	room := min((len(text)-i)/2+1, cachedRun) // a blank stands behind each word
	if cap(f.hash)-n < room || cap(f.token)-n < room {
		f.hash, f.token = slices.Grow(f.hash, room), slices.Grow(f.token, room)
	}
	r := &f.run
	*r = walk{
		text: unsafe.SliceData(text), at: i, most: len(text) - cacheBytes, base: i &^ (cutBytes - 1), opens: opens, cache: f.cache,
		room: room, hash: f.line.hash, factor: lineFactor(n - from),
	}
	hashes, tokens := f.hash[:n+room], f.token[:n+room]
	carry, before := uint64(0), uint64(0) // of the bytes before base: the last one is a separator, of a sentence's end
	mask := uint64(1<<64-2) << (i % cutBytes)
	for b := i / cutBytes; b < len(f.cuts); b++ {
		c := &f.cuts[b]
		r.stops = c.seps &^ (c.seps<<1 | before) & mask
		r.begins = (c.seps<<1 | before) &^ c.seps & mask
		var over uint64
		r.opening, over = bits.Add64(c.seps, c.ends, carry) // a sum carries the end of a sentence over the separators behind it
		leave := c.leave & mask                             // the separator that ends the run: the first one
		if leave &= -leave; leave != 0 {
			r.stops &= leave<<1 - 1
		}
		if r.at == r.base && r.base > i { // the last block ended with a separator
			begin := bits.TrailingZeros64(r.begins)
			r.at += begin
			r.opens = r.opening >> (begin & 63) & 1
			r.begins &= r.begins - 1
		}
		for r.stops != 0 {
			if r.room > 0 && len(hashes)-r.room > from && !f.offsets { // the first word of a line is looked at below
				k := len(hashes) - r.room
				r.hashes, r.tokens = &hashes[:k+1][k], &tokens[:k+1][k]
				if r.known(); r.stops == 0 {
					break
				}
			}
			if !f.cachedWord(text, hashes, tokens) {
				goto stopped
			}
		}
		if leave != 0 {
			end := bits.TrailingZeros64(leave)
			r.at, r.opens, attached = r.base+end, 0, true
			if (c.seps<<1|before)&leave != 0 { // no word stands before it
				sum, _ := bits.Add64(c.seps&(leave-1), c.ends&(leave-1), carry)
				r.opens, attached = sum>>end&1, false
			}
			break
		}
		if r.base += cutBytes; r.base-r.at > cacheBytes {
			break // the word at hand is too long, wherever it ends
		}
		before, carry, mask = c.seps>>63, over, 1<<64-1
	}
stopped:
	if k := len(hashes) - r.room; k > n {
		f.hash, f.token = hashes[:k], tokens[:k]
		l := &f.line
		l.hash, l.closed = r.hash, -1 // a word behind the parenthesis that closed the line so far takes that back
		l.names += int(uint16(r.sums))
		l.digits += int(uint16(r.sums >> 16))
		l.capitals += int(uint16(r.sums >> 32))
		return r.at, r.opens, attached
	}
	return i, opens, false
}

// cachedWord folds one word, and reports whether it could.
func (f *folder) cachedWord(text []byte, hashes []uint64, tokens []token) bool {
	r := &f.run
	size := r.base + bits.TrailingZeros64(r.stops) - r.at
	if size > cacheBytes || r.at >= r.most || r.room <= 0 {
		return false
	}
	word := (*[cacheBytes + 1]byte)(text[r.at:])
	mask := &wordMasks[size&cacheBytes]
	low, high := binary.LittleEndian.Uint64(word[:])&mask[0], binary.LittleEndian.Uint64(word[8:])&mask[1]
	w := &f.cache[(low^high*mul1)*mul2>>(64-cacheBits)]
	if w.low != low || w.high != high {
		if !w.fold(word, size, f) {
			return false
		}
		w.low, w.high = low, high
	}
	kinds := w.kinds >> (r.opens << 5)
	n, tok := len(hashes)-r.room, token(kinds)
	if f.offsets {
		if !f.composed && kinds&(notNFC<<16) != 0 {
			return false // places in the text are those in its NFC
		}
		f.start, f.end = append(f.start, uint32(r.at)), append(f.end, uint32(r.at+size))
	}
	if n == f.line.from {
		f.line.firstWord = w.hash
		tok |= lineStart
		f.line.shout = kinds&(addsCapital<<16) != 0 && f.isShout(word[:size], kinds)
	}
	hashes[n], tokens[n] = w.hash, tok
	r.next(w.hash, kinds)
	return true
}

// knownPlainly folds the words of the block that the cache knows, up to the first one that it doesn't.
func (r *walk) knownPlainly() {
	hashes, tokens := unsafe.Slice(r.hashes, r.room), unsafe.Slice(r.tokens, r.room)
	text := unsafe.Slice(r.text, r.most+cacheBytes)
	for n := 0; r.stops != 0 && n < len(hashes) && n < len(tokens) && r.at < r.most; n++ {
		size := r.base + bits.TrailingZeros64(r.stops) - r.at
		if size > cacheBytes {
			return
		}
		word := text[r.at : r.at+cacheBytes+1]
		mask := &wordMasks[size&cacheBytes]
		low, high := binary.LittleEndian.Uint64(word)&mask[0], binary.LittleEndian.Uint64(word[8:])&mask[1]
		w := &r.cache[(low^high*mul1)*mul2>>(64-cacheBits)]
		if w.low^low|w.high^high != 0 {
			return
		}
		kinds := w.kinds >> (r.opens << 5)
		hashes[n], tokens[n] = w.hash, token(kinds)
		r.next(w.hash, kinds)
	}
}

// fold makes w the folding of the word of size bytes with which text begins, and reports whether there is one. What it does to
// letters is what folder.pass does.
func (w *cachedWord) fold(text *[cacheBytes + 1]byte, size int, f *folder) bool {
	var (
		h     uint64
		kinds uint32 // of all letters
		lead  uint32 // of the first one
		table = f.table
	)
	for i := 0; i < size; {
		at, c := i, text[i&cacheBytes]
		i++
		v := table[c]
		if c >= utf8.RuneSelf { // of two bytes or of three, which nothing branches on
			b1, b2 := uint32(text[i&cacheBytes]), uint32(text[(i+1)&cacheBytes])
			three := uint32(c) >> 5 & 1
			v = table[uint16((uint32(c)&(0x1F>>three)<<12|b1&0x3F<<6|b2&0x3F)>>(6-6*three))]
			i += int(1 + three)
			if i > size || c < 0xC2 || c >= 0xF0 || (b1^0x80|(b2^0x80)*three)&0xC0 != 0 {
				return false
			}
		}
		if v&(runeSpecial|runeSolo) != 0 {
			switch {
			case at == 0:
				return false
			case v == runeSpecial|sepIgnored:
				continue
			case v == runeSpecial|runMark && !f.composed:
				return w.foldMarked(text[:size], f)
			case v == runeSpecial|runMark:
				r, _ := utf8.DecodeRune(text[at:size])
				v = uint32(r)
			default:
				return false
			}
		}
		if at == 0 {
			lead = v
		}
		kinds |= v
		h = (h ^ uint64(v&runeMask)) * mul2
	}
	digit, upper := kinds&runeDigit != 0, lead&(runeDigit|runeUpper) == runeUpper
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
		kinds := wordKinds(token(w.hash>>48)&tokenHash | c)
		switch c {
		case className:
			kinds |= addsName << 16
		case classDigit:
			kinds |= addsDigit << 16
		}
		if upper {
			kinds |= addsCapital << 16
		}
		w.kinds |= kinds << (i * 32)
	}
	return true
}

// foldMarked folds a word that may not be NFC by itself. What stands before and behind a word of the cache is ASCII, and
// a word begins with no mark, so the NFC of the text is the NFC of its words.
func (w *cachedWord) foldMarked(word []byte, f *folder) bool {
	f.marked = norm.NFC.Append(f.marked[:0], word...)
	var text [cacheBytes + 1]byte
	if copy(text[:cacheBytes], f.marked) < len(f.marked) {
		return false
	}
	f.composed = true
	ok := w.fold(&text, len(f.marked), f)
	f.composed = false
	w.kinds |= notNFC<<16 | notNFC<<48
	return ok
}

// isShout reports whether a word of the cache is three or more capitals.
func (f *folder) isShout(word []byte, kinds wordKinds) bool {
	if kinds&(notNFC<<16) != 0 && !f.composed {
		f.marked = norm.NFC.Append(f.marked[:0], word...)
		word = f.marked
	}
	return isShout(word)
}
