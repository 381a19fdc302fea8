package plain

import (
	"math/bits"
	"unicode/utf8"

	"winnow/extract/phrases"
)

// line is one line of a text and what a pass over its characters counts.
type line struct {
	text string // without blanks around it
	raw  string // with them
	gap  uint8  // blank lines before it, at most 3
	list bool   // begins with a bullet or a number

	match phrases.Match

	chars   int32
	tokens  int32 // words, and characters of scripts without blanks
	words   int32 // blank-separated words with a letter or digit; of scripts without blanks 0.6 a character
	upper   int32 // words that begin with a capital
	lower   int32 // words that begin with a small letter
	short   int32 // small words of up to three letters: function words, mostly
	caps    int32 // words of two letters and more in capitals
	letters int32
	digits  int32
	accents int32 // letters outside of ASCII
	commas  int32
	stops   int32 // ends of sentences within the line and at its end
	seps    int32 // separators of menus and paths: | • · » › /
	quotes  int32
	opens   int32 // opening brackets
	bars    int32
	quirks  int32 // © @ # and currency signs
	han     int32 // characters of scripts without blanks

	full     bool // ends with the end of a sentence
	cut      bool // ends with an ellipsis
	colon    bool // ends with a colon
	question bool // ends with a question mark
	opensBy  uint8

	whole uint64 // hash of the folded words
	shape uint64 // hash of the first 40 folded characters, digits as 0
	head  uint64 // hash of the first word
	two   uint64 // hash of the first two words
	tail  uint64 // hash of the last word

	even     bool  // its blanks are single spaces
	price    bool  // has a currency sign and a digit
	from, to int32 // its longer words in Page.words16

	firstEnd, lastEnd int32 // where its sentences may end, in Page.ends
	joins             bool  // has a colon, bracket or dash, which the credit of a picture stands behind

	credited bool   // ends with the credit of a picture
	sentence bool   // body text: a long line with the end of a sentence
	shared   uint32 // pages of the text's site that have it, where that was weighed
	alone    int32  // what it scored before
	drop     string // the rule that dropped the line; "" if it is kept
	cuts     []cut  // parts that go
	tight    bool   // what stands around a cut is joined without a blank
}

// What a line opens with.
const (
	byOther uint8 = iota
	byUpper
	byLower
	byDigit
	byQuote
	byDash
	byArrow
	byBracket
	byMark
)

// enWords is how many words a character of Chinese, Japanese or Thai counts for, in tenths: 100 Chinese characters are
// about 60 English words.
const enWords = 6

const (
	hashSeed  = 0xcbf29ce484222325
	hashPrime = 0x100000001b3
)

// longWord is the fewest letters of a word whose hash is kept: shorter ones are function words, mostly. Of scripts
// without blanks pairs of characters are kept.
const longWord = 4

// wordRun is the word that scan is in.
type wordRun struct {
	open    bool
	firstUp bool // its first character is a capital
	letters int32
	caps    int32  // capitals among them
	hash    uint64 // of its folded characters
}

// endWord books a word and opens none.
func (l *line) endWord(w *wordRun, words []uint16) []uint16 {
	switch {
	case l.tokens == 0:
		l.head, l.two = w.hash, w.hash
	case l.tokens == 1:
		l.two = l.two*hashPrime ^ w.hash
	}
	l.tokens++
	l.tail = w.hash
	l.whole = (l.whole ^ w.hash) * hashPrime
	if w.letters >= longWord {
		words = append(words, hash16(w.hash))
	}
	if w.firstUp {
		l.upper++
		if w.caps == w.letters && w.letters > 1 {
			l.caps++
		}
	} else if w.letters > 0 {
		l.lower++
		if w.letters <= 3 {
			l.short++
		}
	}
	*w = wordRun{}
	return words
}

// hash16 is a word's hash in 16 bits.
func hash16(hash uint64) uint16 { return uint16(hash * 0x9E3779B97F4A7C15 >> 48) }

