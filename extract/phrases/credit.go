package phrases

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// agenciesFile lists news agencies and papers instead of phrases.
const agenciesFile = "agencies.txt"

// agencySet holds the hashes of folded names and, for nearly all that is none, a bit for each first word.
type agencySet struct {
	names map[uint64]struct{}
	first [1 << 8]uint64
}

func firstBit(hash uint64) (word, bit uint64) { return hash >> 56, hash >> 50 & 63 }

var agencies = sync.OnceValue(func() *agencySet {
	text, err := files.ReadFile("tables/" + agenciesFile)
	if err != nil {
		panic(err) // embedded
	}
	set := &agencySet{names: map[uint64]struct{}{}}
	for line := range strings.SplitSeq(string(text), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		for name := range strings.SplitSeq(line, " | ") {
			f := newFolder(name)
			f.next()
			word, bit := firstBit(f.hash)
			set.first[word] |= 1 << bit
			for f.next() {
			}
			set.names[f.hash] = struct{}{}
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
	set := agencies()
	f := newFolder(trimPoints(s))
	f.next()
	if word, bit := firstBit(f.hash); set.first[word]>>bit&1 == 0 {
		return false
	}
	for f.next() {
	}
	_, ok := set.names[f.hash]
	return ok
}

// maxCredit is the most bytes that a credit line has: "Hoàng Minh - Thu Hà (Tổng hợp theo Reuters, AFP)" has 55.
const maxCredit = 120

// Credit reports whether a line names nothing but where the text comes from: "(TTXVN)", "(theo Reuters)",
// "Nguồn: Dân trí", "Theo VnExpress", "Đức Hùng/TTXVN", "Source: AP". The source is returned without brackets and
// label. "Theo …" that opens a sentence is none: it would have to be short, to name a known agency or to stand in
// brackets.
func Credit(line string) (source string, ok bool) {
	if s := strings.TrimSpace(line); len(s) <= maxCredit {
		return CreditOf(s, Find(s))
	}
	return "", false
}

// CreditOf is Credit for a line without blanks around it of which Find says m.
func CreditOf(line string, m Match) (source string, ok bool) {
	s := line
	if s == "" || len(s) > maxCredit {
		return "", false
	}
	signs := creditSigns(s)
	bracketed := false
	if n := openingBracket(s); n > 0 {
		c, m := utf8.DecodeLastRuneInString(strings.TrimRight(s, "./ "))
		if c == ')' || c == '）' || c == ']' || c == '】' || c == '>' {
			s, bracketed = strings.TrimSpace(strings.TrimRight(s, "./ ")[n:]), true
			s = strings.TrimSpace(s[:len(s)-m])
		}
	}
	if signs&bracketSign != 0 && !bracketed && strings.ContainsAny(s, "()[]（）") { // "Hà Thu (Theo Reuters)"
		i := strings.IndexAny(s, "([")
		if i > 0 && isNames(s[:i]) {
			if source, ok := Credit(s[i:]); ok {
				return source, true
			}
		}
		return "", false
	}
	labelled := false
	if bracketed {
		m = Find(s)
	}
	if m.Kind == Source && m.Form == Label && m.N < len(s) {
		s, labelled = s[m.N:], true
	} else if rest, ok := cutTheo(s); ok {
		s, labelled = rest, true
	}
	s = trimPoints(s)
	if s == "" || moreWords(s, maxCreditWords) || !labelled && signs&joinSign == 0 && !IsAgency(s) {
		return "", false
	}
	if labelled && (bracketed || isNames(s)) || IsAgency(s) {
		return s, true
	}
	// "Đức Hùng/TTXVN", "A, B (Reuters, AFP)": the last or the first part is an agency.
	for _, sep := range [...]string{"/", " - ", " – ", ", ", "-", "–"} {
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

// trimPoints takes points and blanks off the end of s.
func trimPoints(s string) string {
	for s != "" && (s[len(s)-1] == '.' || s[len(s)-1] == ' ') {
		s = s[:len(s)-1]
	}
	return s
}

// maxCreditWords is the most words of a credit without its label.
const maxCreditWords = 8

// What a credit is looked at for that has such a sign.
const (
	bracketSign uint8 = 1 << iota
	joinSign          // stands between names and an agency
)

// signsOf says which signs a byte is, or may begin: 0xef those brackets that are as wide as letters of Chinese, 0xe2 dashes.
var signsOf = [256]uint8{
	'(': bracketSign, ')': bracketSign, '[': bracketSign, ']': bracketSign, 0xef: bracketSign,
	'/': joinSign, '-': joinSign, ',': joinSign, 0xe2: joinSign,
}

func creditSigns(s string) (signs uint8) {
	for i := range len(s) {
		signs |= signsOf[s[i]]
	}
	return signs
}

// moreWords reports whether s has more blank-separated words than so many.
func moreWords(s string, most int) bool {
	inside := false
	for i, size := 0, 0; i < len(s) && most >= 0; i += size {
		blank := false
		switch c := s[i]; {
		case c < utf8.RuneSelf:
			blank, size = c == ' ' || c-'\t' < 5, 1
		case c == 0xc2 || c >= 0xe1 && c <= 0xe3: // what all blanks beyond ASCII begin with
			r, n := utf8.DecodeRuneInString(s[i:])
			blank, size = unicode.IsSpace(r), n
		default:
			size = 1
		}
		if !blank && !inside {
			most--
		}
		inside = !blank
	}
	return most < 0
}
