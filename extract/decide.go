package extract

import (
	"winnow/document"
	"winnow/extract/dom"
)

// scale is the unit of probabilities from here on: integers, so that sums do not depend on their order.
const scale = 1000

// choice is what was decided about the blocks of a page.
type choice struct {
	content   []int32 // probability of content in 1/scale; as smoothPaths leaves it
	comment   []int32
	sums      []int64    // of the probabilities of each path
	article   int32      // probability that the page is an article, in 1/scale
	product   bool       // the likeliest type of the page is a product
	limit     int32      // probability of content from which blocks were kept
	alone     []int32    // content by what the page alone says, where templates of its site weighed; else empty
	islands   []island   // what findIslands has found
	keepApart bool       // as Config says
	boxes     [][2]int32 // ranges of blocks that findBoxes has found
	labels    []document.Label
	reasons   []document.Reason // why a block is dropped; "" when kept
}

// permille rounds a probability to the integer scale.
func permille(p float32) int32 { return int32(p*scale + 0.5) }

// read takes the probabilities over: probs holds a row of the model's classes for each block.
func (c *choice) read(n int, probs []float32, classes [3]int) {
	c.content, c.comment = c.content[:0], c.comment[:0]
	for i := range n {
		row := probs[i*len(classes):][:len(classes)]
		c.content = append(c.content, permille(row[classes[document.Content]]))
		c.comment = append(c.comment, permille(row[classes[document.Comment]]))
	}
}

// Limits of the decision. All were set on pages of the development sets that the model had not seen (folds by site).
const (
	articleLimit = 400 // probability from which a page is treated as an article; .35 to .6 differ by .001, but .6 costs daniel-dev left out .009
	articleKeep  = 500 // least probability of a block of an article
	articleLike  = 25  // percent of a block's probability on articles that comes from the blocks in like places; 20 to 50 differ by .001
	otherLike    = 50  // and on other pages; 0 costs .004
	shareOfBest  = 80  // percent of the threshold of best expected F1 that is used on pages that are neither articles nor products; 65 to 100 differ by .001, but products gain .011 by the whole of it
	leadKeep     = 170 // least probability of a sentence between the headline and the body
	bodySure     = 800 // blocks that mark where the body of an article begins and ends
	tailKeep     = 650 // least probability of a block outside of that stretch
	tailBefore   = 3   // blocks before and after the stretch that are not outside yet
	tailAfter    = 2
	unsureKeep   = 150 // most that the threshold of a page can be that is called an article and does not look like one
	unsureFrom   = 100 // least and most probability of blocks that are neither content nor boilerplate
	unsureTo     = 900
	undecided    = 85 // percent of a page's words from which such blocks speak against its being an article, even where readers comment; documentation gains .009, and no set loses .001
	emptyBelow   = 50 // a page without any block more likely than this has no text
)

// decide chooses the blocks of the text. On an article, what is likely content is kept, with the lead before the body
// and without what is unsure before or behind it. On other pages (threads, listings, products) nothing is sure, and
// the threshold follows the one that maximises the expected F1 of the page. A page that is called an article but does not
// look like one is of a kind that the models don't know, and keeps the likelier half.
func (c *choice) decide(p *Page, favor Favor) {
	c.findBoxes(p)
	isArticle := c.article > articleLimit
	switch {
	case isArticle && c.contradicts(p, c.content) && (len(c.alone) == 0 || c.contradicts(p, c.alone)):
		isArticle = false
		c.limit = c.limitOfHalf(p)
	case isArticle:
		c.smoothPaths(p, articleLike)
		c.limit = articleKeep
	case c.product:
		c.smoothPaths(p, otherLike)
		c.limit = c.bestLimit(p)
	default:
		c.smoothPaths(p, otherLike)
		c.limit = c.bestLimit(p) * shareOfBest / 100
	}
	switch favor {
	case Precision:
		c.limit += (scale - c.limit) / 3
	case Recall:
		c.limit /= 2
	}
	c.labels, c.reasons = c.labels[:0], c.reasons[:0]
	for i := range p.Blocks {
		c.labels, c.reasons = append(c.labels, document.Boilerplate), append(c.reasons, document.ReasonScore)
		switch content, comment := c.content[i], c.comment[i]; {
		case content >= c.limit:
			c.keep(i)
		case comment > scale-content-comment:
			c.labels[i], c.reasons[i] = document.Comment, document.ReasonComment
		}
	}
	if isArticle {
		if favor != Recall {
			c.dropTails(p)
		}
		if favor != Precision {
			c.keepLead(p)
		}
	}
	c.wholeGroups(p)
	c.keepNames(p)
	c.keepCode(p)
	if isArticle {
		c.dropFrontMatter(p)
	}
	c.keepSomething()
	c.dropHeadings(p)
	for i := range p.Blocks {
		switch {
		case !c.kept(i):
		case p.caption(i):
			c.drop(i, document.ReasonCaption)
		case p.announces(i):
			c.drop(i, ReasonPhrase)
		}
	}
	c.dropBoxes()
	if (isArticle || c.product) && favor != Recall && !c.keepApart {
		c.dropApart(p)
	}
	c.nameTemplates()
}

