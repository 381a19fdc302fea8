package metadata

import (
	"bytes"

	"winnow/extract/dom"
)

// Bounds on what a page's collection keeps.
const (
	maxHeadings = 8
	maxTimes    = 24
	maxAuthors  = 16
)

// attr is the value of an attribute as it stands in the source.
type attr struct {
	raw      []byte
	entities bool
}

// page is what one pass over the nodes has found. It is scratch, reused from page to page.
type page struct {
	t       *dom.Tree
	fields  [numFields]attr // the first value of each field that is not empty
	authors [maxAuthors]attr
	from    [maxAuthors]field // which field each of authors came from
	num     int               // of authors

	title    int32 // the title element, 0 when there is none
	body     int32
	htmlLang []byte
	h1       [maxHeadings]int32
	numH1    int
	heading1 int32 // the h1 that the title was taken from, 0 when it was none
	h2       [maxHeadings]int32
	numH2    int
	times    [maxTimes]int32
	numTimes int

	address  string // of the page
	hasNames bool
	names    [6]string // of the site; valid when hasNames
	folded   [6][]byte // the same, folded

	chosen  string // title
	whole   bool   // a text counts only when all of it can be names
	trusted bool   // a name may begin with a small letter: its element says that it is one

	scanned     bool // visible has run; what it found:
	byline      int32
	bylineScore int
	seen        seenDates

	cues cueCache
	ld   ldReader
	buf  []byte
}

func (p *page) reset(t *dom.Tree) {
	buf, folded := p.buf, p.folded
	if cap(buf) > 1<<16 {
		buf = nil
	}
	*p = page{t: t, buf: buf[:0], folded: folded}
}

// collect looks once at the elements that can carry metadata.
func (p *page) collect() {
	t := p.t
	for _, n := range t.Marked {
		switch t.Nodes[n].Tag {
		case dom.TagHtml:
			if lang, ok := t.RawAttr(n, "lang"); ok {
				p.htmlLang = lang
			} else if lang, ok := t.RawAttr(n, "xml:lang"); ok {
				p.htmlLang = lang
			}
		case dom.TagBody:
			if p.body == 0 {
				p.body = n
			}
		case dom.TagMeta:
			p.meta(n)
		case dom.TagLink:
			if rel, _ := t.RawAttr(n, "rel"); bytes.EqualFold(rel, []byte("canonical")) {
				p.put(fieldURLCanonical, n, "href")
			}
		case dom.TagTitle:
			if p.title == 0 && t.Nodes[n].Flags&dom.FlagForeign == 0 {
				p.title = n
			}
		case dom.TagH1:
			if p.numH1 < maxHeadings {
				p.h1[p.numH1] = n
				p.numH1++
			}
		case dom.TagH2:
			if p.numH2 < maxHeadings {
				p.h2[p.numH2] = n
				p.numH2++
			}
		case dom.TagTime:
			if p.numTimes < maxTimes {
				p.times[p.numTimes] = n
				p.numTimes++
			}
		case dom.TagScript:
			p.script(n)
		}
	}
}

// script reads JSON-LD.
func (p *page) script(n int32) {
	kind, ok := p.t.RawAttr(n, "type")
	if !ok || len(kind) < len("application/ld+json") || !bytes.EqualFold(kind[:len("application/ld+json")], []byte("application/ld+json")) {
		return
	}
	for c := n + 1; c < p.t.Nodes[n].End; c++ {
		if p.t.IsText(c) {
			p.ld.read(p.t.RawText(c))
		}
	}
}

// meta reads a meta element: its name, property, itemprop or http-equiv says what content is.
func (p *page) meta(n int32) {
	for _, name := range [...]string{"property", "name", "itemprop", "http-equiv"} {
		key, ok := p.t.RawAttr(n, name)
		if !ok {
			continue
		}
		f := metaField(key)
		if f == fieldNone {
			continue
		}
		attribute := "content"
		if _, ok := p.t.RawAttr(n, attribute); !ok {
			attribute = "value"
		}
		if f >= fieldAuthorCitation && f <= fieldAuthorOG {
			p.putAuthor(f, n, attribute)
		}
		p.put(f, n, attribute)
		return
	}
}

// putAuthor keeps one of possibly several author fields.
func (p *page) putAuthor(f field, n int32, attribute string) {
	if a, ok := p.attr(n, attribute); ok && p.num < maxAuthors {
		p.authors[p.num], p.from[p.num] = a, f
		p.num++
	}
}

// put keeps the first value of a field that is not blank.
func (p *page) put(f field, n int32, attribute string) {
	if p.fields[f].raw == nil {
		if a, ok := p.attr(n, attribute); ok {
			p.fields[f] = a
		}
	}
}

// attr returns an attribute of n without the blanks around it; false when it is missing or blank.
func (p *page) attr(n int32, name string) (attr, bool) {
	raw, ok := p.t.RawAttr(n, name)
	raw = bytes.TrimSpace(raw)
	if !ok || len(raw) == 0 {
		return attr{}, false
	}
	return attr{raw: raw, entities: bytes.IndexByte(raw, '&') >= 0}, true
}
