package dom

// Tables (13.2.6.4.9 to 13.2.6.4.15).

func (b *builder) startInTable() bool {
	switch b.tok.tag {
	case TagCaption:
		b.clearToTable()
		b.formats = append(b.formats, marker)
		b.openElement()
		b.mode = modeInCaption
		return true
	case TagColgroup:
		b.clearToTable()
		b.openElement()
		b.mode = modeInColumnGroup
		return true
	case TagCol:
		b.clearToTable()
		b.openImplied(TagColgroup)
		b.mode = modeInColumnGroup
		return false
	case TagTbody, TagTfoot, TagThead:
		b.clearToTable()
		b.openElement()
		b.mode = modeInTableBody
		return true
	case TagTd, TagTh, TagTr:
		b.clearToTable()
		b.openImplied(TagTbody)
		b.mode = modeInTableBody
		return false
	case TagTable:
		if b.closeInScope(tableScope, TagTable) {
			b.resetMode()
			return false
		}
		return true
	case TagStyle, TagScript, TagTemplate:
		return b.startInHead()
	case TagInput:
		if b.isHiddenInput() {
			b.addElement()
			return true
		}
	case TagForm:
		if b.open[TagTemplate] == 0 && b.form < 0 {
			b.form = b.addElement() // not opened: it can't hold anything here
		}
		return true
	}
	b.foster = true
	consumed := b.startInBody()
	b.foster = false
	return consumed
}

func (b *builder) endInTable() bool {
	switch b.tok.tag {
	case TagTable:
		if b.closeInScope(tableScope, TagTable) {
			b.resetMode()
		}
		return true
	case TagBody, TagCaption, TagCol, TagColgroup, TagHtml, TagTbody, TagTd, TagTfoot, TagTh, TagThead, TagTr:
		return true
	case TagTemplate:
		b.closeTemplate()
		return true
	}
	b.foster = true
	consumed := b.endInBody()
	b.foster = false
	return consumed
}

// leaveCaption closes an open caption; it reports whether there was one.
func (b *builder) leaveCaption() bool {
	if !b.closeInScope(tableScope, TagCaption) {
		return false
	}
	b.clearFormats()
	b.mode = modeInTable
	return true
}

func (b *builder) startInCaption() bool {
	switch b.tok.tag {
	case TagCaption, TagCol, TagColgroup, TagTbody, TagTd, TagTfoot, TagThead, TagTr:
		return !b.leaveCaption()
	}
	return b.startInBody()
}

func (b *builder) endInCaption() bool {
	switch b.tok.tag {
	case TagCaption:
		b.leaveCaption()
		return true
	case TagTable:
		return !b.leaveCaption()
	case TagBody, TagCol, TagColgroup, TagHtml, TagTbody, TagTd, TagTfoot, TagTh, TagThead, TagTr:
		return true
	}
	return b.endInBody()
}

func (b *builder) startInColumnGroup() bool {
	switch b.tok.tag {
	case TagHtml:
		return b.startInBody()
	case TagCol:
		b.addElement()
		return true
	case TagTemplate:
		return b.startInHead()
	}
	return b.leaveColumnGroup()
}

func (b *builder) endInColumnGroup() bool {
	switch b.tok.tag {
	case TagColgroup:
		b.leaveColumnGroup()
		return true
	case TagCol:
		return true
	case TagTemplate:
		b.closeTemplate()
		return true
	}
	return b.leaveColumnGroup()
}

// leaveColumnGroup closes the column group; it reports that the token is consumed when there is none to close.
func (b *builder) leaveColumnGroup() bool {
	if b.top().tag != TagColgroup {
		return true
	}
	b.pop()
	b.mode = modeInTable
	return false
}

// leaveTableBody closes an open tbody, thead or tfoot; it reports whether there was one.
func (b *builder) leaveTableBody() bool {
	i := b.anyInScope(tableScope, TagTbody, TagThead, TagTfoot)
	if i < 0 {
		return false
	}
	b.popTo(i)
	b.mode = modeInTable
	return true
}

func (b *builder) startInTableBody() bool {
	switch b.tok.tag {
	case TagTr:
		b.clearToTableBody()
		b.openElement()
		b.mode = modeInRow
		return true
	case TagTd, TagTh:
		b.clearToTableBody()
		b.openImplied(TagTr)
		b.mode = modeInRow
		return false
	case TagCaption, TagCol, TagColgroup, TagTbody, TagTfoot, TagThead:
		return !b.leaveTableBody()
	}
	return b.startInTable()
}

func (b *builder) endInTableBody() bool {
	switch tag := b.tok.tag; tag {
	case TagTbody, TagTfoot, TagThead:
		if b.inScope(tableScope, tag) > 0 {
			b.clearToTableBody()
			b.pop()
			b.mode = modeInTable
		}
		return true
	case TagTable:
		return !b.leaveTableBody()
	case TagBody, TagCaption, TagCol, TagColgroup, TagHtml, TagTd, TagTh, TagTr:
		return true
	}
	return b.endInTable()
}

// leaveRow closes an open row; it reports whether there was one.
func (b *builder) leaveRow() bool {
	if b.inScope(tableScope, TagTr) < 0 {
		return false
	}
	b.clearToRow()
	b.pop()
	b.mode = modeInTableBody
	return true
}

func (b *builder) startInRow() bool {
	switch b.tok.tag {
	case TagTd, TagTh:
		b.clearToRow()
		b.openElement()
		b.formats = append(b.formats, marker)
		b.mode = modeInCell
		return true
	case TagCaption, TagCol, TagColgroup, TagTbody, TagTfoot, TagThead, TagTr:
		return !b.leaveRow()
	}
	return b.startInTable()
}

func (b *builder) endInRow() bool {
	switch tag := b.tok.tag; tag {
	case TagTr:
		b.leaveRow()
		return true
	case TagTable:
		return !b.leaveRow()
	case TagTbody, TagTfoot, TagThead:
		return b.inScope(tableScope, tag) < 0 || !b.leaveRow()
	case TagBody, TagCaption, TagCol, TagColgroup, TagHtml, TagTd, TagTh:
		return true
	}
	return b.endInTable()
}

func (b *builder) startInCell() bool {
	switch b.tok.tag {
	case TagCaption, TagCol, TagColgroup, TagTbody, TagTd, TagTfoot, TagTh, TagThead, TagTr:
		i := b.anyInScope(tableScope, TagTd, TagTh, TagTh)
		if i < 0 {
			return true
		}
		b.popTo(i)
		b.clearFormats()
		b.mode = modeInRow
		return false
	}
	return b.startInBody()
}

func (b *builder) endInCell() bool {
	switch tag := b.tok.tag; tag {
	case TagTd, TagTh:
		if b.closeInScope(tableScope, tag) {
			b.clearFormats()
			b.mode = modeInRow
		}
		return true
	case TagBody, TagCaption, TagCol, TagColgroup, TagHtml:
		return true
	case TagTable, TagTbody, TagTfoot, TagThead, TagTr:
		if b.inScope(tableScope, tag) < 0 {
			return true
		}
		if i := b.anyInScope(tableScope, TagTd, TagTh, TagTh); i > 0 {
			b.popTo(i)
			b.clearFormats()
		}
		b.mode = modeInRow
		return false
	}
	return b.endInBody()
}
