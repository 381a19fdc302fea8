package extract

import (
	"strconv"
	"strings"

	"winnow/document"
)

// renderMarkdown writes blocks as CommonMark: headings, nested lists, quotes, fenced code, and tables as GitHub writes
// them. What stands in a list item is indented by the widths of the markers around it.
func renderMarkdown(blocks []document.Block, items []document.Item) string {
	w := markdownWriter{nesting: newNesting(blocks, items)}
	for i := range blocks {
		w.block(blocks, i)
	}
	return w.out.String()
}

type markdownWriter struct {
	*nesting
	out    strings.Builder
	lists  []markdownList // by level, one more than items are open
	alone  bool           // the block before is the first one of its item, and a line of text
	indent string
}

// markdownList is the list that was written last at a level, where nothing has come after it there.
type markdownList struct {
	list  int32
	mark  byte // of a bullet, or behind a number; 0: no list
	width int  // of the marker that was written last
}

func (w *markdownWriter) block(blocks []document.Block, i int) {
	b := &blocks[i]
	from := w.enter(b)
	begins := from < len(w.open)
	for len(w.lists) <= len(w.open) {
		w.lists = append(w.lists, markdownList{})
	}
	row := b.Kind == document.TableRow && i > 0 && !begins && sameTable(&blocks[i-1], b)
	if i > 0 {
		w.out.WriteByte('\n')
		if !row && !(begins && w.alone && b.Kind == document.ListItem && w.follows(from)) {
			w.out.WriteByte('\n')
		}
	}
	width := 0
	for level := range w.open {
		if level == from {
			w.write(strings.Repeat(" ", width))
		}
		if level >= from {
			w.mark(level)
		}
		width += w.lists[level].width
	}
	if !begins {
		w.write(strings.Repeat(" ", width))
	}
	w.lists[len(w.open)] = markdownList{}
	w.indent = "\n" + strings.Repeat(" ", width)
	w.alone = begins && b.Kind == document.ListItem
	switch b.Kind {
	case document.Heading:
		w.write(strings.Repeat("#", int(max(1, min(b.Level, 6)))) + " ")
		w.heading(oneLine(b.Text))
	case document.Quote:
		w.write("> ")
		w.paragraph(oneLine(b.Text))
	case document.Code:
		w.code(b.Text)
	case document.TableRow:
		columns := 0
		if !row {
			columns = columnsFrom(blocks, i)
		}
		w.row(b.Text, columns)
	default:
		w.paragraph(oneLine(b.Text))
	}
}

func (w *markdownWriter) write(s string) { w.out.WriteString(s) }

// follows tells whether the item that begins at a level may stand in the line below: as the next one of its list, or as the
// first one of a list in the item before, which can only begin with 1 there.
func (w *markdownWriter) follows(level int) bool {
	item, before := w.at(level), &w.lists[level]
	if before.mark != 0 {
		return before.list == item.List
	}
	return level > 0 && (!item.Ordered || item.Number == 1)
}

// mark writes the marker of the item that begins at a level. A list directly behind another one has other marks: they
// would be one list.
func (w *markdownWriter) mark(level int) {
	item, before := w.at(level), &w.lists[level]
	mark, other := byte('-'), byte('*')
	if item.Ordered {
		mark, other = '.', ')'
	}
	if before.mark == mark && before.list != item.List || before.mark == other && before.list == item.List {
		mark = other
	}
	start := w.out.Len()
	if item.Ordered {
		w.write(strconv.Itoa(int(max(0, item.Number)))) // CommonMark has no numbers below 0
	}
	w.out.WriteByte(mark)
	w.out.WriteByte(' ')
	*before = markdownList{list: item.List, mark: mark, width: w.out.Len() - start}
	w.lists[level+1] = markdownList{}
}

// code writes a fenced listing. Its fence is longer than any run of such characters in it.
func (w *markdownWriter) code(text string) {
	longest, run := 2, 0
	for i := range len(text) {
		if run++; text[i] != '`' {
			run = 0
		}
		longest = max(longest, run)
	}
	fence := strings.Repeat("`", longest+1)
	w.write(fence)
	for line := range strings.SplitSeq(text, "\n") {
		if line == "" {
			w.write("\n")
		} else {
			w.write(w.indent + line)
		}
	}
	w.write(w.indent + fence)
}

// row writes the row of a table, and with a number of columns, that of the whole table, the line that makes it one: cells
// beyond those of the first row are not shown.
func (w *markdownWriter) row(text string, columns int) {
	cells := 0
	for cell := range strings.SplitSeq(text, "\t") {
		w.write("| ")
		w.inline(oneLine(cell), true)
		w.write(" ")
		cells++
	}
	w.write(strings.Repeat("|  ", max(0, columns-cells)) + "|")
	if columns > 0 {
		w.write(w.indent + strings.Repeat("| --- ", columns) + "|")
	}
}

// columnsFrom returns the most cells of a row of the table that begins with block i.
func columnsFrom(blocks []document.Block, i int) (most int) {
	for end := i; end < len(blocks) && (end == i || sameTable(&blocks[end-1], &blocks[end])); end++ {
		most = max(most, 1+strings.Count(blocks[end].Text, "\t"))
	}
	return most
}

// sameTable tells whether two blocks that follow each other are rows of one table.
func sameTable(a, b *document.Block) bool {
	return a.Kind == document.TableRow && b.Kind == a.Kind && a.Table == b.Table
}

// oneLine returns a text without line breaks, tabs, or blanks in a row, which preformatted text can have: they mean nothing
// here, or end the block.
func oneLine(text string) string {
	if !strings.ContainsAny(text, "\t\n\v\f\r") && !strings.Contains(text, "  ") && strings.Trim(text, " ") == text {
		return text
	}
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r >= '\t' && r <= '\r' }), " ")
}
