package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"
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
