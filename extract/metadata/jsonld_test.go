package metadata

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestJSONLD(t *testing.T) {
	for _, c := range []struct {
		name, src                     string
		headline, published, language string
		authors                       string // joined by "|"
		kinds                         Schema
	}{
		{"plain", `{"@type":"NewsArticle","headline":"H","datePublished":"2026-11-21","inLanguage":"vi","author":"Jane Roe"}`, "H", "2026-11-21", "vi", "Jane Roe", SchemaArticle},
		{"type after the rest", `{"headline":"H","@type":"BlogPosting"}`, "H", "", "", "", SchemaArticle},
		{"types in an array", `{"@type":["Thing","https://schema.org/ReportageNewsArticle"],"headline":"H"}`, "H", "", "", "", SchemaArticle},
		{"array at the top", `[{"@type":"WebSite","name":"S"},{"@type":"Article","headline":"H"}]`, "H", "", "", "", SchemaArticle},
		{"graph, author by id", `{"@graph":[{"@type":"Article","headline":"H","author":{"@id":"#j"}},{"@type":"Person","@id":"#j","name":"Jane Roe"}]}`, "H", "", "", "Jane Roe", SchemaArticle},
		{"nested authors", `{"@type":"Article","author":[[{"name":"A B"}],{"@type":"Person","name":["C D","E F"]},"G H"]}`, "", "", "", "A B|C D|G H", SchemaArticle},
		{"creator without author", `{"@type":"Article","creator":"Jane Roe"}`, "", "", "", "Jane Roe", SchemaArticle},
		{"author before creator", `{"@type":"Article","author":"Jane Roe","creator":"John Doe"}`, "", "", "", "Jane Roe", SchemaArticle},
		{"article as the main entity", `{"@type":"WebPage","mainEntity":{"@type":"Article","headline":"H"}}`, "H", "", "", "", SchemaArticle | SchemaWebPage},
		{"reviews and comments are others' texts", `{"@type":"Article","headline":"H","comment":[{"@type":"Comment","headline":"X","author":"T"}],"review":{"author":"U"}}`, "H", "", "", "", SchemaArticle},
		{"escapes", `{"@type":"Article","headline":"\u0048\"\\ \/ \ud83c\udf33 &amp;"}`, `H"\ / 🌳 &`, "", "", "", SchemaArticle},
		{"half a surrogate", `{"@type":"Article","headline":"a\ud83cb"}`, "a\uFFFDb", "", "", "", SchemaArticle},
		{"trailing commas", `{"@type":"Article",,"headline":"H",}`, "H", "", "", "", SchemaArticle},
		{"line break in a string", "{\"@type\":\"Article\",\"headline\":\"H\nI\"}", "H\nI", "", "", "", SchemaArticle},
		{"cut off", `{"@type":"Article","headline":"H","datePublished":"2026-11-21","desc`, "H", "2026-11-21", "", "", SchemaArticle},
		{"wrong bracket", `{"@type":"Article","headline":"H"]`, "H", "", "", "", SchemaArticle},
		{"missing value", `{"@type":"Article","headline":,"datePublished":"2026-11-21"}`, "", "2026-11-21", "", "", SchemaArticle},
		{"null and numbers", `{"@type":"Article","headline":null,"datePublished":20261121,"author":null}`, "", "20261121", "", "", SchemaArticle},
		{"language as an object", `{"@type":"Article","inLanguage":{"@type":"Language","@value":"el"}}`, "", "", "el", "", SchemaArticle},
		{"comment around it", `<!-- {"@type":"Article","headline":"H"} -->`, "H", "", "", "", SchemaArticle},
		{"two values", `{"@type":"Product","name":"P"}{"@type":"Article","headline":"H"}`, "H", "", "", "", SchemaArticle | SchemaProduct},
		{"no type", `{"headline":"H"}`, "", "", "", "", 0},
		{"nothing", ``, "", "", "", "", 0},
	} {
		var r ldReader
		r.read([]byte(c.src))
		a := &r.article
		var names []string
		for _, ref := range a.authors[:a.numAuthors] {
			name, _ := r.resolve(ref)
			names = append(names, string(name))
		}
		if got := unescapeJSON(a.headline); got != c.headline || string(a.published) != c.published || string(a.lang) != c.language ||
			strings.Join(names, "|") != c.authors || r.kinds != c.kinds {
			t.Errorf("%s: headline %q, published %q, language %q, authors %q, kinds %b", c.name, got, a.published, a.lang, names, r.kinds)
		}
	}
}

// Hostile input takes time in proportion to its length: a page of 1 MB is done in well under a second even where
// each byte opens a level.
func TestJSONLDHostile(t *testing.T) {
	const n = ldMaxBytes
	for _, unit := range []string{"[", "{", `{"@graph":`, `{"author":[`, `{"mainEntity":`, `"`, `\"`, `{"a":"\\\\`, "{}", `{"@type":[`, ",", "]", `{"headline":{`} {
		start := time.Now()
		var r ldReader
		r.read([]byte(strings.Repeat(unit, n/len(unit))))
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%q takes %v", unit, d)
		}
	}
}

func FuzzJSONLD(f *testing.F) {
	for _, s := range []string{`{"@type":"Article","headline":"H","author":[{"@id":"#j"},"x"]}`, `[{"@graph":[{"@type":["a"]`,
		`{"@type":"Article","headline":"\ud83c\udf33\u00`, `{"publisher":[{"name":`, `{"inLanguage":{"@value":`, `{"mainEntityOfPage":{"@id":"x"}}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		before := bytes.Clone(src)
		var r ldReader
		r.read(src)
		if !bytes.Equal(src, before) {
			t.Error("the source was changed")
		}
		if r.numNamed > ldMaxPersons || r.article.numAuthors > ldMaxAuthors || r.pos > len(src) || r.depth > ldMaxDepth {
			t.Errorf("bounds passed: %d names, %d authors, position %d of %d, depth %d", r.numNamed, r.article.numAuthors, r.pos, len(src), r.depth)
		}
		unescapeJSON(src)
	})
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`<title>T | S</title><h1>T</h1><p>By Jane Roe, 21 November 2026</p>`), "https://a.example/2026/11/21/t")
	f.Add([]byte(`<meta name=author content=","><h1><b>a</b> <b>b</b></h1><span class=author><a>A</a>,<a>B</a></span>`), "")
	f.Add([]byte(`<span itemprop=author><meta itemprop=name content=x></span><time datetime=1448125500>`), "//")
	f.Fuzz(func(t *testing.T, page []byte, address string) {
		first := readString(string(page), address)
		if again := readString(string(page), address); again != first {
			t.Errorf("first %+v, then %+v", first, again)
		}
	})
}
