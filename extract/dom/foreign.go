package dom

// Content of svg and math (13.2.6.5).

// foreignProps returns what tree construction asks of a svg or math element.
func (b *builder) foreignProps(space namespace) props {
	t := &b.tok
	p := tagProps[t.tag] & (isImplied | isTableCtx)
	name := b.src[t.start:t.end]
	if space == inSVG {
		if t.tag == TagTitle || sameFold(name, "desc") || sameFold(name, "foreignobject") {
			p |= isSpecial | isScope | isHTMLPoint
		}
		return p
	}
	switch {
	case sameFold(name, "mi"), sameFold(name, "mo"), sameFold(name, "mn"), sameFold(name, "ms"), sameFold(name, "mtext"):
		p |= isSpecial | isScope | isTextPoint
	case sameFold(name, "annotation-xml"):
		p |= isSpecial | isScope
		for i := t.attrStart; i < t.attrEnd; i++ {
			a := &b.attrs[i]
			if sameFold(b.src[a.NameStart:a.NameEnd], "encoding") {
				value := b.tree.cleanValue(a)
				if sameFold(value, "text/html") || sameFold(value, "application/xhtml+xml") {
					p |= isHTMLPoint
				}
				break
			}
		}
	}
	return p
}

// openForeign adds the element in tok to svg or math, and opens it unless its tag closes itself.
func (b *builder) openForeign(space namespace) {
	flags := FlagForeign
	if space == inMath {
		flags |= FlagMath
	}
	p := b.foreignProps(space)
	node := b.addElement()
	b.nodes[node].Flags |= flags
	switch {
	case b.tok.selfClosing:
	case len(b.stack) > b.limits.Depth:
		b.overflow[b.tok.tag]++
		b.overflows++
	default:
		b.push(entry{node: node, tag: b.tok.tag, space: space, props: p})
	}
}

// startIsForeign reports whether the start tag in tok belongs to the svg or math that is open, and not to HTML in it.
func (b *builder) startIsForeign() bool {
	top := b.top()
	if top.props&isHTMLPoint != 0 {
		return false
	}
	name := b.src[b.tok.start:b.tok.end]
	if top.props&isTextPoint != 0 {
		return sameFold(name, "mglyph") || sameFold(name, "malignmark")
	}
	return !(top.space == inMath && top.props&isSpecial != 0 && b.tok.tag == TagSvg) // svg in annotation-xml
}

func (b *builder) foreignStart() {
	if tagProps[b.tok.tag]&isBreakout != 0 || b.tok.tag == TagFont && b.isStyledFont() {
		for i := len(b.stack) - 1; i > 0; i-- {
			if e := &b.stack[i]; e.space == inHTML || e.props&(isHTMLPoint|isTextPoint) != 0 {
				b.popTo(i + 1)
				break
			}
		}
		if !b.startInMode() {
			b.dispatchStart()
		}
		return
	}
	b.raw = false
	b.openForeign(b.top().space)
}

// isStyledFont reports whether the font tag in tok has an attribute that marks it as HTML.
func (b *builder) isStyledFont() bool {
	for i := b.tok.attrStart; i < b.tok.attrEnd; i++ {
		a := &b.attrs[i]
		name := b.src[a.NameStart:a.NameEnd]
		if sameFold(name, "color") || sameFold(name, "face") || sameFold(name, "size") {
			return true
		}
	}
	return false
}

// foreignEnd handles an end tag within svg or math; it reports false when it is for the rules of HTML.
func (b *builder) foreignEnd() bool {
	for i := len(b.stack) - 1; i > 0; i-- {
		e := &b.stack[i]
		b.steps++
		if e.tag == b.tok.tag && (e.tag != TagOther || b.sameName(e.node)) {
			b.popTo(i)
			return true
		}
		if b.stack[i-1].space == inHTML {
			return false
		}
	}
	return false
}
