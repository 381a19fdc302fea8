package dom

import (
	"bytes"

	"winnow/internal/bytekinds"
)

// entry is an open element.
type entry struct {
	node  int32
	tag   Tag // of foreign elements too
	space namespace
	props props
}

type namespace uint8

const (
	inHTML namespace = iota
	inSVG
	inMath
)

// mode is an insertion mode of the standard (13.2.4.1).
type mode uint8

const (
	modeInitial mode = iota
	modeBeforeHTML
	modeBeforeHead
	modeInHead
	modeInHeadNoscript
	modeAfterHead
	modeInBody
	modeText
	modeInTable
	modeInCaption
	modeInColumnGroup
	modeInTableBody
	modeInRow
	modeInCell
	modeInTemplate
	modeAfterBody
	modeInFrameset
	modeAfterFrameset
	modeAfterAfterBody
	modeAfterAfterFrameset
)

// builder is the state of tree construction (HTML standard, 13.2.6; scripting off), with golang.org/x/net/html as the
// reference where that differs from the standard. Nodes are appended in document order while that is possible; the
// first misnesting that moves a node (foster parenting, adoption agency) adds sibling links, and finish puts the nodes
// in order again.
type builder struct {
	tree   *Tree // gets nodes and attrs in the end
	nodes  []Node
	attrs  []Attr
	marked []int32
	src    []byte
	pos    int
	tok    token
	limits Limits

	stack     []entry // open elements; stack[0] is the root
	open      [NumTags]int32
	others    [256]uint16    // open elements that are no HTML tags, by a hash of their name
	overflow  [NumTags]int32 // open elements beyond limits.Depth, which aren't on the stack
	overflows int32

	formats   []format // active formatting elements
	clones    int      // elements that reconstruct may still open
	mode      mode
	textMode  mode // where modeText goes back to
	templates []mode
	head      int32 // node, or -1
	form      int32
	fresh     int32 // pre or listing that has no child yet, or -1

	framesetOK, quirks bool
	foster             bool // what doesn't belong in a table goes before it
	steps              int  // entries looked at in searches: what the tests of hostile pages bound
	merges             int  // html and body tags after the first
	raw                bool // the start tag at hand is followed by raw text
	hasCR, hasNUL      bool // of the page
	ampersand          nextByte
	carriage           nextByte

	late   bool // an element left the stack before its descendants: its End is too early
	linked bool // nodes are no longer in order: links say how they hang together
	links  []link
	spare  []Node
}

func (b *builder) reset(tree *Tree, src []byte, kinds bytekinds.Set, limits Limits) {
	*b = builder{
		tree: tree, src: src, attrs: tree.Attrs[:0], marked: tree.Marked[:0],
		nodes: append(tree.Nodes[:0], Node{Tag: TagRoot, Parent: -1}),
		stack: b.stack[:0], formats: b.formats[:0], templates: b.templates[:0], links: b.links[:0], spare: b.spare[:0],
		head: -1, form: -1, fresh: -1, framesetOK: true,
		clones: 1024 + len(src)/8,
		limits: limits,
		hasCR:  kinds&bytekinds.Return != 0,
		hasNUL: kinds&bytekinds.NUL != 0,
	}
	tree.src, tree.decoded, tree.Truncated = src, false, false
	b.push(entry{tag: TagRoot})
}

// build consumes the whole page.
func (b *builder) build() {
	src, n := b.src, len(b.src)
	for b.pos < n {
		if len(b.nodes) >= b.limits.Nodes {
			b.tree.Truncated = true
			break
		}
		p := b.pos
		if src[p] != '<' {
			b.readText(p)
			continue
		}
		if p+1 >= n {
			b.emitText(p, n, b.textFlags(p, n))
			break
		}
		switch c := src[p+1]; {
		case byteClass[c]&isLetter != 0:
			if b.pos = b.readTag(p+1, true); b.pos < 0 {
				b.pos = n
				break
			}
			if !b.tryStart() {
				b.startTag()
			}
		case c == '/':
			if !b.endsTop(p + 2) {
				b.readEndTag(p)
			}
		case c == '!':
			b.readDeclaration(p)
		case c == '?':
			b.pos = skipTo(src, p+2)
			b.comment()
		default:
			b.readText(p)
		}
	}
	b.endOfFile()
	b.finish()
}

func (b *builder) readEndTag(p int) {
	src, n := b.src, len(b.src)
	switch {
	case p+2 >= n:
		b.emitText(p, n, 0)
		b.pos = n
	case byteClass[src[p+2]]&isLetter != 0:
		if b.pos = b.readTag(p+2, false); b.pos < 0 {
			b.pos = n
			return
		}
		if !b.tryEnd() {
			b.endTag()
		}
	default:
		b.pos = skipTo(src, p+2)
		b.comment()
	}
}

