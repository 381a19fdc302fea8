package dom

import (
	"fmt"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
)

// Selector is a compiled CSS selector. It is safe for concurrent use.
type Selector struct{ matcher goquery.Matcher }

// CompileSelector compiles a CSS selector, or several with commas between them.
func CompileSelector(css string) (*Selector, error) {
	group, err := cascadia.ParseGroup(css)
	if err != nil {
		return nil, fmt.Errorf("CSS selector %q: %w", css, err)
	}
	for _, s := range group {
		if s.PseudoElement() != "" {
			return nil, fmt.Errorf("CSS selector %q: ::%s selects no element", css, s.PseudoElement())
		}
	}
	return &Selector{cascadia.Selector(group.Match)}, nil
}

// AppendMatches appends the indexes in Tree.Nodes of the elements of v that s selects, in document order.
func (s *Selector) AppendMatches(dst []int32, v *View) []int32 {
	for _, n := range goquery.NewDocumentFromNode(v.Root).FindMatcher(s.matcher).Nodes {
		dst = append(dst, v.Index(n))
	}
	return dst
}
