package plain

import (
	"strings"
	"unicode/utf8"

	"winnow/document"
	"winnow/extract/metadata"
	"winnow/extract/phrases"
)

// Names of the rules, as explain shows them.
const (
	ruleTitle    = "title"          // the title of the article; goes to Meta.Title
	ruleByline   = "byline"         // names of the authors; go to Meta.Author
	ruleDate     = "date"           // the date of publication; goes to Meta.Date
	ruleCredit   = "credit"         // the agency; goes to Meta.Credit
	ruleMarker   = "marker"         // a phrase that never belongs to an article
	ruleLinkBox  = "link-box"       // links beneath the heading of a box
	ruleLink     = "link"           // a headline of another article
	ruleAltText  = "alt-text"       // alternative text of an image: the title without its diacritics
	ruleCaption  = "caption"        // names its photographer or source
	ruleTeaser   = "teaser"         // a doubled headline and the blurb beneath it
	ruleReadMore = "read-more"      // an invitation to another page
	ruleBracket  = "bracketed-link" // a headline in brackets between sentences
	ruleGlued    = "glued-prefix"   // the label of a link box, run into a paragraph
	ruleScore    = string(document.ReasonScore)
)

// job is the labelling of one page.
type job struct {
	page  *Page
	opt   Options
	meta  Meta
	title int // line of the title, -1 if none
	first int // first and last line of body text; first > last when there is none
	last  int
	dirty int // lines that certain rules dropped
}

func (j *job) lines() []line { return j.page.lines }

func (j *job) drop(i int, rule string) {
	if l := &j.page.lines[i]; l.drop == "" {
		l.drop = rule
		j.dirty++
	}
}

// run applies the rules, the certain ones first.
func (j *job) run() {
	j.title = -1
	j.findTitle()
	j.altTexts()
	for i := range j.lines() {
		j.lineRules(i)
	}
	j.teasers()
	j.cutOff()
	j.boxes()
	j.bounds()
	j.byline()
	if j.dirty > 0 {
		j.headlines()
	}
	if j.dirty > 0 || j.opt.Title != "" {
		j.dropTitle()
	}
	for i := range j.lines() {
		if l := &j.page.lines[i]; l.drop == "" {
			j.inline(i)
		}
	}
}

// maxLabelled is the most words of a line that goes with its label: "Xem thêm: " and a headline.
const maxLabelled = 40

// lineRules drops a line for what it says itself.
func (j *job) lineRules(i int) {
	l := &j.page.lines[i]
	if l.drop != "" {
		return
	}
	if strings.HasPrefix(l.text, ">>") && l.words <= maxLabelled {
		j.drop(i, ruleLink)
		return
	}
	if l.words <= 14 && l.chars <= 120 {
		if source, ok := phrases.Credit(l.text); ok && i > 0 {
			j.meta.Credit = source
			j.drop(i, ruleCredit)
			return
		}
	}
	switch l.match.Form {
	case phrases.Line:
		switch l.match.Kind {
		case phrases.Time, phrases.Count, phrases.Byline:
			j.drop(i, ruleMarker)
		case phrases.Photo:
			j.drop(i, ruleCaption)
		default:
			j.drop(i, ruleMarker)
		}
		return
	case phrases.Label:
		if l.words > maxLabelled {
			break
		}
		switch l.match.Kind {
		case phrases.Related, phrases.MostRead, phrases.Latest, phrases.ReadMore:
			j.drop(i, ruleReadMore)
		case phrases.Photo:
			j.drop(i, ruleCaption)
		case phrases.Byline:
			if l.words <= 14 {
				j.readByline(i)
			}
		case phrases.Source:
			if l.words <= 14 {
				j.meta.Credit = strings.TrimSpace(l.text[l.match.N:])
				j.drop(i, ruleCredit)
			}
		case phrases.Tags, phrases.Share, phrases.Copyright, phrases.Imprint, phrases.Nav, phrases.Follow:
			j.drop(i, ruleMarker)
		}
	case phrases.Start:
		if l.words > maxLabelled {
			break
		}
		switch l.match.Kind {
		case phrases.ReadMore, phrases.Related:
			j.drop(i, ruleReadMore)
		case phrases.Byline:
			if l.words <= 14 && !l.full {
				j.readByline(i)
			}
		case phrases.Photo:
			if l.words <= maxCaption {
				j.drop(i, ruleCaption)
			}
		case phrases.Source:
			if l.words <= 14 {
				j.drop(i, ruleCredit)
			}
		case phrases.Login, phrases.Newsletter, phrases.Tags, phrases.Nav, phrases.Ad:
			if l.words <= 25 && !(l.full && l.words > 12) {
				j.drop(i, ruleMarker)
			}
		default:
			j.drop(i, ruleMarker)
		}
	}
	if l.drop != "" {
		return
	}
	if l.credited {
		j.drop(i, ruleCaption)
		return
	}
	if l.words <= 12 && l.digits >= 4 {
		if iso, ok := metadata.DateLine([]byte(l.text)); ok {
			if j.meta.Date == "" {
				j.meta.Date = iso
			}
			j.drop(i, ruleDate)
		}
	}
}

