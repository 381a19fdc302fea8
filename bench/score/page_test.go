package score

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestTokens(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Don't stop_it, Straße 3½!", "don t stop_it strasse 3½"},
		{"ĐIỀU Hòa", "điều hòa"}, // decomposed marks are composed first
		{"中文abc字 ไทย", "中 文 abc 字 ไ ท ย"},
		{"ΟΔΟΣ οδός", "οδοσ οδόσ"},
		{"  ", ""},
	} {
		if got := strings.Join(Tokens(c.text), " "); got != c.want {
			t.Errorf("Tokens(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestWordsFollowPython(t *testing.T) {
	// \w has no combining marks: Thai and decomposed text fall apart there, which the published figures share.
	if got := strings.Join(words("e\u0301t x²_y Ⅳ"), "|"); got != "e|t|x²_y|Ⅳ" {
		t.Errorf("words = %q", got)
	}
	if got := lower("ΟΔΟΣ İ"); got != "οδος i̇" {
		t.Errorf("lower = %q", got)
	}
}

// lcsPlain is the textbook table.
func lcsPlain(a, b []string) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		diagonal := 0
		for j, y := range b {
			up := row[j+1]
			if x == y {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(up, row[j])
			}
			diagonal = up
		}
	}
	return row[len(b)]
}

func TestLCSAgreesWithTable(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	text := func(n, letters int) []string {
		out := make([]string, n)
		for i := range out {
			out[i] = string(rune('a' + rng.IntN(letters)))
		}
		return out
	}
	for range 300 {
		letters := 1 + rng.IntN(20)
		a, b := text(rng.IntN(200), letters), text(rng.IntN(200), letters)
		if got, want := lcsLength(a, b), lcsPlain(a, b); got != want {
			t.Fatalf("lcsLength = %d, want %d for\n%v\n%v", got, want, a, b)
		}
	}
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestScore(t *testing.T) {
	text := "The quick brown fox jumps.\n\nOver the lazy dog it goes."
	truth := &Truth{ID: "a", Title: "A  Title", Author: "Ann Lee and Bo Ek", Date: "2026-03-07", Text: &text,
		With: []string{"quick  brown"}, Without: []string{"Related", "dog"}, Once: []string{"lazy dog", "fox"}}
	page := Score(truth, &Prediction{Title: "a title", Author: "bo ek; ANN LEE", Date: "2026-03-07T10:00:00Z",
		Text: "The quick brown fox jumps.\nThe quick brown fox jumps.\nRelated stories: the fox"})
	// Words: 14 predicted, 11 expected; in common: the ×2, quick, brown, fox, jumps.
	if !near(page.Bag.P, 6.0/14) || !near(page.Bag.R, 6.0/11) || !near(page.Bag.F, 12.0/25) {
		t.Errorf("bag = %+v", page.Bag)
	}
	// In order: the quick brown fox jumps … the.
	if !near(page.LCS.P, 6.0/14) || !near(page.LCS.R, 6.0/11) {
		t.Errorf("lcs = %+v", page.LCS)
	}
	if page.shingles != [3]int{2, 11, 8} {
		t.Errorf("shingles = %v", page.shingles)
	}
	if page.With != (Share{1, 1}) || page.Without != (Share{1, 2}) || page.Once != (Share{0, 2}) {
		t.Errorf("with %v without %v once %v", page.With, page.Without, page.Once)
	}
	if page.Repeated != (Share{1, 2}) || page.TrueRepeated != (Share{0, 2}) {
		t.Errorf("repeated %v, references %v", page.Repeated, page.TrueRepeated)
	}
	if page.Fields != [3]Share{{1, 1}, {1, 1}, {1, 1}} {
		t.Errorf("fields = %v", page.Fields)
	}
}

func TestEmptyReference(t *testing.T) {
	empty := ""
	truth := &Truth{Text: &empty}
	if p := Score(truth, &Prediction{}); p.Bag.F != 1 || p.LCS.F != 1 {
		t.Errorf("nothing from nothing: %+v %+v", p.Bag, p.LCS)
	}
	if p := Score(truth, &Prediction{Text: "some"}); p.Bag.F != 0 || p.LCS.F != 0 {
		t.Errorf("something from nothing: %+v %+v", p.Bag, p.LCS)
	}
}

func TestSum(t *testing.T) {
	text := "one two three four five"
	whole := &Truth{ID: "a", Text: &text, With: []string{"two"}, Without: []string{"six"}}
	snippets := &Truth{ID: "b", With: []string{"seven", "eight"}}
	s := Sum([]Page{
		Score(whole, &Prediction{Text: text}),
		Score(whole, &Prediction{}),
		Score(snippets, &Prediction{Text: "seven"}),
	})
	if s.Pages != 3 || s.Texts != 2 || s.Empty != 1 {
		t.Errorf("counts: %+v", s)
	}
	if !near(s.Bag.F, 0.5) || !near(s.LCS.F, 0.5) {
		t.Errorf("means: %+v", s)
	}
	// Precision over pages that predict anything, recall over pages with a reference.
	if !near(s.Shingle.P, 1) || !near(s.Shingle.R, 0.5) {
		t.Errorf("shingle: %+v", s.Shingle)
	}
	if !near(s.SnipF1, 2.0*2/(4+2)) {
		t.Errorf("snipF1 = %v", s.SnipF1)
	}
}

func TestPeople(t *testing.T) {
	for _, c := range []struct {
		pred, truth string
		same        bool
	}{
		{"Ann Lee, Bo Ek", "Bo Ek; Ann Lee", true},
		{"Ann Lee and Bo Ek", "Ann Lee;Bo Ek", true},
		{"Andy Sand", "Andy  sand", true},
		{"Ann Lee", "Ann Lee, Bo Ek", false},
		{"", "Ann", false},
	} {
		if got := samePeople(c.pred, c.truth); got != c.same {
			t.Errorf("samePeople(%q, %q) = %v", c.pred, c.truth, got)
		}
	}
	var n Names
	if err := n.UnmarshalJSON([]byte(`["Ann Lee","Bo Ek"]`)); err != nil || n != "Ann Lee; Bo Ek" {
		t.Errorf("list of names: %q, %v", n, err)
	}
}
