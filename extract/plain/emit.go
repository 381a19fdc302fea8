package plain

import (
	"strings"

	"winnow/document"
)

// emit writes the blocks of the page: without tracing only what is kept.
func (j *job) emit(dst []document.Block) []document.Block {
	lines := j.page.lines
	for i := 0; i < len(lines); {
		k := i + 1
		for k < len(lines) && lines[k].gap == 0 {
			k++
		}
		if j.page.spaced && k-i > 1 && isCode(lines[i:k]) {
			dst = append(dst, codeBlock(lines[i:k]))
		} else {
			dst = j.emitGroup(dst, lines[i:k])
		}
		i = k
	}
	return dst
}

// emitGroup writes lines that no blank line separates. Where others are separated by blank lines, they are the rows of
// a table if one of them has a tab, else the items of a list, as an article's text is written; where there are no
// blank lines at all, each line is a paragraph, but for those that begin with the mark of a list.
func (j *job) emitGroup(dst []document.Block, group []line) []document.Block {
	kind := document.Paragraph
	if j.page.spaced && len(group) > 1 {
		kind = document.ListItem
	}
	for i := range group {
		if j.page.spaced && strings.IndexByte(group[i].raw, '\t') >= 0 {
			kind = document.TableRow
		}
	}
	for i := range group {
		l := &group[i]
		b := document.Block{Kind: kind}
		if !j.page.spaced && l.list {
			b.Kind = document.ListItem
		}
		switch {
		case l.drop != "":
			b.Text, b.Drop = squeeze(l.text), document.Reason(l.drop)
			if l.drop == ruleCaption || l.drop == ruleAltText {
				b.Kind = document.Caption
			}
		case len(l.cuts) > 0:
			if j.opt.Trace {
				for _, c := range l.cuts {
					if text := squeeze(strings.TrimSpace(l.text[c.from:c.to])); text != "" {
						dst = append(dst, document.Block{Text: text, Drop: document.Reason(c.rule)})
					}
				}
			}
			b.Text, b.Label = squeeze(strings.TrimSpace(l.cutOut())), document.Content
		case kind == document.TableRow:
			b.Text, b.Label = strings.Trim(l.raw, " \r"), document.Content
		default:
			b.Text, b.Label = squeeze(l.text), document.Content
		}
		if b.Text != "" && (b.Drop == "" || j.opt.Trace) {
			dst = append(dst, b)
		}
	}
	return dst
}

// isCode reports whether lines are a listing of code: some are indented, none has a tab within, all are kept whole.
func isCode(group []line) bool {
	indented := false
	for i := range group {
		l := &group[i]
		if l.drop != "" || len(l.cuts) > 0 || strings.IndexByte(l.text, '\t') >= 0 {
			return false
		}
		indented = indented || l.raw[0] == ' ' || l.raw[0] == '\t'
	}
	return indented && group[0].raw[0] != '\t'
}

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
