package metadata

import (
	"bytes"
	"unicode/utf8"

	"winnow/extract/dom"
)

// Strengths of the signs that a visible date is the page's own.
const (
	datePropPublished = 14 // itemprop=datePublished
	dateNear          = 6  // stands close to the title
	dateTime          = 4  // a time element with a datetime attribute
	dateLabel         = 4  // "Published", "Posted on"
	dateClass         = 3  // a class or id that speaks of dates
	dateAlone         = 3  // the text holds nothing but the date

	sureDate = 7 // at least two of these
)

// dateGuess is a date found in the visible text and how much speaks for it.
type dateGuess struct {
	iso   string
	score int
}

func (g *dateGuess) offer(iso string, score int) {
	if score > g.score {
		g.iso, g.score = iso, score
	}
}

// seenDates are the best dates of the visible text.
type seenDates struct{ published, modified dateGuess }

// dateElement reads the date of an element whose attributes say that it has one.
func (p *page) dateElement(n int32, s *signs) {
	if p.t.Nodes[n].Tag == dom.TagTime && s.stamp != nil {
		s.date += dateTime
	}
	iso, ok := p.fieldDate(s.stamp)
	if !ok {
		p.buf = p.appendText(p.buf[:0], n, dateMaxBytes)
		if iso, ok = p.fieldDate(p.buf); !ok {
			return
		}
	}
	p.offerDate(iso, s.date, n, s.modified || p.modifiedBefore(n))
}

// dateText looks at a text node: a date that stands alone, has a label, or stands in an element made for dates.
func (p *page) dateText(n int32, order dateOrder) {
	raw := p.t.RawText(n)
	if !hasYear(raw, false) {
		return
	}
	d := dateParser{override: p.monthOverride()}
	if !d.find(raw, minYear, order) {
		return
	}
	score := 0
	foreign := d.foreignLetters()
	label := bytes.TrimSpace(raw[:d.start()])
	if accountCue(label) || len(label) == 0 && accountCue(p.textBefore(n)) {
		return
	}
	modified := modifiedCue(raw[:d.tokens[d.from].start]) // with the weekday: "nhật" ends "Cập nhật" and "Chủ nhật"
	if foreign <= 30 {
		score += dateAlone
	}
	if labelled := publishedCue(label); labelled && len(label) < 60 {
		score += dateLabel
	}
	parent := p.t.Nodes[n].Parent
	for range 2 {
		if parent <= 0 {
			break
		}
		if p.t.Nodes[parent].Tag == dom.TagTime && foreign <= 30 {
			score += dateTime
		}
		for _, name := range [...]string{"class", "id"} {
			if value, ok := p.t.RawAttr(parent, name); ok && p.cues.of(value)&cueDate != 0 {
				score += dateClass
				modified = modified || modifiedCue(value)
				break
			}
		}
		parent = p.t.Nodes[parent].Parent
	}
	if score == 0 {
		return
	}
	if len(label) == 0 {
		modified = modified || p.modifiedBefore(n)
		if p.publishedBefore(n) {
			score += dateLabel
		}
	}
	p.offerDate(d.found.String(), score, n, modified)
	if !modified {
		return
	}
	// "Updated: 9 March 2026 | Published: 4 March 2026"
	to := d.to
	if !d.next(to) || d.from < to { // a time between two dates is that of the first
		return
	}
	if label := raw[d.tokens[to-1].end:d.tokens[d.from].start]; publishedCue(label) && !modifiedCue(label) {
		p.offerDate(d.found.String(), score+dateLabel, n, false)
	}
}

// offerDate adds what nearness to the title is worth and files the date.
func (p *page) offerDate(iso string, score int, n int32, modified bool) {
	if p.near(n) {
		score += dateNear
	}
	if modified {
		p.seen.modified.offer(iso, score)
		return
	}
	p.seen.published.offer(iso, score)
}

// start returns where the date or the name of its weekday begins.
func (p *dateParser) start() int16 {
	from := p.from
	for from > 0 && p.tokens[from-1].role&roleWeekday != 0 {
		from--
	}
	return p.tokens[from].start
}

