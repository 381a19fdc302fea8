package extract

import (
	"cmp"
	"slices"

	"winnow/document"
	"winnow/extract/dom"
)

// ReasonSelector is the reason of blocks that a selector of the user's drops.
const ReasonSelector document.Reason = "selector"

// selectors are the user's own word on what the text is: it stands above the model's.
type selectors struct {
	keep, drop []*dom.Selector
}

func compileSelectors(keep, drop []string) (s selectors, err error) {
	if s.keep, err = compileAll(keep); err != nil {
		return s, err
	}
	s.drop, err = compileAll(drop)
	return s, err
}

func compileAll(css []string) (compiled []*dom.Selector, err error) {
	for _, source := range css {
		s, err := dom.CompileSelector(source)
		if err != nil {
			return nil, err
		}
		compiled = append(compiled, s)
	}
	return compiled, nil
}

// apply overrules what was decided: when elements of the page match a selector of keep, the text is what stands inside
// of them and nothing else; what stands inside of an element that matches one of drop goes in any case. A page that
// matches no selector stays as the model decided. The view that selectors need is built only when there are any.
func (s *selectors) apply(p *Page, c *choice) {
	if len(s.keep)+len(s.drop) == 0 {
		return
	}
	view := p.Tree.View()
	if inside := subtrees(p.Tree, view, s.keep); len(inside) > 0 {
		for i := range p.Blocks {
			if covers(inside, p.Blocks[i].First) {
				c.keep(i)
			} else if c.kept(i) {
				c.drop(i, ReasonSelector)
			}
		}
	}
	inside := subtrees(p.Tree, view, s.drop)
	for i := range p.Blocks {
		if covers(inside, p.Blocks[i].First) {
			c.drop(i, ReasonSelector)
		}
	}
}

// subtree is a node range.
type subtree struct{ first, end int32 }

// subtrees returns the node ranges that the selectors select, in document order, without those inside of others.
func subtrees(t *dom.Tree, view *dom.View, list []*dom.Selector) []subtree {
	var hits []int32
	for _, s := range list {
		hits = s.AppendMatches(hits, view)
	}
	slices.Sort(hits)
	var outer []subtree
	for _, n := range hits {
		if len(outer) == 0 || n >= outer[len(outer)-1].end {
			outer = append(outer, subtree{n, t.Nodes[n].End})
		}
	}
	return outer
}

// covers reports whether one of the ranges, which are in order and apart, holds node n.
func covers(ranges []subtree, n int32) bool {
	i, found := slices.BinarySearchFunc(ranges, n, func(r subtree, n int32) int { return cmp.Compare(r.first, n) })
	return found || i > 0 && n < ranges[i-1].end
}
