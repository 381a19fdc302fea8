package runes

import (
	"testing"
	"unicode"
)

func TestAllRunes(t *testing.T) {
	for r := rune(-1); r <= unicode.MaxRune+1; r++ {
		if got, want := Lower(r), unicode.ToLower(r); got != want {
			t.Fatalf("Lower(%U) = %U, want %U", r, got, want)
		}
		if got, want := IsWord(r), isWord(r); got != want {
			t.Fatalf("IsWord(%U) = %v", r, got)
		}
	}
}
