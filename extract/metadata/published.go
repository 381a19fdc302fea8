package metadata

import (
	"bytes"
	"strings"
)

// dates returns the dates of publication and of the last change. Where only one of them is known, Date is that one.
//
// What systems state (JSON-LD, article:published_time and its kin) goes first, then the date that readers see near the
// title, then the date in the address, then what only says "date" or when the page was changed.
func (p *page) dates() (published, modified string) {
	address, inAddress := urlDate(p.address)
	modified = p.first(
		attr{raw: p.ld.article.modified}, p.fields[fieldModified], attr{raw: p.ld.webpage.modified})
	if published = p.stated(); published != "" {
		// Systems that state UTC name the wrong day for what was published in the evening; the address has the site's own.
		if inAddress && strings.HasSuffix(published, "Z") && neighbours(published, address) {
			published = address
		}
		return published, modified
	}
	p.visible(false)
	seen := &p.seen
	switch {
	case inAddress && swapped(seen.published.iso, address):
		published = address
	case seen.published.score >= sureDate:
		published = seen.published.iso
	case inAddress:
		published = address
	default:
		published = p.first(p.fields[fieldPublishedMeta])
	}
	if modified == "" {
		modified = seen.modified.iso
	}
	for _, last := range [...]string{seen.published.iso, modified} {
		if published == "" {
			published = last
		}
	}
	return published, modified
}

// stated returns the date of publication that the page's fields state.
func (p *page) stated() string {
	return p.first(attr{raw: p.ld.article.published}, p.fields[fieldPublished], attr{raw: p.ld.article.created},
		attr{raw: p.ld.webpage.published})
}

// first returns the first of the values that is a date.
func (p *page) first(values ...attr) string {
	for _, a := range values {
		if s, ok := p.fieldDate(a.raw); ok {
			return s
		}
	}
	return ""
}

// fieldDate parses a value that is known to be a date.
func (p *page) fieldDate(raw []byte) (string, bool) {
	if len(raw) == 0 {
		return "", false
	}
	d := dateParser{short: true, override: p.monthOverride()}
	if !d.find(raw, minYearField, p.dateOrder()) {
		return "", false
	}
	return d.found.String(), true
}

// monthOverride returns the names of months that mean another one in the page's language.
func (p *page) monthOverride() map[string]uint8 {
	if len(p.htmlLang) < 2 {
		return nil
	}
	code := [2]byte{p.htmlLang[0] | 0x20, p.htmlLang[1] | 0x20}
	return monthOverrides[string(code[:])]
}

// dayFirstHosts are the endings of hosts in countries where English is written with the day first; without such an
// ending an English page that names no region is taken for an American one.
var dayFirstHosts = [...]string{".uk", ".au", ".nz", ".ie", ".in", ".za", ".sg", ".hk", ".my", ".ng", ".ke", ".pk", ".bd", ".lk", ".mt",
	".eu", ".de", ".fr", ".nl", ".vn", ".es", ".it", ".pl", ".ch", ".at", ".be", ".se", ".no", ".dk", ".fi", ".cz", ".gr", ".ru", ".br"}

// dateOrder says how the page writes 3/7/2026, by its language, its region and its host.
func (p *page) dateOrder() dateOrder {
	tag := p.htmlLang
	if len(tag) == 0 {
		tag = p.fields[fieldLocale].raw
	}
	switch {
	case len(tag) == 0:
		return dayFirst
	case !bytes.EqualFold(tag[:min(2, len(tag))], []byte("en")):
		return dayFirst
	case len(tag) >= 5 && !bytes.EqualFold(tag[3:5], []byte("us")):
		return dayFirst
	}
	host := hostOf(p.address)
	for _, ending := range dayFirstHosts {
		if strings.HasSuffix(host, ending) {
			return dayFirst
		}
	}
	return monthFirst
}

// urlDate returns the date in the path of an address: /2026/11/21/, /2026-11-21-, /20261121/,
// /21-11-2026-, /2026/nov/21/.
func urlDate(address string) (string, bool) {
	path := address
	if i := strings.Index(path, "://"); i >= 0 {
		path = path[i+3:]
	}
	if i := strings.IndexByte(path, '?'); i >= 0 {
		path = path[:i]
	}
	for i := 0; i+8 < len(path); i++ {
		if c := path[i]; c != '/' && c != '-' && c != '_' {
			continue
		}
		s := path[i+1:]
		year, n := digits(s)
		if n == 2 && len(s) >= 10 && s[2] == '-' && s[5] == '-' && (len(s) == 10 || s[10]-'0' > 9) { // 21-11-2026
			month, m := digits(s[3:])
			y, k := digits(s[6:])
			if iso, ok := isoDate(y, month, year); ok && m == 2 && k == 4 {
				return iso, true
			}
			continue
		}
		if n == 8 && (len(s) == 8 || s[8]-'0' > 9) {
			if iso, ok := isoDate(year/10000, year/100%100, year%100); ok {
				return iso, true
			}
			continue
		}
		if n != 4 || len(s) < 8 || s[4] != '/' && s[4] != '-' && s[4] != '_' {
			continue
		}
		month, m := digits(s[5:])
		if m == 0 {
			month, m = monthName(s[5:])
		}
		if month == 0 || month > 12 || 5+m+1 >= len(s) || s[5+m] != s[4] {
			continue
		}
		day, k := digits(s[6+m:])
		if k < 1 || k > 2 {
			continue
		}
		if iso, ok := isoDate(year, month, day); ok {
			return iso, true
		}
	}
	return "", false
}

// monthName reads the name of a month that s begins with, and its length; 0 when there is none.
func monthName(s string) (month int32, n int) {
	for n < len(s) && isLetter(s[n]) {
		n++
	}
	return int32(dateVocabulary[strings.ToLower(s[:n])].month), n
}

// digits reads the number that s begins with, of at most 8 digits, and how many digits it has.
func digits(s string) (value int32, n int) {
	for n < len(s) && n < 9 && s[n]-'0' <= 9 {
		if n < 8 {
			value = value*10 + int32(s[n]-'0')
		}
		n++
	}
	return value, n
}

func isoDate(y, m, d int32) (string, bool) {
	p := dateParser{minYear: minYear}
	if !p.set(y, m, d) {
		return "", false
	}
	return p.found.String(), true
}

// swapped reports whether two ISO dates differ in that the day and the month stand the other way round.
func swapped(a, b string) bool {
	return len(a) >= 10 && len(b) >= 10 && a[:5] == b[:5] && a[5:7] == b[8:10] && a[8:10] == b[5:7] && a[5:7] != b[5:7]
}

// neighbours reports whether two ISO dates are a day apart.
func neighbours(a, b string) bool {
	difference := dayNumber(a) - dayNumber(b)
	return difference == 1 || difference == -1
}

// dayNumber counts the days of an ISO date from some day on (H. Hinnant, days_from_civil).
func dayNumber(iso string) int32 {
	if len(iso) < 10 {
		return 0
	}
	y, _ := digits(iso)
	m, _ := digits(iso[5:])
	d, _ := digits(iso[8:])
	if m <= 2 {
		y--
		m += 12
	}
	return 365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + d
}
