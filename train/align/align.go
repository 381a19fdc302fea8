// Package align finds which words of a page's blocks a reference text holds: the labels that the block model is
// trained on.
package align

import (
	"slices"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Words interns folded words as numbers, so that texts are compared as slices of integers.
type Words map[string]int32

// Split returns the words of text: letters, numbers and marks; characters of scripts written without spaces (Thai,
// Lao, Burmese, Khmer, kana, Han) stand alone.
func (w Words) Split(text string) []int32 {
	text = cases.Fold().String(norm.NFC.String(text))
	var out []int32
	start := -1
	flush := func(end int) {
		if start >= 0 {
			out = append(out, w.number(text[start:end]))
			start = -1
		}
	}
	for i, r := range text {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Myanmar, unicode.Khmer):
			flush(i)
			out = append(out, w.number(string(r)))
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r):
			if start < 0 {
				start = i
			}
		default:
			flush(i)
		}
	}
	flush(len(text))
	return out
}

func (w Words) number(word string) int32 {
	n, ok := w[word]
	if !ok {
		n = int32(len(w))
		w[word] = n
	}
	return n
}

// The settings of the alignment, chosen by reading labels of news, forum and shop pages.
const (
	anchorWords = 5      // n-grams that occur once on both sides pin the texts to each other
	minAnchor   = 2      // shorter anchors are tried in gaps that longer ones leave, down to this length
	exactCells  = 40_000 // gaps of up to this many pairs of words are compared fully
	looseWords  = 3      // n-grams of the search for moved passages
	looseShare  = 0.6    // a block counts as moved from this share of its n-grams on
)

// Blocks returns for each block the share (0..1) of its words that the reference holds. Words are matched in order;
// what then remains of the reference may match whole blocks elsewhere (moved passages). A page that says a thing
// twice gets one of the two labelled: the one that stands in order with its neighbours.
func Blocks(blocks [][]int32, reference []int32) []float32 {
	var page, blockOf []int32
	for k, b := range blocks {
		for range b {
			blockOf = append(blockOf, int32(k))
		}
		page = append(page, b...)
	}
	inPage, inRef := match(page, blockOf, reference)
	left := map[[looseWords]int32]int{}
	for j := 0; j+looseWords <= len(reference); j++ {
		if !inRef[j] || !inRef[j+1] || !inRef[j+2] {
			left[[looseWords]int32(reference[j:])]++
		}
	}
	shares := make([]float32, len(blocks))
	at := 0
	for k, b := range blocks {
		if len(b) == 0 {
			continue
		}
		n := 0
		for _, hit := range inPage[at : at+len(b)] {
			if hit {
				n++
			}
		}
		at += len(b)
		shares[k] = float32(n) / float32(len(b))
		if shares[k] < 0.5 && len(b) > looseWords+1 {
			shares[k] = max(shares[k], moved(b, left))
		}
	}
	lone(blocks, shares)
	return shares
}

// moved is the share of a block's n-grams that are left of the reference, which it then uses up; 0 below looseShare.
func moved(block []int32, left map[[looseWords]int32]int) float32 {
	n, of := 0, len(block)-looseWords+1
	for i := range of {
		if left[[looseWords]int32(block[i:])] > 0 {
			n++
		}
	}
	share := float32(n) / float32(of)
	if share < looseShare {
		return 0
	}
	for i := range of {
		if left[[looseWords]int32(block[i:])] > 0 {
			left[[looseWords]int32(block[i:])]--
		}
	}
	return share
}

// lone takes back blocks of one or two words that matched among neighbours that did not: chance hits ("Home", "3").
func lone(blocks [][]int32, shares []float32) {
	kept := slices.Clone(shares)
	for k, b := range blocks {
		if len(b) == 0 || len(b) > 2 || kept[k] == 0 {
			continue
		}
		around := float32(0)
		for i := max(0, k-2); i <= min(len(blocks)-1, k+2); i++ {
			if i != k {
				around += kept[i]
			}
		}
		if around < 0.8 {
			shares[k] = 0
		}
	}
}

// span is a gap still to be aligned: a[i0:i1] against b[j0:j1] with anchors of n words.
type span struct{ i0, i1, j0, j1, n int }

