package plain

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"winnow/internal/runes"
)

// Classes of characters, as bits.
const (
	letter uint8 = 1 << iota
	upper
	digit
	space
	stop    // ends a sentence: . ! ? and the like in all scripts
	closing // brackets and quotes that may stand behind the end of a sentence
	unspaced
	mark // joins to the letter before it
)

// ascii holds the classes of the characters below 128.
var ascii = func() (t [128]uint8) {
	for c := range t {
		r := rune(c)
		switch {
		case unicode.IsUpper(r):
			t[c] = letter | upper
		case unicode.IsLetter(r):
			t[c] = letter
		case unicode.IsDigit(r):
			t[c] = digit
		case r <= ' ' || r == 127:
			t[c] = space
		case r == '.' || r == '!' || r == '?':
			t[c] = stop
		case r == '"' || r == '\'' || r == ')' || r == ']':
			t[c] = closing
		}
	}
	return t
}()

// classes is the classes of the characters below 0x3000, so that Latin, Greek, Cyrillic, Arabic and Indic text is
// looked up instead of searched in unicode's range tables.
var classes = func() (t [0x3000]uint8) {
	copy(t[:], ascii[:])
	for c := 128; c < len(t); c++ {
		t[c] = slowClass(rune(c))
	}
	return t
}()

func slowClass(c rune) (class uint8) {
	switch c {
	case '…', '。', '！', '？', '｡', '．', '؟', '۔', '।', '॥', '።', '‼', '⁇', '៕', '။':
		return stop
	case '”', '’', '»', '）', '」', '』', '】', '］', '〉', '》', '“', '›':
		return closing
	case '\u200b', '\ufeff', '\u2060', '\u00ad':
		return mark
	}
	switch k := runes.KindOf(c); {
	case k&runes.KindSpace != 0:
		return space
	case k&(runes.KindUpper|runes.KindTitle) != 0:
		class = letter | upper
	case k&runes.KindLetter != 0:
		class = letter
	case k&runes.KindDigit != 0:
		class = digit
	case k&runes.KindMark != 0:
		class = mark
	}
	if c >= 0x0e00 && (c <= 0x0eff || c >= 0x1000 && c <= 0x109f || c >= 0x1780 && c <= 0x17ff ||
		c >= 0x3040 && c <= 0x30ff || c >= 0x3400 && c <= 0x9fff || c >= 0xf900 && c <= 0xfaff || c >= 0x20000 && c <= 0x3134f) {
		class |= unspaced
	}
	return class
}

func classOf(c rune) uint8 {
	if uint32(c) < uint32(len(classes)) {
		return classes[c]
	}
	if c >= 0x4e00 && c <= 0x9fff {
		return letter | unspaced
	}
	if c >= 0xac00 && c <= 0xd7a3 {
		return letter
	}
	return slowClass(c)
}

// bases maps the letters of Latin with marks to the letter without, by Unicode's canonical decomposition; đ, which has
// none, to d. Zero for all others.
var bases = func() (t [0x1f00]byte) {
	for c := rune(0xc0); c < rune(len(t)); c++ {
		if c > 0x24f && c < 0x1e00 {
			continue
		}
		if d := []rune(norm.NFD.String(string(c))); d[0] < 128 && unicode.IsLetter(d[0]) {
			t[c] = byte(unicode.ToLower(d[0]))
		}
	}
	t['đ'], t['Đ'] = 'd', 'd'
	return t
}()

// plainASCII is plainLetter of the characters below 128.
var plainASCII = func() (t [utf8.RuneSelf]byte) {
	for c := range t {
		switch ascii[c] {
		case letter, digit:
			t[c] = byte(c)
		case letter | upper:
			t[c] = byte(c) + 'a' - 'A'
		}
	}
	return t
}()

// plainLetter returns the lower-case letter or digit without marks, or 0 for all characters that are none.
func plainLetter(c rune) rune {
	switch {
	case uint32(c) < uint32(len(plainASCII)):
		return rune(plainASCII[c])
	case int(c) < len(bases) && bases[c] != 0:
		return rune(bases[c])
	case classOf(c)&(letter|digit) != 0:
		return unicode.ToLower(c)
	}
	return 0
}
