package dom

// startInBody handles a start tag in the body (13.2.6.4.7).
func (b *builder) startInBody() bool {
	tag := b.tok.tag
	switch tag {
	case TagHtml:
		if b.open[TagTemplate] == 0 {
			b.mergeAttrs(b.stack[1].node)
		}
	case TagBase, TagBasefont, TagBgsound, TagLink, TagMeta, TagNoframes, TagScript, TagStyle, TagTemplate, TagTitle:
		return b.startInHead()
	case TagBody:
		if b.open[TagTemplate] == 0 && len(b.stack) > 2 && b.stack[2].tag == TagBody {
			b.framesetOK = false
			b.mergeAttrs(b.stack[2].node)
		}
	case TagFrameset:
		b.replaceBody()
	case TagAddress, TagArticle, TagAside, TagBlockquote, TagCenter, TagDetails, TagDialog, TagDir, TagDiv, TagDl,
		TagFieldset, TagFigcaption, TagFigure, TagFooter, TagHeader, TagHgroup, TagMain, TagMenu, TagNav, TagOl, TagP,
		TagPlaintext, TagSearch, TagSection, TagSummary, TagUl:
		b.closeP()
		b.openElement()
	case TagH1, TagH2, TagH3, TagH4, TagH5, TagH6:
		b.closeP()
		if b.top().props&isHeading != 0 {
			b.pop()
		}
		b.openElement()
	case TagPre, TagListing:
		b.closeP()
		if b.openElement() {
			b.fresh = b.top().node
		}
		b.framesetOK = false
	case TagForm:
		if b.form >= 0 && b.open[TagTemplate] == 0 {
			return true
		}
		b.closeP()
		if b.openElement() && b.open[TagTemplate] == 0 {
			b.form = b.top().node
		}
	case TagLi:
		b.framesetOK = false
		b.closeItem(TagLi, TagLi)
		b.closeP()
		b.openElement()
	case TagDd, TagDt:
		b.framesetOK = false
		b.closeItem(TagDd, TagDt)
		b.closeP()
		b.openElement()
	case TagButton:
		if b.inScope(defaultScope, TagButton) > 0 {
			b.closeImplied(TagRoot)
			b.closeInScope(defaultScope, TagButton)
		}
		b.reopenFormats()
		b.openElement()
		b.framesetOK = false
	case TagA:
		b.closeLink()
		b.reopenFormats()
		b.openFormat()
	case TagB, TagBig, TagCode, TagEm, TagFont, TagI, TagS, TagSmall, TagStrike, TagStrong, TagTt, TagU:
		b.reopenFormats()
		b.openFormat()
	case TagNobr:
		b.reopenFormats()
		if b.inScope(defaultScope, TagNobr) > 0 {
			b.adopt(TagNobr)
			b.reopenFormats()
		}
		b.openFormat()
	case TagApplet, TagMarquee, TagObject:
		b.reopenFormats()
		if b.openElement() {
			b.formats = append(b.formats, marker)
		}
		b.framesetOK = false
	case TagTable:
		if !b.quirks {
			b.closeP()
		}
		b.framesetOK = false
		if b.openElement() {
			b.mode = modeInTable
		}
	case TagImage:
		b.tok.tag = TagImg
		return false
	case TagArea, TagBr, TagEmbed, TagImg, TagKeygen, TagWbr:
		b.reopenFormats()
		b.addElement()
		b.framesetOK = false
	case TagInput:
		b.closeInScope(defaultScope, TagSelect)
		b.reopenFormats()
		b.addElement()
		if b.framesetOK && !b.isHiddenInput() {
			b.framesetOK = false
		}
	case TagParam, TagSource, TagTrack:
		b.addElement()
	case TagHr:
		if b.inScope(buttonScope, TagP) > 0 {
			b.closeImplied(TagP)
			b.closeInScope(defaultScope, TagP)
		}
		if b.inScope(defaultScope, TagSelect) > 0 {
			b.closeImplied(TagRoot)
		}
		b.addElement()
		b.framesetOK = false
	case TagTextarea, TagIframe:
		b.framesetOK = false
		b.openRaw()
	case TagXmp:
		b.closeP()
		b.reopenFormats()
		b.framesetOK = false
		b.openRaw()
	case TagNoembed:
		b.openRaw()
	case TagNoscript:
		b.raw = false // scripting is off: what noscript holds is part of the page
		b.reopenFormats()
		b.openElement()
	case TagSelect:
		if b.closeInScope(defaultScope, TagSelect) {
			return true
		}
		b.reopenFormats()
		b.openElement()
		b.framesetOK = false
	case TagOption, TagOptgroup:
		if b.inScope(defaultScope, TagSelect) > 0 {
			if tag == TagOption {
				b.closeImplied(TagOptgroup)
			} else {
				b.closeImplied(TagRoot)
			}
		} else if b.top().tag == TagOption {
			b.pop()
		}
		b.reopenFormats()
		b.openElement()
	case TagRb, TagRtc:
		if b.inScope(defaultScope, TagRuby) > 0 {
			b.closeImplied(TagRoot)
		}
		b.openElement()
	case TagRp, TagRt:
		if b.inScope(defaultScope, TagRuby) > 0 {
			b.closeImplied(TagRtc)
		}
		b.openElement()
	case TagMath, TagSvg:
		b.reopenFormats()
		if tag == TagMath {
			b.openForeign(inMath)
		} else {
			b.openForeign(inSVG)
		}
	case TagCaption, TagCol, TagColgroup, TagFrame, TagHead, TagTbody, TagTd, TagTfoot, TagTh, TagThead, TagTr:
	default:
		b.reopenFormats()
		b.openElement()
	}
	return true
}

