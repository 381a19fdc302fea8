package metadata

import "winnow/extract/dom"

// Distances from the title in nodes within which a byline or a date line counts as close: most stand below it.
const (
	nearAfter  = 120
	nearBefore = 40
)

// visible walks the text that readers see once and collects the best byline and the best dates. Subtrees that hold
// other people's texts (comments, related pages) are stepped over. Only the first call does something; authors says
// whether a byline is wanted, dates are looked for where none is stated.
func (p *page) visible(authors bool) {
	if p.scanned {
		return
	}
	p.scanned = true
	dates := p.stated() == "" // else nobody asks for them
	t := p.t
	h := p.heading1
	order := p.dateOrder()
	var s signs
	for n := max(p.body, 1); n < int32(len(t.Nodes)); n++ {
		node := &t.Nodes[n]
		switch node.Tag {
		case dom.TagText:
			if node.Flags&dom.FlagBlank != 0 || node.TextEnd-node.TextStart > maxByline/2 {
				continue
			}
			if authors {
				near, least := p.near(n), p.bylineScore
				if near {
					least -= signNear
				}
				if score := p.textScore(n, near, least); score > 0 {
					p.offerAuthor(n, score)
				}
			}
			if dates {
				p.dateText(n, order)
			}
			continue
		case dom.TagScript, dom.TagStyle, dom.TagNav, dom.TagSvg, dom.TagSelect:
			n = node.End - 1
			continue
		}
		if node.AttrStart == node.AttrEnd {
			continue
		}
		p.signsOf(n, &s)
		if s.foreign && !(h > n && h < node.End) && int(node.End-n)*2 < len(t.Nodes) {
			n = node.End - 1
			continue
		}
		if authors {
			if s.author+signLink+signNear > p.bylineScore && authorLink(s.href) { // else it would not be taken anyway
				s.author += signLink
			}
			if s.author > 0 {
				p.offerAuthor(n, s.author)
			}
		}
		if dates && s.date >= datePropPublished/2 || node.Tag == dom.TagTime && s.stamp != nil {
			p.dateElement(n, &s)
		}
	}
}

// near reports whether node n stands close to the title.
func (p *page) near(n int32) bool {
	h := p.heading1
	return h > 0 && n > h-nearBefore && n < p.t.Nodes[h].End+nearAfter
}

// signs is what the attributes of an element say.
type signs struct {
	author   int    // how much speaks for an author's name, see the constants in authorscan.go
	date     int    // how much speaks for a date, see those in datescan.go
	modified bool   // the date is that of a change
	foreign  bool   // its subtree holds other people's texts
	stamp    []byte // value of datetime or content
	href     []byte // where a link leads, see authorLink
}

// authorSigns is how much the attributes of an element speak for an author's name, where a link leads included.
func (p *page) authorSigns(n int32) int {
	var s signs
	p.signsOf(n, &s)
	if authorLink(s.href) {
		s.author += signLink
	}
	return s.author
}

// signsOf sets s to what the attributes of an element say: in place, for a result would be copied in larger pieces than it is
// written in, which waits for these.
func (p *page) signsOf(n int32, s *signs) {
	*s = signs{}
	t := p.t
	node := &t.Nodes[n]
	var cues cue
	for i := node.AttrStart; i < node.AttrEnd; i++ {
		name := t.Attrs[i].Name
		if name == dom.AttrOther {
			continue
		}
		value := t.RawValue(i)
		switch name {
		case dom.AttrClass, dom.AttrID, dom.AttrTestID, dom.AttrComponent:
			c := p.cues.of(value)
			if c&cueDate != 0 {
				s.date += dateClass
				s.modified = s.modified || modifiedCue(value)
			}
			cues |= c
		case dom.AttrItemprop:
			p.itemprop(s, value)
		case dom.AttrRel:
			if hasWord(value, "author") {
				s.author += signRel
			}
		case dom.AttrHref:
			if s.href == nil {
				s.href = value
			}
		case dom.AttrDatetime:
			s.stamp = value
		case dom.AttrContent:
			if s.stamp == nil {
				s.stamp = value
			}
		}
	}
	// the vcard of a box of facts, which is a table in most, is that of whom or what the page is about
	if cues&(cueAuthor|cueInfobox) == cueAuthor && node.Tag != dom.TagTable {
		s.author += signClass
	}
	s.foreign = s.foreign || cues&cueForeign != 0
}

func (p *page) itemprop(s *signs, value []byte) {
	switch {
	case hasWord(value, "author"), hasWord(value, "creator"):
		s.author += signProp
	case hasWord(value, "datepublished"):
		s.date += datePropPublished
	case hasWord(value, "datecreated"), hasWord(value, "uploaddate"):
		s.date += datePropPublished / 2
	case hasWord(value, "datemodified"):
		s.date, s.modified = s.date+datePropPublished, true
	case hasWord(value, "comment"):
		s.foreign = true
	}
}

// offerAuthor keeps node n when it is the best so far and names can be read there.
func (p *page) offerAuthor(n int32, score int) {
	if p.near(n) {
		score += signNear
	}
	if score > p.bylineScore && p.tryAuthor(n) {
		p.byline, p.bylineScore = n, score
	}
}
