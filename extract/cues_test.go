package extract

import "testing"

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
