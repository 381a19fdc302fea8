package extract

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

// What composed takes for NFC without asking is NFC in any order.
func TestComposed(t *testing.T) {
	table := composedRunes()
	var all []rune
	for r, alone := range table {
		if alone {
			all = append(all, rune(r))
		}
	}
	for i := range all {
		s := string([]rune{all[i*7919%len(all)], all[i]})
		if !norm.NFC.IsNormalString(s) {
			t.Fatalf("%+q is not NFC", s)
		}
	}
	for _, s := range []string{"e\u0301", "\u212b", "한글", "\u1100\u1161", "漢字 và chữ"} {
		if got, want := composed(s), norm.NFC.String(s); got != want {
			t.Errorf("composed(%+q) = %+q, want %+q", s, got, want)
		}
	}
}
