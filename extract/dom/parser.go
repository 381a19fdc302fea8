package dom

import (
	"cmp"
	"math"
	"strconv"

	"winnow/internal/bytekinds"
)

// keepNodes is the largest tree whose memory a Parser holds on to, so that one huge page does not stay in it; 99.9% of
// the development pages are smaller.
const keepNodes = 1 << 17

// Parser builds trees and reuses their memory. It is not safe for concurrent use. The zero value is ready to use.
type Parser struct {
	Limits  Limits
	tree    Tree
	builder builder
}

// Parse parses a UTF-8 page; of one beyond 2 GiB, the first 2 GiB. It never fails: whatever the bytes are, there is a
// tree. The tree and what is read from it point into src, and are valid until the next Parse.
func (p *Parser) Parse(src []byte) *Tree { return p.ParseKinds(src, bytekinds.Of(src)) }

// ParseKinds is Parse for a page of which it is known already what kinds of bytes it holds.
func (p *Parser) ParseKinds(src []byte, kinds bytekinds.Set) *Tree {
	if cap(p.tree.Nodes) > keepNodes || cap(p.builder.spare) > keepNodes || cap(p.tree.Attrs) > keepNodes {
		*p = Parser{Limits: p.Limits}
	}
	tooLong := len(src) > math.MaxInt32
	if tooLong {
		src = src[:math.MaxInt32]
	}
	p.builder.reset(&p.tree, src, kinds, Limits{Nodes: cmp.Or(p.Limits.Nodes, MaxNodes), Depth: cmp.Or(p.Limits.Depth, MaxDepth)})
	p.builder.build()
	p.tree.Truncated = p.tree.Truncated || tooLong
	return &p.tree
}

// TooLarge says which limit the last page went over, where its tree is Truncated.
func (p *Parser) TooLarge() string {
	return "more than " + strconv.Itoa(cmp.Or(p.Limits.Nodes, MaxNodes)) + " nodes in the page"
}
