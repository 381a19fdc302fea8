package report

import (
	"slices"
	"strings"
	"unicode"
)

// Span is a run of words of a text that another text has too, or has not.
type Span struct {
	Text string
	Only bool // the other text doesn't have it here
}

// differ compares two texts word by word and returns both, cut into spans. Blanks don't count as differences; they
// belong to the word before them.
func differ(a, b string) (ofA, ofB []Span) {
	x, y := words(a), words(b)
	commonA, commonB := common(x, y)
	return spans(a, x, commonA), spans(b, y, commonB)
}

// word is a word of a text and where it stands.
type word struct {
	text       string
	start, end int // with the blanks behind it
}

// cut takes the blanks behind the word off a text that ends with it.
func (w word) cut(s string) (text, blanks string) {
	n := len(s) - (w.end - w.start - len(w.text))
	return s[:n], s[n:]
}

// words cuts a text into words. A character of a script that is written without blanks is a word.
func words(s string) (list []word) {
	start, inWord, blank := 0, false, false
	flush := func(end int) {
		if end > start {
			list = append(list, word{strings.TrimRightFunc(s[start:end], unicode.IsSpace), start, end})
		}
		start = end
	}
	for i, r := range s {
		switch alone := unspaced(r); {
		case unicode.IsSpace(r):
			blank = true
		case blank || alone || !inWord:
			flush(i)
			blank, inWord = false, !alone
		}
	}
	flush(len(s))
	return list
}

// unspaced reports whether a character's script is written without blanks between words.
func unspaced(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao,
		unicode.Khmer, unicode.Myanmar, unicode.Tibetan)
}

// spans cuts a text between words that are common and words that are not.
func spans(s string, list []word, common []bool) (out []Span) {
	for i := 0; i < len(list); {
		j := i + 1
		for j < len(list) && common[j] == common[i] {
			j++
		}
		run, blanks := s[list[i].start:list[j-1].end], ""
		if !common[i] { // no mark on the blanks behind
			run, blanks = list[j-1].cut(run)
		}
		out = append(out, Span{run, !common[i]})
		if blanks != "" {
			out = append(out, Span{blanks, false})
		}
		i = j
	}
	return out
}

// mostEdits bounds the work for one stretch between two anchors: (words) × mostEdits steps and mostEdits² numbers of
// memory. Where texts differ by more, all of the stretch is called different.
const mostEdits = 600

// common tells for each word of two texts whether it belongs to their common subsequence. Words that both texts have
// exactly once, in the same order, are anchors (Bram Cohen's patience diff); between them stands the longest common
// subsequence (Myers, "An O(ND) difference algorithm and its variations", Algorithmica 1986).
func common(x, y []word) (inX, inY []bool) {
	ids := make(map[string]int32)
	number := func(list []word) []int32 {
		out := make([]int32, len(list))
		for i, w := range list {
			id, known := ids[w.text]
			if !known {
				id = int32(len(ids))
				ids[w.text] = id
			}
			out[i] = id
		}
		return out
	}
	d := comparison{a: number(x), b: number(y), inA: make([]bool, len(x)), inB: make([]bool, len(y))}
	a, b := 0, 0
	for _, p := range append(d.anchors(len(ids)), [2]int{len(x), len(y)}) {
		d.between(a, p[0], b, p[1])
		if p[0] < len(x) {
			d.inA[p[0]], d.inB[p[1]] = true, true
		}
		a, b = p[0]+1, p[1]+1
	}
	return d.inA, d.inB
}

type comparison struct {
	a, b     []int32
	inA, inB []bool
}

