package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"winnow/document"
)

// attacks try to become something else than text, wherever they land.
var attacks = []string{
	`<script>alert(1)</script>`, `</script><script>alert(1)</script>`, `</style><style>*{display:none}</style>`,
	`"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`, "` onfocus=`alert(1)", `<svg/onload=alert(1)>`,
	`javascript:alert(1)`, `<a href="javascript:alert(1)">x</a>`, `<iframe srcdoc="<script>alert(1)</script>"></iframe>`,
	`</title></textarea></iframe></details></summary></table><h1 id=attack>x</h1>`, `{{.Code}}${1}<%=1%>`,
	`<meta http-equiv="refresh" content="0;url=//attack.invalid"><base href="//attack.invalid/">`,
	`<link rel=stylesheet href=//attack.invalid/x.css><form action=//attack.invalid><input autofocus>`,
	`<!-- --!><![CDATA[ ]]> &lt;script&gt; &#60;script&#62;`, "\u202e\u2028\u2029\x00\ufeff\xff<b>",
	`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`,
}

// safe parses a document and names what must not be in it, but for one script and one style sheet that are our own.
func safe(t *testing.T, document string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	var policyText, styleText, scriptText string
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		counts[n.Data]++
		if slices.Contains([]string{"img", "link", "base", "form", "object", "embed", "video", "audio", "image", "use", "math", "textarea", "frame", "animate"}, n.Data) {
			t.Errorf("<%s> in the document", n.Data)
		}
		switch n.Data {
		case "script":
			scriptText = n.FirstChild.Data
		case "style":
			styleText = n.FirstChild.Data
		}
		for _, a := range n.Attr {
			switch {
			case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "src", a.Key == "action", a.Key == "background", a.Key == "formaction", a.Key == "ping":
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			case a.Key == "href" && !strings.HasPrefix(a.Val, "#"):
				t.Errorf("<%s href=%q>", n.Data, a.Val)
			case a.Key == "id" && a.Val == "attack":
				t.Error("a page's element is in the document")
			case n.Data == "meta" && a.Key == "http-equiv" && a.Val == "Content-Security-Policy":
				policyText = n.Attr[slices.IndexFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "content" })].Val
			case n.Data == "meta" && a.Key == "http-equiv":
				t.Errorf("<meta http-equiv=%q>", a.Val)
			case a.Key == "srcdoc":
				inert(t, a.Val)
			case n.Data == "iframe" && a.Key == "sandbox" && a.Val != "":
				t.Errorf("sandbox=%q", a.Val)
			}
		}
	}
	if counts["script"] != 1 || counts["style"] != 1 {
		t.Errorf("%d scripts and %d style sheets, want one each", counts["script"], counts["style"])
	}
	if !strings.HasPrefix(policyText, "default-src 'none'; ") || strings.Contains(policyText, "unsafe") {
		t.Errorf("policy: %s", policyText)
	}
	for directive, text := range map[string]string{"style-src": styleText, "script-src": scriptText} {
		sum := sha256.Sum256([]byte(text))
		if _, rest, found := strings.Cut(policyText, directive+" "); !found ||
			!strings.Contains(strings.Split(rest, ";")[0], "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") {
			t.Errorf("the policy has not the hash of what is in the document for %s: %s", directive, policyText)
		}
	}
}

// inert checks an original page: plain elements without attributes.
func inert(t *testing.T, document string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "html", "head", "body", "title", "meta", "style":
			if n.Data == "style" && n.FirstChild.Data != originalStyle {
				t.Errorf("a style sheet of the page came through: %.200s", n.FirstChild.Data)
			}
			continue
		}
		if !shown[n.DataAtom] || len(n.Attr) > 0 {
			t.Errorf("<%s> with %v in the original: %.300s", n.Data, n.Attr, document)
		}
	}
}

