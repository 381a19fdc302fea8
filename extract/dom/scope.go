package dom

// scope says which elements stop a search down the stack of open elements (13.2.4.2).
type scope uint8

const (
	defaultScope scope = iota
	listItemScope
	buttonScope
	tableScope
)

// inScope returns the index of the innermost open HTML element tag in scope, or -1.
func (b *builder) inScope(s scope, tag Tag) int {
	if b.open[tag] == 0 {
		return -1
	}
	for i := len(b.stack) - 1; i > 0; i-- {
		e := &b.stack[i]
		b.steps++
		if e.space == inHTML && e.tag == tag {
			return i
		}
		if e.stops(s) {
			return -1
		}
	}
	return -1
}

// stops reports whether e ends a search in scope s.
func (e *entry) stops(s scope) bool {
	if s == tableScope {
		return e.space == inHTML && (e.tag == TagHtml || e.tag == TagTable || e.tag == TagTemplate)
	}
	if e.props&isScope != 0 {
		return true
	}
	if e.space != inHTML {
		return false
	}
	return s == listItemScope && (e.tag == TagOl || e.tag == TagUl) || s == buttonScope && e.tag == TagButton
}

// anyInScope is inScope for any of three tags.
func (b *builder) anyInScope(s scope, t1, t2, t3 Tag) int {
	return max(b.inScope(s, t1), b.inScope(s, t2), b.inScope(s, t3))
}

// closeInScope closes the innermost open element tag in scope and what is in it; it reports whether there was one.
func (b *builder) closeInScope(s scope, tag Tag) bool {
	if i := b.inScope(s, tag); i > 0 {
		b.popTo(i)
		return true
	}
	return false
}

// closeP closes an open paragraph, which a block is about to end.
func (b *builder) closeP() {
	if b.open[TagP] > 0 {
		b.closeInScope(buttonScope, TagP)
	}
}

// closeHeading closes the innermost h1 to h6 in scope.
func (b *builder) closeHeading() {
	for i := len(b.stack) - 1; i > 0; i-- {
		e := &b.stack[i]
		b.steps++
		if e.space == inHTML && e.props&isHeading != 0 {
			b.popTo(i)
			return
		}
		if e.stops(defaultScope) {
			return
		}
	}
}

// closeItem closes the open li, or dt and dd, that a new one ends.
func (b *builder) closeItem(t1, t2 Tag) {
	if b.open[t1]+b.open[t2] == 0 {
		return
	}
	for i := len(b.stack) - 1; i > 0; i-- {
		e := &b.stack[i]
		b.steps++
		switch e.tag {
		case t1, t2:
			b.popTo(i)
			return
		case TagAddress, TagDiv, TagP:
		default:
			if e.props&isSpecial != 0 {
				return
			}
		}
	}
}

// closeImplied closes the elements at the top of the stack whose end tags may be left out, but not the tag except.
func (b *builder) closeImplied(except Tag) {
	i := len(b.stack)
	for i > 1 && tagProps[b.stack[i-1].tag]&isImplied != 0 && b.stack[i-1].tag != except {
		i--
	}
	if i < len(b.stack) {
		b.popTo(i)
	}
}

// clearTo closes open elements down to the innermost one of the tags, html or template ("clear the stack back to a table
// context" and its kin).
func (b *builder) clearTo(t1, t2, t3 Tag) {
	for i := len(b.stack) - 1; i > 0; i-- {
		b.steps++
		switch b.stack[i].tag {
		case t1, t2, t3, TagHtml, TagTemplate:
			if i+1 < len(b.stack) {
				b.popTo(i + 1)
			}
			return
		}
	}
}

func (b *builder) clearToTable()     { b.clearTo(TagTable, TagTable, TagTable) }
func (b *builder) clearToTableBody() { b.clearTo(TagTbody, TagTfoot, TagThead) }
func (b *builder) clearToRow()       { b.clearTo(TagTr, TagTr, TagTr) }

// resetMode chooses the insertion mode by the open elements ("reset the insertion mode appropriately").
func (b *builder) resetMode() {
	for i := len(b.stack) - 1; i > 0; i-- {
		switch e := &b.stack[i]; e.tag {
		case TagTd, TagTh:
			b.mode = modeInCell
		case TagTr:
			b.mode = modeInRow
		case TagTbody, TagThead, TagTfoot:
			b.mode = modeInTableBody
		case TagCaption:
			b.mode = modeInCaption
		case TagColgroup:
			b.mode = modeInColumnGroup
		case TagTable:
			b.mode = modeInTable
		case TagTemplate:
			if e.space != inHTML {
				continue
			}
			b.mode = b.templates[len(b.templates)-1]
		case TagHead:
			b.mode = modeInHead
		case TagBody:
			b.mode = modeInBody
		case TagFrameset:
			b.mode = modeInFrameset
		case TagHtml:
			if b.head < 0 {
				b.mode = modeBeforeHead
			} else {
				b.mode = modeAfterHead
			}
		default:
			continue
		}
		return
	}
	b.mode = modeInBody
}
