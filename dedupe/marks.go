package dedupe

import (
	"unicode/utf8"
)

// markedWord is a word that may not be NFC by itself.
type markedWord struct {
	hash  uint64 // rolling, not mixed
	digit bool
	end   int // in the text
}

// class is the class of the word, whose first letter says that it is c.
func (w *markedWord) class(c token) token {
	if w.digit {
		return classDigit
	}
	return c
}

// markedWord folds the word that begins at text[begin:] with a letter and has a mark at text[mark:], as pass does, from its
// NFC, which it leaves in f.marked. It returns false for what only the NFC of the whole text tells: a mark that begins a word, what becomes no word,
// places in the text, which are those in its NFC. Runes beyond the Basic Multilingual Plane that are marks pass for
// letters, so a text that holds such runes is left to it, too.
func (f *folder) markedWord(text []byte, begin, mark int, in bool) (w markedWord, ok bool) {
	if !in || f.offsets || f.hasAstral(text) {
		return w, false
	}
	if w.end = f.wordEnd(text, begin); w.end <= mark { // bytes that are no UTF-8 stand in between
		return w, false
	}
	f.marked = appendNFC(f.marked[:0], text[begin:w.end])
	const leads = runeSpecial | runeDigit | runeUpper
	before, _ := utf8.DecodeRune(text[begin:])
	after, _ := utf8.DecodeRune(f.marked)
	if (f.kind(before)^f.kind(after))&leads != 0 {
		return w, false
	}
	for i := 0; i < len(f.marked); {
		r, n := utf8.DecodeRune(f.marked[i:])
		i += n
		v := f.kind(r)
		switch {
		case v == runeSpecial|sepIgnored:
			continue
		case v == runeSpecial|runMark:
			v = uint32(r)
		case v == runeSpecial|runSharpS:
			w.hash = (w.hash ^ 's') * mul2
			v = 's'
		case v&(runeSpecial|runeSolo) != 0:
			return w, false
		}
		w.digit = w.digit || v&runeDigit != 0
		w.hash = (w.hash ^ uint64(v&runeMask)) * mul2
	}
	return w, true
}

// hasAstral reports whether the text holds a rune beyond the Basic Multilingual Plane, or a byte that is part of no rune
// and could open one.
func (f *folder) hasAstral(text []byte) bool {
	if f.asked {
		return f.astral
	}
	f.asked, f.astral = true, false
	for _, c := range text {
		if c >= 0xF0 {
			f.astral = true
			break
		}
	}
	return f.astral
}

// wordEnd returns where the word ends that begins at text[begin:]: in front of a rune of the table at which the NFC of a text
// may be cut (see runes).
func (f *folder) wordEnd(text []byte, begin int) int {
	for i := begin; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		v := f.kind(r)
		if v&runeSpecial != 0 && v != runeSpecial|sepIgnored && v != runeSpecial|runMark && v != runeSpecial|runSharpS || v&(runeSpecial|runeSolo) == runeSolo {
			return i
		}
		i += n
	}
	return len(text)
}

// kind returns what a rune means.
func (f *folder) kind(r rune) uint32 {
	if r >= 1<<16 {
		return classifyAstral(r)
	}
	return f.table[r]
}

// shouts reports whether the word that begins at f.text[begin:] is three or more capitals.
func (f *folder) shouts(begin int) bool {
	word := f.text[begin:f.wordEnd(f.text, begin)]
	if !f.composed {
		f.marked = appendNFC(f.marked[:0], word)
		word = f.marked
	}
	first, _ := utf8.DecodeRune(word)
	return f.kind(first)&(runeSpecial|runeUpper) == runeUpper && utf8.RuneCount(word) >= 3 && isAllUpper(string(word))
}
