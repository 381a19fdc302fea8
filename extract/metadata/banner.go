package metadata

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"winnow/extract/dom"
)

// A banner is a heading at the top of every page of a site that says the site's name, not the page's title.

// linksHome reports whether a heading is a link to the front page of a site and nothing else: the site's name, or
// its logo, which old themes put into an h1 on every page. The link stands in the heading or around it.
func (p *page) linksHome(n int32) bool {
	t := p.t
	if p.isHome() {
		return false
	}
	for e, levels := t.Nodes[n].Parent, 3; e > 0 && levels > 0; e, levels = t.Nodes[e].Parent, levels-1 {
		if t.Nodes[e].Tag == dom.TagA {
			href, ok := t.RawAttr(e, "href")
			return ok && isRoot(string(href))
		}
	}
	link := int32(0)
	for c := n + 1; c < min(t.Nodes[n].End, n+maxTextNodes); c++ {
		switch {
		case t.Nodes[c].Tag == dom.TagA && link == 0:
			href, ok := t.RawAttr(c, "href")
			if !ok || !isRoot(string(href)) {
				return false
			}
			link = c
		case t.IsText(c) && t.Nodes[c].Flags&dom.FlagBlank == 0 && (link == 0 || c >= t.Nodes[link].End):
			return false
		}
	}
	return link != 0
}

// maxTagline is the length in bytes of the longest text that stands between a banner and the title below it, the lines
// of menus and what a site says of itself. Behind a longer one, a paragraph, the second heading is that of a footer.
const maxTagline = 200

// cutBanner takes a banner off the start of the title element: what stands there before a separator is an h1, what
// stands behind it is a heading further down, and none of the other titles has a word of that h1.
func (p *page) cutBanner(doc string, others ...string) string {
	if p.isHome() || !hasSeparator(doc) && !strings.Contains(doc, ": ") {
		return doc
	}
	for _, n := range p.h1[:p.numH1] {
		name := trimHeading(p.text(n))
		behind, ok := strings.CutPrefix(doc, name)
		sep := separatorAt(behind)
		if !ok || name == "" || sep == "" || !sharesNone(name, others) {
			continue
		}
		for range 3 { // "Site » Section » Title" needs two rounds
			if _, behind, ok = strings.Cut(behind, sep); !ok {
				break
			}
			c := p.headingAfter(n, behind)
			if c > 0 && !p.textBetween(p.t.Nodes[n].End, c) && (sep != ": " || p.linksHome(n) || !p.isSubtitle(n, c)) {
				return behind
			}
		}
	}
	return doc
}

// separatorAt returns the separator that a text begins with. The colon is how weblogs write "Site: Post"; elsewhere it is a
// part of titles, so it is none of titleSeparators.
func separatorAt(s string) string {
	for _, sep := range titleSeparators {
		if strings.HasPrefix(s, sep) {
			return sep
		}
	}
	if strings.HasPrefix(s, ": ") {
		return ": "
	}
	return ""
}

// textBetween reports whether a paragraph begins between two nodes.
func (p *page) textBetween(n, end int32) bool {
	for ; n < end; n++ {
		switch node := &p.t.Nodes[n]; node.Tag {
		case dom.TagScript, dom.TagStyle, dom.TagSvg:
			n = node.End - 1
		case dom.TagText:
			if node.TextEnd-node.TextStart > maxTagline && node.Flags&dom.FlagBlank == 0 {
				return true
			}
		}
	}
	return false
}

// isSubtitle reports whether heading c is the element behind heading n: "Title: Subtitle" in two lines.
func (p *page) isSubtitle(n, c int32) bool {
	next := p.t.Nodes[n].End
	for next < c && p.t.Nodes[next].Flags&dom.FlagBlank != 0 {
		next++
	}
	return next == c
}

// restated reports whether a heading behind node n says one of the titles and no more.
func (p *page) restated(n int32, titles ...string) bool {
	if p.isHome() {
		return false
	}
	for _, title := range titles {
		if title != "" && p.headingAfter(n, title) > 0 {
			return true
		}
	}
	return false
}

// sharesNone reports whether a text has no word in common with any of the titles.
func sharesNone(text string, titles []string) bool {
	var a, b wordSet
	a.add(text)
	for _, title := range titles {
		b.add(title)
	}
	return a.common(&b) == 0
}

// headingAfter returns the heading behind node n, of the first three levels, that says the text and no more; 0 when there
// is none.
func (p *page) headingAfter(n int32, text string) int32 {
	var a, b [maxTitle]byte
	if len(text) > maxTitle {
		return 0
	}
	want := folded(a[:0], text)
	if len(want) == 0 {
		return 0
	}
	left := 3 * maxHeadings
	for c := p.t.Nodes[n].End; c < int32(len(p.t.Nodes)) && left > 0; c++ {
		switch p.t.Nodes[c].Tag {
		case dom.TagH1, dom.TagH2, dom.TagH3:
			if p.mayBegin(c, want) && bytes.Equal(folded(b[:0], trimHeading(p.text(c))), want) && !p.linksHome(c) {
				return c
			}
			left--
		}
	}
	return 0
}

// mayBegin reports whether the text of a heading may begin as a folded text does: nearly all others are told by that, and are
// not read.
func (p *page) mayBegin(n int32, want []byte) bool {
	t := p.t
	for c := n + 1; c < min(t.Nodes[n].End, n+maxTextNodes); c++ {
		if t.IsText(c) && t.Nodes[c].Flags&dom.FlagBlank == 0 {
			var b [utf8.UTFMax * 4]byte
			r, _ := utf8.DecodeRune(bytes.TrimSpace(t.RawText(c)))
			return r == '&' || bytes.HasPrefix(want, folded(b[:0], string(r)))
		}
	}
	return true
}
