package extract

import (
	"bytes"
	"strings"

	"winnow/document"
	"winnow/extract/charset"
	"winnow/extract/metadata"
	"winnow/extract/plain"
	"winnow/extract/templates"
	"winnow/internal/laps"
)

// Observe reads a page as Extract does, as far as the probabilities of its blocks, and leaves in d.Keys what a
// *templates.Learner counts of it: a *templates.Observation, or nothing where the page's site is unknown. It chooses and
// renders nothing. It is a document.Stage.
func (x *Extractor) Observe(d *document.Document) {
	if d.Verdict.Dropped() {
		return
	}
	if d.Format == document.FormatArticle {
		d.Format, d.Raw = document.FormatText, []byte(d.Text) // an article's text is learned from like any other
	}
	lap := x.cfg.Clock.Start()
	result := charset.Decode(d.Raw, charset.Options{Forced: x.cfg.Encoding, Transport: d.Charset, Markup: d.Format != document.FormatText})
	lap.End(laps.Decode)
	if d.Format == document.FormatText {
		x.observeText(d, result.Text)
		lap.End(laps.Lines)
		d.Raw = nil
		return
	}
	s := x.scratch.Get().(*scratch)
	tree := s.page.parser.ParseKinds(result.Text, result.Kinds)
	lap.End(laps.Parse)
	if tree.Truncated {
		d.Reject(document.ReasonTooLarge, s.page.parser.TooLarge())
		return
	}
	x.readMeta(d, metadata.Read(tree, d.URL))
	lap.End(laps.Metadata)
	s.page.LoadTree(tree)
	lap.End(laps.Cut)
	x.score(s, &lap)
	if site := siteOf(d); site != "" && len(s.page.Blocks) > 0 {
		p := &s.page
		s.units = p.Units(s.units[:0], s.choice.content)
		o := templates.Observe(site, s.units, p.BlockText, func(i int) string { return p.path(p.Blocks[i].elem) })
		o.Title, o.Author, o.Date = s.fieldUnits(d)
		o.Stated = p.statedTitle(d)
		d.Keys = o
	}
	d.ReleaseRaw()
	if len(result.Text) <= maxScratch {
		x.scratch.Put(s)
	}
}

// fieldUnits finds the blocks that hold the title, the author and the date which the page states, plus 1; 0 for none.
func (s *scratch) fieldUnits(d *document.Document) (title, author, date int) {
	p := &s.page
	if p.ends.hasTitle {
		title = int(p.ends.title) + 1
	}
	for i := range p.Blocks {
		if b := &p.Blocks[i]; b.chars > maxFrontChars {
			continue
		} else if date == 0 && d.Date != "" && b.dated && statesDate(p.BlockText(i), d.Date) {
			date = i + 1
		}
		if author == 0 && d.Author != "" && statesAuthor(p.BlockText(i), d.Author) {
			author = i + 1
		}
	}
	return title, author, date
}

// statedTitle is the fingerprint of the title that a page states; 0 for none.
func (p *Page) statedTitle(d *document.Document) uint64 {
	if d.Title == "" {
		return 0
	}
	return p.folder.Text([]byte(d.Title))
}

// dayLength is that of YYYY-MM-DD.
const dayLength = len("2006-01-02")

// statesDate tells whether a text is a line of the date.
func statesDate(text []byte, date string) bool {
	iso, ok := metadata.DateLine(text)
	return ok && len(iso) >= dayLength && strings.HasPrefix(date, iso[:dayLength])
}

// statesAuthor tells whether a text is the author's name and little else.
func statesAuthor(text []byte, author string) bool {
	return len(text) <= 3*len(author)+20 && bytes.Contains(text, []byte(author))
}

// observeText leaves in d.Keys what is learned of a plain text.
func (x *Extractor) observeText(d *document.Document, text []byte) {
	site := siteOf(d)
	if site == "" || bytes.Count(text, []byte("\n")) >= plain.MaxLines {
		return
	}
	if o := x.lines.Observe(site, string(text)); o != nil {
		d.Keys = o
	}
}

// Units returns the blocks of the page as templates see them, given the probability of content of each in 1/1000.
// Features must have been called before.
func (p *Page) Units(dst []templates.Unit, content []int32) []templates.Unit {
	for i := range p.Blocks {
		b := &p.Blocks[i]
		dst = append(dst, templates.Unit{
			Text: p.folder.Text(p.BlockText(i)), Place: p.infos[b.elem].path, Words: b.size, Content: content[i],
		})
	}
	return dst
}
