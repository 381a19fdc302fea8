package dom

// Tree is a parsed page. Its slices are reused by the Parser that made it: a Tree is valid until the next Parse.
type Tree struct {
	// Nodes in document order. Nodes[0] is the root (TagRoot); the subtree of node n is Nodes[n:Nodes[n].End].
	// Comments and doctypes are not kept; the text of script, style and other raw-text elements is (JSON-LD is read
	// from there), as a child of that element. Where something between two texts left no node (a comment, an end tag
	// that closes nothing), the texts are two neighbouring nodes.
	Nodes []Node
	Attrs []Attr
	// Marked are the elements that speak of the page as a whole, in document order: html, body, meta, link, title, script,
	// style, h1, h2 and time. Whoever looks for some of these need not look at all nodes.
	Marked []int32
	// Truncated says that the page has more nodes than Limits allow; the tree holds the first of them.
	Truncated bool

	src     []byte // what the offsets of Node and Attr point into
	decoded bool   // src holds decoded text and values (Strict)
}

// Limits bound a tree, and with it the memory of a page. Zero values are MaxNodes and MaxDepth.
type Limits struct {
	// Nodes of a page; where there are more, the tree is Truncated.
	Nodes int
	// Depth is how many elements may be open at a time. Deeper ones become childless nodes whose content belongs to the
	// deepest open element, so no text is lost and every search over the stack has a bound.
	Depth int
}

// The limits of pages unless others are asked for. The largest pages that people write (specifications as one page)
// have some 600,000 nodes; golang.org/x/net/html and browsers open at most 512 elements.
const (
	MaxNodes = 1 << 20
	MaxDepth = 512
)

// Node is an element or a text node.
type Node struct {
	Tag    Tag
	Flags  Flags
	Depth  uint16 // of open elements around it; the root has 0; saturates
	Parent int32  // -1 for the root
	End    int32  // one past the last node of the subtree

	TextStart, TextEnd int32 // where the text stands in the source; of elements the name, lower case not guaranteed
	AttrStart, AttrEnd int32 // elements: index range in Tree.Attrs
}

// Flags are properties of a node.
type Flags uint8

// The flags of nodes.
const (
	FlagEntities Flags = 1 << iota // text differs from its source: AppendText has to decode or normalise it
	FlagBlank                      // text node of white space only (no-break spaces count as such)
	FlagForeign                    // element of svg or math: its tag may be that of an HTML element (title, a, style)
	FlagMath                       // element of math

	flagRaw  // text without character references (script, style and the like)
	flagNUL  // NUL bytes of the text become U+FFFD; elsewhere they vanish
	flagOpen // formatting element on the stack of open elements (while building)
)

// Attr is an attribute as offsets into the source. Values hold character references until read by AttrValue.
type Attr struct {
	NameStart, NameEnd, ValueStart, ValueEnd int32
	Name                                     AttrName
}

// marked are the tags of Tree.Marked.
var marked = func() (tags [NumTags]bool) {
	for _, t := range []Tag{TagHtml, TagBody, TagMeta, TagLink, TagTitle, TagScript, TagStyle, TagH1, TagH2, TagTime} {
		tags[t] = true
	}
	return tags
}()

// Len returns the number of nodes.
func (t *Tree) Len() int { return len(t.Nodes) }

// IsText reports whether n is a text node.
func (t *Tree) IsText(n int32) bool { return t.Nodes[n].Tag == TagText }
