package forest

import (
	"cmp"
	"math"
	"slices"
)

// Contribution is what a feature added to the log-odds of a class against all other classes' mean.
type Contribution struct {
	Feature int // its place in Info.Features
	Value   float64
}

// Contributions tells what moved a row towards a class, the strongest first. A tree's answer is shared among the
// splits on its way: each gets the change of the mean over the leaves that are still in reach (Saabas'
// decomposition, with leaves weighted alike, because the file does not hold their weights). Features that changed
// nothing are left out. It is for explaining a page, not for the hot path.
func (m *Model) Contributions(row []uint8, class int) []Contribution {
	classes := len(m.Info.Classes)
	value := func(tree, leaf, class int) float64 {
		if class == 0 {
			return 0
		}
		return float64(m.leaf(tree, leaf, class-1))
	}
	by := make([]float64, len(m.Info.Features))
	for t, splits := range m.splits {
		// reach is the mean over the leaves whose low bits are those of the way so far.
		reach := func(bits, way int) float64 {
			total, n := 0.0, 0
			for leaf := way; leaf < 1<<m.depth(t); leaf += 1 << bits {
				total += value(t, leaf, class) * float64(classes) / float64(classes-1)
				for c := 1; c < classes; c++ {
					total -= value(t, leaf, c) / float64(classes-1)
				}
				n++
			}
			return total / float64(n)
		}
		way, before := 0, reach(0, 0)
		for d := range m.depth(t) {
			if uint64(row[splits[d].feature])+splits[d].add&0xff >= 128 {
				way |= 1 << d
			}
			after := reach(d+1, way)
			by[splits[d].feature] += after - before
			before = after
		}
	}
	var out []Contribution
	for f, v := range by {
		if v != 0 {
			out = append(out, Contribution{f, v / float64(int(1)<<m.Info.Shift)})
		}
	}
	slices.SortFunc(out, func(a, b Contribution) int {
		return cmp.Or(cmp.Compare(math.Abs(b.Value), math.Abs(a.Value)), cmp.Compare(a.Feature, b.Feature))
	})
	return out
}

// depth is the number of a tree's splits, without those that only fill it up.
func (m *Model) depth(tree int) int {
	for d, s := range m.splits[tree] {
		if s.add == 0 {
			return d
		}
	}
	return maxDepth
}