// endInBody handles an end tag in the body.
func (b *builder) endInBody() bool {
	tag := b.tok.tag
	switch tag {
	case TagBody:
		if b.inScope(defaultScope, TagBody) > 0 {
			b.mode = modeAfterBody
		}
	case TagHtml:
		if b.inScope(defaultScope, TagBody) > 0 {
			b.tok.tag = TagBody
			for !b.endInMode() {
			}
			b.tok.tag = TagHtml
			return false
		}
	case TagAddress, TagArticle, TagAside, TagBlockquote, TagButton, TagCenter, TagDetails, TagDialog, TagDir, TagDiv,
		TagDl, TagFieldset, TagFigcaption, TagFigure, TagFooter, TagHeader, TagHgroup, TagListing, TagMain, TagMenu,
		TagNav, TagOl, TagPre, TagSearch, TagSection, TagSelect, TagSummary, TagUl:
		if top := b.top(); top.tag == tag && top.space == inHTML {
			b.pop()
			return true
		}
		if b.inScope(defaultScope, tag) > 0 {
			b.closeImplied(TagRoot)
			b.closeInScope(defaultScope, tag)
		}
	case TagForm:
		b.endForm()
	case TagP:
		if b.inScope(buttonScope, TagP) < 0 {
			b.impliedStart(TagP)
		}
		b.closeInScope(buttonScope, TagP)
	case TagLi:
		b.closeInScope(listItemScope, TagLi)
	case TagDd, TagDt:
		b.closeInScope(defaultScope, tag)
	case TagH1, TagH2, TagH3, TagH4, TagH5, TagH6:
		b.closeHeading()
	case TagA, TagB, TagBig, TagCode, TagEm, TagFont, TagI, TagNobr, TagS, TagSmall, TagStrike, TagStrong, TagTt, TagU:
		b.adopt(tag)
	case TagApplet, TagMarquee, TagObject:
		if b.closeInScope(defaultScope, tag) {
			b.clearFormats()
		}
	case TagBr:
		b.dispatchStart()
	case TagTemplate:
		b.closeTemplate()
	default:
		b.endOther(tag)
	}
	return true
}

