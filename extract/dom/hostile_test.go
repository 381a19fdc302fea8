package dom

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// hostile are pages made to be slow: %d is the number of repeats.
var hostile = []struct {
	name string
	page func(n int) string
}{
	{"nested div", repeat("<div>")},
	{"nested div with text", repeat("<div>x")},
	{"nested and closed div", func(n int) string { return strings.Repeat("<div>x", n) + strings.Repeat("</div>y", n) }},
	{"nested span", repeat("<span>")},
	{"nested unknown", func(n int) string { return strings.Repeat("<x>", n) + strings.Repeat("</y>", n) }},
	{"unknown end tags", func(n int) string { return strings.Repeat("<x>", 500) + strings.Repeat("</y>", n) }},
	{"nested tables", repeat("<table><tr><td>x")},
	{"fostered tables", repeat("<table><b>")},
	{"fostered text", func(n int) string { return "<table>" + strings.Repeat("x<tr>", n) }},
	{"fostered in depth", func(n int) string { return strings.Repeat("<div>", 500) + "<table>" + strings.Repeat("<i>x</i>", n) }},
	{"unclosed b", repeat("<b>")},
	{"unclosed b in p", repeat("<p><b>x")},
	{"distinct fonts in p", func(n int) string {
		var s strings.Builder
		for i := range n {
			s.WriteString("<p><font size=")
			s.WriteString(strings.Repeat("1", i%700))
			s.WriteString(">x")
			if s.Len() > 20*n {
				break
			}
		}
		return s.String() + strings.Repeat("<p>y", n)
	}},
	{"links in divs", repeat("<a><div>")},
	{"links in tables", repeat("<a><table>")},
	{"misnested b and i", repeat("<b><i></b></i>")},
	{"misnested blocks", repeat("<b><p></b>x")},
	{"misnested depth", func(n int) string { return strings.Repeat("<b><i><u><s><div>", n) + strings.Repeat("</b>", n) }},
	{"adoption of many", func(n int) string { return "<b><div>" + strings.Repeat("x<br>", n) + strings.Repeat("</b><b>", n) }},
	{"nobr", repeat("<nobr>")},
	{"unmatched end tags", func(n int) string {
		return strings.Repeat("<p><span>", 300) + strings.Repeat("</em></div></h1></li></form>", n)
	}},
	{"buttons", repeat("<p><button><div>")},
	{"lists", repeat("<ul><li>")},
	{"items", repeat("<li><div>")},
	{"definitions", repeat("<dl><dt><dd>")},
	{"options", repeat("<select><option><optgroup>")},
	{"templates", repeat("<template><tr>")},
	{"closed templates", repeat("<template></template>")},
	{"objects", repeat("<object><b>")},
	{"svg", repeat("<svg><g>")},
	{"svg and html", repeat("<svg><desc><p>")},
	{"svg breakout", repeat("<svg><p>")},
	{"math", repeat("<math><mi><b>")},
	{"ruby", repeat("<ruby><rt>")},
	{"headings", repeat("<h1><span>")},
	{"framesets", repeat("<frameset>")},
	{"bodies", repeat("<body a=1 b=2><html c=3 d=4>")},
	{"body attributes", func(n int) string {
		var s strings.Builder
		for i := range n / 100 {
			s.WriteString("<body")
			for k := range 100 {
				s.WriteString(" a")
				s.WriteString(strings.Repeat("x", i%50))
				s.WriteByte(byte('a' + k%26))
			}
			s.WriteString(">")
		}
		return s.String()
	}},
	{"attribute flood", func(n int) string { return "<p" + strings.Repeat(" abc=d", n) + ">x" }},
	{"format attributes", repeat("<b a b c d e f g h i j k l m n o p q r s t u v w x y z>")},
	{"comments", repeat("<!-- x -->")},
	{"open comments", repeat("<!--")},
	{"dashes", func(n int) string { return "<!--" + strings.Repeat("-!-", n) }},
	{"less-than", repeat("<")},
	{"less-than slash", repeat("</")},
	{"open quotes", repeat("<a b=\"<a b='")},
	{"scripts", repeat("<script>")},
	{"escaped scripts", repeat("<script><!--<script></script>")},
	{"titles", repeat("<title>x</titl>")},
	{"ampersands", repeat("&")},
	{"references", repeat("&amp;&notin;&CounterClockwiseContourIntegral;&zzzzzzzzzz;")},
	{"one long reference", func(n int) string { return "&" + strings.Repeat("a", n) + "&#" + strings.Repeat("9", n) }},
	{"bare references", repeat("&aaaaaaaaaaaa ")},
	{"NUL", repeat("\x00")},
	{"NUL and tags", repeat("\x00<i>\x00")},
	{"carriage returns", repeat("\r")},
	{"doctypes", repeat("<!doctype html>")},
	{"cdata", func(n int) string { return "<svg>" + strings.Repeat("<![CDATA[x]]>", n) }},
	{"link after head", repeat("</head> <link>")},
}