// match aligns two texts in order and tells which words of each have a partner. blockOf is the block that each word
// of a belongs to.
func match(a, blockOf, b []int32) (inA, inB []bool) {
	inA, inB = make([]bool, len(a)), make([]bool, len(b))
	mark := func(i, j, n int) {
		for k := range n {
			inA[i+k], inB[j+k] = true, true
		}
	}
	todo := []span{{0, len(a), 0, len(b), anchorWords}}
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		// Inside a text, equal ends belong together; at its very start and end the page has other things around.
		for s.i0 > 0 && s.i0 < s.i1 && s.j0 < s.j1 && a[s.i0] == b[s.j0] {
			mark(s.i0, s.j0, 1)
			s.i0, s.j0 = s.i0+1, s.j0+1
		}
		for s.i1 < len(a) && s.i0 < s.i1 && s.j0 < s.j1 && a[s.i1-1] == b[s.j1-1] {
			mark(s.i1-1, s.j1-1, 1)
			s.i1, s.j1 = s.i1-1, s.j1-1
		}
		if s.i0 == s.i1 || s.j0 == s.j1 {
			continue
		}
		if (s.i1-s.i0)*(s.j1-s.j0) <= exactCells {
			todo = append(todo, exact(a, b, s, mark)...)
			continue
		}
		pins := anchors(a, blockOf, b, s)
		if len(pins) == 0 {
			if s.n > minAnchor {
				s.n--
				todo = append(todo, s)
			}
			continue
		}
		i, j := s.i0, s.j0
		for _, p := range pins {
			if p[0] < i || p[1] < j { // overlaps the one before: what is new of it continues that one
				skip := max(i-p[0], j-p[1])
				if skip < s.n && p[0]-i == p[1]-j {
					mark(p[0]+skip, p[1]+skip, s.n-skip)
					i, j = p[0]+s.n, p[1]+s.n
				}
				continue
			}
			if p[0] > i && p[1] > j {
				todo = append(todo, span{i, p[0], j, p[1], s.n})
			}
			mark(p[0], p[1], s.n)
			i, j = p[0]+s.n, p[1]+s.n
		}
		if i < s.i1 && j < s.j1 {
			todo = append(todo, span{i, s.i1, j, s.j1, s.n})
		}
	}
	return inA, inB
}

// anchors lists the n-grams that occur once in both gaps, as pairs of places, the longest run that is in order. An
// n-gram that crosses from one block to the next is no anchor: where a headline stands twice, its end and the
// beginning of the copy may be unique by chance.
func anchors(a, blockOf, b []int32, s span) [][2]int {
	type gram = [anchorWords]int32
	at := func(text []int32, i int) (g gram) {
		copy(g[:], text[i:i+s.n])
		return g
	}
	const twice = -1
	once := func(text []int32, from, to int) map[gram]int {
		places := map[gram]int{}
		for i := from; i+s.n <= to; i++ {
			g := at(text, i)
			if _, ok := places[g]; ok {
				places[g] = twice
			} else {
				places[g] = i
			}
		}
		return places
	}
	inB := once(b, s.j0, s.j1)
	inA := once(a, s.i0, s.i1)
	var pairs [][2]int
	for i := s.i0; i+s.n <= s.i1; i++ {
		g := at(a, i)
		if j, ok := inB[g]; ok && j != twice && inA[g] == i && blockOf[i] == blockOf[i+s.n-1] {
			pairs = append(pairs, [2]int{i, j})
		}
	}
	// Longest increasing subsequence over the places in b.
	var tails []int // tails[k]: the pair that ends the best run of k+1
	before := make([]int, len(pairs))
	for k, p := range pairs {
		at, _ := slices.BinarySearchFunc(tails, p[1], func(t, j int) int { return pairs[t][1] - j })
		before[k] = -1
		if at > 0 {
			before[k] = tails[at-1]
		}
		if at == len(tails) {
			tails = append(tails, k)
		} else {
			tails[at] = k
		}
	}
	run := make([][2]int, len(tails))
	if len(tails) > 0 {
		for k, at := tails[len(tails)-1], len(tails)-1; k >= 0; k, at = before[k], at-1 {
			run[at] = pairs[k]
		}
	}
	return run
}

// exact marks the longest common run of a small gap and returns the gaps on both sides of it. Of equally long runs
// it takes the one nearest to what is aligned already: the last one before a text's first anchor (titles stand in
// menus first), the first one elsewhere. Single words in long gaps are chance.
func exact(a, b []int32, s span, mark func(i, j, n int)) []span {
	row := make([]int, s.j1-s.j0+1)
	best, bi, bj := 0, 0, 0
	for i := s.i0; i < s.i1; i++ {
		for j := s.j1 - 1; j >= s.j0; j-- { // from the end, so that row[j] still holds the row before
			n := 0
			if a[i] == b[j] {
				n = row[j-s.j0] + 1
			}
			row[j-s.j0+1] = n
			if n > best || n == best && n > 0 && s.i0 == 0 {
				best, bi, bj = n, i-n+1, j-n+1
			}
		}
	}
	short := s.i1-s.i0 <= 4 || s.j1-s.j0 <= 3 && s.i1-s.i0 <= 8
	if best == 0 || best == 1 && !short {
		return nil
	}
	mark(bi, bj, best)
	return []span{{s.i0, bi, s.j0, bj, s.n}, {bi + best, s.i1, bj + best, s.j1, s.n}}
}
