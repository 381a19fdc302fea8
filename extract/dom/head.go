package dom

// openHead opens the html and head elements that are not there yet, before a token that belongs in or after the head.
func (b *builder) openHead() {
	switch b.mode {
	case modeInitial:
		b.quirks = true
		b.mode = modeBeforeHTML
	case modeBeforeHTML:
		b.openImplied(TagHtml)
		b.mode = modeBeforeHead
	default:
		b.head = b.openImplied(TagHead)
		b.mode = modeInHead
	}
}

func (b *builder) openBody() {
	b.openImplied(TagBody)
	b.framesetOK = true
	b.mode = modeInBody
}

func (b *builder) startBeforeHTML() bool {
	if b.tok.tag == TagHtml {
		b.openElement()
		b.mode = modeBeforeHead
		return true
	}
	b.openHead()
	return false
}

func (b *builder) startBeforeHead() bool {
	switch b.tok.tag {
	case TagHead:
		b.openElement()
		b.head = b.top().node
		b.mode = modeInHead
		return true
	case TagHtml:
		return b.startInBody()
	}
	b.openHead()
	return false
}

func (b *builder) startInHead() bool {
	switch tag := b.tok.tag; tag {
	case TagHtml:
		return b.startInBody()
	case TagBase, TagBasefont, TagBgsound, TagLink, TagMeta:
		b.addElement()
	case TagNoscript:
		b.raw = false
		if b.openElement() {
			b.mode = modeInHeadNoscript
		}
	case TagScript, TagTitle, TagNoframes, TagStyle:
		b.openRaw()
	case TagHead:
	case TagTemplate:
		if b.openElement() {
			b.formats = append(b.formats, marker)
			b.framesetOK = false
			b.mode = modeInTemplate
			b.templates = append(b.templates, modeInTemplate)
		}
	default:
		b.pop()
		b.mode = modeAfterHead
		return false
	}
	return true
}

// openRaw opens an element whose content is text.
func (b *builder) openRaw() {
	b.openElement()
	b.textMode = b.mode
	b.mode = modeText
}

func (b *builder) startInHeadNoscript() bool {
	switch b.tok.tag {
	case TagHtml:
		return b.startInBody()
	case TagBasefont, TagBgsound, TagLink, TagMeta, TagNoframes, TagStyle:
		return b.startInHead()
	case TagHead:
		return true
	case TagNoscript:
		b.raw = false
		return true
	}
	b.pop()
	b.mode = modeInHead
	return false
}

func (b *builder) startAfterHead() bool {
	switch b.tok.tag {
	case TagHtml:
		return b.startInBody()
	case TagBody:
		b.openElement()
		b.framesetOK = false
		b.mode = modeInBody
	case TagFrameset:
		b.openElement()
		b.mode = modeInFrameset
	case TagBase, TagBasefont, TagBgsound, TagLink, TagMeta, TagNoframes, TagScript, TagStyle, TagTemplate, TagTitle:
		if !b.isLast(b.head) {
			b.link()
		}
		b.push(entry{node: b.head, tag: TagHead, props: tagProps[TagHead]})
		b.startInHead()
		b.removeOpen(b.stackIndex(b.head))
	case TagHead:
	default:
		b.openBody()
		return false
	}
	return true
}

// isLast reports whether what is appended to the nodes may be a child of node: whether node is the last one or holds it.
func (b *builder) isLast(node int32) bool {
	for n := int32(len(b.nodes) - 1); n >= node; n = b.nodes[n].Parent {
		if n == node {
			return true
		}
	}
	return false
}

func (b *builder) endInHead() bool {
	switch b.tok.tag {
	case TagHead:
		b.pop()
		b.mode = modeAfterHead
	case TagBody, TagHtml, TagBr:
		b.pop()
		b.mode = modeAfterHead
		return false
	case TagTemplate:
		b.closeTemplate()
	}
	return true
}

// closeTemplate handles the end tag of a template.
func (b *builder) closeTemplate() {
	if b.open[TagTemplate] == 0 {
		return
	}
	b.closeImplied(TagRoot)
	for i := len(b.stack) - 1; i > 0; i-- {
		if e := &b.stack[i]; e.space == inHTML && e.tag == TagTemplate {
			b.popTo(i)
			break
		}
	}
	b.clearFormats()
	b.templates = b.templates[:len(b.templates)-1]
	b.resetMode()
}

func (b *builder) startInTemplate() bool {
	next := modeInBody
	switch b.tok.tag {
	case TagBase, TagBasefont, TagBgsound, TagLink, TagMeta, TagNoframes, TagScript, TagStyle, TagTemplate, TagTitle:
		return b.startInHead()
	case TagCaption, TagColgroup, TagTbody, TagTfoot, TagThead:
		next = modeInTable
	case TagCol:
		next = modeInColumnGroup
	case TagTr:
		next = modeInTableBody
	case TagTd, TagTh:
		next = modeInRow
	}
	b.templates[len(b.templates)-1] = next
	b.mode = next
	return false
}

func (b *builder) startInFrameset() bool {
	switch b.tok.tag {
	case TagHtml:
		return b.startInBody()
	case TagNoframes:
		return b.startInHead()
	case TagFrameset:
		if b.mode == modeInFrameset {
			b.openElement()
		}
	case TagFrame:
		if b.mode == modeInFrameset {
			b.addElement()
		}
	}
	return true
}
