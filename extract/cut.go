package extract

import (
	"bytes"

	"winnow/document"
	"winnow/extract/dom"
)

// How elements take part in the cutting of a page.
type tagRole uint8

const (
	cuts     tagRole = iota // block-level: text before, inside and after it are blocks of their own
	flows                   // inline: its text belongs to the block around it
	skipped                 // never text, block-level
	skippedI                // never text, inline
)

var tagRoles = makeTagRoles()

func makeTagRoles() (roles [dom.NumTags]tagRole) {
	for _, t := range []dom.Tag{dom.TagA, dom.TagAbbr, dom.TagAcronym, dom.TagB, dom.TagBdi, dom.TagBdo, dom.TagBig,
		dom.TagBlink, dom.TagCite, dom.TagCode, dom.TagData, dom.TagDel, dom.TagDfn, dom.TagEm, dom.TagFont, dom.TagI,
		dom.TagIns, dom.TagKbd, dom.TagLabel, dom.TagMark, dom.TagNobr, dom.TagQ, dom.TagRuby, dom.TagRb, dom.TagS,
		dom.TagSamp, dom.TagSlot, dom.TagSmall, dom.TagSpan, dom.TagStrike, dom.TagStrong, dom.TagSub, dom.TagSup,
		dom.TagTime, dom.TagTt, dom.TagU, dom.TagVar, dom.TagPicture, dom.TagNoscript, dom.TagMath} {
		roles[t] = flows
	}
	for _, t := range []dom.Tag{dom.TagHead, dom.TagSelect, dom.TagDatalist, dom.TagTextarea, dom.TagFrameset,
		dom.TagTemplate, dom.TagNoembed, dom.TagNoframes, dom.TagTitle, dom.TagOptgroup, dom.TagOption} {
		roles[t] = skipped
	}
	for _, t := range []dom.Tag{dom.TagScript, dom.TagStyle, dom.TagSvg, dom.TagIframe, dom.TagCanvas, dom.TagObject,
		dom.TagEmbed, dom.TagAudio, dom.TagVideo, dom.TagMap, dom.TagApplet, dom.TagImg, dom.TagImage,
		dom.TagInput, dom.TagWbr, dom.TagSource, dom.TagTrack, dom.TagLink, dom.TagMeta, dom.TagBase, dom.TagArea,
		dom.TagParam, dom.TagProgress, dom.TagMeter, dom.TagRp, dom.TagRt, dom.TagRtc, dom.TagKeygen} {
		roles[t] = skippedI
	}
	return roles
}

// cutter walks the nodes of a page once, in document order.
type cutter struct {
	*Page
	scan     scanner
	cur      *Block // the open one, at its place behind those of Blocks
	open     bool   // cur has begun
	breaks   int    // line breaks since the last text
	cell     bool   // a table cell began since the last text
	cells    int    // cells of the row so far, without text
	lastLink int32
	lastText int32 // the last text node of the open block
	formula  int32 // where the last formula in MathML ended: one past its last node
	pictures int32 // since the last block
}

