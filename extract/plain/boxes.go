package plain

import (
	"strings"

	"winnow/extract/phrases"
)

// teasers drops doubled headlines and the blurb beneath each: the same line twice in a row, then one paragraph. One
// such pair alone may be the title above the lead, so the blurb goes only after another pair or a box.
func (j *job) teasers() {
	lines := j.lines()
	pairs := 0
	j.bounds()
	for i := 1; i < len(lines); i++ {
		a, b := &lines[i-1], &lines[i]
		if a.whole != b.whole || b.words < 3 || a.sentence && !a.cut && !a.question {
			continue
		}
		if a.drop != "" && a.drop != ruleTeaser {
			continue
		}
		pairs++
		seen := j.first < i-1
		if !seen && pairs == 1 && j.page.repeats < 2 {
			j.drop(i, ruleTitle) // the title stands twice
			continue
		}
		j.drop(i-1, ruleTeaser)
		j.drop(i, ruleTeaser)
		if i+1 < len(lines) {
			if next := &lines[i+1]; next.drop == "" && seen && next.words <= maxBlurb && (pairs > 1 || j.page.repeats > 1) {
				if i+2 >= len(lines) || next.whole != lines[i+2].whole {
					j.drop(i+1, ruleTeaser)
				}
			}
		}
	}
}

// cutOff drops blurbs that end within a sentence and stand beneath a headline or an alternative text.
func (j *job) cutOff() {
	lines := j.lines()
	for i := 1; i < len(lines); i++ {
		l, above := &lines[i], &lines[i-1]
		if l.drop != "" || !l.cut || l.words < 8 || l.words > maxBlurb {
			continue
		}
		if above.drop == ruleAltText || above.drop == ruleTeaser || above.drop == ruleLinkBox ||
			above.drop == "" && above.headlineLike() && strings.HasSuffix(l.text, " ...") && j.first < i-1 {
			if above.drop == "" {
				j.drop(i-1, ruleTeaser)
			}
			j.drop(i, ruleTeaser)
		}
	}
}

// maxBlurb is the most words of the text beneath the headline of a teaser: one or two sentences.
const maxBlurb = 60

// boxes drops what stands beneath the heading of a box: all lines up to the next paragraph of the body. At the end of
// a page the box may hold blurbs that are sentences; they are told from the body by being cut off, or by standing
// beneath a headline of their own.
func (j *job) boxes() {
	lines := j.lines()
	end := j.bodyEnd()
	for i := 0; i < len(lines); i++ {
		l := &lines[i]
		if l.drop != ruleMarker || !j.opensBox(i) {
			continue
		}
		tail := i+1 >= end
		headline := false
		for i+1 < len(lines) {
			next := &lines[i+1]
			if next.drop == ruleMarker && j.opensBox(i+1) {
				break
			}
			if next.drop == "" {
				if next.bodyLike() && (!tail || !headline && next.words >= 25) {
					break
				}
				headline = next.headlineLike()
				j.drop(i+1, ruleLinkBox)
			} else {
				headline = next.drop == ruleAltText
			}
			i++
		}
	}
}

// opensBox reports whether links follow the marker on line i.
func (j *job) opensBox(i int) bool {
	l := &j.page.lines[i]
	switch l.match.Kind {
	case phrases.Related, phrases.MostRead, phrases.Latest, phrases.Comments, phrases.Tags:
		return true
	case phrases.ReadMore:
		return l.colon
	}
	return false
}

// bodyEnd returns the line from which on the body is over: fewer than two paragraphs without a headline above them
// follow.
func (j *job) bodyEnd() int {
	lines := j.lines()
	n := 0
	for i := len(lines) - 1; i > 0; i-- {
		if l, above := &lines[i], &lines[i-1]; l.drop == "" && l.bodyLike() && l.words >= 25 &&
			!(above.drop == "" && above.headlineLike()) && above.drop != ruleAltText && above.drop != ruleTeaser {
			if n++; n >= 2 {
				return i + 1
			}
		}
	}
	return 0
}

// The least of a teaser at the end of an article: its headline is longer than a sub-heading, its blurb a short
// paragraph, and the article is long enough to end before it.
const (
	teaserHeadline = 10
	teaserBlurb    = 40
	teaserBody     = 5
)

// lastTeaser drops a headline with one short paragraph beneath it that stand behind the body: the link to another
// article that some papers put before the tags.
func (j *job) lastTeaser() {
	lines := j.lines()
	if j.last <= j.first || j.page.markers < 2 {
		return
	}
	blurb := &lines[j.last]
	i := j.last - 1
	for i > j.first && lines[i].drop != "" {
		i--
	}
	headline := &lines[i]
	if !headline.headlineLike() || headline.words < teaserHeadline || blurb.words > teaserBlurb {
		return
	}
	for k := j.last + 1; k < len(lines); k++ {
		if lines[k].drop == "" {
			return
		}
	}
	paragraphs := 0
	for k := j.first; k < i; k++ {
		if l := &lines[k]; l.drop == "" && l.sentence {
			paragraphs++
		}
	}
	if paragraphs >= teaserBody {
		j.drop(i, ruleTeaser)
		j.drop(j.last, ruleTeaser)
	}
}
