package dedupe

import (
	"math/bits"
	"slices"
)

// postings is the inverted index: for each sample the first postingCap documents, in the order of the run, that hold
// it, kept or not. What it answers for a document therefore follows from the documents before it alone, not from what
// became of them.
//
// It is an open-addressed table with a slot for each sample, ordered by tag (slot = tag × size / 2^32, the first one of the
// eight that a line of the processor's cache holds, so that most searches end where they begin), so that it grows in one
// sequential pass. It is cut into parts by the upper bits of the tag, which grow one after the other: so the table as a
// whole is always some 70% full, and only a part stands in memory twice. Most samples stand in one document, whose number
// is in the slot; the documents of the others have a list.
type postings struct {
	parts [postingParts]postingTable

	all  probes // of addAll, by tag
	rest probes // of those that a full line hides
	of   []int  // which ones these are

	touched uint32 // of no meaning: what is read for nothing would not be read
}

// postingTable is a part of the index.
type postingTable struct {
	slots []uint64 // tag of the sample << 32 | what is known of it; 0 when empty; what runs over the end goes on at the beginning
	size  uint64
	used  int
	lists postingLists
}

// probes are lines of the index that are looked at for a tag each.
type probes struct {
	tags  []uint32
	begin []uint64 // slot of its part with which the line begins
	lines []*[postingLine]uint64
	found []line
}

// line is what a line of the table holds for a tag: the slots that have it, and those that are empty.
type line struct{ tagged, empty uint8 }

const (
	postingCap   = 8   // a trial with 4 to 16 found the same pairs
	postingParts = 64  // of the table
	postingFirst = 256 // least slots of a part
	postingLine  = 8   // slots of a line of a cache; all sizes are multiples
)

// part returns the part that a tag belongs to.
func (p *postings) part(tag uint32) *postingTable { return &p.parts[tag>>26] }

// home returns the slot at which the search for a tag begins.
func (t *postingTable) home(tag uint32) uint64 {
	return uint64(tag&(1<<26-1)) * t.size >> 26 &^ (postingLine - 1)
}

// behind returns the slot at which it goes on when the line that begins at a slot is full.
func (t *postingTable) behind(slot uint64) uint64 {
	if slot += postingLine; slot == t.size {
		return 0
	}
	return slot
}

// room makes room for so many more samples.
func (t *postingTable) room(more int, part uint32) {
	for uint64(t.used+more)*6 >= t.size*5 { // 83% full
		t.grow(part)
	}
}

// lookPlainly is look for all machines.
func lookPlainly(lines []*[postingLine]uint64, tags []uint32, found []line) {
	for i, tag := range tags {
		var l line
		for j, s := range lines[i] {
			if s == 0 {
				l.empty |= 1 << j
			} else if uint32(s>>32) == tag {
				l.tagged |= 1 << j
			}
		}
		found[i] = l
	}
}

// resize makes a place for each of n tags.
func (b *probes) resize(n int) {
	if cap(b.tags) < n {
		*b = probes{make([]uint32, 2*n), make([]uint64, 2*n), make([]*[postingLine]uint64, 2*n), make([]line, 2*n)}
	}
	b.tags, b.begin, b.lines, b.found = b.tags[:n], b.begin[:n], b.lines[:n], b.found[:n]
}

// look looks at the line of each tag, all at a time.
func (b *probes) look(p *postings) {
	for i, tag := range b.tags {
		b.lines[i] = (*[postingLine]uint64)(p.part(tag).slots[b.begin[i]:])
	}
	look(b.lines, b.tags, b.found)
}

// addAll enters doc, which is not 0, for the samples of its text, and appends the documents that were there before to hits.
// The table of a large corpus lies in memory, not in a cache, and the processor waits for one line while it asks for the
// next: looking at each on its own takes several times as long.
func (p *postings) addAll(tags []uint32, doc uint32, hits []uint32) []uint32 {
	hits = slices.Grow(hits, len(tags)*postingCap)
	all := &p.all
	all.resize(len(tags))
	copy(all.tags, tags)
	for i, tag := range tags {
		t := p.part(tag)
		t.room(len(tags), tag>>26)
		all.begin[i] = t.home(tag)
	}
	all.look(p)
	p.follow()
	p.touch()
	for i, tag := range tags {
		t, found, slots := p.part(tag), all.found[i], all.lines[i]
		var slot *uint64
		if tagged := found.tagged &^ found.empty; tagged != 0 { // an empty slot looks as if it had the tag 0
			slot = &slots[bits.TrailingZeros8(tagged)&(postingLine-1)]
		} else if slot = &slots[bits.TrailingZeros8(found.empty)&(postingLine-1)]; *slot != 0 {
			slot = t.find(tag) // the text itself has taken the slot since
		}
		if *slot == 0 {
			*slot = uint64(tag)<<32 | uint64(doc)
			t.used++
			continue
		}
		var known uint32
		known, hits = t.lists.add(uint32(*slot), doc, hits)
		*slot = uint64(tag)<<32 | uint64(known)
	}
	clear(all.lines) // they hold on to tables that have grown since
	return hits
}

