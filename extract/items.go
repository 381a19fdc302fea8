package extract

import (
	"bytes"

	"winnow/document"
	"winnow/extract/dom"
)

// mostNested is how many lists deep an item can stand, as deep as setKind looks for them: what is deeper stands beside
// it, or a page of nothing but lists would be written as blanks.
const mostNested = kindReach / 2

// mostNumber is the largest number of an item: CommonMark has nine digits.
const mostNumber = 999_999_999

// listItems finds the items of lists that the blocks of a page stand in, block by block in the page's order.
type listItems struct {
	page     *Page
	items    []document.Item
	elems    []int32   // the <li> of each
	begun    []int32   // of each element the item that it is, or the last one of the list that it is, plus 1; 0: none yet
	counters []counter // of each element, see number
}

// counter is the number of an item, or of the next one of a list.
type counter struct{ number, step int32 }

func (l *listItems) reset(p *Page) {
	l.page, l.items, l.elems = p, l.items[:0], l.elems[:0]
	if cap(l.begun) < len(p.elems) {
		l.begun = make([]int32, len(p.elems)+len(p.elems)/4)
	}
	l.begun = l.begun[:len(p.elems)]
	clear(l.begun)
}

// of returns the item that a block stands in, as document.Block.Item says it.
func (l *listItems) of(b *Block) int32 {
	if li := l.page.itemAbove(b.elem); li > 0 {
		return l.item(li)
	}
	return 0
}

// item returns the item of an <li>.
func (l *listItems) item(li int32) int32 {
	if l.begun[li] > 0 {
		return l.begun[li]
	}
	p := l.page
	list := p.listAbove(li)
	in := l.around(li, list)
	depth := 0
	for k := in; k > 0; k = l.items[k-1].In {
		depth++
	}
	for ; depth >= mostNested; depth-- {
		in = l.items[in-1].In
	}
	l.items = append(l.items, document.Item{In: in, List: list, Ordered: p.elems[list].tag == dom.TagOl})
	l.elems = append(l.elems, li)
	self := int32(len(l.items))
	l.begun[li], l.begun[list] = self, self
	return self
}

// around returns the item that the list of an <li> stands in. A list that stands right inside of another one, which is
// wrong but common, belongs to the item before it.
func (l *listItems) around(li, list int32) int32 {
	p := l.page
	from := p.elems[li].depth - kindReach
	for e := p.elems[p.elems[li].parent].kindBy; e > 0 && p.elems[e].depth > from; e = p.elems[p.elems[e].parent].kindBy {
		switch tag := p.elems[e].tag; {
		case tag == dom.TagLi:
			return l.item(e)
		case isList(tag) && e != list && l.begun[e] > 0:
			return l.begun[e]
		}
	}
	return 0
}

// itemAbove returns the nearest <li> from e up, as far as setKind looks for it; 0: none.
func (p *Page) itemAbove(e int32) int32 {
	return p.nearest(e, p.elems[e].depth, func(tag dom.Tag) bool { return tag == dom.TagLi })
}

// listAbove returns the list that an <li> is an item of; 0: none.
func (p *Page) listAbove(li int32) int32 {
	return p.nearest(p.elems[li].parent, p.elems[li].depth, isList)
}

// nearest returns the nearest element from e up, less than kindReach above a depth, whose tag is one of those; 0: none.
func (p *Page) nearest(e, depth int32, is func(dom.Tag) bool) int32 {
	for e = p.elems[e].kindBy; e > 0 && p.elems[e].depth > depth-kindReach; e = p.elems[p.elems[e].parent].kindBy {
		if is(p.elems[e].tag) {
			return e
		}
	}
	return 0
}

func isList(tag dom.Tag) bool {
	return tag == dom.TagUl || tag == dom.TagOl || tag == dom.TagMenu || tag == dom.TagDir
}

// number sets the numbers of all items that were found, as browsers count: each <li> of a list is one further, dropped
// ones too, from start on, backwards where the list is reversed, and from value on where an item has one.
func (l *listItems) number() {
	ordered := false
	for i := range l.items {
		ordered = ordered || l.items[i].Ordered
	}
	if !ordered {
		return
	}
	p := l.page
	if cap(l.counters) < len(p.elems) {
		l.counters = make([]counter, len(p.elems)+len(p.elems)/4)
	}
	l.counters = l.counters[:len(p.elems)]
	clear(l.counters)
	for e := range p.elems { // how many items a list has is its first number where it counts backwards
		if p.elems[e].tag == dom.TagLi {
			l.counters[p.listAbove(int32(e))].number++
		}
	}
	for e := range p.elems {
		c, node := &l.counters[e], p.elems[e].node
		switch p.elems[e].tag {
		case dom.TagOl:
			c.step = -1
			if _, reversed := p.Tree.RawAttr(node, "reversed"); !reversed {
				c.number, c.step = 1, 1
			}
			p.readNumber(node, "start", &c.number)
		case dom.TagLi:
			list := &l.counters[p.listAbove(int32(e))]
			p.readNumber(node, "value", &list.number)
			c.number = list.number
			list.number += list.step
		}
	}
	for i := range l.items {
		if l.items[i].Ordered {
			l.items[i].Number = min(l.counters[l.elems[i]].number, mostNumber)
		}
	}
}

// readNumber sets n to an attribute's number where there is one, as browsers read it: blanks before it and anything
// behind it don't count.
func (p *Page) readNumber(node int32, attr string, n *int32) {
	raw, _ := p.Tree.RawAttr(node, attr)
	digits := bytes.TrimSpace(raw)
	sign := int32(1)
	switch {
	case bytes.HasPrefix(digits, []byte("-")):
		sign, digits = -1, digits[1:]
	case bytes.HasPrefix(digits, []byte("+")):
		digits = digits[1:]
	}
	value, read := int64(0), false
	for _, digit := range digits {
		if digit < '0' || digit > '9' {
			break
		}
		value, read = min(value*10+int64(digit-'0'), mostNumber), true
	}
	if read {
		*n = sign * int32(value)
	}
}

// tableOf returns the table of a row, as document.Block.Table says it.
func (p *Page) tableOf(b *Block) int32 {
	e := b.elem
	for e > 0 && p.elems[e].tag != dom.TagTable {
		e = p.elems[e].parent
	}
	return e
}
