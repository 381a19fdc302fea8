package metadata

import (
	"bytes"

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

// scanDates looks through the visible text for dates. Subtrees that hold other people's texts are stepped over.
func (p *page) scanDates() (seen seenDates) {
	t := p.t
	h := p.titleNode()
	order := p.dateOrder()
	for n := max(p.body, 1); n < int32(len(t.Nodes)); n++ {
		node := &t.Nodes[n]
		switch node.Tag {
		case dom.TagText:
			if node.Flags&dom.FlagBlank == 0 && node.TextEnd-node.TextStart <= dateMaxBytes/2 {
				p.dateText(&seen, n, h, order)
			}
			continue
		case dom.TagScript, dom.TagStyle, dom.TagSvg, dom.TagSelect:
			n = node.End - 1
			continue
		}
		if node.AttrStart == node.AttrEnd {
			continue
		}
		if p.dateElement(&seen, n, h) && !(h > n && h < node.End) && int(node.End-n)*2 < len(t.Nodes) {
			n = node.End - 1
		}
	}
	return seen
}

// dateElement looks at the attributes of an element: itemprop, datetime. It reports whether the subtree is to be
// stepped over.
func (p *page) dateElement(seen *seenDates, n, h int32) (skip bool) {
	t := p.t
	node := &t.Nodes[n]
	var stamp []byte
	score, modified := 0, false
	for i := node.AttrStart; i < node.AttrEnd; i++ {
		name, value := t.AttrAt(i)
		switch string(name) {
		case "itemprop":
			switch {
			case hasWord(value, "datePublished"):
				score += datePropPublished
			case hasWord(value, "dateCreated"), hasWord(value, "uploadDate"):
				score += datePropPublished / 2
			case hasWord(value, "dateModified"):
				score, modified = datePropPublished, true
			case hasWord(value, "comment"):
				skip = true
			}
		case "datetime", "content":
			if stamp == nil || string(name) == "datetime" {
				stamp = value
			}
		case "class", "id":
			_, foreign := classCues(value)
			skip = skip || foreign
			if dateClassCue(value) {
				score += dateClass
			}
			if modifiedCue(value) {
				modified = true
			}
		}
	}
	if skip {
		return true
	}
	if node.Tag == dom.TagTime && stamp != nil {
		score += dateTime
	} else if score < datePropPublished/2 {
		return false
	}
	iso, ok := p.fieldDate(stamp)
	if !ok {
		p.buf = p.appendText(p.buf[:0], n, dateMaxBytes)
		if iso, ok = p.fieldDate(p.buf); !ok {
			return false
		}
	}
	p.offerDate(seen, iso, score, n, h, modified || p.modifiedBefore(n))
	return false
}

// dateText looks at a text node: a date that stands alone, has a label, or stands in an element made for dates.
func (p *page) dateText(seen *seenDates, n, h int32, order dateOrder) {
	raw := p.t.RawText(n)
	if !hasYear(raw, false) {
		return
	}
	var d dateParser
	if !d.find(raw, minYear, order) {
		return
	}
	score := 0
	foreign := d.foreignLetters()
	label := bytes.TrimSpace(raw[:d.tokens[d.from].start])
	modified := modifiedCue(label)
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
			if value, ok := p.t.RawAttr(parent, name); ok && dateClassCue(value) {
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
	p.offerDate(seen, d.found.String(), score, n, h, modified)
}

// offerDate adds what nearness to the title is worth and files the date.
func (p *page) offerDate(seen *seenDates, iso string, score int, n, h int32, modified bool) {
	if h > 0 && n > h-nearBefore && n < p.t.Nodes[h].End+nearAfter {
		score += dateNear
	}
	if modified {
		seen.modified.offer(iso, score)
		return
	}
	seen.published.offer(iso, score)
}

// foreignLetters counts the bytes of the words that are no part of a date.
func (p *dateParser) foreignLetters() (n int) {
	for i := range p.n {
		if t := &p.tokens[i]; (i < p.from || i >= p.to) && t.kind == kindWord && t.role&(roleWeekday|roleZone|roleFiller) == 0 {
			n += int(t.end - t.start)
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

// dateClassCue reports whether a class or id speaks of dates.
func dateClassCue(value []byte) bool {
	for i, c := range value {
		switch c | 0x20 {
		case 'd':
			if hasFold(value[i:], "date") && !hasFold(value[i:], "datepicker") && !(i > 1 && hasFold(value[i-2:], "update")) || hasFold(value[i:], "datum") {
				return true
			}
		case 'f':
			if hasFold(value[i:], "fecha") {
				return true
			}
		case 'p':
			if hasFold(value[i:], "publish") || hasFold(value[i:], "posted") || hasFold(value[i:], "pubtime") || hasFold(value[i:], "post-meta") {
				return true
			}
		case 't':
			if hasFold(value[i:], "time") && !hasFold(value[i:], "timeline") && !(i > 1 && hasFold(value[i-2:], "sentiment")) {
				return true
			}
		case 'b':
			if hasFold(value[i:], "byline") {
				return true
			}
		case 'm':
			if hasFold(value[i:], "meta") {
				return true
			}
		case 'n':
			if hasFold(value[i:], "ngay") {
				return true
			}
		}
	}
	return false
}

// Words that stand before a date, lower case. They are compared without regard to the case of ASCII letters only,
// which is why some begin with their second letter.
var (
	modifiedWords = [...]string{"update", "modifi", "revised", "last edit", "aktualis", "geändert", "bearbeitet", "mis à jour",
		"mise à jour", "actualiz", "aggiornat", "atualiz", "bijgewerkt", "gewijzigd", "uppdaterad", "oppdatert", "opdateret",
		"aktualiz", "бновлен", "зменен", "νημερώ", "güncelle", "cập nhật", "diperbarui", "更新", "修改", "수정", "stand:", "last reviewed",
		"reviewed"}
	publishedWords = [...]string{"publish", "posted", "written on", "released", "first", "created", "veröffentlicht", "erstellt",
		"geschrieben", "publié", "posté", "publicado", "pubblicato", "postado", "geplaatst", "gepubliceerd", "publicerad",
		"publisert", "udgivet", "julkaistu", "opublikowan", "dodano", "публикован", "ημοσί", "yayın", "xuất bản", "đăng", "diterbitkan",
		"发布", "發布", "公開", "掲載", "입력", "started"}
)

func modifiedCue(s []byte) bool { return len(s) > 0 && containsAnyFold(s, modifiedWords[:]) }

func publishedCue(s []byte) bool { return len(s) > 0 && containsAnyFold(s, publishedWords[:]) }

func containsAnyFold(s []byte, words []string) bool {
	for i := range s {
		for _, w := range words {
			if c := s[i]; (c == w[0] || c|0x20 == w[0] && isLetter(c)) && hasFold(s[i:], w) {
				return true
			}
		}
	}
	return false
}
