package metadata

import (
	"bytes"
	"slices"
	"strings"

	"winnow/extract/dom"
	"winnow/internal/runes"
)

// maxTitle is the number of bytes of a heading or title that is looked at.
const maxTitle = 500

// numTitles is how many other titles a heading is compared with.
const numTitles = 4

// maxTextNodes is the number of nodes of an element that are read for its text.
const maxTextNodes = 256

// Shares of a heading's words that the other titles must have. Measured on wcxb-dev and trafeval: of pages with one h1
// whose words all stand in the title or og:title, it is the title on 84 and 88%; of those with no word in common, on 17
// and 59%, where what remains is slogans on home and service pages. headingAlike is the least Dice coefficient of the
// heading and the one among the other titles that is most like it.
const (
	headingCover        = 0.4
	headingCoverArticle = 0.2 // pages that call themselves articles
	headingAlike        = 0.25
)

// chooseTitle decides between the headings, the JSON-LD headline, the titles of the meta elements and the title
// element. The heading that readers see wins when another place says something alike; what systems write for search
// engines and for sharing (title, og:title) often differs from it.
func (p *page) chooseTitle() string {
	headline := p.stripSite(clean(unescapeJSON(p.ld.article.headline)))
	og := p.stripSite(p.decode(p.fields[fieldTitleOG]))
	doc := ""
	if p.title != 0 {
		doc = p.stripSite(p.text(p.title))
	}
	twitter := p.stripSite(p.decode(p.fields[fieldTitleTwitter]))
	doc = p.cutBanner(doc, headline, og, twitter)
	refs := [numTitles]string{headline, og, doc, twitter}
	var buf [maxTitle]byte
	for i, ref := range refs {
		if p.isSiteName(folded(buf[:0], ref)) { // says nothing about this page
			refs[i] = ""
		}
	}
	if h := p.heading(p.h1[:p.numH1], refs[:], false); h != "" {
		return h
	}
	if h := p.heading(p.h2[:p.numH2], refs[:], true); h != "" {
		return h
	}
	for _, s := range [...]string{
		headline,
		p.decode(p.fields[fieldHeadline]),
		p.cutUnless(og, doc),
		p.stripSite(p.decode(p.fields[fieldTitleCitation])),
		p.cutSuffix(refs[3]),
		p.cutSuffix(doc),
		p.stripSite(p.decode(p.fields[fieldTitleMeta])),
		clean(unescapeJSON(p.ld.webpage.name)),
	} {
		if s != "" {
			return s
		}
	}
	if p.numH1 > 0 {
		if s := p.text(p.h1[0]); len(s) <= maxTitle {
			return s
		}
	}
	return ""
}

// heading returns the one of the headings that is the title, "" when none is. strict wants a heading to say the same
// as one of the others.
func (p *page) heading(nodes []int32, others []string, strict bool) string {
	if len(nodes) == 0 {
		return ""
	}
	var a, b [maxTitle]byte
	var all, mine wordSet
	var theirs [numTitles]wordSet
	for i, other := range others {
		all.add(other)
		theirs[i].add(other)
	}
	best, bestScore, bestCover := "", -1.0, 0.0
	for _, n := range nodes {
		text := p.stripEnd(trimHeading(p.text(n)))
		f := folded(a[:0], text)
		if len(f) == 0 || len(text) > maxTitle || p.isSiteName(f) || p.linksHome(n) {
			continue
		}
		if part := p.partOf(n, others); part != "" {
			text = part
			f = folded(a[:0], text)
		}
		mine.n = 0
		mine.add(text)
		if mine.common(&theirs[0])+mine.common(&theirs[1]) == 0 && p.restated(n, others[0], others[1]) {
			continue // the headline or og:title stands further down
		}
		score := 0.0
		for i, other := range others {
			g := folded(b[:0], other)
			if len(g) == 0 {
				continue
			}
			alike := mine.dice(&theirs[i])
			if bytes.Equal(f, g) {
				alike = 2
			}
			score = max(score, alike)
		}
		if score < 2 {
			starts, ends := partOfOther(text, others)
			switch {
			case starts:
				score = 1.5
			case ends: // "Chapter - Name of the book": the heading names the book
				continue
			case strict:
				continue
			}
		}
		if score > bestScore {
			best, bestScore, bestCover = text, score, mine.cover(&all)
			p.heading1 = n
		}
	}
	if best == "" || all.n == 0 || strict {
		return best
	}
	need := headingCover
	agreed := others[0] != "" && others[0] == others[1] // the headline and og:title say one thing
	if p.isArticle() && !agreed {
		need = headingCoverArticle
	}
	if bestCover < need || bestScore < headingAlike {
		return ""
	}
	return best
}

