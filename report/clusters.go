package report

import (
	"cmp"
	"math"
	"slices"
)

const (
	// mostClusters is how many clusters are told apart while a run goes on: 40 MB of memory. Those that come after are
	// left out; large ones come early.
	mostClusters = 1 << 20

	shownClusters = 20 // the largest, in the summary
	shownMembers  = 3  // of each, the first ones
)

// clusters counts the duplicates of each kept article.
type clusters struct {
	sizes map[uint64]int32 // duplicates by the key of the kept article
}

// add counts a duplicate. It returns which one it is of its cluster, from 1, and 0 where it is not counted.
func (c *clusters) add(k uint64) int32 {
	n, known := c.sizes[k]
	if !known {
		if len(c.sizes) >= mostClusters {
			return 0
		}
		if c.sizes == nil {
			c.sizes = make(map[uint64]int32)
		}
	}
	n = min(n, math.MaxInt32-1) + 1
	c.sizes[k] = n
	return n
}

// largest returns the keys of the clusters with the most duplicates.
func (c *clusters) largest() []uint64 {
	var best []uint64
	compare := func(a, b uint64) int {
		return cmp.Or(cmp.Compare(c.sizes[b], c.sizes[a]), cmp.Compare(a, b))
	}
	for k := range c.sizes {
		at, _ := slices.BinarySearchFunc(best, k, compare)
		if at == shownClusters {
			continue
		}
		if len(best) == shownClusters {
			best = best[:shownClusters-1]
		}
		best = slices.Insert(best, at, k)
	}
	return best
}

// histogram returns how many clusters have how many documents, the kept one included.
func (c *clusters) histogram() []Bin {
	h := histogram{}
	for _, n := range c.sizes {
		h[lengthBin(int64(n)+1)]++
	}
	return h.bins()
}
