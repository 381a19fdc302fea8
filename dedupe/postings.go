package dedupe

import (
	"math/bits"
	"slices"
)

// postings is the inverted index: for each sample the first postingCap documents, in the order of the run, that hold
// it, kept or not. What it answers for a document therefore follows from the documents before it alone, not from what
// became of them.
//
// It is an open-addressed table whose slots are ordered by tag (slot = tag × size / 2^32, the first one of the eight that a
// line of the processor's cache holds, so that most searches end where they begin), so that it grows in one sequential pass. It is cut into parts by the upper bits of the tag, which grow one after the other: so the table as a whole
// is always some 73% full, eight bytes an entry come to eleven, and only a part stands in memory twice.
type postings struct {
	parts [postingParts]postingTable

	all struct { // of addAll
		lines []*[postingLine]uint64
		found []line
		next  []*[postingLine]uint64 // of fetch
		seen  []line
	}
	lines [1]*[postingLine]uint64 // of add
	tags  [1]uint32
	found [1]line
}

// postingTable is a part of the index.
type postingTable struct {
	slots []uint64 // tag of the sample << 32 | number of the document; 0 when empty; what runs over the end goes on at the beginning
	size  uint64
	used  int
}

const (
	postingCap   = 8       // a trial with 4 to 16 found the same pairs
	postingParts = 64      // of the table
	postingFirst = 256     // least slots of a part
	postingSmall = 1 << 12 // slots from which a part grows by two fifths, not by as much again: 2 MB for all parts
	postingLine  = 8       // slots of a line of a cache; all sizes are multiples
)

// part returns the part that a tag belongs to.
func (p *postings) part(tag uint32) *postingTable { return &p.parts[tag>>26] }

// home returns the slot at which the search for a tag begins.
func (t *postingTable) home(tag uint32) uint64 {
	return uint64(tag&(1<<26-1)) * t.size >> 26 &^ (postingLine - 1)
}

// line is what a line of the table holds for a tag: the slots that have it, and those that are empty.
type line struct{ tagged, empty uint8 }

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

// addAll enters doc, which is not 0, for the samples of its text, and appends the documents that were there before to hits.
// The table of a large corpus lies in memory, not in a cache, and the processor waits for one line while it asks for the
// next: looking at each on its own takes several times as long.
func (p *postings) addAll(tags []uint32, doc uint32, hits []uint32) []uint32 {
	all := &p.all
	all.lines, all.found = slices.Grow(all.lines[:0], len(tags))[:len(tags)], slices.Grow(all.found[:0], len(tags))[:len(tags)]
	for _, tag := range tags {
		for t := p.part(tag); uint64(t.used+len(tags))*20 >= t.size*17; { // 85% full
			t.grow(tag >> 26)
		}
	}
	for i, tag := range tags {
		t := p.part(tag)
		all.lines[i] = (*[postingLine]uint64)(t.slots[t.home(tag):])
	}
	look(all.lines, tags, all.found)
	p.fetch(tags)
	for i, tag := range tags {
		found, slots := all.found[i], all.lines[i]
		free := bits.TrailingZeros8(found.empty) & (postingLine - 1)
		if found.empty == 0 || slots[free] != 0 { // the slot may have been taken since
			hits = p.add(tag, doc, hits)
			continue
		}
		for m := found.tagged &^ found.empty; m != 0; m &= m - 1 { // an empty slot looks as if it had the tag 0
			hits = append(hits, uint32(slots[bits.TrailingZeros8(m)&(postingLine-1)]))
		}
		slots[free] = uint64(tag)<<32 | uint64(doc)
		p.part(tag).used++
	}
	clear(all.lines) // they hold on to tables that have grown since
	return hits
}

// fetch looks at the lines behind those that are full, all at a time, so that add, which looks at one after the other, finds
// them in the cache.
func (p *postings) fetch(tags []uint32) {
	all := &p.all
	all.next = all.next[:0]
	for i, tag := range tags {
		if all.found[i].empty == 0 {
			t := p.part(tag)
			next := t.home(tag) + postingLine
			if next == t.size {
				next = 0
			}
			all.next = append(all.next, (*[postingLine]uint64)(t.slots[next:]))
		}
	}
	all.seen = slices.Grow(all.seen[:0], len(all.next))
	look(all.next, tags[:len(all.next)], all.seen[:len(all.next)])
	clear(all.next)
}

// add enters doc, which is not 0, for a sample and appends the documents that were there before to hits.
func (p *postings) add(tag, doc uint32, hits []uint32) []uint32 {
	t := p.part(tag)
	if uint64(t.used)*20 >= t.size*17 { // 85% full
		t.grow(tag >> 26)
	}
	n := 0
	for i := t.home(tag); ; {
		slots := (*[postingLine]uint64)(t.slots[i:])
		p.lines[0], p.tags[0] = slots, tag
		look(p.lines[:], p.tags[:], p.found[:])
		for m := p.found[0].tagged &^ p.found[0].empty; m != 0; m &= m - 1 {
			s := uint32(slots[bits.TrailingZeros8(m)&(postingLine-1)])
			if s == doc { // a text may hold a shingle twice
				return hits[:len(hits)-n]
			}
			hits = append(hits, s)
			if n++; n == postingCap {
				return hits
			}
		}
		if free := p.found[0].empty; free != 0 { // a line fills from its beginning
			slots[bits.TrailingZeros8(free)&(postingLine-1)] = uint64(tag)<<32 | uint64(doc)
			t.used++
			return hits
		}
		if i += postingLine; i == uint64(len(t.slots)) {
			i = 0
		}
	}
}

// grow moves the entries to a table larger by two fifths, those of one tag in their order. The first sizes differ from part to
// part by so much that no two parts grow at a time.
func (t *postingTable) grow(part uint32) {
	old := t.slots
	if t.size < postingSmall {
		t.size *= 2
	} else {
		t.size += t.size * 2 / 5
	}
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

// size returns the number of slots.
func (p *postings) size() int {
	n := 0
	for i := range p.parts {
		n += len(p.parts[i].slots)
	}
	return n
}
