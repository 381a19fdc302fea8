package templates

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// crawl makes observations of pages of several sites: a menu on all pages of a site, a text of its own on each.
func crawl(rng *rand.Rand, pages int) (all []*Observation) {
	var fold Folder
	for p := range pages {
		site := fmt.Sprintf("site%d.example", rng.IntN(5))
		texts := []string{site + " menu", site + " footer", fmt.Sprintf("the story %d of %s", p, site), fmt.Sprintf("Comments (%d)", p)}
		if rng.IntN(3) == 0 {
			texts = append(texts, site+" notice", site+" notice")
		}
		var units []Unit
		for i, t := range texts {
			units = append(units, Unit{Text: fold.Text([]byte(t)), Place: uint64(rng.IntN(2)*3 + i%3 + 1), Words: int32(len(t)), Content: int32(rng.IntN(1001))})
		}
		o := Observe(site, units, func(i int) []byte { return []byte(texts[i]) }, func(i int) string { return fmt.Sprintf("div.c%d > p", i%3) })
		o.Title, o.Date = 1, 1+rng.IntN(3)
		o.Stated = uint64(rng.IntN(2 * pages)) // none, or one of its own, or of a few pages
		all = append(all, o)
	}
	return all
}

func learned(t *testing.T, cfg LearnerConfig, pages []*Observation) []byte {
	t.Helper()
	cfg.TempDir = t.TempDir()
	l := NewLearner(cfg)
	for _, o := range pages {
		l.Add(o)
	}
	var out bytes.Buffer
	if err := errors.Join(l.Write(&out), l.Close()); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(cfg.TempDir)
	if err != nil || len(left) > 0 {
		t.Errorf("temporary files left: %v, %v", left, err)
	}
	return out.Bytes()
}

func TestFileIsTheSameForAnyOrderAndMemory(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 2))
	pages := crawl(rng, 300)
	want := learned(t, LearnerConfig{}, pages)
	for _, memory := range []int64{1, 3000, 40_000} { // a spill a page, and so merges of merges; a few; one or two
		rng.Shuffle(len(pages), func(i, j int) { pages[i], pages[j] = pages[j], pages[i] })
		if got := learned(t, LearnerConfig{Memory: memory}, pages); !bytes.Equal(got, want) {
			t.Errorf("shuffled, with %d bytes of memory: %d bytes, not the same %d", memory, len(got), len(want))
		}
	}
}

func TestMergeIsLearningAll(t *testing.T) {
	pages := crawl(rand.New(rand.NewPCG(1, 2)), 200)
	want := learned(t, LearnerConfig{Models: "m"}, pages)
	dir := t.TempDir()
	var names []string
	for i, part := range [][]*Observation{pages[:90], pages[90:91], pages[91:], nil} {
		name := filepath.Join(dir, fmt.Sprint(i))
		if err := os.WriteFile(name, learned(t, LearnerConfig{Models: "m"}, part), 0o600); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	var out bytes.Buffer
	if err := Merge(&out, names); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out.Bytes(), want) {
		t.Errorf("%d bytes, learned at once %d", out.Len(), len(want))
	}
	other := filepath.Join(dir, "other")
	if err := os.WriteFile(other, learned(t, LearnerConfig{Models: "n"}, pages), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Merge(&out, append(names, other)); err == nil {
		t.Error("templates of different models were added up")
	}
}

func TestCountsPagesNotBlocks(t *testing.T) {
	units := []Unit{{Text: 7, Place: 1, Words: 2, Content: 100}, {Text: 7, Place: 2, Words: 2, Content: 900}}
	one := Observe("a.example", units, func(int) []byte { return []byte("x") }, func(int) string { return "p" })
	store, err := Read(bytes.NewReader(learned(t, LearnerConfig{}, []*Observation{one, one, one})))
	if err != nil {
		t.Fatal(err)
	}
	site := store.Site("a.example")
	if site == nil || site.Pages != 3 {
		t.Fatalf("site %+v", site)
	}
	if pages, here := site.find(7, 2); pages != 3 || here != 3 {
		t.Errorf("%d pages with the text, %d at the place, want 3", pages, here)
	}
	if pages, here := site.find(7, 3); pages != 3 || here != 0 {
		t.Errorf("%d pages with the text, %d at a place where it never stood", pages, here)
	}
	if store.Site("b.example") != nil {
		t.Error("a site that nobody saw is known")
	}
}

// Of titles those are known that two pages state; a text's name outlasts that its places lie in different shards.
func TestTitlesAndNames(t *testing.T) {
	page := func(place, title uint64, name string) *Observation {
		o := Observe("a.example", []Unit{{Text: 7, Place: place, Words: 2}}, func(int) []byte { return []byte(name) }, func(int) string { return "p" })
		o.Stated = title
		return o
	}
	dir, all := t.TempDir(), []*Observation{page(3, 1, "B c"), page(9, 1, "A b"), page(1, 2, "C d"), page(3, 0, "A b")}
	var names []string
	for i, part := range [][]*Observation{all[:2], all[2:]} {
		names = append(names, filepath.Join(dir, fmt.Sprint(i)))
		if err := os.WriteFile(names[i], learned(t, LearnerConfig{}, part), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var merged, shown bytes.Buffer
	if err := Merge(&merged, names); err != nil {
		t.Fatal(err)
	}
	if file := learned(t, LearnerConfig{}, all); !bytes.Equal(merged.Bytes(), file) {
		t.Error("merged files are not the file of all pages")
	}
	store, err := Read(bytes.NewReader(merged.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if n := store.Site("a.example").titles.find(1); n == nil || *n != 2 {
		t.Errorf("pages with title 1: %v, want 2", n)
	}
	if n := store.Site("a.example").titles.find(2); n != nil {
		t.Errorf("the title of one page is known, on %d", *n)
	}
	if err := Show(&shown, &merged, "a.example", 5); err != nil || !bytes.Contains(shown.Bytes(), []byte("    4  C d\n")) {
		t.Errorf("%v, the name at the text's first place is missing:\n%s", err, shown.Bytes())
	}
}

// What stood on one page only is no template, and neither is anything of a site with one page.
func TestOnePageIsUnknown(t *testing.T) {
	pages := crawl(rand.New(rand.NewPCG(3, 3)), 1)
	store, err := Read(bytes.NewReader(learned(t, LearnerConfig{}, pages)))
	if err != nil {
		t.Fatal(err)
	}
	if store.Sites() != 0 {
		t.Errorf("%d sites are known after one page", store.Sites())
	}
}

// An entry takes 64 bytes at most, texts of any length among them.
func TestFileSize(t *testing.T) {
	var fold Folder
	var pages []*Observation
	const each, n = 50, 100
	for p := range n {
		var units []Unit
		var texts []string
		for i := range each {
			texts = append(texts, fmt.Sprintf("Paragraph %c%c%d has a text that is a good deal longer than what is kept of its beginning.", 'a'+p%26, 'a'+p/26, i)+string(rune('a'+i)))
			units = append(units, Unit{Text: fold.Text([]byte(texts[i])), Place: uint64(i%20) + 1, Words: 17, Content: 990})
		}
		pages = append(pages, Observe("large.example", units, func(i int) []byte { return []byte(texts[i]) },
			func(i int) string {
				return fmt.Sprintf("html > body > div.wrapper > div.content-main > div.section-%d > p", i%20)
			}))
	}
	file := learned(t, LearnerConfig{}, pages)
	if entries := each*n + 20; len(file) > 64*entries {
		t.Errorf("%d bytes for %d entries", len(file), entries)
	}
}
