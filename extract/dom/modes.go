package dom

import "bytes"

// startTag handles the start tag in tok by the current mode, and the raw text that follows it if any.
func (b *builder) startTag() {
	tag := b.tok.tag
	b.raw = tagProps[tag]&isRaw != 0
	b.dispatchStart()
	if b.raw {
		b.readRaw(tag)
	}
}

// dispatchStart hands tok to the mode's rules until one of them has consumed it.
func (b *builder) dispatchStart() {
	for {
		if b.top().space != inHTML && b.startIsForeign() {
			b.foreignStart()
			return
		}
		if b.startInMode() {
			return
		}
	}
}

func (b *builder) startInMode() (consumed bool) {
	switch b.mode {
	case modeInBody:
		return b.startInBody()
	case modeInTable:
		return b.startInTable()
	case modeInTableBody:
		return b.startInTableBody()
	case modeInRow:
		return b.startInRow()
	case modeInCell:
		return b.startInCell()
	case modeInCaption:
		return b.startInCaption()
	case modeInColumnGroup:
		return b.startInColumnGroup()
	case modeInTemplate:
		return b.startInTemplate()
	case modeInitial:
		b.quirks = true
		b.mode = modeBeforeHTML
		return false
	case modeBeforeHTML:
		return b.startBeforeHTML()
	case modeBeforeHead:
		return b.startBeforeHead()
	case modeInHead:
		return b.startInHead()
	case modeInHeadNoscript:
		return b.startInHeadNoscript()
	case modeAfterHead:
		return b.startAfterHead()
	case modeInFrameset, modeAfterFrameset, modeAfterAfterFrameset:
		return b.startInFrameset()
	case modeText:
		b.pop()
		b.mode = b.textMode
		return false
	default: // after body, after after body
		if b.tok.tag == TagHtml {
			return b.startInBody()
		}
		b.mode = modeInBody
		return false
	}
}

// endTag handles the end tag in tok.
func (b *builder) endTag() {
	if b.overflows > 0 && b.overflow[b.tok.tag] > 0 {
		b.overflow[b.tok.tag]--
		b.overflows--
		return
	}
	if b.top().space != inHTML && b.foreignEnd() {
		return
	}
	for !b.endInMode() {
	}
}

func (b *builder) endInMode() (consumed bool) {
	switch b.mode {
	case modeInBody:
		return b.endInBody()
	case modeText:
		b.pop()
		b.mode = b.textMode
		return true
	case modeInTable:
		return b.endInTable()
	case modeInTableBody:
		return b.endInTableBody()
	case modeInRow:
		return b.endInRow()
	case modeInCell:
		return b.endInCell()
	case modeInCaption:
		return b.endInCaption()
	case modeInColumnGroup:
		return b.endInColumnGroup()
	case modeInTemplate:
		if b.tok.tag == TagTemplate {
			b.closeTemplate()
		}
		return true
	case modeInitial:
		b.quirks = true
		b.mode = modeBeforeHTML
		return false
	case modeBeforeHTML, modeBeforeHead:
		switch b.tok.tag {
		case TagHead, TagBody, TagHtml, TagBr:
			b.openHead()
			return false
		}
		return true
	case modeInHead:
		return b.endInHead()
	case modeInHeadNoscript:
		if b.tok.tag != TagNoscript && b.tok.tag != TagBr {
			return true
		}
		b.pop()
		b.mode = modeInHead
		return b.tok.tag == TagNoscript
	case modeAfterHead:
		switch b.tok.tag {
		case TagBody, TagHtml, TagBr:
			b.openBody()
			return false
		case TagTemplate:
			b.closeTemplate()
		}
		return true
	case modeAfterBody:
		if b.tok.tag == TagHtml {
			b.mode = modeAfterAfterBody
			return true
		}
	case modeInFrameset:
		if b.tok.tag == TagFrameset && b.top().tag != TagHtml {
			b.pop()
			if b.top().tag != TagFrameset {
				b.mode = modeAfterFrameset
			}
		}
		return true
	case modeAfterFrameset:
		if b.tok.tag == TagHtml {
			b.mode = modeAfterAfterFrameset
		}
		return true
	case modeAfterAfterFrameset:
		return true
	}
	b.mode = modeInBody
	return false
}

// text handles the text in tok.
func (b *builder) text() {
	for {
		if top := b.top(); top.space != inHTML && top.props&(isHTMLPoint|isTextPoint) == 0 {
			if b.framesetOK && b.leadingSpace(true) < b.tok.end {
				b.framesetOK = false
			}
			b.tok.flags |= flagNUL
			b.addText()
			return
		}
		if b.textInMode() {
			return
		}
	}
}

