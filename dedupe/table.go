package dedupe

import "math/bits"

// The tables that find texts and anchors are open-addressed, and their slots are ordered by what is looked for (slot = hash ×
// size / 2^64), so that they grow in one sequential pass. What runs over the end goes on at the beginning: somebody who
// makes texts whose hashes crowd at the end fills the table no sooner than others do.

// slot is one of such a table.
type slot interface {
	empty() bool
	home(size int) int // at which the search for what it holds begins
}

// homeOf returns the slot at which the search for a hash begins.
func homeOf(hash uint64, size int) int {
	home, _ := bits.Mul64(hash, uint64(size))
	return int(home)
}

// crowded reports whether a table is 85% full, and has to grow.
func crowded(used, size int) bool { return used*20 >= size*17 }

// grown returns the slots in a larger table.
func grown[S slot](old []S, size int) []S {
	slots := make([]S, size)
	for _, s := range old {
		if s.empty() {
			continue
		}
		i := s.home(size)
		for !slots[i].empty() {
			if i++; i == size {
				i = 0
			}
		}
		slots[i] = s
	}
	return slots
}
