package main

import (
	"fmt"
	"slices"
)

// totals are the figures over all of a corpus.
type totals struct {
	precision, recall float64 // of removals
	removed, surplus  int     // documents removed, and those that should be
	lost              int     // clusters of which nothing is left
}

func total(corpus []doc, of []string) totals {
	size, left := map[string]int{}, map[string]int{}
	t := totals{}
	for i, d := range corpus {
		size[d.Cluster]++
		if of[i] == "" {
			left[d.Cluster]++
		} else {
			t.removed++
		}
	}
	right := 0
	for c, n := range size {
		right += min(n-left[c], n-1)
		if left[c] == 0 {
			t.lost++
		}
	}
	t.surplus = len(corpus) - len(size)
	t.precision, t.recall = float64(right)/float64(max(t.removed, 1)), float64(right)/float64(max(t.surplus, 1))
	return t
}

// report prints what was found: over all, and by kind.
func report(corpus []doc, of []string) {
	byID, base := map[string]int{}, map[string]int{}
	for i, d := range corpus {
		byID[d.ID] = i
		if d.Kind == "base" || d.Kind == "original" {
			base[d.Cluster] = i
		}
	}
	type row struct{ n, removed, wrong, base, found int }
	rows := map[string]*row{}
	group := groups(corpus, of, byID)
	for i, d := range corpus {
		r := rows[d.Kind]
		if r == nil {
			r = &row{}
			rows[d.Kind] = r
		}
		r.n++
		if b, ok := base[d.Cluster]; ok && b != i {
			r.base++
			if group[b] == group[i] {
				r.found++
			}
		}
		if of[i] != "" {
			r.removed++
			if corpus[byID[of[i]]].Cluster != d.Cluster {
				r.wrong++
			}
		}
	}
	t := total(corpus, of)
	fmt.Printf("removal precision %.4f, recall %.4f (%d removed, %d surplus), articles lost %d\n\n", t.precision, t.recall, t.removed, t.surplus, t.lost)
	fmt.Printf("| kind | documents | found with its original | removed | for another article |\n|---|--:|--:|--:|--:|\n")
	var kinds []string
	for k := range rows {
		kinds = append(kinds, k)
	}
	slices.Sort(kinds)
	for _, k := range kinds {
		r := rows[k]
		found := "–"
		if r.base > 0 {
			found = fmt.Sprintf("%.3f", float64(r.found)/float64(r.base))
		}
		fmt.Printf("| %s | %d | %s | %.3f | %d |\n", k, r.n, found, float64(r.removed)/float64(r.n), r.wrong)
	}
}

// groups returns a number for each document, the same for those that duplicate one another.
func groups(corpus []doc, of []string, byID map[string]int) []int {
	up := make([]int, len(corpus))
	for i := range up {
		up[i] = i
	}
	var root func(int) int
	root = func(i int) int {
		if up[i] != i {
			up[i] = root(up[i])
		}
		return up[i]
	}
	for i, id := range of {
		if id != "" {
			up[root(i)] = root(byID[id])
		}
	}
	for i := range up {
		up[i] = root(i)
	}
	return up
}
