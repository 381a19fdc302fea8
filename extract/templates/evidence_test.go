package templates

import (
	"bytes"
	"testing"
)

// siteWith is a site whose texts 1, 2, … stand on the given numbers of pages.
func siteWith(pages uint32, counts ...uint32) *Site {
	s := &Site{Pages: pages}
	s.titles.add(sharedTitle, 2)
	for i, n := range counts {
		s.texts.add(uint64(i+1), text{pages: n, here: n})
	}
	return s
}

// A title of siteWith that two pages state, and one of a single page.
const (
	sharedTitle = 7
	ownTitle    = 8
)

func TestRescore(t *testing.T) {
	body := Unit{Text: 100, Words: 60, Content: 990}
	for _, test := range []struct {
		name  string
		site  *Site
		title uint64
		units []Unit
		want  []bool // kept at ½
	}{
		{"a footer on all pages goes, however sure the model", siteWith(20, 20), 0, []Unit{body, {Text: 1, Words: 25, Content: 998}}, []bool{true, false}},
		{"a wire sentence in a few of many articles stays", siteWith(200, 4), 0, []Unit{body, {Text: 1, Words: 25, Content: 985}}, []bool{true, true}},
		{"a doubtful teaser on a fourth of the pages goes", siteWith(20, 5), 0, []Unit{body, {Text: 1, Words: 12, Content: 700}}, []bool{true, false}},
		{"two copies of one article keep their text", siteWith(10, 2, 2, 2), 0, []Unit{{Text: 1, Words: 40, Content: 980}, {Text: 2, Words: 40, Content: 980}, {Text: 3, Words: 40, Content: 980}}, []bool{true, true, true}},
		{"four copies of one article too", siteWith(10, 4, 4), 0, []Unit{{Text: 1, Words: 40, Content: 980}, {Text: 2, Words: 40, Content: 980}}, []bool{true, true}},
		{"a page that is all template stays as it is", siteWith(10, 10, 9), 0, []Unit{{Text: 1, Words: 40, Content: 900}, {Text: 2, Words: 40, Content: 900}}, []bool{true, true}},
		{"so does one of a title that two pages state", siteWith(10, 2, 2, 2), sharedTitle, []Unit{{Text: 1, Words: 40, Content: 980}, {Text: 2, Words: 40, Content: 980}, {Text: 3, Words: 40, Content: 980}}, []bool{true, true, true}},
		{"what two pages of different titles share is no article", siteWith(10, 2, 2), ownTitle, []Unit{body, {Text: 1, Words: 90, Content: 850}, {Text: 2, Words: 90, Content: 850}}, []bool{true, false, false}},
		{"but a sentence that both quote stays", siteWith(10, 2), ownTitle, []Unit{body, {Text: 1, Words: 25, Content: 985}}, []bool{true, true}},
		{"a paragraph among much template is enough of an article", siteWith(10, 9), 0, []Unit{{Text: 100, Words: 30, Content: 950}, {Text: 1, Words: 400, Content: 700}}, []bool{true, false}},
		{"a headline is not", siteWith(10, 9), 0, []Unit{{Text: 100, Words: 8, Content: 950}, {Text: 1, Words: 400, Content: 700}}, []bool{true, true}},
		{"nothing known", siteWith(10), 0, []Unit{body, {Text: 1, Words: 25, Content: 600}}, []bool{true, true}},
		{"no site", nil, 0, []Unit{body}, []bool{true}},
	} {
		before := append([]Unit(nil), test.units...)
		pages := make([]uint32, len(test.units))
		changed := test.site.Rescore(test.units, test.title, pages)
		any := false
		for i, u := range test.units {
			if u.Content >= 500 != test.want[i] {
				t.Errorf("%s: unit %d has %d, was %d", test.name, i, u.Content, before[i].Content)
			}
			if u.Content > before[i].Content || u.Text != before[i].Text {
				t.Errorf("%s: unit %d: %+v became %+v", test.name, i, before[i], u)
			}
			if (pages[i] > 0) != (u.Content != before[i].Content) {
				t.Errorf("%s: unit %d: %d pages weighed, %d became %d", test.name, i, pages[i], before[i].Content, u.Content)
			}
			any = any || pages[i] > 0
		}
		if changed != any {
			t.Errorf("%s: reported %v", test.name, changed)
		}
	}
}

// More pages never speak for a text, and evidence never leaves the range of probabilities.
func TestEvidenceGrows(t *testing.T) {
	sum := pageSums{likely: 1000, repeated: 100}
	for _, all := range []uint32{2, 7, 100, 1_000_000} {
		s, last := &Site{Pages: all}, 0
		for n := uint32(0); n <= min(all, 5000); n++ {
			e := s.evidence(&Unit{Words: 8}, n, &sum)
			if e < last || e > most {
				t.Fatalf("%d of %d pages weigh %d, one less %d", n, all, e, last)
			}
			last = e
			for _, p := range []int32{0, 1, 500, 999, 1000} {
				if w := weaken(p, e); w < 0 || w > p {
					t.Fatalf("%d weakened by %d is %d", p, e, w)
				}
			}
		}
	}
	if got := weaken(500, 8); got != 333 {
		t.Errorf("even odds halved: %d, want 333", got)
	}
}

