package extract

import (
	"bytes"
	"unicode/utf8"

	"winnow/document"
	"winnow/internal/runes"
)

// sum notes what is asked about the counts of a block again and again.
func (b *Block) sum() {
	b.size = b.inWords()
	b.good = b.size >= 10 && b.linked*5 < b.chars*2
	b.sentence = b.size >= 12 && b.ends > 0 && b.linked*20 < b.chars*7
}

// ownFeatures writes what block i says by itself.
func (p *Page) ownFeatures(i int, f *[Stride]byte) {
	b := &p.Blocks[i]
	text := p.text[b.start:b.end]
	size := b.size
	f[fChars], f[fWords] = lg(b.chars), lg(size)
	f[fWordLen] = count((b.letters + b.digits) * 8 / max(1, b.words+b.unspaced))
	f[fLinkDensity] = ratio(b.linked, b.chars)
	f[fLinks] = count(b.links)
	f[fStrong], f[fDigits] = ratio(b.strong, b.chars), ratio(b.digits, b.chars)
	f[fCapWords], f[fLowWords] = ratio(b.capWords, b.words), ratio(b.lowWords, b.words)
	f[fAllCaps], f[fShortWords] = ratio(b.allCaps, b.words), ratio(b.short, b.words)
	f[fEnds] = count(b.ends)
	f[fEndsPerWord], f[fCommas] = ratio(8*b.ends, size), ratio(8*b.commas, size)
	f[fSeps], f[fMoney], f[fQuotes] = count(b.seps), count(b.money), count(b.quotes)
	f[fCopyright] = bit(int(b.chars) < len(text) && bytes.Contains(text, []byte("©"))) // ASCII has a byte a character
	f[fDate] = bit(b.dated)
	f[fAt] = bit(b.at > 0)
	f[fUnspaced] = ratio(b.unspaced, b.letters)
	f[fBreak] = bit(b.brk)
	f[fSentenceLen] = lg(size / (b.ends + 1))
	f[fImages] = count(b.images)
	f[fOneLink] = bit(b.links == 1 && b.linked*10 >= b.chars*9)
	f[fLetters] = ratio(b.letters, b.chars)
	f[fImageBefore] = count(b.before)
	if i+1 < len(p.Blocks) {
		f[fImageAfter] = count(p.Blocks[i+1].before)
	}
	f[fPhotoTail] = bit(photoTail(text))
	p.endFeatures(text, f)
	switch first, _ := utf8.DecodeRune(text); classOf(first) {
	case classDigit:
		f[fStartsDigit] = 1
	case classLower:
		f[fStartsLower] = 1
	case classSep, classOther, classQuote, classMoney:
		f[fStartsMark] = 1
	}
	f[fKind] = byte(b.Kind)
	if b.Kind == document.Heading {
		f[fHeading] = b.Level
	}
	f[fHidden] = bit(b.Hidden)
}

// endFeatures looks at the last characters: closing quotes and brackets are stepped over.
func (p *Page) endFeatures(text []byte, f *[Stride]byte) {
	if bytes.HasSuffix(text, []byte("…")) || bytes.HasSuffix(text, []byte("...")) {
		f[fEndsCut] = 1
		return
	}
	for range 4 {
		r, n := utf8.DecodeLastRune(text)
		switch c := classOf(r); {
		case n == 0:
			return
		case c == classQuote || c == classClose:
			text = text[:len(text)-n]
			continue
		case r == '?' || r == '？' || r == '؟':
			f[fEndsQuestion], f[fEndsSentence] = 1, 1
		case c == classEnd:
			f[fEndsSentence] = 1
		case r == ':' || r == '：':
			f[fEndsColon] = 1
		}
		return
	}
}

// maxDated is the length in characters up to which a block with a date counts as little else: datelines and bylines.
const maxDated = 100

// markDates sets dated of all blocks.
func (p *Page) markDates() {
	for i := range p.Blocks {
		b := &p.Blocks[i]
		b.dated = b.digits > 1 && b.chars <= maxDated && hasDate(p.BlockText(i))
	}
}

// hasDate tells whether a text holds a year of this or the last century, or two numbers that stand together as in
// dates and times: 21/11, 21.11, 17:05.
func hasDate(text []byte) bool {
	run := 0
	for i := 0; i <= len(text); i++ {
		if i < len(text) && text[i] >= '0' && text[i] <= '9' {
			run++
			continue
		}
		if run == 4 {
			if year := string(text[i-4 : i-2]); year == "19" || year == "20" {
				return true
			}
		}
		if (run == 1 || run == 2) && i+2 < len(text) && (text[i] == ':' || text[i] == '/' || text[i] == '.') &&
			text[i+1] >= '0' && text[i+1] <= '9' && text[i+2] >= '0' && text[i+2] <= '9' {
			return true
		}
		run = 0
	}
	return false
}

// textHash hashes a text, ASCII letters folded, eight bytes a step.
func textHash(text []byte) uint64 {
	const multiplier = 0x9e3779b97f4a7c15 // 2^64 / the golden ratio
	n := len(text)
	h := uint64(n)
	step := func(w uint64) {
		h = (h ^ runes.Lower8(w)) * multiplier
		h ^= h >> 32
	}
	if n < 8 {
		last := uint64(0)
		for _, c := range text {
			last = last<<8 | uint64(c)
		}
		step(last)
		return h
	}
	for i := 0; i+8 < n; i += 8 {
		step(runes.EightAt(text, i))
	}
	step(runes.EightAt(text, n-8)) // some of these a second time
	return h
}
