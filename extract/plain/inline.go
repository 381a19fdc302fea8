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
	viet := j.page.vietnamese
	if !viet && l.opens == 0 && l.seps == 0 && l.firstEnd == l.lastEnd { // no bracket, no arrow, no further sentence
		return
	}
	if viet {
		if n := gluedPrefix(l); n > 0 {
			l.cut2(0, n, ruleGlued)
		}
		if at := gluedBox(l); at > 0 {
			l.cut2(at, len(s), ruleLinkBox)
			s = s[:at]
		}
	}
	bracket, arrow := len(s), len(s)
	if l.opens > 0 {
		bracket = indexFrom(s, '[', 0)
	}
	if l.seps > 0 {
		arrow = indexFrom(s, '>', 0)
	}
	ends := j.page.ends[l.firstEnd:l.lastEnd]
	for done := 0; ; {
		end := len(s)
		if len(ends) > 0 {
			end = min(end, int(ends[0]))
		}
		at := min(bracket, arrow, end)
		if at >= len(s) {
			break
		}
		to, rule := 0, ruleReadMore
		switch at {
		case bracket:
			bracket = indexFrom(s, '[', at+1)
			if at >= done {
				to, rule = bracketedLink(s, at), ruleBracket
			}
		case arrow:
			arrow = indexFrom(s, '>', at+1)
			if at >= done && viet {
				to = arrowLink(s, at)
			}
		default:
			ends = ends[1:]
			if at >= done && afterSentence(s[:at]) {
				at++
				to = labelledLink(s, at, viet)
			}
		}
		if to > 0 {
			l.cut2(at, to, rule)
			done = to
		}
	}
	if l.opens == 0 || s == "" || s[len(s)-1] == '.' || strings.IndexByte(s, '(') < 0 {
		return
	}
	if at, kind := trailingCredit(s); at > 0 && (kind == phrases.Photo || kind == phrases.Source) && s[at] == '(' && afterSentence(strings.TrimRight(s[:at], " ")) {
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

// indexFrom returns where c stands in s[from:], len(s) if nowhere.
func indexFrom(s string, c byte, from int) int {
	if i := strings.IndexByte(s[from:], c); i >= 0 {
		return from + i
	}
	return len(s)
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

// maxLink is the most bytes of a link with its label within a paragraph, far above maxLabelled words; it keeps the
// search linear.
const maxLink = 600

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
	end := strings.IndexByte(s[at:min(len(s), at+maxLink)], ']')
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
// goes up to the end of its sentence, so it must be short.
func arrowLink(s string, at int) int {
	if at == 0 || !afterSentence(strings.TrimRight(s[:at], " ")) {
		return 0
	}
	rest := s[at:]
	if len(rest) > maxLink {
		return 0
	}
	text := strings.TrimLeft(rest, "> ")
	if text == "" || countWords(text) > maxLabelled || len(rest)-len(text) < 2 {
		return 0
	}
	double := strings.HasPrefix(rest, ">>")
	if m := phrases.Find(text); m.Kind == phrases.ReadMore || m.Kind == phrases.Related || double {
		if i := linkEnd(text); i > 0 {
			return len(s) - len(text) + i
		}
		return len(s)
	}
	return 0
}

// labelledLink returns the end of a label with its headline that begins at s[at], after the end of a sentence: "Xem
// thêm: …", "Mời quý độc giả xem …". It ends with the next end of a sentence.
// In other languages than Vietnamese only labels of related articles are certain ("Read also: …").
func labelledLink(s string, at int, viet bool) int {
	m := phrases.Find(s[at:])
	switch {
	case m.Kind == phrases.Related && m.Form == phrases.Label:
	case viet && (m.Kind == phrases.ReadMore || m.Kind == phrases.Related) && m.Form != phrases.NoForm:
	default:
		return 0
	}
	if m.Form == phrases.Line && countWords(s[at:]) < 2 && !strings.ContainsAny(s[at:], ":>»") {
		return 0 // one word such as "More" that happens to end a line
	}
	end := len(s)
	if i := linkEnd(s[at+m.N : min(len(s), at+m.N+maxLink)]); i > 0 {
		end = at + m.N + i
	}
	if end-at > maxLink+m.N || countWords(s[at:end]) > maxLabelled {
		return 0
	}
	return end
}

// linkEnd returns the length of a headline that more text is glued to: it ends with its sentence, or, as headlines have no
// full stop, where two blanks stand before a capital; 0 where nothing follows.
func linkEnd(s string) int {
	end := sentenceEnd(s)
	for from := len(s) - len(strings.TrimLeft(s, " ")); ; {
		i := strings.Index(s[from:], "  ")
		if i < 0 {
			return end
		}
		from += i + 2
		if c, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[from:], " ")); classOf(c)&upper != 0 {
			if at := from - 2; end == 0 || at < end {
				return at
			}
			return end
		}
	}
}