func TestHostileReport(t *testing.T) {
	for _, attack := range attacks {
		var docs []*document.Document
		for i := range 6 {
			d := kept(fmt.Sprint(attack, i), attack+" and more")
			d.URL, d.Title, d.Lang, d.Site, d.Type, d.Date = "http://"+attack, attack, attack, attack, attack, "2026-01-01"
			d.Origin.File = attack
			switch i {
			case 2:
				d.Verdict = document.Verdict{Kind: document.Duplicate, Reason: document.Reason(attack), Of: attack + "0", Facts: []string{attack}, Detail: attack}
			case 3:
				d.Reject(document.Reason(attack), attack)
			case 4:
				d.Fail(document.Reason(attack), attack)
			}
			docs = append(docs, d)
		}
		s := run(t, Config{Compares: true}, docs...)
		s.Inputs, s.Flags, s.Program = []string{attack}, []Flag{{attack, attack}}, attack
		s.Templates = []Template{{Site: attack, Text: attack, Pages: 5, Of: 6}}
		s.Clock = &Clock{Started: attack, Seconds: 3, Points: []Point{{0, 0, 0, 0, 1}, {1, 3, 2, 1, 5}, {2, 6, 4, 2, 7}}, Stages: []Stage{{attack, 1}}}
		// What a hostile summary could hold beyond what a run writes: report reads whatever file it is given.
		s.Command = attack
		var b bytes.Buffer
		if err := s.WriteHTML(&b); err != nil {
			t.Fatalf("%q: %v", attack, err)
		}
		safe(t, b.String())
		if err := s.WriteText(io.Discard); err != nil {
			t.Errorf("%q: %v", attack, err)
		}
	}
}

func TestHostileExplanation(t *testing.T) {
	for _, attack := range attacks {
		e := NewExplanation(ExplainConfig{Program: attack, Feature: func(string) string { return attack }})
		for i := range 2 {
			d := kept(attack, attack)
			d.Format, d.Title, d.URL, d.Author = document.FormatHTML, attack, attack, attack
			for n := range 12 {
				b := document.Block{Text: attack, Path: attack, Evidence: []string{attack, attack + "=1 +0.5", "f=2 -0.25"}, Score: .4}
				if n%3 > 0 {
					b.Drop, b.RepeatOf = document.Reason(attack), 1
				}
				d.Blocks = append(d.Blocks, b)
			}
			truth := attack + " truth"
			page := Page{Doc: d, Original: "<html><body onload=x>" + attack + "<p style=x class=y>" + attack, Truth: &truth}
			if err := e.Add(page); err != nil {
				t.Fatalf("%q: %v", attack, err)
			}
			d.Format = document.FormatText
			if err := e.Add(Page{Doc: d, Original: attack, Truth: []*string{&truth, nil}[i]}); err != nil {
				t.Fatalf("%q: %v", attack, err)
			}
		}
		var b bytes.Buffer
		if err := e.WriteHTML(&b); err != nil {
			t.Fatalf("%q: %v", attack, err)
		}
		safe(t, b.String())
	}
}

// FuzzOriginal looks for a page that gets anything but plain elements into the frame.
func FuzzOriginal(f *testing.F) {
	for _, attack := range attacks {
		f.Add(attack)
	}
	f.Add(`<div><p>one<table><tr><td>x</div><plaintext><b>`)
	f.Fuzz(func(t *testing.T, source string) {
		document, _ := original(source)
		inert(t, document)
		if len(document) > 10*len(source)+2000 {
			t.Errorf("%d bytes became %d", len(source), len(document))
		}
	})
}

