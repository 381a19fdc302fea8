package metadata

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/internal/runes"
)

// Bounds of the date parser. A date line is short; what stands behind them is not looked at.
const (
	dateMaxBytes  = 320
	dateMaxTokens = 48
)

// Years that a date may have. Earlier than the web itself, a year in running text is history rather than a date of
// publication; archives that put older papers online say so in fields, where the lower limit holds.
const (
	minYear      = 1990
	minYearField = 1700
	maxYear      = 2099
)

// role says what part a word can play in a date.
type role uint16

const (
	roleFiller  role = 1 << iota // "de", "of", "năm": may stand between the parts
	roleMonth                    // "tháng": the number after it is a month
	roleOrdinal                  // "st", "º"
	roleAM
	rolePM
	roleZone
	roleWeekday
)

// gap is the set of separators between two tokens.
type gap uint8

const (
	gapSpace gap = 1 << iota
	gapComma
	gapSlash
	gapDash
	gapDot
	gapColon
	gapPlus
	gapOther
)

// kind is the kind of a token.
type kind uint8

const (
	kindNumber kind = iota
	kindWord
	kindYear // 年, 년: what stands before it is a year
	kindMonth
	kindDay
	kindHour   // 時, 点, 시, giờ, h
	kindMinute // 分, 분, phút
)

type token struct {
	kind       kind
	month      uint8 // of a word that names one
	digits     uint8
	before     gap // between the token before and this one
	role       role
	value      int32
	start, end int16
}

// add adds a digit to a number. More than nine have no value.
func (t *token) add(digit int32) {
	if t.digits < 20 {
		t.digits++
	}
	if t.digits <= 9 {
		t.value = t.value*10 + digit
	}
}

// dateOrder says how "3/7/2026" is to be read.
type dateOrder uint8

const (
	dayFirst   dateOrder = iota // 3 July: nearly everywhere
	monthFirst                  // March 7: the United States
)

// stamp is a date and, where known, a time of day and its offset from UTC.
type stamp struct {
	year          int32
	month, day    uint8
	hour, min     int8 // hour is -1 when unknown
	sec           int8
	hasZone, zulu bool
	offset        int16 // minutes east of UTC
}

// wordInfo is what the tables say about a word.
type wordInfo struct {
	month uint8
	role  role
}

var dateVocabulary = func() map[string]wordInfo {
	m := make(map[string]wordInfo, 2048)
	for _, row := range monthNames {
		month := uint8(0)
		for name := range strings.FieldsSeq(row.names) {
			month++
			if name == "-" {
				continue
			}
			if w := m[name]; w.month == 0 {
				w.month = month
				m[name] = w
			}
		}
	}
	for _, row := range dateWords {
		for name := range strings.FieldsSeq(row.words) {
			w := m[name]
			w.role |= row.role
			m[name] = w
		}
	}
	return m
}()

// dateWordSizes has a bit for each length of the words of dateVocabulary, by their first byte: most words of a text need no
// look into it.
var dateWordSizes = func() (sizes [256]uint64) {
	for word := range dateVocabulary {
		sizes[word[0]] |= 1 << min(len(word), 63)
	}
	return sizes
}()

// ParseDate finds the first date in a line and returns it as ISO 8601: "2026-11-21", "2026-11-21T17:05:00" where
// the line also gives the time, "2026-11-21T17:05:00+07:00" where it gives the zone. It reads the forms that sites
// print, in the languages of monthNames and the digits of their scripts. Day comes before month where only the order could tell, except beside a
// 12-hour clock ("3/7/2026 5:05 PM"). Dates without a year and relative ones ("3 hours ago") are not dates here.
//
// Only the first 320 bytes of the line are looked at.
//
// The parser is our own because libraries cost too much for a line of every page: on eleven such lines
// go-dateparser 1.4.7 took 11.8 ms a line and this 1.4 µs, side by side on a busy machine; it brings a WebAssembly
// runtime for its regular expressions, read 7/3/2026 with the month first and no date out of a line with words around
// it. What is language is data: the names of the months and the words around a date stand in months.go.
func ParseDate(line []byte) (iso string, ok bool) {
	var p dateParser
	if !p.find(line, minYear, dayFirst) {
		return "", false
	}
	return p.found.String(), true
}

