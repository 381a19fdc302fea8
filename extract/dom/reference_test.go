package dom

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// dump writes a tree in the manner of html5lib's test cases: a line a node, indented by depth, attributes sorted,
// neighbouring texts joined.
func dump(t *Tree) string {
	var out strings.Builder
	var text []byte
	depth := 0
	flush := func() {
		if len(text) > 0 {
			fmt.Fprintf(&out, "%*s%q\n", 2*depth, "", text)
		}
		text = text[:0]
	}
	parent := int32(-1)
	for i := int32(1); i < int32(t.Len()); i++ {
		n := &t.Nodes[i]
		if n.Tag == TagText {
			if n.Parent != parent {
				flush()
			}
			parent, depth = n.Parent, int(n.Depth)
			if len(text) > 0 && t.Nodes[i-1].Tag != TagText {
				flush()
			}
			text = t.AppendText(text, i)
			continue
		}
		flush()
		space := ""
		if n.Flags&FlagMath != 0 {
			space = "math "
		} else if n.Flags&FlagForeign != 0 {
			space = "svg "
		}
		fmt.Fprintf(&out, "%*s<%s%s>", 2*int(n.Depth), "", space, t.Name(i))
		var attrs []string
		seen := map[string]bool{}
		for k := n.AttrStart; k < n.AttrEnd; k++ {
			name, _ := t.AttrAt(k)
			key := cleanName(name)
			if !seen[key] {
				attrs = append(attrs, fmt.Sprintf(" %s=%q", key, t.cleanValue(&t.Attrs[k])))
			}
			seen[key] = true
		}
		slices.Sort(attrs)
		out.WriteString(strings.Join(attrs, "") + "\n")
	}
	flush()
	return out.String()
}

// dumpReference is dump for the tree of x/net.
func dumpReference(root *html.Node) string {
	var out strings.Builder
	var text strings.Builder
	var walk func(n *html.Node, depth int)
	walk = func(n *html.Node, depth int) {
		flush := func() {
			if text.Len() > 0 {
				fmt.Fprintf(&out, "%*s%q\n", 2*depth, "", text.String())
			}
			text.Reset()
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch c.Type {
			case html.TextNode:
				text.WriteString(c.Data)
			case html.ElementNode:
				flush()
				space := c.Namespace
				if space != "" {
					space += " "
				}
				fmt.Fprintf(&out, "%*s<%s%s>", 2*depth, "", space, c.Data)
				var attrs []string
				for _, a := range c.Attr {
					key := a.Key
					if a.Namespace != "" {
						key = a.Namespace + ":" + key
					}
					attrs = append(attrs, fmt.Sprintf(" %s=%q", cleanName([]byte(key)), a.Val))
				}
				slices.Sort(attrs)
				out.WriteString(strings.Join(attrs, "") + "\n")
				walk(c, depth+1)
			}
		}
		flush()
	}
	walk(root, 1)
	return out.String()
}

func reference(src []byte) (*html.Node, error) {
	return html.ParseWithOptions(bytes.NewReader(src), html.ParseOptionEnableScripting(false))
}

// checkTree fails the test if the tree is not well formed.
func checkTree(t *testing.T, tree *Tree) {
	t.Helper()
	var found []int32
	for i := range tree.Nodes {
		if marked[tree.Nodes[i].Tag] {
			found = append(found, int32(i))
		}
	}
	if !slices.Equal(found, tree.Marked) {
		t.Fatalf("marked are %v, want %v", tree.Marked, found)
	}
	if tree.Len() == 0 || tree.Nodes[0].Tag != TagRoot || tree.Nodes[0].End != int32(tree.Len()) || tree.Nodes[0].Parent != -1 {
		t.Fatalf("bad root in a tree of %d nodes", tree.Len())
	}
	for i := 1; i < tree.Len(); i++ {
		n := &tree.Nodes[i]
		p := n.Parent
		switch {
		case p < 0 || int(p) >= i:
			t.Fatalf("node %d has parent %d", i, p)
		case n.End <= int32(i) || n.End > tree.Nodes[p].End:
			t.Fatalf("node %d of parent %d [..%d] ends at %d", i, p, tree.Nodes[p].End, n.End)
		case n.Depth != deeper(tree.Nodes[p].Depth):
			t.Fatalf("node %d has depth %d, its parent %d", i, n.Depth, tree.Nodes[p].Depth)
		case n.Tag == TagRoot || n.Tag >= NumTags:
			t.Fatalf("node %d has tag %d", i, n.Tag)
		case n.Flags&flagOpen != 0:
			t.Fatalf("node %d is still open", i)
		case n.Tag == TagText && (n.End != int32(i)+1 || n.TextStart >= n.TextEnd || n.TextStart < 0 || int(n.TextEnd) > len(tree.src)):
			t.Fatalf("text node %d has range %d:%d, end %d", i, n.TextStart, n.TextEnd, n.End)
		case n.AttrStart < 0 || n.AttrEnd < n.AttrStart || int(n.AttrEnd) > len(tree.Attrs):
			t.Fatalf("node %d has attributes %d:%d of %d", i, n.AttrStart, n.AttrEnd, len(tree.Attrs))
		}
		// In document order a node's parent is the node before it or one of that node's ancestors.
		a := int32(i - 1)
		for a > p {
			a = tree.Nodes[a].Parent
		}
		if a != p {
			t.Fatalf("node %d is not in document order", i)
		}
	}
	for _, a := range tree.Attrs {
		if a.NameStart < 0 || a.NameEnd < a.NameStart || a.ValueEnd < a.ValueStart || int(a.ValueEnd) > len(tree.src) {
			t.Fatalf("bad attribute %+v", a)
		}
	}
}
