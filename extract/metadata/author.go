package metadata

import "strings"

// author decides who wrote the page.
func (p *page) author() string {
	var names nameList
	for _, t := range [...]*ldThing{&p.ld.article, &p.ld.webpage} {
		for _, ref := range t.authors[:t.numAuthors] {
			raw, _ := p.ld.resolve(ref)
			p.addName(&names, clean(unescapeJSON(raw)))
		}
		if names.n > 0 {
			return names.join()
		}
	}
	for f := fieldAuthorSystem; f <= fieldAuthorOG; f++ {
		for i, a := range p.authors[:p.num] {
			if p.from[i] == f {
				p.addName(&names, p.decode(a))
			}
		}
		if names.n > 0 {
			return names.join()
		}
	}
	return ""
}

// nameList is a list of distinct names in the order found.
type nameList struct {
	list [maxAuthors]string
	n    int
}

func (l *nameList) add(name string) {
	for _, other := range l.list[:l.n] {
		if strings.EqualFold(other, name) {
			return
		}
	}
	if l.n < len(l.list) {
		l.list[l.n] = name
		l.n++
	}
}

func (l *nameList) join() string { return strings.Join(l.list[:l.n], ", ") }

// addName adds what a field that names authors holds.
func (p *page) addName(names *nameList, s string) {
	if name, ok := Byline([]byte(s)); ok {
		names.add(name)
	}
}

// Byline returns the names in a byline without what stands around them ("By", "Von", "Tác giả:", roles, dates).
func Byline(line []byte) (names string, ok bool) {
	s := clean(string(line))
	if len(s) < 2 || len(s) > 120 || strings.Contains(s, "://") || strings.Contains(s, "@") {
		return "", false
	}
	return s, true
}
