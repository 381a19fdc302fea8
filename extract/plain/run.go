package plain

import (
	"winnow/extract/forest"
	"winnow/extract/phrases"
)

// run labels the lines of the page: rules, the model, what only acts beside other boilerplate, cuts within lines.
func (j *job) run(s *scratch) {
	p, eval := j.page, s.eval
	// Texts of long lines are clean whatever their scores, which take most of the time.
	j.clean = eval != nil && j.opt.Site == nil && p.longLines()
	scored := false
	if !j.clean && eval != nil {
		j.clean, scored = p.score(eval), true
		if j.opt.Site != nil {
			j.weigh(s)
		}
	}
	j.title = -1
	j.findTitle()
	if j.clean && j.evident() {
		j.clean = false
		if !scored && eval != nil {
			p.score(eval)
		}
	}
	if j.clean && !p.vietnamese {
		return
	}
	j.rules()
	if j.dirty > 0 {
		j.dropTitle()
	}
	if eval != nil && !j.clean {
		certain := [...]int{j.lead(), j.ending()}
		for _, i := range certain {
			if i >= 0 {
				p.scores[i] = scoreUnit // what stands beside it goes on with it
			}
		}
		p.choose(j.opt.Favor)
		for _, i := range certain {
			if i >= 0 {
				p.chosen[i] = true
			}
		}
		p.goOn()
		// Without anything that is certain to be boilerplate.
		doubtful := j.dirty == 0 && j.opt.Favor >= 0 && p.doubtful()
		for i := range p.lines {
			if l := &p.lines[i]; l.drop == "" && !p.chosen[i] && !doubtful {
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
	j.readFields()
	if !j.clean {
		j.guessTitle()
	}
	for i := range p.lines {
		if p.lines[i].drop == "" {
			j.inline(i)
		}
	}
}

// minLead is the fewest words of a lead, the paragraph beneath the title, and of the one that ends a text.
const minLead = 20

// lead returns the paragraph right beneath the title of a Vietnamese page, which stays whatever its score, or -1: a lead
// between a title and a link box looks like a teaser to the model.
func (j *job) lead() int {
	p := j.page
	if !p.vietnamese {
		return -1
	}
	above := j.title
	if above < 0 {
		above = j.datedTitle()
	}
	if above < 0 {
		return -1
	}
	for i := above + 1; i < len(p.lines); i++ {
		if l := &p.lines[i]; l.drop == "" {
			if l.sentence && l.words >= minLead {
				return i
			}
			return -1
		}
	}
	return -1
}

// What a paragraph of several sentences has at least that goes on with the one above, in words and ends of sentences: the
// blurbs of teasers have one sentence or two.
const (
	goesOnWords = 40
	goesOnStops = 3
)

// goOn chooses the paragraphs of several sentences of a Vietnamese page that stand right beneath a chosen one.
func (p *Page) goOn() {
	for i := 1; i < len(p.lines) && p.vietnamese; i++ {
		if l := &p.lines[i]; p.chosen[i-1] && p.lines[i-1].sentence && l.drop == "" && l.sentence && l.words >= goesOnWords && l.stops >= goesOnStops {
			p.chosen[i] = true
		}
	}
}

// ending returns the paragraph right above the last credit of a Vietnamese page, which stays whatever its score, or -1: a text
// ends with its agency or author. Behind a link box it looks like a notice to the model.
func (j *job) ending() int {
	lines := j.lines()
	for i := len(lines) - 1; i > 0 && j.page.vietnamese; i-- {
		if lines[i].drop == ruleCredit {
			if l := &lines[i-1]; l.drop == "" && l.sentence && l.words >= minLead {
				return i - 1
			}
			break
		}
	}
	return -1
}

// datedTitle returns the first line that is the date of a text, if a headline stands above it: there is the title. -1 if
// there is none.
func (j *job) datedTitle() int {
	lines := j.lines()
	for i := 1; i < len(lines); i++ {
		if lines[i].drop == ruleDate {
			if lines[i-1].headlineLike() {
				return i
			}
			break
		}
	}
	return -1
}

// evident reports what a clean text never has: its title twice at its start, or the heading of a link box with
// headlines beneath.
func (j *job) evident() bool {
	lines := j.lines()
	if j.titleTwice() {
		return true
	}
	for i := range len(lines) - 1 {
		l := &lines[i]
		if l.match.Form == phrases.Line && (l.match.Kind == phrases.Related || l.match.Kind == phrases.MostRead) && !l.weakMarker() &&
			lines[i+1].headlineLike() && i > 0 {
			return true
		}
	}
	return false
}

// titleTwice reports whether the line beneath the title has the same letters.
func (j *job) titleTwice() bool {
	lines := j.lines()
	return j.title >= 0 && j.title+1 < len(lines) && sameLetters(lines[j.title].text, lines[j.title+1].text)
}

// A text is clean when the model takes nearly all of it for content: by the mean score of its words, and by the share
// of words in lines that score below lowScore, both in thousandths; the fewer of its lines are markers, the less is
// asked. Set on the texts that winnow writes from the web pages of wcxb-dev, trafeval and daniel-dev, which must not
// change when they are read again (99% are clean by it), against the same pages of wcxb-dev as a crawl's text dump
// holds them (7% are, nine tenths of whose words are content).
const lowScore = 300

// longShare is the percentage of its words in long lines from which on a text without a marker is clean, whatever the
// model makes of the lines: menus, teasers and comments are short ones. Lists of donors and results look like nothing
// that the model knows.
const longShare = 97

func isClean(score, low int64, markers, lines int) bool {
	switch {
	case markers == 0:
		return score >= 400
	case markers == 1:
		return score >= 650 && low <= 60 || score >= 550 && low <= 150
	}
	return score >= 650 && low <= 60 && markers*100 <= 6*lines
}

// longLines reports whether a text has hardly any but long lines and no marker.
func (p *Page) longLines() bool { return p.markers == 0 && p.long*100 >= p.words*longShare }

// score fills p.scores by the model and reports whether the text is clean.
func (p *Page) score(eval *forest.Evaluator) bool {
	p.fill()
	p.probs = eval.PredictColumns(p.probs[:0], p.features, len(p.lines))
	p.scores = p.scores[:0]
	var sum, low, size int64
	for i := range p.lines {
		q := min(max(int32(p.probs[i*p.classes+p.content]*scoreUnit+.5), 0), scoreUnit)
		p.scores = append(p.scores, q)
		sum += int64(q) * p.size(i)
		if q < lowScore {
			low += p.size(i)
		}
		size += p.size(i)
	}
	size = max(size, 1)
	return p.longLines() || isClean(sum/size, low*scoreUnit/size, int(p.markers), len(p.lines))
}
