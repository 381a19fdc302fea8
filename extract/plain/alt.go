package plain

import (
	"strings"
	"unicode/utf8"

	"winnow/internal/runes"
)

// minTitle is the fewest words of a title that its unaccented form is looked for at the start of lines.
const minTitle = 4

// findTitle finds the line of the title: the one that opt.Title repeats, else the first line when it has no end of a
// sentence and the body follows.
func (j *job) findTitle() {
	lines := j.lines()
	if j.opt.Title != "" {
		for i := range lines {
			if i > 200 {
				break
			}
			if sameLetters(lines[i].text, j.opt.Title) {
				j.title = i
				j.meta.Title = j.opt.Title
				return
			}
		}
		return
	}
	if len(lines) > 2 && lines[0].headlineLike() && !lines[0].cut && (lines[1].sentence || lines[2].sentence || len(lines) > 3 && lines[3].sentence) {
		j.title = 0
	}
}

// altTexts drops alternative texts of images. Sites without a better idea fill them in with the title of the article
// without its diacritics, which no writer of an accented language does: the line equals or begins with it.
func (j *job) altTexts() {
	lines := j.lines()
	if !j.page.accented {
		return
	}

	var folded [256]byte
	title := folded[:0]
	if j.title >= 0 && lines[j.title].accents > 0 && lines[j.title].words >= minTitle {
		title = appendFolded(title, lines[j.title].text, len(folded))
	} else if j.opt.Title != "" && countWords(j.opt.Title) >= minTitle {
		title = appendFolded(title, j.opt.Title, len(folded))
	}
	for i := range lines {
		if i == j.title {
			continue
		}
		l := &lines[i]
		if l.words < minTitle {
			continue
		}
		if len(title) > 0 && beginsUnaccented(l.text, title) {
			j.drop(i, ruleAltText)
			continue
		}
		// Without a title: Vietnamese words without a single diacritic, as in "… hinh anh 1".
		if j.page.vietnamese && l.accents == 0 && !l.full && j.unaccented(i) {
			j.drop(i, ruleAltText)
		}
	}
}

// appendFolded appends the letters and digits of s without diacritics and case, words separated by a blank, up to a
// total of limit bytes.
func appendFolded(dst []byte, s string, limit int) []byte {
	gap := false
	for _, c := range s {
		p := plainLetter(c)
		if p == 0 {
			gap = gap || classOf(c)&mark == 0
			continue
		}
		if len(dst)+utf8.RuneLen(p)+1 > limit {
			break
		}
		if gap && len(dst) > 0 {
			dst = append(dst, ' ')
		}
		gap = false
		dst = utf8.AppendRune(dst, p)
	}
	return dst
}

// beginsUnaccented reports whether s begins with the folded title, written without diacritics.
func beginsUnaccented(s string, title []byte) bool {
	at, gap := 0, false
	for _, c := range s {
		p := plainLetter(c)
		if p == 0 {
			gap = true
			continue
		}
		if gap && at > 0 {
			if at >= len(title) {
				return true
			}
			if title[at] != ' ' {
				return false
			}
			at++
		}
		gap = false
		if at >= len(title) {
			return title[at-1] != ' ' && false
		}
		if c >= utf8.RuneSelf || byte(p) != title[at] {
			return false
		}
		at++
	}
	return at >= len(title)
}

// sameLetters reports whether two lines have the same letters and digits, whatever their case and punctuation.
func sameLetters(a, b string) bool {
	next := func(s string) (rune, string) {
		for i, c := range s {
			if p := plainLetter(c); p != 0 {
				return p, s[i+utf8.RuneLen(c):]
			}
		}
		return 0, ""
	}
	for {
		var x, y rune
		x, a = next(a)
		y, b = next(b)
		if x != y {
			return false
		}
		if x == 0 {
			return true
		}
	}
}

// unaccented reports whether a line without diacritics consists of Vietnamese words that stand with diacritics
// elsewhere on the page: at least half of its words, or those before a final "hinh anh N".
func (j *job) unaccented(at int) bool {
	text := j.page.lines[at].text
	if i := strings.LastIndex(text, " hinh anh"); i > 0 && len(text)-i < 14 {
		return true
	}
	words, known := 0, 0
	var folded [16]byte
	for word := range strings.FieldsSeq(text) {
		w := appendFolded(folded[:0], word, len(folded))
		if len(w) < 2 {
			continue
		}
		words++
		if words > 24 {
			break
		}
		if j.accentedWord(w) {
			known++
		}
	}
	return words >= 5 && known*2 >= words
}

// accentedWord reports whether the body has a word with diacritics that folds to w. The words are collected once a page,
// as bits of their hashes: of ten words that a page does not have, less than one is found by chance.
func (j *job) accentedWord(w []byte) bool {
	c := &j.page.columns
	if !j.collected {
		j.collected = true
		clear(c.seen[:])
		for i := range j.page.lines {
			if l := &j.page.lines[i]; l.accents > 0 && l.sentence {
				c.collectAccented(l.text)
			}
		}
	}
	h := foldedHash(w)
	return c.seen[h>>6]>>(h&63)&1 != 0
}

// collectAccented adds the words of s that have diacritics.
func (c *columns) collectAccented(s string) {
	hash, accent := uint64(hashSeed), false
	for i, n := 0, 0; i < len(s); i += n {
		var p rune
		if c := s[i]; c < utf8.RuneSelf {
			p, n = rune(plainASCII[c]), 1
		} else {
			var r rune
			r, n = runes.Decode(s[i:])
			p = plainLetter(r)
			accent = accent || p != 0
		}
		if p != 0 {
			hash = (hash ^ uint64(p)) * hashPrime
			continue
		}
		if accent {
			h := hash16(hash)
			c.seen[h>>6] |= 1 << (h & 63)
		}
		hash, accent = hashSeed, false
	}
	if accent {
		h := hash16(hash)
		c.seen[h>>6] |= 1 << (h & 63)
	}
}

// foldedHash is the hash of a folded word.
func foldedHash(w []byte) uint16 {
	hash := uint64(hashSeed)
	for _, b := range w {
		hash = (hash ^ uint64(b)) * hashPrime
	}
	return hash16(hash)
}