func repeat(s string) func(int) string {
	return func(n int) string { return strings.Repeat(s, n) }
}

// TestHostile parses hostile pages of three sizes: nodes and the steps of all searches must grow with the page, and the
// text must all be there.
func TestHostile(t *testing.T) {
	base := 25_000 // and twice and four times as many
	if *allPages {
		base = 100_000
	}
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			var p Parser
			var nodes, steps [3]int
			var took time.Duration
			for i := range 3 {
				page := []byte(h.page(base << i))
				start := time.Now()
				tree := p.Parse(page)
				took = time.Since(start)
				checkTree(t, tree)
				nodes[i], steps[i] = tree.Len(), p.builder.steps
				if nodes[i] > len(page)+100 && nodes[i] > 8*len(page)/3 {
					t.Errorf("%d nodes of %d bytes", nodes[i], len(page))
				}
				// Every token may search the stack and the list of formatting elements a few times.
				if limit := (MaxDepth + maxFormats) * len(page); steps[i] > limit {
					t.Errorf("%d steps for %d bytes", steps[i], len(page))
				}
				var text []byte
				for n := range int32(tree.Len()) {
					if tree.IsText(n) {
						text = tree.AppendText(text, n)
					}
				}
				if !tree.Truncated && h.name != "open quotes" {
					if want := bytes.Count(page, []byte(">x")); bytes.Count(text, []byte("x")) < want {
						t.Errorf("lost text: %d of %d x", bytes.Count(text, []byte("x")), want)
					}
				}
			}
			t.Logf("nodes %v, steps %v, the largest in %v", nodes, steps, took)
			if 10*nodes[2] > 22*nodes[1]+100_000 && !p.tree.Truncated || 10*steps[2] > 22*steps[1]+1000_000 {
				t.Errorf("not linear: nodes %v, steps %v", nodes, steps)
			}
		})
	}
}

func TestDeepPageKeepsStructure(t *testing.T) {
	const depth = 2000
	page := strings.Repeat("<div>", depth) + "deep" + strings.Repeat("</div>", depth) + "<p>after</p>"
	var p Parser
	tree := p.Parse([]byte(page))
	last := int32(tree.Len() - 1)
	if got := string(tree.AppendText(nil, last)); got != "after" {
		t.Fatalf("the last text is %q", got)
	}
	if para := tree.Nodes[last].Parent; tree.Name(para) != "p" || tree.Name(tree.Nodes[para].Parent) != "body" {
		t.Errorf("what follows a page nested too deeply isn't in the body")
	}
}

func TestTruncated(t *testing.T) {
	var p Parser
	tree := p.Parse(bytes.Repeat([]byte("<p>x"), MaxNodes))
	checkTree(t, tree)
	if !tree.Truncated || tree.Len() < MaxNodes || tree.Len() > MaxNodes+MaxDepth {
		t.Errorf("%d nodes, truncated: %v", tree.Len(), tree.Truncated)
	}
	if tree = p.Parse([]byte("<p>x")); tree.Truncated {
		t.Error("a small page after it is truncated")
	}
}

// TestViewOfHostile makes sure that joining neighbouring texts is linear: 200,000 texts and as many stray end tags.
func TestViewOfHostile(t *testing.T) {
	var p Parser
	view := p.Parse(bytes.Repeat([]byte("x</y>"), 200_000)).View()
	body := view.Root.FirstChild.LastChild
	if got := len(body.FirstChild.Data); got != 200_000 || body.FirstChild != body.LastChild {
		t.Errorf("the text of the body has %d bytes", got)
	}
}
