package charset

import (
	"bytes"
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
)

// Points that a character outside of ASCII earns, and what they are divided by: the score of a text is its points a
// hundred such characters. Chosen on 1,693 web texts of 11 languages, each written in the encodings of its
// language and cut to 100, 400 and 5,000 bytes: of the 2,696 cuts of 400 bytes and more that are not English 10 are
// misread; of the 1,086 English ones, where quotation marks, signs and foreign names are all there is, 20 are.
const (
	pointsCommon  = 3  // common letter of the language
	pointsRare    = 0  // letter that the language uses
	pointsOther   = -2 // letter that it does not use
	pointsQuote   = 3  // quotation mark, dash, trade mark, currency
	pointsSign    = 1  // fraction, footnote number and other signs
	pointsMixed   = -3 // two scripts inside of one word
	pointsCase    = -2 // a capital after a small letter
	pointsFormed  = 6  // well-formed UTF-8 sequence outside of ASCII: two bytes or more that agree
	pointsIllegal = -8 // U+FFFD, control, private use, unassigned

	goodScore     = 240 // a declared encoding with this is not questioned
	clearScore    = 100 // below, the best guess is doubtful
	clearMargin   = 15  // so is one that is not ahead of the runner-up, with a different text, by this
	declaredBonus = 30  // what a declaration that was questioned is still worth
	someHandicap  = 15  // what an encoding other than the commonest has to be better by
	rareHandicap  = 20  // the same of encodings on fewer than one page in ten thousand
	fewLetters    = 4   // and one on less than this many characters
)

// Detection looks at firstLook bytes in every encoding, then at sampleSize bytes in those that are not yet behind by
// more than outOfQuestion points.
const (
	sampleSize    = 4 << 10
	firstLook     = 512
	outOfQuestion = 150
)

// detect finds the encoding of bytes that are no valid UTF-8. A declared encoding (the first counts most, zero values
// are skipped) is kept unless its text looks bad and another's looks better.
func detect(raw []byte, declared []named) (best named, doubtful bool) {
	s := sample(raw, make([]byte, 0, sampleSize+256))
	var st stats
	for _, e := range declared {
		if e.enc == nil || e.name == "utf-16le" || e.name == "utf-16be" {
			continue // a page that can be read far enough to declare UTF-16 is not UTF-16
		}
		st.read(s, e.enc)
		langs := languagesOf(e.name)
		if score := st.best(langs, e.name); score >= goodScore || (langs == nil && e.name != UTF8 && st.illegal == 0) {
			return e, false
		}
	}
	left := make([]reading, len(trials))
	for i := range trials {
		left[i].trial = &trials[i]
	}
	first := len(s)
	if first > firstLook {
		first = firstLook + bytes.IndexByte(s[firstLook:], ' ') + 1
	}
	left = st.rank(left, s[:first], declared)
	if first < len(s) {
		left = st.rank(left, s, declared)
	}
	best = left[0].enc
	for _, e := range declared {
		if e.name == best.name {
			return best, left[0].score < 0
		}
	}
	doubtful = left[0].letters < fewLetters || left[0].score < clearScore
	for _, r := range left[1:] {
		if left[0].score-r.score < clearMargin && differ(left[0].text, r.text) {
			doubtful = true
		}
	}
	return best, doubtful
}

// A reading is a sample as an encoding reads it.
type reading struct {
	*trial
	text           []byte
	score, letters int
}

// rank reads the sample in each encoding and returns those that are still in question, the best first.
func (st *stats) rank(readings []reading, sample []byte, declared []named) []reading {
	for i := range readings {
		r := &readings[i]
		r.text = append(r.text[:0], st.read(sample, r.enc.enc)...)
		r.score, r.letters = st.best(r.langs, r.enc.name)-r.prior, st.letters
		for j, e := range declared {
			if e.name == r.enc.name {
				r.score += declaredBonus / (j + 1)
			}
		}
	}
	slices.SortStableFunc(readings, func(a, b reading) int { return b.score - a.score })
	for i, r := range readings {
		if readings[0].score-r.score > outOfQuestion {
			return readings[:i]
		}
	}
	return readings
}

// differ reports whether two readings of the same bytes differ in more than a fiftieth of their characters: a page
// with one odd letter is not in doubt.
func differ(a, b []byte) bool {
	n := utf8.RuneCount(a)
	if n != utf8.RuneCount(b) {
		return true
	}
	other := 0
	for len(a) > 0 && len(b) > 0 {
		ra, sa := utf8.DecodeRune(a)
		rb, sb := utf8.DecodeRune(b)
		if ra != rb {
			other++
		}
		a, b = a[sa:], b[sb:]
	}
	return other*50 > n
}

type trial struct {
	enc   named
	langs []profile
	prior int
}

var trials = func() []trial {
	out := make([]trial, len(candidates))
	for i, c := range candidates {
		out[i] = trial{lookup(c.label), c.langs, c.prior}
	}
	return out
}()

// sample collects the words of raw that hold bytes outside of ASCII, a blank between them, up to sampleSize bytes.
// Words end at bytes that can't be part of a character in any encoding with ASCII in it.
func sample(raw, dst []byte) []byte {
	for i := 0; i < len(raw) && len(dst) < sampleSize; i++ {
		if raw[i] < utf8.RuneSelf {
			continue
		}
		start, end := i, i
		for start > 0 && !isBoundary(raw[start-1]) && i-start < 32 {
			start--
		}
		for end < len(raw) && !isBoundary(raw[end]) && end-i < sampleSize/4 {
			end++
		}
		dst = append(append(dst, raw[start:end]...), ' ')
		i = end
	}
	return dst
}

