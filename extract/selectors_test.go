package extract_test

import (
	"slices"
	"strings"
	"testing"

	"winnow/document"
	"winnow/extract"
)

const selectorPage = `<html><body><main>
<div class="story"><p>The council voted on Tuesday to keep the old bridge open for another year, the mayor said.</p>
<div class="promo"><p>Readers of this paper can now order the calendar of bridges at a reduced price until Friday.</p></div>
<p>Repairs are to begin in spring, once the river has gone down and the cranes can reach the piers safely.</p></div>
<div class="extra"><p>The bridge was built by a company of engineers from Leeds who had never built one before then.</p></div>
</main></body></html>`

func TestSelectors(t *testing.T) {
	const first, promo, second, extra = "council voted", "order the calendar", "Repairs are", "engineers from Leeds"
	for _, c := range []struct {
		name       string
		keep, drop []string
		want       []string
	}{
		{"keep one element", []string{"div.extra"}, nil, []string{extra}},
		{"keep more than one, nested", []string{".story, .promo", "div.extra"}, nil, []string{first, promo, second, extra}},
		{"drop wins inside of keep", []string{"div.story"}, []string{".promo"}, []string{first, second}},
		{"drop alone", nil, []string{".story"}, []string{extra}},
	} {
		x, err := extract.New(extract.Config{KeepSelectors: c.keep, DropSelectors: c.drop})
		if err != nil {
			t.Fatal(err)
		}
		d := &document.Document{Format: document.FormatHTML, Raw: []byte(selectorPage)}
		x.Extract(d)
		x.Render(d)
		for _, phrase := range []string{first, promo, second, extra} {
			if got, want := strings.Contains(d.Text, phrase), slices.Contains(c.want, phrase); got != want {
				t.Errorf("%s: %q in the text: %v, want %v", c.name, phrase, got, want)
			}
		}
	}
}

func TestSelectorsThatMatchNothing(t *testing.T) {
	plainly, _ := extract.New(extract.Config{})
	ruled, err := extract.New(extract.Config{KeepSelectors: []string{"#absent"}, DropSelectors: []string{"video"}})
	if err != nil {
		t.Fatal(err)
	}
	var texts [2]string
	for i, x := range []*extract.Extractor{plainly, ruled} {
		d := &document.Document{Format: document.FormatHTML, Raw: []byte(selectorPage)}
		x.Extract(d)
		x.Render(d)
		texts[i] = d.Text
	}
	if texts[0] != texts[1] {
		t.Errorf("selectors without a match changed the text:\n%s\n---\n%s", texts[0], texts[1])
	}
}

func TestBadSelector(t *testing.T) {
	if _, err := extract.New(extract.Config{DropSelectors: []string{"div >"}}); err == nil || !strings.Contains(err.Error(), `"div >"`) {
		t.Errorf("a bad selector must be named, got %v", err)
	}
}
