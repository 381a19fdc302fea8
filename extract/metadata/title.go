package metadata

import (
	"bytes"
	"strings"

	"winnow/extract/dom"
)

// maxTitle is the number of bytes of a heading or title that is looked at.
const maxTitle = 500

// chooseTitle decides between the headings, the JSON-LD headline, the titles of the meta elements and the title
// element. The heading that readers see wins when another place says something alike; what systems write for search
// engines and for sharing (title, og:title) often differs from it.
func (p *page) chooseTitle() string {
	headline := clean(unescapeJSON(p.ld.article.headline))
	og := p.stripSite(p.decode(p.fields[fieldTitleOG]))
	doc := ""
	if p.title != 0 {
		doc = p.stripSite(p.text(p.title))
	}
	if h := p.heading(headline, og, doc); h != "" {
		return h
	}
	for _, s := range [...]string{
		headline,
		p.decode(p.fields[fieldHeadline]),
		og,
		p.stripSite(p.decode(p.fields[fieldTitleCitation])),
		p.stripSite(p.decode(p.fields[fieldTitleTwitter])),
		doc,
		p.stripSite(p.decode(p.fields[fieldTitleMeta])),
		clean(unescapeJSON(p.ld.webpage.name)),
	} {
		if s != "" {
			return s
		}
	}
	return ""
}

// heading returns the h1 that is the title, "" when none is.
func (p *page) heading(others ...string) string {
	best, bestScore := "", 0
	var a, b [maxTitle]byte
	for _, n := range p.h1[:p.numH1] {
		text := p.text(n)
		f := folded(a[:0], text)
		if len(f) == 0 || p.isSiteName(f) {
			continue
		}
		score := 1
		for _, other := range others {
			g := folded(b[:0], other)
			switch {
			case len(g) == 0:
			case bytes.Equal(f, g):
				score += 4
			case len(f) > 10 && bytes.Contains(g, f) || len(g) > 10 && bytes.Contains(f, g):
				score += 2
			}
		}
		if score > bestScore {
			best, bestScore = text, score
			p.heading1 = n
		}
	}
	return best
}

// isSiteName reports whether a folded text is the name of the site or its host.
func (p *page) isSiteName(f []byte) bool {
	var buf [maxTitle]byte
	for _, name := range p.siteNames() {
		if name != "" && bytes.Equal(folded(buf[:0], name), f) {
			return true
		}
	}
	return false
}

// siteNames returns all that is known of the site's name: what og:site_name, JSON-LD and the application name say,
// the host and the host without its last label.
func (p *page) siteNames() [6]string {
	if !p.hasNames {
		p.hasNames = true
		host := hostOf(p.address)
		label := host
		if i := strings.LastIndexByte(label, '.'); i > 0 {
			label = label[:i]
		}
		p.names = [6]string{p.decode(p.fields[fieldSiteOG]), clean(unescapeJSON(p.ld.siteName)),
			clean(unescapeJSON(p.publisher())), p.decode(p.fields[fieldSiteApp]), host, label}
	}
	return p.names
}

// titleSeparators are the signs that sites put between a title and their name, with blanks around them.
var titleSeparators = [...]string{" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " ~ ", " / "}

// stripSite takes the name of the site off the end or the start of a title.
func (p *page) stripSite(title string) string {
	if len(title) > maxTitle {
		return title
	}
	for range 3 { // "Title | Section | Site" needs two rounds
		cut := p.stripOnce(title)
		if cut == title || cut == "" {
			break
		}
		title = cut
	}
	return title
}

func (p *page) stripOnce(title string) string {
	var buf [maxTitle]byte
	for _, sep := range titleSeparators {
		if i := strings.LastIndex(title, sep); i > 0 {
			if p.isSiteName(folded(buf[:0], title[i+len(sep):])) {
				return strings.TrimSpace(title[:i])
			}
		}
		if i := strings.Index(title, sep); i > 0 {
			if p.isSiteName(folded(buf[:0], title[:i])) {
				return strings.TrimSpace(title[i+len(sep):])
			}
		}
	}
	return title
}

// text returns the text of an element, blanks collapsed.
func (p *page) text(n int32) string {
	p.buf = p.appendText(p.buf[:0], n, maxTitle)
	return clean(string(p.buf))
}

// appendText appends the visible text of the subtree of n, at most limit bytes of it. A blank stands where an element
// begins or ends that does not stand within a line.
func (p *page) appendText(dst []byte, n int32, limit int) []byte {
	t := p.t
	start := len(dst)
	for c := n; c < t.Nodes[n].End && len(dst)-start < limit; c++ {
		switch t.Nodes[c].Tag {
		case dom.TagText:
			dst = t.AppendText(dst, c)
		case dom.TagScript, dom.TagStyle, dom.TagTemplate, dom.TagNoscript, dom.TagSvg, dom.TagButton:
			if c != n {
				c = t.Nodes[c].End - 1
			}
		case dom.TagA, dom.TagB, dom.TagI, dom.TagEm, dom.TagStrong, dom.TagSpan, dom.TagSup, dom.TagSub, dom.TagFont,
			dom.TagWbr, dom.TagMark, dom.TagU, dom.TagS, dom.TagSmall, dom.TagAbbr, dom.TagQ, dom.TagCode, dom.TagIns:
		default:
			dst = append(dst, ' ')
		}
	}
	return dst
}
