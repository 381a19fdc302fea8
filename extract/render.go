package extract

import (
	"strings"

	"winnow/document"
)

// writers writes blocks in each format.
var writers = [...]func([]document.Block) string{Text: renderText, Markdown: renderMarkdown, HTML: renderHTML}

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
	d.Text, d.Comments = write(kept), write(comments)
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

// renderText writes blocks as plain text: a blank line between paragraphs, list items and table rows one a line.
func renderText(blocks []document.Block) string {
	var out strings.Builder
	size := 0
	for i := range blocks {
		size += len(blocks[i].Text) + len("\n\n")
	}
	out.Grow(size)
	for i := range blocks {
		b := &blocks[i]
		if i > 0 {
			out.WriteByte('\n')
			if !sameList(&blocks[i-1], b) {
				out.WriteByte('\n')
			}
		}
		out.WriteString(b.Text)
	}
	return out.String()
}

// sameList tells whether two blocks that follow each other are items of a list or rows of a table.
func sameList(a, b *document.Block) bool {
	return a.Kind == b.Kind && (b.Kind == document.ListItem || b.Kind == document.TableRow)
}
