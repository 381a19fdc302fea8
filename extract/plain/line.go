package plain

import (
	"unicode/utf8"

	"winnow/extract/phrases"
	"winnow/internal/runes"
)

// line is one line of a text and what a pass over its characters counts.
type line struct {
	text string // without blanks around it
	raw  string // with them
	at   int    // where text stands in Page.padded, -1 if nowhere
	gap  uint8  // blank lines before it, at most 3
	list bool   // begins with a bullet or a number

	match phrases.Match

	chars   int32
	tokens  int32 // words, and characters of scripts without blanks
	words   int32 // blank-separated words with a letter or digit; of scripts without blanks 0.6 a character
	upper   int32 // words that begin with a capital
	lower   int32 // words that begin with a small letter
	caps    int32 // words of two letters and more in capitals
	letters int32
	digits  int32
	accents int32 // letters outside of ASCII
	commas  int32
	stops   int32 // ends of sentences within the line and at its end
	seps    int32 // separators of menus and paths: | • · » › /
	quotes  int32
	opens   int32 // opening brackets
	quirks  int32 // © @ # and currency signs
	han     int32 // characters of scripts without blanks

	full     bool // ends with the end of a sentence
	cut      bool // ends with an ellipsis
	colon    bool // ends with a colon
	question bool // ends with a question mark
	opensBy  uint8

	whole uint64 // hash of the folded words
	shape uint64 // hash of the first folded words, up to some 40 letters, digits as 0
	head  uint64 // hash of the first word

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

// hash16 is a word's hash in 16 bits.
func hash16(hash uint64) uint16 { return uint16(hash * 0x9E3779B97F4A7C15 >> 48) }

// shapeLetters is how many letters of a line make its shape, in whole words; a number counts for one.
const shapeLetters = 40

// Kinds of characters that are no letter, digit, mark, blank or end of a sentence.
const (
	otherSign = iota
	commaSign
	separatorSign
	quoteSign
	bracketSign
	joiningSign
	currencySign
	quirkSign
	numSigns
)

func signOf(c rune) uint8 {
	switch c {
	case ',', '，', '、', ';', '；', '،':
		return commaSign
	case '|', '•', '·', '»', '›', '/', '>', '→', '｜':
		return separatorSign
	case '"', '“', '”', '„', '«', '「', '『':
		return quoteSign
	case '(', '[', '（', '【':
		return bracketSign
	case ':', '-', '–':
		return joiningSign
	case '$', '€', '£', '¥', '₹', '₽', '₫':
		return currencySign
	case '©', '@', '#', '®', '™':
		return quirkSign
	}
	return otherSign
}

// asciiSigns holds the kinds of the signs of ASCII.
var asciiSigns = func() (t [utf8.RuneSelf]uint8) {
	for c := range t {
		t[c] = signOf(rune(c))
	}
	return t
}()

// bookSigns adds what was counted of each kind.
func (l *line) bookSigns(n *[numSigns]int32) {
	l.commas += n[commaSign]
	l.seps = n[separatorSign]
	l.quotes = n[quoteSign]
	l.opens = n[bracketSign]
	l.joins = n[bracketSign]+n[joiningSign] > 0
	l.quirks = n[currencySign] + n[quirkSign]
	l.price = n[currencySign] > 0 && l.digits > 0
}

// bodyWords is the fewest words of a line that counts as body text when it ends like a sentence. Shorter sentences
// (dialogue, notices) go with what stands around them. From the distribution in wcxb-dev-text: above it 78% of the
// lines with an end of a sentence are content, below 54%.
const bodyWords = 12

// longLine is the words from which a line is body text even when its end is cut off or glued to something.
const longLine = 25

// ending reads how the line ends.
func (l *line) ending() {
	if c := l.text[len(l.text)-1]; c < utf8.RuneSelf && ascii[c]&(space|stop|closing) == 0 && c != ';' {
		l.colon = c == ':'
		return
	}
	for s := l.text; s != ""; {
		c, n := utf8.DecodeLastRuneInString(s)
		if classOf(c)&space == 0 {
			l.colon = c == ':' || c == '：'
			break
		}
		s = s[:len(s)-n]
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
	c, n := runes.Decode(l.text)
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
