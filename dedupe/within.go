package dedupe

import (
	"math/bits"
	"sync"
	"unicode/utf8"

	"winnow/document"
	kinds "winnow/internal/runes"
)

// WithinPage returns the stage that drops what a page says twice: a paragraph that stood before, a body that stands
// twice, a pull quote. It works on d.Blocks: a repeated block gets document.ReasonRepeated (and RepeatOf, when the
// document is traced) and is removed unless the document is traced; a block that is its own beginning twice loses its
// second half. Code and table rows are left alone, and so are blocks that were dropped before.
//
// Blocks are compared by their folded words (see FoldVersion). A block goes
//   - when it has eight or more words and all of them stand in a row in earlier blocks (or, cut up, 95% of them in
//     runs of twelve: a body whose second copy was cut into paragraphs differently), even if its first word has lost
//     its first letter, as behind a drop cap;
//   - when it is shorter, but stands in a stretch that follows an earlier stretch block by block and that holds a
//     longer block or a fifth of the page: a doubled body takes its short lines with it, while short dialogue and
//     refrains in a text that isn't doubled stay;
//   - when it is a sentence or two that a longer block nearby holds too, before or after: a pull quote.
//
// Repeats that stand beneath a heading of their own, as what they repeat stands beneath another, are sections that say
// the same, and stay. So does a paragraph that differs from an earlier one in a number. In a text that was an article
// before (document.Document.Clean) what repeats is code, table cells and the like whose markup is lost: only a body that
// stands twice goes.
//
// The work is linear in the words of the page: the places of a four-word run that are looked at are bounded.
func WithinPage(Config) document.Stage {
	go runes() // while the program starts: or all workers wait at their first page for the one that makes the table
	return func(d *document.Document) {
		if d.Verdict.Dropped() || len(d.Blocks) < 1 {
			return
		}
		p := pages.Get().(*page)
		cache := wordCaches.take()
		p.fold.cache, p.again.cache = cache, cache
		p.dedupe(d)
		p.fold.cache, p.again.cache = nil, nil
		wordCaches.put(cache)
		p.trim()
		pages.Put(p)
	}
}

const (
	longWords   = 8  // words (and longBytes) from which a repeated block is no dialogue or refrain
	longBytes   = 40 // eight words of Vietnamese; thirteen characters of Chinese
	gramWords   = 4  // words in a row by which places are found
	gramPlaces  = 32 // places of one run of words that are looked at: bounds the work on hostile pages
	pieceWords  = 12 // least run of words that counts as a piece of a block cut up differently
	quoteWords  = 6  // least words of a block of kind Quote to be a pull quote
	quoteMost   = 60 // most words of a pull quote
	quoteReach  = 8  // blocks after a pull quote in which its sentence is looked for
	leadBlocks  = 2  // first blocks of a page: no pull quotes
	doubledPart = 5  // a stretch of a fifth of the page's words is no refrain
	doubledMin  = 30 // words that such a stretch has at least
)

var pages = sync.Pool{New: func() any {
	return &page{fold: folder{plain: true}, again: folder{plain: true}}
}}

// page is the scratch of one run of the stage.
type page struct {
	fold, again folder
	text        []byte   // of all compared blocks, one after the other, and a line feed behind each
	words       []uint64 // of that, as fold holds them
	direct      bool     // they are hashed by foldDirectly
	missing     []int    // words of a block that do not stand in earlier ones
	spans       []span
	head        []int32 // by hash of a run of gramWords words: 1 + its first place in words
	next        []int32 // by place: 1 + the place behind it with the same hash
	mask        uint64
	steps       int // words compared, which a test holds to the length of the page
}

// span is a compared block.
type span struct {
	block    int // index in d.Blocks
	from, to int // its words
	long     bool
	repeat   int // 1 + index of the span that it repeats or begins to repeat; 0 when it is no repeat
	drop     bool
}

func (p *page) trim() {
	p.fold.trim()
	p.again.trim()
	if cap(p.words) > 1<<20 || len(p.head) > 1<<21 {
		p.words, p.head, p.next = nil, nil, nil
	}
	if cap(p.text) > 1<<20 {
		p.text = nil
	}
	if cap(p.spans) > 1<<16 {
		p.spans, p.fold.ends, p.fold.parts = nil, nil, nil
	}
	if cap(p.missing) > 1<<16 {
		p.missing = nil
	}
}

