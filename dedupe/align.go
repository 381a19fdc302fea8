package dedupe

import "slices"

// The aligner lays a kept text over a new one. Runs of three words that both hold are anchors; from an anchor it goes on
// word by word, bridges small differences (gaps), and where the texts part for good looks for the next anchor anywhere
// in the new text, so that paragraphs in another order count. No word of the new text is used twice. The work is linear
// in the two lengths, for a three-word run that stands in a text many times is tried at a bounded number of places.

const (
	bridge       = 6  // most words of either text in a gap: longer ones end the span
	anchorTries  = 80 // places of one anchor that are tried
	phrase       = 3  // words of a gap that is a phrase for a phrase, not a word for a word
	subjectWords = 8  // at the head of a text
	parting      = 30 // most words between two spans for their facts to be compared as if it were a gap
)

// counts of words by class.
type counts struct{ plain, name, digit int }

func (c *counts) add(class token) {
	switch class {
	case className:
		c.name++
	case classDigit:
		c.digit++
	default:
		c.plain++
	}
}

func (c *counts) take(class token) {
	switch class {
	case className:
		c.name--
	case classDigit:
		c.digit--
	default:
		c.plain--
	}
}

func (c *counts) sum(d counts) {
	c.plain += d.plain
	c.name += d.name
	c.digit += d.digit
}

// facts counts names and numbers.
func (c *counts) facts() int { return c.name + c.digit }

// alignment is what the aligner found.
type alignment struct {
	kept, fresh int // words of the two texts

	matched    int    // words that are the same
	same       counts // of those
	lost       counts // in gaps: the larger of both sides
	spanKept   int    // words in spans, gaps included
	spanFresh  int
	headKept   int // words before the first match
	headFresh  int
	tailKept   int // words behind the last match
	tailFresh  int
	gaps       int    // bridged differences
	numberGaps int    // with a number on both sides
	nameGaps   int    // with a name on both sides and no number on both
	titleGaps  int    // numberGaps among the first words of both texts
	edgeSame   counts // of same, those on the short lines above and below the body of the new text
	edgeLost   counts // of lost, likewise
	swaps      int    // gaps that set a name or number for another one as an earlier gap does; looked for in short texts
	reworded   int    // gaps with a fact, of a phrase for a phrase
	jumps      int    // anchors that stand before what was matched already: paragraphs in another order
}

// conflicts are the gaps in which both texts state a fact, and not the same.
func (a *alignment) conflicts() int { return a.numberGaps + a.nameGaps }

// aligner holds the scratch of alignments with one new text.
type aligner struct {
	fresh   []token
	first   []uint32 // by hash of three words: 1 + the first place of fresh that has it, 0 for none
	next    []uint32 // by place: 1 + the next one of the same hash
	mask    uint32
	indexed bool     // first and next are those of fresh
	used    []uint32 // by word of fresh: the run that used it last
	run     uint32

	body body // of fresh

	gaps []gapWords // of the last alignment

	traces bool    // wanted: places
	places []int32 // by word of fresh: the word of kept that the last alignment matched it with, -1 for none

	facts  bool  // wanted: differ
	differ []int // words of fresh that hold a number or name and stand in a gap of the last alignment
}

// gapWords are the words of a gap.
type gapWords struct {
	kept, fresh []token
	from        int    // index of the first one in the new text
	keptBits    uint64 // one bit, by its hash, for each word
	freshBits   uint64
}

// gram hashes three words.
func gram(a, b, c token) uint32 {
	x := (uint64(a&tokenHash)*mul1 + uint64(b&tokenHash)*mul2 + uint64(c&tokenHash)) * mul4
	return uint32(x >> 32)
}

// load prepares alignments with a new text.
func (al *aligner) load(fresh []token, body body) {
	al.fresh, al.body = fresh, body
	if len(al.used) < len(fresh) {
		al.used, al.run = make([]uint32, 2*len(fresh)+64), 0
	}
	al.indexed = false
}

