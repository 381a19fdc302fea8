package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"winnow/bench/score"
)

// row is a line of the table: the figures of a set, of a part of it, or of another tool.
type row struct {
	name string
	sum  score.Summary
}

// printTable writes the figures in percent, "-" where the references say nothing.
func printTable(out io.Writer, rows []row) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, strings.Join([]string{"set", "pages", "empty", "bagP", "bagR", "bagF", "shgF", "lcsF", "with", "without",
		"snipF", "once", "repeat", "(ref)", "title", "author", "date"}, "\t")+"\t")
	for _, r := range rows {
		s := r.sum
		cells := []string{r.name, fmt.Sprint(s.Pages), fmt.Sprint(s.Empty)}
		text := func(v float64) string {
			if s.Texts == 0 {
				return "-"
			}
			return percent(v)
		}
		share := func(v score.Share) string {
			if v.Of == 0 {
				return "-"
			}
			return percent(v.Rate())
		}
		snip := "-"
		if s.With.Of+s.Without.Of > 0 {
			snip = percent(s.SnipF1)
		}
		cells = append(cells, text(s.Bag.P), text(s.Bag.R), text(s.Bag.F), text(s.Shingle.F), text(s.LCS.F), share(s.With),
			share(s.Without), snip, share(s.Once), share(s.Repeated), share(s.TrueRepeated), share(s.Title), share(s.Author),
			share(s.Date))
		fmt.Fprintln(w, strings.Join(cells, "\t")+"\t")
	}
	w.Flush()
}

func percent(v float64) string { return fmt.Sprintf("%.2f", 100*v) }

// groups splits pages by a key, the largest group first.
func groups(pages []score.Page, key func(*score.Truth) string) []row {
	by := map[string][]score.Page{}
	for _, p := range pages {
		k := cmp.Or(key(p.Truth), "?")
		by[k] = append(by[k], p)
	}
	if len(by) < 2 {
		return nil
	}
	var rows []row
	for k, members := range by {
		rows = append(rows, row{"· " + k, score.Sum(members)})
	}
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(b.sum.Pages, a.sum.Pages), strings.Compare(a.name, b.name))
	})
	return rows
}

// printWorst lists the n worst pages of a set.
func printWorst(out io.Writer, name string, pages []score.Page, n int) {
	pages = slices.Clone(pages)
	slices.SortStableFunc(pages, func(a, b score.Page) int {
		return cmp.Or(cmp.Compare(a.Badness(), b.Badness()), strings.Compare(a.Truth.ID, b.Truth.ID))
	})
	fmt.Fprintf(out, "\n%s, worst pages: score, words predicted / in the reference, type, id, url\n", name)
	for _, p := range pages[:min(n, len(pages))] {
		fmt.Fprintf(out, "%.3f %7d / %7d  %-14s %s  %s\n", p.Badness(), p.Words, p.TrueWords, p.Truth.Type, p.Truth.ID, p.Truth.URL)
	}
}
