package report

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
	"unsafe"

	"github.com/google/go-cmp/cmp"

	"winnow/document"
)

// run adds up documents and returns the summary.
func run(t *testing.T, cfg Config, docs ...*document.Document) *Summary {
	t.Helper()
	cfg.TempDir = t.TempDir()
	c := NewCollector(cfg)
	for i, d := range docs {
		d.Ordinal = int64(i)
		c.Add(d)
	}
	s, err := c.Summary()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	return s
}

func kept(id, text string) *document.Document {
	return &document.Document{ID: id, Text: text, Bytes: 100, Origin: document.Origin{File: "in.jsonl", Record: 7}}
}

func duplicate(id, of, text string) *document.Document {
	d := kept(id, text)
	d.Verdict = document.Verdict{Kind: document.Duplicate, Reason: document.ReasonNear, Of: of, Covered: .96}
	return d
}

func TestCollector(t *testing.T) {
	a := kept("a", "một hai")
	a.URL, a.Lang, a.Date, a.Title = "https://www.bao.example/1", "vi", "2026-03-09T10:00:00", "A"
	b := kept("b", strings.Repeat("từ ", 4000))
	b.URL, b.Lang, b.Date = "http://bao.example:8080/2", "vi", "9/3/2026"
	c := duplicate("c", "a", "một hai ba")
	c.Lang = "vi"
	empty := kept("d", "")
	empty.Reject(document.ReasonEmpty, "")
	bad := kept("e", "")
	bad.Fail(document.ReasonCorrupt, "no gzip")
	s := run(t, Config{Compares: true}, a, b, c, empty, bad, duplicate("f", "earlier", "x"))

	if want := (Counts{Pages: 6, Articles: 2, Duplicates: 2, Rejected: 1, Failed: 1, PageBytes: 600, TextBytes: 9 + 20000, Characters: 7 + 12000}); s.Total != want {
		t.Errorf("total %+v, want %+v", s.Total, want)
	}
	if len(s.Sites) != 2 || s.Sites[1].Name != "bao.example" || s.Sites[1].Articles != 2 {
		t.Errorf("sites: %+v", s.Sites)
	}
	if diff := cmp.Diff([]Bin{{2026*12 + 2, 1}}, s.Months); diff != "" || s.Undated != 1 {
		t.Errorf("months: %s, %d without a date", diff, s.Undated)
	}
	if diff := cmp.Diff([]Bin{{7, 1}, {10000, 1}}, s.Lengths); diff != "" {
		t.Errorf("lengths: %s", diff)
	}
	var reasons []string
	for _, r := range s.Reasons {
		reasons = append(reasons, fmt.Sprintf("%s %s %d", r.Verdict, r.Reason, r.Pages))
	}
	if want := []string{"duplicate near 2", "failed corrupt 1", "rejected empty 1"}; !cmp.Equal(reasons, want) {
		t.Errorf("reasons: %q, want %q", reasons, want)
	}
	near := s.Reasons[0].Samples
	if near[0].KeptText != "một hai" || near[0].Text != "một hai ba" || near[0].Source != "in.jsonl:7" {
		t.Errorf("sample of a duplicate: %+v", near[0])
	}
	if s.Clusters.Count != 2 || len(s.Clusters.Largest) != 2 {
		t.Fatalf("clusters: %+v", s.Clusters)
	}
	first, second := s.Clusters.Largest[0], s.Clusters.Largest[1]
	if first.Kept.ID != "a" || first.Kept.Title != "A" || first.Size != 2 || len(first.Members) != 1 || first.Members[0].Text != "một hai ba" {
		t.Errorf("cluster: %+v", first)
	}
	if second.Kept.ID != "earlier" || second.Kept.Text != "" {
		t.Errorf("cluster of an article of another run: %+v", second)
	}
	if long := s.Kept[1]; !long.Cut || len(long.Text) > textBytes || long.Characters != 12000 {
		t.Errorf("long text: %d bytes, cut %v, %d characters", len(long.Text), long.Cut, long.Characters)
	}
}

