package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"winnow/document"
)

// written returns the text of a page all of which is kept, but for what a selector drops.
func written(t *testing.T, format Format, page string) string {
	t.Helper()
	x, err := New(Config{Format: format, KeepSelectors: []string{"body"}, DropSelectors: []string{".ad"}})
	if err != nil {
		t.Fatal(err)
	}
	d := &document.Document{Format: document.FormatHTML, Raw: []byte(page)}
	x.Extract(d)
	x.Render(d)
	return d.Text
}

func TestLists(t *testing.T) {
	for _, c := range []struct{ name, page, text, markdown, html string }{
		{"paragraphs of an item", "<ol><li><p>Drive the piles.</p><p>It takes a month.</p></li><li>Lay the planks.</li></ol>",
			"Drive the piles.\n\nIt takes a month.\n\nLay the planks.",
			"1. Drive the piles.\n\n   It takes a month.\n\n2. Lay the planks.",
			"<ol>\n<li><p>Drive the piles.</p>\n<p>It takes a month.</p>\n</li>\n<li>Lay the planks.</li>\n</ol>"},
		{"the first paragraph that is kept begins the item", "<ol><li>Piles<li><p class=ad>Buy!</p><p>Planks</p><p>of oak</p></ol>",
			"Piles\nPlanks\n\nof oak", "1. Piles\n2. Planks\n\n   of oak",
			"<ol>\n<li>Piles</li>\n<li><p>Planks</p>\n<p>of oak</p>\n</li>\n</ol>"},
		{"lines of an item", "<ul><li>Harbour 5<br>Open daily<li>Quay</ul>",
			"Harbour 5\n\nOpen daily\n\nQuay", "- Harbour 5\n\n  Open daily\n\n- Quay",
			"<ul>\n<li><p>Harbour 5</p>\n<p>Open daily</p>\n</li>\n<li>Quay</li>\n</ul>"},
		{"code in an item", "<ol><li>Run:<pre>apt update\n\napt upgrade</pre></li><li>Reboot.</li></ol>",
			"Run:\n\napt update\n\napt upgrade\n\nReboot.",
			"1. Run:\n\n   ```\n   apt update\n\n   apt upgrade\n   ```\n\n2. Reboot.",
			"<ol>\n<li>Run:\n<pre>apt update\n\napt upgrade</pre>\n</li>\n<li>Reboot.</li>\n</ol>"},
		{"a table in an item", "<ul><li><table><tr><th>Port<th>Tide<tr><td>Arle<td>3 m</table><li>Quay</ul>",
			"Port\tTide\nArle\t3 m\n\nQuay", "- | Port | Tide |\n  | --- | --- |\n  | Arle | 3 m |\n\n- Quay",
			"<ul>\n<li><table>\n<tr><td>Port</td><td>Tide</td></tr>\n<tr><td>Arle</td><td>3 m</td></tr>\n</table>\n</li>\n<li>Quay</li>\n</ul>"},
		{"heading and quote in an item", "<ul><li><h3>Piles</h3><p>of oak</p><blockquote>They last.</blockquote></ul>",
			"Piles\n\nof oak\n\nThey last.", "- ### Piles\n\n  of oak\n\n  > They last.",
			"<ul>\n<li><h3>Piles</h3>\n<p>of oak</p>\n<blockquote>They last.</blockquote>\n</li>\n</ul>"},
		{"two lists", "<ol><li>a<li>b</ol><ol><li>c<li>d</ol><ul><li>e</ul><ul><li>f</ul>",
			"a\nb\nc\nd\ne\nf", "1. a\n2. b\n\n1) c\n2) d\n\n- e\n\n* f",
			"<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n<ol>\n<li>c</li>\n<li>d</li>\n</ol>\n<ul>\n<li>e</li>\n</ul>\n<ul>\n<li>f</li>\n</ul>"},
		{"two lists with a paragraph between", "<ul><li>a</ul><p>P.</p><ul><li>b</ul>",
			"a\n\nP.\n\nb", "- a\n\nP.\n\n- b", "<ul>\n<li>a</li>\n</ul>\n<p>P.</p>\n<ul>\n<li>b</li>\n</ul>"},
		{"a list that goes on", "<ol><li>a</li><p>P.</p><li>b</li></ol>",
			"a\n\nP.\n\nb", "1. a\n\nP.\n\n2. b", "<ol>\n<li>a</li>\n</ol>\n<p>P.</p>\n<ol start=\"2\">\n<li>b</li>\n</ol>"},
		{"numbers", "<ol start=3><li>a<li class=ad>b<li value=9>c<li>d</ol>",
			"a\nc\nd", "3. a\n9. c\n10. d", "<ol start=\"3\">\n<li>a</li>\n<li value=\"9\">c</li>\n<li>d</li>\n</ol>"},
		{"numbers backwards", "<ol reversed><li>a<li>b<ol><li>x</ol><li>c</ol>",
			"a\nb\nx\nc", "3. a\n2. b\n   1. x\n1. c",
			"<ol start=\"3\">\n<li>a</li>\n<li value=\"2\">b\n<ol>\n<li>x</li>\n</ol>\n</li>\n<li value=\"1\">c</li>\n</ol>"},
		{"numbers as browsers read them", "<ol start=' -1x'><li>a<li value=x>b<li value=99999999999>c</ol>",
			"a\nb\nc", "0. a\n0. b\n999999999. c",
			"<ol start=\"-1\">\n<li>a</li>\n<li>b</li>\n<li value=\"999999999\">c</li>\n</ol>"},
		{"nested", "<ol start=9><li>Piles<ul><li>hammer<ul><li>big</ul></ul><li>Planks<ul><li>saw</ul>of steel</ol>",
			"Piles\nhammer\nbig\nPlanks\nsaw\n\nof steel",
			"9. Piles\n   - hammer\n     - big\n10. Planks\n    - saw\n\n    of steel",
			"<ol start=\"9\">\n<li>Piles\n<ul>\n<li>hammer\n<ul>\n<li>big</li>\n</ul>\n</li>\n</ul>\n</li>\n<li>Planks\n<ul>\n<li>saw</li>\n</ul>\n<p>of steel</p>\n</li>\n</ol>"},
		{"a nested list that does not begin with 1", "<ul><li>a<ol start=2><li>b</ol></ul>",
			"a\nb", "- a\n\n  2. b", "<ul>\n<li>a\n<ol start=\"2\">\n<li>b</li>\n</ol>\n</li>\n</ul>"},
		{"an item of a nested list only", "<ol><li><ul><li>a<li>b</ul><li>c</ol>",
			"a\nb\nc", "- a\n- b\n\n2. c", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol start=\"2\">\n<li>c</li>\n</ol>"},
		{"a nested list before the text of its item", "<ol><li><ul><li>a</ul>P.<li>c</ol>",
			"a\n\nP.\n\nc", "1. - a\n\n   P.\n\n2. c", "<ol>\n<li><ul>\n<li>a</li>\n</ul>\n<p>P.</p>\n</li>\n<li>c</li>\n</ol>"},
		{"a list right inside of a list", "<ol><li>a</li><ol><li>b</li></ol><li>c</li></ol>",
			"a\nb\nc", "1. a\n   1. b\n2. c", "<ol>\n<li>a\n<ol>\n<li>b</li>\n</ol>\n</li>\n<li>c</li>\n</ol>"},
		{"an item that was closed does not begin again", "<ol><li>a</li><p>P.</p><ol><li>b</li></ol></ol>",
			"a\n\nP.\n\nb", "1. a\n\nP.\n\n1. b", "<ol>\n<li>a</li>\n</ol>\n<p>P.</p>\n<ol>\n<li>b</li>\n</ol>"},
		{"items without a list", "<div><li>a<li>b</div>", "a\nb", "- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for format, want := range map[Format]string{Text: c.text, Markdown: c.markdown, HTML: c.html} {
				if diff := cmp.Diff(want, written(t, format, c.page)); diff != "" {
					t.Errorf("format %d (-want +got):\n%s", format, diff)
				}
			}
		})
	}
}

