package utf8check

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzValid compares with the standard library, at every place of a longer text.
func FuzzValid(f *testing.F) {
	for _, s := range []string{"", "a", "ấ", "\xC3", "\xC0\x80", "\xE0\x9F\x80", "\xED\xA0\x80", "\xF0\x8F\x80\x80", "\xF4\x90\x80\x80",
		"\xF4\x8F\xBF\xBF", "\xEF\xBF\xBD", "\x80", "😀", "\xF5\x80\x80\x80", "1234567\xE1\xBA\xA5", "12345678\xFF"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for i := range 9 {
			s := append([]byte("ấ12345678"[:3+i]), b...)
			long := append(bytes.Repeat([]byte("mười "), 30), s...)
			for _, s := range [][]byte{s, append(s, "ờabcdefgh"...), long, append(long, "ờabcdefgh"...)} {
				if valid(s) != utf8.Valid(s) {
					t.Fatalf("valid(%q) = %v", s, valid(s))
				}
				if got, want := Valid(s), utf8.Valid(s); got != want {
					t.Fatalf("Valid(%q) = %v", s, got)
				}
				if got, want := ValidString(string(s)), utf8.Valid(s); got != want {
					t.Fatalf("ValidString(%q) = %v", s, got)
				}
			}
		}
	})
}

// TestValidPairs tries all pairs of bytes behind each lead byte that has rules of its own.
func TestValidPairs(t *testing.T) {
	for _, lead := range []byte("a\xC1\xC2\xDF\xE0\xE1\xED\xEF\xF0\xF1\xF4\xF5\xFF") {
		for c := range 256 {
			for d := range 256 {
				s := []byte{lead, byte(c), byte(d), 0x80}
				long := append(bytes.Repeat([]byte("0123456789"), 18), s...)
				for n := range 5 {
					if s := long[:180+n]; Valid(s) != utf8.Valid(s) {
						t.Fatalf("Valid(… %q) = %v", s[180:], Valid(s))
					}
					if got, want := Valid(s[:n]), utf8.Valid(s[:n]); got != want {
						t.Fatalf("Valid(%q) = %v", s[:n], got)
					}
				}
			}
		}
	}
}

func BenchmarkValid(b *testing.B) {
	for _, bb := range []struct{ name, text string }{
		{"vietnamese", strings.Repeat("Sáng thứ bảy, chủ tịch thị xã đã khai trương cây cầu mới qua sông. ", 1000)},
		{"markup", strings.Repeat("<div class=\"story-body\"><p>Sáng thứ bảy, chủ tịch thị xã đã khai trương.</p></div>\n", 1000)},
		{"english", strings.Repeat("The mayor opened the new bridge. ", 2000)},
		{"russian", strings.Repeat("В субботу глава города открыл новый мост через реку. ", 1000)},
	} {
		raw := []byte(bb.text)
		b.Run(bb.name, func(b *testing.B) {
			b.SetBytes(int64(len(bb.text)))
			for b.Loop() {
				Valid(raw)
			}
		})
		b.Run(bb.name+"-std", func(b *testing.B) {
			b.SetBytes(int64(len(bb.text)))
			for b.Loop() {
				utf8.Valid(raw)
			}
		})
	}
}
