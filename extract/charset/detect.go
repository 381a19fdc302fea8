package charset

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
)

// Points that a character outside of ASCII earns, and what they are divided by: the score of a text is its points a
// hundred such characters. Chosen on some 2,000 news texts of 10 languages, each written in the encodings of its
// language and cut to 100, 400 and 5,000 bytes: English aside (quotation marks, signs and foreign names are all there
// is), 7 of 3,100 cuts of 400 bytes and more are misread, six of them by one sign.
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

// sampleSize bounds the bytes that detection looks at.
const sampleSize = 4 << 10

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
	bestScore := -1 << 30
	scores := make([]int, len(trials))
	texts := make([][]byte, len(trials))
	chosen := 0
	for i := range trials {
		t := &trials[i]
		texts[i] = bytes.Clone(st.read(s, t.enc.enc))
		scores[i] = st.best(t.langs, t.enc.name) - t.prior
		for j, e := range declared {
			if e.name == t.enc.name {
				scores[i] += declaredBonus / (j + 1)
			}
		}
		if scores[i] > bestScore {
			bestScore, chosen = scores[i], i
			doubtful = st.letters < fewLetters
		}
	}
	best = trials[chosen].enc
	for _, e := range declared {
		if e.name == best.name {
			return best, bestScore < 0
		}
	}
	doubtful = doubtful || bestScore < clearScore
	for i, score := range scores {
		if bestScore-score < clearMargin && differ(texts[chosen], texts[i]) {
			doubtful = true
		}
	}
	return best, doubtful
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

// stats is how often each character outside of ASCII stands in a decoded sample, and what speaks against the text
// whatever its language.
type stats struct {
	count   map[rune]int
	letters int // characters outside of ASCII
	signs   int // of these: characters of Chinese and syllables of Korean, too many for a profile to list
	neutral int // of these: quotation marks, dashes and other signs, common in every language
	points  int
	illegal int
	buf     []byte
}

// read decodes the sample and counts it. The text that it returns is valid until the next read.
func (st *stats) read(sample []byte, enc encoding.Encoding) []byte {
	if st.count == nil {
		st.count = make(map[rune]int)
		st.buf = make([]byte, 4*(sampleSize+4096))
	}
	clear(st.count)
	st.letters, st.signs, st.neutral, st.points, st.illegal = 0, 0, 0, 0, 0
	n, _, _ := enc.NewDecoder().Transform(st.buf, sample, true)
	text := st.buf[:n]
	prev := noScript // of the character before
	// The character before is a small letter; a letter outside of ASCII; a sign that no word begins with.
	prevLower, wide, sign := false, false, false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		i += size
		if r < utf8.RuneSelf {
			letter := 'a' <= r|0x20 && r|0x20 <= 'z'
			upper := letter && r < 'a'
			if digit := '0' <= r && r <= '9'; digit && prev != noScript && wide && prev != eastAsian {
				st.points += pointsMixed // a currency sign or a quotation mark read as a letter
			}
			if letter && sign {
				st.points += pointsMixed
			}
			wide, sign = false, false
			if letter && prev != noScript && prev != latin {
				st.points += pointsMixed
			}
			if upper && prevLower && prev != latin {
				st.points += pointsCase
			}
			prev, prevLower = noScript, letter && !upper
			if letter {
				prev = latin
			}
			continue
		}
		st.letters++
		if points := signPoints(r); points != 0 {
			st.points += points
			st.neutral++
			prev, prevLower, wide = noScript, false, false
			sign = points == pointsSign
			continue
		}
		if sign && unicode.IsLetter(r) {
			st.points += pointsMixed
		}
		sign = false
		if r == utf8.RuneError || unicode.Is(unicode.Co, r) || unicode.IsControl(r) || !unicode.IsGraphic(r) && !unicode.Is(unicode.Cf, r) {
			st.points += pointsIllegal
			st.illegal++
			prev, prevLower, wide = noScript, false, false
			continue
		}
		st.count[unicode.ToLower(r)]++
		if isSign(r) {
			st.signs++
		}
		if unicode.IsMark(r) {
			continue
		}
		sc := scriptOf(r)
		if sc == noScript {
			prev, prevLower, wide = noScript, false, false
			continue
		}
		if prev != noScript && sc != prev {
			st.points += pointsMixed
		}
		if prevLower && unicode.IsUpper(r) {
			st.points += pointsCase
		}
		prev, prevLower, wide = sc, unicode.IsLower(r), true
	}
	return text
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
