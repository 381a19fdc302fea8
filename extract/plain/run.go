package plain

import "winnow/extract/forest"

// run labels the lines of the page: rules, the model, what only acts beside other boilerplate, cuts within lines.
func (j *job) run(eval *forest.Evaluator) {
	j.rules()
	if eval != nil {
		j.score(eval)
		j.bounds()
	}
	if j.dirty > 0 {
		j.headlines()
	}
	if j.dirty > 0 || j.opt.Title != "" {
		j.dropTitle()
	}
	for i := range j.lines() {
		if j.page.lines[i].drop == "" {
			j.inline(i)
		}
	}
}

// score drops lines by the model.
func (j *job) score(eval *forest.Evaluator) {
	p := j.page
	rows := p.Features()
	p.probs = eval.Predict(p.probs[:0], rows, Stride, len(p.lines))
	p.choose(j.opt.Favor)
	for i := range p.lines {
		if l := &p.lines[i]; l.drop == "" && !p.chosen[i] {
			j.drop(i, ruleScore)
		}
	}
}
