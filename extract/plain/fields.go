package plain

import (
	"winnow/extract/metadata"
	"winnow/extract/phrases"
)

// fieldLines is how far above the body a byline or a date is looked for, fieldInside how far into it, and fieldWords how
// many words such a line has at most.
const (
	fieldLines  = 25
	fieldInside = 8
	fieldWords  = 14
)

// readFields reads author and date off the lines between the title and the body, and the first few of the body, when
// rules have not done so already. Lines farther away belong to other articles, but for the only date of a page.
func (j *job) readFields() {
	lines := j.lines()
	j.bounds()
	from, to := max(0, j.first-fieldLines), min(len(lines), j.first+fieldInside)
	loose := ""
	for i := from; i < to; i++ {
		l := &lines[i]
		if l.words > fieldWords {
			continue
		}
		byline := l.match.Kind == phrases.Byline && l.match.Form != phrases.NoForm
		if l.digits >= 4 && j.meta.Date == "" {
			if iso, ok := metadata.DateLine([]byte(l.text)); ok {
				j.meta.Date = iso
				j.nameBeside(i)
			} else if loose == "" && !l.full {
				loose, _ = metadata.ParseDate([]byte(l.text))
			}
		}
		switch {
		case byline && l.match.Form == phrases.Line:
			if i+1 < len(lines) && j.meta.Author == "" && lines[i+1].isName() {
				j.meta.Author = lines[i+1].text
			}
		case byline:
			j.readByline(l)
		}
	}
	if j.meta.Date == "" {
		j.meta.Date = loose
	}
	if j.meta.Date == "" {
		j.meta.Date = j.onlyDate()
	}
}

// nameBeside takes the author from the line before or behind the date.
func (j *job) nameBeside(i int) {
	lines := j.lines()
	for _, k := range [...]int{i - 1, i + 1} {
		if j.meta.Author == "" && k >= 0 && k < len(lines) && lines[k].isName() {
			j.meta.Author = lines[k].text
		}
	}
}

// isName reports whether a line looks like the name of a person and nothing else.
func (l *line) isName() bool {
	// Without a branch, which no processor would foresee.
	none := l.caps | l.digits | l.han | l.seps | l.commas | l.quotes | l.opens | l.quirks | int32(bit(l.full)|bit(l.colon)) | int32(l.match.Kind)
	return bit(uint32(l.tokens-2) <= 1)&bit(l.upper == l.tokens)&bit(none == 0)&bit(l.opensBy == byUpper)&bit(l.chars <= 30) != 0
}

// onlyDate returns the date that all lines of the page which are one agree on, "" if they don't.
func (j *job) onlyDate() (date string) {
	const day = len("2006-01-02")
	for i := range j.lines() {
		l := &j.page.lines[i]
		if l.words > fieldWords || l.digits < 4 {
			continue
		}
		if iso, ok := metadata.DateLine([]byte(l.text)); ok {
			if date != "" && (len(date) < day || len(iso) < day || date[:day] != iso[:day]) {
				return ""
			}
			date = iso
		}
	}
	return date
}
