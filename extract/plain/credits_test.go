package plain

import (
	"math/rand/v2"
	"testing"
)

// What bytes are where a credit may begin is the same by vectors and plainly.
func TestCreditBits(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 2000 {
		var end creditBytes
		for i := range r.IntN(len(end) + 1) {
			if end[i] = uint8(r.Uint32()); r.IntN(2) == 0 {
				end[i] = " (/[:-\x93az09AZ@`{"[r.IntN(16)]
			}
		}
		var got, want creditBits
		got.read(&end)
		want.readPlainly(&end)
		if got != want {
			t.Fatalf("%q:\n got %x\nwant %x", end, got, want)
		}
	}
}

// A credit is found in the last bytes of a line of any length, and not before them.
func TestTrailingCreditWindow(t *testing.T) {
	const credit = "(Photo: AP)"
	for size := range 300 {
		for _, fill := range []string{"x", " ", "x ", "X "} {
			before, behind := "", ""
			for len(before) < size {
				before += fill
			}
			before = before[:size]
			if at, _ := trailingCredit(before + " " + credit); at != size+1 {
				t.Fatalf("behind %d bytes of %q: at %d", size, fill, at)
			}
			for len(behind) < size {
				behind += "."
			}
			if at, _ := trailingCredit("A " + credit + behind); (at == 2) != (len(credit)+size <= creditWindow) {
				t.Fatalf("before %d bytes: at %d", size, at)
			}
		}
	}
}
