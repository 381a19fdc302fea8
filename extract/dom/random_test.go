package dom

import (
	"flag"
	"math/rand/v2"
	"strings"
	"testing"
)

var randomPages = flag.Int("random-pages", 20000, "pages of random tags to compare with the reference")

var fillers = []string{"a", " ", "\n", "\r\n", "b&amp;c", "&#32;", "<!-- x -->", "\x00", "x y", "&nbsp;", "<![CDATA[q]]>", "<!doctype html>",
	"</", "<", "<!---->", "]]>", "<?x>", "é"}

var tagAttrs = []string{"", "", "", " a=1", " a=2 b", " type=hidden", " color=x", " encoding=text/html", "/", " a='1' A=2"}

var foreignTags = []string{"desc", "foreignObject", "mi", "mtext", "mglyph", "annotation-xml", "g", "path", "my-tag", "MY-TAG"}

// token returns a random tag or text. A few tags come often, so that they meet each other.
func randomToken(r *rand.Rand, common []string) string {
	name := ""
	switch k := r.IntN(20); {
	case k < 10:
		name = common[r.IntN(len(common))]
	case k < 15:
		name = tagNames[int(TagOther)+1+r.IntN(int(NumTags-TagOther)-1)]
	case k < 16:
		name = foreignTags[r.IntN(len(foreignTags))]
	default:
		return fillers[r.IntN(len(fillers))]
	}
	if r.IntN(5) < 2 {
		return "</" + name + ">"
	}
	return "<" + name + tagAttrs[r.IntN(len(tagAttrs))] + ">"
}

// TestRandomPages compares pages of random tags, which misnest in ways that nobody would think of.
func TestRandomPages(t *testing.T) {
	r := rand.New(rand.NewPCG(1, uint64(*randomPages)))
	var p Parser
	for range *randomPages {
		common := make([]string, 4)
		for i := range common {
			common[i] = tagNames[int(TagOther)+1+r.IntN(int(NumTags-TagOther)-1)]
		}
		var page strings.Builder
		tokens := 3 + r.IntN(40)
		if r.IntN(20) == 0 {
			tokens *= 10
		}
		for range tokens {
			page.WriteString(randomToken(r, common))
		}
		compare(t, &p, page.String())
		if t.Failed() {
			return
		}
	}
}