// TestLargestClusters has more clusters than are shown, one after the other and in no order of size, with the kept
// articles far apart, so that the texts come from the file.
func TestLargestClusters(t *testing.T) {
	var docs []*document.Document
	filler := strings.Repeat("x", textBytes)
	for i := range 6000 {
		docs = append(docs, kept(fmt.Sprint("k", i), fmt.Sprint("article ", i, " ", filler)))
		for n := range i * 7 % 60 / 20 {
			docs = append(docs, duplicate(fmt.Sprint("d", i, "-", n), fmt.Sprint("k", i/2), "copy"))
		}
	}
	s := run(t, Config{Compares: true}, docs...)
	if len(s.Clusters.Largest) != shownClusters {
		t.Fatalf("%d clusters", len(s.Clusters.Largest))
	}
	sizes := map[string]int64{}
	for _, d := range docs {
		if d.Verdict.Kind == document.Duplicate {
			sizes[d.Verdict.Of]++
		}
	}
	least := s.Clusters.Largest[shownClusters-1].Size
	larger := 0
	for _, n := range sizes {
		if n+1 > least {
			larger++
		}
	}
	if larger >= shownClusters {
		t.Errorf("%d clusters are larger than the smallest of those shown, %d", larger, least)
	}
	for _, c := range s.Clusters.Largest {
		if c.Size != sizes[c.Kept.ID]+1 || !strings.HasPrefix(c.Kept.Text, "article "+c.Kept.ID[1:]+" ") || len(c.Members) != int(min(c.Size-1, shownMembers)) {
			t.Errorf("cluster %s of %d with %d members: %.20q", c.Kept.ID, c.Size, len(c.Members), c.Kept.Text)
		}
	}
	var counted int64
	for _, b := range s.Clusters.Sizes {
		counted += b.Count
	}
	if counted != int64(len(sizes)) || counted != s.Clusters.Count {
		t.Errorf("%d clusters by size, %d in all, want %d", counted, s.Clusters.Count, len(sizes))
	}
}

// TestSamplesAreFair draws from 2000 documents many times with different seeds: each tenth of them must be drawn from
// about as often as the others.
func TestSamplesAreFair(t *testing.T) {
	var tenths [10]int
	for seed := range uint64(500) {
		s := newSampler(20, seed)
		for i := range int64(2000) {
			s.offer(i, func() Sample { return Sample{ID: fmt.Sprint(i)} })
		}
		samples := s.samples()
		if len(samples) != 20 {
			t.Fatalf("%d samples", len(samples))
		}
		for _, sample := range samples {
			var n int
			_, _ = fmt.Sscan(sample.ID, &n)
			tenths[n/200]++
		}
	}
	for i, n := range tenths { // 1000 expected, with a standard deviation of 30
		if n < 850 || n > 1150 {
			t.Errorf("tenth %d was drawn from %d times", i, n)
		}
	}
}

func TestSite(t *testing.T) {
	for url, want := range map[string]string{
		"https://www.Bao.example/a":        "bao.example",
		"http://user:pw@bao.example:80?x":  "bao.example",
		"https://[2001:db8::1]/x":          "[2001:db8::1]",
		"https://bao.example":              "bao.example",
		"/path/only":                       "Báo",
		"":                                 "Báo",
		"https://evil.example\\@x.example": "x.example",
	} {
		if got := site(&document.Document{URL: url, Site: "Báo"}); got != want {
			t.Errorf("%q: %q, want %q", url, got, want)
		}
	}
}

func TestMonth(t *testing.T) {
	for date, want := range map[string]int64{"2026-11-21": 2026*12 + 10, "1999-01": 1999 * 12, "2026-13-01": -1, "0999-01-01": -1, "26-01-01": -1, "2026/01/01": -1, "202a-01": -1, "": -1} {
		if got, ok := month(date); ok != (want >= 0) || ok && got != want {
			t.Errorf("%q: %d, %v, want %d", date, got, ok, want)
		}
	}
}

