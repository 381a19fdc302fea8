package extract

import (
	"bytes"
	"encoding/binary"
	"math/bits"

	"winnow/extract/dom"
)

// roleKind is an ARIA role that has the meaning of an element.
type roleKind uint8

const (
	roleNone roleKind = iota
	roleArticle
	roleMain
	roleNav
	roleAside
	roleHeader
	roleFooter
	roleForm
	rolePresentation
)

// itemKind is a property of schema.org's microdata that says what an element holds.
type itemKind uint8

const (
	itemNone itemKind = iota
	itemBody
	itemDescription
	itemHeadline
	itemByline
	itemComment
)

// attrs is what the attributes of an element say.
type attrs struct {
	cues   cueSet
	shape  uint64 // hash of the class, digits left out
	role   roleKind
	item   itemKind
	hidden bool
}

// maxAttr is how much of a class or id is read: longer ones are data that was put there, or an attack.
const maxAttr = 400

// readAttrs reads class, id, role, microdata and visibility of element i. What it returns is scratch, in place: a struct that
// is handed over is copied in larger pieces than it was written in, and each of them waits for those.
func (p *Page) readAttrs(i int32) *attrs {
	a := &p.attrs
	*a = attrs{}
	node := &p.Tree.Nodes[i]
	for k := node.AttrStart; k < node.AttrEnd; k++ {
		name := p.Tree.Attrs[k].Name
		if name == dom.AttrOther || name == dom.AttrHref {
			continue
		}
		value := p.Tree.RawValue(k)
		value = value[:min(len(value), maxAttr)]
		switch name {
		case dom.AttrID:
			cues, _ := cueMatcher.match(value)
			a.cues |= cues
		case dom.AttrRole:
			a.role = roleOf(value)
			if bytes.Contains(value, []byte("dialog")) {
				a.cues |= 1 << cueModal
			}
		case dom.AttrClass:
			cues, shape := p.classes.read(value)
			a.cues |= cues
			a.shape = shape
		case dom.AttrStyle:
			a.hidden = a.hidden || displayNone(value)
		case dom.AttrHidden:
			a.hidden = a.hidden || !bytes.EqualFold(value, []byte("until-found"))
		case dom.AttrItemprop:
			a.item = itemOf(value)
		case dom.AttrItemtype:
			if bytes.Contains(value, []byte("Comment")) {
				a.item = itemComment
			}
		case dom.AttrAriaHidden:
			a.hidden = a.hidden || bytes.EqualFold(value, []byte("true"))
		}
	}
	return a
}

// classMemo remembers what the classes of a page say: the same few stand on most of its elements. It is exact and
// forgotten with the page, so that no page depends on another.
type classMemo struct {
	slots      [512]classSlot
	generation uint32
}

type classSlot struct {
	class      []byte
	shape      uint64
	cues       cueSet
	generation uint32
}

// read returns the cues and the shape of a class.
func (m *classMemo) read(class []byte) (cueSet, uint64) {
	if len(class) < 8 {
		return cueMatcher.match(class)
	}
	h := binary.LittleEndian.Uint64(class) ^ bits.RotateLeft64(binary.LittleEndian.Uint64(class[len(class)-8:]), 29) ^ uint64(len(class))
	s := &m.slots[h*0x9e3779b97f4a7c15>>55]
	if s.generation != m.generation || !bytes.Equal(s.class, class) {
		cues, shape := cueMatcher.match(class)
		*s = classSlot{class, shape, cues, m.generation}
	}
	return s.cues, s.shape
}

// reset forgets all classes.
func (m *classMemo) reset() {
	if m.generation++; m.generation == 0 {
		m.slots = [512]classSlot{}
		m.generation = 1
	}
}

// Not written where they are used: where that is inlined into its callers, each use would allocate.
var display, none = []byte("display"), []byte("none")

// displayNone tells whether a style attribute holds display:none.
func displayNone(style []byte) bool {
	for len(style) > 0 {
		at := bytes.Index(style, display)
		if at < 0 {
			return false
		}
		style = bytes.TrimLeft(style[at+len(display):], " ")
		if len(style) > 0 && style[0] == ':' && bytes.HasPrefix(bytes.TrimLeft(style[1:], " "), none) {
			return true
		}
	}
	return false
}

func roleOf(value []byte) roleKind {
	switch string(value) {
	case "article":
		return roleArticle
	case "main":
		return roleMain
	case "navigation", "menu", "menubar":
		return roleNav
	case "complementary":
		return roleAside
	case "banner":
		return roleHeader
	case "contentinfo":
		return roleFooter
	case "search", "form":
		return roleForm
	case "presentation", "none":
		return rolePresentation
	}
	return roleNone
}

func itemOf(value []byte) itemKind {
	for _, known := range [...]struct {
		part string
		kind itemKind
	}{{"rticleBody", itemBody}, {"text", itemBody}, {"omment", itemComment}, {"escription", itemDescription},
		{"reviewBody", itemDescription}, {"eadline", itemHeadline}, {"name", itemHeadline}, {"uthor", itemByline},
		{"date", itemByline}} {
		if bytes.Contains(value, []byte(known.part)) {
			return known.kind
		}
	}
	return itemNone
}
