package plain

import "testing"

// A page is known by the F1 that it expects, or by what of it is sure.
func TestThreshold(t *testing.T) {
	for _, c := range []struct {
		name     string
		sizes    map[int]int64 // by score
		comments int32
		factor   int64
	}{
		{"known", map[int]int64{950: 1000, 20: 500}, 0, knownFactor},
		{"much is sure", map[int]int64{950: 400, 600: 300, 200: 1500}, 0, sureFactor},
		{"little is sure", map[int]int64{950: 100, 700: 900, 100: 500}, 0, unknownFactor},
		{"a list", map[int]int64{500: 1000, 300: 1000}, 0, listFactor},
		{"a list, with comments", map[int]int64{500: 1000, 300: 1000}, 1, briefFactor},
	} {
		var hist histogram
		for q, size := range c.sizes {
			hist.add(int32(q), size)
		}
		best := bestThreshold(&hist)
		if got := (&Page{comments: c.comments}).threshold(&hist); got != best*c.factor/10 {
			t.Errorf("%s: threshold %d, best %d, want a factor of %d", c.name, got, best, c.factor)
		}
	}
}

// Where no run of lines is worth beginning, the likely lines are kept by themselves; where nothing is likely, none.
func TestChooseSomething(t *testing.T) {
	for _, c := range []struct {
		score int32
		want  bool
	}{{600, true}, {nothing - 1, false}} {
		p := Page{lines: []line{{words: 1}, {words: 400}}, scores: []int32{c.score, 20}}
		p.choose(0)
		if p.chosen[0] != c.want || p.chosen[1] {
			t.Errorf("score %d: kept %v", c.score, p.chosen)
		}
	}
}

// What is not chosen goes when it is most of a text, or scores far below the threshold.
func TestDoubtful(t *testing.T) {
	for _, c := range []struct {
		name  string
		words [2]int32 // of the line that is kept, and of the other
		score int32    // of the other
		want  bool
	}{
		{"near the threshold", [2]int32{100, 50}, 301, true},
		{"far below", [2]int32{100, 50}, 299, false},
		{"half of the text", [2]int32{100, 100}, 450, false},
		{"nothing goes", [2]int32{100, 0}, 0, false},
	} {
		p := Page{lines: []line{{words: c.words[0]}, {words: c.words[1]}, {words: 1000, drop: ruleMarker}},
			scores: []int32{900, c.score, 0}, chosen: []bool{true, false, false}, cut: 500}
		if got := p.doubtful(); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