// isArticle reports whether the page calls itself an article.
func (p *page) isArticle() bool {
	return p.ld.kinds&SchemaArticle != 0 || bytes.EqualFold(p.fields[fieldType].raw, []byte("article"))
}

// partOfOther reports whether one of the other titles is the text with a separator and more behind it, or before it.
func partOfOther(text string, others []string) (starts, ends bool) {
	for _, other := range others {
		for _, sep := range titleSeparators {
			if rest, ok := strings.CutPrefix(other, text); ok && strings.HasPrefix(rest, sep) {
				starts = true
			}
			if rest, ok := strings.CutSuffix(other, text); ok && strings.HasSuffix(rest, sep) {
				ends = true
			}
		}
	}
	return starts, ends
}

// partOf returns the text of an element inside a heading that is all of one of the other titles: the rest is a kicker,
// a date or a subtitle.
func (p *page) partOf(n int32, others []string) string {
	t := p.t
	var a, b [maxTitle]byte
	if size := t.Nodes[n].End - n; size < 4 || size > maxTextNodes/4 {
		return ""
	}
	for c := n + 1; c < t.Nodes[n].End; c++ {
		if t.Nodes[c].Flags&dom.FlagBlank != 0 {
			continue
		}
		if p.isHidden(c) {
			c = t.Nodes[c].End - 1
			continue
		}
		text := trimHeading(p.text(c))
		f := folded(a[:0], text)
		if len(f) < 8 {
			continue
		}
		for _, other := range others {
			if bytes.Equal(f, folded(b[:0], other)) {
				return text
			}
		}
	}
	return ""
}

// trimHeading takes off the signs by which documentation systems link to a heading.
func trimHeading(s string) string {
	for _, sign := range [...]string{"¶", "#", "§", "🔗", "\uf0c1"} {
		s = strings.TrimRight(strings.TrimSuffix(s, sign), " ")
	}
	return s
}

// wordSet holds hashes of the first words of a title.
type wordSet struct {
	hash [96]uint32
	n    int
}

// add adds the words of s that are not in the set.
func (w *wordSet) add(s string) {
	const offset, prime = 2166136261, 16777619 // FNV-1a
	h := uint32(offset)
	inside := false
	for i := 0; i <= len(s) && w.n < len(w.hash); {
		r, size := rune(' '), 1
		if i < len(s) {
			r, size = runes.Decode(s[i:])
		}
		i += size
		if runes.IsWord(r) {
			h = (h ^ uint32(lower(r))) * prime
			inside = true
			if r < 0x2E80 {
				continue
			} // a CJK character is a word
		}
		if inside && w.n < len(w.hash) && !w.has(h) {
			w.hash[w.n] = h
			w.n++
		}
		h, inside = offset, false
	}
}

func (w *wordSet) has(h uint32) bool { return slices.Contains(w.hash[:w.n], h) }

// cover returns the share of the words that stand in other.
func (w *wordSet) cover(other *wordSet) float64 {
	if w.n == 0 {
		return 0
	}
	return float64(w.common(other)) / float64(w.n)
}

// dice returns twice the number of common words over the number of all.
func (w *wordSet) dice(other *wordSet) float64 {
	if w.n+other.n == 0 {
		return 0
	}
	return 2 * float64(w.common(other)) / float64(w.n+other.n)
}

func (w *wordSet) common(other *wordSet) (n int) {
	for _, h := range w.hash[:w.n] {
		if other.has(h) {
			n++
		}
	}
	return n
}

// isSiteName reports whether a folded text is the name of the site or its host.
func (p *page) isSiteName(f []byte) bool {
	for i, name := range p.siteNames() {
		if name != "" && bytes.Equal(p.folded[i], f) {
			return true
		}
	}
	return false
}

// siteNames returns all that is known of the site's name: what og:site_name, JSON-LD and the application name say,
// the host and the host without its last label. It leaves them in p.folded, too.
func (p *page) siteNames() *[6]string {
	if !p.hasNames {
		p.hasNames = true
		host := hostOf(p.address)
		label := host
		if i := strings.LastIndexByte(label, '.'); i > 0 {
			label = label[:i]
		}
		p.names = [6]string{p.decode(p.fields[fieldSiteOG]), clean(unescapeJSON(p.ld.siteName)),
			clean(unescapeJSON(p.publisher())), p.decode(p.fields[fieldSiteApp]), host, label}
		for i, name := range p.names {
			p.folded[i] = folded(p.folded[i][:0], name)
		}
	}
	return &p.names
}

