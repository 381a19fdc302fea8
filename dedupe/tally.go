package dedupe

// tally counts how often each document stands in a list.
type tally struct {
	slots []tallySlot
	now   uint32
}

type tallySlot struct {
	gen, doc, count uint32
}

// count appends the counts to out, in the order in which documents appear first.
func (t *tally) count(docs []uint32, out []vote) []vote {
	size := 256
	for size < 2*len(docs) {
		size *= 2
	}
	t.now++
	if len(t.slots) < size || t.now == 0 {
		t.slots, t.now = make([]tallySlot, size), 1
	}
	mask := uint32(size - 1) // of the slots in front, which a cache holds
	for _, d := range docs {
		p := d * 0x9E3779B1 >> 7 & mask
		for t.slots[p].gen == t.now && t.slots[p].doc != d {
			p = (p + 1) & mask
		}
		if t.slots[p].gen != t.now {
			t.slots[p] = tallySlot{gen: t.now, doc: d}
			out = append(out, vote{doc: d, count: p})
		}
		t.slots[p].count++
	}
	for i := range out {
		out[i].count = t.slots[out[i].count].count
	}
	return out
}
