package extract

import (
	"slices"
	"strings"

	"winnow/document"
)

// writers writes blocks in each format.
var writers = [...]func([]document.Block, []document.Item) string{Text: renderText, Markdown: renderMarkdown, HTML: renderHTML}

// Render writes the text of the article from the blocks that are left, rejects the document as empty when there are
// none, and releases the page's bytes. It is a document.Stage.
func (x *Extractor) Render(d *document.Document) {
	if d.Verdict.Dropped() || d.Format == document.FormatArticle {
		return
	}
	var comments []document.Block
	if x.cfg.Comments {
		comments = droppedFor(d.Blocks, document.ReasonComment)
	}
	kept := droppedFor(d.Blocks, "")
	write := writers[x.cfg.Format]
	d.Text, d.Comments = write(kept, d.Items), write(comments, d.Items)
	d.ReleaseRaw()
	if d.Text == "" {
		d.Reject(document.ReasonEmpty, "")
	}
}

// droppedFor returns the blocks that were dropped for a reason, "" for those that are kept: most often all of them.
func droppedFor(blocks []document.Block, why document.Reason) []document.Block {
	all := true
	for i := range blocks {
		all = all && blocks[i].Drop == why
	}
	if all {
		return blocks
	}
	var some []document.Block
	for i := range blocks {
		if blocks[i].Drop == why {
			some = append(some, blocks[i])
		}
	}
	return some
}

// renderText writes blocks as plain text: a blank line between paragraphs, those of one list item, too; other list items and
// table rows are one a line.
func renderText(blocks []document.Block, _ []document.Item) string {
	var out strings.Builder
	size := 0
	for i := range blocks {
		size += len(blocks[i].Text) + len("\n\n")
	}
	out.Grow(size)
	last := int32(0) // of the items that have begun
	lined := false   // the block before is of those that stand one a line
	for i := range blocks {
		b := &blocks[i]
		line := b.Kind == document.TableRow || b.Kind == document.ListItem && (b.Item == 0 || b.Item > last)
		if i > 0 {
			out.WriteByte('\n')
			if !line || !lined || b.Kind != blocks[i-1].Kind {
				out.WriteByte('\n')
			}
		}
		out.WriteString(b.Text)
		last, lined = max(last, b.Item), line
	}
	return out.String()
}

// nesting follows the items that blocks stand in, for the formats that show them.
type nesting struct {
	items []document.Item
	holds []bool  // of each item, plus 1: it holds a block, and not only items that do
	last  int32   // of the items that have begun
	open  []int32 // the items around the block before, outermost first; 0 for one of plain text
	next  []int32 // scratch
}

func newNesting(blocks []document.Block, items []document.Item) *nesting {
	n := &nesting{items: items, holds: make([]bool, len(items)+1)}
	for i := range blocks {
		n.holds[blocks[i].Item] = true
	}
	return n
}

// enter goes on to the next block. Of the items that are open around it then, the first ones were before, which is how many
// it returns; with the others an item begins. An item that was closed does not begin again.
func (n *nesting) enter(b *document.Block) (before int) {
	next := n.next[:0]
	if b.Kind == document.ListItem && b.Item == 0 {
		next = append(next, 0)
	}
	for k := b.Item; k > 0; k = n.items[k-1].In {
		if n.holds[k] && (k > n.last || slices.Contains(n.open, k)) {
			next = append(next, k)
		}
	}
	slices.Reverse(next)
	for before < len(next) && before < len(n.open) && next[before] > 0 && next[before] == n.open[before] {
		before++
	}
	n.open, n.next = next, n.open
	n.last = max(n.last, b.Item)
	return before
}

// at returns the open item at a level, from 0.
func (n *nesting) at(level int) document.Item {
	if k := n.open[level]; k > 0 {
		return n.items[k-1]
	}
	return document.Item{}
}
