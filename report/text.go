package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
)

const (
	textGroups = 15 // of sites, languages and types are listed
	textBar    = 30 // characters of the longest bar
	nameWidth  = 32 // characters of a name
)

// WriteText writes the figures of the summary as text.
func (s *Summary) WriteText(out io.Writer) error {
	w := bufio.NewWriter(out)
	t := &s.Total
	fmt.Fprintf(w, "articles    %12s\n", number(t.Articles))
	for _, line := range [...]struct {
		name  string
		pages int64
	}{{"duplicates", t.Duplicates}, {"rejected", t.Rejected}, {"failed", t.Failed}} {
		if line.pages > 0 {
			fmt.Fprintf(w, "%-12s%12s   %s of %s pages\n", line.name, number(line.pages), percent(ratio(line.pages, t.Pages)), number(t.Pages))
		}
	}
	fmt.Fprintf(w, "text        %12s   %s characters", pipeline.Size(t.TextBytes), number(t.Characters))
	if t.Articles > 0 {
		fmt.Fprintf(w, ", %s an article", number(t.Characters/t.Articles))
	}
	fmt.Fprintf(w, "\ndated       %12s   %s of the articles\n", number(t.Articles-s.Undated), percent(ratio(t.Articles-s.Undated, t.Articles)))
	for _, g := range s.Reasons {
		fmt.Fprintf(w, "%-12s%12s   %s\n", g.Verdict, number(g.Pages), g.Reason)
	}
	writeGroups(w, "languages", s.Langs)
	writeGroups(w, "types", s.Types)
	writeGroups(w, "sites", s.Sites)
	if s.Others.Pages > 0 {
		fmt.Fprintf(w, "  and %s more articles of other sites\n", number(s.Others.Articles))
	}
	writeChart(w, lengthChart(s.Lengths))
	writeChart(w, dateChart(s.Months, s.Undated))
	return w.Flush()
}

func writeGroups(w *bufio.Writer, title string, groups []Group) {
	if len(groups) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%-*s%12s%12s%12s\n", nameWidth+2, title, "articles", "text", "characters")
	for i, g := range groups {
		if i == textGroups {
			fmt.Fprintf(w, "  and %s more\n", number(int64(len(groups)-i)))
			break
		}
		fmt.Fprintf(w, "  %s%12s%12s%12s\n", pad(g.Name, nameWidth), number(g.Articles), pipeline.Size(g.TextBytes), number(g.Characters))
	}
}

// writeChart writes a chart's bars lying on their side.
func writeChart(w *bufio.Writer, c *chart) {
	if c == nil {
		return
	}
	highest := 0.0
	for _, b := range c.Bars {
		highest = max(highest, b.H)
	}
	fmt.Fprintf(w, "\n%s\n", strings.ToLower(c.Head[0]))
	for i, row := range c.Rows {
		bar := ""
		if h := c.Bars[i].H; h > 0 { // a file may claim that all bars are nothing
			bar = strings.Repeat("█", int(h/highest*textBar+.5))
		}
		fmt.Fprintln(w, strings.TrimRight(fmt.Sprintf("  %18s%12s  %s", row[0], row[1], bar), " "))
	}
}

// pad brings a name to a width; characters that a terminal could obey are replaced.
func pad(name string, width int) string {
	if name == "" {
		name = "(not known)"
	}
	name = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return '\ufffd'
	}, name)
	if n := utf8.RuneCountInString(name); n > width {
		name = string([]rune(name)[:width-1]) + "…"
	}
	return name + strings.Repeat(" ", width-utf8.RuneCountInString(name))
}
