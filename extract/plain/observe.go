package plain

import "winnow/extract/templates"

// Observe returns what a *templates.Learner counts of a text, which must be NFC UTF-8; nil where it has no lines. The
// site is one that templates.SiteOf names.
func (l *Labeler) Observe(site, text string) *templates.Observation {
	s := l.scratch.Get().(*scratch)
	p := &s.page
	p.loadOnce(text)
	if s.eval != nil {
		p.score(s.eval)
	} else {
		p.scores = append(p.scores[:0], make([]int32, len(p.lines))...)
	}
	var o *templates.Observation
	if len(p.lines) > 0 {
		s.units = p.Units(s.units[:0], p.scores)
		o = templates.Observe(site, s.units, func(i int) []byte { return []byte(p.lines[i].text) }, func(int) string { return "" })
	}
	if len(text) <= maxScratch {
		p.letGo()
		l.scratch.Put(s)
	}
	return o
}

// Units returns the lines of the page as templates see them, given the probability of content of each in 1/1000.
func (p *Page) Units(dst []templates.Unit, content []int32) []templates.Unit {
	for i := range p.lines {
		l := &p.lines[i]
		p.text = append(p.text[:0], l.text...)
		dst = append(dst, templates.Unit{
			Text: p.folder.Text(p.text), Place: p.folder.LinePlace(p.text), Words: l.words, Content: content[i],
		})
	}
	return dst
}