// foreignLetters counts the letters of the words that are no part of a date.
func (p *dateParser) foreignLetters() (n int) {
	for i := range p.n {
		if t := &p.tokens[i]; (i < p.from || i >= p.to) && t.kind == kindWord && t.role&(roleWeekday|roleZone|roleFiller) == 0 {
			n += utf8.RuneCount(p.line[t.start:t.end])
		}
	}
	return n
}

// modifiedBefore reports whether the text before node n says that the date is that of a change; publishedBefore,
// that it is that of publication.
func (p *page) modifiedBefore(n int32) bool { return modifiedCue(p.textBefore(n)) }

func (p *page) publishedBefore(n int32) bool { return publishedCue(p.textBefore(n)) }

// textBefore returns the text node before n, if it is short and close.
func (p *page) textBefore(n int32) []byte {
	for c := n - 1; c > max(n-6, 0); c-- {
		if p.t.IsText(c) && p.t.Nodes[c].Flags&dom.FlagBlank == 0 {
			if raw := bytes.TrimSpace(p.t.RawText(c)); len(raw) < 40 {
				return raw
			}
			return nil
		}
	}
	return nil
}

// cueWords finds any of a list of words in a text. Words are in lower case and compared without regard to the case of
// ASCII letters only, which is why those of other scripts begin with their second letter.
type cueWords struct {
	starts [1024]uint8 // by the first two bytes of words (see pair): which of lists, plus 1
	lists  [][]string
}

func newCueWords(words ...string) *cueWords {
	c := new(cueWords)
	for _, w := range words {
		at := &c.starts[pair(w[0], w[1])]
		if *at == 0 {
			c.lists = append(c.lists, nil)
			*at = uint8(len(c.lists))
		}
		c.lists[*at-1] = append(c.lists[*at-1], w)
	}
	return c
}

func (c *cueWords) in(s []byte) bool {
	for i := 0; i+1 < len(s); i++ {
		list := c.starts[pair(s[i], s[i+1])]
		if list == 0 {
			continue
		}
		for _, w := range c.lists[list-1] {
			if hasFold(s[i:], w) {
				return true
			}
		}
	}
	return false
}

// Words that stand before the date of a change and before that of publication.
var (
	modifiedWords = newCueWords("update", "modifi", "revised", "last edit", "aktualis", "geändert", "bearbeitet", "mis à jour",
		"mise à jour", "actualiz", "aggiornat", "atualiz", "bijgewerkt", "gewijzigd", "uppdaterad", "oppdatert", "opdateret",
		"aktualiz", "бновлен", "зменен", "νημερώ", "güncelle", "cập nhật", "diperbarui", "更新", "修改", "수정", "stand:", "reviewed")
	publishedWords = newCueWords("publish", "posted", "written on", "released", "first", "created", "veröffentlicht", "erstellt",
		"geschrieben", "publié", "posté", "publicado", "pubblicato", "postado", "geplaatst", "gepubliceerd", "publicerad",
		"publisert", "udgivet", "julkaistu", "opublikowan", "dodano", "публикован", "ημοσί", "yayın", "xuất bản", "đăng", "Đăng", "diterbitkan",
		"发布", "發布", "公開", "掲載", "입력", "started")
)

// accountWords stand before the date since when somebody is a member of a forum.
var accountWords = newCueWords("joined", "join date", "member since", "registered", "founded", "registriert", "mitglied seit",
	"beigetreten", "inscrit", "inscription", "membre depuis", "registrado", "miembro desde", "membro desde", "iscritto", "lid sinds",
	"geregistreerd", "dołączył", "rejestracja", "егистрация", "tham gia", "注册", "註冊", "登録")

func accountCue(s []byte) bool { return accountWords.in(s) }

func modifiedCue(s []byte) bool { return modifiedWords.in(s) }

func publishedCue(s []byte) bool { return publishedWords.in(s) }
