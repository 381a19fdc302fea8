package dom

import (
	"reflect"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// View is a Tree as nodes of golang.org/x/net/html, for goquery, cascadia and whatever else works on those. It is a copy:
// it stays valid after the next Parse, and changing it doesn't change the tree. It has no comments and no doctype, and
// texts that are neighbours in the tree are one node.
type View struct {
	Root *html.Node // the document
	slab []html.Node
	base uintptr // address of slab[0]
}

// tagAtoms are the atoms of the tags.
var tagAtoms = func() (atoms [NumTags]atom.Atom) {
	for t := TagOther + 1; t < NumTags; t++ {
		atoms[t] = atom.Lookup([]byte(tagNames[t]))
	}
	return atoms
}()

// View builds the view of the whole tree, in a handful of allocations and a few for each text or attribute that holds
// character references.
func (t *Tree) View() *View {
	v := &View{slab: make([]html.Node, len(t.Nodes))}
	v.Root = &v.slab[0]
	v.Root.Type = html.DocumentNode
	v.base = reflect.ValueOf(v.Root).Pointer()
	attrs := make([]html.Attribute, 0, len(t.Attrs))
	src := string(t.src)
	var scratch []byte
	for i := int32(1); i < int32(len(t.Nodes)); i++ {
		node, n := &t.Nodes[i], &v.slab[i]
		parent := &v.slab[node.Parent]
		if node.Tag == TagText {
			n.Type = html.TextNode
			if i > 1 && t.Nodes[i-1].Tag == TagText && t.Nodes[i-1].Parent == node.Parent {
				continue // joined to the text before
			}
			n.Data, scratch = t.joinedText(i, src, scratch)
		} else {
			n.Type = html.ElementNode
			n.DataAtom, n.Data = tagAtoms[node.Tag], node.Tag.String()
			if node.Tag == TagOther {
				n.Data = t.Name(i)
				n.DataAtom = atom.Lookup([]byte(n.Data))
			}
			switch {
			case node.Flags&FlagMath != 0:
				n.Namespace = "math"
			case node.Flags&FlagForeign != 0:
				n.Namespace = "svg"
			}
			if node.AttrStart < node.AttrEnd {
				first := len(attrs)
				attrs = t.appendAttrs(attrs, node, src)
				n.Attr = attrs[first:len(attrs):len(attrs)]
			}
		}
		n.Parent, n.PrevSibling = parent, parent.LastChild
		if parent.LastChild != nil {
			parent.LastChild.NextSibling = n
		} else {
			parent.FirstChild = n
		}
		parent.LastChild = n
	}
	return v
}

// joinedText returns the text of node i and the texts that follow it under the same parent. src is the source as a
// string; scratch is overwritten and returned for the next call.
func (t *Tree) joinedText(i int32, src string, scratch []byte) (text string, _ []byte) {
	node := &t.Nodes[i]
	end := i + 1
	for end < int32(len(t.Nodes)) && t.Nodes[end].Tag == TagText && t.Nodes[end].Parent == node.Parent {
		end++
	}
	if end == i+1 && node.Flags&FlagEntities == 0 {
		return src[node.TextStart:node.TextEnd], scratch
	}
	scratch = scratch[:0]
	for ; i < end; i++ {
		scratch = t.AppendText(scratch, i)
	}
	return string(scratch), scratch
}

// appendAttrs appends the attributes of node to dst; of those with one name the first. src is the source as a string.
func (t *Tree) appendAttrs(dst []html.Attribute, node *Node, src string) []html.Attribute {
	first := len(dst)
next:
	for k := node.AttrStart; k < node.AttrEnd; k++ {
		a := &t.Attrs[k]
		attr := html.Attribute{Key: src[a.NameStart:a.NameEnd], Val: src[a.ValueStart:a.ValueEnd]}
		if !t.decoded {
			if !isCleanName(attr.Key) {
				attr.Key = cleanName([]byte(attr.Key))
			}
			if needsCleaning(t.src[a.ValueStart:a.ValueEnd]) {
				attr.Val = t.cleanValue(a)
			}
		}
		if node.Flags&FlagForeign != 0 {
			adjustForeign(&attr, node.Flags&FlagMath != 0)
		}
		for i := first; i < len(dst); i++ {
			if dst[i].Key == attr.Key && dst[i].Namespace == attr.Namespace {
				continue next
			}
		}
		dst = append(dst, attr)
	}
	return dst
}

func isCleanName(name string) bool {
	for i := range len(name) {
		if c := name[i]; c == 0 || c >= 'A' && c <= 'Z' {
			return false
		}
	}
	return true
}

// adjustForeign gives an attribute of svg or math the capitals and the namespace that the standard wants.
func adjustForeign(a *html.Attribute, math bool) {
	names := svgAttrs
	if math {
		names = mathAttrs
	}
	if name, ok := names[a.Key]; ok {
		a.Key = name
	}
	switch a.Key {
	case "xlink:actuate", "xlink:arcrole", "xlink:href", "xlink:role", "xlink:show", "xlink:title", "xlink:type",
		"xml:lang", "xml:space", "xmlns:xlink":
		a.Namespace, a.Key, _ = strings.Cut(a.Key, ":")
	}
}

var nodeSize = reflect.TypeFor[html.Node]().Size()

// Index returns the index in Tree.Nodes of a node of the view, or -1 for one that isn't of it. A text node stands for
// the first of the texts that it joins.
func (v *View) Index(n *html.Node) int32 {
	// The distance of the addresses is a guess that the comparison verifies.
	i := (reflect.ValueOf(n).Pointer() - v.base) / nodeSize
	if i < uintptr(len(v.slab)) && &v.slab[i] == n {
		return int32(i)
	}
	return -1
}
