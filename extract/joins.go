package extract

import (
	"bytes"
	"unicode/utf8"

	"winnow/extract/dom"
)

// closedBlock reports whether a block-level element ended between the last text and text node i of one row.
func (c *cutter) closedBlock(i int32) bool {
	nodes := c.Tree.Nodes
	for e := nodes[c.lastText].Parent; nodes[e].End <= i; e = nodes[e].Parent {
		if tagRoles[nodes[e].Tag] == cuts && nodes[e].Flags&dom.FlagMath == 0 {
			return true
		}
	}
	return false
}

// runsTogether reports whether text node i is a word of its own although no blank stands between it and the text before, which
// is of another element: style sheets set them apart. Of such pairs in the pages of the development sets whose left side ends in
// a small letter or a sign and whose right one begins with a capital, the references write 621 apart and 20 together, most
// of these in code. A single letter may be a drop cap.
func (c *cutter) runsTogether(i int32) bool {
	last, n := utf8.DecodeLastRune(c.text[c.cur.start:])
	switch class := classOf(last); {
	case class == classLower, last == ':', last == '!', last == '?', last == ')':
	case class != classUpper || !c.isDateline(c.lastText):
		return false
	}
	raw := c.Tree.RawText(i)
	first, size := utf8.DecodeRune(raw)
	if classOf(first) != classUpper || size == len(raw) || len(c.Tree.RawText(c.lastText)) == n {
		return false
	}
	nodes := c.Tree.Nodes
	e := nodes[i].Parent
	for range 8 { // names in programs are hardly marked up deeper
		if tagRoles[nodes[e].Tag] == cuts {
			break
		}
		if oneWordTags[nodes[e].Tag] {
			return false
		}
		e = nodes[e].Parent
	}
	return true
}

// isDateline reports whether a text node stands in an element made for the place where a report was written.
func (c *cutter) isDateline(n int32) bool {
	class, _ := c.Tree.RawAttr(c.Tree.Nodes[n].Parent, "class")
	return bytes.Contains(class, []byte("location")) || bytes.Contains(class, []byte("dateline"))
}

// oneWordTags are the inline elements of names in programs, which are of one piece, and of what is part of the word before.
var oneWordTags = [dom.NumTags]bool{dom.TagCode: true, dom.TagKbd: true, dom.TagSamp: true, dom.TagVar: true, dom.TagTt: true,
	dom.TagSup: true, dom.TagSub: true}
