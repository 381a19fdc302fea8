package extract

import (
	"bytes"
	"unsafe"

	"winnow/document"
	"winnow/extract/phrases"
	"winnow/extract/plain"
)

// ReasonCredit drops a line that only names where the text comes from; it goes to Document.Credit.
const ReasonCredit document.Reason = "credit"

// extractText takes the route of plain text.
func (x *Extractor) extractText(d *document.Document, text []byte) {
	if bytes.Count(text, []byte("\n")) >= plain.MaxLines {
		d.Reject(document.ReasonTooLarge, "more lines than a page can have")
		return
	}
	favor := map[Favor]int{Precision: -1, Recall: 1}[x.cfg.Favor]
	// Blocks are parts of the page as it was read: Document.Raw says that nobody writes to it.
	blocks, meta := x.lines.Blocks(nil, unsafe.String(unsafe.SliceData(text), len(text)), plain.Options{
		Title: d.Title, Trace: d.Trace, Favor: favor, Site: x.cfg.Templates.Site(siteOf(d)),
	})
	d.Blocks, d.Clean = blocks, meta.Clean
	for _, f := range [...]struct {
		field *string
		value string
	}{{&d.Title, meta.Title}, {&d.Author, meta.Author}, {&d.Date, meta.Date}, {&d.Credit, meta.Credit}} {
		if *f.field == "" {
			*f.field = f.value
		}
	}
	x.detectLanguage(d)
}

// creditBlocks is how many of the last kept blocks may be the credit line.
const creditBlocks = 3

// takeCredit moves a credit line at the end of the article to d.Credit.
func takeCredit(d *document.Document) {
	for i, seen := len(d.Blocks)-1, 0; i > 0 && seen < creditBlocks; i-- {
		b := &d.Blocks[i]
		if b.Drop != "" {
			continue
		}
		seen++
		source, ok := phrases.Credit(b.Text)
		if !ok {
			continue
		}
		if d.Credit == "" {
			d.Credit = source
		}
		b.Drop = ReasonCredit
		if !d.Trace {
			d.Blocks = append(d.Blocks[:i], d.Blocks[i+1:]...)
		}
		return
	}
}
