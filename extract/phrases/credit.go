package phrases

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// agenciesFile lists news agencies and papers instead of phrases.
const agenciesFile = "agencies.txt"

var agencies = sync.OnceValue(func() map[uint64]struct{} {
	text, err := files.ReadFile("tables/" + agenciesFile)
	if err != nil {
		panic(err) // embedded
	}
	set := map[uint64]struct{}{}
	for line := range strings.SplitSeq(string(text), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		for name := range strings.SplitSeq(line, " | ") {
			set[foldedHash(name)] = struct{}{}
		}
	}
	return set
})

func foldedHash(s string) uint64 {
	f := newFolder(s)
	for f.next() {
	}
	return f.hash
}

// IsAgency reports whether s is the name of a known news agency or paper.
func IsAgency(s string) bool {
	if s == "" || len(s) > maxCredit {
		return false
	}
	_, ok := agencies()[foldedHash(strings.TrimRight(s, ". "))]
	return ok
}

// maxCredit is the most bytes that a credit line has: "Hoàng Minh - Thu Hà (Tổng hợp theo Reuters, AFP)" has 55.
const maxCredit = 120

// Credit reports whether a line names nothing but where the text comes from: "(TTXVN)", "(theo Reuters)",
// "Nguồn: Dân trí", "Theo VnExpress", "Đức Hùng/TTXVN", "Source: AP". The source is returned without brackets and
// label. "Theo …" that opens a sentence is none: it would have to be short, to name a known agency or to stand in
// brackets.
func Credit(line string) (source string, ok bool) {
	s := strings.TrimSpace(line)
	if s == "" || len(s) > maxCredit {
		return "", false
	}
	bracketed := false
	if n := openingBracket(s); n > 0 {
		c, m := utf8.DecodeLastRuneInString(strings.TrimRight(s, "./ "))
		if c == ')' || c == '）' || c == ']' || c == '】' || c == '>' {
			s, bracketed = strings.TrimSpace(strings.TrimRight(s, "./ ")[n:]), true
			s = strings.TrimSpace(s[:len(s)-m])
		}
	}
	if strings.ContainsAny(s, "()[]（）") && !bracketed { // "Hà Thu (Theo Reuters)"
		i := strings.IndexAny(s, "([")
		if i > 0 && isNames(s[:i]) {
			if source, ok := Credit(s[i:]); ok {
				return source, true
			}
		}
		return "", false
	}
	labelled := false
	if m := Find(s); m.Kind == Source && m.Form == Label && m.N < len(s) {
		s, labelled = s[m.N:], true
	} else if rest, ok := cutTheo(s); ok {
		s, labelled = rest, true
	}
	s = strings.TrimRight(s, ". ")
	if s == "" || words(s) > 8 {
		return "", false
	}
	if labelled && (bracketed || isNames(s)) || IsAgency(s) {
		return s, true
	}
	// "Đức Hùng/TTXVN", "A, B (Reuters, AFP)": the last or the first part is an agency.
	for _, sep := range []string{"/", " - ", " – ", ", ", "-", "–"} {
		if i := strings.LastIndex(s, sep); i > 0 && IsAgency(strings.TrimSpace(s[i+len(sep):])) && isNames(s[:i]) {
			return strings.TrimSpace(s[i+len(sep):]), true
		}
		if i := strings.Index(s, sep); i > 0 && IsAgency(strings.TrimSpace(s[:i])) && isNames(s[i+len(sep):]) && (bracketed || sep == "/") {
			return strings.TrimSpace(s[:i]), true
		}
	}
	return "", false
}

// cutTheo takes the "according to" off a credit in the languages that write it without a colon.
func cutTheo(s string) (string, bool) {
	for _, word := range [...]string{"Theo ", "theo ", "THEO ", "Tổng hợp từ ", "Source ", "Quelle ", "Fonte ", "Fuente "} {
		if strings.HasPrefix(s, word) {
			return s[len(word):], true
		}
	}
	return s, false
}

// isNames reports whether each word of s begins with a capital, a digit or a letter of a script without capitals, as
// the names of people and papers do; joining words of up to three letters may not.
func isNames(s string) bool {
	named := false
	for word := range strings.FieldsFuncSeq(s, func(c rune) bool {
		return unicode.IsSpace(c) || c == ',' || c == '/' || c == '-' || c == '–' || c == '&'
	}) {
		c, _ := utf8.DecodeRuneInString(word)
		switch {
		case unicode.IsUpper(c), unicode.IsDigit(c), unicode.IsLetter(c) && !unicode.IsLower(c):
			named = true
		case unicode.IsLower(c) && (utf8.RuneCountInString(word) <= 3 || strings.Contains(word, ".")):
		default:
			return false
		}
		if last := word[len(word)-1]; last == '?' || last == '!' || last == ':' || last == ';' {
			return false
		}
	}
	return named
}

// words counts blank-separated words.
func words(s string) (n int) {
	for range strings.FieldsSeq(s) {
		n++
	}
	return n
}