func (c *choice) keep(i int) { c.labels[i], c.reasons[i] = document.Content, "" }

func (c *choice) drop(i int, why document.Reason) {
	c.labels[i], c.reasons[i] = document.Boilerplate, why
}

// dropKept drops those of the blocks from first to before end that are kept, and reports whether there were any.
func (c *choice) dropKept(first, end int, why document.Reason) (some bool) {
	for i := first; i < end; i++ {
		if c.kept(i) {
			c.drop(i, why)
			some = true
		}
	}
	return some
}

func (c *choice) kept(i int) bool { return c.reasons[i] == "" }

// smoothPaths brings the probabilities of blocks together that stand in like places: part of a block's, in percent, is
// the mean over the blocks with the same path of tags and classes, so that the short ones among the posts of a thread or
// the cards of a shop follow the others.
func (c *choice) smoothPaths(p *Page, part int32) {
	c.sums = append(c.sums[:0], make([]int64, len(p.paths))...)
	for i, path := range p.pathOf {
		c.sums[path] += int64(c.content[i])
	}
	for i, path := range p.pathOf {
		mean := int32(c.sums[path] / int64(p.paths[path].count))
		c.content[i] = (c.content[i]*(100-part) + mean*part) / 100
	}
}

// contradicts tells whether the blocks of a page speak against its being an article: little of what would be kept is
// sure, more than that is undecided, and nothing on the page is named after readers' comments as it is on most pages
// of news; or hardly any of it would be kept; or nearly all of the page is undecided. It is what kinds of pages look like that no model was trained on: with
// the listings, shops and threads of wcxb-dev left out of the training, the page F1 of these rises by .03 on average;
// on news it costs .001.
func (c *choice) contradicts(p *Page, content []int32) bool {
	var total, kept, sure, unsure int64
	best := int32(0)
	for i := range p.Blocks {
		w := int64(p.Blocks[i].size)
		total += w
		best = max(best, content[i])
		if content[i] >= articleKeep {
			kept += w
		}
		if content[i] >= bodySure {
			sure += w
		}
		if content[i] > unsureFrom && content[i] < unsureTo {
			unsure += w
		}
	}
	return best > emptyBelow && (100*unsure >= undecided*total ||
		2*sure <= kept && kept <= unsure && (p.shape[gComments] == 0 || kept*100 <= 3*total))
}

// limitOfHalf returns the threshold at which half of the page's words are kept, or unsureKeep where that is lower.
func (c *choice) limitOfHalf(p *Page) int32 {
	var words [unsureKeep + 1]int64 // of blocks by probability
	total, kept := int64(0), int64(0)
	for i := range p.Blocks {
		w := int64(p.Blocks[i].size)
		words[min(c.content[i], unsureKeep)] += w
		total += w
	}
	for t := int32(unsureKeep); t > 1; t-- {
		if kept += words[t]; 2*kept >= total {
			return t
		}
	}
	return 1
}

// bestLimit returns the threshold at which the expected F1 of the page is highest: 2·E[words right] / (words kept +
// E[words of content]), with the expectations that the probabilities give.
func (c *choice) bestLimit(p *Page) int32 {
	var words [scale + 1]int64 // of blocks by probability
	total := int64(0)
	for i := range p.Blocks {
		w := int64(p.Blocks[i].size)
		words[c.content[i]] += w
		total += w * int64(c.content[i])
	}
	best, limit := 0.0, int32(scale/2)
	right, kept := int64(0), int64(0)
	for t := int32(scale); t > 0; t-- {
		if words[t] == 0 {
			continue
		}
		right += words[t] * int64(t)
		kept += words[t]
		if f := float64(2*right) / float64(kept*scale+total); f > best {
			best, limit = f, t
		}
	}
	return limit
}

