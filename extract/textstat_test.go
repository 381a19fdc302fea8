package extract

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestCompactPieces counts texts in one piece and character by character, which takes other ways through the scanner.
func TestCompactPieces(t *testing.T) {
	parts := []string{"a", "The", "harbour", "INTERNATIONALISATION", "McDonald", "snake_case", "x2", "17", "it's", "người", "Đà", "Straße",
		"москва", "МОСКВА", "Ёлка", "ΆΛΦΑ", "สวัสดี", "한국어", "🙂", "٣", "„so“", "—", "’s", "€", "،", "\xd0", "\xe1\xbb", "\xf0\x9f", "北京", "คน", "e\u0301", "soft\u00adhyphen", "\xff", "@home", " ", "  ", "\n", "\t", "\u00a0", ", ", ",", ". ", ".", "? ",
		"…", "\"", "”", ") ", " (", " - ", "| ", "$5", "»", "。"}
	plain := slices.DeleteFunc(slices.Clone(parts), func(s string) bool { return strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) })
	r := rand.New(rand.NewPCG(7, 7))
	for range 20000 {
		parts := parts
		if r.IntN(2) == 0 {
			parts = plain
		}
		var raw []byte
		blanks := r.IntN(4)
		for range 1 + r.IntN(40) {
			raw = append(raw, parts[r.IntN(len(parts))]...)
			if r.IntN(4) < blanks {
				raw = append(raw, ' ')
			}
		}
		raw = append(raw, "and what is behind the text, which may be read, as the page may be behind one of its texts"...)[:len(raw)]
		pre := r.IntN(8) == 0
		var whole, pieces counts
		var a, b scanner
		a.reset()
		b.reset()
		want := a.compact(nil, raw, &whole, pre)
		var got []byte
		for rest := raw; len(rest) > 0; {
			_, n := utf8.DecodeRune(rest)
			got = b.compact(got, rest[:n:n], &pieces, pre)
			rest = rest[n:]
		}
		a.finish(&whole)
		b.finish(&pieces)
		if string(got) != string(want) || pieces != whole {
			t.Fatalf("%q (pre %v):\n%q %+v\n%q %+v", raw, pre, want, whole, got, pieces)
		}
	}
}
