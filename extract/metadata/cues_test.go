package metadata

import (
	"strings"
	"testing"
)

// TestCues looks for each word at even and odd places, between letters and at both ends, and for what it must not go on with.
func TestCues(t *testing.T) {
	for _, w := range cueWordTable {
		for _, before := range []string{"", "x", "xx", "x-y z ", "x-y zz "} {
			for _, behind := range []string{"", "q", "-q"} {
				for _, class := range []string{before + w.word + behind, before + strings.ToUpper(w.word) + behind} {
					if set := cuesOf([]byte(class)); set&w.cue != w.cue {
						t.Errorf("%q: hints %b, want %b", class, set, w.cue)
					}
				}
			}
			if w.but != "" {
				if class := before + w.word + w.but; cuesOf([]byte(class))&w.cue != 0 {
					t.Errorf("%q has the hint of %q", class, w.word)
				}
			}
			if class := before + w.word[:len(w.word)-1]; !strings.HasPrefix(w.word, "posted") && cuesOf([]byte(class)) != 0 {
				t.Errorf("%q has a hint", class)
			}
		}
	}
}
