package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"

	"winnow/bench/score"
)

// slack is how far a figure may fall below the committed one: half a point.
const slack = 0.005

// figure is a measured value that is guarded by the committed file.
type figure struct {
	set, name string
	value     float64
	lower     bool // lower is better
}

// figuresOf lists the guarded figures of a row, those that its references cover.
func figuresOf(r row) []figure {
	s := r.sum
	var out []figure
	add := func(name string, value float64, known int) {
		if known > 0 {
			out = append(out, figure{set: r.name, name: name, value: value})
		}
	}
	add("bagF", s.Bag.F, s.Texts)
	add("lcsF", s.LCS.F, s.Texts)
	add("snipF1", s.SnipF1, s.With.Of+s.Without.Of)
	add("once", s.Once.Rate(), s.Once.Of)
	add("title", s.Title.Rate(), s.Title.Of)
	add("author", s.Author.Rate(), s.Author.Of)
	add("date", s.Date.Rate(), s.Date.Of)
	out = append(out, figure{set: r.name, name: "repeated", value: s.Repeated.Rate(), lower: true})
	return out
}

func rowsFigures(rows []row) []figure {
	var all []figure
	for _, r := range rows {
		all = append(all, figuresOf(r)...)
	}
	return all
}

// writeFigures writes the committed file: set, figure, value, tab-separated. Figures of sets that were not run are
// kept as they stand.
func writeFigures(path string, measured []figure) error {
	old, err := readFigures(path)
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	done := map[string]bool{}
	for _, f := range measured {
		done[f.set] = true
	}
	var b strings.Builder
	for _, f := range measured {
		fmt.Fprintf(&b, "%s\t%s\t%.4f\n", f.set, f.name, f.value)
	}
	for _, f := range old {
		if !done[f.set] {
			fmt.Fprintf(&b, "%s\t%s\t%.4f\n", f.set, f.name, f.value)
		}
	}
	return os.WriteFile(path, []byte(b.String()), 0o644)
}

func readFigures(path string) ([]figure, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var out []figure
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		cells := strings.Split(lines.Text(), "\t")
		if len(cells) != 3 {
			return nil, fmt.Errorf("%s: %q: want set, figure, value", path, lines.Text())
		}
		v, err := strconv.ParseFloat(cells[2], 64)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		out = append(out, figure{set: cells[0], name: cells[1], value: v, lower: cells[1] == "repeated"})
	}
	return out, lines.Err()
}

// fallen lists the figures that are worse than the committed ones by more than the slack. Sets that were not
// measured are not looked at.
func fallen(measured, committed []figure) []string {
	have := map[[2]string]float64{}
	for _, f := range measured {
		have[[2]string{f.set, f.name}] = f.value
	}
	var out []string
	for _, f := range committed {
		v, ok := have[[2]string{f.set, f.name}]
		if !ok {
			continue
		}
		loss := f.value - v
		if f.lower {
			loss = -loss
		}
		if loss > slack {
			out = append(out, fmt.Sprintf("%s %s: %.4f, was %.4f", f.set, f.name, v, f.value))
		}
	}
	return out
}

// articleRow is the part of a set whose pages are articles, "" when that is the whole set.
func articleRow(name string, pages []score.Page) (row, bool) {
	var articles []score.Page
	for _, p := range pages {
		if p.Truth.Type == "article" {
			articles = append(articles, p)
		}
	}
	if len(articles) == 0 || len(articles) == len(pages) {
		return row{}, false
	}
	return row{name + "/article", score.Sum(articles)}, true
}
