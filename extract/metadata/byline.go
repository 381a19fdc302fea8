package metadata

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds on what can be a name and a byline, in bytes.
const (
	maxName   = 90
	maxByline = 300
)

// bylineLabels are the words that stand before an author's name, lower case, in the languages whose sites print them.
// The longest that fits is taken off; a colon may follow each.
var bylineLabels = map[string]bool{}

// bylineLabelRows holds bylineLabels as rows per language. Labels of photographers, editors and reviewers are not
// among them, they name others than the author; notAuthors has those.
var bylineLabelRows = [...]struct{ lang, labels string }{
	{"en", "by|written by|posted by|published by|article by|story by|words by|text by|this post was written by|this article was written by|authored by|recipe by|review by|reported by|contributed by|submitted by|" +
		"started by|created by|asked by|added by|blog by|post by|a post by|an article by|about the author|author|authors|" +
		"author(s)|writer|writers|thread starter|topic starter|original poster|contributor|contributors|guest post by"},
	{"de", "von|verfasst von|geschrieben von|erstellt von|veröffentlicht von|ein beitrag von|ein artikel von|ein kommentar von|" +
		"ein gastbeitrag von|gastbeitrag von|kommentar von|artikel von|text von|text|autor|autorin|autoren|autor/in|autor:in|" +
		"autor*in|verfasser|verfasserin|eingestellt von|gepostet von|über den autor|über die autorin|redakteur|redakteurin"},
	{"fr", "par|écrit par|rédigé par|publié par|posté par|un article de|texte de|propos recueillis par|auteur|auteurs|auteure|autrice"},
	{"es", "por|escrito por|publicado por|redactado por|un artículo de|texto de|autor|autora|autores"},
	{"pt", "por|escrito por|publicado por|postado por|autor|autora|autores|texto de|texto"},
	{"it", "di|scritto da|pubblicato da|postato da|a cura di|articolo di|testo di|autore|autrice|autori"},
	{"nl", "door|geschreven door|geplaatst door|auteur|auteurs|tekst"},
	{"sv", "av|skriven av|skrivet av|publicerad av|text|författare|skribent"},
	{"no", "av|skrevet av|publisert av|tekst|forfatter|journalist"},
	{"da", "af|skrevet af|tekst|forfatter"},
	{"fi", "kirjoittanut|kirjoittaja|teksti|toimittaja"},
	{"pl", "autor|autorka|autorzy|napisał|napisała|napisane przez|opublikowane przez|dodał|dodała|tekst|przez|rozmawiał|rozmawiała"},
	{"cs", "autor|autorka|autoři|napsal|napsala|text|píše"},
	{"hu", "írta|szerző|szerzők"},
	{"ro", "de|scris de|publicat de|autor|autori"},
	{"tr", "yazan|yazar|haber"},
	{"ru", "автор|авторы|автор статьи|автор текста|текст|опубликовал|опубликовала|написал|написала"},
	{"uk", "автор|автори|авторка|текст"},
	{"bg", "автор|автори|от"},
	{"el", "γράφει ο|γράφει η|του|της|γράφει|γράφουν|επιμέλεια|κείμενο|συντάκτης|από τον|από την|από"},
	{"id", "oleh|penulis|ditulis oleh|reporter|laporan"},
	{"vi", "tác giả|bài viết của|bài viết|người viết|bài|bài và ảnh|thực hiện|viết bởi|đăng bởi|bởi|phóng viên|pv|biên soạn"},
	{"zh", "作者|责任编辑|责编|文|文/|記者|记者|本报记者|撰文|撰稿"},
	{"ja", "文|著者|執筆者|執筆|筆者|取材・文|ライター"},
	{"ko", "글|글쓴이|작성자"},
	{"ar", "بقلم|كتب|كتبت|الكاتب|إعداد"},
	{"he", "מאת"},
}

// notAuthors are words that name somebody else's part in a page, or nobody, when they begin a line that stands where a
// name could.
var notAuthors = [...]string{"photo", "foto", "image", "bild", "reviewed by", "medically reviewed", "fact checked", "fact-checked",
	"edited by", "illustration", "ảnh", "view all", "all posts", "more by", "more from", "read more", "follow", "see all", "last edited",
	"last updated", "updated", "published", "posted in", "posted on", "share", "subscribe", "comment", "copyright", "about", "meet ",
	"join ", "articles by", "sign up", "log in", "sign in", "login", "powered by", "sponsored", "advert", "contact", "quelle", "source", "mehr ", "alle ", "translated by",
	"zeige alle", "zum profil", "anmelden", "abmelden", "registrier", "neues passwort", "passwort", "show all", "voir ", "afficher",
	"impressum", "kontakt", "newsletter", "cookie", "datenschutz", "lesezeit", "tiempo de lectura", "no author", "no comments",
	"xem thêm", "đăng nhập", "theo dõi", "chia sẻ", "bình luận", "all rights"}

