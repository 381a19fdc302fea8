package dom

import (
	"bytes"

	"golang.org/x/net/html"
)

// Parser builds trees and reuses their memory. It is not safe for concurrent use.
type Parser struct {
	tree Tree
}

// Parse parses a UTF-8 page. It never fails: whatever the bytes are, there is a tree.
func (p *Parser) Parse(src []byte) *Tree {
	t, err := Strict(src)
	if err != nil {
		t = flat(src)
	}
	p.tree = *t
	return &p.tree
}

// flat makes every element and text of a page that is nested too deeply a child of the root.
func flat(src []byte) *Tree {
	t := &Tree{Nodes: []Node{{Tag: TagRoot, Parent: -1}}}
	z := html.NewTokenizer(bytes.NewReader(src))
	for {
		switch z.Next() {
		case html.ErrorToken:
			t.Nodes[0].End = int32(len(t.Nodes))
			return t
		case html.TextToken:
			t.addReference(&html.Node{Type: html.TextNode, Data: string(z.Text())}, 0)
		case html.StartTagToken, html.SelfClosingTagToken:
			tok := z.Token()
			t.addReference(&html.Node{Type: html.ElementNode, Data: tok.Data, Attr: tok.Attr}, 0)
		}
	}
}
