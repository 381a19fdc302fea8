package plain

import "strings"

// squeeze collapses runs of blanks. Most texts have none and come back as they are.
func squeeze(s string) string {
	if !strings.Contains(s, "  ") && strings.IndexByte(s, '\t') < 0 && !strings.Contains(s, "\u00a0") &&
		!strings.Contains(s, "\u3000") && !strings.Contains(s, "\u2028") {
		return s
	}
	var out strings.Builder
	out.Grow(len(s))
	for word := range strings.FieldsSeq(s) {
		if out.Len() > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(word)
	}
	return out.String()
}
