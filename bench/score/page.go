// Package score compares extracted articles with references made by people.
//
// The measures are those of the field's benchmarks, so that figures can be set beside published ones:
//
//   - bag: words as multisets, \w+ in lower case (WCXB). Blind to order. A page with an empty reference scores 1 if
//     the prediction is empty, else 0.
//   - shingle: multisets of four consecutive words, case kept (article-extraction-benchmark of Zyte, AEB): precision
//     is the mean over pages that predict anything, recall over pages with a reference.
//   - lcs: longest common subsequence of words, order-aware like ROUGE-L; Han, kana, Thai, Lao, Burmese and Khmer by
//     character, so this is the figure to read for zh, ja and th.
//   - with, without: snippets that must or must not be in the output, blanks collapsed (trafilatura's evaluation).
//   - once: snippets that stand more than once on the page and must come out exactly once.
//   - repeated: paragraphs of at least five words that occurred earlier in the same text.
//   - title, author, date: exact after folding case, blanks and Unicode form; authors as sets.
package score

import (
	"encoding/json"
	"fmt"
	"strings"

	"winnow/train/sets"
)

// Truth is the reference of a page.
type Truth = sets.Truth

// Prediction is what a tool made of a page.
type Prediction struct {
	ID     string `json:"id"`
	Text   string `json:"text"`
	Title  string `json:"title,omitempty"`
	Author Names  `json:"author,omitempty"`
	Date   string `json:"date,omitempty"`
}

// Names are people in one string, separated by semicolons, commas or "and". In JSON they may also stand as a list.
type Names string

// UnmarshalJSON reads a string, a list of strings or null.
func (n *Names) UnmarshalJSON(data []byte) error {
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	switch v := v.(type) {
	case nil:
	case string:
		*n = Names(v)
	case []any:
		parts := make([]string, len(v))
		for i, p := range v {
			parts[i] = fmt.Sprint(p)
		}
		*n = Names(strings.Join(parts, "; "))
	default:
		return fmt.Errorf("names: %s", data)
	}
	return nil
}

// PRF is precision, recall and F1, each 0..1.
type PRF struct{ P, R, F float64 }

// Share counts hits among cases.
type Share struct{ Hits, Of int }

// Rate is Hits/Of, 0 for no cases.
func (s Share) Rate() float64 { return ratio(s.Hits, s.Of) }

func (s Share) plus(t Share) Share { return Share{s.Hits + t.Hits, s.Of + t.Of} }

func (s *Share) count(hit bool) {
	s.Of++
	if hit {
		s.Hits++
	}
}

// Page holds the raw figures of one page; those of a group are made from them by Sum.
type Page struct {
	Truth    *Truth
	HasText  bool // the reference has a text: Bag, LCS, shingles, TrueRepeated and TrueWords are set
	Empty    bool // nothing was predicted
	Words    int
	Bag, LCS PRF
	shingles [3]int // common, predicted, expected
	With     Share
	Without  Share
	Once     Share
	Repeated Share
	Fields   [3]Share // title, author, date: Of is 1 where the truth has the field

	TrueRepeated Share
	TrueWords    int
}

// Score compares a prediction with its reference. A page without a prediction is scored as predicted empty.
func Score(truth *Truth, pred *Prediction) Page {
	page := Page{Truth: truth, Empty: squeeze(pred.Text) == ""}
	tokens := Tokens(pred.Text)
	page.Words = len(tokens)
	flat := squeeze(pred.Text)
	for _, s := range truth.With {
		page.With.count(strings.Contains(flat, squeeze(s)))
	}
	for _, s := range truth.Without {
		page.Without.count(strings.Contains(flat, squeeze(s)))
	}
	for _, s := range truth.Once {
		page.Once.count(strings.Count(flat, squeeze(s)) == 1)
	}
	page.Repeated = repeated(pred.Text)
	for i, f := range [3]struct {
		truth, pred string
		same        func(pred, truth string) bool
	}{{truth.Title, pred.Title, sameText}, {truth.Author, string(pred.Author), samePeople}, {truth.Date, pred.Date, sameDate}} {
		if f.truth != "" {
			page.Fields[i].count(f.pred != "" && f.same(f.pred, f.truth))
		}
	}
	if truth.Text != nil {
		page.HasText = true
		page.Bag = bag(pred.Text, *truth.Text)
		page.shingles = shingles(pred.Text, *truth.Text)
		expected := Tokens(*truth.Text)
		page.TrueWords = len(expected)
		a, b := head(expected), head(tokens)
		page.LCS = prf(lcsLength(a, b), len(b), len(a))
		page.TrueRepeated = repeated(*truth.Text)
	}
	return page
}

