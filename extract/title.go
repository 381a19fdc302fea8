package extract

import (
	"bytes"
	"unicode/utf8"

	"winnow/extract/dom"
	"winnow/internal/runes"
)

// titleScratch holds the page's title, as the head of the page gives it, for comparison with blocks.
type titleScratch struct {
	title  []byte    // og:title, else <title>, folded
	words  grouping  // its words
	filter [8]uint64 // a Bloom filter of those in ASCII, see keyOf
	last   []int32   // for each of them the block, plus 1, that it was last seen in
	block  int32     // which block is looked at
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
	s.title = foldText(s.title[:0], []byte(title))
	s.words.reset(len(s.title))
	for words := (wordReader{text: s.title}); words.next(); {
		s.words.of(words.hash)
	}
	s.last = append(s.last[:0], make([]int32, s.words.len)...)
	s.block = 0
	s.fillFilter()
}

// matchTitle compares a block of size words with the title: common words ×2 / all words of both, in 1/127. A block of more
// than three times the title's words shares less than half of them by definition and is not looked at.
func (s *titleScratch) matchTitle(text []byte, size int32) (overlap int32) {
	if len(s.title) == 0 || len(text) > maxTitleBlock || size > 3*s.words.len+3 {
		return 0
	}
	s.block++
	common, words := s.countWords(text)
	return common * 254 / max(1, words+s.words.len)
}

// foldText appends text in lower case, punctuation and blanks as single spaces, to dst.
func foldText(dst, text []byte) []byte {
	space := true
	for len(text) > 0 {
		r, n := runes.Decode(text)
		text = text[n:]
		c := classOf(r)
		switch {
		case c == classDrop:
			continue
		case !c.isWord():
			if !space {
				dst = append(dst, ' ')
				space = true
			}
			continue
		}
		space = false
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