func (b *builder) textInMode() (consumed bool) {
	t := &b.tok
	switch b.mode {
	case modeText:
		if b.top().tag == TagTextarea {
			b.skipNewline()
		}
		b.addText()
		return true
	case modeInBody, modeInCell, modeInCaption, modeInTemplate:
		b.textInBody()
		return true
	case modeInTable, modeInTableBody, modeInRow:
		if b.top().props&isTableCtx != 0 && b.leadingSpace(true) == t.end {
			b.addText()
			return true
		}
		for t.start < t.end && b.src[t.start] == 0 && t.flags&flagNUL == 0 {
			t.start++ // so that a newline after it counts as the first of a pre
		}
		b.foster = true
		b.textInBody()
		b.foster = false
		return true
	case modeInitial, modeBeforeHTML, modeBeforeHead:
		if t.start = b.leadingSpace(false); t.start == t.end {
			return true
		}
		b.openHead()
		return false
	case modeInHead, modeAfterHead, modeInColumnGroup:
		if b.splitSpace() {
			return true
		}
		switch {
		case b.mode == modeInHead:
			b.pop()
			b.mode = modeAfterHead
		case b.mode == modeAfterHead:
			b.openBody()
		case b.top().tag != TagColgroup:
			return true
		default:
			b.pop()
			b.mode = modeInTable
		}
		return false
	case modeInHeadNoscript:
		if b.leadingSpace(false) == t.end {
			b.addText()
			return true
		}
		b.pop()
		b.mode = modeInHead
		return false
	case modeAfterBody, modeAfterAfterBody:
		if b.leadingSpace(false) == t.end {
			b.textInBody()
			return true
		}
		b.mode = modeInBody
		return false
	default: // framesets hold white space only
		b.textInFrameset()
		return true
	}
}

// splitSpace adds the white space that the text in tok begins with; it reports whether that was all of it.
func (b *builder) splitSpace() bool {
	t := &b.tok
	space := b.leadingSpace(false)
	if space > t.start {
		rest := *t
		rest.start = space
		t.end = space
		t.flags |= FlagBlank
		b.addText()
		*t = rest
		t.flags &^= FlagBlank
		if isBlank(b.src[t.start:t.end], t.flags) {
			t.flags |= FlagBlank
		}
	}
	return t.start == t.end
}

func (b *builder) textInBody() {
	t := &b.tok
	if b.fresh >= 0 && b.fresh == b.top().node && b.childless(b.fresh) {
		b.skipNewline()
	}
	if t.start == t.end || b.hasNUL && t.flags&flagNUL == 0 && len(bytes.Trim(b.src[t.start:t.end], "\x00")) == 0 {
		return
	}
	b.reopenFormats()
	b.addText()
	if b.framesetOK && b.leadingSpace(true) < t.end {
		b.framesetOK = false
	}
}

// textInFrameset keeps the white space of the text in tok.
func (b *builder) textInFrameset() {
	all := b.tok
	for p := all.start; p < all.end; {
		b.tok = all
		b.tok.start = p
		b.tok.end = b.leadingSpace(false)
		p = b.tok.end
		if b.tok.start < b.tok.end {
			b.tok.flags |= FlagBlank
			if b.mode == modeAfterAfterFrameset {
				b.reopenFormats()
			}
			b.addText()
		} else {
			p++
		}
	}
}

// childless reports whether node, which is the current node, has no child yet.
func (b *builder) childless(node int32) bool {
	if b.linked {
		return b.links[node].first < 0
	}
	return node == int32(len(b.nodes)-1)
}

// skipNewline drops the newline that the text in tok begins with, and a carriage return written as a reference before it.
func (b *builder) skipNewline() {
	t := &b.tok
	if t.flags&flagRaw == 0 {
		t.start += b.refAt(t.start, '\r')
	}
	switch text := b.src[t.start:t.end]; {
	case len(text) == 0:
	case text[0] == '\n':
		t.start++
	case text[0] == '\r':
		t.start++
		if len(text) > 1 && text[1] == '\n' {
			t.start++
		}
	case t.flags&flagRaw == 0:
		t.start += b.refAt(t.start, '\n')
	}
}

// refAt returns the length of the character reference at p within the text in tok, if it stands for r.
func (b *builder) refAt(p int32, r rune) int32 {
	if p < b.tok.end && b.src[p] == '&' {
		if got, _, n := charRef(b.src[p:b.tok.end], false); got == r {
			return int32(n)
		}
	}
	return 0
}

// leadingSpace returns where the white space ends that the text in tok begins with; NUL bytes count on request, if they
// are to vanish.
func (b *builder) leadingSpace(nul bool) int32 {
	t := &b.tok
	p := t.start
	for p < t.end {
		switch c := b.src[p]; {
		case byteClass[c]&isSpace != 0:
			p++
		case c == '&' && t.flags&flagRaw == 0:
			r, _, n := charRef(b.src[p:t.end], false)
			if r >= 0x80 || r == '&' || byteClass[byte(r)]&isSpace == 0 {
				return p
			}
			p += int32(n)
		case c == 0 && nul && t.flags&flagNUL == 0:
			p++
		default:
			return p
		}
	}
	return p
}

// endOfFile adds what every page has, and closes what is open.
func (b *builder) endOfFile() {
	for {
		switch b.mode {
		case modeInitial, modeBeforeHTML, modeBeforeHead:
			b.openHead()
		case modeText:
			b.pop()
			b.mode = b.textMode
		case modeInHeadNoscript:
			b.pop()
			b.mode = modeInHead
		case modeInHead:
			b.pop()
			b.mode = modeAfterHead
		case modeAfterHead:
			b.openBody()
			return
		case modeInBody, modeInTable, modeInTableBody, modeInRow, modeInCell, modeInCaption, modeInColumnGroup,
			modeInTemplate:
			if b.open[TagTemplate] == 0 {
				return
			}
			b.closeTemplate()
		default:
			return
		}
	}
}
