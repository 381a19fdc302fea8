package extract

import (
	"bytes"
	"math/bits"
	"unsafe"

	"winnow/document"
	"winnow/extract/phrases"
	"winnow/internal/runes"
)

// Groups of fixed phrases that announce what follows them.
const (
	markNone    = iota
	markRelated // related, most read, latest, read more
	markComments
	markSignup
	markLegal
	numMarks
)

// markGroups maps the kinds of phrases to groups.
var markGroups = [phrases.NumKinds]byte{
	phrases.Related: markRelated, phrases.MostRead: markRelated, phrases.Latest: markRelated, phrases.ReadMore: markRelated,
	phrases.Comments: markComments, phrases.Newsletter: markSignup, phrases.Login: markSignup, phrases.Cookie: markSignup,
	phrases.Copyright: markLegal, phrases.Imprint: markLegal,
}

// findPhrases looks each block up in the tables of phrases.
func (p *Page) findPhrases() {
	p.phrases = p.phrases[:0]
	for i := range p.Blocks {
		text := p.BlockText(i)
		p.phrases = append(p.phrases, phrases.Find(unsafe.String(unsafe.SliceData(text), len(text))))
	}
}

// markOf returns the group that block i announces, when it is nothing but a phrase or its label.
func (p *Page) markOf(i int32) byte {
	if m := &p.phrases[i]; m.Form == phrases.Line || m.Form == phrases.Label {
		return markGroups[m.Kind]
	}
	return markNone
}

// phraseFeatures writes what fixed phrases say: the block's own, how far up an element stands that begins with a legal
// notice, and how many blocks ago one of the others stood.
func (p *Page) phraseFeatures() {
	var last [numMarks]int32
	for g := range last {
		last[g] = -200
	}
	for i := range p.Blocks {
		f := p.row(i)
		f[fPhraseForm] = byte(p.phrases[i].Form)
		f[fLegalUp] = p.infos[p.Blocks[i].elem].dist[distLegal]
		f[fRelatedSince] = count(int32(i) - last[markRelated])
		f[fCommentsSince] = count(int32(i) - last[markComments])
		f[fSignupSince] = count(int32(i) - last[markSignup])
		last[p.markOf(int32(i))] = int32(i)
	}
}

// ReasonPhrase drops a block that announces something else than the text: "Auch interessant:", "Share this".
const ReasonPhrase document.Reason = "phrase"

// announces tells whether block i is nothing but a fixed phrase of a box, or the label of one with its links behind.
func (p *Page) announces(i int) bool {
	m, b := &p.phrases[i], &p.Blocks[i]
	switch m.Kind {
	case phrases.Related, phrases.MostRead, phrases.Latest, phrases.ReadMore, phrases.Comments, phrases.Share,
		phrases.Follow, phrases.Newsletter, phrases.Cookie, phrases.Login, phrases.Ad:
		return m.Form == phrases.Line || m.Form == phrases.Label && b.linked*2 >= b.chars
	}
	return false
}

// tailBytes is how far from the end of a block the credit of a picture may begin.
const tailBytes = 80

// photoTail tells whether a text ends in the credit of a picture, set off by a bracket, a dash, a stroke or a full
// stop: "The harbour in May. Photo: N.N.", "… - Ảnh: V.D".
func photoTail(text []byte) bool {
	for i := max(1, len(text)-tailBytes); i+2 < len(text); i++ {
		if i+8 <= len(text) {
			signs := creditSigns(runes.EightAt(text, i))
			if i += bits.TrailingZeros64(signs) / 8; signs == 0 {
				i--
				continue
			}
		}
		if i+2 >= len(text) || !beforeCredit[text[i]] {
			continue
		}
		at := i + 1
		for at < len(text) && text[at] == ' ' {
			at++
		}
		if at == len(text) {
			return false
		}
		tail := text[at:]
		s := unsafe.String(unsafe.SliceData(tail), len(tail))
		if phrases.CreditAhead(s) && phrases.Find(s).Kind == phrases.Photo {
			return true
		}
	}
	return false
}

// beforeCredit are the signs that set off a credit; the last two end en and em dashes.
var beforeCredit = [256]bool{'(': true, '-': true, '/': true, '.': true, '|': true, 0x93: true, 0x94: true}

// creditSigns has the top bit set in the lowest byte of eight that beforeCredit may hold; 0 when it holds none of them.
func creditSigns(w uint64) uint64 {
	const (
		ones = 0x0101010101010101
		tops = 0x80 * ones
		rest = 0xf8 * ones
	)
	stops, stroke := w&rest^'('*ones, w^'|'*ones // 0 where it is one of ( ) * + , - . / or |
	found := (stops-ones)&^stops | (stroke-ones)&^stroke
	if w&tops != 0 {
		dash := w&rest ^ 0x90*ones
		found |= (dash - ones) &^ dash
	}
	return found & tops
}

// sourceTail tells whether a text ends in a bracketed source: "… on Sunday. (Source: Yonhap)".
func sourceTail(text []byte) bool {
	at := bytes.LastIndexByte(text, '(')
	if at < 1 || len(text)-at > tailBytes || text[len(text)-1] != ')' {
		return false
	}
	tail := text[at+1:]
	m := phrases.Find(unsafe.String(unsafe.SliceData(tail), len(tail)))
	return m.Kind == phrases.Source || m.Kind == phrases.Photo
}

// Sizes in words up to which a block can be the caption of a picture.
const (
	captionAfterPicture = 80
	captionWithCredit   = 40
	captionOfCredit     = 20
)

// caption tells whether block i is the caption of a picture: by its element; without markup, by the credit of a
// picture at its end or its beginning; or by a source at its end when it follows a picture.
func (p *Page) caption(i int) bool {
	b := &p.Blocks[i]
	switch size := b.size; {
	case b.Kind == document.Caption:
		return true
	case size <= captionOfCredit && p.phrases[i].Kind == phrases.Photo:
		return true
	case size <= captionWithCredit || size <= captionAfterPicture && b.before > 0:
		return photoTail(p.BlockText(i)) || b.before > 0 && sourceTail(p.BlockText(i))
	}
	return false
}
