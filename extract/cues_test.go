package extract

import (
	"strings"
	"testing"
)

func TestCueBorders(t *testing.T) {
	for class, want := range map[string]cueSet{
		"nav":            1 << cueNav,
		"site-nav":       1 << cueNav,
		"siteNav2":       1 << cueNav,
		"navel":          0,
		"main--content":  1 << cueContent,
		"read - more":    1 << cueRelated,
		"readMore":       1 << cueRelated,
		"READMORE":       1 << cueRelated,
		"breadcrumb":     1 << cueCrumb,
		"  __footer__  ": 1 << cueFoot,
		"":               0,
		"--":             0,
	} {
		if got, _ := cueMatcher.match([]byte(class)); got != want {
			t.Errorf("%q: %b, want %b", class, got, want)
		}
	}
	_, a := cueMatcher.match([]byte("post-17"))
	_, b := cueMatcher.match([]byte("post-18"))
	_, c := cueMatcher.match([]byte("post_18"))
	if a != b || a == c {
		t.Error("shapes depend on digits, or not on what stands between")
	}
}

// slowCues searches for each pattern of the lexicon, with '|' for the borders of words.
func slowCues(class string) (found cueSet) {
	var b strings.Builder
	b.WriteByte('|')
	border := func() {
		if !strings.HasSuffix(b.String(), "|") {
			b.WriteByte('|')
		}
	}
	for i := range len(class) {
		c := class[i]
		switch {
		case c >= 'a' && c <= 'z':
			b.WriteByte(c)
		case c >= 'A' && c <= 'Z':
			if i > 0 && class[i-1] >= 'a' && class[i-1] <= 'z' {
				border()
			}
			b.WriteByte(c | 0x20)
		default:
			border()
		}
	}
	border()
	for g, group := range cueLexicon {
		for _, pattern := range strings.Fields(group.patterns) {
			for _, between := range []string{"", "|"} {
				if strings.Contains(b.String(), strings.ReplaceAll(pattern, "_", between)) {
					found |= 1 << g
				}
			}
		}
	}
	return found
}

// FuzzCues compares the automaton with a search for each pattern.
func FuzzCues(f *testing.F) {
	for _, s := range []string{"", "-", "post-title navReadMore", "xnavbarcommentlist", "ad ads adslot", "  siteNav2", "READ__MORE__x", "sidesidebar|aside",
		strings.Repeat("comment", 60), "\x00\xffmenü-menu", "relatedrelrelated", "mainmenumain_content"} {
		f.Add(s)
	}
	for _, group := range cueLexicon {
		f.Add(strings.ReplaceAll(group.patterns, "|", ""))
	}
	f.Fuzz(func(t *testing.T, class string) {
		class = class[:min(len(class), maxAttr)]
		if got, _ := cueMatcher.match([]byte(class)); got != slowCues(class) {
			t.Errorf("%q: %b, want %b", class, got, slowCues(class))
		}
	})
}
