package extract

import (
	"bytes"

	"winnow/document"
)

// ReasonConsent is why the blocks inside of a consent manager's dialog are dropped.
const ReasonConsent document.Reason = "consent"

// consentManagers are the beginnings of the ids and classes that consent managers give to their dialogs, the same on
// every site that uses them: OneTrust, Cookiebot, Usercentrics, Didomi, Quantcast, Sourcepoint, TrustArc, Termly,
// Osano, iubenda, Axeptio, Borlabs, Complianz, CookieYes (as of old and new), Moove, Klaro, tarteaucitron, Google's
// Funding Choices, consentmanager.net, Cookie Notice, CookieScript.
var consentManagers = [...]string{"onetrust-", "cybotcookiebot", "usercentrics-", "didomi-", "qc-cmp", "sp_message_container",
	"truste-", "termly-", "osano-cm", "iubenda-cs", "axeptio_", "borlabscookie", "cmplz-", "cookie-law-info", "cky-", "moove_gdpr",
	"klaro", "tarteaucitron", "fc-consent", "cmpbox", "cookie-notice", "cookiescript"}

// consentDialogs finds the blocks inside of such dialogs, which tell of cookies and partners in paragraphs of full
// sentences, and takes them out of what is decided about the page. On the 123 development pages that have them, 125 of
// these blocks were kept, none of them content. What holds the headline or the whole page is no dialog but a name on its body.
func (c *choice) consentDialogs(p *Page) {
	c.dialogs = c.dialogs[:0]
	for e := range p.elems {
		el := &p.elems[e]
		whole := int(el.last-el.first) == len(p.Blocks) || p.ends.hasTitle && p.ends.title >= el.first && p.ends.title < el.last
		if el.cues&(1<<cueModal) != 0 && el.last > el.first && !whole && p.consentManager(el) {
			c.dialogs = append(c.dialogs, [2]int32{el.first, el.last})
			clear(c.content[el.first:el.last])
		}
	}
}

// dropDialogs drops the blocks that consentDialogs has found.
func (c *choice) dropDialogs() {
	for _, d := range c.dialogs {
		for i := d[0]; i < d[1]; i++ {
			c.drop(int(i), ReasonConsent)
		}
	}
}

// consentManager tells whether the id or the class of an element is one of consentManagers.
func (p *Page) consentManager(el *elem) bool {
	for _, name := range [...]string{"id", "class"} {
		value, _ := p.Tree.RawAttr(el.node, name)
		for _, known := range consentManagers {
			if len(value) >= len(known) && bytes.EqualFold(value[:len(known)], []byte(known)) {
				return true
			}
		}
	}
	return false
}
