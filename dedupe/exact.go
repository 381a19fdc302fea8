package dedupe

import "math/bits"

const tableSlack = 4096 // slots behind the table

// exactTable finds a folded text that came before by 128 bits of its words' hash (xxHash64 under two seeds): the
// chance that two different texts among a thousand million share them is below 10^-20.
type exactTable struct {
	key   []uint64 // first half of the hash
	doc   []uint32 // its number; 0 when the slot is empty
	check []uint64 // by number: second half
	size  uint64
	used  int
}

// find returns the number of the text with that hash, or enters it with the number doc and returns 0. Numbers count
// up from 1.
func (t *exactTable) find(hash [2]uint64, doc uint32) uint32 {
	if uint64(t.used)*20 >= t.size*17 {
		t.grow()
	}
	for i := t.home(hash[0]); ; i++ {
		if i == uint64(len(t.doc)) {
			t.grow()
			return t.find(hash, doc)
		}
		switch n := t.doc[i]; {
		case n == 0:
			t.key[i], t.doc[i] = hash[0], doc
			t.used++
			for len(t.check) <= int(doc) {
				t.check = append(t.check, 0)
			}
			t.check[doc] = hash[1]
			return 0
		case t.key[i] == hash[0] && t.check[n] == hash[1]:
			return n
		}
	}
}

func (t *exactTable) home(h uint64) uint64 {
	hi, _ := bits.Mul64(h, t.size)
	return hi
}

func (t *exactTable) grow() {
	key, doc := t.key, t.doc
	t.size = max(t.size+t.size/4, 1<<12)
	t.key, t.doc = make([]uint64, t.size+tableSlack), make([]uint32, t.size+tableSlack)
	for j, n := range doc {
		if n == 0 {
			continue
		}
		i := t.home(key[j])
		for t.doc[i] != 0 {
			i++
		}
		t.key[i], t.doc[i] = key[j], n
	}
}