// titleSeparators are the signs that sites put between a title and their name, with blanks around them.
var titleSeparators = [...]string{" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " ~ ", " / "}

// hasSeparator is a cheap test that turns away most headings: whether one of titleSeparators can be in a title.
func hasSeparator(title string) bool {
	for i := 0; i+2 < len(title); i++ {
		if title[i] == ' ' && separatorStarts[title[i+1]] {
			return true
		}
	}
	return false
}

var separatorStarts = func() (starts [256]bool) {
	for _, sep := range titleSeparators {
		starts[sep[1]] = true
	}
	return starts
}()

// stripSite takes the name of the site off the end or the start of a title.
func (p *page) stripSite(title string) string {
	title = strings.Trim(title, " |·•")
	if len(title) > maxTitle || p.isHome() {
		return title
	}
	for range 3 { // "Title | Section | Site" needs two rounds
		cut := p.stripOnce(title)
		if cut == title || cut == "" {
			break
		}
		title = cut
	}
	return title
}

// isHome reports whether the page is the front page of its site, which is titled by the site's name and a slogan.
func (p *page) isHome() bool { return p.address != "/" && isRoot(p.address) }

// isRoot reports whether an address, which may be relative, is that of a front page.
func isRoot(address string) bool {
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return address == "/"
	}
	slash := strings.IndexByte(rest, '/')
	return slash < 0 || slash == len(rest)-1
}

// stripEnd takes the name of the site off the end of a title.
func (p *page) stripEnd(title string) string {
	if len(title) > maxTitle || !hasSeparator(title) {
		return title
	}
	var buf [maxTitle]byte
	for _, sep := range titleSeparators {
		if i := strings.LastIndex(title, sep); i > 0 && p.isSiteName(folded(buf[:0], title[i+len(sep):])) {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}

func (p *page) stripOnce(title string) string {
	if !hasSeparator(title) {
		return title
	}
	if cut := p.stripEnd(title); cut != title {
		return cut
	}
	var buf [maxTitle]byte
	for _, sep := range titleSeparators {
		if i := strings.Index(title, sep); i > 0 {
			if p.isSiteName(folded(buf[:0], title[:i])) {
				return strings.TrimSpace(title[i+len(sep):])
			}
		}
	}
	return title
}

// cutUnless is cutSuffix unless the title element goes on after the title, which shows where it ends.
func (p *page) cutUnless(title, doc string) string {
	if starts, _ := partOfOther(title, []string{doc}); starts {
		return title
	}
	return p.cutSuffix(title)
}

// cutSuffix takes the last part of a title off where it is short and the rest is not: most often it is the name of the
// site in a form that is known nowhere else.
func (p *page) cutSuffix(title string) string {
	best := -1
	if !hasSeparator(title) || p.isHome() {
		return title
	}
	for _, sep := range titleSeparators {
		if i := strings.LastIndex(title, sep); i > best {
			best = i
		}
	}
	if best < 0 {
		return title
	}
	rest := strings.TrimSpace(title[:best])
	suffix := title[best:]
	if strings.Count(suffix, " ") > 5 || len(rest) < 8 && strings.Count(rest, " ") == 0 && len(suffix) > len(rest)+12 {
		return title
	}
	return rest
}

// text returns the text of an element, blanks collapsed.
func (p *page) text(n int32) string {
	p.buf = p.appendText(p.buf[:0], n, maxTitle)
	return clean(string(p.buf))
}

// appendText appends the visible text of the subtree of n, at most limit bytes of it. A blank stands where an element
// begins or ends that does not stand within a line.
func (p *page) appendText(dst []byte, n int32, limit int) []byte {
	t := p.t
	start := len(dst)
	for c := n; c < min(t.Nodes[n].End, n+maxTextNodes) && len(dst)-start < limit; c++ {
		switch t.Nodes[c].Tag {
		case dom.TagText:
			dst = t.AppendText(dst, c)
		case dom.TagScript, dom.TagStyle, dom.TagTemplate, dom.TagNoscript, dom.TagSvg, dom.TagButton:
			if c != n {
				c = t.Nodes[c].End - 1
			}
		default:
			if c != n && p.isHidden(c) { // letters that move, ornaments, what stands for another width of the screen
				c = t.Nodes[c].End - 1
				continue
			}
			if !inline(t.Nodes[c].Tag) {
				dst = append(dst, ' ')
			}
		}
	}
	return dst
}

// isHidden reports whether an element is marked as no part of the text for those who have it read to them.
func (p *page) isHidden(n int32) bool {
	value, ok := p.t.RawAttr(n, "aria-hidden")
	return ok && bytes.EqualFold(value, []byte("true"))
}
