package extract

import (
	"strings"
)

// paragraph writes a text that begins a line so that Markdown does not take it for a heading, a list, a quote or a line
// beneath a heading; fences begin with characters that inline escapes.
func (w *markdownWriter) paragraph(text string) {
	switch {
	case text == "":
	case strings.IndexByte("#>+-=", text[0]) >= 0:
		w.out.WriteByte('\\')
	case text[0] >= '0' && text[0] <= '9':
		end := strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
		if end > 0 && (text[end] == '.' || text[end] == ')') && (end+1 == len(text) || text[end+1] == ' ') {
			w.write(text[:end] + `\`)
			text = text[end:]
		}
	}
	w.inline(text, false)
}

// heading writes the text of a heading, at the end of which signs would be taken for the end of its mark: "Learn C #".
func (w *markdownWriter) heading(text string) {
	signs := strings.TrimRight(text, "#")
	if signs == text || signs != "" && !strings.HasSuffix(signs, " ") {
		w.inline(text, false)
		return
	}
	w.inline(signs, false)
	w.write(`\` + text[len(signs):])
}

// inline writes text so that Markdown does not take its characters for emphasis, links, code, tags, character references,
// or in cells for the end of one.
func (w *markdownWriter) inline(text string, cell bool) {
	special := "*_`[]<\\&"
	if cell {
		special += "|"
	}
	if strings.Count(text, "~") > 1 { // what is between two of them is struck out; three begin a fence
		special += "~"
	}
	for {
		at := strings.IndexAny(text, special)
		if at < 0 {
			break
		}
		w.write(text[:at])
		if text[at] != '&' || isCharRef(text[at:]) {
			w.out.WriteByte('\\')
		}
		w.out.WriteByte(text[at])
		text = text[at+1:]
	}
	w.write(text)
}

// longestName is the length of the longest name of a character: CounterClockwiseContourIntegral.
const longestName = 31

// isCharRef tells whether a text that begins with an ampersand begins with what may be a character reference.
func isCharRef(text string) bool {
	name := strings.TrimPrefix(text[1:], "#")
	end := strings.IndexByte(name[:min(len(name), longestName+1)], ';')
	if end < 1 {
		return false
	}
	for _, c := range []byte(name[:end]) {
		if !(c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z') {
			return false
		}
	}
	return true
}
