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
		tags := make([]uint32, 1+r.IntN(8))
		for i := range tags {
			tags[i] = uint32(r.IntN(30000)) * 143165 // all over the range
			if r.IntN(20) == 0 {
				tags[i] = ^uint32(r.IntN(200)) // at its end
			}
			if i > 0 && r.IntN(9) == 0 {
				tags[i] = tags[i-1] // a text may hold a shingle twice
			}
		}
		hits := []uint32{7, 7}
		for _, tag := range tags {
			list := want[tag]
			if slices.Contains(list, doc) {
				continue
			}
			hits = append(hits, list...)
			if len(list) < postingCap {
				want[tag] = append(slices.Clone(list), doc)
			}
		}
		if got := p.addAll(tags, doc, []uint32{7, 7}); !slices.Equal(got, hits) {
			t.Fatalf("document %d, tags %x: got %v, want %v", doc, tags, got, hits)
		}
	}
}

// What vectors find on a line is what is found slot by slot.
func TestLook(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	slots := make([][postingLine]uint64, 100)
	tags, lines := make([]uint32, len(slots)), make([]*[postingLine]uint64, len(slots))
	for i := range slots {
		tags[i], lines[i] = uint32(r.IntN(3)), &slots[i]
		for j := range slots[i] {
			slots[i][j] = uint64(r.IntN(3))<<32 | uint64(r.IntN(3))
		}
	}
	got, want := make([]line, len(slots)), make([]line, len(slots))
	look(lines, tags, got)
	lookPlainly(lines, tags, want)
	for i := range want {
		if got[i].empty != want[i].empty || (got[i].tagged^want[i].tagged)&^want[i].empty != 0 { // an empty slot has the tag 0
			t.Fatalf("%x in %x: got %+v, want %+v", tags[i], slots[i], got[i], want[i])
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
	var o outline
	o.draw(a.token)
	n.load(o.numbers)
	for range 2 { // a look must leave the counts as they were
		if n.differ(a.token) {
			t.Error("a text differs from itself")
		}
		if !n.differ(b.token) {
			t.Error("other numbers throughout don't differ")
		}
	}
	o.draw(foldOf(long).token)
	n.load(o.numbers)
	if n.differ(b.token) {
		t.Error("a text with few numbers is told apart by them")
	}
}
