package plain

import "winnow/extract/forest"

// run labels the lines of the page: rules, the model, what only acts beside other boilerplate, cuts within lines.
func (j *job) run(eval *forest.Evaluator) {
	p := j.page
	clean := false
	if eval != nil {
		p.probs = eval.Predict(p.probs[:0], p.Features(), Stride, len(p.lines))
		clean = p.score()
	}
	if clean && !p.vietnamese {
		return
	}
	j.rules()
	if eval != nil && !clean {
		p.choose(j.opt.Favor)
		for i := range p.lines {
			if l := &p.lines[i]; l.drop == "" && !p.chosen[i] {
				j.drop(i, ruleScore)
			}
		}
		j.bounds()
	}
	if j.dirty > 0 {
		j.headlines()
	}
	if j.dirty > 0 || j.opt.Title != "" {
		j.dropTitle()
	}
	for i := range p.lines {
		if p.lines[i].drop == "" {
			j.inline(i)
		}
	}
}

// A text is clean when the model takes nearly all of it for content, in thousandths of its words, and at most
// cleanMarkers percent of its lines are markers; without any marks of boilerplate less is enough. Of the references of
// the development sets (clean texts of all types of pages) 99% of the articles are, of the pages as a crawl's text dump
// holds them 1%.
const (
	cleanScore   = 850
	cleanMarkers = 1
	surelyClean  = 970
)

// score fills p.scores from p.probs and reports whether the text is clean.
func (p *Page) score() bool {
	p.scores = p.scores[:0]
	var sum, size int64
	for i := range p.lines {
		q := min(max(int32(p.probs[i*p.classes+p.content]*scoreUnit+.5), 0), scoreUnit)
		p.scores = append(p.scores, q)
		sum += int64(q) * p.size(i)
		size += p.size(i)
	}
	return sum >= surelyClean*size || sum >= cleanScore*size && int(p.markers)*100 <= cleanMarkers*len(p.lines)
}
