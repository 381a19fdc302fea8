package plain

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/internal/runes"
)

// squeeze collapses runs of blanks. Most texts have none and come back as they are.
func squeeze(s string) string {
	if !strings.Contains(s, "  ") && strings.IndexByte(s, '\t') < 0 && !strings.Contains(s, "\u00a0") &&
		!strings.Contains(s, "\u3000") && !strings.Contains(s, "\u2028") {
		return s
	}
	var out strings.Builder
	out.Grow(len(s))
	start := 0 // of what is not written yet
	for i := 0; i < len(s); {
		if s[i] > ' ' && i+8 <= len(s) {
			if even := evenBlanks(runes.Eight(s[i:])); even > 0 {
				i += even
				continue
			}
		}
		n := blankAt(s, i)
		if n == 0 {
			i++ // within a character is no blank either
			continue
		}
		end := i + n
		for end < len(s) {
			if n = blankAt(s, end); n == 0 {
				break
			}
			end += n
		}
		if end == i+1 && s[i] == ' ' && start < i && end < len(s) {
			i = end
			continue
		}
		if start < i {
			if out.Len() > 0 {
				out.WriteByte(' ')
			}
			out.WriteString(s[start:i])
		}
		start, i = end, end
	}
	if start < len(s) {
		if out.Len() > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(s[start:])
	}
	return out.String()
}

// evenBlanks returns how many of the first seven of eight bytes stand before what squeeze has to look at: a control character or
// one beyond ASCII, or a blank before such a one or before another blank.
func evenBlanks(x uint64) int {
	const tops = 0x80 * each
	low := x &^ tops
	blanks := ^((low ^ ' '*each) + 0x7f*each | x) & tops
	odd := ^(low+(0x80-' ')*each)&tops | x&tops
	return min(bits.TrailingZeros64(odd|blanks&((blanks|odd)>>8))/8, 7)
}

// blankAt returns the length of the blank at s[i], 0 if there is none.
func blankAt(s string, i int) int {
	c := s[i]
	if c < utf8.RuneSelf {
		return int(bit(c == ' ' || c-'\t' < 5))
	}
	if c != 0xc2 && c < 0xe1 { // what leads in U+0085 and U+00A0, and the blanks from U+1680 on
		return 0
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	if unicode.IsSpace(r) {
		return n
	}
	return 0
}
