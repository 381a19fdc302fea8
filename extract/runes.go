package extract

import "winnow/internal/runes"

// runeClass is what a character is to the counters of a block's text.
type runeClass uint8

const (
	classOther    runeClass = iota // punctuation that nothing asks about
	classSpace                     // every kind of blank; written as one space
	classDrop                      // soft hyphens and zero-width blanks: not written at all
	classMark                      // combining marks and joiners: part of the word they stand in
	classLower                     // lower-case letters
	classUpper                     // upper-case letters
	classLetter                    // letters of scripts without case
	classUnspaced                  // letters of scripts written without spaces: each counts as a word
	classDigit                     //
	classEnd                       // ends a sentence
	classQuote                     // quotation marks
	classClose                     // closing brackets: may follow the end of a sentence
	classSep                       // | » › • · and the like between links
	classMoney                     // currency signs
)

// isWord tells whether a class is part of words.
func (c runeClass) isWord() bool { return c >= classMark && c <= classDigit }

// tableEnd is where classes stop being looked up: beyond kana come whole ranges.
const tableEnd = 0x3100

var runeTable = makeRuneTable()

func makeRuneTable() *[tableEnd]runeClass {
	t := new([tableEnd]runeClass)
	for r := range rune(tableEnd) {
		t[r] = slowClass(r)
	}
	set := func(c runeClass, s string) {
		for _, r := range s {
			t[r] = c
		}
	}
	set(classEnd, ".!?…。।॥؟۔։።၊။។៕")
	set(classQuote, "\"“”„‟«»‹›「」『』")
	set(classClose, ")]}’'")
	set(classSep, "|»›•·→/>")
	set(classDrop, "\u00ad\u200b\u2060")
	set(classMark, "\u200c\u200d")
	return t
}

// slowClass classifies by Unicode's tables.
func slowClass(r rune) runeClass {
	k := runes.KindOf(r)
	switch {
	case r <= ' ' || k&runes.KindSpace != 0 || r == 0x7f:
		return classSpace
	case k&runes.KindDigit != 0:
		return classDigit
	case k&runes.KindMark != 0:
		return classMark
	case r >= 0x0e00 && r < 0x0f00, r >= 0x1000 && r < 0x10a0, r >= 0x1780 && r < 0x1800, r >= 0x3040 && r < 0x3100:
		return classUnspaced // Thai, Lao, Burmese, Khmer, kana
	case k&(runes.KindUpper|runes.KindTitle) != 0:
		return classUpper
	case k&runes.KindLower != 0:
		return classLower
	case k&runes.KindLetter != 0, r == '_':
		return classLetter
	case k&runes.KindCurrency != 0:
		return classMoney
	}
	return classOther
}

// classOf returns the class of any character.
func classOf(r rune) runeClass {
	if r < tableEnd {
		return runeTable[r]
	}
	switch {
	case r >= 0x3400 && r < 0xa000, r >= 0xf900 && r < 0xfb00, r >= 0x20000 && r < 0x32000, r >= 0x3100 && r < 0x3130:
		return classUnspaced // Han, bopomofo
	case r >= 0xac00 && r < 0xd7b0:
		return classLetter // Hangul, which is written with spaces
	case r == '！' || r == '？' || r == '｡' || r == '．':
		return classEnd
	case r == '\ufeff':
		return classDrop
	case r == '）':
		return classClose
	case r == '｜':
		return classSep
	case r == '￥' || r == '＄':
		return classMoney
	case r >= 0xff10 && r < 0xff1a:
		return classDigit
	case r >= 0xff66 && r < 0xffa0:
		return classUnspaced // half-width kana
	}
	return slowClass(r)
}
