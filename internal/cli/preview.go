package cli

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"

	"winnow/document"
)

// previewExamples is how many documents --dry-run shows for each reason.
const previewExamples = 5

// preview writes what would go, by reason, with a few examples each, in place of the articles.
func preview(w io.Writer, docs document.Docs) error {
	type group struct {
		reason   document.Reason
		count    int
		examples []string
	}
	groups := map[document.Reason]*group{}
	for doc, err := range docs {
		if err != nil {
			return err
		}
		v := doc.Verdict
		if v.Kind != document.Duplicate {
			continue
		}
		g := groups[v.Reason]
		if g == nil {
			g = &group{reason: v.Reason}
			groups[v.Reason] = g
		}
		if g.count++; g.count > previewExamples {
			continue
		}
		example := fmt.Sprintf("  %s is covered by %s", doc.ID, v.Of)
		if v.Covered > 0 && v.Covered < 1 {
			example += fmt.Sprintf(" to %.1f%%", 100*v.Covered)
		}
		for _, fact := range v.Facts {
			example += ", " + fact
		}
		g.examples = append(g.examples, printable(example), "    "+shorten(doc.Text))
	}
	out := bufio.NewWriter(w)
	reasons := make([]*group, 0, len(groups))
	for _, g := range groups {
		reasons = append(reasons, g)
	}
	slices.SortFunc(reasons, func(a, b *group) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.reason, b.reason))
	})
	for _, g := range reasons {
		fmt.Fprintf(out, "%s: %d\n", g.reason, g.count)
		for _, line := range g.examples {
			fmt.Fprintln(out, line)
		}
	}
	return out.Flush()
}
