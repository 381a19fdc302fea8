package dedupe

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"unicode/utf8"
)

// Within a page words are only compared with each other, so it does not matter what they are hashed to. Where most of a text
// is ASCII, words are hashed as they stand, in two steps, in place of being looked for in a cache of 2 MB, which pushes out
// of the processor's what other stages keep there.

// directWalk is how far directWords has come.
type directWalk struct {
	text   *byte   // behind it stands directPadding
	size   int     // of the text
	at     int     // in the text
	hashes *uint64 // where the hashes of words go
	words  int     // how many there are
	room   int     // for how many there is room
	ends   *int    // where the parts of the text end, and one place more that no word stands behind
	parts  *int    // where the numbers of words before those go
	part   int     // which of them is the next one
}

// directPadding must stand behind a text: directWords reads 64 bytes from any place of it on, and sixteen from any place of those.
var directPadding = [cutBytes + cacheBytes + 1]byte(slices.Repeat([]byte{'\n'}, cutBytes+cacheBytes+1))

// Of directHash: as mul1, see mix.
const (
	directLow  = 0xA0761D6478BD642F
	directHigh = 0xE7037ED1A0B428DB
)

// directHash hashes a word of at most cacheBytes letters and digits of ASCII, whose letters are small.
func directHash(low, high uint64) uint64 {
	hi, lo := bits.Mul64(low^directLow, high^directHigh)
	return hi ^ lo
}

// foldDirectly does what foldParts does, but for the classes of words and with hashes of its own: two words have the same
// hash if they fold to the same letters. Behind the text must stand directPadding. It fails where a text must be brought to NFC.
func (f *folder) foldDirectly(text []byte, vectors bool) (ok bool) {
	f.begin(text)
	padded := text[:len(text)+len(directPadding)]
	f.hash, f.parts = f.hash[:0], slices.Grow(f.parts[:0], len(f.ends)+1)[:len(f.ends)+1]
	f.ends = append(f.ends, len(padded))
	w := directWalk{text: &padded[0], size: len(text), ends: &f.ends[0], parts: &f.parts[0]}
	for ok = true; ok; w.at, ok = f.oddWords(text, w.at) {
		if vectors {
			w.words = len(f.hash)
			f.hash = slices.Grow(f.hash, directRoom)
			f.hash = f.hash[:cap(f.hash)]
			w.hashes, w.room = &f.hash[0], len(f.hash)
			directWords(&w)
			f.hash = f.hash[:w.words]
		}
		for w.at > f.ends[w.part] {
			f.parts[w.part] = len(f.hash)
			w.part++
		}
		if w.at >= len(text) {
			break
		}
	}
	f.ends = f.ends[:len(f.ends)-1]
	f.parts = f.parts[:len(f.ends)]
	for ; w.part < len(f.parts); w.part++ {
		f.parts[w.part] = len(f.hash)
	}
	return ok
}

// directRoom is for how many words directWords has room at least, a block's and more.
const directRoom = 1 << 10

// oddWords folds the words from text[i:] on up to the next separator of ASCII that ends all words, behind which it stops. It
// fails at a mark that may combine with what stands before it.
func (f *folder) oddWords(text []byte, i int) (next int, ok bool) {
	var (
		h     uint64 // rolling hash of the word at hand
		ascii [cacheBytes + 1]byte
		n     int  // letters of it
		other bool // not all of them are ASCII
	)
	add := func(v uint32) {
		h = (h ^ uint64(v)) * mul2
		if other = other || v >= utf8.RuneSelf || n == cacheBytes; !other {
			ascii[n] = byte(v)
		}
		n++
	}
	end := func() {
		switch {
		case n == 0:
			return
		case other:
			h = mix(h)
		default:
			h = directHash(binary.LittleEndian.Uint64(ascii[:]), binary.LittleEndian.Uint64(ascii[8:]))
		}
		f.hash = append(f.hash, h)
		h, ascii, n, other = 0, [cacheBytes + 1]byte{}, 0, false
	}
	for i < len(text) {
		c := text[i]
		r, size := rune(c), 1
		v := runeSpecial | sepBlank
		if c >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(text[i:])
		}
		if r != utf8.RuneError {
			v = f.kind(r)
		}
		i += size
		switch {
		case v == runeSpecial|runMark:
			return i, false
		case v == runeSpecial|runSharpS:
			add('s')
			add('s')
		case v == runeSpecial|sepIgnored:
		case v&runeSpecial != 0:
			end()
			if c < '@' {
				return i, true
			}
		case v&runeSolo != 0:
			end()
			add(v & runeMask)
			end()
		default:
			add(v & runeMask)
		}
	}
	end()
	return i, true
}

// firstWord returns the hash of the first word of a text, as foldDirectly makes it; 0 where there is none.
func (f *folder) firstWord(text []byte) uint64 {
	f.begin(text)
	f.hash = f.hash[:0]
	for i, ok := 0, true; ok && i < len(text) && len(f.hash) == 0; {
		i, ok = f.oddWords(text, i)
	}
	if len(f.hash) == 0 {
		return 0
	}
	return f.hash[0]
}
