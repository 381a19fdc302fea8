package dom

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

// tryStart opens the element of the start tag in tok the short way; it reports whether that could be.
func (b *builder) tryStart() bool {
	t := &b.tok
	way := shortcuts[t.tag]
	if way&(startsBlock|startsItem|startsInline) == 0 || b.mode != modeInBody && b.mode != modeInCell || b.linked ||
		len(b.stack) > maxDepth {
		return false
	}
	top := b.top()
	if top.space != inHTML {
		return false
	}
	switch {
	case way&startsInline != 0:
		if n := len(b.formats); n > 0 {
			if last := b.formats[n-1].node; last >= 0 && b.nodes[last].Flags&flagOpen == 0 {
				return false
			}
		}
	case b.open[TagP] > 0:
		return false
	case way&startsItem != 0:
		if b.open[TagLi] > 0 {
			return false
		}
		b.framesetOK = false
	}
	self := int32(len(b.nodes))
	b.nodes = append(b.nodes, Node{Tag: t.tag, Depth: deeper(b.nodes[top.node].Depth), Parent: top.node, End: self + 1,
		AttrStart: t.attrStart, AttrEnd: t.attrEnd})
	b.stack = append(b.stack, entry{node: self, tag: t.tag, props: tagProps[t.tag]})
	b.open[t.tag]++
	return true
}

// tryEnd closes the current element if the end tag in tok is its own and means nothing but that; it reports whether it
// was so.
func (b *builder) tryEnd() bool {
	tag := b.tok.tag
	last := len(b.stack) - 1
	top := &b.stack[last]
	if top.tag != tag || shortcuts[tag]&endsCurrent == 0 || top.space != inHTML || b.overflows > 0 ||
		b.mode != modeInBody && b.mode != modeInCell {
		return false
	}
	b.nodes[top.node].End = int32(len(b.nodes))
	b.open[tag]--
	b.stack = b.stack[:last]
	return true
}
