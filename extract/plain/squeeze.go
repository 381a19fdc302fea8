package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// squeeze collapses runs of blanks. Most texts have none and come back as they are.
func squeeze(s string) string {
	if !strings.Contains(s, "  ") && strings.IndexByte(s, '\t') < 0 && !strings.Contains(s, "\u00a0") &&
		!strings.Contains(s, "\u3000") && !strings.Contains(s, "\u2028") {
		return s
	}
	var out strings.Builder
	out.Grow(len(s))
	blank := false
	for i := 0; i < len(s); {
		c, n := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			c, n = utf8.DecodeRuneInString(s[i:])
		}
		if unicode.IsSpace(c) {
			blank = out.Len() > 0
		} else {
			if blank {
				out.WriteByte(' ')
				blank = false
			}
			out.WriteString(s[i : i+n])
		}
		i += n
	}
	return out.String()
}
