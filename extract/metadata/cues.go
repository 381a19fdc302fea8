package metadata

import (
	"bytes"
	"encoding/binary"
)

// cue is a set of hints that a class or an id gives.
type cue uint8

const (
	cueAuthor  cue = 1 << iota // names an author
	cueForeign                 // other people's texts: comments, related and popular pages
	cueDate                    // holds a date
	cueInfobox                 // facts about what the page is about
)

// cueWordTable lists the words that classes and ids are made of, lower case. but is what the word must not go on with.
// The words are those of the common publishing systems' templates in the languages that name classes in their own.
var cueWordTable = [...]struct {
	cue       cue
	word, but string
}{
	{cueAuthor, "author", ""}, {cueAuthor, "autor", ""}, {cueAuthor, "auteur", ""}, {cueAuthor | cueDate, "byline", ""},
	{cueAuthor, "contributor", ""}, {cueAuthor, "creator", ""}, {cueAuthor, "journalist", ""}, {cueAuthor | cueDate, "posted-by", ""},
	{cueAuthor, "postedby", ""}, {cueAuthor, "reporter", ""}, {cueAuthor, "tac-gia", ""}, {cueAuthor, "tacgia", ""},
	{cueAuthor, "username", ""}, {cueAuthor, "user-name", ""}, {cueAuthor, "user-info", ""}, {cueAuthor, "vcard", ""},
	{cueAuthor, "writer", ""}, {cueAuthor, "written-by", ""}, {cueAuthor, "written_by", ""},

	{cueInfobox, "infobox", ""},

	{cueForeign, "comment", "o"}, {cueForeign, "more-post", ""}, {cueForeign, "most-", ""}, {cueForeign, "popular", ""},
	{cueForeign, "related", ""}, {cueForeign, "recommend", ""}, {cueForeign, "recent", ""},

	{cueDate, "date", "picker"}, {cueDate, "datum", ""}, {cueDate, "fecha", ""}, {cueDate, "publish", ""}, {cueDate, "posted", ""},
	{cueDate, "pubtime", ""}, {cueDate, "post-meta", ""}, {cueDate, "time", "line"}, {cueDate, "meta", ""}, {cueDate, "ngay", ""},
}

// cuePlace is a word of cueWordTable, and how many of its letters stand before three that are looked up.
type cuePlace struct {
	word   uint8
	before uint8 // 0 or 1
}

// cueTriples gives, by three letters (see triple), which of cuePlaces they may be part of: the first three letters of words,
// or the three from their second one on. Hardly any place of a class name has some.
var cueTriples, cuePlaces = func() (triples [1 << 15]uint8, places [][]cuePlace) {
	places = append(places, nil)
	for i, w := range cueWordTable {
		for before := range 2 {
			at := &triples[triple([]byte(w.word[before:]))]
			if *at == 0 {
				*at = uint8(len(places))
				places = append(places, nil)
			}
			places[*at] = append(places[*at], cuePlace{uint8(i), uint8(before)})
		}
	}
	return triples, places
}()

// pair packs two letters without regard to their case.
func pair(a, b byte) uint { return uint(a&31)<<5 | uint(b&31) }

// cuesOf returns the hints of a class or an id. A word has four letters or more, so that three of them begin at an even
// place, wherever it stands.
func cuesOf(value []byte) (set cue) {
	for i := 2; i < len(value); i += 2 {
		found := cueTriples[triple(value[i-2:i+1])]
		if found == 0 {
			continue
		}
		for _, place := range cuePlaces[found] {
			at, w := i-2-int(place.before), &cueWordTable[place.word]
			if at >= 0 && hasFold(value[at:], w.word) && (w.but == "" || !hasFold(value[at+len(w.word):], w.but)) {
				set |= w.cue
			}
		}
	}
	return set
}

// cueCache remembers the hints of the classes of a page: most elements share theirs with others.
type cueCache [1 << cueBits]struct {
	value []byte
	set   cue
}

const cueBits = 8

func (c *cueCache) of(value []byte) cue {
	n := len(value)
	if n < 4 {
		return 0
	}
	h := uint64(binary.LittleEndian.Uint32(value)) | uint64(binary.LittleEndian.Uint32(value[n-4:]))<<32
	if n > 8 {
		h ^= binary.LittleEndian.Uint64(value[n/2-4:]) + uint64(n)<<56
	}
	e := &c[h*0x9e3779b97f4a7c15>>(64-cueBits)]
	if !bytes.Equal(e.value, value) {
		e.value, e.set = value, cuesOf(value)
	}
	return e.set
}

// hasFold reports whether b begins with a word in lower case, without regard to case.
func hasFold(b []byte, word string) bool {
	if len(b) < len(word) {
		return false
	}
	for i := range len(word) {
		c := b[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != word[i] {
			return false
		}
	}
	return true
}

// hasWord reports whether a list of words separated by blanks has the word, which is in lower case.
func hasWord(value []byte, word string) bool {
	for len(value) >= len(word) {
		i := bytes.IndexByte(value, ' ')
		if i < 0 {
			i = len(value)
		}
		if i == len(word) && hasFold(value, word) {
			return true
		}
		value = value[min(i+1, len(value)):]
	}
	return false
}
