package templates

import (
	"bufio"
	"strings"
	"testing"
)

// What holds the site's text is not suggested to be dropped: neither a list with all of it among much else, nor the body of
// the page, which is seen around little of it where names of long paths lack their beginnings.
func TestSuggestedDrops(t *testing.T) {
	s := &sitePart{entry: entry{name: "example.org", pages: 10}, places: []entry{
		{pages: 10, words: 900, content: 0, name: "body.home > p"},
		{pages: 10, words: 5000, content: 100_000, name: "div.mixed > p"},
		{pages: 10, words: 600, content: 0, name: "div.links > p"},
		{pages: 10, words: 1000, content: 900_000, name: "div.text > p"},
	}}
	var out strings.Builder
	w := bufio.NewWriter(&out)
	s.suggest(w)
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	const want = "\"example.org\":\n  keep: \"div.text\" # 10 of 10 pages\n  drop:\n    - \"div.links\" # 10 of 10 pages\n"
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
}
