package extract

import (
	"fmt"

	"winnow/document"
	"winnow/extract/metadata"
	"winnow/extract/templates"
)

// ReasonTemplate is the reason of blocks that would have been kept if their text did not stand on other pages of the
// site.
const ReasonTemplate document.Reason = "template"

// siteOf is the site that a page's templates are learned and looked up for.
func siteOf(d *document.Document) string {
	return templates.SiteOf(d.TemplateSite, d.URL, d.Origin.File)
}

// hostOf is the host whose rules a page follows.
func hostOf(d *document.Document) string {
	return templates.HostOf(d.TemplateSite, d.URL, d.Origin.File)
}

// templatePage is the probability, in 1/scale, of being an article from which templates are asked. On shops what is
// repeated is often meant: asked everywhere, wcxb-dev's products lose .006 in five folds and nothing is won. With 300 no
// site of wcxb-dev with five pages or more loses half a point; with 200 or 250 one loses .07. From 200 to 350 daniel-dev
// ends at the same figure with a model that has not seen it; with 400 its sites of two to four pages gain .006 less: where
// boilerplate is half of what the model takes for text, it doubts the page is an article. A page below it is asked whether
// it is an article but for its templates.
const templatePage = 300

// rescore weighs what is known of a page's site against the probabilities of its blocks, and reports whether the page
// turns out to be an article by that. What stands at which place is asked only on pages that do not look like an
// article even then: on others it gains nothing.
func (x *Extractor) rescore(d *document.Document, s *scratch) (article bool) {
	p, c := &s.page, &s.choice
	s.shared, c.alone = s.shared[:0], c.alone[:0]
	if x.cfg.Templates == nil {
		return false
	}
	site := x.cfg.Templates.Site(siteOf(d))
	if site == nil {
		return false
	}
	s.units = p.Units(s.units[:0], c.content)
	if t := int(p.ends.title); p.ends.hasTitle && t < len(s.units) {
		s.units[t].Text = 0 // a headline stands in the link boxes of other pages
	}
	s.shared = append(s.shared, make([]uint32, len(s.units))...)
	c.alone = append(c.alone, c.content...)
	weighed := site.Rescore(s.units, p.statedTitle(d), s.shared)
	if weighed && c.article <= articleLimit {
		if article = x.isArticleBut(s); !article && c.article < templatePage {
			weighed = false
			clear(s.shared)
			for i, alone := range c.alone {
				s.units[i].Content = alone
			}
		}
	}
	if c.article <= articleLimit || c.contradicts(p, c.content) {
		weighed = site.Draw(s.units, s.shared) || weighed
	}
	if !weighed {
		s.shared, c.alone = s.shared[:0], c.alone[:0]
		return false
	}
	for i := range s.units {
		before, now := c.content[i], s.units[i].Content
		if now != before { // what is no content is shared out as before
			c.comment[i] = int32(int64(c.comment[i]) * int64(scale-now) / int64(max(1, scale-before)))
			c.content[i] = now
		}
	}
	return article
}

// isArticleBut tells whether the page is an article with the probabilities of s.units.
func (x *Extractor) isArticleBut(s *scratch) bool {
	c := &s.choice
	article, product := c.article, c.product
	for i := range s.units {
		c.content[i] = s.units[i].Content
	}
	x.typeOf(s)
	copy(c.content, c.alone)
	if c.article <= articleLimit {
		c.article, c.product = article, product
		return false
	}
	return true
}

// nameTemplates names the reason of the blocks that templates decided about.
func (c *choice) nameTemplates() {
	for i, alone := range c.alone {
		if c.reasons[i] == document.ReasonScore && alone >= c.limit && c.content[i] < c.limit {
			c.reasons[i] = ReasonTemplate
		}
	}
}

// templateEvidence says what was known of the text of block i, and of its place.
func (x *Extractor) templateEvidence(d *document.Document, s *scratch, i int) []string {
	if len(s.shared) == 0 || s.units[i].Content == s.choice.alone[i] {
		return nil
	}
	name := siteOf(d)
	site := x.cfg.Templates.Site(name)
	alone := float32(s.choice.alone[i]) / scale
	if s.shared[i] == 0 {
		mean, pages := site.Mean(s.units[i].Place)
		return []string{fmt.Sprintf("its place has %.2f on %d pages of %s, %.2f by itself", float32(mean)/scale, pages, name, alone)}
	}
	return []string{fmt.Sprintf("on %d of %d pages of %s, %.2f by itself", s.shared[i], site.Pages, name, alone)}
}

// fillFields reads author and date of a page that does not state them from the places where they stand on the other
// pages of its site.
func (x *Extractor) fillFields(d *document.Document, s *scratch) {
	if x.cfg.Templates == nil || d.Author != "" && d.Date != "" {
		return
	}
	site := x.cfg.Templates.Site(siteOf(d))
	if d.Author == "" {
		if text := s.onlyAt(site, templates.Author); text != nil {
			d.Author, _ = metadata.Byline(text)
		}
	}
	if d.Date == "" {
		if text := s.onlyAt(site, templates.Date); text != nil {
			d.Date, _ = metadata.DateLine(text)
		}
	}
}

// onlyAt returns the text of the one block that stands at a place of a field; nil where there is none or more than one.
func (s *scratch) onlyAt(site *templates.Site, field templates.Field) []byte {
	p, found := &s.page, -1
	for i := range p.Blocks {
		if b := &p.Blocks[i]; b.chars > maxFrontChars || !site.IsPlaceOf(field, p.infos[b.elem].path) {
			continue
		}
		if found >= 0 {
			return nil
		}
		found = i
	}
	if found < 0 {
		return nil
	}
	return p.BlockText(found)
}
