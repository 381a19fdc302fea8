package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"winnow/document"
)

var sampleBlocks = []document.Block{
	{Kind: document.Heading, Level: 2, Text: "Tides & times"},
	{Text: "1. is how this *paragraph* begins, with a_b and [x]."},
	{Kind: document.ListItem, Item: 1, Text: "first"},
	{Kind: document.ListItem, Item: 2, Text: "nested"},
	{Kind: document.ListItem, Item: 3, Text: "one"},
	{Kind: document.Quote, Text: "Said so."},
	{Kind: document.TableRow, Text: "Port\tHigh | low"},
	{Kind: document.TableRow, Text: "Aveiro\t3.1"},
	{Kind: document.Code, Text: "if a < b {\n\treturn\n}"},
}

var sampleItems = []document.Item{{List: 1}, {In: 1, List: 2}, {List: 3, Ordered: true, Number: 1}}

func TestRender(t *testing.T) {
	for format, want := range map[Format]string{
		Text: "Tides & times\n\n1. is how this *paragraph* begins, with a_b and [x].\n\nfirst\nnested\none\n\nSaid so.\n\n" +
			"Port\tHigh | low\nAveiro\t3.1\n\nif a < b {\n\treturn\n}",
		Markdown: "## Tides & times\n\n1\\. is how this \\*paragraph\\* begins, with a\\_b and \\[x\\].\n\n- first\n  - nested\n\n1. one\n\n" +
			"> Said so.\n\n| Port | High \\| low |\n| --- | --- |\n| Aveiro | 3.1 |\n\n```\nif a < b {\n\treturn\n}\n```",
		HTML: "<h2>Tides &amp; times</h2>\n<p>1. is how this *paragraph* begins, with a_b and [x].</p>\n<ul>\n<li>first\n<ul>\n" +
			"<li>nested</li>\n</ul>\n</li>\n</ul>\n<ol>\n<li>one</li>\n</ol>\n<blockquote>Said so.</blockquote>\n<table>\n" +
			"<tr><td>Port</td><td>High | low</td></tr>\n<tr><td>Aveiro</td><td>3.1</td></tr>\n</table>\n<pre>if a &lt; b {\n\treturn\n}</pre>",
	} {
		if diff := cmp.Diff(want, writers[format](sampleBlocks, sampleItems)); diff != "" {
			t.Errorf("format %d (-want +got):\n%s", format, diff)
		}
	}
}

func TestRenderStage(t *testing.T) {
	x, err := New(Config{Comments: true})
	if err != nil {
		t.Fatal(err)
	}
	d := &document.Document{Format: document.FormatHTML, Raw: []byte("x"), Blocks: []document.Block{
		{Text: "Kept."},
		{Text: "Dropped.", Drop: document.ReasonScore},
		{Text: "Nice!", Label: document.Comment, Drop: document.ReasonComment},
	}}
	x.Render(d)
	if d.Text != "Kept." || d.Comments != "Nice!" || d.Raw != nil || !d.Keep() {
		t.Errorf("text %q, comments %q, raw %q, verdict %v", d.Text, d.Comments, d.Raw, d.Verdict)
	}
	d = &document.Document{Format: document.FormatHTML, Blocks: []document.Block{{Text: "Menu", Drop: document.ReasonScore}}}
	x.Render(d)
	if d.Verdict.Reason != document.ReasonEmpty {
		t.Errorf("page without text: verdict %+v", d.Verdict)
	}
}
