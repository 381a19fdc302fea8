package dom_test

import (
	"fmt"

	"winnow/extract/dom"
)

func ExampleParser() {
	var p dom.Parser
	t := p.Parse([]byte(`<ul><li>one<li>two &amp; <a href="/x?a=1&amp;b=2">three</a></ul>`))
	for n := range int32(t.Len()) {
		node := t.Nodes[n]
		switch {
		case t.IsText(n):
			fmt.Printf("%*s%q\n", 2*int(node.Depth), "", t.AppendText(nil, n))
		case node.Tag == dom.TagA:
			fmt.Printf("%*sa %s\n", 2*int(node.Depth), "", t.AttrValue(n, "href"))
		case node.Tag != dom.TagRoot:
			fmt.Printf("%*s%s, %d nodes\n", 2*int(node.Depth), "", t.Name(n), node.End-n)
		}
	}
	// Output:
	//   html, 10 nodes
	//     head, 1 nodes
	//     body, 8 nodes
	//       ul, 7 nodes
	//         li, 2 nodes
	//           "one"
	//         li, 4 nodes
	//           "two & "
	//           a /x?a=1&b=2
	//             "three"
}

func ExampleSelector() {
	var p dom.Parser
	t := p.Parse([]byte(`<main><p>kept</p><div class="ad">dropped</div></main>`))
	ads, err := dom.CompileSelector("main > .ad")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, n := range ads.AppendMatches(nil, t.View()) {
		fmt.Println(t.Name(n), t.AttrValue(n, "class"), string(t.RawText(n+1)))
	}
	// Output: div ad dropped
}
