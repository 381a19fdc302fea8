package extract

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"winnow/document"
	"winnow/extract/templates"
)

// learnedFrom is what pages of one site have in common.
func learnedFrom(t *testing.T, pages []string) *templates.Store {
	t.Helper()
	x, err := New(Config{})
	if err != nil {
		t.Fatal(err)
	}
	l := templates.NewLearner(templates.LearnerConfig{})
	for _, page := range pages {
		d := sitePage(page)
		x.Observe(d)
		o, _ := d.Keys.(*templates.Observation)
		l.Add(o)
	}
	var file bytes.Buffer
	if err := errors.Join(l.Write(&file), l.Close()); err != nil {
		t.Fatal(err)
	}
	store, err := templates.Read(&file)
	if err != nil {
		t.Fatal(err)
	}
	return store
}

func sitePage(page string) *document.Document {
	return &document.Document{Raw: []byte(page), Format: document.FormatHTML, TemplateSite: "site.example"}
}

// A page that its templates make look like a listing is the article that is left of it without them.
func TestArticleAmongTemplates(t *testing.T) {
	var shelf strings.Builder
	for i := range 60 {
		fmt.Fprintf(&shelf, `<div class="listing-item"><h3><a href="/shop/%[1]d">Kettle number %[1]d</a></h3><p class="summary">A kettle of steel for the stove and the table, it holds %[2]d cups and comes with a lid.</p><span class="price">%[3]d.00 €</span> <a href="/cart/%[1]d">Add to cart</a></div>`, i, i%7+2, 19+i)
	}
	var pages []string
	for i, place := range [...]string{"harbour", "market", "library", "station", "theatre", "bridge"} {
		pages = append(pages, fmt.Sprintf(`<html><head><title>The %[1]s opens again</title></head><body><div class="main"><div class="story"><h1>The %[1]s opens again</h1>
<p>After %[2]d months of work the %[1]s of the town opens again on Monday, as the mayor said to the council in the evening.</p>
<p>Whoever wants to see the %[1]s before that may come on Sunday, when the masons show what they have found beneath it.</p></div>
<div class="listing products">%[3]s</div></div></body></html>`, place, i+3, shelf.String()))
	}
	read := func(cfg Config) *document.Document {
		x, err := New(cfg)
		if err != nil {
			t.Fatal(err)
		}
		d := sitePage(pages[2])
		x.Extract(d)
		x.Render(d)
		return d
	}
	alone, with := read(Config{}), read(Config{Templates: learnedFrom(t, pages)})
	if alone.Type == TypeArticle || !strings.Contains(alone.Text, "kettle") {
		t.Fatalf("the page is no example: type %s, %q", alone.Type, alone.Text)
	}
	if with.Type != TypeArticle || strings.Contains(with.Text, "kettle") || !strings.Contains(with.Text, "masons") {
		t.Errorf("type %s, %q", with.Type, with.Text)
	}
}
