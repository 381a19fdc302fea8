package dom

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// Strict fills a Tree by walking the tree of golang.org/x/net/html, the reference that the fast builder is tested
// against. It fails where html.Parse fails (more than 512 open elements).
func Strict(src []byte) (*Tree, error) {
	root, err := html.ParseWithOptions(bytes.NewReader(src), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, err
	}
	t := &Tree{}
	t.addNode(root, -1, 0)
	return t, nil
}

func (t *Tree) put(s string) (start, end int32) {
	start = int32(len(t.src))
	t.src = append(t.src, s...)
	return start, int32(len(t.src))
}

func (t *Tree) addNode(n *html.Node, parent int32, depth uint16) {
	self := int32(len(t.Nodes))
	switch n.Type {
	case html.DocumentNode:
		t.Nodes = append(t.Nodes, Node{Tag: TagRoot, Parent: -1})
	case html.TextNode:
		start, end := t.put(n.Data)
		node := Node{Tag: TagText, Parent: parent, Depth: depth, TextStart: start, TextEnd: end, End: self + 1}
		if strings.TrimSpace(n.Data) == "" {
			node.Flags |= FlagBlank
		}
		t.Nodes = append(t.Nodes, node)
		return
	case html.ElementNode:
		node := Node{Tag: TagOf(n.Data), Parent: parent, Depth: depth, AttrStart: int32(len(t.Attrs))}
		if node.Tag == TagOther {
			node.NameStart, node.NameEnd = t.put(n.Data)
		}
		for _, a := range n.Attr {
			var attr Attr
			attr.NameStart, attr.NameEnd = t.put(a.Key)
			attr.ValueStart, attr.ValueEnd = t.put(a.Val)
			t.Attrs = append(t.Attrs, attr)
		}
		node.AttrEnd = int32(len(t.Attrs))
		t.Nodes = append(t.Nodes, node)
	default:
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		t.addNode(c, self, depth+1)
	}
	t.Nodes[self].End = int32(len(t.Nodes))
}