// DateLine is ParseDate for lines that hold nothing but a date: the weekday, the time, the zone, signs between them,
// and at most four other words of at most 40 letters in all, such as "Published on" or "Cập nhật lúc".
func DateLine(line []byte) (iso string, ok bool) {
	if len(line) > 160 {
		return "", false
	}
	var p dateParser
	if !p.find(line, minYear, dayFirst) {
		return "", false
	}
	words, letters := 0, 0
	for i := range p.n {
		t := &p.tokens[i]
		if i >= p.from && i < p.to || t.role&(roleWeekday|roleZone|roleFiller) != 0 {
			continue
		}
		if t.kind != kindWord {
			words++ // a number that is no part of the date: a phone number, a second date
			continue
		}
		words++
		letters += utf8.RuneCount(p.line[t.start:t.end])
	}
	if words > 4 || letters > 40 {
		return "", false
	}
	return p.found.String(), true
}

// dateParser splits a line into tokens and looks for a date among them. It lives on the stack.
type dateParser struct {
	line     []byte
	n        int
	tokens   [dateMaxTokens]token
	order    dateOrder
	short    bool // years of two digits and runs of eight digits count: the line is known to be a date
	override map[string]uint8
	minYear  int32

	found    stamp
	from, to int // tokens of the date and its time
}

// find looks for the first date of the line.
func (p *dateParser) find(line []byte, minYear int32, order dateOrder) bool {
	p.minYear, p.order = minYear, order
	if !hasYear(line, p.short) {
		return false
	}
	p.tokenize(line)
	return p.next(0)
}

// next looks for the first date from token i on.
func (p *dateParser) next(i int) bool {
	for ; i < p.n; i++ {
		if end := p.dateAt(i); end > 0 {
			p.from, p.to = i, end
			p.timeAround()
			return true
		}
	}
	return false
}

// hasYear is a cheap test that turns away most lines: a date has four digits in a row (two where short). In scripts
// with digits of their own it only looks for one.
func hasYear(line []byte, short bool) bool {
	if len(line) > dateMaxBytes {
		line = line[:dateMaxBytes]
	}
	need := 4
	if short {
		need = 2
	}
	// The last digit of a run is looked for: where there is none, the run cannot begin before.
	var all byte // of what was looked at, more than ASCII has where a run of other digits may stand
	for end := need - 1; end < len(line); {
		start := end
		all |= line[end]
		for start > end-need && line[start]-'0' <= 9 {
			start--
		}
		if start == end-need {
			return true
		}
		end = start + need
	}
	return all >= utf8.RuneSelf && hasOtherDigit(line, 2*need)
}

// hasOtherDigit reports whether one in so many bytes is part of a digit beyond ASCII, which have two bytes or three.
func hasOtherDigit(line []byte, every int) bool {
	for i := every - 1; i < len(line); i += every {
		if line[i] < utf8.RuneSelf {
			continue
		}
		start := i
		for start > i-2 && !utf8.RuneStart(line[start]) {
			start--
		}
		if r, _ := runes.Decode(line[start:]); digitOf(r) >= 0 {
			return true
		}
	}
	return false
}

// digitOf returns the value of a digit of the scripts whose sites print dates in them, -1 of what is none.
func digitOf(r rune) int32 {
	switch {
	case r < 0x660 || r > 0xED9 && r < 0xFF10:
	case r <= 0x669: // Arabic
		return r - 0x660
	case r >= 0x6F0 && r <= 0x6F9: // Persian, Urdu
		return r - 0x6F0
	case r >= 0x966 && r <= 0xD6F && (r-0x966)%0x80 <= 9: // Devanagari, Bengali and on to Malayalam, a block of 128 each
		return (r - 0x966) % 0x80
	case r >= 0xE50 && r <= 0xE59: // Thai
		return r - 0xE50
	case r >= 0xED0 && r <= 0xED9: // Lao
		return r - 0xED0
	case r >= 0xFF10 && r <= 0xFF19: // full-width forms
		return r - 0xFF10
	}
	return -1
}

