package runes

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestAllRunes(t *testing.T) {
	for r := rune(-1); r <= unicode.MaxRune+1; r++ {
		if got, want := Lower(r), unicode.ToLower(r); got != want {
			t.Fatalf("Lower(%U) = %U, want %U", r, got, want)
		}
		if got, want := IsWord(r), isWord(r); got != want {
			t.Fatalf("IsWord(%U) = %v", r, got)
		}
		if got, want := IsLetter(r), isLetter(r); got != want {
			t.Fatalf("IsLetter(%U) = %v", r, got)
		}
		text := utf8.AppendRune(nil, r)
		if got, size := Decode(text); size != len(text) || r >= 0 && utf8.ValidRune(r) && got != r {
			t.Fatalf("Decode(%q) = %U, %d", text, got, size)
		}
	}
}

// TestDecode compares with unicode/utf8 on all beginnings of three bytes, cut off and not.
func TestDecode(t *testing.T) {
	tails := []byte("\x00a\x7f\x80\x8f\x90\x9f\xa0\xbf\xc0\xe0\xff")
	for b := range 256 {
		for _, c := range tails {
			for _, d := range tails {
				for n := range 4 {
					text := []byte{byte(b), c, d, 0x80}[:n+1]
					got, size := Decode(text)
					want, wantSize := utf8.DecodeRune(text)
					if got != want || size != wantSize {
						t.Fatalf("Decode(%q) = %U, %d, want %U, %d", text, got, size, want, wantSize)
					}
				}
			}
		}
	}
}

func TestASCII(t *testing.T) {
	for n := range 20 {
		text := strings.Repeat("a", n)
		for _, tail := range []string{"", "é", "é and more of it", "\xff"} {
			if got := ASCII(text + tail); got != n {
				t.Errorf("ASCII(%q) = %d", text+tail, got)
			}
		}
	}
}

// Each byte is told from letters at each place, whatever stands behind it.
func TestNotLetter8(t *testing.T) {
	for place := range 8 {
		for b := range 256 {
			for _, other := range []byte{'a', 'Z', '0', 0x80, 0xff} {
				eight := bytes.Repeat([]byte{other}, 8)
				for i := range place {
					eight[i] = 'm'
				}
				eight[place] = byte(b)
				want := uint64(0)
				for i, c := range eight {
					if c |= 0x20; c < 'a' || c > 'z' {
						want = 0x80 << (8 * i)
						break
					}
				}
				if got := NotLetter8(Eight(string(eight))); got != want {
					t.Fatalf("%q: %x, want %x", eight, got, want)
				}
			}
		}
	}
}

func TestMostlyASCII(t *testing.T) {
	for text, want := range map[string]bool{
		"":                                 true,
		strings.Repeat("a plain text ", 9): true,
		strings.Repeat("một văn bản ", 9):  false,
		strings.Repeat("a", 4096) + strings.Repeat("ư", 4096): true,
		strings.Repeat("a", 120) + "ưưưư":                     true, // eight bytes of 128
		strings.Repeat("a", 118) + "ưưưưư":                    false,
	} {
		if got := MostlyASCII([]byte(text)); got != want {
			t.Errorf("%.20q…: %v", text, got)
		}
	}
}