// anchors returns the places in both texts of words that each has once, as many of them as stand in the same order.
func (d *comparison) anchors(ids int) [][2]int {
	type places struct{ countA, countB, a, b int }
	at := make([]places, ids)
	for i, id := range d.a {
		at[id].countA++
		at[id].a = i
	}
	for i, id := range d.b {
		at[id].countB++
		at[id].b = i
	}
	// The longest rising sequence of places in b, by the places in a (patience sorting).
	var piles []int // the place in a on top of each pile
	before := make([]int, len(d.a))
	placeB := func(i int) int { return at[d.a[i]].b }
	for i, id := range d.a {
		if p := at[id]; p.countA != 1 || p.countB != 1 {
			continue
		}
		pile, _ := slices.BinarySearchFunc(piles, placeB(i), func(top, b int) int { return placeB(top) - b })
		before[i] = -1
		if pile > 0 {
			before[i] = piles[pile-1]
		}
		if pile == len(piles) {
			piles = append(piles, i)
		} else {
			piles[pile] = i
		}
	}
	if len(piles) == 0 {
		return nil
	}
	var out [][2]int
	for i := piles[len(piles)-1]; i >= 0; i = before[i] {
		out = append(out, [2]int{i, placeB(i)})
	}
	slices.Reverse(out)
	return out
}

// between marks what a[i:m] and b[j:n] have in common.
func (d *comparison) between(i, m, j, n int) {
	mark := func(a, b int) { d.inA[a], d.inB[b] = true, true }
	for i < m && j < n && d.a[i] == d.b[j] {
		mark(i, j)
		i, j = i+1, j+1
	}
	for i < m && j < n && d.a[m-1] == d.b[n-1] {
		m, n = m-1, n-1
		mark(m, n)
	}
	if i == m || j == n {
		return
	}
	d.shortest(d.a[i:m], d.b[j:n], i, j)
}

// shortest marks what x and y, which begin at i and j, have in common along the shortest way from one to the other. It
// marks nothing where that takes too many edits.
func (d *comparison) shortest(x, y []int32, i, j int) {
	most := min(len(x)+len(y), mostEdits)
	far := make([]int32, 2*most+3) // how far along x each diagonal comes; diagonal k is at most+1+k
	diagonal := most + 1
	// down reports whether the farthest way to diagonal k comes from the one above: by a word of y.
	down := func(far []int32, zero, edits, k int) bool {
		return k == -edits || k != edits && far[zero+k-1] < far[zero+k+1]
	}
	var before [][]int32 // far as it was before each edit, for the diagonals that the edit looks at
	for edits := range most + 1 {
		before = append(before, slices.Clone(far[diagonal-edits-1:diagonal+edits+2]))
		for k := -edits; k <= edits; k += 2 {
			var at int
			if down(far, diagonal, edits, k) {
				at = int(far[diagonal+k+1])
			} else {
				at = int(far[diagonal+k-1]) + 1
			}
			for at < len(x) && at-k < len(y) && x[at] == y[at-k] {
				at++
			}
			far[diagonal+k] = int32(at)
			if at < len(x) || k != len(x)-len(y) {
				continue
			}
			for at := len(x); edits >= 0; edits-- { // back along the way
				row, zero := before[edits], edits+1
				from, start := k-1, 0
				if down(row, zero, edits, k) {
					from = k + 1
					start = int(row[zero+k+1])
				} else {
					start = int(row[zero+k-1]) + 1
				}
				for ; at > start && at > k; at-- {
					d.inA[i+at-1], d.inB[j+at-1-k] = true, true
				}
				at, k = int(row[zero+from]), from
			}
			return
		}
	}
}

// shingles are the runs of one to four words of a text. They tell how much of another text is part of it, wherever it
// stands there.
type shingles map[string]bool

const shingleWords = 4

func shinglesOf(text string) shingles {
	list := words(text)
	set := make(shingles, len(list))
	for i := range list {
		for n := 1; n <= shingleWords && i+n <= len(list); n++ {
			set[join(list[i:i+n])] = true
		}
	}
	return set
}

// share returns which share of a text's words stands in such runs, 0..1.
func (s shingles) share(text string) float64 {
	list := words(text)
	if len(list) == 0 {
		return 0
	}
	n := min(len(list), shingleWords)
	covered := make([]bool, len(list))
	for i := range list[:len(list)-n+1] {
		if s[join(list[i:i+n])] {
			for k := i; k < i+n; k++ {
				covered[k] = true
			}
		}
	}
	found := 0
	for _, c := range covered {
		if c {
			found++
		}
	}
	return float64(found) / float64(len(list))
}

func join(list []word) string {
	var b strings.Builder
	for i, w := range list {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}
