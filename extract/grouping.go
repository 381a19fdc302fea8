package extract

// grouping numbers keys in the order of their first appearance. It is a hash table with open addressing that is
// emptied by counting up a generation, so that nothing is allocated or cleared a page. Only as much of it is used as the
// page at hand needs, which a cache holds, whatever larger page came before.
type grouping struct {
	slots      []groupSlot
	mask       uint64
	generation uint32
	len        int32
}

type groupSlot struct {
	key        uint64
	group      int32
	generation uint32
}

// reset empties the table and makes room for n different keys.
func (g *grouping) reset(n int) {
	size := 64
	for size < 2*n {
		size *= 2
	}
	g.generation++
	if len(g.slots) < size || g.generation == 0 {
		g.slots = make([]groupSlot, max(size, len(g.slots)))
		g.generation = 1
	}
	g.mask, g.len = uint64(size-1), 0
}

// of returns the number of a key: that of its group if it was seen since reset, else the next one.
func (g *grouping) of(key uint64) int32 {
	mask := g.mask
	for i := key * 0x9e3779b97f4a7c15 >> 20; ; i++ {
		s := &g.slots[i&mask]
		if s.generation != g.generation {
			*s = groupSlot{key, g.len, g.generation}
			g.len++
			return s.group
		}
		if s.key == key {
			return s.group
		}
	}
}

// find returns the number of a key, or -1 when it was not seen since reset.
func (g *grouping) find(key uint64) int32 {
	mask := g.mask
	for i := key * 0x9e3779b97f4a7c15 >> 20; ; i++ {
		s := &g.slots[i&mask]
		if s.generation != g.generation {
			return -1
		}
		if s.key == key {
			return s.group
		}
	}
}