func (j *job) readByline(i int) {
	l := &j.page.lines[i]
	if names, ok := metadata.Byline([]byte(l.text)); ok && j.meta.Author == "" {
		j.meta.Author = names
	}
	if iso, ok := metadata.ParseDate([]byte(l.text)); ok && j.meta.Date == "" {
		j.meta.Date = iso
	}
	j.drop(i, ruleByline)
}

// maxCaption is the most words of a caption; of the captions of vi-html and vi-text the longest has 41.
const maxCaption = 45

// creditedCaption reports whether a line ends with the credit of a picture: "… (Ảnh: Minh Hà)", "… - Ảnh: V.D",
// "… Ảnh: CNN.", "(Nguồn: Reuters)", "Photo: AP".
func creditedCaption(s string) bool {
	at, kind := trailingCredit(s)
	if at < 0 {
		return false
	}
	if kind == phrases.Source { // a body may end with "(Nguồn: X)": a caption with it is one sentence at most
		return strings.Count(s[:at], ". ") <= 1
	}
	return true
}

// maxCreditWords is the most words after the label of a photo credit.
const maxCreditWords = 10

// trailingCredit finds the label of a photo or source credit near the end of s and returns where it begins, with the
// bracket or dash before it; -1 if there is none.
func trailingCredit(s string) (at int, kind phrases.Kind) {
	const window = 110 // bytes: a label, a name and brackets
	from := max(0, len(s)-window)
	for i := len(s) - 1; i >= from; i-- {
		if s[i] != ':' && s[i] != ' ' && s[i] != '(' && s[i] != '/' && s[i] != '[' {
			continue
		}
		// A credit begins at the start of a word after a bracket, a dash, a bar or the end of a sentence.
		start := i + 1
		if start >= len(s) || s[i] == ':' || !utf8.RuneStart(s[start]) {
			continue
		}
		before := strings.TrimRight(s[:start], " ")
		opener, n := utf8.DecodeLastRuneInString(before)
		switch opener {
		case '(', '[', '-', '–', '—', '|', '/', '（', '【', '.', '!', '?', '…', '"', '”', '_':
		default:
			c, _ := utf8.DecodeRuneInString(s[start:])
			if classOf(c)&upper == 0 { // "… ở Hà Nội Video: Hoilaixe"
				continue
			}
			n = 0
		}
		m := phrases.Find(s[start:])
		if m.Kind != phrases.Photo && (m.Kind != phrases.Source || opener != '(') {
			continue
		}
		rest := s[start:]
		if m.Form == phrases.Line && opener != '(' && opener != '-' && opener != '–' { // a sentence that ends with "ảnh"
			continue
		}
		if m.Form == phrases.Start && opener == utf8.RuneError {
			continue
		}
		if m.Form == phrases.Label {
			rest = rest[m.N:]
		}
		if countWords(rest) > maxCreditWords {
			continue
		}
		return len(before) - n, m.Kind
	}
	return -1, phrases.None
}

func countWords(s string) (n int) {
	for range strings.FieldsSeq(s) {
		n++
	}
	return n
}

// headlineLike reports whether a line may be the headline of a link: several words without an end of a sentence.
func (l *line) headlineLike() bool {
	return (!l.full || l.cut && l.words <= 25) && !l.colon && !l.list && l.words >= 4 && l.words <= 40 &&
		(l.opensBy == byUpper || l.opensBy == byQuote || l.opensBy == byDigit) && l.stops <= 2
}

// bodyLike reports whether a line is a paragraph of an article as far as it can tell itself.
func (l *line) bodyLike() bool { return l.sentence && !l.cut }

// teasers drops doubled headlines and the blurb beneath each: the same line twice in a row, then one paragraph. One
// such pair alone may be the title above the lead, so the blurb goes only after another pair or a box.
func (j *job) teasers() {
	lines := j.lines()
	pairs := 0
	for i := 1; i < len(lines); i++ {
		a, b := &lines[i-1], &lines[i]
		if a.whole != b.whole || b.words < 3 || a.sentence && !a.cut && !a.question {
			continue
		}
		if a.drop != "" && a.drop != ruleTeaser {
			continue
		}
		pairs++
		seen := j.bodyBefore(i - 1)
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
			above.drop == "" && above.headlineLike() && strings.HasSuffix(l.text, " ...") && j.bodyBefore(i-1) {
			if above.drop == "" {
				j.drop(i-1, ruleTeaser)
			}
			j.drop(i, ruleTeaser)
		}
	}
}