// follow goes on to the next line for the tags that a full line does not hold, until there is none.
func (p *postings) follow() {
	all, rest := &p.all, &p.rest
	p.of = slices.Grow(p.of[:0], len(all.tags))[:len(all.tags)]
	n := 0
	for i, f := range all.found { // each one is written, and the place moves on behind those
		p.of[n] = i
		n += int((uint32(f.tagged|f.empty) - 1) >> 31)
	}
	for n > 0 {
		rest.resize(n)
		for j, i := range p.of[:n] {
			tag := all.tags[i]
			rest.tags[j], rest.begin[j] = tag, p.part(tag).behind(all.begin[i])
		}
		rest.look(p)
		left := 0
		for j, i := range p.of[:n] {
			all.begin[i], all.lines[i], all.found[i] = rest.begin[j], rest.lines[j], rest.found[j]
			p.of[left] = i
			if f := rest.found[j]; f.tagged|f.empty == 0 {
				left++
			}
		}
		clear(rest.lines)
		n = left
	}
}

// touch reads from each of the lists that follow has come to, so that all of them come from memory at a time.
func (p *postings) touch() {
	all := &p.all
	for i, f := range all.found {
		known := uint32(all.lines[i][bits.TrailingZeros8(f.tagged&^f.empty)&(postingLine-1)])
		if f.tagged&^f.empty != 0 && known&postingList != 0 {
			p.touched += p.part(all.tags[i]).lists.docs[known&postingPlace*2]
		}
	}
}

// find returns the slot of a tag, or the empty one in which it is to stand.
func (t *postingTable) find(tag uint32) *uint64 {
	for i := t.home(tag); ; i = t.behind(i) {
		line := t.slots[i:][:postingLine]
		for j, s := range line {
			if s == 0 || uint32(s>>32) == tag {
				return &line[j]
			}
		}
	}
}

// grow moves the entries to a table larger by two fifths. The first sizes differ from part to part by so much that no two parts
// grow at a time.
func (t *postingTable) grow(part uint32) {
	old := t.slots
	t.size += t.size * 2 / 5
	if t.size == 0 {
		t.size = postingFirst + uint64(part)*postingFirst*2/5/postingParts
	}
	t.size &^= postingLine - 1
	t.slots = make([]uint64, t.size)
	// What ran over the end stands at the beginning and comes last: an empty slot is where the order begins.
	begin := max(slices.Index(old, 0), 0)
	filled := make([]uint8, t.size/postingLine) // slots of each line: they fill from the front
	for _, run := range [][]uint64{old[begin:], old[:begin]} {
		for _, s := range run {
			if s == 0 {
				continue
			}
			i := t.home(uint32(s>>32)) / postingLine
			for filled[i] == postingLine {
				if i++; i == uint64(len(filled)) {
					i = 0
				}
			}
			t.slots[i*postingLine+uint64(filled[i])] = s
			filled[i]++
		}
	}
}

// bytes returns how much memory the index takes.
func (p *postings) bytes() int {
	n := 0
	for i := range p.parts {
		n += 8*len(p.parts[i].slots) + 4*cap(p.parts[i].lists.docs)
	}
	return n
}

// postingLists are the documents of samples that stand in several, in blocks of two, four and eight.
type postingLists struct {
	docs  []uint32
	used  int
	freed [3]uint32 // by size, the first of the blocks that are in no use any more: 1 + its place / 2; each holds the next one
}

// What a slot knows of its sample is the number of the one document that holds it, or a list: how many documents that has, less
// one, and its place / 2. There are bits for two thousand million documents, whose index takes a terabyte.
const (
	postingList  = 1 << 31
	postingCount = 28 // bits of the place
	postingPlace = 1<<postingCount - 1

	listsFirst = 256 // least room for lists
)

// add enters doc for a sample of which something is known, and returns what is known then; it appends the documents that were there
// before to hits, none when doc is among them: a text may hold a shingle twice.
func (l *postingLists) add(known, doc uint32, hits []uint32) (uint32, []uint32) {
	if known&postingList == 0 {
		if known == doc {
			return known, hits
		}
		at := l.take(0)
		l.docs[at], l.docs[at+1] = known, doc
		return postingList | 1<<postingCount | at/2, append(hits, known)
	}
	n, at := known>>postingCount&7+1, known&postingPlace*2
	docs := (*[postingCap]uint32)(l.docs[at:]) // behind the last block there is room for this
	if docs[(n-1)&7] == doc {
		return known, hits
	}
	have := len(hits)
	hits = hits[:have+postingCap]
	*(*[postingCap]uint32)(hits[have:]) = *docs // as many as there may be: faster than as many as there are
	hits = hits[:have+int(n)]
	if n == postingCap {
		return known, hits
	}
	if n&(n-1) == 0 { // the block is full
		size := n / 2 >> 1 // 0 for two, 1 for four
		to := l.take(size + 1)
		copy(l.docs[to:], l.docs[at:at+n])
		l.docs[at], l.freed[size] = l.freed[size], 1+at/2
		at = to
	}
	l.docs[at+n] = doc
	return postingList | n<<postingCount | at/2, hits
}

// take returns the place of a block of 2 << size documents.
func (l *postingLists) take(size uint32) uint32 {
	if b := l.freed[size]; b != 0 {
		at := (b - 1) * 2
		l.freed[size] = l.docs[at]
		return at
	}
	at := l.used
	l.used += 2 << size
	if need := l.used + postingCap; need > len(l.docs) {
		docs := make([]uint32, max(need, len(l.docs)+len(l.docs)/4, listsFirst))
		copy(docs, l.docs)
		l.docs = docs
	}
	return uint32(at)
}
