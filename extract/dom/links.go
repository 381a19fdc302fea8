package dom

// link ties a node to its children and siblings, once nodes have to be moved; -1 is none.
type link struct{ first, last, prev, next int32 }

var noLinks = link{-1, -1, -1, -1}

// link derives the links from the nodes, which so far stand in document order.
func (b *builder) link() {
	if b.linked {
		return
	}
	b.linked = true
	for range b.nodes {
		b.links = append(b.links, noLinks)
	}
	for i := 1; i < len(b.nodes); i++ {
		b.linkLast(b.nodes[i].Parent, int32(i))
	}
}

// linkLast makes n, which has no parent, the last child of parent.
func (b *builder) linkLast(parent, n int32) { b.linkBefore(parent, n, -1) }

// linkBefore makes n, which has no parent, the child of parent before sibling next (-1: the last one).
func (b *builder) linkBefore(parent, n, next int32) {
	p := &b.links[parent]
	prev := p.last
	if next >= 0 {
		prev = b.links[next].prev
		b.links[next].prev = n
	} else {
		p.last = n
	}
	if prev >= 0 {
		b.links[prev].next = n
	} else {
		p.first = n
	}
	b.links[n].prev, b.links[n].next = prev, next
	b.nodes[n].Parent = parent
}

// unlink takes n and its subtree from its parent.
func (b *builder) unlink(n int32) {
	parent := b.nodes[n].Parent
	if parent < 0 {
		return
	}
	l := &b.links[n]
	if l.prev >= 0 {
		b.links[l.prev].next = l.next
	} else {
		b.links[parent].first = l.next
	}
	if l.next >= 0 {
		b.links[l.next].prev = l.prev
	} else {
		b.links[parent].last = l.prev
	}
	l.prev, l.next = -1, -1
	b.nodes[n].Parent = -1
}

// clone returns a copy of an element, without parent or children.
func (b *builder) clone(node int32) int32 {
	n := b.nodes[node]
	n.Parent, n.Flags = -1, n.Flags&^flagOpen
	b.nodes = append(b.nodes, n)
	b.links = append(b.links, noLinks)
	return int32(len(b.nodes) - 1)
}

// fosterParent places the node that was appended last before the table it doesn't belong in (13.2.6.1).
func (b *builder) fosterParent(node int32) {
	if b.linked {
		b.links = append(b.links, noLinks)
	} else {
		// The new node has no parent yet, so it must not be there while the links are made.
		all := b.nodes
		b.nodes = all[:node]
		b.link()
		b.nodes = all
		b.links = append(b.links, noLinks)
	}
	b.fosterLink(node)
}

func (b *builder) fosterLink(node int32) {
	table, template := -1, -1
	b.steps += len(b.stack)
	for i := len(b.stack) - 1; i > 0 && table < 0; i-- {
		switch b.stack[i].tag {
		case TagTable:
			table = i
		case TagTemplate:
			if template < 0 {
				template = i
			}
		}
	}
	switch {
	case template > table:
		b.linkLast(b.stack[template].node, node)
	case table < 0:
		b.linkLast(b.stack[1].node, node)
	default:
		t := b.stack[table].node
		if parent := b.nodes[t].Parent; parent >= 0 {
			b.linkBefore(parent, node, t)
		} else {
			b.linkLast(b.stack[table-1].node, node)
		}
	}
}

// flatten writes the linked nodes in document order. Nodes that were cut off are left out.
func (b *builder) flatten() {
	nodes, links := b.nodes, b.links
	out := b.spare[:0]
	b.marked = b.marked[:0] // their places change
	for cur := int32(0); ; {
		self := int32(len(out))
		out = append(out, nodes[cur])
		n := &out[self]
		n.Flags &^= flagOpen
		if cur != 0 {
			n.Parent = links[n.Parent].last
			n.Depth = deeper(out[n.Parent].Depth)
		}
		links[cur].last = self // from here on: the node's new index
		if marked[n.Tag] {
			b.marked = append(b.marked, self)
		}
		if links[cur].first >= 0 {
			cur = links[cur].first
			continue
		}
		for cur != 0 && links[cur].next < 0 {
			out[links[cur].last].End = int32(len(out))
			cur = nodes[cur].Parent
		}
		out[links[cur].last].End = int32(len(out))
		if cur == 0 {
			break
		}
		cur = links[cur].next
	}
	b.nodes, b.spare = out, nodes
}
