package extract

var builtinModel []byte

// provisional scores blocks by rules.
func provisional(dst []float32, p *Page) []float32 {
	for i := range p.Blocks {
		f, b := p.row(i), &p.Blocks[i]
		score := float32(0)
		if b.good() || f[fGoodUp] <= 1 && f[fGoodDn] <= 1 && f[fLinkDensity] < 60 {
			score = 0.9
		}
		if f[fContainer+6] > 0 || f[fCue+cueRelated] < 6 || f[fAncestor+4] < far || f[fAncestor+6] < far || f[fAncestor+3] < far {
			score *= 0.3
		}
		comment := float32(0)
		if f[fCue+cueComment] < far {
			comment = score
			score = 0
		}
		dst = append(dst, 1-score-comment, score, comment)
	}
	return dst
}
