package dedupe

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"sync"
	"unicode/utf8"
	"unsafe"
)

// wordCache remembers what words fold to, by their bytes. A text consists of few different words: of Vietnamese syllables
// 97 in 100 are found here, of English words 95, and finding one costs less than folding its letters. What it answers
// follows from the word alone, so it shows in no result.
//
// It is two-way set associative: a word is looked for at two places, and what is asked for stands at the first one then.
type wordCache [cacheSets][2]cachedWord

// wordCaches are taken for one page at a time, so that what one stage has folded of it the next one finds.
var wordCaches cacheStack

// cacheStack holds the caches that nobody uses. Unlike a sync.Pool it gives one goroutine the same cache again wherever it
// runs, and keeps what the caches have learned.
type cacheStack struct {
	mutex  sync.Mutex
	caches []*wordCache
}

func (s *cacheStack) take() *wordCache {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	last := len(s.caches) - 1
	if last < 0 {
		return new(wordCache)
	}
	c := s.caches[last]
	s.caches = s.caches[:last]
	return c
}

func (s *cacheStack) put(c *wordCache) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.caches = append(s.caches, c)
}

// cachedWord is a word of at most cacheBytes bytes and its folding. An empty place holds no word: low is 0.
type cachedWord struct {
	low, high uint64 // its bytes, little endian, zeros behind them
	hash      uint64
	kinds     wordKinds
}

// wordKinds are a word's token in the midst of a sentence, in the low 16 bits, and above it what it adds to a line's counts:
// addsCapital and notNFC. The upper half is the same of the word at the beginning of a sentence.
type wordKinds uint64

const (
	cacheBits  = 15 // 2 × 32,768 words: 2 MB. Half as many take 5% more time, twice as many 5% less.
	cacheSets  = 1 << cacheBits
	cacheBytes = 15
)

// set returns where a word may stand.
func (c *wordCache) set(low, high uint64) *[2]cachedWord {
	return &c[(low^high*mul3)*mul2>>(64-cacheBits)]
}

// mul3 is the golden ratio as mul1 is, in as many bits as an instruction holds.
const mul3 = 0x1E3779B9

// wordMasks has in place n the ones of n bytes: those of the first eight, and of the eight behind them.
var wordMasks = func() (masks [cacheBytes + 1][2]uint64) {
	for n := range masks {
		masks[n] = [2]uint64{1<<(min(n, 8)*8) - 1, 1<<(max(n-8, 0)*8) - 1}
	}
	return masks
}()

// What words add to a line's counts. The sum of the capitals has the bits below notNFC.
const (
	addsCapital = 1 << 0
	notNFC      = 1 << 15 // no count: the word is folded from its NFC, which is other bytes

	capitalMask = notNFC - 1
	moreBlocks  = notNFC / blockWords // blocks whose words are counted at a time
)

// walk is how far cachedWords has come. Places are counted from the beginning of the block at hand.
type walk struct {
	base    int        // where the block at hand begins
	block   *byte      // the block
	cuts    *cuts      // of the block
	more    int        // blocks behind it that knownPlainly may enter, as far as they have no separators that end the run
	carry   uint64     // 1 when the separators at its end, if there are any, hold the end of a sentence
	at      int        // where the word at hand begins; negative in the block before
	stops   uint64     // the bytes of the block that end words, from the word at hand on
	begins  uint64     // its bytes with which words begin, behind the word at hand
	opening uint64     // of those, the ones that open a sentence
	opens   uint64     // whether the word at hand does, 0 or 1
	cache   *wordCache // what is known of words
	hashes  *uint64    // where the hashes of words go, of which there are room for as many as a block may have
	tokens  *token     // and the tokens
	words   int        // how many there are
	sums    uint64     // what the words add to the line's counts
}

const blockWords = cutBytes / 2 // a separator stands behind each one

