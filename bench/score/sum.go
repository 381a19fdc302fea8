package score

// Summary holds the figures of a group of pages. Means are over pages with a reference text (Texts of them).
type Summary struct {
	Pages, Texts, Empty int
	Bag, Shingle, LCS   PRF
	With, Without, Once Share
	SnipF1              float64 // F1 of the snippets, leaks as false positives
	Repeated            Share
	TrueRepeated        Share // of the references
	Title, Author, Date Share
}

// Sum makes the figures of a group.
func Sum(pages []Page) Summary {
	s := Summary{Pages: len(pages)}
	var fields [3]Share
	var shingleP, shingleR float64
	var predicted, expected int
	for i := range pages {
		p := &pages[i]
		if p.Empty {
			s.Empty++
		}
		s.With, s.Without, s.Once = s.With.plus(p.With), s.Without.plus(p.Without), s.Once.plus(p.Once)
		s.Repeated = s.Repeated.plus(p.Repeated)
		for f := range fields {
			fields[f] = fields[f].plus(p.Fields[f])
		}
		if !p.HasText {
			continue
		}
		s.Texts++
		s.Bag, s.LCS = s.Bag.plus(p.Bag), s.LCS.plus(p.LCS)
		s.TrueRepeated = s.TrueRepeated.plus(p.TrueRepeated)
		if p.shingles[1] > 0 {
			predicted++
			shingleP += ratio(p.shingles[0], p.shingles[1])
		}
		if p.shingles[2] > 0 {
			expected++
			shingleR += ratio(p.shingles[0], p.shingles[2])
		}
	}
	if s.Texts > 0 {
		s.Bag, s.LCS = s.Bag.over(s.Texts), s.LCS.over(s.Texts)
		s.Shingle = PRF{P: shingleP / float64(max(1, predicted)), R: shingleR / float64(max(1, expected))}
		s.Shingle.F = harmonic(s.Shingle.P, s.Shingle.R)
	}
	s.SnipF1 = ratio(2*s.With.Hits, s.With.Of+s.With.Hits+s.Without.Hits)
	s.Title, s.Author, s.Date = fields[0], fields[1], fields[2]
	return s
}

func (a PRF) plus(b PRF) PRF { return PRF{a.P + b.P, a.R + b.R, a.F + b.F} }

func (a PRF) over(n int) PRF { return PRF{a.P / float64(n), a.R / float64(n), a.F / float64(n)} }
