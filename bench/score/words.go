package score

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// isWord reports whether r is matched by \w of Python's re module, which the published measures use: letters,
// numbers of any kind and the underscore, but no combining marks.
func isWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }

// isUnspaced reports whether r belongs to a script that is written without spaces between words: Thai, Lao,
// Burmese, Khmer, kana, Han.
func isUnspaced(r rune) bool {
	switch {
	case r < 0x0e00:
		return false
	case r <= 0x0eff, r >= 0x1000 && r <= 0x109f, r >= 0x1780 && r <= 0x17ff, r >= 0x3040 && r <= 0x30ff,
		r >= 0x3400 && r <= 0x4dbf, r >= 0x4e00 && r <= 0x9fff, r >= 0xf900 && r <= 0xfaff,
		r >= 0x20000 && r <= 0x3134f:
		return true
	}
	return false
}

// words splits text into runs of word characters.
func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !isWord(r) })
}

// Tokens splits text into folded words in NFC; scripts written without spaces give a token for each character.
func Tokens(text string) []string {
	text = cases.Fold().String(norm.NFC.String(text))
	var tokens []string
	start := -1
	for i, r := range text {
		unspaced := isUnspaced(r)
		if start >= 0 && (unspaced || !isWord(r)) {
			tokens = append(tokens, text[start:i])
			start = -1
		}
		if unspaced {
			tokens = append(tokens, string(r))
		} else if start < 0 && isWord(r) {
			start = i
		}
	}
	if start >= 0 {
		tokens = append(tokens, text[start:])
	}
	return tokens
}

// lower is full lower case with the context rule for the final sigma, as Python's str.lower.
func lower(text string) string { return cases.Lower(language.Und).String(text) }

// squeeze collapses blanks.
func squeeze(text string) string { return strings.Join(strings.FieldsFunc(text, isSpace), " ") }

// isSpace is what Python's str.split takes for blanks: Unicode's white space and four separators of ASCII.
func isSpace(r rune) bool { return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f }

// fold is the form in which titles and names are compared.
func fold(text string) string { return cases.Fold().String(squeeze(norm.NFKC.String(text))) }

// lines splits text where Python's str.splitlines does.
func lines(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		switch r {
		case '\n', '\r', '\v', '\f', 0x1c, 0x1d, 0x1e, 0x85, 0x2028, 0x2029:
			return true
		}
		return false
	})
}
