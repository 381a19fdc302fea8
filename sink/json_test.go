package sink

import (
	"encoding/json"
	"strings"
	"testing"
)

func FuzzAppendString(f *testing.F) {
	for _, s := range []string{
		"", "Hà Nội", `say "no" \ yes`, "tab\tline\nreturn\r", "\x00\x1b[31m\x7f", "\u0085\u009b31m\u00a0é",
		"\u2027\u2028\u2029\u202a…€", "cut \xe1\xba", "\xc2", "\xe2\x80", "lone \xed\xa0\x80 surrogate", "😀\U0010ffff",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		quoted := appendString(nil, s)
		var got string
		if err := json.Unmarshal(quoted, &got); err != nil {
			t.Fatalf("%q is not JSON: %v", quoted, err)
		}
		if want := string([]rune(s)); got != want {
			t.Errorf("%q reads back as %q, want %q", quoted, got, want)
		}
		for _, r := range string(quoted) {
			if r < 0x20 || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029' {
				t.Errorf("%q stands unescaped in %q", r, quoted)
			}
		}
	})
}

// FuzzInert: as many bytes are passed over with vectors as without.
func FuzzInert(f *testing.F) {
	f.Add("", uint8(0))
	f.Add("\x00", uint8(31))
	f.Add("\xc2\xa0", uint8(40))
	f.Add("\\ \" \x7f \xe2\x80\xa8 \x1f \x20 \x82 \xa2 \xe1", uint8(63))
	f.Fuzz(func(t *testing.T, s string, before uint8) {
		s = strings.Repeat("a", int(before)) + s
		for ; ; s = s[1:] {
			if got, want := inert(s), inertPlainly(s); got != want {
				t.Fatalf("%q: %d bytes with vectors, %d without", s, got, want)
			}
			if s == "" {
				return
			}
		}
	})
}

func BenchmarkAppendString(b *testing.B) {
	text := strings.Repeat("Sáng 21/11, đoàn công tác đã tới Hà Nội và làm việc với các bên liên quan.\n\n", 50)
	dst := make([]byte, 0, 2*len(text))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		dst = appendString(dst[:0], text)
	}
}