// Badness orders pages from the worst on: lcs F1, or the share of snippets gone right where there is no text.
func (p *Page) Badness() float64 {
	if p.HasText {
		return p.LCS.F
	}
	return ratio(p.With.Hits+p.Without.Of-p.Without.Hits, p.With.Of+p.Without.Of)
}

func head(tokens []string) []string { return tokens[:min(len(tokens), lcsCap)] }

// prf makes precision, recall and F1 of three sizes; two empty texts agree fully.
func prf(common, predicted, expected int) PRF {
	if predicted == 0 && expected == 0 {
		return PRF{1, 1, 1}
	}
	p, r := ratio(common, predicted), ratio(common, expected)
	return PRF{p, r, harmonic(p, r)}
}

func bag(pred, truth string) PRF {
	p, t := words(lower(pred)), words(lower(truth))
	return prf(common(p, t, 1), len(p), len(t))
}

// shingles counts runs of four words: common, predicted, expected. A shorter text is one run.
func shingles(pred, truth string) [3]int {
	const size = 4
	count := func(w []string) int {
		if len(w) == 0 {
			return 0
		}
		return max(1, len(w)-size+1)
	}
	p, t := words(pred), words(truth)
	return [3]int{common(p, t, size), count(p), count(t)}
}

// common is the size of the intersection of two multisets of runs of n words.
func common(a, b []string, n int) int {
	counts := map[string]int{}
	runs := func(w []string, yield func(string)) {
		if len(w) == 0 {
			return
		}
		for i := 0; i < max(1, len(w)-n+1); i++ {
			yield(strings.Join(w[i:min(len(w), i+n)], " "))
		}
	}
	runs(a, func(run string) { counts[run]++ })
	total := 0
	runs(b, func(run string) {
		if counts[run] > 0 {
			counts[run]--
			total++
		}
	})
	return total
}

// repeated counts the paragraphs that repeat an earlier one, of those with five words or more.
func repeated(text string) Share {
	var share Share
	seen := map[string]bool{}
	for _, line := range lines(text) {
		tokens := Tokens(line)
		if len(tokens) < 5 {
			continue
		}
		key := strings.Join(tokens, " ")
		share.count(seen[key])
		seen[key] = true
	}
	return share
}

func sameText(pred, truth string) bool { return fold(pred) == fold(truth) }

// sameDate compares the YYYY-MM-DD part, or less if the truth says less.
func sameDate(pred, truth string) bool {
	pred = strings.TrimFunc(pred, isSpace)
	return pred[:min(len(pred), len(truth))] == truth[:min(len(truth), 10)]
}

func samePeople(pred, truth string) bool {
	p, t := people(pred), people(truth)
	if len(p) != len(t) {
		return false
	}
	for name := range p {
		if !t[name] {
			return false
		}
	}
	return true
}

// people splits at semicolons, commas and the word "and" between blanks.
func people(names string) map[string]bool {
	set := map[string]bool{}
	for _, part := range strings.FieldsFunc(names, func(r rune) bool { return r == ';' || r == ',' }) {
		var name []string
		words := strings.FieldsFunc(part, isSpace)
		for i, w := range words {
			if w == "and" && i > 0 && i < len(words)-1 {
				set[fold(strings.Join(name, " "))] = true
				name = nil
				continue
			}
			name = append(name, w)
		}
		if len(name) > 0 {
			set[fold(strings.Join(name, " "))] = true
		}
	}
	return set
}

func ratio(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

func harmonic(a, b float64) float64 {
	if a+b == 0 {
		return 0
	}
	return 2 * a * b / (a + b)
}