// index makes the table of anchors: for each hash of three words the places of the new text that have it, in order.
func (al *aligner) index() {
	fresh := al.fresh
	al.indexed = true
	size := 64
	for size < 2*len(fresh) {
		size *= 2
	}
	if len(al.first) < size || len(al.first) > 1<<20 && size < 1<<16 {
		al.first = make([]uint32, size)
	} else {
		clear(al.first[:size])
	}
	if len(al.next) < len(fresh) || len(al.next) > 1<<20 && len(fresh) < 1<<16 {
		al.next = make([]uint32, size)
	}
	al.mask = uint32(size - 1)
	first, next := al.first[:size], al.next[:len(fresh)]
	for i := len(fresh) - phrase; i >= 0; i-- {
		p := gram(fresh[i], fresh[i+1], fresh[i+2]) & al.mask
		next[i], first[p] = first[p], uint32(i+1)
	}
}

// align lays kept over the loaded text. It gives up early, with what it has, when half of kept holds next to nothing, and when
// what is left of it can't make the two related.
func (al *aligner) align(kept []token) alignment {
	al.run++
	if al.run == 0 {
		clear(al.used)
		al.run = 1
	}
	al.differ, al.gaps = al.differ[:0], al.gaps[:0]
	if al.traces {
		al.places = append(al.places[:0], make([]int32, len(al.fresh))...)
		for i := range al.places {
			al.places[i] = -1
		}
	}
	fresh, used, run := al.fresh, al.used, al.run
	a := alignment{kept: len(kept), fresh: len(fresh), headKept: len(kept), headFresh: len(fresh)}
	lastKept, lastFresh := -1, -1
	giveUp, least := len(kept)/2+64, int(leastMatch(len(kept), len(fresh)))
	fromKept, fromFresh := -1, -1 // where the last span ended
	for i, j := 0, -1; i < len(kept); {
		switch {
		case j >= 0 && j < len(fresh) && kept[i].same(fresh[j]) && used[j] != run:
			n := al.match(&a, kept[i:], j)
			if al.traces {
				for k := range n {
					al.places[j+k] = int32(i + k)
				}
			}
			a.headFresh, a.headKept = min(a.headFresh, j), min(a.headKept, i)
			i, j = i+n, j+n
			lastFresh, lastKept = max(lastFresh, j-1), i-1
		case j >= 0:
			di, dj, ok := al.resync(kept, i, j)
			if ok {
				al.gap(&a, kept[i:i+di], j, j+dj, i)
				a.spanKept += di
				for x := j; x < j+dj; x++ { // words that an earlier span holds count once
					if used[x] != run {
						a.spanFresh++
					}
				}
				i, j = i+di, j+dj
			} else {
				fromKept, fromFresh = i, j
				j = -1
			}
		default:
			if j = al.anchor(kept, i); j < 0 {
				i++
				if i > giveUp && a.matched*8 < i || a.matched+len(kept)-i < least {
					i = len(kept)
				}
				break
			}
			if j < lastFresh {
				a.jumps++
			}
			if k, f := i-fromKept, j-fromFresh; fromKept >= 0 && k <= parting && f > 0 && f <= parting {
				al.gap(&a, kept[fromKept:i], fromFresh, j, fromKept)
			}
		}
	}
	a.spanKept += a.matched
	a.spanFresh = min(a.spanFresh+a.matched, len(fresh)) // a gap may hold words that a later span matches
	if h := min(a.headKept, a.headFresh); h > 0 && max(a.headKept, a.headFresh) <= parting {
		al.gap(&a, kept[:a.headKept], 0, a.headFresh, titleWords) // two other titles, or frames
	}
	if a.matched > 0 {
		a.tailKept, a.tailFresh = len(kept)-1-lastKept, len(fresh)-1-lastFresh
		if min(a.tailKept, a.tailFresh) > 0 && max(a.tailKept, a.tailFresh) <= parting {
			al.gap(&a, kept[lastKept+1:], lastFresh+1, len(fresh), titleWords)
		}
	}
	if a.gaps > 1 && min(a.kept, a.fresh) < shortText && 2*a.matched > min(a.kept, a.fresh) {
		a.swaps = al.swaps(kept)
	}
	return a
}

