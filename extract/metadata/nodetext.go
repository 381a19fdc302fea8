package metadata

import "winnow/extract/dom"

// opensBlock reports whether no other text stands before text n in its paragraph.
func (p *page) opensBlock(n int32) bool {
	t := p.t
	parent := p.block(n)
	if n-parent > maxAuthorNodes {
		return false
	}
	for c := parent + 1; c < n; c++ {
		if t.IsText(c) && t.Nodes[c].Flags&dom.FlagBlank == 0 {
			return false
		}
	}
	return true
}

// block returns the element around text n that does not stand within a line.
func (p *page) block(n int32) int32 {
	parent := p.t.Nodes[n].Parent
	for level := 0; level < maxLevels && parent > 0 && inline(p.t.Nodes[parent].Tag); level++ {
		parent = p.t.Nodes[parent].Parent
	}
	return parent
}

// closesBlock reports whether no other text stands behind text n in its paragraph.
func (p *page) closesBlock(n int32) bool {
	t := p.t
	end := t.Nodes[p.block(n)].End
	if end-n > maxAuthorNodes {
		return false
	}
	for c := n + 1; c < end; c++ {
		if t.IsText(c) && t.Nodes[c].Flags&dom.FlagBlank == 0 {
			return false
		}
	}
	return true
}

// inline reports the elements that stand within a line.
func inline(tag dom.Tag) bool {
	switch tag {
	case dom.TagA, dom.TagB, dom.TagI, dom.TagEm, dom.TagStrong, dom.TagSpan, dom.TagSup, dom.TagSub, dom.TagFont, dom.TagWbr,
		dom.TagMark, dom.TagU, dom.TagS, dom.TagSmall, dom.TagAbbr, dom.TagQ, dom.TagCode, dom.TagIns, dom.TagCite:
		return true
	}
	return false
}