// dedupe marks and removes the repeats of d.
func (p *page) dedupe(d *document.Document) {
	p.collect(d)
	if len(p.words) < longWords {
		return
	}
	p.index()
	changed := false
	for i := range p.spans {
		s := &p.spans[i]
		if n := p.doubledAt(d, s); n > 0 {
			d.Blocks[s.block].Text = p.cutText(d.Blocks[s.block].Text, n)
		}
		p.findRepeat(d, i)
	}
	p.decide(d)
	for i := range p.spans {
		s := &p.spans[i]
		if !s.drop {
			continue
		}
		b := &d.Blocks[s.block]
		b.Drop = document.ReasonRepeated
		if d.Trace {
			b.RepeatOf = p.spans[s.repeat-1].block + 1
		}
		changed = true
	}
	if !changed || d.Trace {
		return
	}
	kept := d.Blocks[:0]
	for _, b := range d.Blocks {
		if b.Drop != document.ReasonRepeated {
			kept = append(kept, b)
		}
	}
	clear(d.Blocks[len(kept):])
	d.Blocks = kept
}

// collect folds the blocks that are compared: all at once, a line feed behind each, since many are a few words long.
func (p *page) collect(d *document.Document) {
	p.text, p.spans, p.fold.ends = p.text[:0], p.spans[:0], p.fold.ends[:0]
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Drop != "" || b.Kind == document.Code || b.Kind == document.TableRow {
			continue
		}
		p.text = append(p.text, b.Text...)
		p.fold.ends = append(p.fold.ends, len(p.text))
		p.text = append(p.text, '\n')
		p.spans = append(p.spans, span{block: i})
	}
	n := len(p.text)
	p.text = append(p.text, directPadding[:]...)[:n]
	p.direct = hasDirect && kinds.MostlyASCII(p.text) && p.fold.foldDirectly(p.text, true)
	if !p.direct && !p.fold.foldParts(p.text) {
		p.foldEach()
	}
	p.words = p.fold.hash
	kept, from := p.spans[:0], 0
	for i, to := range p.fold.parts {
		if to > from {
			block := p.spans[i].block
			kept = append(kept, span{block: block, from: from, to: to, long: to-from >= longWords && len(d.Blocks[block].Text) >= longBytes})
		}
		from = to
	}
	p.spans = kept
}

// foldEach does what foldParts does, one block at a time: for texts that call for their NFC, which has other places.
func (p *page) foldEach() {
	f := &p.fold
	f.hash, f.parts = f.hash[:0], f.parts[:0]
	from := 0
	for _, end := range f.ends {
		p.again.fold(p.text[from:end])
		f.hash = append(f.hash, p.again.hash...)
		f.parts = append(f.parts, len(f.hash))
		from = end + 1
	}
}

// index notes where each run of gramWords words stands.
func (p *page) index() {
	n := len(p.words)
	size := 256
	for size < 2*n {
		size *= 2
	}
	if len(p.head) < size {
		p.head = make([]int32, size)
	} else {
		clear(p.head[:size])
	}
	if cap(p.next) < n {
		p.next = make([]int32, n+n/2)
	}
	p.next = p.next[:n]
	p.mask = uint64(size - 1)
	// From the end, so that a chain runs through the places in their order.
	for i := n - gramWords; i >= 0; i-- {
		g := p.gram(i) & p.mask
		p.next[i] = p.head[g]
		p.head[g] = int32(i + 1)
	}
}

// gram hashes a run of gramWords words. Their own hashes are mixed already; only their order has to count.
func (p *page) gram(i int) uint64 {
	w := p.words[i : i+gramWords : i+gramWords]
	return w[0] ^ bits.RotateLeft64(w[1], 16) ^ bits.RotateLeft64(w[2], 32) ^ bits.RotateLeft64(w[3], 48)
}

// match counts the words that run alike from i and from j on, at most n.
func (p *page) match(i, j, n int) int {
	k := 0
	for k < n && j+k < len(p.words) && i+k < len(p.words) && p.words[i+k] == p.words[j+k] {
		k++
	}
	p.steps += k
	return k
}

