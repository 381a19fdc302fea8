package report

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"winnow/document"
)

const (
	// explainBytes is what a file of explanations has at most: what a browser opens without a wait, and a mail takes along.
	explainBytes = 5_000_000

	// aroundBytes of it are for what stands around the pages: 30 KB of style and script, and the words of the template.
	aroundBytes = 100_000

	// pageBytes of it are for what stands around one page, its line in the index with it, besides its names.
	pageBytes = 1500

	// mostGrowth is how many bytes a byte of text takes at most in HTML: a quotation mark is written as &#34;.
	mostGrowth = 5
)

// room is what is left of the budget. Pages come before originals: a page that finds no room takes that of the originals
// of those before it, the last one first. A page for which that is too little is left out.
type room struct {
	pages, originals int // bytes taken

	LeftOut   int // pages
	Originals int // of pages that are shown
}

// mayTake reports whether there could be room for the page of a document, by what it has to say.
func (r *room) mayTake(d *document.Document) bool {
	if r.pages == 0 {
		return true // the first one is cut
	}
	size := len(d.Text)
	for i := range d.Blocks {
		b := &d.Blocks[i]
		size += min(len(b.Text), blockBytes) + len(b.Features) + len(b.Path)
	}
	return r.pages+size <= explainBytes-aroundBytes
}

// take writes a page and keeps it, if there is room.
func (e *Explanation) take(v *explained) error {
	most := explainBytes - aroundBytes - e.room.pages
	around := pageBytes + mostGrowth*(4*len(v.Name)+2*len(v.Source)+3*len(v.Why)+len(v.language()))
	body, err := fragment("page", v)
	for e.room.pages == 0 && err == nil && around+len(body) > most && v.halve() {
		body, err = fragment("page", v)
	}
	if err != nil {
		return err
	}
	if around+len(body) > most {
		e.room.LeftOut++
		return nil
	}
	v.Body = body
	if v.Frame, err = fragment("original", v); err != nil {
		return err
	}
	if v.Original+v.Text == "" {
		v.Body, v.Frame = v.Body+v.Frame, ""
	}
	e.room.pages += around + len(body)
	e.room.originals += len(v.Frame)
	v.Parts, v.Article, v.Original, v.Text = nil, nil, "", "" // they are written
	if v.Truth != nil {
		v.Truth.Article, v.Truth.Reference = nil, nil
	}
	e.pages = append(e.pages, *v)
	for i := len(e.pages) - 1; e.room.pages+e.room.originals > explainBytes-aroundBytes; i-- {
		if p := &e.pages[i]; p.Frame != "" {
			e.room.originals -= len(p.Frame)
			e.room.Originals++
			p.Frame, p.NoFrame = "", true
		}
	}
	return nil
}

// language is the field that the index shows.
func (v *explained) language() string {
	for _, field := range v.Fields {
		if field[0] == "language" {
			return field[1]
		}
	}
	return ""
}

// halve leaves out the second half of what a page has to show, and reports whether there was one.
func (v *explained) halve() bool {
	v.Short = true
	blocks := len(v.Parts) / 2
	v.Parts = v.Parts[:blocks]
	for i := range v.Parts {
		if run := &v.Parts[i]; run.Block == nil {
			run.Blocks = run.Blocks[:min(len(run.Blocks), max(blocks, leastRun))]
		}
	}
	less := halveSpans(&v.Article)
	if v.Truth != nil {
		less = halveSpans(&v.Truth.Reference) || less
	}
	return less || blocks > 0
}

func halveSpans(spans *[]Span) bool {
	size := 0
	for _, s := range *spans {
		size += len(s.Text)
	}
	left := size / 2
	*spans = slices.Clone(*spans) // the article's may be the comparison's, too
	for i := range *spans {
		s := &(*spans)[i]
		s.Text = cut(s.Text, left)
		left -= len(s.Text)
	}
	*spans = slices.DeleteFunc(*spans, func(s Span) bool { return s.Text == "" })
	return size > 0
}

// LeftOut says what there was no room for; "" when that is nothing.
func (e *Explanation) LeftOut() string {
	var parts []string
	if n := e.room.LeftOut; n > 0 {
		parts = append(parts, fmt.Sprintf("%d of %d pages", n, n+len(e.pages)))
	}
	if n := e.room.Originals; n > 0 {
		parts = append(parts, fmt.Sprintf("the originals of %d", n))
	}
	if len(e.pages) == 1 && e.pages[0].Short {
		parts = append(parts, "the end of the page")
	}
	if parts == nil {
		return ""
	}
	return strings.Join(parts, " and ") + " left out: a file has at most 5 MB"
}

// fragment writes a part of the page. Each one is escaped as the whole would be: it begins and ends between elements.
func fragment(name string, v *explained) (template.HTML, error) {
	templates, err := parse()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = templates.ExecuteTemplate(&b, name, v)
	return template.HTML(b.String()), err // #nosec: a template has escaped it
}
