package plain

import (
	"strings"

	"winnow/extract/metadata"
	"winnow/extract/phrases"
)

// Where the title stands on a page whose markup is lost, and what it is like. Of the lines above the body in wcxb-dev-text
// that fulfil all of it 83% are the title, on a fifth of the pages; without the byline it would be 45%.
const (
	titleLines   = 15 // above the body
	titleWords   = 5  // at least
	maxTitle     = 20 // words at most
	titleOverlap = 60 // percent of its longer words are in the body
	titleByline  = 5  // lines below it, a date or a byline stands
)

// guessTitle takes for the title: a line that the first line repeats, with or without the name of the site behind it, as
// in dumps of a page that begin with its <title>; or the line above the body that has most in common with it, when a date
// or a byline follows.
func (j *job) guessTitle() {
	lines := j.lines()
	if j.meta.Title != "" || j.first > j.last {
		return
	}
	top := titleTag(lines[0].text)
	best, most := -1, -1
	for i := max(0, j.first-titleLines); i < j.first; i++ {
		l := &lines[i]
		if i > 0 && l.words >= minTitle && (sameLetters(l.text, top) || sameLetters(l.text, lines[0].text)) {
			j.meta.Title = squeeze(l.text)
			return
		}
		if l.words < minTitle || !l.headlineLike() && !l.question {
			continue
		}
		overlap := j.page.overlap(i)
		if score := int(overlap) + 3*int(min(l.words, 12)); score > most {
			if best, most = i, score; overlap < titleOverlap {
				best = -1
			}
		}
	}
	if best < 0 {
		return
	}
	if l := &lines[best]; l.words < titleWords || l.words > maxTitle || l.seps > 0 {
		return
	}
	for i := best + 1; i <= min(best+titleByline, j.first, len(lines)-1); i++ {
		l := &lines[i]
		_, date := metadata.DateLine([]byte(l.text))
		if date || l.match.Kind == phrases.Byline && l.match.Form != phrases.NoForm {
			j.meta.Title = squeeze(lines[best].text)
			return
		}
	}
}

// titleTag returns what stands before the name of the site in the title of a page: "Headline - Site", "Headline | Site".
func titleTag(s string) string {
	for _, separator := range [...]string{" | ", " - ", " – ", " — ", " :: ", " » ", " · "} {
		if i := strings.LastIndex(s, separator); i > 0 {
			return s[:i]
		}
	}
	return s
}
