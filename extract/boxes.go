package extract

import (
	"bytes"

	"winnow/document"
)

// ReasonBox is why the blocks of an element are dropped whose name says that it is no part of the page's text: a window
// over the page, the dialog of a consent manager, what posters of a forum have beneath all of their posts.
const ReasonBox document.Reason = "box"

// consentManagers are the beginnings of the ids and classes that consent managers give to their dialogs, the same on
// every site that uses them: OneTrust, Cookiebot, Usercentrics, Didomi, Quantcast, Sourcepoint, TrustArc, Termly,
// Osano, iubenda, Axeptio, Borlabs, Complianz, CookieYes (as of old and new), Moove, Klaro, tarteaucitron, Google's
// Funding Choices, consentmanager.net, Cookie Notice, CookieScript.
var consentManagers = [...]string{"onetrust-", "cybotcookiebot", "usercentrics-", "didomi-", "qc-cmp", "sp_message_container",
	"truste-", "termly-", "osano-cm", "iubenda-cs", "axeptio_", "borlabscookie", "cmplz-", "cookie-law-info", "cky-", "moove_gdpr",
	"klaro", "tarteaucitron", "fc-consent", "cmpbox", "cookie-notice", "cookiescript"}

// boxWords are words of ids and classes of other boxes. What speaks of cookies, of privacy or of footnotes is left to
// the model: every sixth to twentieth such block is content.
var boxWords = [...]string{"modal", "popup", "popover", "signature"}

// boxCues are the groups of cues that go with either.
const boxCues = 1<<cueModal | 1<<cueForum

// findBoxes finds the blocks inside of such elements, which often hold paragraphs of full sentences, and takes them out
// of what is decided about the page. What holds the headline or the whole page is no box but a name on its body; nor is
// what holds most of the likely text, unless it is a consent manager's.
func (c *choice) findBoxes(p *Page) {
	c.boxes = c.boxes[:0]
	likely := append(c.sums[:0], 0) // words of likely blocks before each
	for i := range p.Blocks {
		n := int64(0)
		if c.content[i] >= articleKeep {
			n = int64(p.Blocks[i].size)
		}
		likely = append(likely, likely[i]+n)
	}
	c.sums = likely
	done := int32(0) // end of the last box: those inside of it need no look
	for e := range p.elems {
		el := &p.elems[e]
		if el.cues&boxCues == 0 || el.last <= max(el.first, done) {
			continue
		}
		if int(el.last-el.first) == len(p.Blocks) || p.ends.hasTitle && p.ends.title >= el.first && p.ends.title < el.last {
			continue
		}
		if manager, box := p.boxed(el); manager || box && 2*(likely[el.last]-likely[el.first]) <= likely[len(p.Blocks)] {
			c.boxes = append(c.boxes, [2]int32{el.first, el.last})
			clear(c.content[el.first:el.last])
			done = el.last
		}
	}
}

// dropBoxes drops the blocks that findBoxes has found.
func (c *choice) dropBoxes() {
	for _, d := range c.boxes {
		for i := d[0]; i < d[1]; i++ {
			c.drop(int(i), ReasonBox)
		}
	}
}

// boxed tells whether the id or the class of an element names a consent manager, or another box.
func (p *Page) boxed(el *elem) (manager, box bool) {
	for _, name := range [...]string{"id", "class"} {
		value, _ := p.Tree.RawAttr(el.node, name)
		value = value[:min(len(value), maxAttr)]
		manager = manager || namesManager(value)
		box = box || namesBox(value)
	}
	return manager, box
}

// namesManager tells whether a class or an id begins like those of a consent manager.
func namesManager(value []byte) bool {
	for _, known := range consentManagers {
		if len(value) >= len(known) && value[0]|0x20 == known[0] && bytes.EqualFold(value[:len(known)], []byte(known)) {
			return true
		}
	}
	return false
}

// namesBox tells whether a class or an id holds one of boxWords in lower or upper case, with no letter beside it.
func namesBox(value []byte) bool {
	inWord := false
	for i, b := range value {
		starts := !inWord
		if inWord = asciiLetter(b); !inWord || !starts {
			continue
		}
		for _, word := range boxWords {
			if b|0x20 == word[0] && len(value)-i >= len(word) && bytes.EqualFold(value[i:i+len(word)], []byte(word)) &&
				(i+len(word) == len(value) || !asciiLetter(value[i+len(word)])) {
				return true
			}
		}
	}
	return false
}

func asciiLetter(b byte) bool { return b|0x20-'a' <= 'z'-'a' }
