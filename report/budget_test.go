package report

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"winnow/document"
)

// TestExplanationSize explains more than a file has room for, of texts that grow most by escaping: originals go first,
// then whole pages, and of a page that is too large by itself the end.
func TestExplanationSize(t *testing.T) {
	const quotes = `"'&+<b>đường phố</b> `
	for _, test := range []struct {
		name                      string
		pages, blocks, text, page int // how many, and bytes of a block and of an original
		says                      string
	}{
		{name: "a page", pages: 1, blocks: 10, text: 200, page: 1000, says: ""},
		{name: "originals", pages: 12, blocks: 10, text: 200, page: 300_000, says: "the originals of"},
		{name: "pages", pages: 200, blocks: 40, text: 400, page: 20_000, says: "of 200 pages and the originals of"},
		{name: "names", pages: 3000, blocks: 0, text: 0, page: 0, says: "of 3000 pages left out"},
		{name: "one page", pages: 1, blocks: 8_000, text: 100, page: 1000, says: "the end of the page"},
		{name: "one text", pages: 1, blocks: 1, text: 4_000_000, page: 1000, says: "the end of the page"},
	} {
		t.Run(test.name, func(t *testing.T) {
			e := NewExplanation(ExplainConfig{Program: "test"})
			for n := range test.pages {
				var b document.Block
				b.Text = strings.Repeat(quotes, test.text/len(quotes)+1)
				b.Path, b.Features, b.Evidence = quotes, "words=7 links=2", []string{"words=7 +0.5"}
				d := kept(fmt.Sprint(n), b.Text)
				d.Title, d.Format, d.Lang = quotes+quotes, document.FormatHTML, quotes
				for i := range test.blocks {
					d.Blocks = append(d.Blocks, b)
					if i%3 > 0 {
						d.Blocks[i].Drop = "rule"
					}
				}
				truth := b.Text + " more"
				page := Page{Doc: d, Truth: &truth}
				if test.page > 0 {
					page.Original = "<p>" + strings.Repeat(quotes, test.page/len(quotes))
				}
				if test.text > 1000 {
					page.Truth = nil // words of that many take a minute to compare
				}
				if err := e.Add(page); err != nil {
					t.Fatal(err)
				}
			}
			var b bytes.Buffer
			if err := e.WriteHTML(&b); err != nil {
				t.Fatal(err)
			}
			safe(t, b.String())
			if b.Len() > 5_000_000 || test.says != "" && b.Len() < 2_000_000 {
				t.Errorf("%d bytes, want 2 to 5 MB", b.Len())
			}
			if says := e.LeftOut(); !strings.Contains(says, test.says) || (says == "") != (test.says == "") {
				t.Errorf("says %q, want %q", says, test.says)
			} else if !strings.Contains(b.String(), says) {
				t.Errorf("the file does not say %q", says)
			}
			if len(e.pages) == 0 {
				t.Error("no page is shown")
			}
		})
	}
}
