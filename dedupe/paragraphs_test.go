package dedupe

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"winnow/document"
)

const box = "The Quayside Mercury is an independent newspaper, and depends on readers who pay for the work of its reporters."

func claimParagraphs(t *testing.T, cfg ParagraphConfig, texts ...string) []*document.Document {
	t.Helper()
	p, err := NewParagraphs(cfg)
	if err != nil {
		t.Fatal(err)
	}
	var docs []*document.Document
	for _, s := range texts {
		d := text(s)
		p.Prepare(d)
		p.Claim(d)
		docs = append(docs, d)
	}
	if p.Err() != nil {
		t.Fatal(p.Err())
	}
	return docs
}

func TestParagraphs(t *testing.T) {
	a := lead + "\n\n" + second + "\n\n" + box
	b := third + "\n\n" + strings.ToUpper(box) + "\n\n" + fourth
	c := box + "\n\n" + viet + "\n\n" + box
	for _, bytes := range []int64{1 << 20, 1 << 30} { // exact, and by Bloom filter
		cfg := ParagraphConfig{Mode: DropParagraphs, InputBytes: bytes, Memory: 16 << 20}
		docs := claimParagraphs(t, cfg, a, b, c)
		for i, want := range []string{a, third + "\n\n" + fourth, c} { // what leads a document stays
			if i == 2 {
				want = c // its first paragraph is the box: lead and copy are one paragraph
			}
			if docs[i].Text != want {
				t.Errorf("document %d: got %q", i, docs[i].Text)
			}
		}
		cfg.Mode = MarkParagraphs
		docs = claimParagraphs(t, cfg, a, b)
		if !reflect.DeepEqual(docs[1].RepeatedParagraphs, []int{1}) || docs[1].Text != b || docs[0].RepeatedParagraphs != nil {
			t.Errorf("marked: %+v", docs[1])
		}
		cfg.Mode, cfg.Documents = DropParagraphs, 2
		docs = claimParagraphs(t, cfg, a, b, fourth+"\n\n"+box)
		if docs[1].Text != b || docs[2].Text != fourth {
			t.Errorf("after two documents: got %q", docs[2].Text)
		}
	}
}

func TestParagraphsShortLinesStay(t *testing.T) {
	docs := claimParagraphs(t, ParagraphConfig{Mode: DropParagraphs}, lead+"\n“Why?”\n"+second, third+"\n“Why?”\n"+fourth)
	if !strings.Contains(docs[1].Text, "Why?") {
		t.Errorf("a line of dialogue is gone: %q", docs[1].Text)
	}
}

func TestParagraphsRefuse(t *testing.T) {
	_, err := NewParagraphs(ParagraphConfig{Mode: DropParagraphs, Memory: 1 << 20, InputBytes: 1 << 40})
	if err == nil || !strings.Contains(err.Error(), "fill a Bloom filter") {
		t.Errorf("a filter that would be full: %v", err)
	}
	p, err := NewParagraphs(ParagraphConfig{Mode: DropParagraphs, Memory: 1 << 20, InputBytes: 100 << 20})
	if err != nil || p.ErrorRate() <= 0 || p.ErrorRate() > mostFalse {
		t.Fatalf("%v, %v", p, err)
	}
	// The rate that is promised must be kept.
	n := 100 << 20 / paragraphBytes
	r := rand.New(rand.NewPCG(1, 1))
	for range n {
		p.add(r.Uint64())
	}
	wrong := 0
	const trials = 20000
	for range trials {
		var key [8]byte
		for i := range key {
			key[i] = byte(r.Uint32())
		}
		if p.filters[0].Test(key[:]) {
			wrong++
		}
	}
	if rate := float64(wrong) / trials; rate > 3*p.ErrorRate()+.0002 {
		t.Errorf("%.5f of the paragraphs are taken for repeated, promised %.5f", rate, p.ErrorRate())
	}
}

func claimSubstrings(t *testing.T, cfg SubstringConfig, texts ...string) []*document.Document {
	t.Helper()
	s, err := NewSubstrings(cfg)
	if err != nil {
		t.Fatal(err)
	}
	var docs []*document.Document
	for _, x := range texts {
		d := text(x)
		s.Prepare(d)
		s.Claim(d)
		docs = append(docs, d)
	}
	if err := s.Close(); err != nil || s.Err() != nil {
		t.Fatal(err, s.Err())
	}
	return docs
}

