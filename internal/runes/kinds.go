package runes

import (
	"sync"
	"unicode"
)

// Kind is what Unicode says of a character, a bit for each category that this program asks about.
type Kind uint16

// The kinds. A character can be of several.
const (
	KindLetter Kind = 1 << iota
	KindUpper
	KindTitle
	KindLower
	KindMark
	KindDigit  // decimal
	KindNumber // of any sort, decimal ones included
	KindSpace
	KindCurrency
	KindFormat
	KindVariation // variation selectors
	KindUnspaced  // of a script that is written without blanks: Han, kana, Thai, Lao, Khmer, Burmese
	KindCased     // has another case
)

var kindTables = [...]struct {
	kind  Kind
	table *unicode.RangeTable
}{{KindLetter, unicode.L}, {KindUpper, unicode.Lu}, {KindTitle, unicode.Lt}, {KindLower, unicode.Ll}, {KindMark, unicode.M}, {KindDigit, unicode.Nd},
	{KindNumber, unicode.N}, {KindSpace, unicode.White_Space}, {KindCurrency, unicode.Sc}, {KindFormat, unicode.Cf},
	{KindVariation, unicode.Variation_Selector}, {KindUnspaced, unicode.Han}, {KindUnspaced, unicode.Hiragana},
	{KindUnspaced, unicode.Katakana}, {KindUnspaced, unicode.Thai}, {KindUnspaced, unicode.Lao}, {KindUnspaced, unicode.Khmer},
	{KindUnspaced, unicode.Myanmar}}

// kinds holds those of the Basic Multilingual Plane. The functions of package unicode search their tables for each
// character; to write the tables down once takes a hundredth of what it takes to ask about all characters, as the tables
// of other packages do when the program starts.
var kinds = sync.OnceValue(func() *[1 << 16]Kind {
	t := new([1 << 16]Kind)
	for _, k := range kindTables {
		for _, r := range k.table.R16 {
			for c := uint32(r.Lo); c <= uint32(r.Hi); c += uint32(r.Stride) {
				t[c] |= k.kind
			}
		}
	}
	for _, r := range unicode.CaseRanges {
		for c := r.Lo; c <= r.Hi && c < uint32(len(t)); c++ {
			t[c] |= KindCased
		}
	}
	return t
})

// KindOf returns the kind of a character.
func KindOf(r rune) (k Kind) {
	if uint32(r) < 1<<16 {
		return kinds()[r]
	}
	for i := range kindTables {
		if unicode.Is(kindTables[i].table, r) {
			k |= kindTables[i].kind
		}
	}
	if unicode.ToLower(r) != r || unicode.ToUpper(r) != r {
		k |= KindCased
	}
	return k
}
