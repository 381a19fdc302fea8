package metadata

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"winnow/extract/dom"
)

var update = flag.Bool("update", false, "write the golden files")

func readString(page, address string) Meta {
	var p dom.Parser
	return Read(p.Parse([]byte(page)), address)
}

func TestGolden(t *testing.T) {
	pages, err := filepath.Glob("testdata/pages/*.html")
	if err != nil || len(pages) == 0 {
		t.Fatal("no pages", err)
	}
	for _, name := range pages {
		page, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := json.MarshalIndent(readString(string(page), ""), "", "\t")
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, '\n')
		golden := strings.TrimSuffix(name, ".html") + ".json"
		if *update {
			if err := os.WriteFile(golden, got, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s: got\n%swant\n%s", name, got, want)
		}
	}
}

// Reading must leave nothing behind in the pooled scratch that a later page could see.
func TestReadTwice(t *testing.T) {
	rich := `<html lang=vi><title>One thing</title><meta property="og:site_name" content="Site"><meta name=author content="Jane Roe">
		<script type="application/ld+json">{"@type":"Article","headline":"One thing","datePublished":"2026-11-21"}</script><h1>One thing</h1>`
	first := readString(rich, "https://a.example/x")
	if empty := readString("<p>x", ""); empty != (Meta{}) {
		t.Errorf("an empty page gives %+v", empty)
	}
	if again := readString(rich, "https://a.example/x"); again != first {
		t.Errorf("the second reading gives %+v, the first gave %+v", again, first)
	}
}