func TestSubstrings(t *testing.T) {
	lines := strings.Split(long, "\n")
	passage := strings.Join(lines[1:4], " ") // some 130 words, as one paragraph
	before, after := "Nobody in Lomsund had heard of it. As the mayor of Tarnwick recalls, ", " That was the end of the matter."
	docs := claimSubstrings(t, SubstringConfig{Memory: 1}, long, before+passage+after, lines[0]+"\n\n"+notice("Tarnwick", 3, 7, 4), long)
	// The first sentence of the passage goes on from "recalls", so it is not wholly a copy.
	first, _, _ := strings.Cut(passage, ". ")
	want := before + first + ". That was the end of the matter."
	if docs[1].Text != want {
		t.Errorf("got  %q\nwant %q", docs[1].Text, want)
	}
	if docs[0].Text != long || !strings.Contains(docs[2].Text, "Tarnwick") {
		t.Error("texts with nothing repeated are changed")
	}
	if docs[3].Verdict.Reason != document.ReasonEmpty {
		t.Errorf("a text that is all copy: %+v", docs[3].Verdict)
	}
}

// Every run of enough words must be found, wherever it stands and whatever stands around it.
func TestSubstringsFindAll(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	word := func() string { return vocabulary[r.IntN(len(vocabulary))] }
	words := func(n int) []string {
		var out []string
		for range n {
			out = append(out, word())
		}
		return out
	}
	for trial := range 200 {
		a := words(100 + r.IntN(400))
		n := 50 + r.IntN(40)
		at := r.IntN(len(a) - n)
		b := words(r.IntN(300))
		b = append(append(append(b, "begin."), a[at:at+n]...), append([]string{"end."}, words(r.IntN(300))...)...)
		s, err := NewSubstrings(SubstringConfig{})
		if err != nil {
			t.Fatal(err)
		}
		x, y := text(strings.Join(a, " ")), text(strings.Join(b, " "))
		s.Prepare(x)
		s.Claim(x)
		s.Prepare(y)
		k := y.Keys.(*substringKeys)
		found := false
		for _, c := range k.anchors {
			if doc, _ := s.anchors.find(c.tag, 9, c.at); doc == 1 {
				found = true
			}
		}
		if !found {
			t.Fatalf("trial %d: a run of %d words shares no anchor", trial, n)
		}
	}
}

// A text of short runs out of a long document meets it at many anchors. No more of it may be read than runs are long, or each
// one costs the whole document.
func TestSubstringsReadWhatRunsAlike(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for _, n := range []int{2000, 40_000} {
		a := make([]string, n)
		for i := range a {
			a[i] = fmt.Sprintf("w%d", r.IntN(n))
		}
		var b []string
		for at := 0; at+40 <= n; at += 40 {
			b = append(append(b, a[at:at+40]...), fmt.Sprintf("x%d", at))
		}
		b = append(b, a[:n/2]...) // and a long one
		s, err := NewSubstrings(SubstringConfig{Memory: 1, TempDir: t.TempDir()})
		if err != nil {
			t.Fatal(err)
		}
		for _, words := range [][]string{a, b} {
			d := text(strings.Join(words, " "))
			s.Prepare(d)
			s.Claim(d)
		}
		if most := 10 * n; s.seen == 0 || s.seen > most {
			t.Errorf("%d words were read for %d, want at most %d", s.seen, n, most)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestCutSentences(t *testing.T) {
	const s = "One two. “Three four,” she said. Five six! Seven.\n\nEight 9.5 nine. Ten."
	for _, tt := range []struct {
		from, to int
		want     string
	}{
		{2, 6, "One two. Five six! Seven.\n\nEight 9.5 nine. Ten."},
		{1, 7, "One two. Five six! Seven.\n\nEight 9.5 nine. Ten."},
		{6, 9, "One two. “Three four,” she said.\n\nEight 9.5 nine. Ten."},
		{8, 13, "One two. “Three four,” she said. Five six!\n\nTen."},
		{10, 12, s}, // the middle of a sentence
		{0, 14, ""},
		{8, 14, "One two. “Three four,” she said. Five six!"},
	} {
		if got := cutSentences(s, []wordRun{{tt.from, tt.to}}); got != tt.want {
			t.Errorf("words %d to %d cut out:\n got %q\nwant %q", tt.from, tt.to, got, tt.want)
		}
	}
	if got := cutSentences(s, []wordRun{{0, 2}, {12, 14}}); got != "“Three four,” she said. Five six! Seven.\n\nEight 9.5 nine." {
		t.Errorf("two cuts: %q", got)
	}
}