// readDeclaration reads what starts with "<!": a comment, a doctype, in svg and math a CDATA section.
func (b *builder) readDeclaration(p int) {
	src := b.src
	rest := src[p+2:]
	switch {
	case len(rest) >= 2 && rest[0] == '-' && rest[1] == '-':
		b.pos = commentEnd(src, p+4)
	case len(rest) >= len("doctype") && equalFold(rest[:len("doctype")], "doctype"):
		b.pos = skipTo(src, p+2+len("doctype"))
		b.doctype(bytes.TrimSuffix(src[p+2+len("doctype"):b.pos], []byte(">")))
		return
	case b.top().space != inHTML && bytes.HasPrefix(rest, []byte("[CDATA[")):
		start := p + 2 + len("[CDATA[")
		end := bytes.Index(src[start:], []byte("]]>"))
		if end < 0 {
			b.pos, end = len(src), len(src)
		} else {
			end += start
			b.pos = end + len("]]>")
		}
		b.emitText(start, end, b.textFlags(start, end)|flagNUL)
		return
	default:
		b.pos = skipTo(src, p+2)
	}
	b.comment()
}

// comment notes a comment, of which nothing else is kept: it is a child of the pre that is open, unless it follows the
// body.
func (b *builder) comment() {
	if b.mode != modeAfterBody && b.mode != modeAfterAfterBody {
		b.fresh = -1
	}
}

// readText reads a text that starts at p.
func (b *builder) readText(p int) {
	src := b.src
	first, end, references := b.findText(p)
	b.pos = end
	var flags Flags
	if references || b.hasCR && b.carriage.within(src, '\r', p, end) || b.hasNUL && bytes.IndexByte(src[p:end], 0) >= 0 {
		flags = FlagEntities
	}
	if first == end || byteClass[src[first]]&isPrinted == 0 && isBlank(src[first:end], flags) {
		flags |= FlagBlank
	}
	b.emitText(p, end, flags)
}

// textFlags returns the flags of a text that isn't raw.
func (b *builder) textFlags(start, end int) Flags {
	text := b.src[start:end]
	var flags Flags
	if bytes.IndexByte(text, '&') >= 0 || b.hasCR && bytes.IndexByte(text, '\r') >= 0 ||
		b.hasNUL && bytes.IndexByte(text, 0) >= 0 {
		flags = FlagEntities
	}
	if isBlank(text, flags) {
		flags |= FlagBlank
	}
	return flags
}

func (b *builder) emitText(start, end int, flags Flags) {
	if start == end {
		return
	}
	if !b.tryText(int32(start), int32(end), flags) {
		t := &b.tok
		t.tag, t.selfClosing, t.flags = TagText, false, flags
		t.start, t.end, t.attrStart, t.attrEnd = int32(start), int32(end), 0, 0
		b.text()
	}
}

// readRaw reads the content of a raw text element, whose start tag was tag.
func (b *builder) readRaw(tag Tag) {
	start := b.pos
	end := rawEnd(b.src, start, tag)
	b.pos = end
	if start == end {
		return
	}
	if tag == TagTitle || tag == TagTextarea {
		b.emitText(start, end, b.textFlags(start, end)|flagNUL)
		return
	}
	// No character references: the long texts of scripts are not searched for them.
	flags := flagRaw | flagNUL
	text := b.src[start:end]
	if b.hasCR && bytes.IndexByte(text, '\r') >= 0 || b.hasNUL && bytes.IndexByte(text, 0) >= 0 {
		flags |= FlagEntities
	}
	if isBlank(text, flags) {
		flags |= FlagBlank
	}
	b.emitText(start, end, flags)
}

func (b *builder) top() *entry { return &b.stack[len(b.stack)-1] }

// newNode makes room for a node at the end of nodes and returns its index and place. The node is written in place: a Node
// that is handed over costs more than all else that is done for it. It has whatever stood there before.
func (b *builder) newNode() (int32, *Node) {
	last := len(b.nodes)
	if last == cap(b.nodes) {
		b.nodes = append(b.nodes, Node{})
	} else {
		b.nodes = b.nodes[:last+1]
	}
	return int32(last), &b.nodes[last]
}

// addNode appends a node as the last child of the current node, or where foster parenting wants it. start and end are
// where the text or the name stands.
func (b *builder) addNode(tag Tag, flags Flags, start, end, attrStart, attrEnd int32) int32 {
	self, n := b.newNode()
	n.Tag, n.Flags = tag, flags
	n.End = self + 1
	n.TextStart, n.TextEnd = start, end
	n.AttrStart, n.AttrEnd = attrStart, attrEnd
	if marked[tag] {
		b.marked = append(b.marked, self)
	}
	top := b.top()
	if b.foster && top.props&isTableCtx != 0 {
		b.fosterParent(self)
		return self
	}
	n.Parent = top.node
	n.Depth = deeper(b.nodes[top.node].Depth)
	if b.linked {
		b.links = append(b.links, noLinks)
		b.linkLast(top.node, self)
	}
	return self
}