// take notes the word at hand, which folds to hash and kinds, and moves behind it.
func (r *walk) take(hash uint64, kinds wordKinds) {
	kinds >>= r.opens << 5
	*(*uint64)(unsafe.Add(unsafe.Pointer(r.hashes), r.words*8)) = hash
	*(*token)(unsafe.Add(unsafe.Pointer(r.tokens), r.words*2)) = token(kinds)
	r.words++
	r.sums += uint64(uint32(kinds) >> 16)
	r.behind(1)
}

// behind moves to the next word that begins in the block, or behind it, when so many words end before that.
func (r *walk) behind(ended uint64) {
	r.at = bits.TrailingZeros64(r.begins)
	r.opens = r.opening >> (r.at & 63) & 1
	r.begins &= r.begins - 1
	r.stops &= r.stops - ended
}

// word returns the bytes of the word at hand, behind which others must stand, and their number; false for long words.
func (r *walk) word() (low, high uint64, size int, ok bool) {
	size = bits.TrailingZeros64(r.stops) - r.at
	if size > cacheBytes {
		return 0, 0, size, false
	}
	word := (*[cacheBytes + 1]byte)(unsafe.Add(unsafe.Pointer(r.block), r.at))
	mask := &wordMasks[size&cacheBytes]
	return binary.LittleEndian.Uint64(word[:]) & mask[0], binary.LittleEndian.Uint64(word[8:]) & mask[1], size, true
}

// knownPlainly folds the words that the cache knows, up to the first one that it doesn't.
func (r *walk) knownPlainly() {
	for {
		for r.stops != 0 {
			low, high, _, ok := r.word()
			if !ok {
				return
			}
			s := r.cache.set(low, high)
			if s[0].low^low|s[0].high^high != 0 {
				if s[1].low^low|s[1].high^high != 0 {
					return
				}
				s[0], s[1] = s[1], s[0]
			}
			r.take(s[0].hash, s[0].kinds)
		}
		if r.more <= 0 || cutBytes-r.at > cacheBytes || r.next().leave != 0 {
			return
		}
		r.more--
		r.enter()
	}
}

// enter moves to the block behind the one at hand, whose words are all folded.
func (r *walk) enter() {
	before := r.cuts.seps >> 63
	r.cuts = r.next()
	r.block = (*byte)(unsafe.Add(unsafe.Pointer(r.block), cutBytes))
	r.base += cutBytes
	r.opening, r.carry = bits.Add64(r.cuts.seps, r.cuts.ends, r.carry)
	behind := r.cuts.seps<<1 | before
	r.stops, r.begins = r.cuts.seps&^behind, behind&^r.cuts.seps
	if r.at -= cutBytes; r.at == 0 { // no word began
		r.behind(0)
	}
}

// next returns the cuts of the next block.
func (r *walk) next() *cuts {
	return (*cuts)(unsafe.Add(unsafe.Pointer(r.cuts), unsafe.Sizeof(cuts{})))
}

// leave moves to a separator of the block, before which all words are folded, and reports whether a word stands in front of it.
// The block before ended with a separator or not, and brought a carry along.
func (r *walk) leave(at, before, carry uint64) (attached bool) {
	c := r.cuts
	r.at, r.opens = bits.TrailingZeros64(at), 0
	if (c.seps<<1|before)&at == 0 {
		return true
	}
	sum, _ := bits.Add64(c.seps&(at-1), c.ends&(at-1), carry)
	r.opens = sum >> r.at & 1
	return false
}

