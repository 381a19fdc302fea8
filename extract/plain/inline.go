package plain

import (
	"strings"
	"unicode/utf8"

	"winnow/extract/phrases"
)

// cut is a part of a line that goes, in bytes.
type cut struct {
	from, to int
	rule     string
}

// inline cuts junk out of a paragraph: headlines in brackets between sentences, labelled links after the end of a
// sentence, photo credits in brackets at its end, labels of link boxes that are glued to its start.
func (j *job) inline(i int) {
	l := &j.page.lines[i]
	s := l.text
	if n := gluedPrefix(l); n > 0 {
		l.cut2(0, n, ruleGlued)
	}
	// Only these characters begin something that is cut.
	for at := 0; at < len(s); at++ {
		switch s[at] {
		case '[':
			if end := bracketedLink(s, at); end > 0 {
				l.cut2(at, end, ruleBracket)
				at = end - 1
			}
		case '>':
			if end := arrowLink(s, at); end > 0 {
				l.cut2(at, end, ruleReadMore)
				at = end - 1
			}
		case ' ':
			if at > 0 && afterSentence(s[:at]) {
				if end := labelledLink(s, at+1); end > 0 {
					l.cut2(at+1, end, ruleReadMore)
					at = end - 1
				}
			}
		}
	}
	if at, kind := trailingCredit(s); at > 0 && (kind == phrases.Photo || kind == phrases.Source) && s[at] == '(' && s[len(s)-1] != '.' && afterSentence(strings.TrimRight(s[:at], " ")) {
		l.cut2(at, len(s), ruleCaption)
	}
}

func (l *line) cut2(from, to int, rule string) {
	if n := len(l.cuts); n > 0 && from < l.cuts[n-1].to {
		return
	}
	l.cuts = append(l.cuts, cut{from, to, rule})
}

// cutOut returns the line without its cuts.
func (l *line) cutOut() string {
	var out strings.Builder
	at := 0
	for _, c := range append(l.cuts, cut{from: len(l.text), to: len(l.text)}) {
		part := l.text[at:c.from]
		if !l.tight {
			if part = strings.TrimSpace(part); part != "" && out.Len() > 0 {
				out.WriteByte(' ')
			}
		}
		out.WriteString(part)
		at = c.to
	}
	return out.String()
}

// afterSentence reports whether s ends with the end of a sentence.
func afterSentence(s string) bool {
	for range 4 {
		c, n := utf8.DecodeLastRuneInString(s)
		class := classOf(c)
		if class&stop != 0 {
			return true
		}
		if class&closing == 0 {
			return false
		}
		s = s[:len(s)-n]
	}
	return false
}

// minBracket is the fewest words of a headline in brackets: shorter ones are insertions ("[mà tôi]"), notes ("[1]")
// and formulas. All 47 of five words and more that were looked at in Vietnamese news were links.
const minBracket = 5

// bracketedLink returns the end of a headline in brackets that begins at s[at], 0 if there is none: after the end of a
// sentence or at the start of the line, five words and more, a capital or quote first, up to the end of the line or
// the start of the next sentence.
func bracketedLink(s string, at int) int {
	before := strings.TrimRight(s[:at], " ")
	if before != "" && !afterSentence(before) {
		return 0
	}
	end := strings.IndexByte(s[at:], ']')
	if end < 0 {
		return 0
	}
	inner := s[at+1 : at+end]
	if strings.IndexByte(inner, '[') >= 0 || countWords(inner) < minBracket || countWords(inner) > maxLabelled {
		return 0
	}
	c, _ := utf8.DecodeRuneInString(strings.TrimSpace(inner))
	if classOf(c)&upper == 0 && c != '"' && c != '“' && c != '\'' && c != '‘' {
		return 0
	}
	for _, c := range inner { // formulas and lists of numbers
		if c == '=' || c == '{' || c == '\\' {
			return 0
		}
	}
	rest := strings.TrimLeft(s[at+end+1:], " ")
	if rest != "" {
		if c, _ := utf8.DecodeRuneInString(rest); classOf(c)&(letter|upper) == letter || c == ',' || c == '.' || c == ';' {
			return 0 // the sentence goes on: the brackets are part of it
		}
	}
	return at + end + 1
}

// arrowLink returns the end of "> Xem video" or ">> Xem thêm: headline" that begins at s[at]. What follows the arrow
// goes up to the end of the line, so it must be short.
func arrowLink(s string, at int) int {
	if at == 0 || !afterSentence(strings.TrimRight(s[:at], " ")) {
		return 0
	}
	rest := s[at:]
	text := strings.TrimLeft(rest, "> ")
	if text == "" || countWords(text) > maxLabelled || len(rest)-len(text) < 2 {
		return 0
	}
	double := strings.HasPrefix(rest, ">>")
	if m := phrases.Find(text); m.Kind == phrases.ReadMore || m.Kind == phrases.Related || double {
		return len(s)
	}
	return 0
}

// labelledLink returns the end of a label with its headline that begins at s[at], after the end of a sentence: "Xem
// thêm: …", "Mời quý độc giả xem …". It ends with the next end of a sentence.
func labelledLink(s string, at int) int {
	m := phrases.Find(s[at:])
	if m.Kind != phrases.ReadMore && m.Kind != phrases.Related || m.Form == phrases.NoForm {
		return 0
	}
	if m.Form == phrases.Line && countWords(s[at:]) < 2 && !strings.ContainsAny(s[at:], ":>»") {
		return 0 // one word such as "More" that happens to end a line
	}
	end := len(s)
	if i := sentenceEnd(s[at+m.N:]); i > 0 {
		end = at + m.N + i
	}
	if countWords(s[at:end]) > maxLabelled {
		return 0
	}
	return end
}

// sentenceEnd returns the length of the first sentence of s, 0 when no further one begins.
func sentenceEnd(s string) int {
	prev := uint8(0)
	for i, c := range s {
		class := classOf(c)
		if class&space != 0 && prev&(stop|closing) != 0 && afterSentence(s[:i]) {
			next, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[i:], " "))
			if classOf(next)&upper != 0 || next == '"' || next == '“' {
				return i
			}
		}
		prev = class
	}
	return 0
}

// gluedPrefix returns the length of the label of a link box with its headline that stands before the text of a
// paragraph without a sign between them: "tin liên quan Bộ Y tế họp khẩn Ngày 5-3, …". The label is in small
// letters, as no paragraph begins, and the paragraph is taken to begin at the last word with a capital that follows a
// small one before the first sign; when this cannot be told, only the label goes.
func gluedPrefix(l *line) int {
	if l.opensBy != byLower || !l.sentence {
		return 0
	}
	for _, label := range [...]string{"tin liên quan", "tin bài liên quan", "bài liên quan", "xem thêm", "đọc thêm"} {
		if !strings.HasPrefix(l.text, label+" ") {
			continue
		}
		n := len(label) + 1
		c, _ := utf8.DecodeRuneInString(l.text[n:])
		if classOf(c)&(upper|digit) == 0 && c != '"' && c != '“' && c != '\'' && c != '‘' {
			return 0
		}
		return n
	}
	return 0
}