// longest finds the longest run before place limit that is alike the n words from i on.
func (p *page) longest(i, n, limit int) (place, length int) {
	if i+gramWords > len(p.words) || n < gramWords {
		return 0, 0
	}
	seen := 0
	for q := p.head[p.gram(i)&p.mask]; q != 0 && seen < gramPlaces; q = p.next[q-1] {
		at := int(q - 1)
		if at+gramWords > limit || at >= i {
			break
		}
		seen++
		if k := p.match(at, i, min(n, limit-at)); k > length {
			place, length = at, k
			if k == n {
				break
			}
		}
	}
	return place, length
}

// spanOf returns the index of the span that holds a word.
func (p *page) spanOf(word int) int {
	lo, hi := 0, len(p.spans)-1
	for lo < hi {
		m := (lo + hi + 1) / 2
		if p.spans[m].from <= word {
			lo = m
		} else {
			hi = m - 1
		}
	}
	return lo
}

// doubledAt returns how many words of s stand before its beginning starts again and runs to its end; 0 if it doesn't.
func (p *page) doubledAt(d *document.Document, s *span) int {
	n := s.to - s.from
	if n < 2*longWords {
		return 0
	}
	tries := 0
	for _, skip := range [2]int{0, 1} { // 1: the second copy has lost its first letter
		first := s.from + skip
		for q := p.next[first]; q != 0 && tries < gramPlaces; q = p.next[q-1] {
			at := int(q-1) - skip
			if at >= s.to {
				break
			}
			tries++
			m := s.to - at
			if m < longWords || m > at-s.from+1 || p.match(first, at+skip, m-skip) < m-skip {
				continue
			}
			if skip == 1 && !p.lostLetter(d.Blocks[s.block].Text, p.words[at]) {
				continue
			}
			s.to = at
			return at - s.from
		}
	}
	return 0
}

// lostLetter reports whether the first word of text, without its first letter, has hash h.
func (p *page) lostLetter(text string, h uint64) bool {
	_, n := utf8.DecodeRuneInString(text)
	start := []byte(text[n:min(len(text), n+200)])
	if p.direct {
		return p.again.firstWord(start) == h
	}
	p.again.fold(start)
	return len(p.again.hash) > 0 && p.again.hash[0] == h
}

// cutText returns the first n words of text with what follows the last of them up to a blank.
func (p *page) cutText(text string, n int) string {
	p.again.offsets = true
	p.again.fold([]byte(text))
	p.again.offsets = false
	if n >= len(p.again.start) || len(p.again.text) != len(text) {
		return text
	}
	cut := int(p.again.start[n])
	// Quotes and brackets that open the second copy belong to it.
	for cut > 0 && text[cut-1] != ' ' && text[cut-1] != '\n' {
		cut--
	}
	if cut == 0 {
		return text
	}
	for cut > 0 && (text[cut-1] == ' ' || text[cut-1] == '\n') {
		cut--
	}
	return text[:cut]
}

// findRepeat sets repeat and, for long blocks, drop of span i.
func (p *page) findRepeat(d *document.Document, i int) {
	s := &p.spans[i]
	n := s.to - s.from
	if n < gramWords {
		// Too short for the index: only as part of a doubled stretch, so only the block after the one that the block
		// before repeats can be meant, or any block alike.
		s.repeat = p.shortRepeat(i)
		return
	}
	place, length := p.longest(s.from, n, s.from)
	if length == n {
		s.repeat = p.spanOf(place) + 1
		other := &p.spans[s.repeat-1]
		whole := other.from == place && other.to == place+n
		kind, was := d.Blocks[s.block].Kind, d.Blocks[other.block].Kind
		switch {
		case kind == document.Heading && (was == document.ListItem || !whole): // a table of contents; a title in a sentence
			s.repeat = 0
		case s.long, kind == document.Quote && n >= quoteWords:
			s.drop = true
		case !whole:
			s.repeat = 0
		}
		return
	}
	if !s.long {
		return
	}
	// The first letter lost.
	if n > gramWords {
		if at, k := p.longest(s.from+1, n-1, s.from); k == n-1 && at > 0 {
			o := p.spanOf(at - 1)
			if p.spans[o].from == at-1 && p.lostLetter(d.Blocks[p.spans[o].block].Text, p.words[s.from]) {
				s.repeat, s.drop = o+1, true
				return
			}
		}
	}
	// Cut up differently.
	if n >= 2*pieceWords {
		first := -1
		p.missing = p.missing[:0]
		for j := s.from; j < s.to && len(p.missing)*20 <= n; {
			at, k := p.longest(j, s.to-j, s.from)
			if k >= pieceWords || k > 0 && j+k == s.to && k >= gramWords {
				if first < 0 {
					first = at
				}
				j += k
				continue
			}
			p.missing = append(p.missing, j-s.from)
			j++
		}
		if len(p.missing)*20 <= n && first >= 0 && !p.missesNumber(d.Blocks[s.block].Text) {
			s.repeat, s.drop = p.spanOf(first)+1, true
		}
	}
}

