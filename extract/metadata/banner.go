package metadata

import (
	"bytes"

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
			if bytes.Equal(folded(b[:0], trimHeading(p.text(c))), want) && !p.linksHome(c) {
				return c
			}
			left--
		}
	}
	return 0
}
