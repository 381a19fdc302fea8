package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"winnow/bench/score"
	"winnow/train/sets"
)

// A site is worse off with templates when its figure falls by more than half a point.
const siteLoss = .005

// siteClasses are the groups that sites are shown in, by the least number of their pages: templates are known from two on.
var siteClasses = [...]struct {
	least int
	name  string
}{{5, "5 pages and more"}, {2, "2 to 4 pages"}, {1, "1 page"}}

// curve shows what templates are worth to the sites of a set: the mean over sites of the mean over their pages of LCS F1,
// without templates and with templates learned from up to so many of the site's pages, for each of the given numbers; and
// the sites that lose by it. Pages without a reference text are left out.
func curve(out io.Writer, s *sets.Set, read reader, stages *extractors, o *options) error {
	numbers := []int{0}
	for field := range strings.SplitSeq(o.curve, ",") {
		n, err := strconv.Atoi(field)
		if err != nil || n < 1 {
			return fmt.Errorf("--curve %s: want numbers of pages", o.curve)
		}
		numbers = append(numbers, n)
	}
	if err := stages.with(nil); err != nil {
		return err
	}
	var preds [][]score.Prediction
	for _, n := range numbers {
		o.learn = n
		p, err := predictSet(s, read, stages, o)
		if err != nil {
			return err
		}
		preds = append(preds, p)
	}
	figures := make([][]float64, len(s.Truths)) // by page and number
	changed := make([]bool, len(s.Truths))
	parallel(len(figures), o.workers, func(i int) {
		if s.Truths[i].Text == nil {
			return
		}
		known := map[string]float64{}
		for _, p := range preds {
			text := p[i].Text
			if _, ok := known[text]; !ok {
				known[text] = score.Score(&s.Truths[i], &p[i]).LCS.F
			}
			figures[i] = append(figures[i], known[text])
		}
		changed[i] = len(known) > 1
	})
	bySite := map[string][]int{}
	for i := range s.Truths {
		if figures[i] != nil {
			bySite[s.Truths[i].Domain()] = append(bySite[s.Truths[i].Domain()], i)
		}
	}
	classes := map[int][]siteFigures{}
	for name, pages := range bySite {
		f := siteFigures{name: name, mean: make([]float64, len(numbers))}
		for _, i := range pages {
			for k := range numbers {
				f.mean[k] += figures[i][k] / float64(len(pages))
			}
			if changed[i] {
				f.changed++
			}
		}
		for _, class := range siteClasses {
			if len(pages) >= class.least {
				classes[class.least] = append(classes[class.least], f)
				break
			}
		}
	}
	for _, class := range siteClasses {
		printClass(out, s.Name+", sites of "+class.name, classes[class.least], numbers, o.per == "site")
	}
	return nil
}

// siteFigures are those of one site: by number of pages learned from, and on how many pages the text differs with it.
type siteFigures struct {
	name    string
	mean    []float64
	changed int
}

func printClass(out io.Writer, name string, sites []siteFigures, numbers []int, each bool) {
	if len(sites) == 0 {
		return
	}
	slices.SortFunc(sites, func(a, b siteFigures) int { return strings.Compare(a.name, b.name) })
	changed := 0
	for i := range sites {
		changed += sites[i].changed
	}
	fmt.Fprintf(out, "%s: %d; %d pages change\n", name, len(sites), changed)
	for i := range sites {
		if each {
			fmt.Fprintf(out, "    %-28s %.3f\n", sites[i].name, sites[i].mean)
		}
	}
	for k, n := range numbers {
		var sum, gain float64
		var worse []siteFigures
		for i := range sites {
			d := sites[i].mean[k] - sites[i].mean[0]
			sum += sites[i].mean[k]
			gain += d
			if d < -siteLoss {
				worse = append(worse, siteFigures{name: sites[i].name, mean: []float64{d}})
			}
		}
		size := float64(len(sites))
		fmt.Fprintf(out, "  from %4d: %.4f", n, sum/size)
		if k > 0 {
			fmt.Fprintf(out, " %+.4f", gain/size)
		}
		slices.SortStableFunc(worse, func(a, b siteFigures) int { return cmp.Compare(a.mean[0], b.mean[0]) })
		for i := range worse {
			fmt.Fprintf(out, "  %s %+.3f", worse[i].name, math.Round(worse[i].mean[0]*1000)/1000)
		}
		fmt.Fprintln(out)
	}
}
