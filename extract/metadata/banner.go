package metadata

import "winnow/extract/dom"

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
