package report

import (
	"cmp"
	"math"
	"slices"
)

// sampler holds the few documents with the smallest priorities. A document's priority is a hash of its place in the
// input, so every document has the same chance, and which ones are chosen depends on nothing else: neither on the
// number of workers nor on the other reasons. ("Bottom-k", Cohen and Kaplan, "Summarizing data using bottom-k
// sketches", PODC 2007.)
type sampler struct {
	most    int
	seed    uint64
	chosen  []priced
	highest uint64 // priority from which on nothing is chosen, once there are enough
}

type priced struct {
	priority uint64
	ordinal  int64
	sample   Sample
}

func newSampler(most int, seed uint64) *sampler {
	return &sampler{most: most, seed: seed, highest: math.MaxUint64}
}

// offer chooses the document of that ordinal, or leaves it; describe is called for one that is chosen.
func (s *sampler) offer(ordinal int64, describe func() Sample) {
	priority := mix(s.seed ^ mix(uint64(ordinal)))
	if priority >= s.highest {
		return
	}
	at, _ := slices.BinarySearchFunc(s.chosen, priority, func(p priced, priority uint64) int {
		return cmp.Compare(p.priority, priority)
	})
	if len(s.chosen) == s.most {
		s.chosen = s.chosen[:s.most-1]
	}
	s.chosen = slices.Insert(s.chosen, at, priced{priority, ordinal, describe()})
	if len(s.chosen) == s.most {
		s.highest = s.chosen[s.most-1].priority
	}
}

// samples returns what was chosen, in input order.
func (s *sampler) samples() []Sample {
	slices.SortFunc(s.chosen, func(a, b priced) int { return cmp.Compare(a.ordinal, b.ordinal) })
	samples := make([]Sample, 0, len(s.chosen))
	for i := range s.chosen {
		samples = append(samples, s.chosen[i].sample)
	}
	return samples
}

// mix is the finalizer of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA
// 2014): a bijection whose output looks random.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
