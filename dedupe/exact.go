package dedupe

import "math/bits"

const tableSlack = 4096 // slots behind the table

// exactTable finds a folded text that came before by 128 bits of its words' hash (xxHash64 under two seeds): the
// chance that two different texts among a thousand million share them is below 10^-20.
type exactTable struct {
	slots []exactSlot
	check []uint64 // by number: second half of the hash
	size  uint64
	used  int
}

// exactSlot is what is looked at together.
type exactSlot struct {
	low, high uint32 // of the first half of the hash
	doc       uint32 // its number; 0 when the slot is empty
}

const exactBytes = 12 // of a slot

// find returns the number of the text with that hash, or enters it with the number doc and returns 0. Numbers count
// up from 1.
func (t *exactTable) find(hash [2]uint64, doc uint32) uint32 {
	if uint64(t.used)*20 >= t.size*17 {
		t.grow()
	}
	for i := t.home(hash[0]); ; i++ {
		if i == uint64(len(t.slots)) {
			t.grow()
			return t.find(hash, doc)
		}
		switch s := &t.slots[i]; {
		case s.doc == 0:
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
func (s *exactSlot) key() uint64 { return uint64(s.high)<<32 | uint64(s.low) }

func (t *exactTable) home(h uint64) uint64 {
	hi, _ := bits.Mul64(h, t.size)
	return hi
}

func (t *exactTable) grow() {
	old := t.slots
	t.size = max(t.size+t.size/4, 1<<12)
	t.slots = make([]exactSlot, t.size+tableSlack)
	for _, s := range old {
		if s.doc == 0 {
			continue
		}
		i := t.home(s.key())
		for t.slots[i].doc != 0 {
			i++
		}
		t.slots[i] = s
	}
}
