package dedupe

// postings is the inverted index: for each sample the first postingCap documents, in the order of the run, that hold
// it, kept or not. What it answers for a document therefore follows from the documents before it alone, not from what
// became of them.
//
// It is one open-addressed table whose slots are ordered by tag (slot = tag × size / 2^32), so that it can grow by
// two fifths in one sequential pass and stays 60 to 85% full: eight bytes an entry come to eleven on average.
type postings struct {
	slots []posting
	size  uint64 // slots beyond it take what runs over the end
	used  int
	seen  uint32 // what touch has read; it means nothing
}

type posting struct {
	tag uint32 // of the sample
	doc uint32 // number of the document; 0 when the slot is empty
}

const (
	postingCap   = 8    // a trial with 4 to 16 found the same pairs
	postingSlack = 4096 // slots behind the table
)

// touch reads the slots at which the tags begin. The table of a large corpus lies in memory, not in a cache, and the
// processor waits for one slot while it asks for the next: looking at each on its own takes several times as long.
func (p *postings) touch(tags []uint32) {
	if p.size == 0 {
		return
	}
	var seen uint32
	for _, tag := range tags {
		seen += p.slots[uint64(tag)*p.size>>32].doc
	}
	p.seen = seen
}

// add enters doc for a sample and appends the documents that were there before to hits.
func (p *postings) add(tag, doc uint32, hits []uint32) []uint32 {
	if uint64(p.used)*20 >= p.size*17 { // 85% full
		p.grow()
	}
	n := 0
	for i := uint64(tag) * p.size >> 32; ; i++ {
		if i == uint64(len(p.slots)) {
			p.grow()
			return p.add(tag, doc, hits[:len(hits)-n])
		}
		s := &p.slots[i]
		if s.doc == 0 {
			*s = posting{tag, doc}
			p.used++
			return hits
		}
		if s.tag != tag {
			continue
		}
		if s.doc == doc { // a text may hold a shingle twice
			return hits[:len(hits)-n]
		}
		hits = append(hits, s.doc)
		if n++; n == postingCap {
			return hits
		}
	}
}

// grow moves the entries to a larger table, those of one tag in their order.
func (p *postings) grow() {
	old := p.slots
	p.size = max(p.size+p.size*2/5, 1<<14)
	p.slots = make([]posting, p.size+postingSlack)
	for _, s := range old {
		if s.doc == 0 {
			continue
		}
		i := uint64(s.tag) * p.size >> 32
		for p.slots[i].doc != 0 {
			i++
		}
		p.slots[i] = s
	}
}
