package extract

import (
	"winnow/document"
	"winnow/extract/metadata"
	"winnow/extract/phrases"
)

// Reasons why a block before the body of an article is dropped: it is in a field of the record already.
const (
	ReasonHeadline document.Reason = "headline"
	ReasonDateline document.Reason = "dateline" // nothing but the date, the author or the source
)

// bodyWords is the size of the first sentence block from which the body has begun.
const bodyWords = 20

// Limits of a line that holds nothing but date and author.
const (
	maxFrontWords = 20
	maxFrontChars = 120
	nearCue       = 2 // levels up to an element whose name says so
)

// dropFrontMatter drops the headline of an article, and the lines of date and author before its body. References of
// five of the six collections leave the headline out (94% of the articles of wcxb-dev do).
func (c *choice) dropFrontMatter(p *Page) {
	if t := int(p.ends.title); p.ends.hasTitle && c.kept(t) {
		c.drop(t, ReasonHeadline)
	}
	for i := range p.Blocks {
		if b := &p.Blocks[i]; c.kept(i) {
			if b.sentence && b.size > bodyWords {
				return
			}
			if p.frontMatter(i) {
				c.drop(i, ReasonDateline)
			}
		}
	}
}

// frontMatter tells whether block i holds nothing but a date, an author, a reading time or the like.
func (p *Page) frontMatter(i int) bool {
	b := &p.Blocks[i]
	if b.size > maxFrontWords || b.chars > maxFrontChars || b.sentence {
		return false
	}
	switch p.phrases[i].Kind {
	case phrases.Byline, phrases.Time, phrases.Count:
		return true
	}
	if b.dated && (p.cueDistance(i, cueByline) <= nearCue || p.cueDistance(i, cueDate) <= nearCue) {
		return true
	}
	_, ok := metadata.DateLine(p.BlockText(i))
	return ok
}
