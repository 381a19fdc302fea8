package metadata

import "winnow/extract/dom"

// addAuthors adds the names at n, then those of its like-made siblings, up to where the next post of a thread begins.
func (p *page) addAuthors(names *nameList, n int32) {
	p.namesAt(names, n)
	t := p.t
	if t.IsText(n) {
		return
	}
	var s signs
	score := p.authorSigns(n)
	inside := n // the child of parent that n stands in
	for parent := t.Nodes[n].Parent; parent > 0; inside, parent = parent, t.Nodes[parent].Parent {
		if t.Nodes[parent].End-parent > maxAuthorNodes {
			break
		}
		if p.signsOf(parent, &s); s.foreign && !(p.heading1 > parent && p.heading1 < t.Nodes[parent].End) {
			break
		}
		for sibling := t.Nodes[inside].End; sibling < t.Nodes[parent].End; sibling = t.Nodes[sibling].End {
			if p.signsOf(sibling, &s); s.foreign {
				continue
			}
			for c := sibling; c < t.Nodes[sibling].End; c++ {
				if t.Nodes[c].Tag != t.Nodes[n].Tag || p.authorSigns(c) != score {
					continue
				}
				if p.hasTime(sibling) {
					return // somebody's answer
				}
				p.namesAt(names, c)
				c = t.Nodes[c].End - 1
			}
		}
	}
}

// hasTime reports whether a time element stands in the subtree of n.
func (p *page) hasTime(n int32) bool {
	for c := n; c < p.t.Nodes[n].End; c++ {
		if p.t.Nodes[c].Tag == dom.TagTime {
			return true
		}
	}
	return false
}
