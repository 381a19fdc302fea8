package dom

import (
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// normalize takes comments and doctypes from a tree and joins the texts that become neighbours.
func normalize(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.Type == html.CommentNode, c.Type == html.DoctypeNode:
			n.RemoveChild(c)
		case c.Type == html.TextNode && c.PrevSibling != nil && c.PrevSibling.Type == html.TextNode:
			c.PrevSibling.Data += c.Data
			n.RemoveChild(c)
		default:
			normalize(c)
		}
		c = next
	}
}

// diffNodes returns where two trees differ, "" if nowhere. Order of attributes doesn't matter: x/net sorts some.
func diffNodes(x, y *html.Node, path string) string {
	path += "/" + x.Data
	attrs := func(n *html.Node) []string {
		var list []string
		for _, a := range n.Attr {
			list = append(list, a.Namespace+"|"+a.Key+"|"+a.Val)
		}
		slices.Sort(list)
		return list
	}
	if x.Type != y.Type || x.Data != y.Data || x.DataAtom != y.DataAtom || x.Namespace != y.Namespace ||
		!slices.Equal(attrs(x), attrs(y)) {
		return path + ": " + y.Data
	}
	c, d := x.FirstChild, y.FirstChild
	var prev *html.Node
	for ; c != nil && d != nil; c, d = c.NextSibling, d.NextSibling {
		if c.Parent != x || c.PrevSibling != prev {
			return path + ": bad links"
		}
		prev = c
		if diff := diffNodes(c, d, path); diff != "" {
			return diff
		}
	}
	if c != nil || d != nil || x.LastChild != prev {
		return path + ": other number of children"
	}
	return ""
}

func checkView(t *testing.T, p *Parser, page []byte) {
	t.Helper()
	root, err := reference(page)
	if err != nil {
		return
	}
	normalize(root)
	tree := p.Parse(page)
	view := tree.View()
	if diff := diffNodes(view.Root, root, ""); diff != "" {
		t.Errorf("%.200q: %s", page, diff)
	}
	for i := range view.slab {
		if got := view.Index(&view.slab[i]); got != int32(i) {
			t.Fatalf("node %d has index %d", i, got)
		}
	}
}

func TestViewIsTheReferenceTree(t *testing.T) {
	var p Parser
	for _, r := range rules {
		for _, page := range strings.Split(strings.TrimPrefix(r.pages, "\n"), "\n") {
			checkView(t, &p, []byte(page))
		}
	}
}

func TestViewOfCorpus(t *testing.T) {
	_, pages := corpus(t)
	var p Parser
	for _, page := range pages[:min(len(pages), 150)] {
		checkView(t, &p, page)
	}
}

func TestViewIndexOfForeignNode(t *testing.T) {
	var p Parser
	view := p.Parse([]byte("<p>a")).View()
	if i := view.Index(&html.Node{}); i != -1 {
		t.Errorf("a node of another tree has index %d", i)
	}
	if i := view.Index(nil); i != -1 {
		t.Errorf("nil has index %d", i)
	}
}

func TestSelector(t *testing.T) {
	const page = `<body><div class="a share"><p>one</p><p id=x>two</p></div><my-box><p>three</p></my-box><svg><title>t</title></svg>`
	var p Parser
	tree := p.Parse([]byte(page))
	view := tree.View()
	for css, want := range map[string]string{
		"p":                  "one two three",
		".share > p, my-box": "one two three",
		"#x":                 "two",
		"p:contains('thr')":  "three",
		"h1":                 "",
		"body > div p + p":   "two",
	} {
		s, err := CompileSelector(css)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		hits := s.AppendMatches(nil, view)
		for _, n := range hits {
			var text []byte
			for i := n; i < tree.Nodes[n].End; i++ {
				if tree.IsText(i) {
					text = tree.AppendText(text, i)
				}
			}
			got = append(got, string(text))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s selects %q, want %q", css, got, want)
		}
		var fromGoquery []int32
		goquery.NewDocumentFromNode(view.Root).Find(css).Each(func(_ int, hit *goquery.Selection) {
			fromGoquery = append(fromGoquery, view.Index(hit.Nodes[0]))
		})
		if !slices.Equal(hits, fromGoquery) {
			t.Errorf("%s: %v, goquery %v", css, hits, fromGoquery)
		}
	}
}

func TestBadSelector(t *testing.T) {
	for _, css := range []string{"", "div[", "p::before", "..a", "p >", ":nope"} {
		if _, err := CompileSelector(css); err == nil || !strings.Contains(err.Error(), "CSS selector") {
			t.Errorf("%q: error %v", css, err)
		}
	}
}
