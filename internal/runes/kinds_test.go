package runes

import (
	"testing"
	"unicode"
)

func TestKinds(t *testing.T) {
	if KindOf(-1) != 0 {
		t.Error("no character has a kind")
	}
	for r := range rune(unicode.MaxRune + 2) {
		k := KindOf(r)
		for _, want := range []struct {
			kind Kind
			is   bool
		}{{KindLetter, unicode.IsLetter(r)}, {KindUpper, unicode.IsUpper(r)}, {KindTitle, unicode.IsTitle(r)}, {KindLower, unicode.IsLower(r)},
			{KindMark, unicode.IsMark(r)}, {KindDigit, unicode.IsDigit(r)}, {KindNumber, unicode.IsNumber(r)}, {KindSpace, unicode.IsSpace(r)},
			{KindCurrency, unicode.Is(unicode.Sc, r)}, {KindFormat, unicode.Is(unicode.Cf, r)}, {KindVariation, unicode.Is(unicode.Variation_Selector, r)},
			{KindUnspaced, unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)}} {
			if (k&want.kind != 0) != want.is {
				t.Errorf("%U is of kind %b, which is wrong about %b", r, k, want.kind)
			}
		}
		if k&KindCased == 0 && (unicode.ToLower(r) != r || unicode.ToUpper(r) != r) {
			t.Errorf("%U has another case", r)
		}
	}
}