// cut fills Blocks, elems and text; it reports whether <noscript> elements with text were left out.
func (p *Page) cut(noscript bool) (left bool) {
	t := p.Tree
	n := int32(t.Len())
	p.Blocks, p.elems, p.text = p.Blocks[:0], p.elems[:0], p.text[:0]
	if cap(p.nodes) < int(n) {
		p.nodes = make([]nodeState, n+n/4)
	}
	p.nodes = p.nodes[:n]
	p.classes.reset()
	c := cutter{Page: p}
	p.elems = append(p.elems, elem{tag: dom.TagBody, parent: -1})
	if n > 0 {
		p.nodes[0] = nodeState{}
	}
	for i := int32(1); i < n; {
		node := &t.Nodes[i]
		up := p.nodes[node.Parent]
		if node.Tag == dom.TagText {
			c.addText(i, up)
			i++
			continue
		}
		switch {
		case node.Tag == dom.TagNoscript && !noscript:
			left = left || node.End > i+1
			i = node.End
			continue
		case node.Tag == dom.TagBr:
			c.breaks++
			i++
			continue
		case node.Tag == dom.TagHr:
			c.flush()
			i = node.End
			continue
		}
		into := true
		switch role := tagRoles[node.Tag]; {
		case role == skipped:
			if up.flags&inRow == 0 {
				c.flush()
			}
			i = node.End
			continue
		case role == skippedI:
			if node.Tag == dom.TagImg {
				c.image(up.elem)
			}
			i = node.End
			continue
		case node.Flags&dom.FlagMath != 0:
			// A formula is part of its sentence; what annotates it, such as TeX, is not shown, nor is a formula that an
			// image stands in for.
			if up.flags&isHidden != 0 || bytes.HasPrefix(t.RawName(i), annotation) {
				i = node.End
				continue
			}
			into = c.openInline(i, up)
			c.formula = max(c.formula, node.End)
		case role == cuts && up.flags&inRow != 0:
			c.insideRow(i, up)
		case role == cuts && up.flags&inListing != 0:
			c.newLine()
			c.nodes[i] = up
		case node.Tag == dom.TagButton && c.inSentence(i) && c.holdsText(i):
			into = c.openInline(i, up)
		case node.Tag == dom.TagOther && (up.flags&inCustom != 0 || c.inlineCustom(i)):
			up.flags |= inCustom
			into = c.openInline(i, up)
		case role == cuts:
			c.openElem(i, up)
		default:
			into = c.openInline(i, up)
		}
		if into {
			i++
		} else {
			i = node.End
		}
	}
	c.flush()
	p.closeElems()
	return left
}

var annotation = []byte("annotation")

// image books a picture: inside of the open block, or before the next one.
func (c *cutter) image(elem int32) {
	if c.open && c.cur.elem == elem {
		c.cur.images++
	} else {
		c.pictures++
	}
}

// inlineCustom tells whether an element that HTML does not define stands inside of running text: it has a namespace
// (Word's <o:p>, <st1:place>), follows text of its parent directly, or is part of a paragraph.
func (c *cutter) inlineCustom(i int32) bool {
	up := c.Tree.Nodes[i].Parent
	return c.isTextOf(i-1, up) || c.Tree.Nodes[up].Tag == dom.TagP && c.holdsText(i) || bytes.IndexByte(c.Tree.RawName(i), ':') >= 0
}

// isTextOf tells whether a node is a text that is not blank, right inside of an element.
func (c *cutter) isTextOf(i, up int32) bool {
	node := &c.Tree.Nodes[i]
	return node.Tag == dom.TagText && node.Flags&dom.FlagBlank == 0 && node.Parent == up
}

// holdsText reports whether an element holds nothing but text and inline elements, and not many.
func (c *cutter) holdsText(i int32) bool {
	const many = 16
	nodes := c.Tree.Nodes
	if nodes[i].End-i > many {
		return false
	}
	for _, node := range nodes[i+1 : nodes[i].End] {
		if node.Tag != dom.TagText && tagRoles[node.Tag] != flows {
			return false
		}
	}
	return true
}

// inSentence tells whether text stands directly before an element and behind it, in the same one.
func (c *cutter) inSentence(i int32) bool {
	up, end := c.Tree.Nodes[i].Parent, c.Tree.Nodes[i].End
	return c.isTextOf(i-1, up) && int(end) < len(c.Tree.Nodes) && c.isTextOf(end, up)
}

// openInline hands the state down, with what an inline element adds. It reports whether the element is part of the text.
func (c *cutter) openInline(i int32, up nodeState) bool {
	tag := c.Tree.Nodes[i].Tag
	a := c.readAttrs(i)
	if a.hidden && c.formula == i { // a formula a second time, as it is drawn: KaTeX
		return false
	}
	if up.flags&inHeading != 0 && c.isEditSection(i) {
		return false
	}
	switch tag {
	case dom.TagA:
		up.flags |= inLink
		if c.open && up.flags&inRow == 0 || c.open {
			c.cur.links++
		}
	case dom.TagB, dom.TagStrong, dom.TagEm, dom.TagI:
		up.flags |= inStrong
	}
	if a.hidden {
		up.flags |= isHidden
	}
	up.cues |= a.cues
	c.nodes[i] = up
	return true
}

