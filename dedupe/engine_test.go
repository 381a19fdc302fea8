package dedupe

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"winnow/document"
)

// engine does with maps and sorting what the comment in engine.go asks of an engine, and returns the verdicts in input
// order.
func engine(t *testing.T, cfg Config, docs []*document.Document) []document.Verdict {
	t.Helper()
	type row struct {
		Keys
		place int
		id    string
		text  string
		of    *row // nil when kept
		cover float64
	}
	var rows []*row
	prepare := Prepare(cfg)
	for i, d := range docs {
		d.Verdict = document.Verdict{}
		prepare(d)
		k, ok := KeysOf(cfg, d)
		if !ok {
			t.Fatalf("no keys of document %d", i)
		}
		sketch, err := ParseSketch(k.Sketch.String())
		if err != nil || string(sketch) != string(k.Sketch) {
			t.Fatalf("sketch does not survive its text: %v", err)
		}
		rows = append(rows, &row{Keys: k, place: i, id: d.ID, text: d.Text})
	}
	inOrder := slices.Clone(rows)
	slices.SortFunc(inOrder, func(a, b *row) int {
		places := cmp.Compare(a.place, b.place)
		if a.Latest {
			places = -places
		}
		return cmp.Or(cmp.Compare(a.Rank, b.Rank), places)
	})
	verifier, err := NewVerifier(cfg)
	if err != nil {
		t.Fatal(err)
	}
	first := map[string]*row{}
	holders := map[uint32][]*row{}
	verdicts := make([]document.Verdict, len(docs))
	for _, r := range inOrder {
		if f := first[r.Exact]; f != nil {
			v := document.Verdict{Kind: document.Duplicate, Reason: document.ReasonExact, Of: f.id, Covered: 1}
			if f.of != nil {
				v.Reason, v.Of, v.Covered = document.ReasonNear, f.of.id, f.cover
				v.Facts = verifier.Facts(r.text, f.of.Sketch)
			}
			verdicts[r.place] = v
			continue
		}
		first[r.Exact] = r
		votes := map[*row]int{}
		var candidates []*row
		for _, s := range r.Samples {
			weight := 1
			for _, again := range r.Repeats {
				if again == s && len(holders[s]) == PostingCap {
					weight++
				}
			}
			for _, h := range holders[s] {
				if votes[h] == 0 {
					candidates = append(candidates, h)
				}
				votes[h] += weight
			}
			if len(holders[s]) < PostingCap {
				holders[s] = append(holders[s], r)
			}
		}
		slices.SortFunc(candidates, func(a, b *row) int {
			return cmp.Or(votes[b]-votes[a], slices.Index(inOrder, a)-slices.Index(inOrder, b))
		})
		for _, h := range candidates {
			if votes[h] < r.Votes || h.of != nil {
				continue
			}
			if relation, cover := verifier.Verify(r.Sketch, h.Sketch); relation.Duplicate() {
				r.of, r.cover = h, cover
				verdicts[r.place] = document.Verdict{
					Kind: document.Duplicate, Reason: document.ReasonNear, Of: h.id, Covered: cover,
					Facts: verifier.Facts(r.text, h.Sketch),
				}
				break
			}
		}
	}
	return verdicts
}

// TestEngine compares what an engine finds out with keys and pairs with what a Claimer or a Survey says, for texts that
// were copied and edited at random: chains of copies of copies, templates, copies under corrections' titles, crowds that
// fill the posting lists, texts that repeat themselves.
func TestEngine(t *testing.T) {
	for seed := range uint64(3) {
		r := rand.New(rand.NewPCG(seed, 11))
		var docs []*document.Document
		add := func(s string) { docs = append(docs, &document.Document{Text: s, ID: fmt.Sprint("d", len(docs))}) }
		for range 25 {
			add(sentences(r, 60+r.IntN(300)))
		}
		for i := range 30 {
			add(notice([]string{"Lomsund", "Vardholm", "Altenrode"}[i%3], 1+r.IntN(28), 8+r.IntN(9), 2+r.IntN(7)))
		}
		for range 120 {
			copied := docs[max(r.IntN(len(docs)), r.IntN(len(docs)))].Text
			switch r.IntN(6) {
			case 0:
				copied = strings.ToUpper(copied)
			case 1:
				copied = copied[:len(copied)*(5+r.IntN(5))/10]
			case 2:
				copied += " " + sentences(r, 20)
			case 3:
				copied += strings.Repeat("\nthe tide turns and the tide turns again", 9)
			default:
				copied = replaceEvery(copied, 6+r.IntN(30))
			}
			add(copied)
		}
		for range 20 {
			add(replaceEvery(long, 10+r.IntN(60)))
		}
		r.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		for i, d := range docs {
			if i%9 == 0 {
				d.Title = "CORRECTED: " + d.ID
			}
			if i%4 > 0 {
				d.Date = fmt.Sprintf("2026-10-%02d", 1+r.IntN(30))
			}
		}
		for _, prefer := range []Preference{PreferFirst, PreferLongest, PreferEarliest} {
			for _, strictness := range []Strictness{Normal, Strict, Loose} {
				cfg := Config{Prefer: prefer, Strictness: strictness, Evidence: true}
				want := claimAll(t, cfg, 1, docs...)
				got := engine(t, cfg, docs)
				dropped := 0
				for i := range docs {
					if fmt.Sprint(want[i]) != fmt.Sprint(got[i]) {
						t.Fatalf("seed %d, %+v: document %d (%s): a claimer says %v, an engine %v", seed, cfg, i, docs[i].ID, want[i], got[i])
					}
					if want[i].Dropped() {
						dropped++
					}
				}
				if dropped < 40 || dropped > 170 {
					t.Errorf("%d of %d dropped: a test of nothing", dropped, len(docs))
				}
			}
		}
	}
}

func TestSketchRefuses(t *testing.T) {
	for _, s := range []string{"", "AA", "AAA=", "not base64"} {
		if _, err := ParseSketch(s); err == nil {
			t.Errorf("%q is taken for a sketch", s)
		}
	}
	if _, err := NewVerifier(Config{Method: MethodExact}); err == nil {
		t.Error("a verifier of method exact")
	}
}
