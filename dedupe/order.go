package dedupe

import (
	"cmp"
	"slices"
)

// reorder is the scratch of laying the lines of a text in the order in which another one has them.
type reorder struct {
	lines []orderedLine
	words []token
}

type orderedLine struct {
	from, to int // its words
	place    int // where it stands in the other text
}

// like returns the words of fresh with its lines in the order in which they stand in a kept text, and whether that is another
// order than theirs. places are where in the kept text each word was matched, -1 where it wasn't. Lines without a match
// stay above and below where they stand there, and else behind the line before them.
func (r *reorder) like(fresh []token, places []int32) (words []token, other bool) {
	r.lines, r.words = r.lines[:0], r.words[:0]
	first, last := 0, 0 // the lines with a match
	for from, to := 0, 0; from < len(fresh); from = to {
		matched := 0
		for to = from; to == from || to < len(fresh) && fresh[to]&lineStart == 0; to++ {
			if places[to] >= 0 {
				matched++
			}
		}
		l := orderedLine{from: from, to: to, place: -1}
		if n := len(r.lines); n > 0 {
			l.place = r.lines[n-1].place
		}
		if matched > 0 {
			middle := matched / 2
			for i := from; i < to; i++ {
				if places[i] >= 0 {
					if middle == 0 {
						l.place = int(places[i])
						break
					}
					middle--
				}
			}
			if last == 0 {
				first = len(r.lines)
			}
			last = len(r.lines) + 1
		}
		r.lines = append(r.lines, l)
	}
	byPlace := func(a, b orderedLine) int { return cmp.Compare(a.place, b.place) }
	body := r.lines[first:last]
	if slices.IsSortedFunc(body, byPlace) {
		return fresh, false
	}
	slices.SortStableFunc(body, byPlace)
	for _, l := range r.lines {
		r.words = append(r.words, fresh[l.from:l.to]...)
	}
	return r.words, true
}
