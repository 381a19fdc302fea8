package plain

import (
	"strings"

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
	ruleTemplate = "template"       // stands on other pages of the site
	ruleScore    = string(document.ReasonScore)
)

// job is the labelling of one page.
type job struct {
	page      *Page
	opt       Options
	meta      Meta
	title     int // line of the title, -1 if none
	first     int // first and last line of body text; first > last when there is none
	last      int
	dirty     int  // lines that certain rules dropped
	collected bool // the page's words with diacritics are
	copies    int  // how many of the page's are written
	clean     bool // the model takes the page for an article without boilerplate
}

func (j *job) lines() []line { return j.page.lines }

func (j *job) drop(i int, rule string) {
	if l := &j.page.lines[i]; l.drop == "" {
		l.drop = rule
		j.dirty++
	}
}

// rules applies the rules that are certain. What is said about boxes, teasers and captions holds for Vietnamese news;
// in other languages the model knows better.
func (j *job) rules() {
	if j.titleTwice() {
		j.drop(j.title+1, ruleAltText)
	}
	j.altTexts()
	for i := range j.lines() {
		if j.page.lines[i].drop == "" {
			j.markerRule(i)
		}
		if j.page.lines[i].drop == "" && j.page.vietnamese {
			j.vietnameseRule(i)
		}
	}
	if j.page.vietnamese {
		j.teasers()
		j.cutOff()
		j.boxes()
		j.bounds()
		j.byline()
	}
	j.bounds()
}

// maxLabelled is the most words of a line that goes with its label: "Xem thêm: " and a headline.
const maxLabelled = 30

// markers says of which kinds a phrase is certain to be boilerplate in any language: as the whole line, before a
// colon, at the start of a line. Counted over 290,000 lines of wcxb-dev-text, daniel-dev and the Vietnamese sets: of
// the lines that are dropped by it less than 3% are content, labels of related articles 5%. What is less certain
// ("Learn more: …", "By …", "Photo: …", "Source: …" of other languages) is left to the model.
var markers = [phrases.NumKinds][phrases.Start + 1]bool{
	phrases.Related:    {phrases.Line: true, phrases.Label: true, phrases.Start: true},
	phrases.MostRead:   {phrases.Line: true, phrases.Label: true},
	phrases.Latest:     {phrases.Line: true},
	phrases.Comments:   {phrases.Line: true, phrases.Start: true},
	phrases.Share:      {phrases.Line: true, phrases.Start: true},
	phrases.Follow:     {phrases.Line: true},
	phrases.Newsletter: {phrases.Line: true, phrases.Start: true},
	phrases.Cookie:     {phrases.Line: true, phrases.Start: true},
	phrases.Login:      {phrases.Line: true},
	phrases.Copyright:  {phrases.Line: true, phrases.Start: true},
	phrases.Ad:         {phrases.Line: true},
	phrases.ReadMore:   {phrases.Line: true},
	phrases.Nav:        {phrases.Line: true},
	phrases.Imprint:    {phrases.Line: true},
}

// buttons are the kinds whose plain words ("Read more", "Share", "Comments") stand on buttons where there is other
// boilerplate, too, and so are dropped there. The others ("About us", "Latest", "Privacy") may head a section anywhere.
var buttons = [phrases.NumKinds]bool{
	phrases.ReadMore: true, phrases.Share: true, phrases.Follow: true, phrases.Login: true, phrases.Ad: true,
	phrases.Comments: true, phrases.Newsletter: true, phrases.Cookie: true,
}

// weakMarker reports whether a marker is a plain word that may as well be a sub-heading or an answer: it is left to the
// model.
func (l *line) weakMarker() bool {
	switch l.match.Kind {
	case phrases.ReadMore:
		return l.words <= 2 && l.chars <= 16 && !l.colon
	case phrases.Nav, phrases.Imprint, phrases.Latest, phrases.Copyright, phrases.Login, phrases.Share, phrases.Follow, phrases.Ad, phrases.Cookie:
		return l.words <= 2 && l.chars <= 16
	case phrases.Comments, phrases.MostRead, phrases.Newsletter:
		return l.words <= 1 && l.chars <= 12 && l.han == 0
	}
	return false
}

// markerRule drops a line for the phrase that it is or begins with.
func (j *job) markerRule(i int) {
	l := &j.page.lines[i]
	if j.page.vietnamese && strings.HasPrefix(l.text, ">>") && l.words <= maxLabelled {
		j.drop(i, ruleLink)
		return
	}
	m := l.match
	if !markers[m.Kind][m.Form] || l.words > maxLabelled {
		return
	}
	if m.Form == phrases.Line && l.weakMarker() && !(j.page.vietnamese && j.page.markers >= 2) && (j.clean || !buttons[m.Kind]) {
		return
	}
	switch {
	case m.Form != phrases.Line && (m.Kind == phrases.Related || m.Kind == phrases.MostRead):
		if m.N == len(l.text) { // a colon and nothing behind it heads a box
			j.drop(i, ruleMarker)
			return
		}
		j.drop(i, ruleReadMore)
	default:
		j.drop(i, ruleMarker)
	}
}

