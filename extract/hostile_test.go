package extract

import (
	"strings"
	"testing"

	"winnow/document"
)

// hostilePages are pages whose parts come n times: each must take time and memory in proportion to n.
func hostilePages(n int) map[string]string {
	return map[string]string{
		"divs":         strings.Repeat("<div>", n),
		"divs-text":    strings.Repeat("<div>x", n),
		"lists":        strings.Repeat("<ul><li>a b c", n),
		"tables":       strings.Repeat("<table><tr><td>a<td>b", n/4),
		"rows":         "<table>" + strings.Repeat("<tr><td>a<td>b", n),
		"rows-nested":  "<table>" + strings.Repeat("<tr><td>a<table><tr><td>b</table>", n/4),
		"breaks":       "<p>" + strings.Repeat("x<br><br>", n),
		"blanks":       "<p>" + strings.Repeat(" \n", n) + "x",
		"links":        "<p>" + strings.Repeat("<a href=x>y</a>", n),
		"headings":     strings.Repeat("<h2>word", n),
		"spans":        "<p>" + strings.Repeat("<span class=comment>x", n),
		"classes":      strings.Repeat("<i class='"+strings.Repeat("related-", 40)+"'>", n/40),
		"one-word":     "<p>" + strings.Repeat("x", 10*n),
		"title":        "<title>" + strings.Repeat("word ", n) + "</title>" + strings.Repeat("<p>word word", n/4),
		"custom":       strings.Repeat("<x-a>y", n),
		"pre":          "<pre>" + strings.Repeat("x\n", n),
		"noscript":     strings.Repeat("<noscript><p>word word word</noscript>", n/4),
		"dates":        "<p>" + strings.Repeat("1/2/3 - ", n),
		"broken-utf8":  "<p>" + strings.Repeat("\xff\xc3", n),
		"combining":    "<p>" + strings.Repeat("e\u0301\u0323", n),
		"cut-off-tags": strings.Repeat("<p><a href='", n/4),
	}
}

func TestHostilePages(t *testing.T) {
	x, err := New(Config{})
	if err != nil {
		t.Fatal(err)
	}
	n := 20_000
	if testing.Short() {
		n = 2_000
	}
	for name, page := range hostilePages(n) {
		t.Run(name, func(t *testing.T) {
			d := &document.Document{Format: document.FormatHTML, Raw: []byte(page)}
			x.Extract(d)
			x.Render(d)
			if d.Verdict.Kind == document.Failed {
				t.Errorf("failed: %v", d.Verdict)
			}
			if d.Keep() == (d.Text == "") {
				t.Errorf("verdict %v with %d bytes of text", d.Verdict, len(d.Text))
			}
		})
	}
}
