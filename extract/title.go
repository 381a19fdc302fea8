package extract

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"winnow/extract/dom"
	"winnow/internal/runes"
)

// titleScratch holds the page's title, as the head of the page gives it, for comparison with blocks.
type titleScratch struct {
	title  []byte    // og:title, else <title>, folded with accents kept
	plain  []byte    // the same without accents
	words  grouping  // its words
	filter [8]uint64 // a Bloom filter of those in ASCII, see keyOf
	last   []int32   // for each of them the block, plus 1, that it was last seen in
	block  int32     // which block is looked at
	folded []byte    // scratch for blocks
}

// maxTitleBlock is the longest block, in bytes, that is compared with the title.
const maxTitleBlock = 400

// loadTitle reads the title from the head.
func (p *Page) loadTitle() {
	s := &p.titles
	var title string
	end := int32(0) // of a script or style
head:
	for _, i := range p.Tree.Marked {
		node := &p.Tree.Nodes[i]
		if i < end {
			continue
		}
		switch node.Tag {
		case dom.TagBody:
			break head
		case dom.TagScript, dom.TagStyle:
			end = node.End
		case dom.TagTitle:
			if title == "" && node.End > i+1 && p.Tree.IsText(i+1) {
				title = string(p.Tree.AppendText(nil, i+1))
			}
		case dom.TagMeta:
			if v, ok := p.Tree.RawAttr(i, "property"); ok && string(v) == "og:title" {
				if og := p.Tree.AttrValue(i, "content"); og != "" {
					title = og
				}
			}
		}
	}
	s.setTitle(title)
}

// setTitle makes ready for comparisons with a title.
func (s *titleScratch) setTitle(title string) {
	if len(title) > maxTitleBlock {
		title = title[:maxTitleBlock]
	}
	s.title = foldText(s.title[:0], []byte(title), false)
	s.plain = foldText(s.plain[:0], []byte(title), true)
	s.words.reset(len(s.title))
	for words := (wordReader{text: s.title}); words.next(); {
		s.words.of(words.hash)
	}
	s.last = append(s.last[:0], make([]int32, s.words.len)...)
	s.block = 0
	s.fillFilter()
}

// titleMatch is how a block compares with the title.
type titleMatch struct {
	overlap int32 // common words ×2 / all words of both, in 1/127
	within  bool  // the title holds the block's text
	alt     bool  // see matchAlt
}

// matchTitle compares a block of size words with the title. A block of more than three times the title's words shares
// less than half of them by definition and is not looked at.
func (s *titleScratch) matchTitle(text []byte, size int32) (m titleMatch) {
	if len(s.title) == 0 || len(text) > maxTitleBlock || size > 3*s.words.len+3 {
		return m
	}
	s.block++
	common, words := s.countWords(text)
	if words+s.words.len > 0 {
		m.overlap = common * 254 / (words + s.words.len)
	}
	if common < words && common < s.words.len {
		return m // neither can hold the other
	}
	s.folded = foldText(s.folded[:0], text, false)
	m.within = len(s.folded) <= len(s.title) && bytes.Contains(s.title, s.folded)
	return m
}

// matchAlt tells whether a text, its accents taken off, begins with the title, its accents taken off, though it does
// not begin with the title as it stands: what sites put into the alt attributes of pictures.
func (s *titleScratch) matchAlt(text []byte) bool {
	if len(s.plain) < minAltTitle || len(text) > maxTitleBlock || len(text) < len(s.plain) || len(s.plain) == len(s.title) {
		return false
	}
	// Most texts differ from the title in their first letters.
	start := altStart
	for start > 0 && start < len(text) && !utf8.RuneStart(text[start]) {
		start--
	}
	s.folded = foldText(s.folded[:0], text[:min(start, len(text))], true)
	if n := min(len(s.folded), len(s.plain)); !bytes.Equal(s.folded[:n], s.plain[:n]) {
		return false
	}
	s.folded = foldText(s.folded[:0], text, true)
	if !bytes.HasPrefix(s.folded, s.plain) {
		return false
	}
	s.folded = foldText(s.folded[:0], text, false)
	return !bytes.HasPrefix(s.folded, s.title)
}

// altStart is how many bytes of a text are compared with the title before all of it is.
const altStart = 16

// minAltTitle is the least length in bytes of a title whose repetition without accents is no chance.
const minAltTitle = 20