// isEditSection reports whether an element holds the links with which MediaWiki lets readers edit a section.
func (c *cutter) isEditSection(i int32) bool {
	class, _ := c.Tree.RawAttr(i, "class")
	return bytes.HasPrefix(class, editSection)
}

var editSection = []byte("mw-editsection")

// insideRow handles a block-level element inside of a row of a data table: cells are told apart, the rest flows.
func (c *cutter) insideRow(i int32, up nodeState) {
	switch c.Tree.Nodes[i].Tag {
	case dom.TagTd, dom.TagTh:
		c.cell = true
		c.cells++
	default:
		c.scan.pending = c.scan.pending || c.open && c.scan.prev != classSpace
	}
	c.nodes[i] = up
}

// openElem begins a block-level element.
func (c *cutter) openElem(i int32, up nodeState) {
	c.flush()
	t := c.Tree
	tag := t.Nodes[i].Tag
	a := c.readAttrs(i)
	parent := &c.elems[up.elem]
	self := int32(len(c.elems))
	if len(c.elems) == cap(c.elems) {
		c.elems = append(c.elems, elem{})
		parent = &c.elems[up.elem]
	} else {
		c.elems = c.elems[:self+1]
	}
	e := &c.elems[self] // all of its fields are written, here or by closeElems
	e.node, e.parent, e.depth, e.tag, e.role, e.item = i, up.elem, parent.depth+1, tag, a.role, a.item
	e.shape, e.hidden, e.table = a.shape*31+uint64(tag)+1, a.hidden || up.flags&isHidden != 0, tableUnknown
	e.kindBy = parent.kindBy
	if kindTags[tag] {
		e.kindBy = self
	}
	e.cues = a.cues | up.cues // those of inline elements around a block-level one, such as <a class="teaser"><div>
	up.elem, up.cues = self, 0
	if e.hidden {
		up.flags |= isHidden
	}
	switch tag {
	case dom.TagPre, dom.TagListing, dom.TagXmp, dom.TagPlaintext:
		if up.flags&inPre == 0 && c.holdsLines(i) {
			up.flags |= inListing
		}
		up.flags |= inPre
	case dom.TagTr:
		if c.dataTable(i) {
			up.flags |= inRow
			c.cells = 0
		}
	case dom.TagH1, dom.TagH2, dom.TagH3, dom.TagH4, dom.TagH5, dom.TagH6:
		up.flags |= inHeading
	}
	c.nodes[i] = up
}

// addText appends a text node to the open block, or begins one.
func (c *cutter) addText(i int32, up nodeState) {
	c.nodes[i] = up
	node := &c.Tree.Nodes[i]
	pre := up.flags&inPre != 0
	if node.Flags&dom.FlagBlank != 0 && !pre {
		c.scan.pending = c.scan.pending || c.open && c.scan.prev != classSpace
		return
	}
	if node.TextEnd-node.TextStart <= maxSign && (up.flags&inLink != 0 && c.isPermalink(i, up) || up.cues>>cueComment&1 != 0 && c.isCounter(i)) {
		return
	}
	if c.open && c.cur.elem != up.elem {
		c.flush()
	}
	if c.breaks > 0 {
		c.lineBreak(i, up)
	}
	if !c.open {
		c.begin(i, up)
	}
	if up.flags&inRow != 0 {
		c.cellBreak()
	}
	if c.lastText != 0 && c.scan.prev != classSpace && !c.scan.pending && !pre && c.Tree.Nodes[c.lastText].Parent != node.Parent {
		c.scan.pending = up.flags&inRow != 0 && c.closedBlock(i) || c.runsTogether(i)
	}
	c.lastText = i
	c.cur.cues &= up.cues // a counter or a drop cap inside of a paragraph says nothing about all of it
	link := int32(-1)
	if up.flags&inLink != 0 {
		link = node.Parent
		// Links that are set apart by style sheets only must not run together.
		if c.lastLink >= 0 && c.lastLink != link && c.scan.prev != classSpace && c.Tree.Nodes[link].Tag == dom.TagA &&
			c.Tree.Nodes[c.lastLink].Tag == dom.TagA {
			c.scan.pending = true
		}
	}
	c.lastLink = link
	before, raw := c.cur.chars, c.Tree.RawText(i)
	if node.Flags&dom.FlagEntities != 0 {
		c.decoded = c.Tree.AppendText(c.decoded[:0], i)
		raw = c.decoded
	}
	c.text = c.scan.compact(c.text, raw, &c.cur.counts, pre)
	added := c.cur.chars - before
	if up.flags&inLink != 0 {
		c.cur.linked += added
	}
	if up.flags&inStrong != 0 {
		c.cur.strong += added
	}
	c.cur.End = i + 1
	c.cur.Hidden = c.cur.Hidden && up.flags&isHidden != 0
}

