package extract_test

import (
	"fmt"

	"winnow/document"
	"winnow/extract"
)

func Example() {
	page := `<html lang="en"><head><title>Harbour reopens - The Example</title></head><body>
		<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
		<article><h1>Harbour reopens</h1>
		<p>The harbour was opened again on Monday, after eleven weeks in which no ship had come in. The first one to pass
		the new gate was a ferry from the island, with two hundred people on board.</p>
		<p>"We had not expected so many of them," said the harbour master, who has held the office for thirty years and
		plans to leave it in spring.</p></article>
		<aside class="related"><h3>Related</h3><ul><li><a href="/1">Gate delayed again</a></li></ul></aside>
		<footer>© The Example. All rights reserved.</footer></body></html>`

	x, err := extract.New(extract.Config{})
	if err != nil {
		fmt.Println(err)
		return
	}
	d := &document.Document{Format: document.FormatHTML, Raw: []byte(page)}
	x.Extract(d)
	x.Render(d)
	fmt.Println(d.Title)
	fmt.Println(d.Text)
	// Output:
	// Harbour reopens
	// The harbour was opened again on Monday, after eleven weeks in which no ship had come in. The first one to pass the new gate was a ferry from the island, with two hundred people on board.
	//
	// "We had not expected so many of them," said the harbour master, who has held the office for thirty years and plans to leave it in spring.
}
