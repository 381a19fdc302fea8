package metadata

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
	"unsafe"

	"winnow/extract/phrases"
	"winnow/internal/runes"
)

// Bounds on what can be a name and a byline, in bytes.
const (
	maxName   = 90
	maxByline = 300
)

// triple packs three bytes without regard to the case of letters.
func triple(b []byte) uint {
	k := pair(b[0], b[1]) << 5
	if len(b) > 2 {
		k |= uint(b[2] & 31)
	}
	return k
}

func makeLabels() (labels, words map[string]bool, starts *[512]uint64) {
	labels, words, starts = map[string]bool{}, map[string]bool{}, new([512]uint64)
	add := func(label string) {
		forms := []string{label}
		if len(label) == 2 {
			forms = []string{label + " ", label + ":", label + "\u00a0", label + "："}
		}
		for _, s := range forms {
			k := triple([]byte(s))
			starts[k/64] |= 1 << (k % 64)
		}
	}
	for _, row := range bylineLabelRows {
		for label := range strings.SplitSeq(row.labels, "|") {
			labels[label] = true
			first := label
			if i := strings.IndexFunc(label, endsLabel); i > 0 {
				first = label[:i]
			}
			words[first] = true
			r, n := utf8.DecodeRuneInString(label)
			add(label)
			add(strings.ToUpper(label))
			add(string(unicode.ToUpper(r)) + label[n:])
		}
	}
	return labels, words, starts
}

// hasLabel reports whether a line of at least two bytes begins with a label.
func hasLabel(line []byte) bool {
	k := triple(line)
	if labelStarts[k/64]>>(k%64)&1 == 0 {
		return false
	}
	_, found := labelEnd(line[:min(len(line), 80)])
	return found
}

// Byline reads the names of the authors from a line such as "By Jane Roe and John Doe | 21 November 2026" or
// "Tác giả: Nguyễn Văn A". It takes off labels, dates, roles behind a bar or dash, e-mail and web addresses, and joins
// several names with ", ". A line without any such sign is taken to be names as it stands, so the caller must have a
// reason to believe that it is a byline. ok is false when nothing is left that could be a name.
func Byline(line []byte) (names string, ok bool) {
	if len(line) > maxByline {
		return "", false
	}
	var list nameList
	splitNames(&list, clean(string(line)))
	return list.join(), list.n > 0
}

// splitNames adds the names that a byline holds to list.
func splitNames(list *nameList, s string) {
	s = cutTail(labelled(s))
	if s == "" {
		return
	}
	// "Roe, Jane" of bibliographic records is one name; only semicolons separate there.
	if strings.Contains(s, ";") {
		for part := range strings.SplitSeq(s, ";") {
			addPerson(list, part)
		}
		return
	}
	for part := range strings.SplitSeq(s, ",") {
		if list.n > 0 && isRole(part) {
			return // what follows a role belongs to it
		}
		for {
			before, after, found := cutAnd(part)
			addPerson(list, before)
			if !found {
				break
			}
			part = after
		}
	}
}

// labelled returns what follows a label with a colon inside a line ("来源：日报 记者：张三"), or else the label that the line
// begins with.
func labelled(s string) string {
	for i := 1; i < len(s); i++ {
		if s[i-1] != ' ' {
			continue
		}
		if rest, found := cutLabel(s[i:]); found {
			if colon := strings.TrimRight(s[i:len(s)-len(rest)], " "); strings.HasSuffix(colon, ":") || strings.HasSuffix(colon, "：") {
				return rest
			}
		}
	}
	rest, _ := cutLabel(s)
	return rest
}

// isRole reports whether a part of a byline has a word that names a role or a news agency.
func isRole(part string) bool {
	for w := range strings.FieldsSeq(part) {
		if roleWords[strings.ToLower(w)] {
			return true
		}
	}
	return false
}

// cutAnd splits at a word for "and" that stands between two names.
func cutAnd(s string) (before, after string, found bool) {
	for _, word := range [...]string{" and ", " und ", " et ", " och ", " og ", " và ", " y ", " и ", " i ", " e ", " en "} {
		before, after, ok := strings.Cut(s, word)
		if ok && (word == " and " || word == " und " || strings.Contains(before, " ") && strings.Contains(after, " ") && startsUpper(after)) {
			return before, after, true
		}
	}
	if rest, ok := strings.CutPrefix(strings.TrimLeft(s, " "), "and "); ok { // what a comma before it leaves
		return rest, "", false
	}
	return s, "", false
}

// addPerson adds one name, stripped of what is no part of it, if it can be a name.
func addPerson(list *nameList, s string) {
	s = trimName(s)
	if s == "" || len(s) > maxName || placeholders[strings.ToLower(s)] || strings.Contains(s, "://") ||
		strings.HasPrefix(s, "www.") || !hasLetter(s) {
		return
	}
	if phrases.Find(s).Kind == phrases.Source { // "Nguồn: TTXVN": a credit
		return
	}
	if len(s) > 5 && strings.EqualFold(s[:5], "theo ") && phrases.IsAgency(s[5:]) { // Theo is a first name, too
		return
	}
	list.add(s)
}