// maxSign is the most bytes of a text that may be no more than a sign, such as "&para;", or a counter.
const maxSign = 6

// isPermalink reports whether a text in a link is a sign by which documentation systems link to a heading or a
// definition; "#" and "§" mean that in headings only.
func (c *cutter) isPermalink(i int32, up nodeState) bool {
	switch string(bytes.TrimSpace(c.Tree.RawText(i))) {
	case "¶", "&para;", "&#182;", "🔗", "\uf0c1":
		return true
	case "#", "§":
		return up.flags&inHeading != 0
	}
	return false
}

// minSentence is the least size in bytes of the text behind a counter that isCounter takes for a sentence.
const minSentence = 40

// isCounter reports whether a text in an inline element that is named after readers' comments is a number and no more, with
// a sentence directly behind the element: so many comments were made on this paragraph.
func (c *cutter) isCounter(i int32) bool {
	digits := bytes.TrimSpace(c.Tree.RawText(i))
	for _, d := range digits {
		if d < '0' || d > '9' {
			return false
		}
	}
	nodes := c.Tree.Nodes
	behind := nodes[nodes[i].Parent].End
	return len(digits) > 0 && int(behind) < len(nodes) && nodes[behind].Tag == dom.TagText &&
		nodes[behind].TextEnd-nodes[behind].TextStart >= minSentence
}

func (c *cutter) begin(i int32, up nodeState) {
	c.open = true
	n := len(c.Blocks)
	if n == cap(c.Blocks) {
		c.Blocks = append(c.Blocks, Block{})
	}
	b := &c.Blocks[:n+1][n]
	*b = Block{}
	b.First, b.elem, b.start, b.cues, b.brk = i, up.elem, int32(len(c.text)), up.cues, c.breaks > 0
	b.Hidden, b.before = up.flags&isHidden != 0, c.pictures
	c.Blocks, c.cur = c.Blocks[:n], b
	c.pictures = 0
	if up.flags&inLink != 0 {
		b.links = 1
	}
	c.scan.reset()
	c.breaks = 0
	c.lastLink, c.lastText = -1, 0
}

// lineBreak decides what the <br>s before text node i are: a cut, a line break of preformatted text, or a blank.
// Headings and table cells that are set on two lines stay whole, and so does a sentence that was broken by
// hand: no terminal punctuation before the break and a lower-case letter after it.
func (c *cutter) lineBreak(i int32, up nodeState) {
	switch {
	case !c.open:
		return
	case up.flags&inPre != 0:
		for range c.breaks {
			c.text = append(c.text, '\n')
		}
		c.scan.endWord(&c.cur.counts)
		c.scan.prev, c.scan.pending = classSpace, false
	case up.flags&(inHeading|inRow) != 0,
		c.breaks == 1 && !c.scan.ended && startsLower(c.Tree.RawText(i)):
		c.scan.pending = c.scan.pending || c.scan.prev != classSpace
	default:
		n := c.breaks
		c.flush()
		c.breaks = n
		return
	}
	c.breaks = 0
}

// startsLower tells whether the first character that is no blank is an ASCII or Latin, Greek, Cyrillic lower-case letter.
func startsLower(raw []byte) bool {
	for _, r := range string(raw[:min(len(raw), 64)]) {
		switch classOf(r) {
		case classSpace, classDrop:
			continue
		case classLower:
			return true
		}
		return false
	}
	return false
}

// cellBreak separates the cells of a data table by tabs.
func (c *cutter) cellBreak() {
	if c.cell && c.cells > 1 {
		c.scan.endWord(&c.cur.counts)
		for range c.cells - 1 {
			c.text = append(c.text, '\t')
		}
		c.scan.prev, c.scan.pending = classSpace, false
		c.cells = 1
	}
	c.cell = false
}

