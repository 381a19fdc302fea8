package dedupe

import "slices"

// tally counts how often each document stands in a list.
type tally struct {
	slots []tallySlot
	now   uint64 // the list, in the upper half
}

type tallySlot struct {
	key   uint64 // list and document
	count uint32
}

// count appends the documents that a list has at least so often to out, in the order in which they appear first.
func (t *tally) count(docs []uint32, least uint32, out []vote) []vote {
	size := 256
	for size < 2*len(docs) {
		size *= 2
	}
	t.now += 1 << 32
	if len(t.slots) < size || t.now == 0 {
		t.slots, t.now = make([]tallySlot, size), 1<<32
	}
	slots, mask := t.slots[:size], uint32(size-1) // those in front, which a cache holds
	from := len(out)
	out = slices.Grow(out, len(docs))[:from+len(docs)]
	n := from
	for _, d := range docs {
		key := t.now | uint64(d)
		p := d * 0x9E3779B1 >> 7 & mask
		differs := slots[p].key ^ key
		for differs-1 < 1<<32-1 { // the slot is another document's of this list
			p = (p + 1) & mask
			differs = slots[p].key ^ key
		}
		// Two in three are there for the first time: each one is written, and the place moves on behind those.
		first := uint32((differs>>32 + (1<<32 - 1)) >> 32)
		slots[p] = tallySlot{key, slots[p].count&(first-1) + 1}
		out[n] = vote{doc: d, count: p}
		n += int(first)
	}
	counted := out[from:n]
	n = from
	for _, v := range counted {
		if v.count = slots[v.count].count; v.count >= least {
			out[n] = v
			n++
		}
	}
	return out[:n]
}
