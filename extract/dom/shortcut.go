package dom

import "winnow/internal/runes"

// shortcut says which short way a tag may take in the body of a page. Nine of ten tags do: their element is opened
// where it stands or closes the current one, and none of the rules has more to do. What each way wants to be so is
// tested by tryStart and tryEnd; where it isn't, the tag takes the way of the standard.
type shortcut uint8

const (
	startsBlock  shortcut = 1 << iota // closes an open paragraph
	startsItem                        // li: closes an open li, too
	startsInline                      // re-opens formatting elements
	endsCurrent                       // its end tag closes the current element if that has its name
)

var shortcuts = func() (table [NumTags]shortcut) {
	for _, t := range []Tag{TagAddress, TagArticle, TagAside, TagBlockquote, TagCenter, TagDetails, TagDialog, TagDir,
		TagDiv, TagDl, TagFieldset, TagFigcaption, TagFigure, TagFooter, TagHeader, TagHgroup, TagMain, TagMenu, TagNav,
		TagOl, TagP, TagSearch, TagSection, TagSummary, TagUl} {
		table[t] = startsBlock | endsCurrent
	}
	for _, t := range []Tag{TagAbbr, TagBdi, TagBdo, TagCanvas, TagCite, TagData, TagDel, TagDfn, TagIns, TagKbd, TagLabel,
		TagLegend, TagMap, TagMark, TagPicture, TagQ, TagSamp, TagSpan, TagSub, TagSup, TagTime, TagVar, TagVideo} {
		table[t] = startsInline | endsCurrent
	}
	table[TagLi] = startsItem | endsCurrent
	for _, t := range []Tag{TagButton, TagDd, TagDt, TagSelect} {
		table[t] = endsCurrent
	}
	return table
}()

// plain reports whether the short ways are open at all: the standard's rules for the body hold, for HTML elements.
func (b *builder) plain(top *entry) bool {
	return (b.mode == modeInBody || b.mode == modeInCell) && top.space == inHTML
}

// formatsOpen reports that there is no formatting element to re-open.
func (b *builder) formatsOpen() bool {
	n := len(b.formats)
	if n == 0 {
		return true
	}
	last := b.formats[n-1].node
	return last < 0 || b.nodes[last].Flags&flagOpen != 0
}

// tryStart opens the element of the start tag in tok the short way; it reports whether that could be.
func (b *builder) tryStart() bool {
	t := &b.tok
	way := shortcuts[t.tag]
	top := b.top()
	if way&(startsBlock|startsItem|startsInline) == 0 || !b.plain(top) || len(b.stack) > b.limits.Depth {
		return false
	}
	switch {
	case way&startsInline != 0:
		if !b.formatsOpen() {
			return false
		}
	case b.open[TagP] > 0:
		return false
	case way&startsItem != 0:
		if b.open[TagLi] > 0 {
			return false
		}
		b.framesetOK = false
	}
	parent := top.node
	self, n := b.newNode()
	n.Tag, n.Flags, n.Depth, n.Parent, n.End = t.tag, 0, deeper(b.nodes[parent].Depth), parent, self+1
	n.TextStart, n.TextEnd, n.AttrStart, n.AttrEnd = t.start, t.end, t.attrStart, t.attrEnd
	b.stack = append(b.stack, entry{node: self, tag: t.tag, props: tagProps[t.tag]})
	b.open[t.tag]++
	if marked[t.tag] {
		b.marked = append(b.marked, self)
	}
	if b.linked {
		b.links = append(b.links, noLinks)
		b.linkLast(parent, self)
	}
	return true
}

// tryEnd closes the current element if the end tag in tok is its own and means nothing but that; it reports whether it
// was so.
func (b *builder) tryEnd() bool {
	tag := b.tok.tag
	last := len(b.stack) - 1
	top := &b.stack[last]
	if top.tag != tag || shortcuts[tag]&endsCurrent == 0 || b.overflows > 0 || !b.plain(top) {
		return false
	}
	b.nodes[top.node].End = int32(len(b.nodes))
	b.open[tag]--
	b.stack = b.stack[:last]
	return true
}

// endsTop closes the current element if its end tag, and nothing else, has its name at pos, as tryEnd does; it reports
// whether it was so. Most end tags are of this kind, and their names need not be looked up.
func (b *builder) endsTop(pos int) bool {
	tag := b.top().tag
	key := &tagKeys[tag]
	n := int(key.rest >> 16)
	if n == 0 || n > 8 || pos+9 > len(b.src) {
		return false
	}
	name := runes.EightAt(b.src, pos) ^ key.first
	if name<<(64-8*uint(n)) != 0 || b.src[pos+n] != '>' {
		return false
	}
	b.tok.tag = tag
	if !b.tryEnd() {
		return false
	}
	b.pos = pos + n + 1
	return true
}

// tryText adds a text that stands where it belongs, alone; it reports whether that could be.
func (b *builder) tryText(start, end int32, flags Flags) bool {
	top := b.top()
	if !b.plain(top) || b.framesetOK || b.hasNUL || b.fresh >= 0 || !b.formatsOpen() {
		return false
	}
	if last := &b.nodes[len(b.nodes)-1]; last.TextEnd == start && last.Tag == TagText { // only few pass the first test
		return false
	}
	parent := top.node
	self, n := b.newNode()
	n.Tag, n.Flags, n.Depth, n.Parent, n.End = TagText, flags, deeper(b.nodes[parent].Depth), parent, self+1
	n.TextStart, n.TextEnd, n.AttrStart, n.AttrEnd = start, end, 0, 0
	if b.linked {
		b.links = append(b.links, noLinks)
		b.linkLast(parent, self)
	}
	return true
}