// impliedStart handles a start tag that isn't on the page, without attributes.
func (b *builder) impliedStart(tag Tag) {
	real, foster := b.tok, b.foster
	b.tok = token{tag: tag}
	b.dispatchStart()
	b.tok, b.foster = real, foster
}

func (b *builder) endForm() {
	if b.open[TagTemplate] > 0 {
		if i := b.inScope(defaultScope, TagForm); i > 0 {
			b.closeImplied(TagRoot)
			if i < len(b.stack) && b.stack[i].tag == TagForm {
				b.closeInScope(defaultScope, TagForm)
			}
		}
		return
	}
	form := b.form
	b.form = -1
	i := b.inScope(defaultScope, TagForm)
	if form < 0 || i < 0 || b.stack[i].node != form {
		return
	}
	b.closeImplied(TagRoot)
	if i = b.stackIndex(form); i > 0 {
		b.removeOpen(i) // what is open within the form stays open, and its child
	}
}

// endOther closes the innermost open element of the end tag's name, if no special element is in between.
func (b *builder) endOther(tag Tag) {
	if b.open[tag] == 0 || tag == TagOther && b.others[hashName(b.src[b.tok.start:b.tok.end])] == 0 {
		return
	}
	for i := len(b.stack) - 1; i > 0; i-- {
		e := &b.stack[i]
		b.steps++
		if e.space == inHTML && e.tag == tag && (tag != TagOther || b.sameName(e.node)) {
			b.popTo(i)
			return
		}
		if e.props&isSpecial != 0 {
			return
		}
	}
}

// sameName reports whether a node with TagOther has the name that is in tok.
func (b *builder) sameName(node int32) bool {
	n := &b.nodes[node]
	if n.TextEnd-n.TextStart != b.tok.end-b.tok.start {
		return false
	}
	for i := range n.TextEnd - n.TextStart {
		if lowerByte(b.src[n.TextStart+i]) != lowerByte(b.src[b.tok.start+i]) {
			return false
		}
	}
	return true
}

// replaceBody handles a frameset in a body that holds nothing but white space yet: the frameset takes its place.
func (b *builder) replaceBody() {
	if !b.framesetOK || len(b.stack) < 3 || b.stack[2].tag != TagBody {
		return
	}
	b.link()
	b.unlink(b.stack[2].node)
	b.popTo(2)
	b.openElement()
	b.mode = modeInFrameset
}

func (b *builder) isHiddenInput() bool {
	for i := b.tok.attrStart; i < b.tok.attrEnd; i++ {
		a := &b.attrs[i]
		if equalFold(b.src[a.NameStart:a.NameEnd], "type") {
			return sameFold(b.tree.cleanValue(a), "hidden")
		}
	}
	return false
}

// maxMerges bounds how often attributes of repeated html and body tags are looked at.
const maxMerges = 32

// mergeAttrs gives node the attributes of the tag in tok that it doesn't have (13.2.6.4.7, html and body).
func (b *builder) mergeAttrs(node int32) {
	first, last := b.tok.attrStart, b.tok.attrEnd
	if first == last || b.merges >= maxMerges {
		return
	}
	b.merges++
	n := &b.nodes[node]
	start := int32(len(b.attrs))
	b.attrs = append(b.attrs, b.attrs[n.AttrStart:n.AttrEnd]...)
	for i := first; i < last; i++ {
		a := b.attrs[i]
		if !b.hasAttr(start, int32(len(b.attrs)), &a) {
			b.attrs = append(b.attrs, a)
		}
	}
	n.AttrStart, n.AttrEnd = start, int32(len(b.attrs))
}

// hasAttr reports whether one of Attrs[start:end] has the name of a.
func (b *builder) hasAttr(start, end int32, a *Attr) bool {
	name := b.src[a.NameStart:a.NameEnd]
	b.steps += int(end - start)
	for i := start; i < end; i++ {
		o := &b.attrs[i]
		if o.NameEnd-o.NameStart == a.NameEnd-a.NameStart && sameFold(b.src[o.NameStart:o.NameEnd], name) {
			return true
		}
	}
	return false
}