// match matches the words that kept begins with and those of the new text from j on, as far as they are the same, one at
// least, and returns how many.
func (al *aligner) match(a *alignment, kept []token, j int) int {
	most := min(len(kept), len(al.fresh)-j)
	kept, fresh, used, run := kept[:most], al.fresh[j:j+most], al.used[j:j+most], al.run
	n := 0
	for n < len(kept) && n < len(fresh) && n < len(used) && kept[n].same(fresh[n]) && used[n] != run {
		used[n] = run
		n++
	}
	kept, fresh = kept[:n], fresh[:n]
	from := min(max(al.body.from-j, 0), n)
	to := min(max(al.body.to-j, from), n)
	edge := sameClasses(kept[:from], fresh[:from])
	edge.sum(sameClasses(kept[to:], fresh[to:]))
	a.matched += n
	a.same.sum(edge)
	a.same.sum(sameClasses(kept[from:to], fresh[from:to]))
	a.edgeSame.sum(edge)
	return n
}

// sameClasses counts words that are the same by their classes.
func sameClasses(kept, fresh []token) counts {
	var sum uint64 // the counts, of as many bits as a text may have words
	for i := range min(len(kept), len(fresh)) {
		sum += classOnes[kept[i]&classMask<<2|fresh[i]&classMask]
	}
	c := counts{name: int(sum & (1<<classBits - 1)), digit: int(sum >> classBits)}
	c.plain = len(kept) - c.name - c.digit
	return c
}

// classOnes has, by the classes of two words that are the same, a one where the counts of names and of numbers begin.
var classOnes = func() (ones [16]uint64) {
	for i := range ones {
		switch mostOf(token(i)>>2, token(i)&classMask) {
		case className:
			ones[i] = 1
		case classDigit:
			ones[i] = 1 << classBits
		}
	}
	return ones
}()

const classBits = 32

// resync looks for the nearest place behind i and j where both texts agree on two words in a row.
func (al *aligner) resync(kept []token, i, j int) (di, dj int, ok bool) {
	fresh, used, run := al.fresh[j:], al.used[j:], al.run
	kept = kept[i:]
	for _, s := range resyncSteps {
		x, y := int(s.kept), int(s.fresh)
		if x >= len(kept) || y >= len(fresh) || !kept[x].same(fresh[y]) || used[y] == run {
			continue
		}
		switch {
		case x == 1 && y == 1: // one word for another
			return x, y, true
		case x+1 < len(kept) && y+1 < len(fresh):
			if kept[x+1].same(fresh[y+1]) {
				return x, y, true
			}
		case x == y && x+1 == len(kept): // the last word
			return x, y, true
		}
	}
	return 0, 0, false
}

// resyncSteps are how many words of either text a gap may have, the shortest gaps first.
var resyncSteps = func() (steps [(bridge+1)*(bridge+1) - 1]struct{ kept, fresh uint8 }) {
	n := 0
	for sum := 1; sum <= 2*bridge; sum++ {
		for kept := max(sum-bridge, 0); kept <= min(sum, bridge); kept++ {
			steps[n].kept, steps[n].fresh = uint8(kept), uint8(sum-kept)
			n++
		}
	}
	return steps
}()

// anchor returns a place in the new text where the three words of kept from i on stand, -1 if there is none.
func (al *aligner) anchor(kept []token, i int) int {
	if i+2 >= len(kept) {
		return -1
	}
	fresh := al.fresh
	if i == 0 && len(fresh) > 2 && fresh[0].same(kept[0]) && fresh[1].same(kept[1]) && fresh[2].same(kept[2]) {
		return 0 // what the table would say: the first place. Most copies begin so, and few of those need the table.
	}
	if !al.indexed {
		al.index()
	}
	q := al.first[gram(kept[i], kept[i+1], kept[i+2])&al.mask]
	for tries := 0; q != 0 && tries < anchorTries; tries++ {
		at := int(q - 1)
		if al.used[at] != al.run && fresh[at].same(kept[i]) && fresh[at+1].same(kept[i+1]) && fresh[at+2].same(kept[i+2]) {
			return at
		}
		q = al.next[at]
	}
	return -1
}

// bit returns one of 64 bits for a word: two texts whose bits have none in common have no word in common.
func (t token) bit() uint64 { return 1 << (t >> 3 & 63) }

