package metadata

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"html"

	"winnow/internal/runes"
)

// canonical returns the address of the page: link rel=canonical, og:url, JSON-LD, then the one it was found at.
// Addresses that are no web addresses are passed over, and relative ones wherever an absolute one is known.
func (p *page) canonical(address string) string {
	relative := ""
	for _, a := range [...]attr{p.fields[fieldURLCanonical], p.fields[fieldURLOG], {raw: p.ld.article.url}, {raw: p.ld.article.entity}} {
		s := p.decode(a)
		switch {
		case strings.ContainsAny(s, " <>\""):
		case len(hostOf(s)) > 0:
			return s
		case relative == "" && strings.HasPrefix(s, "/") && len(s) > 1:
			relative = s
		}
	}
	if address == "" {
		return relative
	}
	return address
}

// hostOf returns the host of an absolute address, without port and "www."; "" when there is none.
func hostOf(address string) string {
	rest, ok := strings.CutPrefix(address, "https://")
	if !ok {
		if rest, ok = strings.CutPrefix(address, "http://"); !ok {
			if rest, ok = strings.CutPrefix(address, "//"); !ok {
				return ""
			}
		}
	}
	if i := strings.IndexAny(rest, "/?#:"); i >= 0 {
		rest = rest[:i]
	}
	if !strings.Contains(rest, ".") {
		return ""
	}
	return strings.TrimPrefix(rest, "www.")
}

// site returns the name of the site: og:site_name, the WebSite or the publisher of JSON-LD, other meta elements, then
// the host.
func (p *page) site() string {
	for _, s := range [...]string{
		p.decode(p.fields[fieldSiteOG]),
		clean(unescapeJSON(p.ld.siteName)),
		clean(unescapeJSON(p.publisher())),
		p.decode(p.fields[fieldSiteMeta]),
		p.decode(p.fields[fieldPublisher]),
		p.decode(p.fields[fieldSiteApp]),
	} {
		if s != "" && utf8.RuneCountInString(s) <= 80 {
			return s
		}
	}
	return hostOf(p.address)
}

// publisher returns the raw name of the JSON-LD publisher.
func (p *page) publisher() []byte {
	for _, t := range [...]*ldThing{&p.ld.article, &p.ld.webpage} {
		if name, _ := p.ld.resolve(ldRef{name: t.publisher, id: t.publisherID}); len(name) > 0 {
			return name
		}
	}
	return nil
}

// decode returns an attribute's value with character references decoded and blanks collapsed.
func (p *page) decode(a attr) string {
	if len(a.raw) == 0 {
		return ""
	}
	if !a.entities {
		return clean(string(a.raw))
	}
	return clean(unescapeHTML(string(a.raw)))
}

// unescapeHTML decodes character references, and once more what then looks like one: many systems escape twice.
func unescapeHTML(s string) string {
	for range 2 {
		if strings.IndexByte(s, '&') < 0 {
			break
		}
		s = html.UnescapeString(s)
	}
	return s
}

// clean collapses blanks, drops signs that do not print and returns the text without blanks around it. A text that is
// clean already is returned as it is.
func clean(s string) string {
	dirty := false
	space := true // at the start
	for _, r := range s {
		if r == ' ' {
			if space {
				dirty = true
				break
			}
			space = true
			continue
		}
		if unicode.IsSpace(r) || unprinted(r) {
			dirty = true
			break
		}
		space = false
	}
	if !dirty && !(space && s != "") {
		return s
	}
	out := make([]byte, 0, len(s))
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			if len(out) > 0 && out[len(out)-1] != ' ' {
				out = append(out, ' ')
			}
		case unprinted(r):
		default:
			out = utf8.AppendRune(out, r)
		}
	}
	return string(bytes.TrimRight(out, " "))
}

// unprinted reports control and format signs that have no part in a name or title: soft hyphen, zero-width space,
// byte order mark. Joiners stay, Indic scripts and emoji need them.
func unprinted(r rune) bool {
	return r == '\u00ad' || r == '\u200b' || r == '\ufeff' || r == '\u2060' || unicode.IsControl(r) || r == utf8.RuneError
}

// folded appends the letters and digits of s in lower case to dst, for comparing names and titles.
func folded(dst []byte, s string) []byte {
	for _, r := range s {
		if r < utf8.RuneSelf {
			if c := byte(r); isLetter(c) {
				dst = append(dst, c|0x20)
			} else if c-'0' <= 9 {
				dst = append(dst, c)
			}
			continue
		}
		if runes.IsWord(r) {
			dst = utf8.AppendRune(dst, runes.Lower(r))
		}
	}
	return dst
}
