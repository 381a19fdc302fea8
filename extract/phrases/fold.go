package phrases

import (
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"winnow/internal/runes"
)

// folder walks over the folded characters of a line and keeps their running hash.
type folder struct {
	table *foldTable
	text  string // without the decoration at its start
	at    int    // bytes of text that are folded
	hash  uint64
	last  rune // the folded character before at; 0 at the start
	joins bool // last is part of a word and its script has blanks between words
	blank bool // a blank was seen that is not hashed yet: it counts only when something follows
}

// FNV-1a, on characters instead of bytes.
const (
	fnvOffset = 0xcbf29ce484222325
	fnvPrime  = 0x100000001b3
)

func newFolder(line string) folder {
	table := madeTable.Load()
	if table == nil {
		table = makeTable()
	}
	if line != "" && asciiFold[line[0]] == asWord {
		return folder{table: table, text: line, hash: fnvOffset} // no decoration
	}
	return folder{table: table, text: strings.TrimLeftFunc(line, isDecoration), hash: fnvOffset}
}

// rest is what follows the characters folded so far.
func (f *folder) rest() string { return f.text[f.at:] }

// pos is the number of bytes folded so far.
func (f *folder) pos() int { return f.at }

// next folds up to the next word boundary and reports whether there was one.
func (f *folder) next() bool {
	folded := false
	for f.at < len(f.text) {
		if asciiLetters[f.text[f.at]] != 0 { // as below, for most characters of most lines
			if folded && !f.joins {
				return true
			}
			if f.blank {
				f.add(' ')
				f.blank = false
			}
			text, h, at := f.text, f.hash, f.at
			for ; at < len(text); at++ {
				c := asciiLetters[text[at]]
				if c == 0 {
					break
				}
				h = (h ^ uint64(c)) * fnvPrime
			}
			f.last = rune(asciiLetters[text[at-1]])
			f.hash, f.at, f.joins, folded = h, at, true, true
			continue
		}
		c, n, kind := f.peek()
		switch kind {
		case asBlank:
			f.at += n
			f.blank = f.last != 0
			if folded {
				return true
			}
			continue
		case asNothing:
			f.at += n
			continue
		}
		joins := kind == asWord
		if folded && !(f.joins && joins) {
			return true
		}
		if f.blank {
			f.add(' ')
			f.blank = false
		}
		f.add(c)
		f.last, f.joins = c, joins
		f.at += n
		folded = true
	}
	return folded
}

func (f *folder) add(c rune) { f.hash = (f.hash ^ uint64(c)) * fnvPrime }

// charKind is what a character is to the folder.
type charKind uint8

const (
	asMark    charKind = iota // stands by itself: punctuation, characters of scripts without blanks
	asWord                    // joins with its neighbours to words
	asBlank                   //
	asNothing                 // folds to nothing
)

// asciiFold holds the kinds of the bytes below 128 (digits are handled apart) and asMark for others.
var asciiFold = func() (t [256]charKind) {
	for c := range t {
		switch {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '\'' || c == '#':
			t[c] = asWord
		case c <= ' ':
			t[c] = asBlank
		}
	}
	return t
}()

// asciiLetters folds the letters of ASCII; 0 for all other bytes.
var asciiLetters = func() (t [256]byte) {
	for c := 'a'; c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = byte(c), byte(c)
	}
	return t
}()

// tableEnd is where folded characters stop being looked up: before it are the scripts with letters of two cases.
const tableEnd = 0x2000

// foldTable holds the folded characters below tableEnd.
type foldTable [tableEnd]struct {
	char rune
	kind charKind
}

// makeTable makes the table on first use, and madeTable is what it made.
var (
	makeTable = sync.OnceValue(func() *foldTable {
		t := new(foldTable)
		for c := range rune(tableEnd) {
			t[c].char, t[c].kind = slowFold(c)
		}
		madeTable.Store(t)
		return t
	})
	madeTable atomic.Pointer[foldTable]
)

// peek returns the next folded character, the bytes it stands for, and its kind.
func (f *folder) peek() (c rune, n int, kind charKind) {
	b := f.text[f.at]
	if b < utf8.RuneSelf {
		switch {
		case b >= 'A' && b <= 'Z':
			return rune(b) + 'a' - 'A', 1, asWord
		case b >= '0' && b <= '9':
			return '#', f.number(), asWord
		}
		return rune(b), 1, asciiFold[b]
	}
	c, n = runes.Decode(f.text[f.at:])
	switch {
	case c < tableEnd:
		e := &f.table[c]
		return e.char, n, e.kind
	case c >= 0x4e00 && c <= 0x9fff:
		return c, n, asMark // Han
	case c >= '０' && c <= '９':
		return '#', f.number(), asWord
	}
	c, kind = slowFold(c)
	return c, n, kind
}

