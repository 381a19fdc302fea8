package templates

import (
	"cmp"
	"math"
	"strings"
	"unicode/utf8"
)

// Kinds of entries, in the order in which they stand in a site's part of a file.
const (
	kindSite  = 'A' // the site itself; its counts are those of its pages
	kindTitle = 'H' // a title that pages state of themselves
	kindPlace = 'P'
	kindText  = 'T'
	kindEnd   = 'Z' // the end of a file
)

// entry is what is counted of a site, of a title, of a place, or of a text at a place. All numbers are sums over pages,
// and the name is a minimum: so entries of the same key add up in any order.
type entry struct {
	kind    byte
	hash    uint64
	home    uint32 // of texts: the place, in 32 bits of its fingerprint
	pages   uint32 // on which it stood
	first   uint32 // of texts: pages on which it stood at no other place before, so that its places add up to pages
	blocks  uint32 // of places: how many blocks
	words   uint64 // of places: the words of these blocks
	content uint64 // of places: those words, each times the probability of content, in thousandths
	titles  uint32 // of places: pages on which the title stood there
	authors uint32 // likewise the author
	dates   uint32 // likewise the date
	name    string // how a person would know it: the site, the path of a place, the beginning of a text; none of titles
}

// before reports whether e stands before o within a site.
func (e *entry) before(o *entry) int {
	return cmp.Or(cmp.Compare(e.kind, o.kind), cmp.Compare(e.hash, o.hash), cmp.Compare(e.home, o.home))
}

// add adds the counts of an entry of the same key.
func (e *entry) add(o *entry) {
	e.pages, e.first, e.blocks = sum32(e.pages, o.pages), sum32(e.first, o.first), sum32(e.blocks, o.blocks)
	e.words, e.content = sum64(e.words, o.words), sum64(e.content, o.content)
	e.titles, e.authors, e.dates = sum32(e.titles, o.titles), sum32(e.authors, o.authors), sum32(e.dates, o.dates)
	if o.name < e.name {
		e.name = o.name
	}
}

// sameText tells whether two entries are of one text.
func (e *entry) sameText(o *entry) bool { return o.kind == kindText && e.hash == o.hash }

// pagesOf is the number of pages that a text stood on, given its entries.
func pagesOf(rows []entry) (pages uint32) {
	for i := range rows {
		pages = sum32(pages, rows[i].first)
	}
	return pages
}

// Sums stay at the largest number instead of passing it, so that a hostile file can't bring a count back to nothing.
func sum32(a, b uint32) uint32 {
	if a > math.MaxUint32-b {
		return math.MaxUint32
	}
	return a + b
}

func sum64(a, b uint64) uint64 {
	if a > math.MaxUint64-b {
		return math.MaxUint64
	}
	return a + b
}

// Bounds of the names in bytes. A file may take 64 bytes an entry; most entries are texts.
const (
	maxTextName = 40
	maxPathName = 160
)

// shorten cuts a name at a character.
func shorten(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return s[:limit]
}

// nameOf is the name of a text: its beginning.
func nameOf(text []byte) string {
	return strings.ToValidUTF8(shorten(string(text[:min(len(text), 4*maxTextName)]), maxTextName), "\uFFFD")
}

// home is a place as texts remember it.
func home(place uint64) uint32 { return uint32(place) }
