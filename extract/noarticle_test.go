package extract

import (
	"strings"
	"testing"

	"winnow/document"
)

func TestHoldsNoArticle(t *testing.T) {
	x, err := New(Config{})
	if err != nil {
		t.Fatal(err)
	}
	body := "<p>" + strings.Repeat("Herons stand in shallow water for hours, and look as if they were thinking of something else. ", 2)
	article := body + body + body + body + body + body
	form := "<form><input name=user><input type=Password name=pass><button>Go</button></form>"
	cards := strings.Repeat("<div class=card><h3><a href=/a>A story about birds and their ways</a></h3><a href=/a>More</a></div>", 40)
	for _, c := range []struct{ name, url, html, want string }{
		{"an error by its title", "", "<title>Error 404 | The Gazette</title><p>There is nothing at this address, we are sorry to say.", TypeError},
		{"an error by its heading", "", "<title>The Gazette</title><h1>Seite nicht gefunden</h1><p>Vielleicht hilft die Suche weiter.", TypeError},
		{"an article with such a headline", "", "<title>Page not found</title><h1>Page not found</h1>" + article, TypeArticle},
		{"an article with a number for a headline", "", "<title>451</title><h1>451</h1>" + article, TypeArticle},
		{"a login page", "", "<title>Sign in - The Gazette</title><h1>Sign in</h1><p>Readers sign in here to comment." + form, TypeLogin},
		{"a login page of any name", "", "<title>The Gazette</title><p>Readers only." + form, TypeLogin},
		{"an article with a form to log in", "", "<title>Herons</title><h1>Herons</h1>" + article + form, TypeArticle},
		{"a wall of cookies", "", "<title>The Gazette</title><p>We and our partners use cookies to measure how this site is read, and to choose what is advertised on it." +
			"<p>With a click you allow all cookies, on this site and on others. You can withdraw that in the settings of cookies.<button>Accept all</button>", TypeConsent},
		{"a wall by its title", "", "<title>Before you continue</title><p>Cookies help us to run this service.<p>You can change your mind later under settings.", TypeConsent},
		{"an article with a notice of cookies", "", "<title>Herons</title><h1>Herons</h1>" + article + "<div class=banner><p>We use cookies to measure how this site is read, and our partners do.</div>", TypeArticle},
		{"a front page", "https://gazette.example/", "<title>The Gazette</title>" + cards, TypeHome},
		{"an article at the root", "https://heron.example/index.html", "<title>Herons</title><h1>Herons</h1>" + article, TypeArticle},
	} {
		d := &document.Document{URL: c.url, Raw: []byte("<html><body>" + c.html + "</body></html>"), Format: document.FormatHTML}
		x.Extract(d)
		if d.Type != c.want {
			t.Errorf("%s: type %q, want %q", c.name, d.Type, c.want)
		}
	}
}

func TestIsRoot(t *testing.T) {
	for address, want := range map[string]bool{
		"https://a.example": true, "https://a.example/": true, "http://a.example/index.html?x=1": true, "https://a.example/#top": true,
		"https://a.example/news": false, "https://a.example/en/": false, "": false, "a.example/": false,
	} {
		if got := isRoot(address); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
}
