package main

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"winnow/dedupe"
)

// articles are texts of some hundred words that share none of their runs of five.
func articles(n int) []string {
	s := newSynthetic(9, 120)
	var out []string
	for len(out) < n {
		t := s.article()
		half := len(t)/2 + strings.IndexByte(t[len(t)/2:], ' ')
		out = append(out, "Headline "+fmt.Sprint(len(out))+"\n"+t[:half]+"\n"+t[half+1:])
	}
	return distinct(out, n)
}

func TestSameSeedSameCorpus(t *testing.T) {
	for name, corpus := range map[string]func(r *rand.Rand) []doc{
		"planted":  func(r *rand.Rand) []doc { return plant(r, articles(60)) },
		"stress":   func(r *rand.Rand) []doc { return stress(r, articles(60)) },
		"families": func(r *rand.Rand) []doc { return families(r, 30) },
	} {
		make := func(seed uint64) []doc { return corpus(rand.New(rand.NewPCG(seed, 1))) }
		if first := make(1); !reflect.DeepEqual(first, make(1)) {
			t.Errorf("%s: two corpora of one seed differ", name)
		} else if reflect.DeepEqual(first, make(2)) {
			t.Errorf("%s: two seeds make one corpus", name)
		}
	}
}

// What is planted must be true: exact copies are exact, cut ones begin like their original, and no two clusters are the
// same text.
func TestPlantedTruth(t *testing.T) {
	corpus := plant(rand.New(rand.NewPCG(4, 1)), articles(150))
	base, owner := map[string]string{}, map[string]string{}
	for _, d := range corpus {
		if d.Kind == "base" {
			base[d.Cluster] = d.Text
		}
		if c, ok := owner[d.Text]; ok && c != d.Cluster {
			t.Errorf("clusters %s and %s hold the same text", c, d.Cluster)
		}
		owner[d.Text] = d.Cluster
	}
	kinds := map[string]int{}
	for _, d := range corpus {
		kinds[d.Kind]++
		original := base[d.Cluster]
		ok := true
		switch d.Kind {
		case "exact":
			ok = d.Text == original
		case "cut60", "cut80":
			ok = strings.HasPrefix(original, d.Text) && len(d.Text) < len(original)
		case "double":
			ok = d.Text == original+"\n"+original
		case "frame":
			ok = strings.Contains(d.Text, original) && d.Text != original
		case "template":
			ok = original == ""
		}
		if !ok {
			t.Errorf("%s of cluster %s is none: %q of %q", d.Kind, d.Cluster, d.Text, original)
		}
	}
	for _, c := range copies {
		if kinds[c.name] == 0 && c.name != "nfd" { // the articles are ASCII
			t.Errorf("no copy of kind %s", c.name)
		}
	}
}

func TestTotal(t *testing.T) {
	corpus := []doc{{ID: "a", Cluster: "1"}, {ID: "b", Cluster: "1"}, {ID: "c", Cluster: "1"}, {ID: "d", Cluster: "2"}}
	for _, tt := range []struct {
		of   []string
		want totals
	}{
		{[]string{"", "", "", ""}, totals{precision: 0, recall: 0, surplus: 2}},
		{[]string{"", "a", "a", ""}, totals{precision: 1, recall: 1, removed: 2, surplus: 2}},
		{[]string{"", "a", "", "a"}, totals{precision: .5, recall: .5, removed: 2, surplus: 2, lost: 1}},
		{[]string{"b", "c", "a", ""}, totals{precision: 2. / 3, recall: 1, removed: 3, surplus: 2, lost: 1}},
	} {
		if got := total(corpus, tt.of); got != tt.want {
			t.Errorf("%q: %+v, want %+v", tt.of, got, tt.want)
		}
	}
}

// A small planted corpus comes out as the large ones do: nothing lost, nearly all found.
func TestWinnowOnAPlantedCorpus(t *testing.T) {
	corpus := plant(rand.New(rand.NewPCG(5, 1)), articles(150))
	for i := range corpus {
		corpus[i].ID = fmt.Sprint(i)
	}
	for _, prefer := range []dedupe.Preference{dedupe.PreferFirst, dedupe.PreferLongest} {
		of, _, err := winnow(corpus, dedupe.Config{Prefer: prefer})
		if err != nil {
			t.Fatal(err)
		}
		if s := total(corpus, of); s.precision < 1 || s.lost > 0 || s.recall < .95 {
			t.Errorf("prefer %q: %+v", prefer, s)
		}
	}
}
