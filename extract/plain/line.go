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

// scan fills in the counts of l.text, and appends the hashes of its longer words to words.
func (l *line) scan(words []uint16) []uint16 {
	l.from = int32(len(words))
	s := l.text
	var (
		hash, shape, word uint64 = hashSeed, hashSeed, hashSeed
		inWord            bool
		wordLen, wordCaps int32
		firstUp           bool
		wordCount         int32
		prev              uint8 // class of the character before
		sinceStop         bool  // letters were seen since the last end of a sentence
		folded            int32 // characters that went into shape
		pending           bool  // a stop was seen; it counts when a blank or the end follows
		last              rune
	)
	endWord := func() {
		wordCount++
		if wordCount == 1 {
			l.head = word
		}
		if wordCount <= 2 {
			l.two = l.two*hashPrime ^ word
		}
		l.tail = word
		if wordLen >= longWord {
			words = append(words, uint16(word*0x9E3779B97F4A7C15>>48))
		}
		if firstUp {
			l.upper++
			if wordCaps == wordLen && wordLen > 1 {
				l.caps++
			}
		} else if wordLen > 0 {
			l.lower++
			if wordLen <= 3 {
				l.short++
			}
		}
		inWord, wordLen, wordCaps, firstUp, word = false, 0, 0, false, hashSeed
	}
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
			if pending && class&digit == 0 && prev&stop != 0 && class&unspaced == 0 {
				pending = false // "a.b": no end
			}
			if pending {
				l.stops++
				pending, sinceStop = false, false
			}
			low := c
			if class&upper != 0 {
				if c < 128 {
					low = c + 'a' - 'A'
				} else {
					low = lowerRune(c)
				}
			}
			if class&unspaced != 0 {
				l.han++
				l.letters++
				if inWord {
					endWord()
				}
				sinceStop = true
				word = (hashSeed ^ uint64(c)) * hashPrime
				if prev&unspaced != 0 {
					words = append(words, uint16((l.tail^word*31)*0x9E3779B97F4A7C15>>48))
				}
				endWord()
			} else {
				if !inWord {
					inWord = true
					firstUp = class&upper != 0
					if class&digit != 0 {
						firstUp = false
					}
				}
				word = (word ^ uint64(low)) * hashPrime
				if class&digit != 0 {
					l.digits++
				} else {
					l.letters++
					wordLen++
					if class&upper != 0 {
						wordCaps++
					}
					if c >= 128 {
						l.accents++
					}
					sinceStop = true
				}
			}
			hash = (hash ^ uint64(low)) * hashPrime
			if folded < 40 {
				if class&digit != 0 {
					low = '0'
				}
				shape = (shape ^ uint64(low)) * hashPrime
				folded++
			}
			last = c
		} else {
			switch {
			case class&space != 0:
				if inWord {
					endWord()
				}
				if pending {
					l.stops++
					pending, sinceStop = false, false
				}
				if prev&space != 0 {
					l.chars--
				}
			case class&mark != 0:
				if class == mark {
					hash = (hash ^ uint64(c)) * hashPrime
				}
			case class&stop != 0:
				if inWord {
					endWord()
				}
				if sinceStop {
					pending = true
				}
				if c >= 0x3000 && sinceStop { // 。 needs no blank behind it
					l.stops++
					pending, sinceStop = false, false
				}
			default:
				if inWord && c != '\'' && c != '’' && c != '-' {
					endWord()
				}
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
			if class&space == 0 {
				last = c
			}
		}
		prev = class
	}
	if inWord {
		endWord()
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
