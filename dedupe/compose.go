package dedupe

import (
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// latin composes words of Latin letters: those of decomposed Vietnamese and of European languages. What norm.NFC does for all
// scripts takes five times as long for words so short, and memory for each.
type latin struct {
	class [lastMark - firstMark]uint8 // of marks: their canonical combining class; 0 for those that are left to norm
	parts [latinLetters]decomposed
	whole map[[2]rune]rune // what a letter and a mark become
}

// decomposed is a letter and its marks; letter is 0 when that is the letter itself.
type decomposed struct {
	letter rune
	marks  [2]rune
}

const (
	firstMark, lastMark   = 0x300, 0x370   // Combining Diacritical Marks
	latinMost             = 0x250          // behind Latin Extended-B
	addedFirst, addedLast = 0x1E00, 0x1F00 // Latin Extended Additional
	latinLetters          = latinMost + addedLast - addedFirst

	mostMarks = 6 // of a letter
)

// latinIndex returns the place of a letter in latin.parts, -1 for other runes.
func latinIndex(r rune) int {
	switch {
	case 'a' <= r|0x20 && r|0x20 <= 'z', 0xC0 <= r && r < latinMost:
		return int(r)
	case addedFirst <= r && r < addedLast:
		return int(r - addedFirst + latinMost)
	}
	return -1
}

var latinTable = sync.OnceValue(func() *latin {
	t := &latin{whole: make(map[[2]rune]rune)}
	for r := rune(firstMark); r < lastMark; r++ {
		if p := norm.NFC.PropertiesString(string(r)); p.Decomposition() == nil {
			t.class[r-firstMark] = p.CCC()
		}
	}
	for r := range rune(addedLast) {
		i := latinIndex(r)
		if i < 0 {
			continue
		}
		d := []rune(norm.NFD.String(string(r)))
		last := len(d) - 1
		if last < 1 || last > len(t.parts[i].marks) {
			continue
		}
		t.parts[i].letter = d[0]
		copy(t.parts[i].marks[:], d[1:])
		if rest := []rune(norm.NFC.String(string(d[:last]))); len(rest) == 1 && norm.NFC.String(string(d)) == string(r) {
			t.whole[[2]rune{rest[0], d[last]}] = r
		}
	}
	return t
})

// appendNFC appends the NFC of a word.
func appendNFC(dst, word []byte) []byte {
	t, from := latinTable(), len(dst)
	var letter rune
	var marks [mostMarks]rune
	n := 0
	for i := 0; i < len(word); {
		r, size := utf8.DecodeRune(word[i:])
		i += size
		if at := latinIndex(r); at >= 0 {
			dst = t.append(dst, letter, marks[:n])
			letter, n = r, 0
			if p := &t.parts[at]; p.letter != 0 {
				letter = p.letter
				for _, m := range p.marks {
					if m != 0 {
						marks[n] = m
						n++
					}
				}
			}
			continue
		}
		if r < firstMark || r >= lastMark || t.class[r-firstMark] == 0 || letter == 0 || n == mostMarks {
			return norm.NFC.Append(dst[:from], word...)
		}
		marks[n] = r
		n++
	}
	return t.append(dst, letter, marks[:n])
}

// append appends a letter, 0 for none, with its marks, which it puts into canonical order (section 3.11 of the Unicode standard).
func (t *latin) append(dst []byte, letter rune, marks []rune) []byte {
	if letter == 0 {
		return dst
	}
	for i := range marks {
		for j := i; j > 0 && t.class[marks[j-1]-firstMark] > t.class[marks[j]-firstMark]; j-- {
			marks[j-1], marks[j] = marks[j], marks[j-1]
		}
	}
	kept, before := marks[:0], uint8(0)
	for _, m := range marks {
		class := t.class[m-firstMark]
		if whole := t.whole[[2]rune{letter, m}]; whole != 0 && before < class {
			letter = whole
			continue
		}
		kept, before = append(kept, m), class
	}
	dst = utf8.AppendRune(dst, letter)
	for _, m := range kept {
		dst = utf8.AppendRune(dst, m)
	}
	return dst
}
