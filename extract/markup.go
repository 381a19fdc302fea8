package extract

import (
	"html"
	"strconv"
	"strings"

	"winnow/document"
)

// renderHTML writes blocks as a fragment of HTML: p, h1..h6, ul, ol, li, blockquote, pre and table, without
// attributes. Lists are flat: the depth of an item is not kept.
func renderHTML(blocks []document.Block) string {
	var out strings.Builder
	open := "" // ul, ol or table
	for i := range blocks {
		b := &blocks[i]
		group := ""
		switch {
		case b.Kind == document.TableRow:
			group = "table"
		case b.Kind == document.ListItem && b.Ordered:
			group = "ol"
		case b.Kind == document.ListItem:
			group = "ul"
		}
		if open != "" && group != open {
			out.WriteString("</" + open + ">\n")
		}
		if group != "" && group != open {
			out.WriteString("<" + group + ">\n")
		}
		open = group
		text := html.EscapeString(b.Text)
		switch b.Kind {
		case document.Heading:
			level := strconv.Itoa(int(max(1, min(b.Level, 6))))
			out.WriteString("<h" + level + ">" + text + "</h" + level + ">\n")
		case document.ListItem:
			out.WriteString("<li>" + text + "</li>\n")
		case document.Quote:
			out.WriteString("<blockquote>" + text + "</blockquote>\n")
		case document.Code:
			out.WriteString("<pre>" + text + "</pre>\n")
		case document.TableRow:
			out.WriteString("<tr><td>" + strings.ReplaceAll(text, "\t", "</td><td>") + "</td></tr>\n")
		default:
			out.WriteString("<p>" + text + "</p>\n")
		}
	}
	if open != "" {
		out.WriteString("</" + open + ">\n")
	}
	return strings.TrimSuffix(out.String(), "\n")
}
