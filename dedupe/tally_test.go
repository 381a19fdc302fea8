package dedupe

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestTally(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var tl tally
	for range 300 {
		docs := make([]uint32, r.IntN(900))
		for i := range docs {
			docs[i] = 1 + uint32(r.IntN(1+len(docs)))
		}
		least := uint32(r.IntN(4))
		want := []vote{{doc: 7, count: 7}}
		for _, d := range docs {
			if slices.ContainsFunc(want[1:], func(v vote) bool { return v.doc == d }) {
				continue
			}
			v := vote{doc: d}
			for _, o := range docs {
				if o == d {
					v.count++
				}
			}
			want = append(want, v)
		}
		few := func(v vote) bool { return v.count < least }
		if got := tl.count(docs, least, want[:1:1]); !slices.Equal(got, slices.DeleteFunc(want, few)) {
			t.Fatalf("%v, at least %d: %v", docs, least, got)
		}
	}
}
