package extract

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"winnow/document"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares got with a file, or writes it.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// blockLines writes a page's blocks one a line: kind, level, marks, text.
func blockLines(p *Page) string {
	kinds := [...]string{document.Paragraph: "p", document.Heading: "h", document.ListItem: "li", document.Quote: "quote",
		document.Code: "code", document.TableRow: "row", document.Caption: "caption"}
	var out strings.Builder
	var items listItems
	items.reset(p)
	for i := range p.Blocks {
		b := &p.Blocks[i]
		kind := kinds[b.Kind]
		if b.Level > 0 {
			kind += fmt.Sprint(b.Level)
		}
		if k := items.of(b); b.Kind == document.ListItem {
			item, level := items.items[k-1], 0
			for ; k > 0; k = items.items[k-1].In {
				level++
			}
			kind += fmt.Sprint(level)
			if item.Ordered {
				kind += " ordered"
			}
		}
		if b.Hidden {
			kind += " hidden"
		}
		fmt.Fprintf(&out, "%s: %q\n", kind, p.BlockText(i))
	}
	return out.String()
}

func TestCut(t *testing.T) {
	pages, err := filepath.Glob("testdata/cut/*.html")
	if err != nil || len(pages) == 0 {
		t.Fatal("no pages", err)
	}
	var p Page // one for all: scratch must not leak from page to page
	for _, page := range pages {
		t.Run(filepath.Base(page), func(t *testing.T) {
			src, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			p.Load(src)
			golden(t, strings.TrimSuffix(page, ".html")+".golden", blockLines(&p))
		})
	}
}

func TestCounts(t *testing.T) {
	for _, c := range []struct {
		html string
		want counts
	}{
		{"<p>Two words.", counts{chars: 10, words: 2, letters: 8, capWords: 1, lowWords: 1, ends: 1}},
		{"<p>A &amp; <a href=x>BB,</a>  c?", counts{chars: 10, words: 3, letters: 4, capWords: 2, lowWords: 1, ends: 1, links: 1, linked: 4}},
		{"<p>他说：“你好。”她走了。", counts{chars: 12, unspaced: 7, letters: 7, ends: 2, quotes: 2}},
		{"<p><b>Giá</b> 25.000 €", counts{chars: 12, words: 3, letters: 3, digits: 5, capWords: 1, money: 1, strong: 3}},
		{"<p>co\u00adop\u200berate", counts{chars: 9, words: 1, letters: 9, lowWords: 1}},
	} {
		var p Page
		p.Load([]byte(c.html))
		if len(p.Blocks) != 1 {
			t.Errorf("%s: %d blocks", c.html, len(p.Blocks))
		} else if diff := cmp.Diff(c.want, p.Blocks[0].counts, cmp.AllowUnexported(counts{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.html, diff)
		}
	}
}

// Every word outside of the elements that never hold text must be in a block, in order, whatever the markup.
func FuzzCut(f *testing.F) {
	pages, _ := filepath.Glob("testdata/cut/*.html")
	for _, page := range pages {
		if src, err := os.ReadFile(page); err == nil {
			f.Add(src)
		}
	}
	f.Add([]byte("<table><tr><td>a<table><tr><td>b</table><td>c"))
	f.Add([]byte("<ul><li>a<ol><li>b<p>c</ul>d<br><br>e<pre>\n x</pre>"))
	f.Fuzz(func(t *testing.T, src []byte) {
		var p Page
		p.Load(src)
		last := int32(0)
		for i := range p.Blocks {
			b := &p.Blocks[i]
			if b.First < last || b.End <= b.First || b.linked > b.chars || b.start >= b.end {
				t.Fatalf("block %d: %+v", i, b)
			}
			last = b.First
		}
		rows := p.Features()
		for i, v := range rows {
			if v > 127 {
				t.Fatalf("feature %s of block %d is %d", FeatureNames[i%Stride], i/Stride, v)
			}
		}
		again := append([]byte(nil), rows...)
		p.Load(src)
		if diff := cmp.Diff(again, p.Features()); diff != "" {
			t.Fatalf("second run differs: %s", diff)
		}
	})
}