// flush ends the open block; a block without letters or digits is no block.
func (c *cutter) flush() {
	c.breaks = 0
	if !c.open {
		return
	}
	c.open = false
	b := c.cur
	c.scan.finish(&b.counts)
	if b.letters+b.digits == 0 {
		c.pictures += b.before + b.images
		c.text = c.text[:b.start]
		return
	}
	end := len(c.text)
	for end > int(b.start) && (c.text[end-1] == ' ' || c.text[end-1] == '\n' || c.text[end-1] == '\t') {
		end--
	}
	b.end = int32(end)
	c.setKind(b)
	if b.Kind == document.Code {
		if b.letters == 0 && c.isGutter(b.elem) {
			c.text = c.text[:b.start]
			return
		}
		for k := int(b.start); k < end && c.text[k] <= ' '; k++ { // lines without text before the first one
			if c.text[k] == '\n' {
				b.start = int32(k) + 1
			}
		}
		if text := c.text[b.start:end]; bytes.IndexByte(text, '\n') < 0 {
			b.start += int32(len(text) - len(bytes.TrimLeft(text, " \t")))
		}
	}
	b.sum()
	c.Blocks = c.Blocks[:len(c.Blocks)+1]
}

// kindReach is how many elements up the one may be that says of what kind a block is.
const kindReach = 24

// kindTags are the elements that setKind and listItems ask about.
var kindTags = func() (tags [dom.NumTags]bool) {
	for _, t := range []dom.Tag{dom.TagH1, dom.TagH2, dom.TagH3, dom.TagH4, dom.TagH5, dom.TagH6, dom.TagPre, dom.TagListing,
		dom.TagXmp, dom.TagPlaintext, dom.TagFigcaption, dom.TagCaption, dom.TagTr, dom.TagBlockquote, dom.TagLi, dom.TagUl,
		dom.TagOl, dom.TagMenu, dom.TagDir} {
		tags[t] = true
	}
	return tags
}()

// setKind reads a block's kind off the elements around it, nearest first.
func (c *cutter) setKind(b *Block) {
	from := c.elems[b.elem].depth - kindReach
	for e := c.elems[b.elem].kindBy; e > 0 && c.elems[e].depth > from; e = c.elems[c.elems[e].parent].kindBy {
		switch tag := c.elems[e].tag; tag {
		case dom.TagH1, dom.TagH2, dom.TagH3, dom.TagH4, dom.TagH5, dom.TagH6:
			if b.Kind == document.Paragraph {
				b.Kind, b.Level = document.Heading, uint8(tag-dom.TagH1)+1
				return
			}
		case dom.TagPre, dom.TagListing, dom.TagXmp, dom.TagPlaintext:
			b.Kind = document.Code
			return
		case dom.TagFigcaption, dom.TagCaption:
			b.Kind = document.Caption
			return
		case dom.TagTr:
			if c.nodes[c.elems[e].node].flags&inRow != 0 {
				b.Kind = document.TableRow
			}
			return
		case dom.TagBlockquote:
			if b.Kind == document.Paragraph {
				b.Kind = document.Quote
			}
		case dom.TagLi:
			if b.Kind == document.Paragraph {
				b.Kind = document.ListItem
			}
		}
	}
}

// closeElems sets the ends of all elements and their block ranges.
func (p *Page) closeElems() {
	es := p.elems
	for i := range es {
		es[i].first, es[i].last, es[i].end = int32(len(p.Blocks)), 0, int32(i)+1
	}
	for i := range p.Blocks {
		e := &es[p.Blocks[i].elem]
		e.first, e.last = min(e.first, int32(i)), max(e.last, int32(i)+1)
	}
	for i := len(es) - 1; i > 0; i-- {
		up := &es[es[i].parent]
		up.end = max(up.end, es[i].end)
		up.first, up.last = min(up.first, es[i].first), max(up.last, es[i].last)
	}
	for i := range es {
		if es[i].last < es[i].first {
			es[i].first, es[i].last = 0, 0
		}
	}
}