// isBoundary reports bytes that no multi-byte encoding uses for the second half of a character: those below '0', and
// the brackets of tags.
func isBoundary(c byte) bool { return c < '0' || c == '<' || c == '>' || c == '=' }

// stats is how often each character outside of ASCII stands in a decoded sample, and what speaks for or against the
// text whatever its language.
type stats struct {
	count   map[rune]int
	letters int // characters outside of ASCII
	signs   int // of these: characters of Chinese and syllables of Korean, too many for a profile to list
	neutral int // of these: quotation marks, dashes and other signs, common in every language
	illegal int // of these: controls, private use, unassigned, U+FFFD
	points  int
	buf     []byte
	before  place
}

// place is what the character before says about the next one.
type place struct {
	script script
	small  bool // a small letter
	wide   bool // a letter outside of ASCII
	sign   bool // a sign that no word begins with
}

// read decodes the sample and counts it. The text that it returns is valid until the next read.
func (st *stats) read(sample []byte, enc encoding.Encoding) []byte {
	if st.count == nil {
		st.count = make(map[rune]int)
		st.buf = make([]byte, 4*(sampleSize+4096))
	}
	clear(st.count)
	*st = stats{count: st.count, buf: st.buf}
	n, _, _ := enc.NewDecoder().Transform(st.buf, sample, true)
	text := st.buf[:n]
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			st.before = st.ascii(text[i])
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		i += size
		st.letters++
		st.before = st.wide(r)
	}
	return text
}

// ascii takes a character that all encodings share; only its place in a word tells something.
func (st *stats) ascii(c byte) place {
	b := st.before
	letter := 'a' <= c|0x20 && c|0x20 <= 'z'
	upper := letter && c < 'a'
	if '0' <= c && c <= '9' && b.wide && b.script != eastAsian {
		st.points += pointsMixed // a currency sign or a quotation mark read as a letter
	}
	if letter && b.sign {
		st.points += pointsMixed
	}
	if b.script != noScript && b.script != latin {
		if letter {
			st.points += pointsMixed
		}
		if upper && b.small {
			st.points += pointsCase
		}
	}
	if !letter {
		return place{}
	}
	return place{script: latin, small: !upper}
}

// wide takes a character outside of ASCII.
func (st *stats) wide(r rune) place {
	b := st.before
	if points := signPoints(r); points != 0 {
		st.points += points
		st.neutral++
		return place{sign: points == pointsSign}
	}
	if b.sign && unicode.IsLetter(r) {
		st.points += pointsMixed
	}
	if isIllegal(r) {
		st.points += pointsIllegal
		st.illegal++
		return place{}
	}
	st.count[unicode.ToLower(r)]++
	if isSign(r) {
		st.signs++
	}
	if unicode.IsMark(r) {
		b.sign = false
		return b
	}
	sc := scriptOf(r)
	if sc == noScript {
		return place{}
	}
	if b.script != noScript && sc != b.script {
		st.points += pointsMixed
	}
	if b.small && unicode.IsUpper(r) {
		st.points += pointsCase
	}
	return place{script: sc, small: unicode.IsLower(r), wide: true}
}

// isIllegal reports characters that no text holds.
func isIllegal(r rune) bool {
	return r == utf8.RuneError || unicode.Is(unicode.Co, r) || !unicode.IsGraphic(r) && !unicode.Is(unicode.Cf, r)
}

// best returns the score of the text in the language that it fits best, points a hundred characters.
func (st *stats) best(langs []profile, name string) int {
	if st.letters == 0 {
		return 0
	}
	if name == UTF8 { // well-formed sequences are evidence enough
		good := st.letters - st.illegal
		return 100 * (pointsFormed*good + pointsIllegal*st.illegal) / st.letters
	}
	best := -1 << 30
	for i := range langs {
		best = max(best, st.score(&langs[i]))
	}
	return best
}

func (st *stats) score(p *profile) int {
	points, seen := st.points, 0
	take := func(letters string, each int) {
		for _, r := range letters {
			if n := st.count[r]; n > 0 {
				points += each * n
				if !isSign(r) {
					seen += n
				}
			}
		}
	}
	take(p.common, pointsCommon)
	take(p.rare, pointsRare)
	points += pointsOther * (st.letters - st.illegal - st.signs - st.neutral - seen)
	if p.rare != "" { // a language of letters uses none of them
		points += pointsOther * st.signs
	}
	return 100 * points / st.letters
}

// signPoints returns the points of signs that stand in texts of every language, 0 for all other characters.
func signPoints(r rune) int {
	switch {
	case r >= 0x2013 && r <= 0x2026, r >= 0x3000 && r <= 0x301F, r >= 0xFF01 && r <= 0xFF0F, r >= 0xFF1A && r <= 0xFF20:
		return pointsQuote
	case r == 0xA0, r == '©', r == '®', r == '™', r == '£', r == '€', r == '°',
		r == '«', r == '»', r == '·', r == '¿', r == '¡':
		return pointsQuote
	case r >= 0xA0 && r <= 0xBF && r != 0xAA && r != 0xBA, r == '×', r == '№', r == '₪':
		return pointsSign
	}
	return 0
}
