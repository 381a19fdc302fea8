package extract

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzCountWords compares words counted 64 bytes at a time with words counted one by one.
func FuzzCountWords(f *testing.F) {
	parts := []string{"Title", "of", "a", "page", "PAGE", "snake_case", "café", "Việt", "中文", "x\u00ady", "don't", "2026", "42nd", ".", ", ", "\n", " – ", "_", "\xff",
		"alongwordthatgoeson", strings.Repeat("x", 70), "Москва", "МОСКВА", "Ёлка", "ёлка", "άλφα", "ΆΛΦΑ", "Łódź", "ĹUBA", "ĺuba", "VIỆT", "\u212aelvin",
		"kelvin", "İst", "ist", "i̇st", "ẞ", "ß", "“so”", "…", "สวัสดี", "한국어", "🙂", "e\u0301", "٣", "\xd0", "\xe1\xbb", "\xf0\x9f"}
	r := rand.New(rand.NewPCG(1, 2))
	random := func(n int) string {
		var b strings.Builder
		for range r.IntN(n) {
			b.WriteString(parts[r.IntN(len(parts))])
			b.WriteString([]string{" ", "", " "}[r.IntN(3)])
		}
		return b.String()
	}
	for range 300 {
		f.Add(random(12), random(60))
	}
	f.Fuzz(func(t *testing.T, title, text string) {
		var s titleScratch
		s.setTitle(title)
		s.block = 1
		common, words := s.countWords(append([]byte(text), make([]byte, wideReach)...)[:len(text)])
		s.block = 2
		wantCommon, wantWords := s.countSlowly([]byte(text))
		if common != wantCommon || words != wantWords {
			t.Fatalf("%q in %q: %d of %d words, want %d of %d", title, text, common, words, wantCommon, wantWords)
		}
	})
}

// Only capitals are far from their small letters.
func TestOnlyCapitalsAreFar(t *testing.T) {
	far := 0
	for r := rune(0x80); r < 0x3000; r++ {
		size := utf8.RuneLen(r)
		if !isFar(r, size) {
			continue
		}
		if far++; runeTable[r] == classLower || runeTable[r] == classLetter {
			t.Errorf("%U is far, and no capital", r)
		}
	}
	if far == 0 {
		t.Error("nothing is far")
	}
}
