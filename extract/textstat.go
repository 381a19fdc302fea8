package extract

import "unicode/utf8"

// counts is what is counted in a block's text while it is copied.
type counts struct {
	chars    int32 // characters, blanks collapsed
	words    int32 // words of spaced scripts
	unspaced int32 // characters of scripts without spaces
	letters  int32
	digits   int32
	capWords int32 // words that start with a capital
	lowWords int32 // words that start with a lower-case letter
	allCaps  int32 // words of two letters or more, all capitals
	short    int32 // lower-case words of at most three letters: mostly function words
	ends     int32 // sentence ends: terminal punctuation, closers, then a blank or an unspaced character
	commas   int32
	quotes   int32
	seps     int32
	money    int32
	links    int32 // <a> elements that start in the block
	linked   int32 // characters inside of links
	strong   int32 // characters inside of b, strong, em, i
	at       int32 // @ signs
	images   int32
}

// size is the length of the text in words; characters of unspaced scripts count 5/8 of a word, which makes Chinese
// and English texts of the same content about as long (1.6 characters a word).
func (c *counts) size() int32 { return c.words + (c.unspaced*5+7)/8 }

// scanner copies text into the page's arena, blanks collapsed, and counts on the way. Its state goes on across the
// text nodes of a block.
type scanner struct {
	prev     runeClass // class of the last character written
	pending  bool      // a blank is due before the next character
	ended    bool      // terminal punctuation was seen, only closers since
	wordLen  int32     // letters of the open word
	upper    int32     // capitals among them
	firstCap bool
	firstLow bool
}

func (s *scanner) reset() { *s = scanner{prev: classSpace} }

// endWord books the open word.
func (s *scanner) endWord(c *counts) {
	if s.wordLen == 0 {
		return
	}
	c.words++
	switch {
	case s.firstCap:
		c.capWords++
		if s.wordLen > 1 && s.upper == s.wordLen {
			c.allCaps++
		}
	case s.firstLow:
		c.lowWords++
		if s.wordLen <= 3 {
			c.short++
		}
	}
	s.wordLen, s.upper, s.firstCap, s.firstLow = 0, 0, false, false
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
		if s.wordLen == 0 {
			s.firstCap, s.firstLow = cl == classUpper, cl == classLower
		}
		s.wordLen++
		c.letters++
		if cl == classUpper {
			s.upper++
		}
	case classDigit:
		s.wordLen++
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
		case classComma:
			c.commas++
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

// compact rewrites text[from:] in place and counts: blanks are collapsed to one space (kept as they are if pre), soft
// hyphens, zero-width blanks and invalid bytes are left out.
func (s *scanner) compact(text []byte, from int, c *counts, pre bool) []byte {
	w := from
	for r := from; r < len(text); {
		b := text[r]
		var cl runeClass
		size := 1
		if b < utf8.RuneSelf {
			cl = runeTable[b]
			if b == '@' {
				c.at++
			}
		} else {
			var ch rune
			ch, size = utf8.DecodeRune(text[r:])
			if ch == utf8.RuneError && size == 1 {
				cl = classDrop
			} else {
				cl = classOf(ch)
			}
		}
		switch {
		case s.wordLen > 0 && !s.pending && (cl == classLower || cl == classLetter): // within a word: nothing is due
			s.wordLen++
			s.prev = cl
			c.letters++
			c.chars++
			text[w] = text[r]
			for i := 1; i < size; i++ {
				text[w+i] = text[r+i]
			}
			w += size
			r += size
			continue
		case cl == classDrop:
			r += size
			continue
		case cl == classSpace:
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
			// The blank that is due was skipped in this call or an earlier one; if nothing was dropped since, there is
			// no room for it in place.
			if w == r {
				text = append(text, 0)
				copy(text[r+1:], text[r:])
				r++
			}
			text[w] = ' '
			w++
			s.pending = false
			s.prev = classSpace
			c.chars++
		}
		s.add(c, cl)
		for i := range size {
			text[w+i] = text[r+i]
		}
		w += size
		r += size
		if cl == classLower {
			from := r
			for ; r < len(text) && text[r]-'a' <= 'z'-'a'; r++ {
				text[w] = text[r]
				w++
			}
			n := r - from
			s.wordLen += int32(n)
			c.letters += int32(n)
			c.chars += int32(n)
		}
	}
	return text[:w]
}