// maxBlurb is the most words of the text beneath the headline of a teaser: one or two sentences.
const maxBlurb = 60

func (j *job) bodyBefore(i int) bool {
	for k := range i {
		if l := &j.page.lines[k]; l.sentence && l.drop == "" {
			return true
		}
	}
	return false
}

// boxes drops what stands beneath the heading of a box: all lines up to the next paragraph of the body. At the end of
// a page the box may hold blurbs that are sentences; they are told from the body by being cut off, or by standing
// beneath a headline of their own.
func (j *job) boxes() {
	lines := j.lines()
	for i := 0; i < len(lines); i++ {
		l := &lines[i]
		if l.drop != ruleMarker || !opensBox(l.match.Kind) {
			continue
		}
		tail := j.tail(i + 1)
		headline := false
		for i+1 < len(lines) {
			next := &lines[i+1]
			if next.drop == ruleMarker && opensBox(next.match.Kind) {
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

// opensBox reports which headings are followed by links.
func opensBox(k phrases.Kind) bool {
	switch k {
	case phrases.Related, phrases.MostRead, phrases.Latest, phrases.ReadMore, phrases.Comments, phrases.Tags:
		return true
	}
	return false
}

// tail reports whether the body is over before line i: fewer than two paragraphs without a headline above them follow.
func (j *job) tail(i int) bool {
	lines := j.lines()
	n := 0
	for ; i < len(lines); i++ {
		if l := &lines[i]; l.drop == "" && l.bodyLike() && l.words >= 25 && !(lines[i-1].headlineLike() || lines[i-1].drop == ruleAltText || lines[i-1].drop == ruleTeaser) {
			if n++; n >= 2 {
				return false
			}
		}
	}
	return true
}

// bounds finds the first and last paragraph of the body.
func (j *job) bounds() {
	j.first, j.last = len(j.lines()), -1
	for i := range j.lines() {
		if l := &j.page.lines[i]; l.drop == "" && l.sentence {
			j.first, j.last = min(j.first, i), i
		}
	}
}

// byline takes a line of names beneath the last paragraph for the authors: "Đức Hùng", "Việt Dũng - Phạm Dự",
// "Minh Cát / phunusuckhoe.vn".
func (j *job) byline() {
	if j.last < 0 {
		return
	}
	lines := j.lines()
	for i := j.last + 1; i < len(lines); i++ {
		l := &lines[i]
		if l.drop != "" {
			continue
		}
		if l.words <= 8 && !l.full && !l.colon && l.digits == 0 && !l.list && l.lower <= 1 && l.upper > l.lower && l.opensBy == byUpper && l.commas <= 2 {
			if names, ok := metadata.Byline([]byte(l.text)); ok && j.meta.Author == "" {
				j.meta.Author = names
			}
			j.drop(i, ruleByline)
		}
		return
	}
}

// headlines drops, on a page with other boilerplate, lines that look like headlines of links: those before the first
// paragraph and behind the last one, and runs of two and more between paragraphs. A single one between paragraphs is
// a sub-heading.
func (j *job) headlines() {
	lines := j.lines()
	if j.first > j.last {
		return
	}
	for i := 0; i < len(lines); i++ {
		if lines[i].drop != "" || !lines[i].headlineLike() {
			continue
		}
		k := i + 1
		n := 1
		for k < len(lines) && (lines[k].drop != "" && lines[k].drop != ruleCaption || lines[k].headlineLike()) {
			if lines[k].drop == "" {
				n++
			}
			k++
		}
		outside := i < j.first || i > j.last
		if outside || n >= 2 && i > j.first && k <= j.last && lines[i].words >= 6 {
			for ; i < k; i++ {
				if lines[i].drop == "" && i != j.title {
					j.drop(i, ruleLink)
				}
			}
		}
		i = k - 1
	}
	// Crumbs of less than four words outside of the body.
	for i := range lines {
		if l := &lines[i]; l.drop == "" && (i < j.first || i > j.last) && !l.full && !l.list && l.stops < 2 && l.words < longLine && i != j.title {
			j.drop(i, ruleScore)
		} else if l.drop == "" && l.words <= 1 && l.opensBy == byLower {
			j.drop(i, ruleScore)
		}
	}
}

// dropTitle moves the title line to its field.
func (j *job) dropTitle() {
	if j.title < 0 {
		return
	}
	l := &j.page.lines[j.title]
	if j.meta.Title == "" {
		j.meta.Title = squeeze(l.text)
	}
	if l.drop == "" {
		j.drop(j.title, ruleTitle)
	}
}