func TestTitle(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"title alone", `<title>  A  walk
			in the woods </title>`, "A walk in the woods"},
		{"site name after a bar", `<meta property=og:site_name content="The Ledger"><title>A walk in the woods | The Ledger</title>`, "A walk in the woods"},
		{"site name in front", `<meta property=og:site_name content="The Ledger"><title>The Ledger - A walk in the woods</title>`, "A walk in the woods"},
		{"section and site name", `<meta property=og:site_name content="Ledger"><title>A walk in the woods - Ledger | Ledger</title>`, "A walk in the woods"},
		{"host as the site's name", `<link rel=canonical href="https://www.ledger.example/a/walk"><title>A walk in the woods - ledger.example</title>`, "A walk in the woods"},
		{"short unknown suffix", `<title>A walk in the woods - Ledger</title>`, "A walk in the woods"},
		{"long suffix stays", `<title>A walk - through the woods and over the hills to the sea</title>`, "A walk - through the woods and over the hills to the sea"},
		{"front page keeps its slogan", `<link rel=canonical href="https://ledger.example/"><title>Ledger | News from the river</title>`, "Ledger | News from the river"},
		{"heading confirms where the title ends", `<title>A walk - in the woods - Ledger</title><h1>A walk - in the woods</h1>`, "A walk - in the woods"},
		{"heading of the site is passed over", `<meta property=og:site_name content="The Ledger"><title>A walk in the woods</title><h1>The Ledger</h1><h1>A walk in the woods</h1>`, "A walk in the woods"},
		{"heading that links to the front page", `<title>A walk in the woods / Walks / Ledger Forum</title><h1><a href="https://ledger.example/"><b>Ledger</b></a></h1>`, "A walk in the woods / Walks"},
		{"link to the front page around the heading", `<title>A walk / Ledger Forum</title><a href="/"><h1>Ledger</h1></a>`, "A walk"},
		{"banner, og:title is a heading below", `<title>Ledger - A walk in the woods</title><meta property=og:title content="A walk in the woods"><h1>Ledger</h1><h2>A walk in the woods</h2>`, "A walk in the woods"},
		{"banner behind a colon", `<title>Ledger: A walk in the woods</title><meta property=og:title content="A walk in the woods"><h1>Ledger</h1><h3>A walk in the woods</h3>`, "A walk in the woods"},
		{"banner in front of an arrow", `<title>Ledger » A walk in the woods</title><meta property=og:title content="A walk in the woods"><h1 id=logo><span>Ledger</span></h1><h2>A walk in the woods</h2>`, "A walk in the woods"},
		{"banner is all of the title element", `<title>Ledger</title><meta property=og:title content="A walk in the woods"><h1>Ledger</h1><h2>A walk in the woods</h2>`, "A walk in the woods"},
		{"banner in the second level", `<title>Ledger</title><meta property=og:title content="A walk in the woods"><h2>Ledger</h2><h3>A walk in the woods</h3>`, "A walk in the woods"},
		{"banner, JSON-LD has the headline", `<title>Ledger</title><script type="application/ld+json">{"@type":"Article","headline":"A walk in the woods"}</script><h1>Ledger</h1><h2>A walk in the woods</h2>`, "A walk in the woods"},
		{"banner, the title element alone names the page", `<title>Ledger » Archive » A walk in the woods</title><h1>Ledger</h1><p>Notes from the river</p><h3>A walk in the woods</h3>`, "A walk in the woods"},
		{"the same behind a colon", `<title>Ledger: A walk in the woods</title><h1>Ledger</h1><p>Notes from the river</p><h3>A walk in the woods</h3>`, "A walk in the woods"},
		{"the same right above, a link to the front page", `<title>Ledger: A walk in the woods</title><h1><a href="/">Ledger</a></h1><h2>A walk in the woods</h2>`, "A walk in the woods"},
		{"front page, its slogan in a heading", `<link rel=canonical href="https://ledger.example/"><title>Ledger - News from the river</title><h1>Ledger</h1><p>2026</p><h2>News from the river</h2>`, "Ledger - News from the river"},
		{"title and subtitle", `<title>Woods: A walk in autumn</title><h1>Woods</h1> <h2>A walk in autumn</h2>`, "Woods"},
		{"title and subtitle that og:title has both", `<title>Woods - A walk in autumn</title><meta property=og:title content="Woods - A walk in autumn"><h1>Woods</h1><p>2026</p><h2>A walk in autumn</h2>`, "Woods"},
		{"the site's name in the footer", `<title>A walk in the woods - River Ledger</title><h1>A walk in the woods</h1><p>` + strings.Repeat("Text of it. ", 20) + `</p><h2>River Ledger</h2>`, "A walk in the woods"},
		{"the site's name above the heading", `<title>A walk in the woods - River Ledger</title><h2>River Ledger</h2><h1>A walk in the woods</h1>`, "A walk in the woods"},
		{"heading that links elsewhere", `<title>A walk - Ledger</title><h1><a href="https://ledger.example/walk">A walk</a></h1>`, "A walk"},
		{"heading written twice", `<title>A walk in the woods</title><h1><span aria-hidden="true"><i>A walk</i><i>in the woods</i></span><span>A walk in the woods</span></h1>`, "A walk in the woods"},
		{"heading of the book is passed over", `<title>Chapter four - The Book of Walks</title><h1>The Book of Walks</h1>`, "Chapter four"},
		{"heading with nothing in common", `<title>Walking shoes for all | Shop</title><h1>Feel free.</h1>`, "Walking shoes for all"},
		{"heading of an article differs", `<meta property=og:type content=article><title>Ten shoes for the woods</title><h1>Shoes that carry you through woods</h1>`, "Shoes that carry you through woods"},
		{"the same on a page that calls itself nothing", `<title>Ten shoes for the woods</title><h1>Shoes that carry you through woods</h1>`, "Ten shoes for the woods"},
		{"kicker in the heading", `<title>A walk in the woods</title><h1><span>Outdoors</span> <span>A walk in the woods</span></h1>`, "A walk in the woods"},
		{"second-level heading", `<title>A walk in the woods « Notes</title><h2>A walk in the woods</h2>`, "A walk in the woods"},
		{"permalink sign", `<title>A walk — Manual</title><h1>A walk<a href="#a-walk">¶</a></h1>`, "A walk"},
		{"escaped twice", `<meta property=og:title content="Bread &amp;amp; butter">`, "Bread & butter"},
		{"svg title", `<body><svg><title>icon</title></svg><h1>A walk</h1>`, "A walk"},
		{"nothing", `<p>text`, ""},
	} {
		if got := readString(c.page, "").Title; got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAuthor(t *testing.T) {
	long := strings.Repeat("<p>Some text of the article.</p>", 100)
	for _, c := range []struct{ name, page, want string }{
		{"meta", `<meta name=author content="Jane Roe">`, "Jane Roe"},
		{"several metas", `<meta name=citation_author content="Roe, Jane"><meta name=citation_author content="John Doe">`, "Jane Roe, John Doe"},
		{"profile address is no name", `<meta property=article:author content="https://social.example/jane">`, ""},
		{"placeholder", `<meta name=author content="admin">`, ""},
		{"names joined by and", `<meta name=author content="Jane Roe and John Doe">`, "Jane Roe, John Doe"},
		{"site as one of the authors", `<meta property=og:site_name content="Ledger"><meta name=author content="Jane Roe, Ledger">`, "Jane Roe"},
		{"site as the only author, byline", `<meta property=og:site_name content="Ledger"><meta name=author content="Ledger"><h1>T</h1><p>By Jane Roe</p>`, "Jane Roe"},
		{"site as the only author", `<meta property=og:site_name content="Ledger"><meta name=author content="Ledger"><h1>T</h1>`, "Ledger"},
		{"twitter label", `<meta name=twitter:label1 content="Written by"><meta name=twitter:data1 content="Jane Roe">`, "Jane Roe"},
		{"rel", `<h1>T</h1><a rel=author href=/x>Jane Roe</a>`, "Jane Roe"},
		{"itemprop name", `<h1>T</h1><span itemprop=author><b>By</b> <i itemprop=name>Jane Roe</i>, editor</span>`, "Jane Roe"},
		{"label and role", `<h1>T</h1><p>Von Jane Roe | Redakteurin</p>`, "Jane Roe"},
		{"label alone", `<h1>T</h1><p><span>Tác giả:</span> <a href=/x>Nguyễn Văn Sông</a></p>`, "Nguyễn Văn Sông"},
		{"class, texts of elements kept apart", `<h1>T</h1><div class="author-box"><b>Jane Roe</b><i>Senior Gardener</i><time>Nov 3</time></div>`, "Jane Roe"},
		{"two links of one kind", `<h1>T</h1><p>By <a class=author href=/a>Jane Roe</a>, <a class=author href=/b>John Doe</a></p>`, "Jane Roe, John Doe"},
		{"date line", `<h1>T</h1><p>21.11.2026 | 17:05 Uhr | Jane Roe</p>`, "Jane Roe"},
		{"date line with labels", `<h1>山城</h1><div>2026年10月18日 09:30 来源：青石晚报 记者：周明远</div>`, "周明远"},
		{"credit is no author", `<h1>T</h1>` + long + `<p align=right>Theo TTXVN</p>`, ""},
		{"signature", `<h1>T</h1>` + long + `<p style="text-align:right"><b>Jane Roe</b></p>`, "Jane Roe"},
		{"bold line is no signature", `<h1>T</h1>` + long + `<p><b>Final Thoughts</b></p>`, ""},
		{"comment's author", `<h1>T</h1>` + long + `<div class=comments><span itemprop=author>Some One</span></div>`, ""},
		{"by in a sentence", `<h1>T</h1>` + long + `<p>It is a novel <span>by Jane Roe</span>, they say.</p>`, ""},
		{"box of facts about somebody", `<h1>T</h1><table class="infobox vcard"><tr><th class=fn>Jane Roe</th></tr></table><p>Jane Roe was a gardener.</p>`, ""},
		{"the same, no table", `<h1>T</h1><div class="infobox vcard"><b class=fn>Jane Roe</b></div><p>Jane Roe was a gardener.</p>`, ""},
		{"the same, no box", `<h1>T</h1><table class="vcard"><tr><th class=fn>Jane Roe</th></tr></table><p>Jane Roe was a gardener.</p>`, ""},
		{"card of an author", `<h1>T</h1><div class="vcard"><b class=fn>Jane Roe</b></div><p>Jane Roe was a gardener.</p>`, "Jane Roe"},
		{"answer in a short thread", `<h1>T</h1><div class=topic-body><span class=creator itemprop=author><a itemprop=url href=/u/flour_power><span itemprop=name>flour_power</span></a></span><time datetime=2026-11-21>Nov 21</time><p>Rye takes its time.</p></div><div class=topic-body><span class=creator itemprop=author><a itemprop=url href=/u/oven_fan><span itemprop=name>oven_fan</span></a></span><time datetime=2026-11-21>Nov 21</time><p>Rye takes its time.</p></div>`, "flour_power"},
		{"the same, marked as a comment without a time", `<h1>T</h1><div class=topic-body><span class=creator itemprop=author><a itemprop=url href=/u/flour_power><span itemprop=name>flour_power</span></a></span><p>Rye takes its time.</p></div><div class=topic-body itemprop=comment><span class=creator itemprop=author><a itemprop=url href=/u/oven_fan><span itemprop=name>oven_fan</span></a></span><p>Rye takes its time.</p></div>`, "flour_power"},
		{"posters in a list of comments that is most of the page", `<h1>T</h1><div class=comments><p><b class=author>flour_power</b>: Rye takes its time.</p><p><b class=author>oven_fan</b>: It does.</p></div>`, "flour_power"},
		{"two authors of one text in boxes", `<h1>T</h1><div><div><b class=author>Jane Roe</b></div> <div><b class=author>John Doe</b></div> <time>Nov 21</time></div>`, "Jane Roe, John Doe"},
		{"organisation in JSON-LD, byline", `<script type="application/ld+json">{"@type":"Article","author":{"@type":"Organization","name":"Ledger Ltd"}}</script><h1>T</h1><p>By Jane Roe</p>`, "Jane Roe"},
	} {
		if got := readString(c.page, "").Author; got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestByline(t *testing.T) {
	for line, want := range map[string]string{
		"By Jane Roe": "Jane Roe",
		"by Jane Roe and John Doe | 21 November 2026": "Jane Roe, John Doe",
		"Von Jane Roe und John Doe":                   "Jane Roe, John Doe",
		"Tác giả: Nguyễn Văn A":                       "Nguyễn Văn A",
		"作者：张三":                                       "张三",
		"Автор: Иван Иванов":                          "Иван Иванов",
		"Jane Roe <jane@ledger.example>":              "Jane Roe",
		"Jane Roe (jane@ledger.example)":              "Jane Roe",
		"Jane (Janie) Roe":                            "Jane (Janie) Roe",
		"Jane Roe; John Doe":                          "Jane Roe, John Doe",
		"Jane Roe, Senior Editor, The Ledger":         "Jane Roe",
		"Jane Roe - 3 min read":                       "Jane Roe",
		"Di Maria":                                    "Di Maria",
		"di Anna Bianchi":                             "Anna Bianchi",
		"https://ledger.example/jane":                 "",
		"admin":                                       "",
		"12345":                                       "",
		"":                                            "",
	} {
		got, ok := Byline([]byte(line))
		if got != want || ok != (want != "") {
			t.Errorf("Byline(%q) = %q, %v; want %q", line, got, ok, want)
		}
	}
	if _, ok := Byline([]byte(strings.Repeat("Jane ", 100))); ok {
		t.Error("a line of 500 bytes is no byline")
	}
}

func TestDate(t *testing.T) {
	for _, c := range []struct{ name, page, address, published, modified string }{
		{"JSON-LD before meta", `<meta property=article:published_time content=2025-01-01><script type="application/ld+json">{"@type":"Article","datePublished":"2026-11-21"}</script>`, "", "2026-11-21", ""},
		{"meta", `<meta property=article:published_time content="2026-11-21T17:05:00+07:00">`, "", "2026-11-21T17:05:00+07:00", ""},
		{"published before modified", `<meta property=article:modified_time content=2026-11-22><meta property=article:published_time content=2026-11-21>`, "", "2026-11-21", "2026-11-22"},
		{"modified alone", `<meta property=article:modified_time content=2026-11-22>`, "", "2026-11-22", "2026-11-22"},
		{"unreadable field", `<meta property=article:published_time content=yesterday><h1>T</h1><p>21 November 2026</p>`, "", "2026-11-21", ""},
		{"microdata", `<h1>T</h1><span itemprop=datePublished content=2026-11-21>yesterday</span>`, "", "2026-11-21", ""},
		{"time element", `<h1>T</h1><time datetime="2026-11-21">last week</time>`, "", "2026-11-21", ""},
		{"updated in front of published", `<h1>T</h1><p>Updated: 22 November 2026</p><p>Published: 21 November 2026</p>`, "", "2026-11-21", "2026-11-22"},
		{"updated and published in one line", `<html lang=en><h1>T</h1><p>Updated: November 22, 2026 | Published: November 21, 2026</p>`, "", "2026-11-21", "2026-11-22"},
		{"the same in Vietnamese, with times", `<h1>T</h1><p>Cập nhật: 22/11/2026 10:00 | Đăng: 21/11/2026 09:00</p>`, "", "2026-11-21T09:00:00", "2026-11-22T10:00:00"},
		{"the same, the class says that it was updated", `<h1>T</h1><p class=updated>22 November 2026 - first posted on 21 November 2026</p>`, "", "2026-11-21", "2026-11-22"},
		{"two dates of changes", `<h1>T</h1><p>Updated: 22 November 2026 | Reviewed: 21 November 2026</p>`, "", "2026-11-22", "2026-11-22"},
		{"a time between two dates", `<h1>T</h1><p>Updated: 22 November 2026 10:00 21 November 2026</p>`, "", "2026-11-22T10:00:00", "2026-11-22T10:00:00"},
		{"digits of their own", `<html lang=bn><h1>T</h1><p class=date>৪ মার্চ ২০২৬</p>`, "", "2026-03-04", ""},
		{"the same, updated and published", `<html lang=ar><h1>T</h1><p>updated ٥ مارس ٢٠٢٦ | published ٤ مارس ٢٠٢٦</p>`, "", "2026-03-04", "2026-03-05"},
		{"far date is not sure, address is", `<h1>T</h1>` + strings.Repeat("<p>Text of it.</p>", 100) + `<p>On 3 May 2020 it rained.</p>`, "https://a.example/2026/11/21/t", "2026-11-21", ""},
		{"address against UTC", `<meta property=article:published_time content="2026-11-22T01:05:00Z">`, "https://a.example/2026/11/21/t", "2026-11-21", ""},
		{"address far from the field", `<meta property=article:published_time content="2026-11-25T01:05:00Z">`, "https://a.example/2026/11/21/t", "2026-11-25T01:05:00Z", ""},
		{"American order", `<html lang=en-US><h1>T</h1><p class=date>3/7/2026</p>`, "", "2026-03-07", ""},
		{"British order", `<html lang=en-GB><h1>T</h1><p class=date>3/7/2026</p>`, "", "2026-07-03", ""},
		{"English without a region, British host", `<html lang=en><h1>T</h1><p class=date>3/7/2026</p>`, "https://a.co.uk/t", "2026-07-03", ""},
		{"the address knows which one is the day", `<html lang=en><h1>T</h1><p class=date>3/7/2026</p>`, "https://a.example/2026/july/03/t", "2026-07-03", ""},
		{"since when the poster is a member", `<h1>T</h1><dl><dd><b>Joined:</b> Sat Jul 4, 2020</dd></dl><p>Jane Roe » Sat Nov 21, 2026 9:28 am</p>`, "", "2026-11-21T09:28:00", ""},
		{"a weekday behind the label", `<h1>T</h1><p>Published: Saturday, 21 November 2026</p><p>Updated: Sunday, 22 November 2026</p>`, "", "2026-11-21", "2026-11-22"},
		{"Polish November", `<html lang=pl><h1>T</h1><p class=date>21 listopada 2026</p>`, "", "2026-11-21", ""},
		{"the same word in Croatian", `<html lang=hr><h1>T</h1><p class=date>21. listopada 2026.</p>`, "", "2026-10-21", ""},
		{"dates of comments and related pages", `<h1>T</h1><div class=comments><time datetime=2026-11-21>x</time></div><ul class=related-posts><li class=date>3 May 2026</ul>`, "", "", ""},
		{"none", `<h1>T</h1><p>© 2026 Ledger</p>`, "", "", ""},
	} {
		m := readString(c.page, c.address)
		if m.Date != c.published || m.Modified != c.modified {
			t.Errorf("%s: got %q, %q; want %q, %q", c.name, m.Date, m.Modified, c.published, c.modified)
		}
	}
}

func TestURLDate(t *testing.T) {
	for address, want := range map[string]string{
		"https://a.example/2026/11/21/trees":    "2026-11-21",
		"https://a.example/2026/1/2/trees":      "2026-01-02",
		"https://a.example/news/2026-11-21-tre": "2026-11-21",
		"https://a.example/20261121/trees":      "2026-11-21",
		"https://a.example/trees-20261121.html": "2026-11-21",
		"https://a.example/news/21-11-2026-tre": "2026-11-21",
		"https://a.example/21-11-2026":          "2026-11-21",
		"https://a.example/2026/nov/21/trees":   "2026-11-21",
		"https://a.example/2026/November/1/t":   "2026-11-01",
		"https://a.example/2026/noon/21/trees":  "",
		"https://a.example/2026/nov/trees":      "",
		"https://a.example/2026/nov":            "",
		"https://a.example/21-13-2026":          "",
		"https://a.example/2026/13/21/trees":    "",
		"https://a.example/2026/11/trees":       "",
		"https://a.example/12026112145":         "",
		"https://a.example/?d=/2026/11/21/":     "",
		"https://a.example/1985/11/21/trees":    "",
		"":                                      "",
	} {
		if got, _ := urlDate(address); got != want {
			t.Errorf("urlDate(%q) = %q, want %q", address, got, want)
		}
	}
}

func TestAddressAndSite(t *testing.T) {
	for _, c := range []struct{ name, page, address, url, site string }{
		{"canonical", `<link rel=canonical href="https://a.example/x"><meta property=og:url content="https://b.example/">`, "https://c.example/", "https://a.example/x", "a.example"},
		{"relative canonical, absolute og:url", `<link rel=canonical href="/x"><meta property=og:url content="https://b.example/x">`, "", "https://b.example/x", "b.example"},
		{"relative alone", `<link rel=canonical href="/x">`, "", "/x", ""},
		{"where it was found", ``, "https://www.c.example:8080/x", "https://www.c.example:8080/x", "c.example"},
		{"no address", `<link rel=canonical href="javascript:void(0)">`, "", "", ""},
		{"og:site_name", `<meta property=og:site_name content="The &amp; Ledger">`, "https://c.example/", "https://c.example/", "The & Ledger"},
		{"publisher", `<script type="application/ld+json">{"@type":"Article","publisher":{"name":"Ledger"}}</script>`, "", "", "Ledger"},
		{"publisher in a meta element", `<meta name=dc.publisher content="Ledger">`, "https://c.example/", "https://c.example/", "Ledger"},
	} {
		m := readString(c.page, c.address)
		if m.URL != c.url || m.Site != c.site {
			t.Errorf("%s: got %q, %q; want %q, %q", c.name, m.URL, m.Site, c.url, c.site)
		}
	}
}

// The time for a page must grow with its length alone, whatever stands in it.
func TestHostile(t *testing.T) {
	for _, unit := range []string{"<span>Aa Bb", "<h1><b>", "<time datetime=x>", `<a class=author href=/author/x>`, "<p>By <b>", "<br><b>By</b>",
		`<div class=date>2026`, `<i itemprop=author>`, "<svg><title>", "<strong>Jane Roe ", "<li>By<li>Jane Roe", "By 2026 ", "<h1>a b c ",
		`<meta name=author content="a,b and c;">`, `<p align=right><b>Jane Roe</b>`} {
		for _, frame := range []string{"%", "<html lang=vi><h1>Title of it</h1>%", "<h1>%"} {
			page := strings.Replace(frame, "%", strings.Repeat(unit, 150_000/len(unit)), 1)
			var p dom.Parser
			tree := p.Parse([]byte(page))
			start := time.Now()
			Read(tree, "")
			if d := time.Since(start); d > 3*time.Second {
				t.Errorf("%q in %q takes %v", unit, frame, d)
			}
		}
	}
}

func BenchmarkRead(b *testing.B) {
	for _, name := range []string{"news-jsonld", "news-vi"} {
		page, err := os.ReadFile("testdata/pages/" + name + ".html")
		if err != nil {
			b.Fatal(err)
		}
		// An average news page has some 1,900 nodes; most of them are below the article.
		filler := strings.Repeat(`<li class="menu-item nav-link"><a class="teaser__link" href="/section/page-12345.html">Another headline of the day</a></li>`, 450)
		var p dom.Parser
		tree := p.Parse(bytes.Replace(page, []byte("</body>"), []byte("<ul>"+filler+"</ul></body>"), 1))
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Read(tree, "")
			}
		})
	}
}
