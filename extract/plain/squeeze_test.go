package plain

import (
	"strings"
	"testing"
)

func FuzzSqueeze(f *testing.F) {
	for _, s := range []string{"", "a", " a  b ", "a\t\tb", "a\u00a0b", "\u3000a\u2028 b\xffc ", "a\u2003b", "one and two \t three  four \u00a0five \u3000six é seven eight", "nine ten\x00 eleven \x7f twelve ten"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := squeeze(s), strings.Join(strings.Fields(s), " "); got != want && got != s {
			t.Errorf("%q becomes %q, want %q", s, got, want)
		}
		if got := squeeze(s + "  "); got != strings.Join(strings.Fields(s), " ") {
			t.Errorf("%q becomes %q", s+"  ", got)
		}
	})
}