// sentenceEnd returns the length of the first sentence of s, 0 when no further one begins. A full stop between a small
// letter and a capital ends a sentence, too: blanks are lost where lines were glued.
func sentenceEnd(s string) int {
	prev, before := uint8(0), uint8(0)
	for i, c := range s {
		class := classOf(c)
		if class&space != 0 && prev&(stop|closing) != 0 && afterSentence(s[:i]) {
			next, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[i:], " "))
			if classOf(next)&upper != 0 || next == '"' || next == '“' {
				return i
			}
		}
		if class&upper != 0 && prev&stop != 0 && before&(letter|upper) == letter {
			return i
		}
		before, prev = prev, class
	}
	return 0
}

// boxLabels are the labels of link boxes that are found glued to paragraphs in Vietnamese texts.
var boxLabels = [...]string{"tin liên quan", "tin bài liên quan", "bài liên quan", "tin cùng chuyên mục", "xem thêm", "đọc thêm"}

// boxLabel returns the length of a box label that s begins with, in small letters or with a capital first (or all in
// capitals), followed by a blank and a capital, digit or quote; 0 when there is none.
func boxLabel(s string) int {
	for _, label := range boxLabels {
		if len(s) <= len(label) || s[len(label)] != ' ' || !strings.EqualFold(s[:len(label)], label) {
			continue
		}
		c, _ := utf8.DecodeRuneInString(s[len(label)+1:])
		if classOf(c)&(upper|digit) != 0 || c == '"' || c == '“' || c == '\'' || c == '‘' {
			return len(label) + 1
		}
	}
	return 0
}

// gluedPrefix returns the length of what stands before the text of a paragraph that a box was run into: its label and
// headlines, "tin liên quan Bộ Y tế họp khẩn Ngày 5-3, Bộ trưởng …". Headlines that are cut off end with their last
// ellipsis. Otherwise the paragraph is taken to begin where the first of sentenceStarts stands, or else at the first
// lone capital word behind a small one; where neither is, only the label goes.
func gluedPrefix(l *line) int {
	n := boxLabel(l.text)
	if n == 0 || !l.sentence {
		return 0
	}
	if i := strings.LastIndex(l.text, " ... "); i > n && i < len(l.text)*2/3 {
		return i + len(" ... ")
	}
	body, words, lone := 0, 0, 0
	prevSmall := false
	for at := n; at < len(l.text); {
		end := strings.IndexByte(l.text[at:], ' ')
		if end < 0 {
			break
		}
		if end == 0 { // a second blank
			at++
			continue
		}
		word := l.text[at : at+end]
		c, _ := utf8.DecodeRuneInString(word)
		capital := classOf(c)&upper != 0
		if words >= minHeadline && capital {
			next, _ := utf8.DecodeRuneInString(l.text[at+end+1:])
			small := classOf(next)&(letter|upper) == letter || classOf(next)&digit != 0
			if small && isSentenceStart(word) {
				body = at
				break
			}
			if small && prevSmall && lone == 0 {
				lone = at
			}
		}
		if last := word[len(word)-1]; words >= minHeadline && (last == ',' || last == '.') {
			break // beyond the first sign the paragraph has begun
		}
		prevSmall = !capital
		words++
		at += end + 1
	}
	switch {
	case body > 0:
		return body
	case lone > 0:
		return lone
	}
	return n
}

// minHeadline is the fewest words of a headline.
const minHeadline = 4

// sentenceStarts are words that begin Vietnamese news paragraphs and stand with a small letter within headlines.
var sentenceStarts = [...]string{"Ngày", "Sáng", "Chiều", "Tối", "Trưa", "Đêm", "Rạng", "Hôm", "Theo", "Tại", "Trong", "Trước", "Sau",
	"Khi", "Liên", "Các", "Những", "Một", "Từ", "Với", "Để", "Tuy", "Nhưng", "Mới", "Vào", "Trao", "Như", "Do", "Nhiều", "Cùng",
	"Ông", "Bà", "Anh", "Chị", "Chúng", "Đây", "Đó", "Cụ", "Ngoài", "Bên", "Trên", "Qua", "Hiện", "Vừa"}

func isSentenceStart(word string) bool {
	for _, s := range sentenceStarts {
		if word == s {
			return true
		}
	}
	return false
}

// beginsTin reports whether s begins as those of boxLabels do that begin with T.
func beginsTin(s string) bool {
	return len(s) > 3 && s[1]|0x20 == 'i' && s[2]|0x20 == 'n' && s[3] == ' '
}

// gluedBox returns where a link box begins that was run into the end of a paragraph: its label with a capital, behind
// a date or the end of a sentence, and no end of a sentence from there on.
func gluedBox(l *line) int {
	s := l.text
	for from := max(0, len(s)-3*maxLink); ; {
		i := strings.Index(s[from:], " T") // "Tin liên quan", "TIN LIÊN QUAN"
		if i < 0 {
			return 0
		}
		at := from + i + 1
		from = at
		if !beginsTin(s[at:]) {
			continue
		}
		if n := boxLabel(s[at:]); n > 0 && at > 0 {
			before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s[:at], " "))
			if classOf(before)&(digit|stop|closing) != 0 && sentenceEnd(s[at:]) == 0 && countWords(s[at:]) >= minHeadline+2 {
				return at
			}
		}
	}
}
