package plain

import (
	"fmt"
	"slices"
	"strings"

	"winnow/document"
)

// emit writes the blocks of the page: without tracing only what is kept.
func (j *job) emit(dst []document.Block) []document.Block {
	lines := j.page.lines
	kept := 0
	for i := range lines {
		if lines[i].drop == "" || j.opt.Trace {
			kept++
		}
	}
	dst = slices.Grow(dst, kept)
	from := len(dst)
	list := false // the group before was a list
	for i := 0; i < len(lines); {
		k := i + 1
		for k < len(lines) && lines[k].gap == 0 {
			k++
		}
		group := lines[i:k]
		if j.clean && j.page.spaced && isCode(group, list) {
			dst = append(j.emitCopies(dst, i), codeBlock(group))
			list = false
		} else {
			dst = j.emitGroup(dst, i, k)
			if j.isHeading(i, k) {
				b := &dst[len(dst)-1]
				b.Kind, b.Level = document.Heading, headingLevel
			}
			list = len(group) > 1
		}
		i = k
	}
	if j.page.spaced {
		alone(dst[from:])
	}
	return j.emitCopies(dst, len(lines))
}

// emitCopies writes the copies that stood before a line, if they are asked for.
func (j *job) emitCopies(dst []document.Block, line int) []document.Block {
	for ; j.opt.Trace && j.copies < len(j.page.copies) && j.page.copies[j.copies].before <= line; j.copies++ {
		dst = append(dst, document.Block{Text: j.page.copies[j.copies].squeezed(), Drop: document.ReasonRepeated})
	}
	return dst
}

// alone makes paragraphs of the items when there is nothing else in a text: without a blank line nothing would tell, when the
// text is read again, that its lines are items.
func alone(blocks []document.Block) {
	for i := range blocks {
		if blocks[i].Drop == "" && blocks[i].Kind != document.ListItem {
			return
		}
	}
	for i := range blocks {
		if blocks[i].Drop == "" {
			blocks[i].Kind = document.Paragraph
		}
	}
}

// headingLevel is the level of a sub-heading whose markup is lost.
const headingLevel = 2

// maxHeading is the most words of a sub-heading; 99% of those in the references of wcxb-dev are shorter.
const maxHeading = 20

// isHeading reports whether lines [i, k) are one that is a sub-heading: it stands alone, ends without a full stop, and a
// longer line follows.
func (j *job) isHeading(i, k int) bool {
	lines := j.page.lines
	if k != i+1 || !j.page.spaced || k >= len(lines) {
		return false
	}
	l, next := &lines[i], &lines[k]
	return l.drop == "" && len(l.cuts) == 0 && (!l.full || l.question) && !l.colon && l.words > 0 && l.words <= maxHeading &&
		next.words > l.words && (l.opensBy == byUpper || l.opensBy == byDigit || l.opensBy == byQuote) && strings.IndexByte(l.raw, '\t') < 0
}

// besideTab says what is cut off the ends of a row: what trim cuts of lines, but for the tabs around empty cells.
func besideTab(c rune) bool { return c != '\t' && showsNothing(c) }

// emitGroup writes lines [from, to), which no blank line separates. They are the rows of a table if half of those that are
// kept have a tab.
// Otherwise, where others are separated by blank lines, they are the items of a list, as an article's text is written; where
// there are no blank lines at all, each line is a paragraph, but for those that begin with the mark of a list.
func (j *job) emitGroup(dst []document.Block, from, to int) []document.Block {
	group := j.page.lines[from:to]
	kind := document.Paragraph
	if j.page.spaced && len(group) > 1 {
		kind = document.ListItem
	}
	kept, rows := 0, 0
	for i := range group {
		if group[i].drop == "" {
			kept++
			rows += int(bit(group[i].isRow()))
		}
	}
	if rows > 0 && rows*2 >= kept {
		kind = document.TableRow
	}
	for i := range group {
		l := &group[i]
		dst = j.emitCopies(dst, from+i)
		if l.drop != "" && !j.opt.Trace {
			continue
		}
		text, is, label, drop := "", kind, document.Content, document.Reason("")
		if !j.page.spaced && l.list && kind == document.Paragraph {
			is = document.ListItem
		}
		switch {
		case l.drop != "":
			text, label, drop = l.squeezed(), document.Boilerplate, document.Reason(l.drop)
			if l.drop == ruleCaption || l.drop == ruleAltText {
				is = document.Caption
			}
		case len(l.cuts) > 0:
			if j.opt.Trace {
				for _, c := range l.cuts {
					if text := squeeze(strings.TrimSpace(l.text[c.from:c.to])); text != "" {
						dst = append(dst, document.Block{Text: text, Drop: document.Reason(c.rule)})
					}
				}
			}
			text = squeeze(strings.TrimSpace(l.cutOut()))
		case kind == document.TableRow && l.isRow():
			text = strings.TrimFunc(l.raw, besideTab)
		case j.clean:
			text = l.text // with its runs of blanks: it may be a line of code
		default:
			text = l.squeezed()
		}
		if text == "" {
			continue
		}
		dst = append(dst, document.Block{})
		b := &dst[len(dst)-1]
		b.Text, b.Kind, b.Label, b.Drop = text, is, label, drop
		if j.opt.Trace && l.shared > 0 {
			b.Documents = int32(l.shared)
			b.Evidence = []string{fmt.Sprintf("on %d of %d pages of the site, %.2f by itself", l.shared, j.opt.Site.Pages, float32(l.alone)/scoreUnit)}
		}
	}
	return dst
}

// squeezed returns the line with its runs of blanks collapsed.
func (l *line) squeezed() string {
	if l.even {
		return l.text
	}
	return squeeze(l.text)
}

// isCode reports whether lines are a listing of code, whose blanks matter: some are indented or hold runs of blanks, or
// they follow a list with only a blank line between, which the items of one list would not. All must be kept whole. Only
// asked of clean texts: in others blanks stand anywhere.
func isCode(group []line, afterList bool) bool {
	code := afterList && len(group) > 1
	for i := range group {
		l := &group[i]
		if l.drop != "" || len(l.cuts) > 0 || l.isRow() {
			return false
		}
		code = code || strings.HasPrefix(l.raw, "  ") || l.raw[0] == '\t' || (len(group) > 1 || !l.sentence) && l.raw[0] == ' ' || len(group) > 1 && strings.Contains(l.text, "  ")
	}
	return code
}

// isRow reports whether a line has a tab between two cells. Tabs that only indent are code's.
func (l *line) isRow() bool { return !l.even && strings.IndexByte(l.text, '\t') >= 0 }

func codeBlock(group []line) document.Block {
	var out strings.Builder
	for i := range group {
		if i > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(strings.TrimRight(group[i].raw, "\r"))
	}
	return document.Block{Text: out.String(), Kind: document.Code, Label: document.Content}
}
