package extract

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"unicode/utf8"

	"winnow/internal/runes"
)

// counts is what is counted in a block's text while it is copied.
type counts struct {
	chars    int32 // characters, blanks collapsed
	words    int32 // words of spaced scripts
	unspaced int32 // characters of scripts without spaces
	letters  int32
	digits   int32
	capWords int32 // words that start with a capital
	lowWords int32 // words that start with a lower-case letter
	ends     int32 // sentence ends: terminal punctuation, closers, then a blank or an unspaced character
	quotes   int32
	seps     int32
	money    int32
	links    int32 // <a> elements that start in the block
	linked   int32 // characters inside of links
	strong   int32 // characters inside of b, strong, em, i
	images   int32
}

// inWords is the length of the text in words; characters of unspaced scripts count 5/8 of a word, which makes Chinese
// and English texts of the same content about as long (1.6 characters a word).
func (c *counts) inWords() int32 { return c.words + (c.unspaced*5+7)/8 }

// scanner copies text into the page's arena, blanks collapsed, and counts on the way. Its state goes on across the
// text nodes of a block.
type scanner struct {
	prev     runeClass // class of the last character written
	pending  bool      // a blank is due before the next character
	ended    bool      // terminal punctuation was seen, only closers since
	inWord   bool      // a word is open
	firstCap bool      // it starts with a capital
	firstLow bool      // with a small letter
}

func (s *scanner) reset() { *s = scanner{prev: classSpace} }

// endWord books the open word.
func (s *scanner) endWord(c *counts) {
	if !s.inWord {
		return
	}
	c.words++
	if s.firstCap {
		c.capWords++
	} else if s.firstLow {
		c.lowWords++
	}
	s.inWord, s.firstCap, s.firstLow = false, false, false
}

// add books one character that is no blank.
func (s *scanner) add(c *counts, cl runeClass) {
	if s.ended && cl != classQuote && cl != classClose && cl != classEnd {
		if s.prev == classSpace || cl == classUnspaced {
			c.ends++
		}
		s.ended = false
	}
	switch cl {
	case classLower, classUpper, classLetter:
		if !s.inWord {
			s.inWord, s.firstCap, s.firstLow = true, cl == classUpper, cl == classLower
		}
		c.letters++
	case classDigit:
		s.inWord = true
		c.digits++
	case classMark:
	case classUnspaced:
		s.endWord(c)
		c.unspaced++
		c.letters++
	default:
		s.endWord(c)
		switch cl {
		case classEnd:
			s.ended = true
		case classQuote:
			c.quotes++
		case classSep:
			c.seps++
		case classMoney:
			c.money++
		}
	}
	s.prev = cl
	c.chars++
}

// finish closes the last word and sentence of a block.
func (s *scanner) finish(c *counts) {
	s.endWord(c)
	if s.ended {
		c.ends++
	}
}

// smallOfTwo tells which characters of two bytes are letters, and no capitals; none of those that one byte could hold.
var smallOfTwo = func() (t [1 << 11]bool) {
	for r := utf8.RuneSelf; r < len(t); r++ {
		t[r] = runeTable[r] == classLower || runeTable[r] == classLetter
	}
	return t
}()

// startsSmall tells whether raw begins with a small letter of one or two bytes.
func startsSmall(raw []byte) bool {
	if len(raw) < 2 {
		return false
	}
	b, b1 := raw[0], raw[1]
	return b-'a' <= 'z'-'a' || b >= 0xc2 && b < 0xe0 && b1&0xc0 == 0x80 && runeTable[rune(b&0x1f)<<6|rune(b1&0x3f)] == classLower
}

// words takes over the words of ASCII letters that begin at raw[r], with what stands between them: blanks, and a comma or
// full stop before a blank. It is what compact does to most of most texts, eight bytes at a time: nothing branches on
// letters, capitals or lengths, and little is kept apart in the loop, for registers are few. Where it stops, the scanner
// may be within a word. raw ends at end; behind that it can be read. It returns the positions behind what was read of raw
// and written to text.
func (s *scanner) words(text, raw []byte, end, r, w int, c *counts) (int, int) {
	const (
		ones  = 0x0101010101010101
		tops  = 0x80 * ones
		cases = 0x20 * ones

		// Words in the lower half of counted, those of them with a capital in its upper half.
		capitalWord = 1 << 32
	)
	var (
		start   = w
		counted uint64
		signs   int32 // commas and full stops
	)
	pending, ended := s.pending, s.ended
	blanks := int32(0)
	if pending {
		blanks = 1
	}
	last := min(end, len(raw)-7)
	for r < last {
		v := runes.EightAt(raw, r)
		low := (v | cases) &^ tops
		letters := (low + (0x80-'a')*ones) &^ (low + (0x7f-'z')*ones) &^ v & tops // the top bit of each
		other := ^letters & tops
		if other&0x80 != 0 {
			break
		}
		n := bits.TrailingZeros64(other) / 8
		n = min(n, end-r)
		if pending {
			text[w] = ' '
			w++
		}
		if ended {
			if pending || s.prev == classSpace {
				c.ends++
			}
			ended = false
		}
		pending = false
		binary.LittleEndian.PutUint64(text[w:w+8:w+8], v)
		r, w = r+n, w+n
		capital := ^v >> 5 & 1
		for n == 8 && r < last {
			v = runes.EightAt(raw, r)
			low = (v | cases) &^ tops
			letters = (low + (0x80-'a')*ones) &^ (low + (0x7f-'z')*ones) &^ v & tops
			other = ^letters & tops
			n = min(bits.TrailingZeros64(other)/8, end-r)
			binary.LittleEndian.PutUint64(text[w:w+8:w+8], v)
			r, w = r+n, w+n
		}
		if r < end {
			b := raw[r]
			if b != ' ' && (b == ',' || b == '.') && r+1 < end && raw[r+1] == ' ' {
				text[w] = b
				r, w = r+1, w+1
				signs++
				ended = b == '.'
				b = ' '
			}
			if b == ' ' {
				r++
				counted += 1 + capital*capitalWord
				pending = true
				continue
			}
		}
		s.inWord, s.firstCap, s.firstLow = true, capital != 0, capital == 0 // goes on, or ends otherwise
		break
	}
	words, capitals := int32(uint32(counted)), int32(counted>>32)
	if w > start {
		s.prev = classLetter
	}
	s.pending, s.ended = pending, ended
	blanks += words
	if pending {
		blanks--
	}
	c.chars += int32(w - start)
	c.letters += int32(w-start) - blanks - signs
	c.words += words
	c.capWords += capitals
	c.lowWords += words - capitals
	return r, w
}

