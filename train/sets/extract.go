package sets

import (
	"winnow/dedupe"
	"winnow/document"
	"winnow/extract"
)

var withinPage = dedupe.WithinPage(dedupe.Config{})

// Extract makes of a page what a run makes of it before it compares it with others.
func Extract(x *extract.Extractor, d *document.Document) {
	x.Extract(d)
	withinPage(d)
	x.Render(d)
}
