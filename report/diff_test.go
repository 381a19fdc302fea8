package report

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// marked writes spans with brackets around what the other text hasn't.
func marked(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		if s.Only {
			b.WriteString("[" + s.Text + "]")
		} else {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

func TestDiffer(t *testing.T) {
	for _, test := range []struct{ a, b, wantA, wantB string }{
		{"", "", "", ""},
		{"one two", "", "[one two]", ""},
		{"one two three", "one  two\n\nthree", "one two three", "one  two\n\nthree"},
		{"a ferry left at noon", "a boat left at noon", "a [ferry] left at noon", "a [boat] left at noon"},
		{"x x x y", "x y x x", "x [x x] y", "x y [x x]"},
		{"the end", "before the end", "the end", "[before] the end"},
		{"山城旧粮仓", "山城新粮仓", "山城[旧]粮仓", "山城[新]粮仓"},
		{"tăng 5% so", "tăng 7% so", "tăng [5%] so", "tăng [7%] so"},
	} {
		a, b := differ(test.a, test.b)
		if marked(a) != test.wantA || marked(b) != test.wantB {
			t.Errorf("%q and %q: %s and %s, want %s and %s", test.a, test.b, marked(a), marked(b), test.wantA, test.wantB)
		}
	}
}

// TestDifferIsADiff checks on random texts what makes a diff one: nothing is lost, what is common is the same on both
// sides, and it is no shorter than what the plain dynamic programme finds where there are no anchors.
func TestDifferIsADiff(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	text := func(vocabulary int) string {
		var b strings.Builder
		for range random.IntN(40) {
			b.WriteString(strings.Repeat("w", 1+random.IntN(vocabulary)) + " ")
		}
		return b.String()
	}
	for range 3000 {
		vocabulary := 2 + random.IntN(20)
		a, b := text(vocabulary), text(vocabulary)
		spansA, spansB := differ(a, b)
		var all [2]string
		var shared [2]string
		for side, spans := range [][]Span{spansA, spansB} {
			for _, s := range spans {
				all[side] += s.Text
				if !s.Only {
					shared[side] += s.Text
				}
			}
		}
		if all != [2]string{a, b} {
			t.Fatalf("%q and %q came back as %q", a, b, all)
		}
		if !slices.Equal(strings.Fields(shared[0]), strings.Fields(shared[1])) {
			t.Fatalf("%q and %q share %q", a, b, shared)
		}
		if vocabulary == 2 { // no word stands once in a text of any length
			if got, want := len(strings.Fields(shared[0])), longest(strings.Fields(a), strings.Fields(b)); got < want-2 {
				t.Errorf("%q and %q share %d words, want %d", a, b, got, want)
			}
		}
	}
}

// longest returns the length of the longest common subsequence.
func longest(a, b []string) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		corner := 0
		for j, y := range b {
			up := row[j+1]
			if x == y {
				row[j+1] = corner + 1
			} else {
				row[j+1] = max(up, row[j])
			}
			corner = up
		}
	}
	return row[len(b)]
}

// TestDifferIsBounded compares long texts that have nothing in common but a few words over and over.
func TestDifferIsBounded(t *testing.T) {
	a, b := strings.Repeat("a b c d ", 5000), strings.Repeat("d c x a y ", 4000)
	spansA, spansB := differ(a, b)
	if len(spansA) == 0 || len(spansB) == 0 {
		t.Error("nothing came back")
	}
}

func TestShare(t *testing.T) {
	set := shinglesOf("the night ferry between the towns will run again from Friday")
	for text, want := range map[string]float64{
		"ferry between the towns":           1,
		"Friday":                            1,
		"between the towns nobody ever ran": 0,
		"will run again from Monday":        0.8,
		"":                                  0,
	} {
		if got := set.share(text); got != want {
			t.Errorf("%q: %.2f, want %.2f", text, got, want)
		}
	}
}
