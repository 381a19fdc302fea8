package dedupe

// exactTable finds a folded text that came before by 128 bits of its words' hash (xxHash64 under two seeds): the
// chance that two different texts among a thousand million share them is below 10^-20.
type exactTable struct {
	slots []exactSlot
	check []uint64 // by number: second half of the hash
	used  int
}

// exactSlot is what is looked at together.
type exactSlot struct {
	low, high uint32 // of the first half of the hash
	doc       uint32 // its number; 0 when the slot is empty
}

const (
	exactBytes = 12      // of a slot
	exactFirst = 1 << 12 // least slots
)

// find returns the number of the text with that hash, or enters it with the number doc and returns 0. Numbers count
// up from 1.
func (t *exactTable) find(hash [2]uint64, doc uint32) uint32 {
	if crowded(t.used, len(t.slots)) {
		t.slots = grown(t.slots, max(len(t.slots)+len(t.slots)/4, exactFirst))
	}
	for i := homeOf(hash[0], len(t.slots)); ; i++ {
		if i == len(t.slots) {
			i = 0
		}
		switch s := &t.slots[i]; {
		case s.empty():
			*s = exactSlot{uint32(hash[0]), uint32(hash[0] >> 32), doc}
			t.used++
			for len(t.check) <= int(doc) {
				t.check = append(t.check, 0)
			}
			t.check[doc] = hash[1]
			return 0
		case s.key() == hash[0] && t.check[s.doc] == hash[1]:
			return s.doc
		}
	}
}

// key returns the first half of the hash.
func (s exactSlot) key() uint64 { return uint64(s.high)<<32 | uint64(s.low) }

func (s exactSlot) empty() bool { return s.doc == 0 }

func (s exactSlot) home(size int) int { return homeOf(s.key(), size) }
