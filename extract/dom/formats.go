package dom

// format is an entry of the list of active formatting elements (13.2.4.3): an element, or a marker (node -1) that
// keeps what is inside a cell, caption, object or template apart.
type format struct {
	node int32
	tag  Tag
}

var marker = format{node: -1}

// maxFormats bounds the list of active formatting elements; the oldest are forgotten. No development page has more
// than a few dozen.
const maxFormats = 512

// openFormat opens the formatting element in tok. Of four alike the earliest is forgotten (the Noah's Ark clause), so
// that unclosed tags do not pile up.
func (b *builder) openFormat() {
	tag := b.tok.tag
	if !b.openElement() {
		return
	}
	node := b.top().node
	same := 0
	b.steps += len(b.formats)
	for i := len(b.formats) - 1; i >= 0 && b.formats[i].node >= 0; i-- {
		if f := b.formats[i]; f.tag == tag && b.sameAttrs(f.node, node) {
			if same++; same >= 3 {
				b.removeFormat(i)
			}
		}
	}
	if len(b.formats) >= maxFormats {
		b.removeFormat(0)
	}
	b.formats = append(b.formats, format{node: node, tag: tag})
	b.nodes[node].Flags |= flagOpen
}

// sameAttrs reports whether two elements have the same attributes with the same values.
func (b *builder) sameAttrs(x, y int32) bool {
	m, n := &b.nodes[x], &b.nodes[y]
	return b.holdsAttrs(m, n) && b.holdsAttrs(n, m)
}

// holdsAttrs reports whether every attribute of m is one of n too.
func (b *builder) holdsAttrs(m, n *Node) bool {
	t := b.tree
	for i := m.AttrStart; i < m.AttrEnd; i++ {
		a := &b.attrs[i]
		if b.hasAttr(m.AttrStart, i, a) {
			continue // repeated: the first one counts
		}
		o := b.attrLike(n, a)
		if o == nil {
			return false
		}
		v, w := b.src[a.ValueStart:a.ValueEnd], b.src[o.ValueStart:o.ValueEnd]
		if string(v) != string(w) && (!needsCleaning(v) && !needsCleaning(w) || t.cleanValue(a) != t.cleanValue(o)) {
			return false
		}
	}
	return true
}

// attrLike returns the attribute of n that has the name of a, or nil.
func (b *builder) attrLike(n *Node, a *Attr) *Attr {
	name := b.src[a.NameStart:a.NameEnd]
	b.steps += int(n.AttrEnd - n.AttrStart)
	for i := n.AttrStart; i < n.AttrEnd; i++ {
		if o := &b.attrs[i]; sameFold(b.src[o.NameStart:o.NameEnd], name) {
			return o
		}
	}
	return nil
}

func (b *builder) removeFormat(i int) { b.formats = append(b.formats[:i], b.formats[i+1:]...) }

// formatIndex returns where a node stands in the list of active formatting elements, or -1.
func (b *builder) formatIndex(node int32) int {
	i := len(b.formats) - 1
	for i >= 0 && b.formats[i].node != node {
		i--
	}
	b.steps += len(b.formats) - i
	return i
}

// clearFormats empties the list of active formatting elements up to the last marker.
func (b *builder) clearFormats() {
	for i := len(b.formats) - 1; i >= 0; i-- {
		if b.formats[i].node < 0 {
			b.formats = b.formats[:i]
			return
		}
	}
	b.formats = b.formats[:0]
}

// reopenFormats opens the active formatting elements that a block has closed ("reconstruct the active formatting
// elements"): in <p><b>x<p>y the second paragraph is bold too. Unclosed tags may make every paragraph open hundreds, so
// a page has a budget for it; when it is used up, the elements are forgotten.
func (b *builder) reopenFormats() {
	if len(b.formats) == 0 {
		return
	}
	i := len(b.formats)
	for i > 0 && b.formats[i-1].node >= 0 && b.nodes[b.formats[i-1].node].Flags&flagOpen == 0 {
		i--
	}
	b.steps += len(b.formats) - i
	if i == len(b.formats) {
		return
	}
	if b.clones < len(b.formats)-i {
		b.formats = b.formats[:i]
		return
	}
	for ; i < len(b.formats) && len(b.stack) <= b.limits.Depth; i++ {
		f := &b.formats[i]
		n := &b.nodes[f.node]
		f.node = b.addNode(f.tag, flagOpen, 0, 0, n.AttrStart, n.AttrEnd)
		b.push(entry{node: f.node, tag: f.tag, props: tagProps[f.tag]})
		b.clones--
	}
}