func TestCharacters(t *testing.T) {
	for _, text := range []string{"", "a", "Sáng 21/11, Ban quản lý", "山城旧粮仓变身社区图书馆", "😀😀😀", "ASCII only, and some more"} {
		if got, want := characters(text), int64(utf8.RuneCountInString(text)); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

func TestManySites(t *testing.T) {
	g := groups{most: 10}
	for i := range 100 {
		for range 100 - i {
			g.of(fmt.Sprint("site", i)).add(document.Kept, 10, 5, 5)
		}
	}
	list, others := g.list(5)
	if len(list) != 5 || list[0].Name != "site0" || list[0].Pages != 100 || others.Sites != 5 || others.Pages != 5050-100-99-98-97-96 {
		t.Errorf("%d listed, first %+v, others %+v", len(list), list[0], others)
	}
}

// What a page calls its site and its language is held until the end, but not all of it.
func TestLongNames(t *testing.T) {
	c := NewCollector(Config{Compares: true, TempDir: t.TempDir()})
	const pages, long = 8, 100_000
	for i := range pages {
		d := duplicate(fmt.Sprint(i), "a", "x")
		d.Ordinal = int64(i)
		tail := strings.Repeat("ä", long)
		d.URL, d.Lang, d.Title, d.Site = fmt.Sprintf("https://%d%s/", i, tail), fmt.Sprintf("%d%s", i%2, tail), tail, tail
		before := *d
		c.Add(d)
		for _, sample := range c.reasons[reasonKey{document.Duplicate, document.ReasonNear}].sampler.samples() {
			if unsafe.StringData(sample.URL) == unsafe.StringData(before.URL) || unsafe.StringData(sample.Title) == unsafe.StringData(before.Title) {
				t.Fatal("a sample holds all of a name whose beginning it shows")
			}
		}
	}
	for _, test := range []struct {
		groups *groups
		want   int
	}{{&c.sites, pages}, {&c.langs, 2}} {
		if len(test.groups.byName) != test.want {
			t.Errorf("%d names, want %d", len(test.groups.byName), test.want)
		}
		for name := range test.groups.byName {
			if len(name) > nameBytes {
				t.Errorf("%d bytes of a name are held", len(name))
			}
		}
	}
	if list, _ := c.langs.list(shownLangs); list[0].Pages != pages/2 {
		t.Errorf("%d pages have the first language, want %d", list[0].Pages, pages/2)
	}
}

func TestTimeline(t *testing.T) {
	var line Timeline
	taken := 0
	for at := 0.0; at < 3600; at += .05 {
		if line.Due(seconds64(at)) {
			line.Add(Point{Seconds: at, Memory: int64(at)})
			taken++
		}
	}
	if n := len(line.points); n > mostPoints || n < mostPoints/3 {
		t.Errorf("%d points are kept of %d", n, taken)
	}
	if line.peak < 3500 {
		t.Errorf("peak %d", line.peak)
	}
	for i := 1; i < len(line.points); i++ {
		if line.points[i].Seconds <= line.points[i-1].Seconds {
			t.Fatalf("point %d is not after the one before", i)
		}
	}
}

func TestRead(t *testing.T) {
	s := run(t, Config{}, kept("a", "text"))
	var file bytes.Buffer
	if err := s.Write(&file); err != nil {
		t.Fatal(err)
	}
	again, err := Read(bytes.NewReader(file.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(s, again); diff != "" {
		t.Error(diff)
	}
	for text, want := range map[string]string{
		"":              "no summary of a run",
		"[]":            "no summary of a run",
		`{"id":"x"}`:    "it has no version",
		`{"version":9}`: "version 9",
	} {
		if _, err := Read(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

// BenchmarkCollector tells what a summary costs a document.
func BenchmarkCollector(b *testing.B) {
	text := strings.Repeat("Sáng 21/11, Ban quản lý các công trình giao thông tỉnh cho biết cầu cảng sẽ nhận tàu trở lại. ", 25)
	c := NewCollector(Config{Compares: true, TempDir: b.TempDir()})
	defer c.Close()
	b.SetBytes(int64(len(text)))
	d := &document.Document{Text: text, Lang: "vi", Date: "2026-11-21", Bytes: 100_000, ID: "bao/2026/11/21/cau-cang", URL: "https://bao.example/thoi-su/cau-cang.html", Title: "Cầu cảng"}
	for i := range b.N {
		d.Ordinal = int64(i)
		c.Add(d)
	}
}

func seconds64(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }
