package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"winnow/document"
)

func TestTables(t *testing.T) {
	for _, c := range []struct{ name, page, text, markdown, html string }{
		{"a first row that is narrower", "<table><tr><th colspan=3>Results</th></tr><tr><td>Team</td><td>Pts</td><td>Goals</td></tr><tr><td>Arle</td><td>3</td><td>7</td></tr></table>",
			"Results\nTeam\tPts\tGoals\nArle\t3\t7",
			"| Results |  |  |\n| --- | --- | --- |\n| Team | Pts | Goals |\n| Arle | 3 | 7 |",
			"<table>\n<tr><td>Results</td></tr>\n<tr><td>Team</td><td>Pts</td><td>Goals</td></tr>\n<tr><td>Arle</td><td>3</td><td>7</td></tr>\n</table>"},
		{"two tables", "<table><tr><th>Port<th>Tide<tr><td>Arle<td>3 m</table><table><tr><th>Ship<th>Mast<th>Year<tr><td>Ida<td>2<td>1911</table>",
			"Port\tTide\nArle\t3 m\nShip\tMast\tYear\nIda\t2\t1911",
			"| Port | Tide |\n| --- | --- |\n| Arle | 3 m |\n\n| Ship | Mast | Year |\n| --- | --- | --- |\n| Ida | 2 | 1911 |",
			"<table>\n<tr><td>Port</td><td>Tide</td></tr>\n<tr><td>Arle</td><td>3 m</td></tr>\n</table>\n<table>\n" +
				"<tr><td>Ship</td><td>Mast</td><td>Year</td></tr>\n<tr><td>Ida</td><td>2</td><td>1911</td></tr>\n</table>"},
		{"cells that begin like other things", "<table><tr><th># of | a<th>Change<tr><td>1.<td>-5 %</table>",
			"# of | a\tChange\n1.\t-5 %", "| # of \\| a | Change |\n| --- | --- |\n| 1. | -5 % |",
			"<table>\n<tr><td># of | a</td><td>Change</td></tr>\n<tr><td>1.</td><td>-5 %</td></tr>\n</table>"},
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

func TestEscapes(t *testing.T) {
	for _, c := range []struct {
		kind document.BlockKind
		text string
		want string
	}{
		{document.Paragraph, "&lt; and &#60; and &#x3c; and &amp;", `\&lt; and \&#60; and \&#x3c; and \&amp;`},
		{document.Paragraph, "AT&T & Co; fish &chips", "AT&T & Co; fish &chips"},
		{document.Paragraph, "~~~ three", `\~\~\~ three`},
		{document.Paragraph, "~~gone~~ for ~5 km", `\~\~gone\~\~ for \~5 km`},
		{document.Paragraph, "~5 km", "~5 km"},
		{document.Paragraph, "``` three", "\\`\\`\\` three"},
		{document.Paragraph, "1. One", `1\. One`},
		{document.Paragraph, "12) Twelve", `12\) Twelve`},
		{document.Paragraph, "2019.", `2019\.`},
		{document.Paragraph, "1.5 m", "1.5 m"},
		{document.Paragraph, "2019", "2019"},
		{document.Paragraph, "- dash", `\- dash`},
		{document.Paragraph, "--- a", `\--- a`},
		{document.Paragraph, "+ plus", `\+ plus`},
		{document.Paragraph, "# sign", `\# sign`},
		{document.Paragraph, "> more", `\> more`},
		{document.Paragraph, "=== a", `\=== a`},
		{document.Paragraph, "    four\n- blanks", "four - blanks"},
		{document.Paragraph, `a_b *c* [d](e) <f> \`, `a\_b \*c\* \[d\](e) \<f> \\`},
		{document.Quote, "1. One", `> 1\. One`},
		{document.ListItem, "- dash", `- \- dash`},
		{document.Heading, "1. Herons", "# 1. Herons"},
		{document.Heading, "Learn C #", `# Learn C \#`},
		{document.Heading, "Learn C ##", `# Learn C \##`},
		{document.Heading, "Learn C#", "# Learn C#"},
		{document.Heading, "two\nlines", "# two lines"},
		{document.Code, "a ``` b ````", "`````\na ``` b ````\n`````"},
	} {
		if got := renderMarkdown([]document.Block{{Kind: c.kind, Text: c.text}}, nil); got != c.want {
			t.Errorf("%q is written %q, want %q", c.text, got, c.want)
		}
	}
}
