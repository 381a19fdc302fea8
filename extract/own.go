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
	f[fChars], f[fWords] = lg(b.chars), lg(b.size)
	f[fLinkDensity], f[fLinks] = ratio(b.linked, b.chars), count(b.links)
	f[fStrong] = ratio(b.strong, b.chars)
	f[fCapWords], f[fLowWords] = ratio(b.capWords, b.words), ratio(b.lowWords, b.words)
	f[fEnds], f[fEndsPerWord] = count(b.ends), ratio(8*b.ends, b.size)
	f[fEndsSentence] = bit(endsSentence(p.text[b.start:b.end]))
	f[fSeps], f[fQuotes] = count(b.seps), count(b.quotes)
	f[fKind] = byte(b.Kind)
	if b.Kind == document.Heading {
		f[fHeading] = b.Level
	}
	f[fHidden] = bit(b.Hidden)
}

// endsSentence tells whether a text ends in the sign that ends a sentence: closing quotes and brackets are stepped over.
func endsSentence(text []byte) bool {
	if bytes.HasSuffix(text, []byte("…")) || bytes.HasSuffix(text, []byte("...")) {
		return false // cut off
	}
	for range 4 {
		r, n := utf8.DecodeLastRune(text)
		switch c := classOf(r); {
		case n == 0:
			return false
		case c == classQuote || c == classClose:
			text = text[:len(text)-n]
			continue
		default:
			return c == classEnd
		}
	}
	return false
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