// missesNumber reports whether one of the missing words of a block is a number: the same sentence with another number says
// something else.
func (p *page) missesNumber(text string) bool {
	if len(p.missing) == 0 {
		return false
	}
	p.again.fold([]byte(text))
	for _, at := range p.missing {
		if p.again.token[at].class() == classDigit {
			return true
		}
	}
	return false
}

// shortRepeat finds an earlier block alike span i, first the one behind what the block before repeats.
func (p *page) shortRepeat(i int) int {
	s := &p.spans[i]
	same := func(o int) bool {
		t := &p.spans[o]
		return o < i && t.to-t.from == s.to-s.from && p.match(t.from, s.from, s.to-s.from) == s.to-s.from
	}
	if i > 0 && p.spans[i-1].repeat > 0 {
		if o := p.spans[i-1].repeat; same(o) {
			return o + 1
		}
		return 0
	}
	for o := 0; o < i && o < gramPlaces; o++ {
		if same(o) {
			return o + 1
		}
	}
	return 0
}

// decide drops the short blocks of doubled stretches, and pull quotes.
func (p *page) decide(d *document.Document) {
	for i := 0; i < len(p.spans); {
		if p.spans[i].repeat == 0 {
			i++
			continue
		}
		// A stretch: each block repeats what follows the one that the block before repeats.
		j, words, anyLong := i, 0, false
		for ; j < len(p.spans) && p.spans[j].repeat != 0; j++ {
			if j > i && p.spans[j].repeat != p.spans[j-1].repeat+1 && p.spans[j].repeat != p.spans[j-1].repeat {
				break
			}
			words += p.spans[j].to - p.spans[j].from
			anyLong = anyLong || p.spans[j].drop
		}
		if p.ownSection(d, i) {
			for k := i; k < j; k++ {
				p.spans[k].drop = false
			}
			i = j
			continue
		}
		doubled := words >= max(doubledMin, len(p.words)/doubledPart)
		if doubled || d.Clean || j > i+1 && anyLong {
			for k := i; k < j; k++ {
				p.spans[k].drop = doubled || !d.Clean
			}
		}
		i = j
	}
	if d.Clean {
		return // without a look for pull quotes
	}
	for i := range p.spans {
		s := &p.spans[i]
		n := s.to - s.from
		quote := d.Blocks[s.block].Kind == document.Quote
		if s.drop || n > quoteMost || n < gramWords || !(s.long && i >= leadBlocks && d.Blocks[s.block].Kind == document.Paragraph ||
			quote && n >= quoteWords) {
			continue
		}
		if o := p.quoted(i); o > 0 {
			s.repeat, s.drop = o+1, true
		}
	}
}

// ownSection reports whether the repeats that begin at span i stand directly beneath a heading that is no repeat itself,
// and that is not the one above what they repeat: sections of one page that say the same, such as the terms of two
// offers, belong to the text.
func (p *page) ownSection(d *document.Document, i int) bool {
	first := p.spans[i].repeat - 1
	return i > 0 && p.spans[i-1].repeat == 0 && d.Blocks[p.spans[i-1].block].Kind == document.Heading &&
		first > 0 && d.Blocks[p.spans[first-1].block].Kind == document.Heading && first-1 != i-1
}

// quoted returns the index of a block soon after span i that holds all of its words in a row and more; 0 if there is
// none.
func (p *page) quoted(i int) int {
	s := &p.spans[i]
	n := s.to - s.from
	seen := 0
	for q := p.next[s.from]; q != 0 && seen < gramPlaces; q = p.next[q-1] {
		at := int(q - 1)
		if at < s.to {
			continue
		}
		seen++
		o := p.spanOf(at)
		t := &p.spans[o]
		if o > i+quoteReach {
			break
		}
		if !t.drop && t.to >= at+n && t.to-t.from >= n+gramWords && p.match(s.from, at, n) == n {
			return o
		}
	}
	return 0
}
