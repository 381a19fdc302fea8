package dom

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// newsPage is a page in the shape of a news site's: scripts, menus, an article, teasers, a footer.
func newsPage(paragraphs int) []byte {
	var s strings.Builder
	s.WriteString("<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n<title>Th&#7901;i s&#7921; &amp; x\u00e3 h\u1ed9i</title>\n")
	for i := range 20 {
		fmt.Fprintf(&s, "<meta property=\"og:p%d\" content=\"value %d\">\n<link rel=\"preload\" href=\"/static/css/part-%d.css\" as=\"style\">\n", i, i, i)
	}
	s.WriteString("<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"x\"}</script>\n<script>")
	s.WriteString(strings.Repeat("var a = b < c ? \"<div>\" : function () { return d && e; };\n", 200))
	s.WriteString("</script>\n</head>\n<body class=\"page article\">\n<header><nav><ul class=\"menu\">\n")
	for i := range 60 {
		fmt.Fprintf(&s, "  <li class=\"menu__item\"><a href=\"/muc/%d.htm\" title=\"M\u1ee5c %d\">M\u1ee5c %d</a></li>\n", i, i, i)
	}
	s.WriteString("</ul></nav></header>\n<main><article><h1>Ti\u00eau \u0111\u1ec1</h1>\n")
	for i := range paragraphs {
		fmt.Fprintf(&s, "<p>\u0110o\u1ea1n v\u0103n s\u1ed1 %d, v\u1edbi <b>ch\u1eef \u0111\u1eadm</b>, <a href=\"/bai-%d.html\">li\u00ean k\u1ebft</a> v&agrave; m\u1ed9t c\u00e2u n\u1eefa cho \u0111\u1ee7 d\u00e0i.</p>\n", i, i)
	}
	s.WriteString("</article></main>\n<aside>\n")
	for i := range 40 {
		fmt.Fprintf(&s, "  <div class=\"teaser\" data-id=\"%d\"><a href=\"/tin-%d.html\"><img src=\"/img/%d.jpg\" alt=\"\u1ea2nh %d\"></a>\n    <h3 class=\"teaser__title\"><a href=\"/tin-%d.html\">Tin %d</a></h3>\n    <p>T\u00f3m t\u1eaft\n  </div>\n", i, i, i, i, i, i)
	}
	s.WriteString("</aside>\n<table><tr><td>a<td>b<tr><td>c<td>d</table>\n<footer><p>&copy; 2026</footer>\n</body>\n</html>\n")
	return []byte(s.String())
}

func TestNewsPage(t *testing.T) {
	var p Parser
	compare(t, &p, string(newsPage(30)))
}

func TestNoAllocations(t *testing.T) {
	pages := [][]byte{newsPage(30), newsPage(100), []byte("<b><p>x</b>y</p><table>z<td>w</table><svg><g>")}
	var p Parser
	parse := func() {
		for _, page := range pages {
			p.Parse(page)
		}
	}
	parse()
	if allocs := testing.AllocsPerRun(20, parse); allocs != 0 {
		t.Errorf("%v allocations for %d pages, want none", allocs, len(pages))
	}
}

func TestHugePageDoesNotStay(t *testing.T) {
	var p Parser
	p.Parse(bytes.Repeat([]byte("<i></i><p a=b>"), keepNodes))
	p.Parse([]byte("<p>x"))
	if n, a := cap(p.tree.Nodes), cap(p.tree.Attrs); n > keepNodes || a > keepNodes {
		t.Errorf("the parser holds %d nodes and %d attributes after a huge page", n, a)
	}
}

func BenchmarkNewsPage(b *testing.B) { benchPages(b, [][]byte{newsPage(40)}) }

func BenchmarkCorpus(b *testing.B) {
	_, pages := corpus(b)
	benchPages(b, pages)
}

func benchPages(b *testing.B, pages [][]byte) {
	size := 0
	for _, page := range pages {
		size += len(page)
	}
	run := func(name string, parse func(page []byte)) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for _, page := range pages {
					parse(page)
				}
			}
		})
	}
	var p Parser
	run("Parser", func(page []byte) { p.Parse(page) })
	run("Parser+View", func(page []byte) { p.Parse(page).View() })
	run("x_net", func(page []byte) {
		if _, err := html.ParseWithOptions(bytes.NewReader(page), html.ParseOptionEnableScripting(false)); err != nil {
			b.Fatal(err)
		}
	})
}