// dropTails drops what is unsure before the first and behind the last sure paragraph of an article: teasers, notes,
// the beginning of the comments.
func (c *choice) dropTails(p *Page) {
	first, last := -1, -1
	for i := range p.Blocks {
		if c.content[i] >= bodySure && p.Blocks[i].good {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return
	}
	for i := range p.Blocks {
		if c.kept(i) && c.content[i] < tailKeep && (i < first-tailBefore || i > last+tailAfter) {
			c.drop(i, document.ReasonScore)
		}
	}
}

// leadWords is the size from which a kept block counts as the beginning of the body.
const leadWords = 9

// keepLead keeps sentences that stand between the headline and the body even when they are doubtful: a lost first
// paragraph is the error that readers mind most, and its class is often that of a teaser.
func (c *choice) keepLead(p *Page) {
	if !p.ends.hasTitle {
		return
	}
	for i := int(p.ends.title) + 1; i < len(p.Blocks); i++ {
		b := &p.Blocks[i]
		if c.kept(i) && b.size >= leadWords {
			return
		}
		if c.content[i] >= leadKeep && b.sentence {
			c.keep(i)
		}
	}
}

// wholeGroups keeps or drops the items of a list, and the rows of a table, together: by their mean probability.
func (c *choice) wholeGroups(p *Page) {
	for i := 0; i < len(p.Blocks); {
		end := p.groupEnd(i)
		if end-i > 1 {
			c.decideGroup(p, i, end)
		}
		i = end
	}
}

// groupEnd returns the end of the list or table that block i is an item or a row of, from i on; i+1 for other blocks.
func (p *Page) groupEnd(i int) int {
	end := i + 1
	for end < len(p.Blocks) && p.sameGroup(i, end) {
		end++
	}
	return end
}

// sameGroup tells whether blocks a and b are items of one list, or rows of one table.
func (p *Page) sameGroup(a, b int) bool {
	x, y := &p.Blocks[a], &p.Blocks[b]
	return x.Kind == y.Kind && (x.Kind == document.ListItem || x.Kind == document.TableRow) &&
		p.elems[x.elem].parent == p.elems[y.elem].parent
}

func (c *choice) decideGroup(p *Page, first, end int) {
	sum, words := int64(0), int64(0)
	for i := first; i < end; i++ {
		w := int64(p.Blocks[i].size) + 1
		sum += w * int64(c.content[i])
		words += w
	}
	for i := first; i < end; i++ {
		if sum >= words*int64(c.limit) {
			c.keep(i)
		} else if c.kept(i) {
			c.drop(i, document.ReasonScore)
		}
	}
}

// describes is how many words make a description: terms of fewer are those of profiles, "Posts: 14".
const describes = 4

// keepNames keeps the cell that names a row of a table of texts where another cell of the row is kept, and the term whose
// description is.
func (c *choice) keepNames(p *Page) {
	for i := range p.Blocks {
		self := p.Blocks[i].elem
		e := &p.elems[self]
		if e.tag != dom.TagTh && e.tag != dom.TagDt || c.kept(i) || e.parent < 0 {
			continue
		}
		named := e.parent // the row
		if e.tag == dom.TagDt {
			if named = p.description(self); named < 0 || p.within(named).words < describes {
				continue
			}
		}
		if x := &p.elems[named]; c.anyKept(int(x.first), int(x.last)) {
			c.keep(i)
		}
	}
}

// description is the element that describes the term in element e, -1 for none: the next sibling that is no term.
func (p *Page) description(e int32) int32 {
	const terms = 8 // that share one description
	up := p.elems[e].parent
	for range terms {
		if e = p.elems[e].end; int(e) == len(p.elems) || p.elems[e].parent != up {
			break
		}
		switch p.elems[e].tag {
		case dom.TagDd:
			return e
		case dom.TagDt:
			continue
		}
		break
	}
	return -1
}

// keepCode keeps listings that stand between kept blocks: a text that explains code needs it. On pages that are no
// articles it keeps those behind the last kept block, too, that are not quite unlikely: documentation ends in examples.
func (c *choice) keepCode(p *Page) {
	for i := 0; i < len(p.Blocks); {
		end := i
		for end < len(p.Blocks) && p.Blocks[end].Kind == document.Code {
			end++
		}
		if end > i && c.anyKept(i-codeNear, i) {
			between := c.anyKept(end, end+codeNear)
			for j := i; j < end; j++ {
				if between || c.article <= articleLimit && c.content[j] >= lastCode {
					c.keep(j)
				}
			}
		}
		i = max(end, i+1)
	}
}

// lastCode is the least probability of a listing behind the last kept block; .05 gives documentation .002.
const lastCode = 50

// codeNear is how many blocks may stand between a listing and the text: the name of a file, tabs, buttons to copy it.
const codeNear = 6

// anyKept tells whether one of the blocks from first to before end, where they exist, is kept.
func (c *choice) anyKept(first, end int) bool {
	for i := max(first, 0); i < min(end, len(c.reasons)); i++ {
		if c.kept(i) {
			return true
		}
	}
	return false
}

// keepSomething keeps the likeliest blocks when nothing else was: a page that was read has a text unless all of it
// is boilerplate for sure.
func (c *choice) keepSomething() {
	best := int32(0)
	for i := range c.content {
		if c.kept(i) {
			return
		}
		best = max(best, c.content[i])
	}
	for i := range c.content {
		if best > emptyBelow && c.content[i] >= best/2 {
			c.keep(i)
		}
	}
}

// dropHeadings drops headings at the end of the text that have nothing beneath them.
func (c *choice) dropHeadings(p *Page) {
	last := len(p.Blocks) - 1
	for last >= 0 && (!c.kept(last) || p.Blocks[last].Kind == document.Heading) {
		last--
	}
	if last < 0 {
		return // a text of headings only
	}
	c.dropKept(last+1, len(p.Blocks), document.ReasonScore)
}
