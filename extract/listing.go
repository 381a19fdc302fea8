package extract

import (
	"bytes"

	"winnow/extract/dom"
)

// listingTags are the block-level elements that highlighters make the lines of a listing of.
var listingTags = [dom.NumTags]bool{dom.TagBr: true, dom.TagDiv: true, dom.TagOl: true, dom.TagUl: true, dom.TagLi: true}

// holdsLines reports whether a <pre> holds block-level elements only as the lines of a listing. One that was never closed holds
// paragraphs and headings, too.
func (c *cutter) holdsLines(i int32) bool {
	nodes := c.Tree.Nodes
	for k := i + 1; k < nodes[i].End; k++ {
		if tag := nodes[k].Tag; tag != dom.TagText && tagRoles[tag] == cuts && !listingTags[tag] {
			return false
		}
	}
	return true
}

// newLine begins a line of a listing.
func (c *cutter) newLine() {
	if c.open && c.breaks == 0 && !bytes.HasSuffix(c.text, []byte("\n")) {
		c.breaks = 1
	}
}

// gutterReach is how many elements up from a listing's one may be named after the numbers of its lines.
const gutterReach = 4

// isGutter reports whether a listing without letters holds the numbers of the lines of the one beside it.
func (c *cutter) isGutter(e int32) bool {
	for range gutterReach {
		class, _ := c.Tree.RawAttr(c.elems[e].node, "class")
		for _, name := range gutterNames {
			if bytes.Contains(class, name) {
				return true
			}
		}
		if e = c.elems[e].parent; e < 0 {
			break
		}
	}
	return false
}

// gutterNames are what Sphinx and Pygments, Rouge, Hexo, SyntaxHighlighter and GitHub call them.
var gutterNames = [...][]byte{[]byte("lineno"), []byte("line-number"), []byte("gutter")}
