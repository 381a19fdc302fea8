package metadata

// dates returns the dates of publication and of the last change. Where only one of them is known, Date is that one.
func (p *page) dates() (published, modified string) {
	modified = p.first(
		attr{raw: p.ld.article.modified}, p.fields[fieldModified], attr{raw: p.ld.webpage.modified})
	published = p.first(
		attr{raw: p.ld.article.published}, p.fields[fieldPublished], attr{raw: p.ld.article.created},
		attr{raw: p.ld.webpage.published}, p.fields[fieldPublishedMeta])
	if published == "" {
		published = p.timeElements()
	}
	if published == "" {
		published = modified
	}
	return published, modified
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
	var d dateParser
	d.short = true
	if !d.find(raw, minYearField, p.dateOrder()) {
		return "", false
	}
	return d.found.String(), true
}

func (p *page) dateOrder() dateOrder {
	return dayFirst
}

// timeElements returns the date of the first time element that has one.
func (p *page) timeElements() string {
	for _, n := range p.times[:p.numTimes] {
		if raw, ok := p.t.RawAttr(n, "datetime"); ok {
			if s, ok := p.fieldDate(raw); ok {
				return s
			}
		}
		p.buf = p.appendText(p.buf[:0], n, dateMaxBytes)
		if s, ok := p.fieldDate(p.buf); ok {
			return s
		}
	}
	return ""
}