// cachedWords folds words from text[i:] on that the cache knows or takes in, with the blanks and the ends of sentences
// between them, as pass does: most of most texts. It returns where it stopped, whether the next word opens a sentence (1
// or 0), and whether it stopped directly behind a word; at i when there is no such word. How long a word is, and whether
// a comma stands behind it, are coins that are tossed for every word: so nothing branches on them, and f.cuts tells where
// words end before it is known what they are.
func (f *folder) cachedWords(text []byte, i int, opens uint64) (next int, nextOpens uint64, attached bool) {
	first, most := i&^(cutBytes-1), len(text)-cacheBytes // no word is looked for that begins behind that
	if i >= most || f.cuts[i/cutBytes].seps>>(i%cutBytes)&1 != 0 {
		return i, opens, false
	}
	c := &f.cuts[i/cutBytes]
	n, r, mask := len(f.hash), &f.run, uint64(1<<64-2)<<(i%cutBytes)
	*r = walk{
		base: first, block: &text[first], cuts: c, at: i - first, opens: opens, cache: f.cache, words: n,
		stops: c.seps &^ (c.seps << 1) & mask, begins: c.seps << 1 &^ c.seps & mask,
	}
	r.opening, r.carry = bits.Add64(c.seps, c.ends, 0)
	for leaves, before, carry := c.leave&mask, uint64(0), uint64(0); ; leaves = r.cuts.leave {
		at := leaves & -leaves // the separator that ends the run: the first one
		r.stops &= at<<1 - 1   // all of them where there is none
		early := r.stops
		if r.base+cutBytes > most { // what ends before that begins before
			early &= 1<<max(most-r.base, 0) - 1
		}
		whole := r.stops == early
		r.stops = early
		f.reserve()
		if r.more = 0; at == 0 {
			r.more = min((most-r.base)/cutBytes, (len(f.hash)-r.words)/blockWords, moreBlocks) - 1
		}
		for r.stops != 0 {
			if !f.offsets {
				if r.known(); r.stops == 0 {
					break
				}
			}
			if !f.cachedWord(text) {
				whole = false
				break
			}
		}
		f.line.capitals += int(r.sums & capitalMask)
		if !whole {
			break
		}
		if at != 0 {
			attached = r.leave(at, before, carry)
			break
		}
		if r.at == cutBytes {
			r.opens = r.carry // until it is known which word is the next
		}
		if cutBytes-r.at > cacheBytes || r.base+cutBytes >= len(text) { // the word at hand is too long, wherever it ends
			break
		}
		before, carry = r.cuts.seps>>63, r.carry
		r.enter()
	}
	f.hash, f.token = f.hash[:r.words], f.token[:r.words]
	if r.words == n {
		return i, opens, false
	}
	l := &f.line
	if l.closed = -1; n == l.from { // a word behind the parenthesis that closed the line so far takes that back
		l.begin = i
	}
	return r.base + r.at, r.opens, attached
}

// reserve makes room for the words of the block at hand, at least.
func (f *folder) reserve() {
	r := &f.run
	if n := r.words; len(f.hash)-n < blockWords {
		if min(cap(f.hash), cap(f.token))-n < blockWords {
			f.hash, f.token = slices.Grow(f.hash[:n], max(n, 64*blockWords)), slices.Grow(f.token[:n], max(n, 64*blockWords))
		}
		room := min(cap(f.hash), cap(f.token))
		f.hash, f.token = f.hash[:room], f.token[:room]
	}
	r.hashes, r.tokens, r.sums = &f.hash[0], &f.token[0], 0
}

// cachedWord folds one word, and reports whether it could.
func (f *folder) cachedWord(text []byte) bool {
	r := &f.run
	low, high, size, ok := r.word()
	if !ok {
		return false
	}
	s := f.cache.set(low, high)
	switch {
	case s[0].low == low && s[0].high == high:
	case s[1].low == low && s[1].high == high:
		s[0], s[1] = s[1], s[0]
	default:
		var w cachedWord
		if !w.fold((*[cacheBytes + 1]byte)(text[r.base+r.at:]), size, f) {
			return false
		}
		w.low, w.high = low, high
		s[1] = s[0]
		s[0] = w
	}
	if f.offsets {
		if !f.composed && s[0].kinds&(notNFC<<16) != 0 {
			return false // places in the text are those in its NFC
		}
		f.start, f.end = append(f.start, uint32(r.base+r.at)), append(f.end, uint32(r.base+r.at+size))
	}
	r.take(s[0].hash, s[0].kinds)
	return true
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
	f.marked = appendNFC(f.marked[:0], word)
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