// placeholders are account names that systems give to nobody in particular; as an author they say nothing.
var placeholders = map[string]bool{"admin": true, "administrator": true, "webmaster": true, "wp-admin": true, "user": true,
	"root": true, "anonymous": true, "guest": true, "unknown": true, "none": true, "null": true, "undefined": true, "n/a": true,
	"author": true, "authors": true, "autor": true, "tác giả": true, "test": true, "default": true, "by": true, "von": true,
	"editor": true, "super user": true, "website": true, "false": true, "true": true, "system": true, "name": true, "contributor": true,
	"contributors": true, "author name": true, "topic author": true, "first name": true, "last name": true, "login": true, "link": true, "via": true,
	"youtube": true, "facebook": true, "twitter": true, "linkedin": true, "instagram": true, "pinterest": true, "bluesky": true,
	"mastodon": true, "email": true, "e-mail": true, "home": true, "blog": true, "menu": true, "member login": true, "username": true, "profile": true, "avatar": true, "bio": true, "the author": true}

// groups are the words in small letters that the names of groups end in ("The Currency editors").
var groups = map[string]bool{"team": true, "staff": true, "editors": true, "editor": true, "contributors": true, "writers": true,
	"newsroom": true, "reporters": true, "redaktion": true, "desk": true, "correspondent": true, "agencies": true, "wire": true}

// labelStarts is a bit set that tells by the first three bytes (see triple) whether a text can begin with a label.
var labelStarts [512]uint64

// triple packs three bytes without regard to the case of letters.
func triple(b []byte) uint {
	k := pair(b[0], b[1]) << 5
	if len(b) > 2 {
		k |= uint(b[2] & 31)
	}
	return k
}

func addLabelStart(label string) {
	starts := []string{label}
	if len(label) == 2 {
		starts = []string{label + " ", label + ":", label + "\u00a0", label + "："}
	}
	for _, s := range starts {
		k := triple([]byte(s))
		labelStarts[k/64] |= 1 << (k % 64)
	}
}

func init() {
	for _, row := range bylineLabelRows {
		for label := range strings.SplitSeq(row.labels, "|") {
			bylineLabels[label] = true
			addLabelStart(label)
			addLabelStart(strings.ToUpper(label))
			r, n := utf8.DecodeRuneInString(label)
			addLabelStart(string(unicode.ToUpper(r)) + label[n:])
		}
	}
}

// hasLabel reports whether a line of at least two bytes begins with a label.
func hasLabel(line []byte) bool {
	k := triple(line)
	if labelStarts[k/64]>>(k%64)&1 == 0 {
		return false
	}
	_, found := cutLabel(string(line[:min(len(line), 80)]))
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
	s, _ = cutLabel(s)
	s = cutTail(s)
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

// roleWords are words that make a part of a byline a role or an office rather than a name.
var roleWords = map[string]bool{"editor": true, "reporter": true, "writer": true, "director": true, "manager": true, "founder": true,
	"co-founder": true, "ceo": true, "cto": true, "cmo": true, "chair": true, "professor": true, "journalist": true, "correspondent": true,
	"contributor": true, "officer": true, "president": true, "expert": true, "specialist": true, "analyst": true, "head": true,
	"strategist": true, "consultant": true, "author": true, "staff": true, "producer": true, "columnist": true, "educators": true,
	"redakteur": true, "redakteurin": true, "chefredakteur": true, "chefredakteurin": true, "autor": true, "autorin": true,
	"geschäftsführer": true, "geschäftsführerin": true, "korrespondent": true, "korrespondentin": true, "journalistin": true,
	"pressesprecher": true, "leiter": true, "leiterin": true, "rédacteur": true, "rédactrice": true, "redactor": true, "periodista": true,
	"dpa": true, "afp": true, "reuters": true, "ap": true, "apa": true, "ttxvn": true}

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
	var buf [48]byte
	n, words := 0, 0
	best := -1
	for i, r := range s {
		if words > 0 && (r == ' ' || r == ':' || r == '：' || r == '/' || r == '／' || r == '\u00a0' || r == '|') || i > 0 && isHan(s) && words == 0 {
			if bylineLabels[string(buf[:n])] {
				best = i
			}
		}
		if n+utf8.UTFMax > len(buf) {
			break
		}
		n += utf8.EncodeRune(buf[n:], lower(r))
		words = 1
	}
	if n == len(s) && bylineLabels[string(buf[:n])] { // nothing but a label
		return "", true
	}
	if best < 0 {
		return s, false
	}
	rest = strings.TrimLeft(s[best:], " \u00a0:：/／|-–—")
	// A short word that is a name's beginning as well ("Di", "De", "Van") is a label only in lower case or with a colon.
	if first := s[:best]; len(first) <= 3 && s[best] != ':' && startsUpper(rest) && startsUpper(first) && !isBy(first) {
		return s, false
	}
	return rest, true
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
