package plain

import (
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

	whole uint64 // hash of the folded line
	shape uint64 // hash of the first 40 folded characters, digits as 0
	head  uint64 // hash of the first word
	two   uint64 // hash of the first two words
	tail  uint64 // hash of the last word

	even     bool  // its blanks are single spaces
	price    bool  // has a currency sign and a digit
	from, to int32 // its longer words in Page.words16

	credited bool   // ends with the credit of a picture
	sentence bool   // body text: a long line with the end of a sentence
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
func (l *line) endWord(w *wordRun, count *int32, words []uint16) []uint16 {
	*count++
	if *count <= 2 {
		if *count == 1 {
			l.head = w.hash
		}
		l.two = l.two*hashPrime ^ w.hash
	}
	l.tail = w.hash
	if w.letters >= longWord {
		words = append(words, uint16(w.hash*0x9E3779B97F4A7C15>>48))
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
	*w = wordRun{hash: hashSeed}
	return words
}

// scan fills in the counts of l.text, and appends the hashes of its longer words to words.
func (l *line) scan(words []uint16) []uint16 {
	l.from = int32(len(words))
	s := l.text
	var (
		hash, shape uint64 = hashSeed, hashSeed
		word               = wordRun{hash: hashSeed}
		wordCount   int32
		prev        uint8 // class of the character before
		sinceStop   bool  // letters were seen since the last end of a sentence
		folded      int32 // characters that went into shape
		pending     bool  // a stop was seen; it counts when a blank or the end follows
		last        rune
	)
	l.even = true
	for i := 0; i < len(s); {
		var c rune
		var class uint8
		if b := s[i]; b < utf8.RuneSelf {
			c, class = rune(b), ascii[b]
			i++
		} else {
			var n int
			c, n = utf8.DecodeRuneInString(s[i:])
			class = classOf(c)
			i += n
		}
		l.chars++
		if class&(letter|digit) != 0 {
			if pending {
				if class&digit == 0 && prev&stop != 0 && class&unspaced == 0 {
					pending = false // "a.b": no end
				} else {
					l.stops++
					pending, sinceStop = false, false
				}
			}
			low := c
			if class&upper != 0 {
				if c < 128 {
					low = c + 'a' - 'A'
				} else {
					low = lowerRune(c)
				}
			}
			hash = (hash ^ uint64(low)) * hashPrime
			if folded < shapeChars {
				sign := low
				if class&digit != 0 {
					sign = '0'
				}
				shape = (shape ^ uint64(sign)) * hashPrime
				folded++
			}
			unspacedBefore := prev&unspaced != 0
			last, prev = c, class
			if class&unspaced != 0 {
				l.han++
				l.letters++
				if word.open {
					words = l.endWord(&word, &wordCount, words)
				}
				sinceStop = true
				word.hash = (hashSeed ^ uint64(c)) * hashPrime
				if unspacedBefore {
					words = append(words, uint16((l.tail^word.hash*31)*0x9E3779B97F4A7C15>>48))
				}
				words = l.endWord(&word, &wordCount, words)
				continue
			}
			if !word.open {
				word.open = true
				word.firstUp = class&upper != 0 && class&digit == 0
			}
			word.hash = (word.hash ^ uint64(low)) * hashPrime
			if class&digit != 0 {
				l.digits++
				continue
			}
			l.letters++
			word.letters++
			if class&upper != 0 {
				word.caps++
			}
			if c >= 128 {
				l.accents++
			}
			sinceStop = true
			// The rest of most words: small letters.
			run, h := i, word.hash
			for i < len(s) && s[i]-'a' <= 'z'-'a' {
				h = (h ^ uint64(s[i])) * hashPrime
				hash = (hash ^ uint64(s[i])) * hashPrime
				i++
			}
			if n := int32(i - run); n > 0 {
				for k := run; k < i && folded < shapeChars; k++ {
					shape = (shape ^ uint64(s[k])) * hashPrime
					folded++
				}
				word.hash = h
				word.letters += n
				l.letters += n
				l.chars += n
				last, prev = rune(s[i-1]), letter
			}
			continue
		}
		switch {
		case class&space != 0:
			if word.open {
				words = l.endWord(&word, &wordCount, words)
			}
			if pending {
				l.stops++
				pending, sinceStop = false, false
			}
			if prev&space != 0 {
				l.chars--
				l.even = false
			}
			l.even = l.even && c == ' '
		case class&mark != 0:
			if class == mark {
				hash = (hash ^ uint64(c)) * hashPrime
			}
		case class&stop != 0:
			if word.open {
				words = l.endWord(&word, &wordCount, words)
			}
			if sinceStop {
				pending = true
			}
			if c >= 0x3000 && sinceStop { // 。 needs no blank behind it
				l.stops++
				pending, sinceStop = false, false
			}
		default:
			if word.open && c != '\'' && c != '’' && c != '-' {
				words = l.endWord(&word, &wordCount, words)
			}
			l.bookSign(c)
		}
		if class&space == 0 {
			last = c
		}
		prev = class
	}
	if word.open {
		words = l.endWord(&word, &wordCount, words)
	}
	if pending {
		l.stops++
	}
	l.words = max(wordCount-l.han, 0) + (l.han*enWords+9)/10
	l.whole, l.shape = hash, shape
	l.ending(last)
	l.opening()
	l.price = l.price && l.digits > 0
	l.to = int32(len(words))
	l.sentence = l.words >= bodyWords && l.stops > 0 && (l.full || l.stops > 1 || l.words >= longLine)
	return words
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
