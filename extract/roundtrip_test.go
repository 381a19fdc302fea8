package extract

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"

	"winnow/document"
)

// part is a piece of a text as a reader sees it: a block, a list or table, or an item of a list. It is what is rendered, and
// what a parser must give back.
type part struct {
	name   string // p, h1 … h6, quote, code, table, ul, ol, li
	text   string // of a table: rows a line, cells between tabs
	number int    // of an ordered list: that of its first item
	parts  []part
}

func (p part) write(out *strings.Builder, depth int) {
	fmt.Fprintf(out, "%s%s", strings.Repeat("  ", depth), p.name)
	if p.name == "ol" {
		fmt.Fprintf(out, " from %d", p.number)
	}
	if p.text != "" {
		fmt.Fprintf(out, " %q", p.text)
	}
	out.WriteByte('\n')
	for _, q := range p.parts {
		q.write(out, depth+1)
	}
}

func (p part) String() string {
	var out strings.Builder
	for _, q := range p.parts {
		q.write(&out, 0)
	}
	return out.String()
}

// maker draws texts at random.
type maker struct {
	*rand.Rand
	blocks []document.Block
	items  []document.Item
	marks  int32 // of lists and tables
}

var scraps = []string{"word", "Tide", "1.", "23)", "4", "-", "+", "*", "#", "##", ">", "=", "==", "---", "~", "~~", "~~~", "`", "```", "_a_", "**b**",
	"[x]", "[ ]", "](y)", "!", "<b>", "</p>", "<!--", "&lt;", "&amp;lt;", "&#35;", "&", "&x", "&copy", `\`, `\*`, "|", "a|b", "http://a.example/b_c_d", "://",
	"|-|", ":-", "a@b.example", "é", "漢字", "“q”", "a_b_c", "x*y*z", "$1", "%", "{}", "'", `"`, ":", "C#", "©", "1.5", "10:30", "_", "__", "***"}

func (m *maker) line() string {
	words := make([]string, 1+m.IntN(6))
	for i := range words {
		words[i] = scraps[m.IntN(len(scraps))]
	}
	line := strings.Join(words, " ")
	if !strings.ContainsAny(line, "abcdefghijklmnopqrstuvwxyz0123456789é漢") { // a block has a letter or a digit
		line += " a"
	}
	return line
}

func (m *maker) put(b document.Block, item int32) {
	b.Item = item
	m.blocks = append(m.blocks, b)
}

// text draws what stands in item in, 0 for a whole text, and writes the blocks of it.
func (m *maker) text(in int32, depth int) (parts []part) {
	for n := 1 + m.IntN(4); n > 0; n-- {
		name := [...]string{"p", "p", "p", "h", "quote", "code", "table", "table", "ul", "ol", "ul", "ol"}[m.IntN(12)]
		p := part{name: name, text: m.line()}
		switch name {
		case "p":
			kind := document.Paragraph
			if in > 0 {
				kind = document.ListItem
			}
			m.put(document.Block{Kind: kind, Text: p.text}, in)
		case "h":
			level := uint8(1 + m.IntN(6))
			p.name = fmt.Sprintf("h%d", level)
			m.put(document.Block{Kind: document.Heading, Level: level, Text: p.text}, in)
		case "quote":
			m.put(document.Block{Kind: document.Quote, Text: p.text}, in)
		case "code":
			for range m.IntN(3) {
				p.text += [...]string{"\n", "\n\n", "\n  ", "\n\t", "\n    - ", "\n```\n", "\n````\n"}[m.IntN(7)] + m.line()
			}
			m.put(document.Block{Kind: document.Code, Text: p.text}, in)
		case "table":
			m.marks++
			for range m.IntN(3) {
				p.text += "\n" + m.line()
			}
			rows := strings.Split(p.text, "\n")
			for i := range rows {
				for range m.IntN(4) {
					rows[i] += "\t" + m.line()
				}
				m.put(document.Block{Kind: document.TableRow, Text: rows[i], Table: m.marks}, in)
			}
			p.text = strings.Join(rows, "\n")
		default:
			if depth > 4 {
				continue
			}
			p.text = ""
			m.marks++
			list := document.Item{In: in, List: m.marks, Ordered: name == "ol"}
			if list.Ordered {
				p.number = [...]int{1, 1, 0, 2, 9, 99, 1234}[m.IntN(7)]
				list.Number = int32(p.number)
			}
			for range 1 + m.IntN(3) {
				m.items = append(m.items, list)
				item := int32(len(m.items))
				if list.Ordered {
					list.Number++
				}
				p.parts = append(p.parts, part{name: "li", parts: m.itemText(item, depth+1)})
			}
		}
		parts = append(parts, p)
	}
	return parts
}

// itemText draws what stands in an item: as a rule a line of text first, and often no more than that. Something in it is
// its own, or nobody would see the item.
func (m *maker) itemText(item int32, depth int) (parts []part) {
	own := len(m.blocks)
	if m.IntN(4) > 0 {
		parts = append(parts, part{name: "p", text: m.line()})
		m.put(document.Block{Kind: document.ListItem, Text: parts[0].text}, item)
	}
	if len(parts) == 0 || m.IntN(3) == 0 {
		parts = append(parts, m.text(item, depth)...)
	}
	for _, b := range m.blocks[own:] {
		if b.Item == item {
			return parts
		}
	}
	parts = append(parts, part{name: "p", text: m.line()})
	m.put(document.Block{Kind: document.ListItem, Text: parts[len(parts)-1].text}, item)
	return parts
}

// parse reads HTML as parts.
func parse(t *testing.T, src string) part {
	t.Helper()
	root, err := html.Parse(strings.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	var all part
	all.read(root)
	return all
}

var blockNames = map[string]string{"p": "p", "h1": "h1", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "h6": "h6", "blockquote": "quote",
	"pre": "code", "table": "table", "ul": "ul", "ol": "ol", "li": "li", "hr": "hr"}

func (p *part) read(n *html.Node) {
	inline := false // the part before is text of an item without a p
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		name := blockNames[c.Data]
		switch {
		case c.Type == html.TextNode || c.Data == "a" || c.Data == "br" || c.Data == "input":
			text := shown(c)
			if !inline && strings.TrimSpace(text) != "" {
				inline = true
				p.parts = append(p.parts, part{name: "p"})
			}
			if inline {
				last := &p.parts[len(p.parts)-1].text
				*last = strings.TrimRight(*last+strings.TrimLeft(text, "\n"), "\n")
			}
		case c.Type == html.ElementNode && name == "":
			p.read(c)
		case c.Type == html.ElementNode:
			q := part{name: name}
			inline = false
			switch name {
			case "ul", "li":
				for _, a := range c.Attr {
					q.text += a.Key
				}
				q.read(c)
			case "ol":
				q.number = 1
				for _, a := range c.Attr {
					if a.Key == "start" {
						fmt.Sscan(a.Val, &q.number)
					}
				}
				q.read(c)
			case "code":
				q.text = strings.TrimSuffix(shown(c), "\n")
			case "table":
				q.text = strings.Join(rowsOf(c), "\n")
			default:
				q.text = strings.TrimSpace(shown(c))
			}
			p.parts = append(p.parts, q)
		}
	}
}

func shown(n *html.Node) (text string) {
	if n.Type == html.TextNode {
		return n.Data
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		text += shown(c)
	}
	return text
}

func rowsOf(n *html.Node) (rows []string) {
	if n.Data == "tr" {
		var cells []string
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Data == "td" || c.Data == "th" {
				cells = append(cells, strings.TrimSpace(shown(c)))
			}
		}
		return []string{strings.TrimRight(strings.Join(cells, "\t"), "\t")}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		rows = append(rows, rowsOf(c)...)
	}
	return rows
}

// TestRoundTrip: whatever stands in a text, and however its lists are nested, a parser of Markdown with GitHub's extensions
// and one of HTML see the same headings, lists, numbers, cells and characters.
func TestRoundTrip(t *testing.T) {
	markdown := goldmark.New(goldmark.WithExtensions(extension.GFM))
	for seed := range uint64(5000) {
		m := maker{Rand: rand.New(rand.NewPCG(seed, 1))}
		want := part{parts: m.text(0, 0)}.String()
		var out bytes.Buffer
		source := renderMarkdown(m.blocks, m.items)
		if err := markdown.Convert([]byte(source), &out); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, parse(t, out.String()).String()); diff != "" {
			t.Fatalf("seed %d: Markdown (-want +got):\n%s\n%s", seed, diff, source)
		}
		source = renderHTML(m.blocks, m.items)
		if diff := cmp.Diff(want, parse(t, source).String()); diff != "" {
			t.Fatalf("seed %d: HTML (-want +got):\n%s\n%s", seed, diff, source)
		}
	}
}
