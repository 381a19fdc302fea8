package sets

import (
	"strings"

	"winnow/document"
	"winnow/extract"
	"winnow/extract/charset"
)

// Dumper writes web pages as plain texts. It reuses its memory and is not safe for concurrent use.
type Dumper struct{ page extract.Page }

// Dump returns the visible text of a web page as a crawl's text dump holds it: a line for each block, without markup.
func (w *Dumper) Dump(raw []byte) string {
	w.page.Load(charset.Decode(raw, charset.Options{Markup: true}).Text)
	var out strings.Builder
	for i := range w.page.Blocks {
		if !w.page.Blocks[i].Hidden {
			out.Write(w.page.BlockText(i))
			out.WriteByte('\n')
		}
	}
	return out.String()
}

// AsText turns a web page into the plain text that a crawl's dump would hold of it; plain texts stay as they are.
func AsText(d *document.Document) {
	if d.Format == document.FormatHTML {
		d.Raw, d.Format = []byte(new(Dumper).Dump(d.Raw)), document.FormatText
	}
}
