package dedupe

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// The shingles that vectors find below a limit are those that are found one by one.
func TestShinglesBelow(t *testing.T) { testShinglesBelow(t, shinglesBelow) }

func testShinglesBelow(t *testing.T, find func(out, words []uint64, limit uint64) int) {
	t.Helper()
	r := rand.New(rand.NewPCG(4, 4))
	for n := shingleWords; n < 100; n++ {
		words := make([]uint64, n)
		for i := range words {
			words[i] = r.Uint64()
		}
		for _, limit := range []uint64{0, 1 << 60, r.Uint64(), 1 << 63, 1<<64 - 1} {
			got, want := make([]uint64, n+sampleLanes), make([]uint64, n+sampleLanes)
			got = got[:find(got, words, limit)]
			want = want[:shinglesBelowPlainly(want, words, limit)]
			if !slices.Equal(got, want) {
				t.Fatalf("%d words, below %x: got %x, want %x", n, limit, got, want)
			}
		}
	}
}
