package extract

import (
	"strconv"
	"strings"

	"winnow/document"
)

// renderMarkdown writes blocks as CommonMark: headings, lists, quotes, fenced code, and tables as GitHub writes them.
func renderMarkdown(blocks []document.Block) string {
	var out strings.Builder
	var numbers [256]int // of the items of ordered lists, by level
	for i := range blocks {
		b := &blocks[i]
		again := i > 0 && sameList(&blocks[i-1], b)
		if i > 0 {
			out.WriteByte('\n')
			if !again {
				out.WriteByte('\n')
			}
		}
		switch b.Kind {
		case document.Heading:
			out.WriteString(strings.Repeat("#", int(max(1, min(b.Level, 6)))))
			out.WriteByte(' ')
			escapeMarkdown(&out, b.Text)
		case document.ListItem:
			out.WriteString(strings.Repeat("  ", max(0, int(b.Level)-1)))
			if !again {
				clear(numbers[:])
			}
			clear(numbers[int(b.Level)+1:])
			if b.Ordered {
				numbers[b.Level]++
				out.WriteString(strconv.Itoa(numbers[b.Level]))
				out.WriteString(". ")
			} else {
				numbers[b.Level] = 0
				out.WriteString("- ")
			}
			escapeMarkdown(&out, b.Text)
		case document.Quote:
			out.WriteString("> ")
			escapeMarkdown(&out, b.Text)
		case document.Code:
			fence := "```"
			for strings.Contains(b.Text, fence) {
				fence += "`"
			}
			out.WriteString(fence + "\n" + b.Text + "\n" + fence)
		case document.TableRow:
			cells := strings.Split(b.Text, "\t")
			for _, cell := range cells {
				out.WriteString("| ")
				for i, part := range strings.Split(cell, "|") {
					if i > 0 {
						out.WriteString(`\|`)
					}
					escapeMarkdown(&out, part)
				}
				out.WriteByte(' ')
			}
			out.WriteByte('|')
			if !again {
				out.WriteString("\n" + strings.Repeat("| --- ", len(cells)) + "|")
			}
		default:
			escapeMarkdown(&out, b.Text)
		}
	}
	return out.String()
}

// escapeMarkdown writes text so that Markdown does not take its characters for markup: emphasis, links and code
// anywhere, markers of headings, lists and quotes at the beginning.
func escapeMarkdown(out *strings.Builder, text string) {
	switch {
	case text == "":
		return
	case strings.IndexByte("#>+-=", text[0]) >= 0:
		out.WriteByte('\\')
	case text[0] >= '0' && text[0] <= '9':
		end := strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
		if end > 0 && end+1 < len(text) && (text[end] == '.' || text[end] == ')') && text[end+1] == ' ' {
			out.WriteString(text[:end])
			out.WriteByte('\\')
			text = text[end:]
		}
	}
	for {
		at := strings.IndexAny(text, "*_`[]<\\")
		if at < 0 {
			break
		}
		out.WriteString(text[:at])
		out.WriteByte('\\')
		out.WriteByte(text[at])
		text = text[at+1:]
	}
	out.WriteString(text)
}
