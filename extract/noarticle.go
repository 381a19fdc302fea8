package extract

import (
	"bytes"
	"strings"

	"winnow/document"
	"winnow/extract/dom"
	"winnow/extract/phrases"
)

// Types of pages that hold no article whatever the site. No set of labelled pages has them: they are told by what they
// say of themselves, not by a model.
const (
	TypeError   = "error"   // the server's or the site's notice that there is no such page, or that it is not to be had
	TypeLogin   = "login"   // a form for a name and a password
	TypeConsent = "consent" // a question about cookies in the place of the page
	TypeHome    = "home"    // the front page of a site, when it is a list; that of a firm is a service
)

// Types of the model of which front pages are.
const (
	typeNameListing    = "listing"
	typeNameCollection = "collection"
)

// Sizes in words. Such pages are short; an article about errors or cookies is not.
const (
	errorWords   = 120 // most that an error page keeps: what happened, what to do now
	loginWords   = 60  // most that a login page keeps
	loginPage    = 200 // most that stands on a login page whose title says nothing
	consentWords = 400 // most that stands on a page that asks for consent
)

// holdsNoArticle returns the type of a page that is none of those the model tells apart, or "".
func (s *scratch) holdsNoArticle(d *document.Document, modelled string) string {
	p := &s.page
	kept, total := int32(0), int32(0)
	for i := range p.Blocks {
		total += p.Blocks[i].size
		if s.choice.kept(i) {
			kept += p.Blocks[i].size
		}
	}
	if kept <= errorWords || total <= consentWords {
		switch says := p.saysItIs(d.Title); {
		case says == phrases.ErrorPage && kept <= errorWords:
			return TypeError
		case kept <= loginWords && (says == phrases.LoginPage || total <= loginPage) && p.asksForPassword():
			return TypeLogin
		case total <= consentWords && p.asksForConsent(says == phrases.ConsentPage):
			return TypeConsent
		}
	}
	if (modelled == typeNameListing || modelled == typeNameCollection) && isRoot(d.URL) {
		return TypeHome
	}
	return ""
}

// saysItIs looks the title up, then the first headings of the page.
func (p *Page) saysItIs(title string) phrases.PageKind {
	if kind := phrases.PageTitle(title); kind != phrases.NoKind {
		return kind
	}
	seen := 0
	for i := range p.Blocks {
		if b := &p.Blocks[i]; b.Kind == document.Heading && b.Level <= 2 {
			if kind := phrases.PageTitle(string(p.BlockText(i))); kind != phrases.NoKind {
				return kind
			}
			if seen++; seen == 2 {
				break
			}
		}
	}
	return phrases.NoKind
}

// asksForPassword tells whether the page has a field for a password.
func (p *Page) asksForPassword() bool {
	for i := range p.Tree.Nodes {
		if p.Tree.Nodes[i].Tag == dom.TagInput {
			if v, ok := p.Tree.RawAttr(int32(i), "type"); ok && bytes.EqualFold(v, []byte("password")) {
				return true
			}
		}
	}
	return false
}

// asksForConsent tells whether most of the running text of a page is about cookies; a good part of it where the title
// says so too.
func (p *Page) asksForConsent(titled bool) bool {
	about, rest := int32(0), int32(0)
	for i := range p.Blocks {
		b := &p.Blocks[i]
		switch {
		case p.phrases[i].Kind == phrases.Cookie || namesCookies(p.BlockText(i)):
			about += b.size
		case b.good:
			rest += b.size
		}
	}
	if titled {
		return about > 0 && about*3 > rest
	}
	return about >= consentLeast && about > 2*rest
}

// consentLeast is how many words about cookies a page has at least that asks for consent: two sentences.
const consentLeast = 25

// namesCookies looks for the word in the scripts that write it: it is the same in most languages.
func namesCookies(text []byte) bool {
	for _, word := range [...]string{"cookie", "Cookie", "COOKIE", "куки", "クッキー", "쿠키"} {
		if bytes.Contains(text, []byte(word)) {
			return true
		}
	}
	return false
}

// isRoot tells whether an address is that of a site's front page.
func isRoot(address string) bool {
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return false
	}
	_, path, _ := strings.Cut(rest, "/")
	path, _, _ = strings.Cut(path, "#")
	path, _, _ = strings.Cut(path, "?")
	switch strings.ToLower(path) {
	case "", "index.html", "index.htm", "index.php", "home", "home.html", "default.aspx":
		return true
	}
	return false
}