// addElement adds the element of the current start tag without opening it.
func (b *builder) addElement() int32 {
	t := &b.tok
	return b.addNode(t.tag, 0, t.start, t.end, t.attrStart, t.attrEnd)
}

// openElement adds the element of the current start tag and opens it; it reports false when there are too many open
// elements. Parts of a table and elements of raw text are opened all the same: the standard's rules rely on the first,
// the second are closed at once, and neither can nest in itself.
func (b *builder) openElement() bool {
	tag := b.tok.tag
	node := b.addElement()
	if len(b.stack) > b.limits.Depth {
		switch tag {
		case TagCaption, TagColgroup, TagTbody, TagThead, TagTfoot, TagTr, TagTd, TagTh:
		default:
			if tagProps[tag]&isRaw == 0 || tag == TagNoscript {
				b.overflow[tag]++
				b.overflows++
				return false
			}
		}
	}
	b.push(entry{node: node, tag: tag, props: tagProps[tag]})
	return true
}

// openImplied opens an element that has no tag on the page.
func (b *builder) openImplied(tag Tag) int32 {
	node := b.addNode(tag, 0, 0, 0, 0, 0)
	b.push(entry{node: node, tag: tag, props: tagProps[tag]})
	return node
}

func (b *builder) push(e entry) {
	b.stack = append(b.stack, e)
	if e.space == inHTML {
		b.open[e.tag]++
		if e.tag == TagOther {
			b.others[b.nameHash(e.node)]++
		}
	}
}

func (b *builder) pop() { b.popTo(len(b.stack) - 1) }

// popTo closes the open elements from index i on.
func (b *builder) popTo(i int) {
	for k := len(b.stack) - 1; k >= i; k-- {
		b.closed(&b.stack[k])
	}
	b.stack = b.stack[:i]
	if b.overflows > 0 {
		b.overflow = [NumTags]int32{}
		b.overflows = 0
	}
}

// closed keeps the books of an element that leaves the stack.
func (b *builder) closed(e *entry) {
	b.nodes[e.node].End = int32(len(b.nodes))
	if e.space == inHTML {
		b.open[e.tag]--
		if e.tag == TagOther {
			b.others[b.nameHash(e.node)]--
		}
	}
	if e.props&isFormat != 0 {
		b.nodes[e.node].Flags &^= flagOpen
	}
}

// nameHash hashes the name of an element with TagOther.
func (b *builder) nameHash(node int32) uint8 {
	n := &b.nodes[node]
	return hashName(b.src[n.TextStart:n.TextEnd])
}

func hashName(name []byte) uint8 {
	h := uint32(2166136261) // FNV-1a, 32 bits
	for _, c := range name {
		h = (h ^ uint32(lowerByte(c))) * 16777619
	}
	return uint8(h ^ h>>8)
}

// removeOpen takes the element at index i from the stack, leaving those above it open.
func (b *builder) removeOpen(i int) {
	if i < len(b.stack)-1 {
		b.late = true
	}
	b.closed(&b.stack[i])
	b.stack = append(b.stack[:i], b.stack[i+1:]...)
}

// stackIndex returns where a node stands on the stack, or -1.
func (b *builder) stackIndex(node int32) int {
	i := len(b.stack) - 1
	for i > 0 && b.stack[i].node != node {
		i--
	}
	b.steps += len(b.stack) - i
	if i == 0 {
		return -1
	}
	return i
}

// addText adds the current text, or extends the text before it when nothing stands between them.
func (b *builder) addText() {
	t := &b.tok
	if t.start >= t.end {
		return
	}
	nodes := b.nodes
	if last := &nodes[len(nodes)-1]; last.Tag == TagText && last.TextEnd == t.start && !b.foster && !b.linked &&
		last.Parent == b.top().node && (last.Flags^t.flags)&(flagRaw|flagNUL) == 0 {
		last.TextEnd = t.end
		last.Flags |= t.flags & FlagEntities
		last.Flags &= t.flags | ^FlagBlank
		return
	}
	b.addNode(TagText, t.flags, t.start, t.end, 0, 0)
}

// finish closes what is open, brings the nodes into document order and hands them to the tree.
func (b *builder) finish() {
	b.popTo(0)
	switch {
	case b.linked:
		b.flatten()
	case b.late:
		for i := len(b.nodes) - 1; i > 0; i-- {
			parent := &b.nodes[b.nodes[i].Parent]
			parent.End = max(parent.End, b.nodes[i].End)
		}
	}
	b.tree.Nodes, b.tree.Attrs, b.tree.Marked = b.nodes, b.attrs, b.marked
	b.nodes, b.attrs, b.marked, b.src = nil, nil, nil, nil
}