// vietnameseRule drops lines that are certain in Vietnamese news, where labels and captions follow house rules.
func (j *job) vietnameseRule(i int) {
	l := &j.page.lines[i]
	if l.words <= 14 && l.chars <= 120 {
		if source, ok := phrases.CreditOf(l.text, l.match); ok && i > 0 {
			j.meta.Credit = source
			j.drop(i, ruleCredit)
			return
		}
	}
	m := l.match
	switch {
	case m.Form == phrases.Line:
		if m.Kind == phrases.Photo {
			j.drop(i, ruleCaption)
		}
		return
	case m.Form == phrases.NoForm || l.words > maxLabelled:
	default:
		switch m.Kind {
		case phrases.ReadMore:
			j.drop(i, ruleReadMore)
			return
		case phrases.Photo:
			if !l.colon {
				j.drop(i, ruleCaption)
				return
			}
		case phrases.Byline:
			if l.words <= 14 && !l.full {
				j.readByline(l)
				j.drop(i, ruleByline)
				return
			}
		case phrases.Source:
			if l.words <= 14 && !l.full {
				j.meta.Credit = strings.TrimSpace(l.text[m.N:])
				j.drop(i, ruleCredit)
				return
			}
		case phrases.Tags, phrases.Imprint, phrases.Follow:
			if !l.full || l.words < bodyWords {
				j.drop(i, ruleMarker)
				return
			}
		}
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

// readByline takes author and date from a byline.
func (j *job) readByline(l *line) {
	if names, ok := metadata.Byline([]byte(l.text)); ok && j.meta.Author == "" {
		j.meta.Author = names
	}
	if iso, ok := metadata.ParseDate([]byte(l.text)); ok && j.meta.Date == "" {
		j.meta.Date = iso
	}
}

// maxCaption is the most words of a caption; of the captions of vi-html and vi-text the longest has 41.
const maxCaption = 45

func countWords(s string) (n int) {
	for range strings.FieldsSeq(s) {
		n++
	}
	return n
}

// headlineLike reports whether a line may be the headline of a link: several words without an end of a sentence.
func (l *line) headlineLike() bool {
	return (!l.full || l.cut && l.words <= 25) && !l.colon && !l.list && l.words >= 4 && l.words <= 40 &&
		(l.opensBy == byUpper || l.opensBy == byQuote || l.opensBy == byDigit) && (l.stops == 0 || l.stops == 1 && l.words <= 16)
}

// bodyLike reports whether a line is a paragraph of an article as far as it can tell itself.
func (l *line) bodyLike() bool { return l.sentence && !l.cut }

// bounds finds the first and last paragraph of the body.
func (j *job) bounds() {
	lines := j.lines()
	j.first, j.last = 0, len(lines)-1
	for j.first < len(lines) && !lines[j.first].isBody() {
		j.first++
	}
	for j.last >= 0 && !lines[j.last].isBody() {
		j.last--
	}
}

// isBody reports whether a line is a paragraph that is kept.
func (l *line) isBody() bool { return l.sentence && l.drop == "" }

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

// maxHeadline is the most syllables of a headline in Vietnamese news; longer lines without a full stop are leads.
const maxHeadline = 24

// headlines drops, on a Vietnamese page with other boilerplate that is body text for the most part, lines that look like headlines of links: those before the first
// paragraph and behind the last one, and runs of two and more between paragraphs. A single one between paragraphs is
// a sub-heading.
func (j *job) headlines() {
	lines := j.lines()
	if !j.page.vietnamese || j.first > j.last || j.page.body*2 < j.page.words {
		return
	}
	for i := 0; i < len(lines); i++ {
		if lines[i].drop != "" || !lines[i].headlineLike() || lines[i].words > maxHeadline {
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
	j.lastTeaser()
	// Crumbs of less than four words outside of the body.
	for i := range lines {
		if l := &lines[i]; l.drop == "" && (i < j.first || i > j.last) && !l.full && !l.list && l.stops == 0 && l.words < longLine && i != j.title && !j.introduces(i) {
			j.drop(i, ruleScore)
		} else if l.drop == "" && l.words <= 1 && l.opensBy == byLower {
			j.drop(i, ruleScore)
		}
	}
}

// minIntroduction is the fewest words of a line that introduces a list; shorter ones are labels.
const minIntroduction = 8

// maxIntroductions is how many of them may follow each other.
const maxIntroductions = 3

// introduces reports whether a line ends with a colon right above a list that is kept, as in "… for three reasons:", or
// above another such line.
func (j *job) introduces(i int) bool {
	lines := j.lines()
	for end := min(i+maxIntroductions, len(lines)-1); i < end; i++ {
		if l := &lines[i]; l.drop != "" || !l.colon || l.words < minIntroduction || l.match.Form != phrases.NoForm {
			return false
		}
		if next := &lines[i+1]; next.list && next.drop == "" {
			return true
		}
	}
	return false
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