// scan fills in the counts of l, and adds the hashes of its longer words and the ends of its sentences to the page's.
func (p *Page) scan(l *line) {
	words, ends := p.words16, p.ends
	l.from, l.firstEnd = int32(len(words)), int32(len(ends))
	s := l.text
	var (
		shape     uint64 = hashSeed
		word      wordRun
		prev      uint8 // class of the character before
		sinceStop bool  // letters were seen since the last end of a sentence
		pending   bool  // a stop was seen; it counts when a blank or the end follows
		folded    int32 // characters that went into shape
		chars     int32 // runs of blanks count as one
		last      rune
	)
	l.even = true
	for i := 0; i < len(s); {
		c, n := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			c, n = decode(s, i)
		}
		class := classOf(c)
		if class&(letter|digit) == 0 {
			chars++
			switch {
			case class&space != 0:
				if prev&(stop|closing) != 0 {
					ends = append(ends, int32(i))
				}
				if word.open {
					words = l.endWord(&word, words)
				}
				if pending {
					l.stops++
					pending, sinceStop = false, false
				}
				if prev&space != 0 {
					chars--
					l.even = false
				}
				l.even = l.even && c == ' '
			case class&mark != 0:
				word.hash = (word.hash ^ uint64(c)) * hashPrime
			case class&stop != 0:
				if word.open {
					words = l.endWord(&word, words)
				}
				pending = pending || sinceStop
				if c >= 0x3000 && sinceStop { // 。 needs no blank behind it
					l.stops++
					pending, sinceStop = false, false
				}
			default:
				if word.open && c != '\'' && c != '’' && c != '-' {
					words = l.endWord(&word, words)
				}
				l.bookSign(c)
			}
			if class&space == 0 {
				last = c
			}
			prev = class
			i += n
			continue
		}
		if pending {
			if prev&stop == 0 || class&unspaced != 0 { // not as in "a.b" and "1.5"
				l.stops++
				sinceStop = false
			}
			pending = false
		}
		if class&unspaced != 0 {
			i += n
			if word.open {
				words = l.endWord(&word, words)
			}
			if folded < shapeChars {
				shape = (shape ^ uint64(c)) * hashPrime
				folded++
			}
			chars++
			l.han++
			l.letters++
			sinceStop = true
			before := l.tail
			word.hash = (hashSeed ^ uint64(c)) * hashPrime
			if prev&unspaced != 0 {
				words = append(words, hash16(before^word.hash*31))
			}
			words = l.endWord(&word, words)
			last, prev = c, class
			continue
		}
		if !word.open {
			word.open, word.hash = true, hashSeed
			word.firstUp = class&upper != 0
		}
		// The letters and digits that follow each other. Runs of letters of ASCII are taken eight at a time.
		hash := word.hash
		var letters, digits, caps, accents int32
		for {
			if class&digit == 0 && c < utf8.RuneSelf {
				bytes, n, up := letterRun(s[i:])
				hash = (hash ^ bytes) * hashPrime
				hash ^= hash >> 32
				if folded < shapeChars {
					shape = (shape ^ bytes) * hashPrime
					shape ^= shape >> 32
					folded += int32(n)
				}
				letters += int32(n)
				caps += int32(up)
				chars += int32(n)
				i += n
				last, prev = rune(s[i-1]), letter
			} else {
				low := c
				if class&upper != 0 {
					caps++
					low = lowerRune(c)
				}
				hash = (hash ^ uint64(low)) * hashPrime
				if folded < shapeChars {
					if class&digit != 0 {
						low = '0'
					}
					shape = (shape ^ uint64(low)) * hashPrime
					folded++
				}
				if class&digit != 0 {
					digits++
				} else {
					letters++
					accents++
				}
				chars++
				last, prev = c, class
				i += n
			}
			if i >= len(s) {
				break
			}
			if c, n = rune(s[i]), 1; c >= utf8.RuneSelf {
				c, n = decode(s, i)
			}
			if uint32(c) < uint32(len(classes)) {
				class = classes[c]
			} else {
				class = classOf(c)
			}
			if class&(letter|digit) == 0 || class&unspaced != 0 {
				break
			}
		}
		word.hash = hash
		word.letters += letters
		word.caps += caps
		l.letters += letters
		l.digits += digits
		l.accents += accents
		sinceStop = sinceStop || letters > 0
	}
	if word.open {
		words = l.endWord(&word, words)
	}
	if pending {
		l.stops++
	}
	l.chars = chars
	l.words = max(l.tokens-l.han, 0) + (l.han*enWords+9)/10
	l.shape = shape
	l.ending(last)
	l.opening()
	l.price = l.price && l.digits > 0
	l.to = int32(len(words))
	l.sentence = l.words >= bodyWords && l.stops > 0 && (l.full || l.stops > 1 || l.words >= longLine)
	p.words16, p.ends, l.lastEnd = words, ends, int32(len(ends))
}

// letterRun returns up to eight letters of ASCII that s begins with, in small letters and packed into a word, how many
// they are and how many of them are capitals. s begins with one.
func letterRun(s string) (packed uint64, n, caps int) {
	const each = 0x0101010101010101
	var x uint64
	if len(s) >= 8 {
		x = uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	} else {
		for i := len(s) - 1; i >= 0; i-- {
			x = x<<8 | uint64(s[i])
		}
	}
	small := x | 0x20*each
	seven := small &^ (0x80 * each)
	// The top bit of a byte: it is 'a' or more, and neither more than 'z' nor beyond ASCII.
	is := (seven + (0x80-'a')*each) &^ (seven + (0x80-'z'-1)*each) &^ small & (0x80 * each)
	n = bits.TrailingZeros64(^is&(0x80*each)) / 8
	mask := uint64(1)<<(8*n) - 1 // all ones for eight letters
	return small & mask, n, bits.OnesCount64(^x & (0x20 * each) & mask)
}