// slowFold folds a character that is no digit and not ASCII.
func slowFold(c rune) (rune, charKind) {
	switch c {
	case '’', '‘', 'ʼ', '`', '´':
		return '\'', asWord
	case '“', '”', '„', '«':
		return '"', asMark
	case '–', '—', '‐', '‑', '−':
		return '-', asMark
	case '\u00a0', '\u2002', '\u2003', '\u2009', '\u202f', '\u3000':
		return ' ', asBlank
	case '\u200b', '\u200e', '\u200f', '\u2060', '\ufeff', '\u00ad', '\ufe0f':
		return 0, asNothing
	}
	if c >= 0xff01 && c <= 0xff5e { // full-width forms of ASCII
		c -= 0xff01 - '!'
	}
	switch c = unicode.ToLower(c); c {
	case 'ς':
		c = 'σ'
	case 'ά':
		c = 'α'
	case 'έ':
		c = 'ε'
	case 'ή':
		c = 'η'
	case 'ί', 'ϊ', 'ΐ':
		c = 'ι'
	case 'ό':
		c = 'ο'
	case 'ύ', 'ϋ', 'ΰ':
		c = 'υ'
	case 'ώ':
		c = 'ω'
	case 'ё':
		c = 'е'
	case 'أ', 'إ', 'آ':
		c = 'ا'
	case '【', '〔', '［':
		c = '['
	case '】', '〕', '］':
		c = ']'
	}
	switch {
	case c < 0x0900 && unicode.Is(unicode.Mn, c): // Arabic and Hebrew points, stray combining marks
		return 0, asNothing
	case c == ' ':
		return c, asBlank
	case isWord(c) && !isUnspaced(c):
		return c, asWord
	}
	return c, asMark
}

// number returns the length of the digits, points and commas that the rest begins with, and of the k or m of
// "1.2k views".
func (f *folder) number() int {
	s := f.rest()
	i := 0
	for i < len(s) {
		switch b := s[i]; {
		case b >= '0' && b <= '9':
			i++
			continue
		case (b == '.' || b == ',') && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9':
			i++
			continue
		case (b == 'k' || b == 'K' || b == 'm' || b == 'M') && (i+1 == len(s) || s[i+1] == ' '):
			return i + 1
		}
		if c, n := runes.Decode(s[i:]); c >= '０' && c <= '９' {
			i += n
			continue
		}
		return i
	}
	return i
}

// isDecoration reports what may stand before a phrase without meaning: blanks, bullets, arrows, lines.
func isDecoration(c rune) bool {
	switch c {
	case ' ', '\t', '\u00a0', '\u3000', '\u200b', '\ufeff', '>', '*', '|', '-', '–', '—', '•', '·', '»', '›', '→', '▶', '►', '▪', '●', '■', '◆', '▼', '+', '/', '_', '=', '~', ':', '★', '☆', '✓', '◄', '«', '‹', '<', '←', '§', '…', '☰', '×':
		return true
	}
	return c >= 0x1F300 && c <= 0x1FAFF || c >= 0x2700 && c <= 0x27BF // pictographs and dingbats
}

// isWord reports characters that join with their neighbours to words. The apostrophe is one, so that "don't" isn't
// found in "don't miss" at "don".
func isWord(c rune) bool {
	if c < utf8.RuneSelf {
		return c >= 'a' && c <= 'z' || c == '\'' || c == '#'
	}
	return runes.IsWord(c)
}

// isUnspaced reports scripts that write words without blanks between them.
func isUnspaced(c rune) bool {
	return c >= 0x0e00 && (c <= 0x0eff || // Thai, Lao
		c >= 0x1000 && c <= 0x109f || // Burmese
		c >= 0x1780 && c <= 0x17ff || // Khmer
		c >= 0x3040 && c <= 0x30ff || // kana
		c >= 0x3400 && c <= 0x9fff || // Han
		c >= 0xf900 && c <= 0xfaff)
}

// colon returns the length of the mark that ends a label, with the blanks around it; 0 when there is none.
func colon(s string) int {
	i := blanks(s)
	n := 0
	switch {
	case strings.HasPrefix(s[i:], ">>"), strings.HasPrefix(s[i:], "»"):
		n = 2
	case strings.HasPrefix(s[i:], "："), strings.HasPrefix(s[i:], "＝"):
		n = 3
	case i < len(s) && (s[i] == ':' || s[i] == '='):
		n = 1
	}
	if n == 0 {
		return 0
	}
	i += n
	return i + blanks(s[i:])
}

func blanks(s string) int { return len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace)) }

// onlyTrail reports whether nothing follows a phrase but what a heading may end with: a colon, arrows, closing
// brackets, a count such as "(12)". A full stop or question mark is a sentence and not a heading.
func onlyTrail(s string) bool {
	for _, c := range s {
		switch c {
		case ':', '：', '(', '（', ')', '）', ']', '】', '!', '»', '>', '+', '▼', '▲', '→', '…', '|', '↓', '×', '"', '”':
			continue
		}
		if !isDecoration(c) && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// openingBracket returns the length of a bracket or quote that a line begins with.
func openingBracket(s string) int {
	if s == "" {
		return 0
	}
	switch c, n := runes.Decode(s); c {
	case '(', '[', '（', '［', '【', '<', '〈', '〔', '{':
		return n
	}
	return 0
}
