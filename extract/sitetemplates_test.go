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
	var shelves [2]strings.Builder // above the article, and below it
	for i := range 60 {
		shelf := &shelves[i/30]
		fmt.Fprintf(shelf, `<div class="listing-item"><h3><a href="/shop/%[1]d">Kettle number %[1]d</a></h3><p class="summary">A kettle of steel for the stove and the table, it holds %[2]d cups and comes with a lid.</p><span class="price">%[3]d.00 €</span> <a href="/cart/%[1]d">Add to cart</a></div>`, i, i%7+2, 19+i)
	}
	var pages []string
	for i, place := range [...]string{"harbour", "market", "library", "station", "theatre", "bridge"} {
		pages = append(pages, fmt.Sprintf(`<html><head><title>The %[1]s opens again</title></head><body><div class="main"><div class="listing products">%[3]s</div><div class="story"><h1>The %[1]s opens again</h1>
<p>After %[2]d months of work the %[1]s of the town opens again on Monday, as the mayor said to the council in the evening.</p>
<p>Whoever wants to see the %[1]s before that may come on Sunday, when the masons show what they have found beneath it.</p></div>
<div class="listing products">%[4]s</div></div></body></html>`, place, i+3, shelves[0].String(), shelves[1].String()))
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

// What a shop's pages repeat is often meant: on a page that is no article even without its templates they drop nothing.
func TestShopKeepsWhatItRepeats(t *testing.T) {
	var cards strings.Builder
	for i, name := range [...]string{"Wooden spoon", "Linen cloth", "Oak board", "Cork mat", "Brass hook", "Glass jar", "Wax paper", "Steel sieve", "Clay pot", "Tin cup", "Ash tray", "Reed mat"} {
		fmt.Fprintf(&cards, `<li class="product-card"><a href="/shop/%[1]d">%[2]s</a> <span class="price">%[3]d.00 €</span> <button>Add to cart</button></li>`, i, name, 5+3*i)
	}
	var pages []string
	for i, name := range [...]string{"Copper kettle", "Iron pan", "Bread tin", "Tea caddy", "Milk jug", "Salt cellar"} {
		pages = append(pages, fmt.Sprintf(`<html><head><title>%[1]s</title><meta property="og:type" content="product"></head><body><div class="product" itemscope itemtype="http://schema.org/Product">
<h1 itemprop="name">%[1]s</h1><span class="price">%[2]d.00 €</span> <span class="sku">Article no. %[3]d</span> <span class="stock">In stock</span> <span class="shipping">Ships in 2 days</span> <span class="rating">4.%[2]d of 5</span>
<nav class="breadcrumb"><a href="/">Shop</a> <a href="/kitchen">Kitchen</a> <a href="/cart" class="cart">Cart</a> <a href="/wishlist">Add to wishlist</a></nav>
<label>Quantity</label> <select><option>1</option><option>2</option></select> <button class="add-to-cart">Add to cart</button>
<div class="product-description"><p>The %[1]s is made by hand in our workshop in the hills, and weighs %[3]d grams without its lid.</p>
<table class="specs"><tr><th>Model</th><td>%[1]s</td></tr><tr><th>Weight</th><td>%[3]d g</td></tr><tr><th>Price</th><td>%[2]d.00 €</td></tr></table>
<p>All our kitchen wares are tinned on the inside, safe for the dishwasher and come with a guarantee of ten years on the material.</p></div>
<h2>You may also like</h2><ul class="product-grid">%[4]s</ul><h2>Recently viewed</h2><ul class="product-grid">%[4]s</ul></div></body></html>`, name, 19+7*i, 400+31*i, cards.String()))
	}
	read := func(cfg Config) *document.Document {
		x, err := New(cfg)
		if err != nil {
			t.Fatal(err)
		}
		d := sitePage(pages[1])
		x.Extract(d)
		x.Render(d)
		return d
	}
	const repeated = "a guarantee of ten years"
	alone, with := read(Config{}), read(Config{Templates: learnedFrom(t, pages)})
	if alone.Type == TypeArticle || !strings.Contains(alone.Text, repeated) {
		t.Fatalf("the page is no example: type %s, %q", alone.Type, alone.Text)
	}
	if with.Text != alone.Text {
		t.Errorf("type %s, %q, without templates %q", with.Type, with.Text, alone.Text)
	}
}
