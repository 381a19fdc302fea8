package bytekinds

import (
	"slices"
	"testing"
)

// FuzzOf compares with a byte-by-byte reading, whatever stands around a byte.
func FuzzOf(f *testing.F) {
	for _, s := range []string{"", "a", "\x00", "\r", "\x1b", "\xc3", "\xff", "\x80", "\x01\x0c\x0e\x1a\x1c\x7f", "longer than a block of eight"} {
		f.Add([]byte(s), uint8(0), uint8(0))
		f.Add([]byte(s), uint8(63), uint8(70))
	}
	f.Fuzz(func(t *testing.T, text []byte, before, behind uint8) {
		text = slices.Concat(slices.Repeat([]byte("a"), int(before)), text, slices.Repeat([]byte("z"), int(behind)))
		var want Set
		for _, b := range text {
			switch {
			case b == 0:
				want |= NUL
			case b == '\r':
				want |= Return
			case b == 0x1b:
				want |= Escape
			case b == 0xc3:
				want |= Tilde | High
			case b >= 0x80:
				want |= High
			}
		}
		if got := Of(text); got != want {
			t.Fatalf("%q holds %05b, want %05b", text, got, want)
		}
		if got := ofPlain(text); got != want {
			t.Fatalf("%q holds %05b without vectors, want %05b", text, got, want)
		}
	})
}
