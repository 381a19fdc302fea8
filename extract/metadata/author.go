package metadata

import (
	"bytes"
	"strings"
)

// author decides who wrote the page: JSON-LD, the meta elements that publishing systems fill, the byline that readers
// see, then the common meta elements. A name that is only the site's own yields to a byline.
func (p *page) author() string {
	var fields, seen nameList
	group := false // JSON-LD names an organisation
	for _, t := range [...]*ldThing{&p.ld.article, &p.ld.webpage, &p.ld.other} {
		for _, ref := range t.authors[:t.numAuthors] {
			raw, org := p.ld.resolve(ref)
			p.addField(&fields, clean(unescapeJSON(raw)))
			group = group || org
		}
		if fields.n > 0 {
			break
		}
	}
	for f := fieldAuthorCitation; f <= fieldAuthorOG && fields.n == 0; f++ {
		for i, a := range p.authors[:p.num] {
			if p.from[i] == f {
				name := p.decode(a)
				if f == fieldAuthorCitation {
					name = turnName(name)
				}
				p.addField(&fields, name)
			}
		}
	}
	if fields.n == 0 {
		p.addLabelled(&fields)
	}
	if fields.n > 1 {
		p.dropSite(&fields)
	}
	strength := strong
	if fields.n == 1 {
		if strength = p.strength(fields.list[0]); group {
			strength = weak
		}
	}
	if fields.n > 0 && strength == strong {
		return fields.join()
	}
	p.seenAuthors(&seen)
	if seen.n > 1 {
		p.dropSite(&seen)
	}
	if seen.n == 0 || strength == firstName && !strings.HasPrefix(strings.ToLower(seen.list[0]), strings.ToLower(fields.list[0])+" ") {
		return fields.join()
	}
	return seen.join()
}

// turnName turns "Roe, Jane", as library records have it, into "Jane Roe".
func turnName(s string) string {
	last, first, ok := strings.Cut(s, ", ")
	if !ok || strings.ContainsAny(first, ",;") || strings.Count(s, " ") > 5 {
		return s
	}
	return first + " " + last
}

// nameStrength says how far a name that a field gives is to be believed against what readers see.
type nameStrength uint8

const (
	weak      nameStrength = iota // none, the site's own, an account's
	firstName                     // one word: a byline may have the full name
	strong
)

func (p *page) strength(name string) nameStrength {
	var buf [maxTitle]byte
	switch {
	case p.isSiteName(folded(buf[:0], name)):
		return weak
	case strings.Contains(name, " ") || isHan(name):
		return strong
	case name == strings.ToLower(name) || strings.ContainsAny(name, "._0123456789"):
		return weak
	}
	return firstName
}

// dropSite takes the name of the site out of a list of several names ("Jane Roe, CNN").
func (p *page) dropSite(names *nameList) {
	var buf [maxTitle]byte
	kept := 0
	for _, name := range names.list[:names.n] {
		if !p.isSiteName(folded(buf[:0], name)) {
			names.list[kept] = name
			kept++
		}
	}
	if kept > 0 {
		names.n = kept
	}
}

// addLabelled adds what the pairs twitter:label1 and twitter:data1 give as the author ("Written by", "Verfasst von").
func (p *page) addLabelled(names *nameList) {
	for _, pair := range [...][2]field{{fieldLabel1, fieldData1}, {fieldLabel2, fieldData2}} {
		label := strings.ToLower(p.decode(p.fields[pair[0]]))
		if bylineLabels[label] {
			p.addField(names, p.decode(p.fields[pair[1]]))
		}
	}
}

// addField adds what a field that names authors holds.
func (p *page) addField(names *nameList, s string) {
	if len(s) <= maxByline && !strings.Contains(s, "://") {
		splitNames(names, s)
	}
}

// nameList is a list of distinct names in the order found.
type nameList struct {
	list [maxAuthors]string
	n    int
}

func (l *nameList) add(name string) {
	var a, b [2 * maxName]byte
	f := folded(a[:0], name)
	for _, other := range l.list[:l.n] {
		if bytes.Equal(folded(b[:0], other), f) {
			return
		}
	}
	if l.n < len(l.list) {
		l.list[l.n] = name
		l.n++
	}
}

func (l *nameList) join() string { return strings.Join(l.list[:l.n], ", ") }