func (p *dateParser) tokenize(line []byte) {
	if len(line) > dateMaxBytes {
		line = line[:dateMaxBytes]
	}
	p.line, p.n = line, 0
	var before gap
	for i := 0; i < len(line) && p.n < dateMaxTokens; {
		c := line[i]
		t := token{before: before, start: int16(i)}
		switch {
		case c-'0' <= 9:
			for ; i < len(line) && line[i]-'0' <= 9; i++ {
				t.add(int32(line[i] - '0'))
			}
		case c < utf8.RuneSelf && !isLetter(c):
			before |= gapOf(c)
			i++
			continue
		default:
			r, size := runes.Decode(line[i:])
			if runes.IsLetter(r) || r == 'º' || r == 'ª' {
				i = p.word(&t, i)
				break
			}
			digit := digitOf(r)
			if digit < 0 {
				switch {
				case r == ' ' || unicode.IsSpace(r):
					before |= gapSpace
				case r == '–' || r == '—' || r == '−' || r == '‐' || r == '‑':
					before |= gapDash
				case r == '，' || r == '،':
					before |= gapComma
				case r == '：':
					before |= gapColon
				case r == '／':
					before |= gapSlash
				case r == '\u200e' || r == '\u200f' || r == '\u200b' || r == '\ufeff': // direction marks
				default:
					before |= gapOther
				}
				i += size
				continue
			}
			for ; digit >= 0; digit = digitOf(r) {
				t.add(digit)
				if i += size; i == len(line) {
					break
				}
				r, size = runes.Decode(line[i:])
			}
		}
		t.end = int16(i)
		p.tokens[p.n] = t
		p.n++
		before = 0
	}
}

// word reads the word that starts at i and what the tables say about it.
func (p *dateParser) word(t *token, i int) int {
	t.kind = kindWord
	var folded [64]byte
	n := 0
	for first := true; i < len(p.line); first = false {
		r, size := rune(p.line[i]), 1
		if r >= utf8.RuneSelf {
			r, size = runes.Decode(p.line[i:])
		}
		if unit := cjkUnit(r); unit != 0 {
			if first {
				t.kind = unit
				return i + size
			}
			break
		}
		if r < utf8.RuneSelf {
			if !isLetter(byte(r)) && !(r == '\'' && !first) {
				break
			}
		} else if !runes.IsLetter(r) && r != 'º' && r != 'ª' {
			break
		}
		i += size
		if r == '\u0307' { // what lower-casing the Turkish capital İ leaves
			continue
		}
		if n+utf8.UTFMax <= len(folded) {
			n += utf8.EncodeRune(folded[n:], lower(r))
		}
	}
	word := folded[:n]
	if n > 0 && dateWordSizes[word[0]]>>min(n, 63)&1 != 0 {
		w := dateVocabulary[string(word)]
		t.month, t.role = w.month, w.role
	}
	if p.override != nil {
		if m := p.override[string(word)]; m != 0 {
			t.month = m
		}
	}
	switch string(word) {
	case "h", "g", "giờ", "hs", "hrs", "ч":
		t.kind = kindHour
	case "phút", "p", "min", "мин":
		t.kind = kindMinute
	}
	return i
}

func lower(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	case r == 'İ':
		return 'i'
	}
	return runes.Lower(r)
}

// cjkUnit returns the kind of the signs that follow the numbers of a date in Chinese, Japanese and Korean.
func cjkUnit(r rune) kind {
	switch r {
	case '年', '년':
		return kindYear
	case '月', '월':
		return kindMonth
	case '日', '일', '号', '號':
		return kindDay
	case '時', '时', '시', '点', '點':
		return kindHour
	case '分', '분':
		return kindMinute
	}
	return 0
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func gapOf(c byte) gap {
	switch c {
	case ' ', '\t', '\n', '\r':
		return gapSpace
	case ',':
		return gapComma
	case '/':
		return gapSlash
	case '-':
		return gapDash
	case '.':
		return gapDot
	case ':':
		return gapColon
	case '+':
		return gapPlus
	}
	return gapOther
}
