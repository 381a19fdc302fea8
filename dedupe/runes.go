package dedupe

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	kinds "winnow/internal/runes"
)

// What a rune means to the folding: its folded form in the low 21 bits and these marks above them.
const (
	runeSpecial uint32 = 1 << 31 // no part of a word; the low bits hold one of the special classes
	runeDigit   uint32 = 1 << 30
	runeUpper   uint32 = 1 << 29
	runeSolo    uint32 = 1 << 28 // a word of its own: scripts written without blanks
	runeMask    uint32 = 1<<21 - 1
)

// Classes of runes that are no part of a word.
const (
	sepBlank    uint32 = iota // ends a word
	sepIgnored                // as if it weren't there: zero-width, soft hyphen, apostrophe
	sepNewline                // ends a word, a sentence and a line
	sepSentence               // ends a word and a sentence: a capital after it says nothing
	sepDash                   // ends a word; ends a dateline
	sepOpen                   // opening parenthesis
	sepClose                  // closing parenthesis
	runMark                   // may combine with the rune before it: the text may need NFC
	runSharpS                 // folds to two letters
)

// runeTable has an entry for each rune of the Basic Multilingual Plane.
type runeTable [1 << 16]uint32

// runes returns the table, made on first use (a few milliseconds).
var runes = sync.OnceValue(func() *runeTable {
	t := new(runeTable)
	var buf [utf8.UTFMax]byte
	for r := rune(0); r < 1<<16; r++ {
		if b := blockOf(r); b != nil {
			for ; r < b.to; r++ {
				t[r] = b.mark
				if b.mark&runeSpecial == 0 {
					t[r] |= uint32(r)
				}
			}
			r--
			continue
		}
		t[r] = classify(r)
		if r < 0x80 || t[r]&runeSpecial != 0 && t[r] != runeSpecial|sepBlank {
			continue
		}
		n := utf8.EncodeRune(buf[:], r)
		// What does not decompose is normal where it stands alone.
		if p := norm.NFC.Properties(buf[:n]); !p.BoundaryBefore() || p.Decomposition() != nil && !norm.NFC.IsNormal(buf[:n]) {
			if t[r]&runeSpecial == 0 || kinds.KindOf(r)&kinds.KindMark != 0 {
				t[r] = runeSpecial | runMark
			}
		}
	}
	return t
})

// runeBlock is a run of runes that are one like the other: three quarters of the table, which need not be looked up one
// by one when the program starts.
type runeBlock struct {
	from, to rune // behind the last
	mark     uint32
}

var runeBlocks = [...]runeBlock{
	{0x3400, 0x4DC0, runeSolo},               // Han, extension A
	{0x4E00, 0xA000, runeSolo},               // Han
	{0xAC00, 0xD7A4, 0},                      // Hangul syllables
	{0xD800, 0xF900, runeSpecial | sepBlank}, // surrogates, private use
}

func blockOf(r rune) *runeBlock {
	for i := range runeBlocks {
		if r == runeBlocks[i].from {
			return &runeBlocks[i]
		}
	}
	return nil
}

// classify gives a rune its entry, apart from the question whether it calls for NFC.
func classify(r rune) uint32 {
	switch r {
	case '\n', '\v', '\f', 0x85, 0x2028, 0x2029:
		return runeSpecial | sepNewline
	case '.', '!', '?', ':', '"', '“', '”', '„', '«', '»', '…', '。', '！', '？', '：', '؟', '।':
		return runeSpecial | sepSentence
	case '\'', '’', '‘', 'ʼ', '`', '´', '＇':
		return runeSpecial | sepIgnored
	case '-', '–', '—', '―', '‐', '‑', '−':
		return runeSpecial | sepDash
	case '(', '（':
		return runeSpecial | sepOpen
	case ')', '）':
		return runeSpecial | sepClose
	case 'ß', 'ẞ':
		return runeSpecial | runSharpS
	case 'ı', 'İ':
		return 'i'
	}
	k := kinds.KindOf(r)
	switch {
	case r >= 0xFF01 && r <= 0xFF5E: // full-width forms of ASCII
		return classify(r - 0xFEE0)
	case k&(kinds.KindFormat|kinds.KindVariation) != 0:
		return runeSpecial | sepIgnored
	case k&(kinds.KindLetter|kinds.KindMark|kinds.KindNumber) != 0:
		v := uint32(r)
		if k&kinds.KindCased != 0 {
			v = uint32(foldCase(r))
		}
		switch {
		case k&kinds.KindDigit != 0:
			v |= runeDigit
			if d := digit(r); d >= 0 {
				v = uint32('0'+d) | runeDigit
			}
		case k&(kinds.KindUpper|kinds.KindTitle) != 0:
			v |= runeUpper
		}
		if k&(kinds.KindMark|kinds.KindDigit|kinds.KindUnspaced) == kinds.KindUnspaced {
			v |= runeSolo
		}
		return v
	}
	return runeSpecial | sepBlank
}

// foldCase maps all case forms of a letter to one.
func foldCase(r rune) rune {
	least := r
	for x := unicode.SimpleFold(r); x != r; x = unicode.SimpleFold(x) {
		least = min(least, x)
	}
	return unicode.ToLower(least)
}

// digit returns the value of a decimal digit of any script, -1 for other runes: the digits of a script stand
// together, so the value is the distance from the nearest zero.
func digit(r rune) int {
	if !unicode.Is(unicode.Nd, r) {
		return -1
	}
	for _, t := range unicode.Nd.R16 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return int(r-rune(t.Lo)) % 10
		}
	}
	return -1
}

// classifyAstral serves runes beyond the Basic Multilingual Plane.
func classifyAstral(r rune) uint32 {
	switch {
	case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r):
		return runeSpecial | sepIgnored
	case unicode.IsMark(r):
		return uint32(r)
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
		return uint32(r) | runeSolo
	case unicode.IsLetter(r):
		return uint32(foldCase(r))
	case unicode.IsDigit(r):
		return uint32(r) | runeDigit
	}
	return runeSpecial | sepBlank
}