// foldText appends text in lower case, punctuation and blanks as single spaces, to dst; without accents if plain.
func foldText(dst, text []byte, plain bool) []byte {
	space := true
	for len(text) > 0 {
		r, n := runes.Decode(text)
		text = text[n:]
		c := classOf(r)
		switch {
		case c == classDrop || plain && c == classMark:
			continue
		case !c.isWord():
			if !space {
				dst = append(dst, ' ')
				space = true
			}
			continue
		}
		space = false
		if plain && r < tableEnd {
			r = plainRunes[r]
		}
		if r < utf8.RuneSelf {
			if r >= 'A' && r <= 'Z' {
				r |= 0x20
			}
			dst = append(dst, byte(r))
		} else {
			dst = utf8.AppendRune(dst, runes.Lower(r))
		}
	}
	return bytes.TrimRight(dst, " ")
}

// plainRunes maps letters to the base letter they decompose to; đ, ł and ø, which don't, are added.
var plainRunes = func() *[tableEnd]rune {
	t := new([tableEnd]rune)
	var buf [utf8.UTFMax]byte
	for r := range rune(tableEnd) {
		t[r] = r
		if r >= 0xc0 && r < 0x250 || r >= 0x1e00 && r < 0x1f00 {
			n := utf8.EncodeRune(buf[:], r)
			if d := norm.NFD.Properties(buf[:n]).Decomposition(); len(d) > 0 {
				t[r], _ = utf8.DecodeRune(d)
			}
		}
	}
	for r := range rune(tableEnd) { // two marks decompose in two steps
		t[r] = t[t[r]]
	}
	for from, to := range map[rune]rune{'đ': 'd', 'Đ': 'd', 'ł': 'l', 'Ł': 'l', 'ø': 'o', 'Ø': 'o'} {
		t[from] = to
	}
	return t
}()

// wordReader yields the hashes of the words of a text, letters folded to lower case; characters of unspaced scripts
// are words.
type wordReader struct {
	text []byte
	at   int
	hash uint64 // of the word that next found
}

const (
	wordOffset = 14695981039346656037 // FNV-1a
	wordPrime  = 1099511628211
)

// asciiWords folds the bytes of words; 0 is what ends one. Bytes beyond ASCII have notASCII.
var asciiWords = func() (t [256]byte) {
	for c := range t {
		switch {
		case c >= utf8.RuneSelf:
			t[c] = notASCII
		case runeTable[c] == classUpper:
			t[c] = byte(c) | 0x20
		case runeTable[c].isWord():
			t[c] = byte(c)
		}
	}
	return t
}()

// wordsOfTwo folds the characters of two bytes that words are made of; 0 for others.
var wordsOfTwo = func() (t [1 << 11]uint16) {
	for r := range t {
		switch c := runeTable[r]; {
		case c == classUpper:
			t[r] = uint16(runes.Lower(rune(r)))
		case c.isWord() && c != classUnspaced:
			t[r] = uint16(r)
		}
	}
	return t
}()

const notASCII = 1 // no character of a word

// next reads the next word and reports whether there was one.
func (w *wordReader) next() bool {
	h := uint64(wordOffset)
	text, i := w.text, w.at
	for i < len(text) {
		c := asciiWords[text[i]]
		if c > notASCII {
			h = (h ^ uint64(c)) * wordPrime
			i++
			continue
		}
		if c == 0 {
			i++
			if h != wordOffset {
				w.at, w.hash = i, h
				return true
			}
			continue
		}
		if b := text[i]; b >= 0xc2 && b < 0xe0 && i+1 < len(text) && text[i+1]&0xc0 == 0x80 {
			if r := wordsOfTwo[int(b&0x1f)<<6|int(text[i+1]&0x3f)]; r != 0 {
				h = (h ^ uint64(r)) * wordPrime
				i += 2
				continue
			}
		}
		r, n := runes.Decode(text[i:])
		switch cl := classOf(r); {
		case cl == classUnspaced:
			if h == wordOffset {
				h, i = (h^uint64(r))*wordPrime, i+n
			}
			w.at, w.hash = i, h
			return true
		case cl == classUpper:
			h = (h ^ uint64(runes.Lower(r))) * wordPrime
		case cl.isWord():
			h = (h ^ uint64(r)) * wordPrime
		case cl != classDrop && h != wordOffset:
			w.at, w.hash = i+n, h
			return true
		}
		i += n
	}
	w.at, w.hash = i, h
	return h != wordOffset
}
