// Package metadata reads what a page says about itself: title, author, date, address, site and language.
//
// Pages say it in many places that disagree: JSON-LD, Open Graph and other meta elements, microdata, headings, bylines
// and date lines in the text. [Read] collects all of them in one pass over the flat tree and then decides field by
// field; each decision stands in a file of its own (title.go, author.go, published.go, site.go). A field that nobody
// states is looked for in the visible text near the title, with the same parsers that serve plain text: [ParseDate],
// [DateLine], [Byline].
//
// Nothing depends on the clock, so a date in the future is taken as it stands and relative dates ("3 hours ago") are
// left out.
package metadata

import (
	"sync"

	"winnow/extract/dom"
)

// Meta is what a page says about itself. Absent values are empty.
type Meta struct {
	Title       string
	Author      string // several names are joined by ", "
	Date        string // ISO 8601: date of publication, or of the last change where only that is known
	Modified    string // ISO 8601: date of the last change
	URL         string // the canonical address; may be relative
	Site        string // name of the site
	Lang        string // what the page declares, as ISO 639 ("en", "zh"); see Language for detection
	Description string
	Type        string // og:type
	Schema      Schema // kinds that the page's JSON-LD names
}

var pages = sync.Pool{New: func() any { return new(page) }}

// Read returns the metadata of a page. address is where the page was found, "" when that is not known; it serves as
// the last resort for the address, the date and the name of the site.
func Read(t *dom.Tree, address string) Meta {
	p := pages.Get().(*page)
	defer pages.Put(p)
	p.reset(t)
	p.collect()
	p.address = p.canonical(address)

	var m Meta
	m.URL = p.address
	m.Site = p.site()
	m.Title = p.chooseTitle()
	p.chosen = m.Title
	m.Lang = p.language()
	m.Author = p.author()
	m.Date, m.Modified = p.dates()
	m.Description = p.description()
	m.Type = p.decode(p.fields[fieldType])
	m.Schema = p.ld.kinds
	p.t = nil
	return m
}

func (p *page) description() string {
	for _, f := range [...]field{fieldDescription, fieldDescriptionOG} {
		if s := p.decode(p.fields[f]); s != "" {
			return s
		}
	}
	return clean(unescapeJSON(p.ld.article.description))
}

// language returns the language that the page declares: html lang, then content-language, og:locale, JSON-LD.
func (p *page) language() string {
	for _, raw := range [...][]byte{p.htmlLang, p.fields[fieldLanguage].raw, p.fields[fieldLocale].raw, p.ld.article.lang, p.ld.webpage.lang} {
		if code := languageCode(raw); code != "" {
			return code
		}
	}
	return ""
}