// FuzzRead shows whatever a file claims that a run did.
func FuzzRead(f *testing.F) {
	f.Add(`{"version":1,"total":{"pages":-5},"lengths":[{"from":-1,"count":9223372036854775807},{"from":9223372036854775807,"count":-3}],` +
		`"shares":[{"from":-9223372036854775808,"count":1},{"from":900,"count":1}],"months":[{"from":-24000,"count":2},{"from":99999999,"count":1}],` +
		`"clusters":{"count":1,"sizes":[{"from":5,"count":1},{"from":3,"count":2}],"largest":[{"kept":{"text":"a b"},"members":[{"text":"b a","cut":true}]}]},` +
		`"clock":{"seconds":1e308,"points":[{"seconds":0},{"seconds":1e-320,"pages":9223372036854775807},{"seconds":1e308,"pages":-1,"memory":-1},{"seconds":5}]}}`)
	f.Add(`{"version":1,"reasons":[{"verdict":"duplicate","reason":"x","pages":3,"samples":[{"text":"x","kept_text":"y","covered":-7}]}],"sites":[{"name":"a","pages":-1}]}`)
	f.Fuzz(func(t *testing.T, file string) {
		s, err := Read(strings.NewReader(file))
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := s.WriteHTML(&b); err != nil {
			t.Fatal(err)
		}
		safe(t, b.String())
		if err := s.WriteText(io.Discard); err != nil {
			t.Fatal(err)
		}
	})
}

// TestReportSize makes the largest summary that a run can write, of texts that grow most by escaping.
func TestReportSize(t *testing.T) {
	c := NewCollector(Config{Compares: true, TempDir: t.TempDir()})
	defer c.Close()
	text := strings.Repeat("đường phố <b>&amp; ", 300)
	long := strings.Repeat("Tên dài ", 100)
	ordinal := int64(0)
	add := func(verdict document.Verdict, n int) {
		d := kept(fmt.Sprint("id-", ordinal, long), fmt.Sprint(ordinal, " ", text))
		d.Title, d.URL = long, fmt.Sprintf("https://site-%d.example/%s", n, long)
		d.Lang, d.Type, d.Date = fmt.Sprint("l", n%400), fmt.Sprint("t", n%200), fmt.Sprintf("%04d-%02d-01", 1000+n%1900, 1+n%12)
		d.Ordinal, d.Verdict = ordinal, verdict
		d.Origin.File = long
		ordinal++
		c.Add(d)
	}
	for n := range 3000 {
		add(document.Verdict{}, n)
		of := fmt.Sprint("id-", max(ordinal-int64(1+n%7), 0), long)
		add(document.Verdict{Kind: document.Duplicate, Reason: document.Reason(fmt.Sprint("method-", n%3)), Of: of, Covered: .95,
			Facts: slices.Repeat([]string{long}, 20)}, n)
		add(document.Verdict{Kind: document.Rejected, Reason: document.Reason(fmt.Sprint("reason-", n%30)), Detail: long}, n)
	}
	s, err := c.Summary()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := s.WriteHTML(&b); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes", b.Len())
	if b.Len() > 5_000_000 {
		t.Errorf("%d bytes, want 5 MB at most", b.Len())
	}
}

// Bins that go up and down, as no run makes them, are not filled again and again.
func TestFillIsBounded(t *testing.T) {
	bins := []Bin{{3, 1}, {5, 2}, {5, 3}, {4, 4}, {-1, 5}, {7, 6}, {1 << 60, 7}}
	for range 100 {
		bins = append(bins, Bin{0, 1}, Bin{999, 1})
	}
	up := func(n int64) int64 { return n + 1 }
	full := fill(bins, 0, 999, up)
	if diff := cmp.Diff([]Bin{{3, 1}, {4, 0}, {5, 2}, {6, 0}, {7, 6}, {8, 0}}, full[:6]); diff != "" {
		t.Error(diff)
	}
	if len(full) != 997 || full[996] != (Bin{999, 1}) {
		t.Errorf("%d bins, the last one %v", len(full), full[len(full)-1])
	}
}

func TestNumbers(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 9999: "9999", 12345: "12\u202f345", 1234567: "1\u202f234\u202f567", -12345: "-12\u202f345"} {
		if got := number(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	for share, want := range map[float64]string{0: "0%", .00001: "<0.1%", .5: "50%", .9999: ">99.9%", 1: "100%", .123: "12.3%"} {
		if got := percent(share); got != want {
			t.Errorf("%g: %s, want %s", share, got, want)
		}
	}
}