// Comments are written by themselves: an item that holds both text and comments begins in each of them.
func TestCommentsAreItems(t *testing.T) {
	x, err := New(Config{Format: Markdown, Comments: true})
	if err != nil {
		t.Fatal(err)
	}
	comment := func(item int32, text string) document.Block {
		return document.Block{Kind: document.ListItem, Item: item, Text: text, Label: document.Comment, Drop: document.ReasonComment}
	}
	d := &document.Document{Format: document.FormatHTML,
		Items: []document.Item{{List: 1}, {In: 1, List: 2, Ordered: true, Number: 1}, {In: 1, List: 2, Ordered: true, Number: 2}},
		Blocks: []document.Block{{Kind: document.ListItem, Item: 1, Text: "The text."}, comment(2, "Tom says:"), comment(2, "5 March"),
			comment(2, "Nice!"), comment(3, "Ann says:"), comment(3, "Indeed.")}}
	x.Render(d)
	if diff := cmp.Diff([]string{"- The text.", "1. Tom says:\n\n   5 March\n\n   Nice!\n\n2. Ann says:\n\n   Indeed."}, []string{d.Text, d.Comments}); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestDeepLists: what is nested deeper than anybody reads costs no more than its text.
func TestDeepLists(t *testing.T) {
	page := ""
	for range 400 {
		page += "<ul><li>a"
	}
	for range 400 {
		page += "<p>b</p></li></ul>"
	}
	for _, format := range []Format{Text, Markdown, HTML} {
		if n := len(written(t, format, page)); n > 40*len(page) {
			t.Errorf("format %d: %d bytes of %d", format, n, len(page))
		}
	}
}