// A paragraph that two pages share may be a note beneath all articles or part of the text that two copies have; where only
// few pages are known it stays, short lines don't.
func TestFewPagesTellLittleOfParagraphs(t *testing.T) {
	sum := pageSums{likely: 1000, repeated: 100}
	for _, test := range []struct {
		all   uint32
		words int32
		want  bool
	}{{2, 8, true}, {2, paragraph, false}, {knownPages - 1, paragraph, false}, {knownPages, paragraph, true}, {2, paragraph - 1, true}} {
		s := &Site{Pages: test.all}
		if got := s.evidence(&Unit{Words: test.words}, test.all, &sum) > 0; got != test.want {
			t.Errorf("%d words on all of %d pages: evidence %v", test.words, test.all, got)
		}
	}
}

// A headline stands in the link boxes of other pages; at its own place, which holds content, it is the page's own.
func TestStandingAtAPlaceOfContent(t *testing.T) {
	const heading, links, unknown = 7, 8, 9
	s := &Site{Pages: 20}
	s.texts.add(1, text{pages: 12, here: 1, home: heading})
	s.texts.add(1, text{pages: 12, here: 11, home: links})
	s.places.add(heading, place{pages: 20, mean: 700})
	s.places.add(links, place{pages: 20, mean: 30})
	for _, test := range []struct {
		place uint64
		want  uint32
	}{{heading, 1}, {links, 12}, {unknown, 12}} {
		if got := s.standing(&Unit{Text: 1, Place: test.place}); got != test.want {
			t.Errorf("at place %d it stands on %d pages, want %d", test.place, got, test.want)
		}
	}
}

func TestDraw(t *testing.T) {
	s := &Site{Pages: 20}
	s.places.add(1, place{pages: 12, mean: 900})
	s.places.add(2, place{pages: 3, mean: 100})
	s.places.add(3, place{pages: 2, mean: 0})
	for _, test := range []struct {
		name   string
		place  uint64
		shared uint32
		want   int32
	}{
		{"many pages speak for it", 1, 0, 800},
		{"a text of other pages is not lifted", 1, 5, 400},
		{"three pages count as much as the page", 2, 0, 250},
		{"two pages say nothing", 3, 0, 400},
		{"an unknown place", 4, 0, 400},
	} {
		units := []Unit{{Place: test.place, Content: 400}}
		if changed := s.Draw(units, []uint32{test.shared}); units[0].Content != test.want || changed != (test.want != 400) {
			t.Errorf("%s: %d, changed %v; want %d", test.name, units[0].Content, changed, test.want)
		}
	}
}

func TestPlaceOfField(t *testing.T) {
	s := &Site{Pages: 10}
	s.places.add(1, place{pages: 9, authors: 3})
	s.places.add(2, place{pages: 9, authors: 2})
	s.places.add(3, place{pages: 10, dates: 3})
	for _, test := range []struct {
		field Field
		hash  uint64
		want  bool
	}{{Author, 1, true}, {Author, 2, false}, {Date, 3, false}, {Date, 1, false}, {Title, 4, false}} {
		if got := s.IsPlaceOf(test.field, test.hash); got != test.want {
			t.Errorf("field %d at place %d: %v", test.field, test.hash, got)
		}
	}
	if (*Site)(nil).IsPlaceOf(Title, 1) {
		t.Error("a place of no site")
	}
}

func TestFold(t *testing.T) {
	var f Folder
	same := [][2]string{{"Read more", "READ  MORE!"}, {"12 Comments", "3 comments"}, {"Tin mới", "Tin mới…"}, {"人民网 首页", "人民网·首页"}, {"© 2024 Gazette", "© 2025 Gazette"}}
	for _, pair := range same {
		if f.Text([]byte(pair[0])) != f.Text([]byte(pair[1])) {
			t.Errorf("%q and %q differ", pair[0], pair[1])
		}
	}
	for _, pair := range [][2]string{{"read", "reads"}, {"***", "---"}, {"Tin mới", "Tin moi"}, {"\xff", "\xfe"},
		{"2012-01-11 HKT 21:43", "2012-01-12 HKT 16:53"}, {"1,204", "86"}} {
		if f.Text([]byte(pair[0])) == f.Text([]byte(pair[1])) {
			t.Errorf("%q and %q are one", pair[0], pair[1])
		}
	}
	long := bytes.Repeat([]byte("long "), 1000)
	if f.Text(long) != f.Text(append(long, "tail"...)) {
		t.Error("texts that are the same for a thousand letters differ")
	}
	if f.LinePlace([]byte("By Jane Roe, Boston")) != f.LinePlace([]byte("by Jane Doe")) || f.LinePlace([]byte("By Jane")) == 0 {
		t.Error("two bylines begin at different places")
	}
}

func TestSiteOf(t *testing.T) {
	for _, test := range []struct{ given, address, file, want string }{
		{"", "https://www.news.example.co.uk/a", "x/y.html", "example.co.uk"},
		{"Sport.Example.Com", "https://other.example/", "", "example.com"},
		{"my corner", "", "", "my corner"},
		{"", "", "crawl/www.express.gr/2011/11/page.html", "express.gr"},
		{"", "", "crawl/v1.2/page.html", "v1.2"},
		{"", "", "page.html", ""},
		{"", "", "-", ""},
		{"", "http://192.0.2.7:8080/x", "", "192.0.2.7"},
		{"", "/relative", "site/page.html", "site"},
	} {
		if got := SiteOf(test.given, test.address, test.file); got != test.want {
			t.Errorf("SiteOf(%q, %q, %q) = %q, want %q", test.given, test.address, test.file, got, test.want)
		}
	}
}
