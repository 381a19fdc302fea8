package metadata

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"strings"
	"unicode/utf8"

	"winnow/extract/dom"
)

// Strengths of the signs that a visible text names the author. The order was measured on wcxb-dev and trafeval: how
// often the first text with each sign is the author that people noted.
const (
	signProp  = 12 // itemprop=author
	signRel   = 10 // rel=author
	signLabel = 8  // "By", "Tác giả:" before the text or at its start
	signClass = 7  // a class or id that speaks of authors
	signLink  = 4  // a link to an author's page
	signDated = 2  // a line near the title that holds a date and nothing else but this
	signEnd   = 4  // a right-aligned or, on Vietnamese pages, bold line of its own below the text
	signNear  = 5  // stands close to the title
)

// maxAuthorNodes is the size of a subtree that can be a byline.
const maxAuthorNodes = 60

// maxLevels is how many elements are climbed from a text to its paragraph.
const maxLevels = 12

// seenAuthors adds the names of the best byline in the visible text.
func (p *page) seenAuthors(names *nameList) {
	if p.visible(true); p.byline > 0 {
		p.addAuthors(names, p.byline)
	}
}

// textScore rates a text node: one that is or begins with a label such as "By", a date line with a name in it, a
// signature below the text. Nobody asks for scores up to least.
func (p *page) textScore(n int32, near bool, least int) int {
	if least >= signLabel+signClass {
		return 0
	}
	node := &p.t.Nodes[n]
	raw := p.t.RawText(n)
	if len(raw) > 0 && (raw[0]-'!' > '~'-'!' || raw[len(raw)-1]-'!' > '~'-'!') {
		raw = bytes.TrimSpace(raw)
	}
	if len(raw) < 2 {
		return 0
	}
	near = near && n >= p.t.Nodes[p.heading1].End
	if hasLabel(raw) {
		if near || p.opensBlock(n) {
			for e, levels := node.Parent, 3; e > 0 && levels > 0; e, levels = p.t.Nodes[e].Parent, levels-1 {
				if class, ok := p.t.RawAttr(e, "class"); ok && p.cues.of(class)&cueAuthor != 0 {
					return signLabel + signClass
				}
			}
			return signLabel
		}
		return 0 // "a novel by"
	}
	if near && hasYear(raw, false) {
		name := cutDate(string(raw), p.dateOrder())
		if rest := labelled(name); rest != name {
			name = rest
			if nameLike(name) {
				return signLabel
			}
		}
		if fullName(name) {
			return signDated
		}
	}
	if !near && (least >= signEnd || signElements[p.t.Nodes[node.Parent].Tag] == 0) || !capitalised(raw) {
		return 0
	}
	if near && (p.isDateLine(p.nextText(n)) || p.isDateLine(p.previousText(n))) && fullName(string(raw)) {
		return signDated
	}
	if p.signature(n) && fullName(string(raw)) {
		return signEnd
	}
	return 0
}

// signElements are the elements that a signature stands in. Most texts, those of links, stand in others.
var signElements = [dom.NumTags]signElement{
	dom.TagB: boldElement, dom.TagStrong: boldElement,
	dom.TagI: inlineElement, dom.TagEm: inlineElement, dom.TagSpan: inlineElement, dom.TagFont: inlineElement,
	dom.TagP: paragraphElement, dom.TagDiv: paragraphElement,
}

type signElement uint8

const (
	boldElement signElement = iota + 1
	inlineElement
	paragraphElement
)

// signature reports whether a text is all of a right-aligned paragraph, or all of a bold one on a Vietnamese page:
// newspapers print the author's name so below the text.
func (p *page) signature(n int32) bool {
	t := p.t
	parent := t.Nodes[n].Parent
	bold := false
	for level := 0; parent > 0; parent = t.Nodes[parent].Parent {
		if level++; level > maxLevels {
			return false
		}
		switch signElements[t.Nodes[parent].Tag] {
		case boldElement:
			bold = true
			continue
		case inlineElement:
			continue
		case paragraphElement:
		default:
			return false
		}
		break
	}
	if parent <= 0 || parent < p.heading1 {
		return false
	}
	style, _ := t.RawAttr(parent, "style")
	class, _ := t.RawAttr(parent, "class")
	align, _ := t.RawAttr(parent, "align")
	right := bytes.Contains(style, []byte("text-align:right")) || bytes.Contains(style, []byte("text-align: right")) ||
		bytes.Contains(class, []byte("text-right")) || bytes.EqualFold(align, []byte("right"))
	if !right && !(bold && bytes.HasPrefix(p.htmlLang, []byte("vi"))) {
		return false
	}
	if t.Nodes[parent].End-parent > maxAuthorNodes {
		return false
	}
	for c := parent + 1; c < t.Nodes[parent].End; c++ { // nothing else in the paragraph
		if c != n && t.IsText(c) && t.Nodes[c].Flags&dom.FlagBlank == 0 {
			return t.Nodes[parent].Tag == dom.TagDiv && bold
		}
	}
	return true
}

// capitalised is a cheap test that turns away what fullName would: two words or more, none that begins with a small
// ASCII letter or a digit.
func capitalised(raw []byte) bool {
	words, start := 0, true
	for i, c := range raw {
		if start {
			if c < utf8.RuneSelf && (c < 'A' || c > 'Z') || i > maxName || words == 5 {
				return false
			}
			words++
		}
		start = c == ' '
	}
	return words > 1
}

// fullName reports whether a text has the form of a person's full name: two to five words that begin with a capital.
func fullName(s string) bool {
	words := 0
	for w := range strings.FieldsSeq(s) {
		if !startsUpper(w) || strings.ContainsAny(w, ":,!?0123456789()/|") {
			return false
		}
		words++
	}
	return words >= 2 && words <= 5 && nameLike(s)
}

// cutDate takes the date off a line and returns what is before it or, where that is nothing, behind it.
func cutDate(s string, order dateOrder) string {
	var d dateParser
	if !d.find([]byte(s), minYear, order) {
		return ""
	}
	const signs = " ,;:|/\\-–—•·"
	if before := strings.Trim(s[:d.tokens[d.from].start], signs); before != "" {
		if i := strings.IndexAny(before, "|•·"); i > 0 {
			before = strings.Trim(before[:i], signs)
		}
		return before
	}
	behind := strings.Trim(s[d.tokens[d.to-1].end:], signs)
	if i := strings.LastIndexAny(behind, "|•·"); i > 0 { // "21.11.2026 | 17:05 Uhr | Jane Roe"
		behind = strings.Trim(behind[i:], signs)
	}
	behind, _ = cutLabel(behind)
	return behind
}

// authorPaths are the parts of addresses under which systems keep the pages of their authors and members.
var authorPaths = [...]string{"/author/", "/authors/", "/auteur/", "/autor/", "/autoren/", "/contributor/", "/contributors/",
	"/writers/", "/writer/", "/user/", "/users/", "/members/", "/member/", "/profile/", "/profiles/", "/people/", "/staff/",
	"/redakteur/", "/journalist/", "/tac-gia/", "/u/", "/team/", "/by/", "/redaktion/"}

// pathStarts tells by the two letters after a slash (see pair) whether one of authorPaths can follow.
var pathStarts = func() (starts [1024]bool) {
	for _, path := range authorPaths {
		starts[pair(path[1], path[2])] = true
	}
	return starts
}()

// authorLink reports whether an address is that of an author's page.
func authorLink(href []byte) bool {
	const (
		ones = 0x0101010101010101
		low  = 0x7f * ones
	)
	for at := 0; at+3 < len(href); at += 8 {
		var eight [8]byte
		if at+8 <= len(href) {
			eight = [8]byte(href[at:])
		} else {
			copy(eight[:], href[at:])
		}
		w := binary.LittleEndian.Uint64(eight[:]) ^ '/'*ones
		for slashes := ^((w&low + low) | w | low); slashes != 0; slashes &= slashes - 1 {
			rest := href[at+bits.TrailingZeros64(slashes)/8:]
			if len(rest) <= 3 {
				return false
			}
			if !pathStarts[pair(rest[1], rest[2])] {
				continue
			}
			for _, path := range authorPaths {
				if hasFold(rest, path) && len(rest) > len(path) {
					return true
				}
			}
		}
	}
	return false
}

// tryAuthor reports whether names can be read at n.
func (p *page) tryAuthor(n int32) bool {
	var names nameList
	p.namesAt(&names, n)
	return names.n > 0
}

// namesAt reads the names at an element or a labelled text node.
func (p *page) namesAt(names *nameList, n int32) {
	t := p.t
	node := &t.Nodes[n]
	if node.Tag == dom.TagText {
		p.whole = !p.near(n)
		defer func() { p.whole = false }()
		text := p.text(n)
		rest, found := cutLabel(text)
		if !found && hasYear([]byte(text), false) {
			rest = cutDate(text, p.dateOrder())
		}
		if rest == "" { // the label stands alone: the name is the next text
			if n = p.nextText(n); n == 0 {
				return
			}
			rest = p.text(n)
			if !startsUpper(rest) && !p.linked(n) {
				return
			}
			if p.addVisible(names, rest); names.n > 0 {
				p.addSiblings(names, n)
			}
			return
		}
		if startsUpper(rest) || found && !strings.Contains(rest, " ") && p.opensBlock(n) && p.closesBlock(n) {
			p.addVisible(names, rest)
		}
		return
	}
	if node.End-n > maxAuthorNodes {
		return
	}
	// What is marked as the name inside goes before the text as a whole.
	for c := n + 1; c < node.End; c++ {
		if t.IsText(c) {
			continue
		}
		if prop, ok := t.RawAttr(c, "itemprop"); ok && hasWord(prop, "name") {
			p.addVisible(names, p.nameText(c))
			return
		}
	}
	if node.Tag == dom.TagMeta {
		p.addVisible(names, p.nameText(n))
		return
	}
	p.trusted = p.authorSigns(n) >= signClass && node.End-n <= 12
	p.namesInside(names, n)
	p.trusted = false
}

// namesInside reads the names in the text nodes of an element: the first that can be a name, and those that follow it
// after "and" or a comma. Texts of different elements are kept apart, for a role or a date often follows without a
// blank. A name whose words stand in like elements side by side is put together.
func (p *page) namesInside(names *nameList, n int32) {
	t := p.t
	before := names.n
	open := true // a name may follow: at the start and after a connector
	for c := n + 1; c < t.Nodes[n].End; c++ {
		switch t.Nodes[c].Tag {
		case dom.TagText:
		case dom.TagScript, dom.TagStyle, dom.TagButton, dom.TagSvg, dom.TagTime:
			c = t.Nodes[c].End - 1
			continue
		default:
			continue
		}
		if t.Nodes[c].Flags&dom.FlagBlank != 0 {
			continue
		}
		rest, _ := cutLabel(p.text(c))
		if rest == "" || connector(rest) {
			open = open || rest != ""
			continue
		}
		if !open {
			return
		}
		if next := p.twin(c, t.Nodes[n].End); next > 0 && names.n == before {
			rest += " " + p.text(next)
			c = next
		}
		found := names.n
		p.addVisible(names, rest)
		if names.n == found && (found > before || len(rest) > maxName) {
			return // a text that is no name ends the list; a long one, the search
		}
		open = names.n == before || strings.HasSuffix(rest, ",") || strings.HasSuffix(rest, "&") || strings.HasSuffix(rest, " and")
	}
}

// twin returns the text of the element beside that of text c when both are of one kind and hold one word each: a first
// and a last name. It returns 0 when there is none.
func (p *page) twin(c, end int32) int32 {
	t := p.t
	a := t.Nodes[c].Parent
	b := t.Nodes[a].End
	if b < end && t.IsText(b) && t.Nodes[b].Flags&dom.FlagBlank != 0 {
		b++
	}
	if b+1 >= end || t.IsText(b) || t.Nodes[b].Tag != t.Nodes[a].Tag || t.Nodes[b].End != b+2 || t.Nodes[a].End != a+2 || !t.IsText(b+1) {
		return 0
	}
	first, last := p.text(c), p.text(b+1)
	if strings.ContainsAny(first+last, " ,") || !startsUpper(first) || !startsUpper(last) {
		return 0
	}
	return b + 1
}

// addSiblings adds the names in the elements after that of text n which are made like it: items of a list, links.
func (p *page) addSiblings(names *nameList, n int32) {
	t := p.t
	e := t.Nodes[n].Parent
	for range maxLevels { // up to the element that holds nothing else
		parent := t.Nodes[e].Parent
		if parent <= 0 || t.Nodes[parent].End != t.Nodes[e].End || t.Nodes[parent].Tag == dom.TagUl {
			break
		}
		e = parent
	}
	if tag := t.Nodes[e].Tag; tag != dom.TagA && tag != dom.TagLi {
		return
	}
	joined := t.Nodes[e].Tag == dom.TagLi // links want a comma or an "and" between them
	c, end := t.Nodes[e].End, t.Nodes[t.Nodes[e].Parent].End
	for left := 4 * maxAuthors; c < end && left > 0; c, left = t.Nodes[c].End, left-1 {
		switch {
		case t.IsText(c):
			if t.Nodes[c].Flags&dom.FlagBlank == 0 {
				if !connector(p.text(c)) {
					return
				}
				joined = true
			}
		case t.Nodes[c].Tag != t.Nodes[e].Tag || !joined:
			return
		default:
			p.addVisible(names, p.text(c))
			joined = t.Nodes[e].Tag == dom.TagLi
		}
	}
}

// connector reports what may stand between two names.
func connector(s string) bool {
	switch s {
	case ",", ";", "&", "|", "·", "•", "/", "-", "–", "and", "und", "et", "y", "e", "och", "og", "và", "и", ", and", ":":
		return true
	}
	return false
}

// linked reports whether a text stands in a link to an author's page.
func (p *page) linked(n int32) bool {
	parent := p.t.Nodes[n].Parent
	href, ok := p.t.RawAttr(parent, "href")
	return ok && authorLink(href)
}

// nameText returns the text of an element; of a meta element inside microdata its content.
func (p *page) nameText(n int32) string {
	if p.t.Nodes[n].Tag == dom.TagMeta {
		a, _ := p.attr(n, "content")
		return p.decode(a)
	}
	return p.text(n)
}

// nextText returns the next text node after n that is not blank, within a few nodes; 0 when there is none.
func (p *page) nextText(n int32) int32 {
	for c := n + 1; c < min(n+12, int32(len(p.t.Nodes))); c++ {
		if p.t.IsText(c) && p.t.Nodes[c].Flags&dom.FlagBlank == 0 {
			return c
		}
	}
	return 0
}

// previousText is nextText backwards.
func (p *page) previousText(n int32) int32 {
	for c := n - 1; c > max(n-12, 0); c-- {
		if p.t.IsText(c) && p.t.Nodes[c].Flags&dom.FlagBlank == 0 && p.t.Nodes[c].TextEnd-p.t.Nodes[c].TextStart > 3 {
			return c
		}
	}
	return 0
}

// isDateLine reports whether text n is a date and nothing else.
func (p *page) isDateLine(n int32) bool {
	if n == 0 || p.t.Nodes[n].TextEnd-p.t.Nodes[n].TextStart > 60 {
		return false
	}
	_, ok := DateLine(p.t.RawText(n))
	return ok
}

// addVisible adds the names of a visible text, if all of it can be names.
func (p *page) addVisible(names *nameList, s string) {
	if len(s) > maxByline {
		return
	}
	var list nameList
	splitNames(&list, s)
	if list.n == 0 {
		return
	}
	for i, name := range list.list[:list.n] {
		if !nameLike(name) || !p.trusted && (i > 0 || strings.Contains(name, " ")) && !startsUpper(name) {
			if i == 0 || p.whole || !fullName(list.list[0]) {
				return
			}
			list.n = i // what follows is no name
			break
		}
	}
	for _, name := range list.list[:list.n] {
		if name != p.chosen {
			names.add(name)
		}
	}
}