// beyondASCII is the bit that characters beyond ASCII have in each of their bytes, of eight bytes.
const beyondASCII = 0x8080808080808080

// compact appends raw to text and counts: blanks are collapsed to one space (kept as they are if pre), soft hyphens,
// zero-width blanks and invalid bytes are left out.
func (s *scanner) compact(text, raw []byte, c *counts, pre bool) []byte {
	w := len(text)
	// One more for a blank that an earlier call left due.
	text = slices.Grow(text, len(raw)+1+asciiBytes)[:w+len(raw)+1+asciiBytes]
	readable := raw[:min(len(raw)+wideReach, cap(raw))]
	for r := 0; r < len(raw); {
		if haveWide && !pre && r+wideReach <= len(readable) && (!s.inWord || !s.pending) && wideStarts(readable[r:]) {
			before := r
			if r, w = s.ascii(text, readable, len(raw), r, w, c); r == len(raw) {
				break
			}
			if r > before {
				continue
			}
		}
		if !s.inWord && !pre && (raw[r]|0x20)-'a' <= 'z'-'a' {
			if haveASCII && r+wideReach <= len(readable) && runes.EightAt(readable, r)&beyondASCII == 0 {
				if r, w = s.ascii(text, readable, len(raw), r, w, c); r == len(raw) {
					break
				}
				continue
			}
			if r, w = s.words(text, readable, len(raw), r, w, c); r == len(raw) {
				break
			}
		}
		if s.inWord && !s.pending {
			// Within a word nothing but its end is due: small letters, which most of a text is, only count.
		small:
			n := int32(0)
		word:
			for ; r < len(raw); n++ {
				b := raw[r]
				switch {
				case b-'a' <= 'z'-'a':
					text[w] = b
					r, w = r+1, w+1
					continue
				case b < utf8.RuneSelf:
					break word
				case b < 0xe0 && r+1 < len(raw): // two bytes, if they are well-formed
					b1 := raw[r+1]
					if b1&0xc0 != 0x80 || !smallOfTwo[int(b&0x1f)<<6|int(b1&0x3f)] {
						break word
					}
					text[w], text[w+1] = b, b1
					r, w = r+2, w+2
					continue
				case b == 0xe1 && r+2 < len(raw): // U+1000 to U+1FFF: the Vietnamese letters with two marks
					b1, b2 := raw[r+1], raw[r+2]
					if cl := runeTable[0x1000|rune(b1&0x3f)<<6|rune(b2&0x3f)]; b1&0xc0 != 0x80 || b2&0xc0 != 0x80 || cl != classLower && cl != classLetter {
						break word
					}
					text[w], text[w+1], text[w+2] = b, b1, b2
					r, w = r+3, w+3
					continue
				}
				break
			}
			if n > 0 {
				s.prev = classLower // or classLetter: nothing tells them apart once they are written
				c.letters += n
				c.chars += n
				if r+1 < len(raw) && raw[r] == ' ' && !pre {
					s.endWord(c)
					r++
					if raw[r] >= utf8.RuneSelf && startsSmall(raw[r:]) { // another small word
						s.inWord, s.firstLow = true, true
						text[w] = ' '
						w++
						c.chars++
						goto small
					}
					s.pending = true
				}
				continue
			}
		}
		b := raw[r]
		var cl runeClass
		size := 1
		if b < utf8.RuneSelf {
			cl = runeTable[b]
		} else {
			var ch rune
			ch, size = runes.Decode(raw[r:])
			if ch == utf8.RuneError && size == 1 {
				cl = classDrop
			} else {
				cl = classOf(ch)
			}
		}
		switch cl {
		case classDrop:
			r += size
			continue
		case classSpace:
			if pre && (b == '\n' || b == ' ' || b == '\t') {
				s.endWord(c)
				s.prev, s.pending = classSpace, false
				text[w] = b
				w++
			} else if s.prev != classSpace && !pre {
				s.endWord(c)
				s.pending = true
			}
			r += size
			continue
		}
		if s.pending {
			text[w] = ' '
			w++
			s.pending = false
			s.prev = classSpace
			c.chars++
		}
		s.add(c, cl)
		text[w] = b
		for i := 1; i < size; i++ {
			text[w+i] = raw[r+i]
		}
		w += size
		r += size
		if cl == classUnspaced {
			n := int32(0)
			for ; r+2 < len(raw) && raw[r]-0xe4 <= 0xe9-0xe4 && raw[r+1]&0xc0 == 0x80 && raw[r+2]&0xc0 == 0x80; n++ { // Han
				text[w], text[w+1], text[w+2] = raw[r], raw[r+1], raw[r+2]
				r, w = r+3, w+3
			}
			c.unspaced += n
			c.letters += n
			c.chars += n
		}
	}
	return text[:w]
}
