package extract

import (
	"fmt"
	"strings"
	"testing"

	"winnow/document"
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

// FEATURES.md is generated from FeatureTable.
func TestFeatureDocs(t *testing.T) {
	var out strings.Builder
	out.WriteString("# Features of a block\n\nGenerated from `FeatureTable` by `go test ./extract -run FeatureDocs -update`. " +
		"Every feature is a byte 0..127; the scales are described in table.go.\n\n| features | scale | why |\n| --- | --- | --- |\n")
	for _, d := range FeatureTable {
		fmt.Fprintf(&out, "| %s | %s | %s |\n", d.Names, strings.ReplaceAll(d.Scale, "|", `\|`), strings.ReplaceAll(d.Why, "|", `\|`))
	}
	golden(t, "FEATURES.md", out.String())
}

func TestScales(t *testing.T) {
	for n, want := range map[int32]byte{-1: 0, 0: 0, 1: 8, 2: 12, 3: 16, 7: 24, 1023: 80, 65535: 127, 1 << 30: 127} {
		if got := lg(n); got != want {
			t.Errorf("lg(%d) = %d, want %d", n, got, want)
		}
	}
	for _, c := range [][3]int32{{0, 5, 0}, {5, 5, 127}, {9, 5, 127}, {1, 2, 63}, {1, 0, 0}} {
		if got := ratio(c[0], c[1]); got != byte(c[2]) {
			t.Errorf("ratio(%d, %d) = %d, want %d", c[0], c[1], got, c[2])
		}
	}
	if signed(-100) != 1 || signed(0) != 64 || signed(100) != 127 || signedLog(-1) != 60 || signedLog(3) != 72 {
		t.Error("signed scales")
	}
}

// Scratch grows to the largest page seen and nothing is allocated after that.
func TestNoAllocations(t *testing.T) {
	src := []byte("<title>A title of five words</title>" + strings.Repeat("<div class='post item'><h2>Head <a href=x>link</a></h2><p>"+
		sentence+"<ul><li>One<li>Two</ul></div>", 50))
	var p Page
	run := func() {
		p.Load(src)
		p.Features()
	}
	run()
	if n := testing.AllocsPerRun(20, run); n > 4 { // the title, not the blocks
		t.Errorf("%v allocations a page of %d blocks", n, len(p.Blocks))
	}
}

// BenchmarkFeatures times what is done for a page that is cut into 200 blocks, an average one: features and model; then
// the page's type and the decision too. The wanted .25 ms a page are 1,250 ns a block.
func BenchmarkFeatures(b *testing.B) {
	src := []byte("<title>A title of five words</title>" + strings.Repeat("<div class='post item'><h2>Head <a href=x>link</a></h2><p>"+
		sentence+"<ul><li>One<li>Two</ul></div>", 50))
	x, err := New(Config{})
	if err != nil {
		b.Fatal(err)
	}
	s := x.scratch.Get().(*scratch)
	s.page.Load(src)
	n := len(s.page.Blocks)
	perBlock := func(b *testing.B) {
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/block")
	}
	b.Run("score", func(b *testing.B) {
		for b.Loop() {
			s.probs = s.eval.Predict(s.probs[:0], s.page.Features(), Stride, n)
		}
		perBlock(b)
	})
	b.Run("label", func(b *testing.B) {
		for b.Loop() {
			lap := x.cfg.Clock.Start()
			x.label(new(document.Document), s, &lap)
		}
		perBlock(b)
	})
}
