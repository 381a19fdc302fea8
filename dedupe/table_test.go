package dedupe

import "testing"

// Entries that crowd at the end of a table run over to its beginning: they are found again, and the table has no more slots
// than so many entries elsewhere would give it.
func TestTablesCrowdedAtTheEnd(t *testing.T) {
	const n = 6000
	var exact exactTable
	var anchors anchorTable
	for round := range 2 {
		for i := range uint32(n) {
			hash := [2]uint64{^(uint64(i/2) << 40), uint64(i)} // two texts may share the first half
			want, number := i+1, i+1
			if round == 0 {
				want = 0
			}
			if got := exact.find(hash, number); got != want {
				t.Fatalf("round %d: text %d is found as %d", round, number, got)
			}
			if doc, at := anchors.find(^(i << 8), number, i); doc != want || doc != 0 && at != i {
				t.Fatalf("round %d: anchor %d is found in document %d at %d", round, i, doc, at)
			}
		}
	}
	if most := 2 * n; len(exact.slots) > most {
		t.Errorf("%d slots for %d texts", len(exact.slots), n)
	}
	if most := 1 << 14; len(anchors.slots) > most {
		t.Errorf("%d slots for %d anchors", len(anchors.slots), n)
	}
}
