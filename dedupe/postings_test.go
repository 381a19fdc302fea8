package dedupe

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// The table must answer as a map of lists does, through many growths, with tags that crowd at its end.
func TestPostings(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	var p postings
	want := map[uint32][]uint32{}
	for doc := uint32(1); doc <= 20000; doc++ {
		for range 1 + r.IntN(8) {
			tag := uint32(r.IntN(30000)) * 143165 // all over the range
			if r.IntN(20) == 0 {
				tag = ^uint32(r.IntN(200)) // at its end
			}
			var hits []uint32
			if list := want[tag]; !slices.Contains(list, doc) {
				hits = list
				if len(list) < postingCap {
					want[tag] = append(slices.Clone(list), doc)
				}
			}
			before := []uint32{7, 7}
			got := p.add(tag, doc, before)
			if !slices.Equal(got[2:], hits) || got[0] != 7 {
				t.Fatalf("document %d, tag %x: got %v, want %v", doc, tag, got[2:], hits)
			}
		}
	}
}

func TestExactTable(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	var x exactTable
	want := map[[2]uint64]uint32{}
	next := uint32(1)
	for range 60000 {
		h := [2]uint64{uint64(r.IntN(20000)) * 0x9E3779B97F4A7C15, uint64(r.IntN(2))} // first halves often alike
		got := x.find(h, next)
		if got != want[h] {
			t.Fatalf("hash %x: got %d, want %d", h, got, want[h])
		}
		if got == 0 {
			want[h] = next
			next++
		}
	}
}

func TestNumbersDiffer(t *testing.T) {
	var n numbers
	a, b := foldOf(notice("Tarnwick", 3, 7, 4)+" 1 2 3 4 5 6 7 8 9 10 11 12"), foldOf(notice("Tarnwick", 3, 7, 4)+" 21 22 23 24 25 26 27 28 29 30 31 32")
	n.load(a.token)
	for range 2 { // a look must leave the counts as they were
		if n.differ(a.token) {
			t.Error("a text differs from itself")
		}
		if !n.differ(b.token) {
			t.Error("other numbers throughout don't differ")
		}
	}
	n.load(foldOf(long).token)
	if n.differ(b.token) {
		t.Error("a text with few numbers is told apart by them")
	}
}
