package dedupe

import (
	"math/rand/v2"
	"testing"
)

// What a bag of words says agrees with a count in a map, and one text leaves nothing behind for the next.
func TestBag(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	text := func() []token {
		words := make([]token, r.IntN(300))
		for i := range words {
			words[i] = token(r.IntN(60))<<3 | token(r.IntN(8))
		}
		return words
	}
	var b bag
	for range 300 {
		kept, fresh := text(), text()
		b.load(kept)
		for range 2 {
			have := map[token]int{}
			for _, x := range kept {
				have[x&tokenHash]++
			}
			shared, all := 0, true
			for _, x := range fresh {
				if have[x&tokenHash] > 0 {
					have[x&tokenHash]--
					shared++
				} else if x.class() == classDigit {
					all = false
				}
			}
			want := float64(shared) / float64(max(len(fresh), 1))
			if !all {
				want = 0
			}
			if got := b.share(fresh); got != want {
				t.Fatalf("shares %v, want %v", got, want)
			}
			for _, least := range []int{shared - 1, shared, shared + 1} {
				if got := b.mayShare(fresh, float64(least)); got != (least <= shared) && len(fresh) > 0 {
					t.Fatalf("may share %d of %d: %v", least, shared, got)
				}
			}
		}
	}
}