// closeLink closes the link that a new <a> ends.
func (b *builder) closeLink() {
	for i := len(b.formats) - 1; i >= 0 && b.formats[i].node >= 0; i-- {
		if b.formats[i].tag != TagA {
			continue
		}
		node := b.formats[i].node
		b.adopt(TagA)
		if k := b.stackIndex(node); k > 0 {
			b.removeOpen(k)
		}
		if k := b.formatIndex(node); k >= 0 {
			b.removeFormat(k)
		}
		return
	}
}

// adopt handles the end tag of a formatting element: the adoption agency algorithm (13.2.6.4.7). When blocks are open
// within the element, it is split, so that it ends in each of them.
func (b *builder) adopt(tag Tag) {
	if top := b.top(); top.tag == tag {
		if top.space == inHTML && len(b.formats) > 0 && b.formats[len(b.formats)-1].node == top.node {
			b.formats = b.formats[:len(b.formats)-1] // the usual case: properly nested
			b.pop()
			return
		}
		if b.formatIndex(top.node) < 0 {
			b.pop()
			return
		}
	}
	for range 8 {
		at := -1
		for i := len(b.formats) - 1; i >= 0 && b.formats[i].node >= 0; i-- {
			if b.formats[i].tag == tag {
				at = i
				break
			}
		}
		if at < 0 {
			b.endOther(tag)
			return
		}
		element := b.formats[at].node
		open := b.stackIndex(element)
		if open < 0 {
			b.removeFormat(at)
			return
		}
		if b.inScope(defaultScope, tag) < 0 {
			return
		}
		block := open
		for block < len(b.stack) && b.stack[block].props&isSpecial == 0 {
			block++
		}
		b.steps += block - open
		if block == len(b.stack) {
			b.popTo(open)
			b.removeFormat(at)
			return
		}
		b.adoptBlock(at, open, block)
	}
}

// adoptBlock takes the furthest block, at index block of the stack, out of the formatting element at index open (at in
// the list of active ones), and wraps its content in a copy of the element.
func (b *builder) adoptBlock(at, open, block int) {
	b.link()
	element, furthest := b.formats[at].node, b.stack[block].node
	ancestor := b.stack[open-1]
	bookmark := at
	last := furthest
	for i, x := 1, block-1; b.stack[x].node != element; i, x = i+1, x-1 {
		node := b.stack[x].node
		f := b.formatIndex(node)
		if i > 3 && f >= 0 {
			b.removeFormat(f)
			if f <= bookmark {
				bookmark--
			}
			continue
		}
		if f < 0 {
			b.removeOpen(x)
			continue
		}
		copied := b.clone(node)
		b.nodes[node].Flags &^= flagOpen
		b.nodes[copied].Flags |= flagOpen
		b.formats[f].node = copied
		b.stack[x].node = copied
		if last == furthest {
			bookmark = f + 1
		}
		b.unlink(last)
		b.linkLast(copied, last)
		last = copied
	}
	b.unlink(last)
	if ancestor.props&isTableCtx != 0 {
		b.fosterLink(last)
	} else {
		b.linkLast(ancestor.node, last)
	}

	copied := b.clone(element)
	for child := b.links[furthest].first; child >= 0; child = b.links[furthest].first {
		b.unlink(child)
		b.linkLast(copied, child)
	}
	b.linkLast(furthest, copied)

	if old := b.formatIndex(element); old >= 0 {
		if old < bookmark {
			bookmark--
		}
		b.removeFormat(old)
	}
	tag := b.nodes[element].Tag
	b.formats = append(b.formats, format{})
	copy(b.formats[bookmark+1:], b.formats[bookmark:])
	b.formats[bookmark] = format{node: copied, tag: tag}

	b.removeOpen(b.stackIndex(element))
	i := b.stackIndex(furthest) + 1
	b.stack = append(b.stack, entry{})
	copy(b.stack[i+1:], b.stack[i:])
	b.stack[i] = entry{node: copied, tag: tag, props: tagProps[tag]}
	b.open[tag]++
	b.nodes[copied].Flags |= flagOpen
}
