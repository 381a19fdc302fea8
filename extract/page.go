package extract

import (
	"winnow/document"
	"winnow/extract/dom"
	"winnow/extract/templates"
)

// Page is one page cut into blocks, with the features of each. It is scratch: its slices are reused by the next
// call of Load. It is not safe for concurrent use.
type Page struct {
	Tree   *dom.Tree
	Blocks []Block

	parser  dom.Parser
	text    []byte // the text of all blocks, one after the other
	decoded []byte // scratch: a text node without character references
	elems   []elem
	nodes   []nodeState

	attrs   attrs // see readAttrs
	classes classMemo
	folder  templates.Folder
	featureScratch
}

// Block is a run of text between two block-level boundaries of a page.
type Block struct {
	First, End int32 // node range: the first text node of the block and one past the last
	Kind       document.BlockKind
	Level      uint8 // of headings 1..6
	Hidden     bool  // by the hidden attribute, aria-hidden or display:none of the element or one around it

	elem       int32  // index in Page.elems of the nearest block-level element
	start, end int32  // the text in Page.text
	cues       cueSet // of the inline elements around all of its text
	before     int32  // pictures between the block before and this one
	brk        bool   // starts after a line break, not at an element
	dated      bool   // holds a date or time and little else
	counts
	size int32 // in words, see inWords

	// Running text by its length and links alone: ten words, less than 40% of them linked. The containers of the text are
	// found from these blocks (the limits of the block-model trial on wcxb-dev). A sentence is a stricter good: twelve
	// words, less than 35% linked, and a sentence that ends.
	good, sentence bool
}

// elem is a block-level element: a node that can hold whole blocks. Elements stand in document order, so that the
// elements within e are elems[e+1:elems[e].end], and its blocks Blocks[first:last].
type elem struct {
	node, parent, end int32
	first, last       int32
	shape             uint64 // hash of tag and class without digits: like-shaped siblings share it
	depth             int32
	kindBy            int32 // the nearest element from here up that says of what kind a block is, 0: none; see setKind
	cues              cueSet
	tag               dom.Tag
	role              roleKind
	item              itemKind
	hidden            bool
	table             tableKind // of table elements, once a row was seen
}

// nodeState is what a node hands down to the nodes inside of it.
type nodeState struct {
	elem  int32 // nearest block-level element
	cues  cueSet
	flags stateFlags
}

type stateFlags uint8

const (
	inLink stateFlags = 1 << iota
	inStrong
	inPre
	inRow    // inside of a row of a data table: block-level elements do not cut
	isHidden //
	inHeading
	inCustom  // inside of an inline element that HTML does not define
	inListing // inside of a <pre> whose block-level elements are lines
)

// littleWords is the number of words below which a page counts as having no text outside of <noscript>: pages that
// are drawn by a script and keep their text there have a title and a notice or two otherwise.
const littleWords = 120

// Load parses a UTF-8 page and cuts it into blocks.
func (p *Page) Load(src []byte) {
	p.LoadTree(p.parser.Parse(src))
}

// LoadTree cuts a parsed page into blocks. The tree must stay as it is as long as p is used.
func (p *Page) LoadTree(tree *dom.Tree) {
	p.Tree = tree
	noscript := p.cut(false)
	if noscript && p.words() < littleWords {
		before := p.words()
		if p.cut(true); p.words() < 2*before {
			p.cut(false) // a notice that JavaScript is needed, not the page's text
		}
	}
}

// words returns the size of the whole page in words.
func (p *Page) words() (n int32) {
	for i := range p.Blocks {
		n += p.Blocks[i].size
	}
	return n
}

// BlockText returns the text of block i, blanks collapsed, entities decoded. It is valid until the next Load.
func (p *Page) BlockText(i int) []byte {
	b := &p.Blocks[i]
	return p.text[b.start:b.end]
}
