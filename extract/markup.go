package extract

import (
	"html"
	"strconv"
	"strings"

	"winnow/document"
)

// renderHTML writes blocks as a fragment of HTML: p, h1..h6, nested ul, ol and li, blockquote, pre and table, without
// attributes but the numbers of lists.
func renderHTML(blocks []document.Block, items []document.Item) string {
	w := htmlWriter{nesting: newNesting(blocks, items)}
	for i := range blocks {
		w.block(blocks, i)
	}
	w.closeTable()
	w.closeLists(0)
	return strings.TrimSuffix(w.out.String(), "\n")
}

type htmlWriter struct {
	*nesting
	out   strings.Builder
	lists []htmlList // that are open, by level
	table bool       // one is open
	text  bool       // the last thing written is text of an item, and its line goes on
}

type htmlList struct {
	list int32
	tag  string
	next int32 // the number of its next item
}

func (w *htmlWriter) block(blocks []document.Block, i int) {
	b := &blocks[i]
	from := w.enter(b)
	begins := from < len(w.open)
	if begins || i == 0 || !sameTable(&blocks[i-1], b) {
		w.closeTable()
	}
	if begins && from < len(w.lists) && w.lists[from].list == w.at(from).List {
		w.closeLists(from + 1)
		w.write("</li>\n")
	} else {
		w.closeLists(from)
	}
	for level := from; level < len(w.open); level++ {
		w.beginItem(level)
	}
	text := html.EscapeString(b.Text)
	switch b.Kind {
	case document.Heading:
		level := strconv.Itoa(int(max(1, min(b.Level, 6))))
		w.line("<h" + level + ">" + text + "</h" + level + ">")
	case document.Quote:
		w.line("<blockquote>" + text + "</blockquote>")
	case document.Code:
		if strings.HasPrefix(text, "\n") {
			text = "\n" + text // the first line break of a listing is not shown
		}
		w.line("<pre>" + text + "</pre>")
	case document.TableRow:
		if !w.table {
			w.line("<table>")
			w.table = true
		}
		w.line("<tr><td>" + strings.ReplaceAll(text, "\t", "</td><td>") + "</td></tr>")
	default:
		if b.Kind == document.ListItem && begins && !w.goesOn(blocks, i) {
			w.write(text)
			w.text = true
		} else {
			w.line("<p>" + text + "</p>")
		}
	}
}

// goesOn tells whether the item that begins with block i has a paragraph directly behind it.
func (w *htmlWriter) goesOn(blocks []document.Block, i int) bool {
	return i+1 < len(blocks) && blocks[i+1].Kind == document.ListItem && blocks[i].Item > 0 && blocks[i+1].Item == blocks[i].Item
}

// beginItem writes the beginning of an item, and of its list where that is not open.
func (w *htmlWriter) beginItem(level int) {
	item := w.at(level)
	if level == len(w.lists) {
		l := htmlList{list: item.List, tag: "ul", next: item.Number}
		start := ""
		if item.Ordered {
			l.tag = "ol"
			if item.Number != 1 {
				start = ` start="` + strconv.Itoa(int(item.Number)) + `"`
			}
		}
		w.line("<" + l.tag + start + ">")
		w.lists = append(w.lists, l)
	}
	l := &w.lists[level]
	if item.Ordered && item.Number != l.next {
		w.write(`<li value="` + strconv.Itoa(int(item.Number)) + `">`)
	} else {
		w.write("<li>")
	}
	l.next = item.Number + 1
}

// closeLists closes the lists from a level on.
func (w *htmlWriter) closeLists(level int) {
	for k := len(w.lists) - 1; k >= level; k-- {
		w.write("</li>\n")
		w.line("</" + w.lists[k].tag + ">")
	}
	w.lists = w.lists[:min(level, len(w.lists))]
}

func (w *htmlWriter) closeTable() {
	if w.table {
		w.line("</table>")
		w.table = false
	}
}

func (w *htmlWriter) write(s string) {
	w.out.WriteString(s)
	w.text = false
}

// line writes what has a line of its own.
func (w *htmlWriter) line(s string) {
	if w.text {
		w.out.WriteByte('\n')
	}
	w.write(s + "\n")
}
