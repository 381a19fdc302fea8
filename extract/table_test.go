package extract

import (
	"strings"
	"testing"
)

func TestFeatureTableCoversEveryIndex(t *testing.T) {
	next := 0
	seen := map[string]bool{}
	for _, d := range FeatureTable {
		if d.Index != next {
			t.Errorf("%q stands at %d, the table has come to %d", d.Names, d.Index, next)
		}
		for _, name := range strings.Fields(d.Names) {
			if seen[name] {
				t.Errorf("%q twice", name)
			}
			seen[name] = true
			next++
		}
		if d.Scale == "" || d.Why == "" {
			t.Errorf("%q has no scale or no reason", d.Names)
		}
	}
	if next != numFeatures || next > Stride {
		t.Errorf("table describes %d features of %d, stride %d", next, numFeatures, Stride)
	}
}
