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

	{cueForeign, "comment", "o"}, {cueForeign, "more-post", ""}, {cueForeign, "most-", ""}, {cueForeign, "popular", ""},
	{cueForeign, "related", ""}, {cueForeign, "recommend", ""}, {cueForeign, "recent", ""},

	{cueDate, "date", "picker"}, {cueDate, "datum", ""}, {cueDate, "fecha", ""}, {cueDate, "publish", ""}, {cueDate, "posted", ""},
	{cueDate, "pubtime", ""}, {cueDate, "post-meta", ""}, {cueDate, "time", "line"}, {cueDate, "meta", ""}, {cueDate, "ngay", ""},
}

// cueHeads are the first four bytes of each word, in capitals and small letters alike: most words end the comparison there.
var cueHeads = func() (heads [len(cueWordTable)]uint32) {
	for i, w := range cueWordTable {
		heads[i] = binary.LittleEndian.Uint32([]byte(w.word)) | anyCase
	}
	return heads
}()

// anyCase sets the bit that tells small letters from capitals.
const anyCase = 0x20202020

// cueStarts has a bit for the first three letters of each word (see triple): hardly any place of a class name passes.
var cueStarts = func() (starts [512]uint64) {
	for _, w := range cueWordTable {
		k := triple([]byte(w.word))
		starts[k/64] |= 1 << (k % 64)
	}
	return starts
}()

// pair packs two letters without regard to their case.
func pair(a, b byte) uint { return uint(a&31)<<5 | uint(b&31) }

// cuesOf returns the hints of a class or an id.
func cuesOf(value []byte) (set cue) {
	if len(value) < 4 {
		return 0
	}
	k := pair(value[0], value[1])
	for i, c := range value[2 : len(value)-1] {
		k = k<<5&0x7fff | uint(c&31)
		if cueStarts[k/64]>>(k%64)&1 == 0 {
			continue
		}
		head := binary.LittleEndian.Uint32(value[i:]) | anyCase
		for j := range cueHeads {
			if cueHeads[j] != head {
				continue
			}
			w := &cueWordTable[j]
			if set&w.cue != w.cue && hasFold(value[i:], w.word) && (w.but == "" || !hasFold(value[i+len(w.word):], w.but)) {
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
