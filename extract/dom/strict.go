package dom

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// Strict builds a Tree by walking the tree of golang.org/x/net/html (scripting off), the reference that Parser is
// tested against, for whoever wants that and has ten times the time. It fails where html.Parse fails: above all on more than 512 open elements.
func Strict(src []byte) (*Tree, error) {
	root, err := html.ParseWithOptions(bytes.NewReader(src), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, err
	}
	t := &Tree{Nodes: []Node{{Tag: TagRoot, Parent: -1}}, decoded: true}
	parent := int32(0)
	for n := root.FirstChild; n != nil; {
		self := t.addReference(n, parent)
		if n.FirstChild != nil {
			n, parent = n.FirstChild, self
			continue
		}
		for n != root && n.NextSibling == nil {
			n = n.Parent
			t.Nodes[parent].End = int32(len(t.Nodes))
			parent = t.Nodes[parent].Parent
		}
		if n == root {
			break
		}
		n = n.NextSibling
	}
	t.Nodes[0].End = int32(len(t.Nodes))
	return t, nil
}

// addReference appends a node of x/net's tree and returns its index; comments and doctypes have none (-1).
func (t *Tree) addReference(n *html.Node, parent int32) int32 {
	self := int32(len(t.Nodes))
	node := Node{Parent: parent, Depth: deeper(t.Nodes[parent].Depth), End: self + 1}
	switch n.Type {
	case html.TextNode:
		node.Tag = TagText
		node.TextStart, node.TextEnd = t.put(n.Data)
		if strings.TrimSpace(n.Data) == "" {
			node.Flags |= FlagBlank
		}
	case html.ElementNode:
		node.Tag = TagOf(n.Data)
		node.AttrStart = int32(len(t.Attrs))
		if node.Tag == TagOther {
			node.TextStart, node.TextEnd = t.put(n.Data)
		}
		if n.Namespace != "" {
			node.Flags |= FlagForeign
		}
		if n.Namespace == "math" {
			node.Flags |= FlagMath
		}
		for _, a := range n.Attr {
			if a.Namespace != "" {
				a.Key = a.Namespace + ":" + a.Key
			}
			var attr Attr
			attr.NameStart, attr.NameEnd = t.put(a.Key)
			attr.ValueStart, attr.ValueEnd = t.put(a.Val)
			attr.Name = lookupAttr(t.src, int(attr.NameStart), int(attr.NameEnd))
			t.Attrs = append(t.Attrs, attr)
		}
		node.AttrEnd = int32(len(t.Attrs))
	default:
		return -1
	}
	t.Nodes = append(t.Nodes, node)
	if marked[node.Tag] {
		t.Marked = append(t.Marked, self)
	}
	return self
}

func (t *Tree) put(s string) (start, end int32) {
	start = int32(len(t.src))
	t.src = append(t.src, s...)
	return start, int32(len(t.src))
}

// deeper returns d+1, saturating.
func deeper(d uint16) uint16 {
	if d == ^uint16(0) {
		return d
	}
	return d + 1
}