// gap counts a difference: the words of kept, which begin at index i, for those of the new text from index from to to.
func (al *aligner) gap(a *alignment, kept []token, from, to, i int) {
	fresh := al.fresh[from:to]
	var k, f counts
	var keptBits, freshBits uint64
	for _, t := range kept {
		k.add(t.class())
		keptBits |= t.bit()
	}
	for _, t := range fresh {
		f.add(t.class())
		freshBits |= t.bit()
	}
	if al.facts {
		for j := from; j < to; j++ {
			if al.fresh[j].class().fact() {
				al.differ = append(al.differ, j)
			}
		}
	}
	a.gaps++
	al.gaps = append(al.gaps, gapWords{kept, fresh, from, keptBits, freshBits})
	lost := counts{plain: max(k.plain, f.plain), name: max(k.name, f.name), digit: max(k.digit, f.digit)}
	a.lost.sum(lost)
	if to <= al.body.from || from >= al.body.to {
		a.edgeLost.sum(lost)
	}
	if k.facts()+f.facts() > 0 && len(kept) > 0 && len(fresh) > 0 && max(len(kept), len(fresh)) >= phrase {
		a.reworded++
	}
	if k.facts() > 0 && f.facts() > 0 {
		k, f = al.apart(kept, fresh, k, f)
	}
	switch {
	case k.digit > 0 && f.digit > 0:
		a.numberGaps++
		if i < titleWords && from < titleWords {
			a.titleGaps++
		}
	case k.name > 0 && f.name > 0:
		a.nameGaps++
	}
}

// apart takes from the counts of a gap's two sides the words that stand on both, in the same order: "31 December 1986" for
// "December 31, 1986" states no other year. Two results that change places ("2-1", "1-2") stay a difference.
func (al *aligner) apart(kept, fresh []token, k, f counts) (counts, counts) {
	const most = parting + 1
	if len(kept) >= most || len(fresh) >= most {
		return k, f
	}
	// The longest common subsequence, from the end: run[i][j] is its length in kept[i:] and fresh[j:].
	var run [most][most]uint8
	for i := len(kept) - 1; i >= 0; i-- {
		for j := len(fresh) - 1; j >= 0; j-- {
			if kept[i].same(fresh[j]) {
				run[i][j] = run[i+1][j+1] + 1
			} else {
				run[i][j] = max(run[i+1][j], run[i][j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(kept) && j < len(fresh); {
		switch {
		case kept[i].same(fresh[j]):
			k.take(kept[i].class())
			f.take(fresh[j].class())
			i++
			j++
		case run[i+1][j] >= run[i][j+1]:
			i++
		default:
			j++
		}
	}
	return k, f
}

// swaps returns how many gaps set the same name or number for the same other one that an earlier gap did: two texts of one
// template that tell of two companies or towns do, an edited copy hardly ever. A word with the capital of a headline or a
// sentence's start counts among the first words, where the subject stands, unless the text has it without a capital, too.
func (al *aligner) swaps(kept []token) int {
	n := 0
	for i := range al.gaps {
		g := &al.gaps[i]
		for j := range al.gaps[:i] {
			e := &al.gaps[j]
			if g.keptBits&e.keptBits == 0 || g.freshBits&e.freshBits == 0 {
				continue // no word in common: nearly all of them
			}
			head := e.from < subjectWords
			if lostName(g.kept, e.kept, g.fresh, kept, head) && lostName(g.fresh, e.fresh, g.kept, al.fresh, head) {
				n++
				break
			}
		}
	}
	return n
}

// lostName reports whether two gaps of a text share a name or number that the other side of the first one doesn't have.
func lostName(a, b, other, text []token, head bool) bool {
	for _, x := range a {
		for _, y := range b {
			if !x.same(y) || slices.ContainsFunc(other, x.same) {
				continue
			}
			if mostOf(x, y).fact() {
				return true
			}
			plain := func(t token) bool { return t.same(x) && t.class() == classPlain }
			if head && (x|y).class() == classStart && !slices.ContainsFunc(text, plain) {
				return true
			}
		}
	}
	return false
}