// trimName takes quotes, brackets, addresses and signs off both ends of a name.
func trimName(s string) string {
	if i := strings.IndexAny(s, "<[{"); i > 0 { // "Jane Roe <jane@example.org>"
		s = s[:i]
	}
	// "Jane Roe (jane@example.org)", "An An (Theo DW)", "Jane Roe (May 13th)": not "Jane (Janie) Roe", "roe99 (Jane)"
	if i := strings.Index(s, "("); i > 0 && (strings.ContainsAny(s[i:], "@0123456789") || strings.HasPrefix(s[i:], "(Theo ") || strings.HasPrefix(s[i:], "(theo ")) {
		s = s[:i]
	}
	s = strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(`,;:|/\-–—•·"“”„«»*>▪✍@#`, r)
	})
	if i := strings.LastIndexByte(s, ' '); i > 0 && strings.Contains(s[i:], "@") { // "Jane Roe jane@example.org"
		s = strings.TrimRight(s[:i], " ,(")
	}
	return s
}

func hasLetter(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return true
		}
	}
	return false
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r) || unicode.Is(unicode.Lo, r)
}

// cutLabel takes the longest label off the start of a line and says whether there was one.
func cutLabel(s string) (rest string, found bool) {
	n, found := labelEnd(unsafe.Slice(unsafe.StringData(s), len(s))) // which only reads
	return s[n:], found
}

// labelEnd returns the bytes that a label at the start of s and the signs behind it take; none without a label.
func labelEnd(s []byte) (end int, found bool) {
	var buf [48]byte
	n, words := 0, 0
	best := -1
	for i := 0; i < len(s); {
		r, size := runes.Decode(s[i:])
		if words > 0 && endsLabel(r) {
			if words == 1 && !labelWords[string(buf[:n])] {
				return 0, false
			}
			words++
			if bylineLabels[string(buf[:n])] {
				best = i
			}
		}
		if n+utf8.UTFMax > len(buf) {
			break
		}
		n += utf8.EncodeRune(buf[n:], lower(r))
		words = max(words, 1)
		i += size
	}
	if n == len(s) && bylineLabels[string(buf[:n])] { // nothing but a label
		return len(s), true
	}
	if best < 0 {
		return 0, false
	}
	rest := bytes.TrimLeft(s[best:], " \u00a0:：/／|-–—")
	// A short word that is a name's beginning as well ("Di", "De", "Van") is a label only in lower case or with a colon.
	if first := s[:best]; len(first) <= 3 && s[best] != ':' && startsUpper(string(rest[:min(len(rest), utf8.UTFMax)])) && startsUpper(string(first)) && !isBy(string(first)) {
		return 0, false
	}
	return len(s) - len(rest), true
}

// endsLabel reports the signs that can follow a label, or one of its words.
func endsLabel(r rune) bool {
	switch r {
	case ' ', ':', '：', '/', '／', '\u00a0', '|':
		return true
	}
	return false
}

// isBy reports the short labels that are no beginnings of names, however they are written.
func isBy(s string) bool {
	switch strings.ToLower(s) {
	case "by", "von", "par", "por", "av", "af", "от":
		return true
	}
	return false
}

func isHan(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.Is(unicode.Han, r)
}

// tailSigns end the names in a byline: what follows is a role, a section, a date or a number of minutes.
var tailSigns = [...]string{" | ", " • ", " · ", " – ", " — ", " - ", " // ", " / ", " ▪ ", "\u00a0| ", " |"}

// cutTail takes off what follows the names.
func cutTail(s string) string {
	for _, sign := range tailSigns {
		if i := strings.Index(s, sign); i > 0 {
			s = s[:i]
		}
	}
	// a date: cut where it begins, with the word before it ("on", "am", "vào")
	var d dateParser
	d.short = true
	if d.find([]byte(s), minYear, dayFirst) {
		start := int(d.tokens[d.from].start)
		if i := d.from - 1; i >= 0 && d.tokens[i].role&(roleFiller|roleWeekday) != 0 && d.tokens[i].month == 0 {
			start = int(d.tokens[i].start)
		}
		s = s[:start]
	}
	for _, word := range [...]string{" on ", " in ", " Published", " Updated", " Posted", " Last updated", " am ", " vào "} {
		if i := strings.Index(s, word); i > 0 {
			s = s[:i]
		}
	}
	return strings.TrimSpace(s)
}

// nameLike reports whether a text that stands where a name is expected can be one: few words, the first letter a
// capital or of a script without them, no sentence, no digits in front.
func nameLike(s string) bool {
	if len(s) < 2 || len(s) > maxName || strings.ContainsAny(s, "?!{}=<>") || placeholders[strings.ToLower(s)] {
		return false
	}
	if strings.HasSuffix(s, "…") || strings.HasSuffix(s, "...") {
		return false
	}
	words := strings.Count(s, " ") + 1
	if words > 7 {
		return false
	}
	if kind := phrases.Find(s).Kind; kind != phrases.None && kind != phrases.Byline && kind != phrases.Imprint {
		return false
	}
	lowered := strings.ToLower(s)
	for _, w := range notAuthors {
		if strings.HasPrefix(lowered, w) {
			return false
		}
	}
	if i := strings.LastIndexByte(s, ' '); i > 0 && startsUpper(s) && !startsUpper(s[i+1:]) && !groups[s[i+1:]] {
		return false // "Insights from", "5 min read"
	}
	if words == 1 && len(s) < 3 && s != "MD" || strings.HasSuffix(s, ".") && len(s)-strings.LastIndexByte(s, ' ') > 6 {
		return false // initials of an avatar, the end of a sentence
	}
	digits, letters := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return letters >= 2 && digits <= 2*letters && (words <= 3 || startsUpper(s) || strings.HasPrefix(lowered, "the "))
}
