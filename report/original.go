package report

import (
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// originalStyle is the style sheet of an original page: the page's own ones are not there.
var originalStyle = asset("original.css")

// originalBytes bounds the original page that is shown: more than a person reads.
const originalBytes = 400 << 10

// shown are the elements of an original page that are shown as what they are. Of others the content is shown, but for
// those of unseen.
var shown = map[atom.Atom]bool{}

// unseen are the elements whose content is nothing to read.
var unseen = map[atom.Atom]bool{}

func init() {
	for _, a := range []atom.Atom{
		atom.A, atom.Abbr, atom.Address, atom.Article, atom.Aside, atom.B, atom.Blockquote, atom.Br, atom.Caption, atom.Cite,
		atom.Code, atom.Dd, atom.Del, atom.Details, atom.Div, atom.Dl, atom.Dt, atom.Em, atom.Figcaption, atom.Figure,
		atom.Footer, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hr, atom.I, atom.Ins, atom.Li,
		atom.Main, atom.Mark, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Q, atom.S, atom.Section, atom.Small, atom.Span,
		atom.Strong, atom.Sub, atom.Summary, atom.Sup, atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead,
		atom.Time, atom.Tr, atom.U, atom.Ul,
	} {
		shown[a] = true
	}
	for _, a := range []atom.Atom{
		atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Iframe, atom.Object, atom.Embed, atom.Svg, atom.Math, atom.Head,
		atom.Title, atom.Audio, atom.Video, atom.Canvas, atom.Noembed, atom.Noframes, atom.Xmp, atom.Plaintext, atom.Textarea,
		atom.Select, atom.Datalist, atom.Applet, atom.Frameset,
	} {
		unseen[a] = true
	}
}

// original writes a page of HTML anew, for the sandboxed frame: plain elements without a single attribute, text, and a
// word for each picture. Nothing of it can run, load, link or look like something else; the frame's sandbox and its
// Content-Security-Policy don't have to hold anything back.
func original(source string) (document string, cutOff bool) {
	if len(source) > originalBytes {
		source, cutOff = cut(source, originalBytes), true
	}
	var b strings.Builder
	b.WriteString(`<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="`)
	b.WriteString(html.EscapeString(policy([]string{originalStyle}, nil)))
	b.WriteString(`"><title>original page</title><style>`)
	b.WriteString(originalStyle)
	b.WriteString(`</style><body>`)
	var open []atom.Atom // elements that are open in what is written
	var hidden atom.Atom // the element whose content is left out, 0 for none
	depth := 0           // of elements of that name
	z := html.NewTokenizer(strings.NewReader(source))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if !errors.Is(z.Err(), io.EOF) {
				cutOff = true
			}
			break
		}
		token := z.Token()
		switch {
		case kind == html.TextToken && hidden == 0:
			b.WriteString(html.EscapeString(token.Data))
		case hidden != 0:
			if token.DataAtom == hidden {
				switch kind {
				case html.StartTagToken:
					depth++
				case html.EndTagToken:
					depth--
				}
				if depth == 0 {
					hidden = 0
				}
			}
		case kind == html.StartTagToken && unseen[token.DataAtom]:
			hidden, depth = token.DataAtom, 1
		case kind == html.StartTagToken || kind == html.SelfClosingTagToken:
			open = start(&b, open, &token)
		case kind == html.EndTagToken && shown[token.DataAtom]:
			open = end(&b, open, token.DataAtom)
		}
	}
	for i := len(open) - 1; i >= 0; i-- {
		b.WriteString("</" + open[i].String() + ">")
	}
	return b.String(), cutOff
}

// deepest is how deep elements may stand in each other; browsers don't go deeper than 512 either.
const deepest = 200

func start(b *strings.Builder, open []atom.Atom, token *html.Token) []atom.Atom {
	switch a := token.DataAtom; {
	case a == atom.Br || a == atom.Hr:
		b.WriteString("<" + a.String() + ">")
	case a == atom.Img:
		for _, attr := range token.Attr {
			if attr.Key == "alt" && strings.TrimSpace(attr.Val) != "" {
				b.WriteString("<figure>" + html.EscapeString(attr.Val) + "</figure>")
			}
		}
	case shown[a] && len(open) < deepest:
		b.WriteString("<" + a.String() + ">")
		return append(open, a)
	}
	return open
}

// end closes an element and those that stand in it. An end without a beginning ends nothing.
func end(b *strings.Builder, open []atom.Atom, a atom.Atom) []atom.Atom {
	for i := len(open) - 1; i >= 0; i-- {
		if open[i] == a {
			for n := len(open) - 1; n >= i; n-- {
				b.WriteString("</" + open[n].String() + ">")
			}
			return open[:i]
		}
	}
	return open
}