// decode reads the character beyond ASCII at s[i], the common lengths without a call.
func decode(s string, i int) (rune, int) {
	if i+2 < len(s) {
		a, b, c := s[i], s[i+1]^0x80, s[i+2]^0x80
		switch {
		case a >= 0xc2 && a < 0xe0 && b < 0x40:
			return rune(a&0x1f)<<6 | rune(b), 2
		case a > 0xe0 && a < 0xed && b < 0x40 && c < 0x40:
			return rune(a&0x0f)<<12 | rune(b)<<6 | rune(c), 3
		}
	}
	return utf8.DecodeRuneInString(s[i:])
}

// shapeChars is how many characters of a line make its shape.
const shapeChars = 40

// bookSign counts a character that is no letter, digit, mark, blank or end of a sentence.
func (l *line) bookSign(c rune) {
	switch c {
	case ',', '，', '、', ';', '；', '،':
		l.commas++
	case '|':
		l.bars++
		l.seps++
	case '•', '·', '»', '›', '/', '>', '→', '｜':
		l.seps++
	case '"', '“', '”', '„', '«', '「', '『':
		l.quotes++
	case '(', '[', '（', '【':
		l.opens++
		l.joins = true
	case ':', '-', '–':
		l.joins = true
	case '$', '€', '£', '¥', '₹', '₽', '₫':
		l.quirks++
		l.price = true
	case '©', '@', '#', '®', '™':
		l.quirks++
	}
}

// bodyWords is the fewest words of a line that counts as body text when it ends like a sentence. Shorter sentences
// (dialogue, notices) go with what stands around them. From the distribution in wcxb-dev-text: above it 78% of the
// lines with an end of a sentence are content, below 54%.
const bodyWords = 12

// longLine is the words from which a line is body text even when its end is cut off or glued to something.
const longLine = 25

// ending reads how the line ends.
func (l *line) ending(last rune) {
	switch last {
	case ':', '：':
		l.colon = true
	}
	// Up to three closing quotes and brackets may follow the end of the sentence.
	s := l.text
	for range 4 {
		c, n := utf8.DecodeLastRuneInString(s)
		class := classOf(c)
		if class&stop != 0 {
			l.full = true
			l.question = c == '?' || c == '？' || c == '؟'
			if c == '…' || c == '.' && len(s) >= 3 && s[len(s)-3:] == "..." {
				l.cut = true
			}
			return
		}
		if c == '/' || c == ';' { // "./." and items of legal lists
			if c == ';' && l.list {
				l.full = true
			}
			return
		}
		if class&closing == 0 {
			// Thai and Lao mark no end of sentences.
			if c >= 0x0e00 && c <= 0x0eff && l.han >= 40 {
				l.full, l.stops = true, l.stops+1
			}
			return
		}
		s = s[:len(s)-n]
	}
}

// opening reads what the line begins with.
func (l *line) opening() {
	c, n := utf8.DecodeRuneInString(l.text)
	switch class := classOf(c); {
	case class&upper != 0:
		l.opensBy = byUpper
	case class&letter != 0 && class&unspaced == 0:
		l.opensBy = byLower
	case class&unspaced != 0:
		l.opensBy = byUpper
	case class&digit != 0:
		l.opensBy = byDigit
		l.list = numbered(l.text)
	default:
		switch c {
		case '"', '“', '„', '«', '‘', '\'', '「', '『', '”':
			l.opensBy = byQuote
		case '-', '–', '—', '+', '−':
			l.opensBy = byDash
			l.list = len(l.text) > n && l.text[n] == ' '
		case '•', '·', '*', '▪', '●', '■', '◦', '‣', '○', '✓', '✔', '➢', '❖':
			l.opensBy = byDash
			l.list = true
		case '>', '»', '›', '→', '►', '▶', '<':
			l.opensBy = byArrow
		case '(', '[', '（', '【', '{':
			l.opensBy = byBracket
		default:
			l.opensBy = byMark
		}
	}
}

// numbered reports whether a line begins like "1. ", "12) ", "3/ ".
func numbered(s string) bool {
	i := 0
	for i < len(s) && i < 4 && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	return i > 0 && i < 4 && i+1 < len(s) && (s[i] == '.' || s[i] == ')' || s[i] == '/') && s[i+1] == ' '
}
