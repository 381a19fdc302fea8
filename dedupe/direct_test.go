package dedupe

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// parted joins the parts of a text as foldParts and foldDirectly want them.
func parted(parts []string) (text []byte, ends []int) {
	for _, part := range parts {
		text = append(append(text, part...), '\n')
		ends = append(ends, len(text)-1)
	}
	n := len(text)
	return append(text, directPadding[:]...)[:n], ends
}

// sameParts folds the parts of a text at once, one by one, and directly, by vectors and without: each has as many words, and the
// same words are the same.
func sameParts(t *testing.T, parts []string) {
	t.Helper()
	text, ends := parted(parts)
	var hashes []uint64
	var words []int
	one := folder{plain: true}
	for _, part := range parts {
		one.fold([]byte(part))
		hashes = append(hashes, one.hash...)
		words = append(words, len(hashes))
	}
	joined := folder{plain: true, cache: new(wordCache), ends: slices.Clone(ends)}
	if joined.foldParts(text) && (!slices.Equal(joined.hash, hashes) || !slices.Equal(joined.parts, words)) {
		t.Fatalf("%q: at once %x %v, one by one %x %v", parts, joined.hash, joined.parts, hashes, words)
	}
	for _, vectors := range []bool{false, hasDirect} {
		direct := folder{plain: true, ends: slices.Clone(ends)}
		if !direct.foldDirectly(text, vectors) {
			if !bytes.ContainsFunc(text, func(r rune) bool { return one.kind(r) == runeSpecial|runMark }) {
				t.Fatalf("%q: not folded directly", parts)
			}
			continue
		}
		if !slices.Equal(direct.parts, words) || !slices.Equal(direct.ends, ends) {
			t.Fatalf("%q: %d words directly, want %d (vectors: %v)", parts, direct.parts, words, vectors)
		}
		to, from := map[uint64]uint64{}, map[uint64]uint64{}
		for i, h := range hashes {
			d := direct.hash[i]
			if was, ok := to[h]; ok && was != d {
				t.Fatalf("%q: word %d is hashed to %x, and elsewhere to %x (vectors: %v)", parts, i, d, was, vectors)
			}
			if was, ok := from[d]; ok && was != h {
				t.Fatalf("%q: word %d has the hash of another one (vectors: %v)", parts, i, vectors)
			}
			to[h], from[d] = d, h
		}
		if i := slices.IndexFunc(direct.parts, func(n int) bool { return n > 0 }); i >= 0 && !strings.Contains(parts[i], "\n") {
			if got := direct.firstWord([]byte(parts[i])); got != direct.hash[0] {
				t.Fatalf("%q: first word %x, want %x", parts, got, direct.hash[0])
			}
		}
	}
}

func TestFoldDirectly(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	pieces := strings.Fields("the The THE dont don't don’t a I x1 X1 1,000 ＡＢ ab straße STRASSE strasse café well-known it's 'tis `quoted` " +
		"“quoted” abcdefghijklmno abcdefghijklmnop ABCDEFGHIJKLMNOP abc\u00addefghijklm a\u200bb snake_case me@x.org 中文网 ١٢٣ 123 � (x) [y] {z} " +
		"½ ² \U00011131 \U0001F600 e.g. ... — – İI ıi ſs zero\x00byte \x7f")
	pieces = append(pieces, "", " ", "  ", "\t", "\u00a0", strings.Repeat("z", 70), strings.Repeat(" ", 70), strings.Repeat("y ", 50))
	for range 1000 {
		var parts []string
		for range 1 + r.IntN(6) {
			var b strings.Builder
			for range r.IntN(40) {
				b.WriteString(pieces[r.IntN(len(pieces))])
				b.WriteString([]string{" ", " ", " ", ", ", "", "\n", ". "}[r.IntN(7)])
			}
			parts = append(parts, b.String())
		}
		sameParts(t, parts)
	}
	sameParts(t, []string{strings.Repeat("one two three ", 2*directRoom), strings.Repeat("a ", 3*directRoom) + "end"})
	sameParts(t, nil)
}

func FuzzFoldDirectly(f *testing.F) {
	f.Add(story)
	f.Add("don't dont\rDON’T “it” e\u0301 \u212B\rabcdefghijklmnop ａ a")
	f.Fuzz(func(t *testing.T, text string) {
		if utf8.ValidString(text) {
			sameParts(t, strings.Split(text, "\r"))
		}
	})
}
