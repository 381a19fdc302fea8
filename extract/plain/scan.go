package plain

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"unicode/utf8"

	"winnow/internal/runes"
)

// scanner is where in a line scan is.
type scanner struct {
	// The word that it is in.
	open    bool
	firstUp bool // its first character is a capital
	allUp   bool // so are all of its letters
	letters int32
	hash    uint64 // of its folded characters
	same    uint64 // likewise, digits as 0

	prev      uint8  // class of the character before
	sinceStop bool   // letters were seen since the last end of a sentence
	pending   bool   // a stop was seen; it counts when a blank or the end follows
	shaped    int32  // letters that went into the line's shape
	last      uint64 // hash of the last word
	signs     [numSigns]int32
}

// scan fills in the counts of l, and adds the hashes of its longer words and the ends of its sentences to the page's.
//
// A line is read once, eight bytes at a time, with few branches that the text decides. Words of up to seven bytes are
// looked up among those read before, whatever their letters.
func (p *Page) scan(l *line) {
	end := len(l.text)
	var s []byte
	if l.at >= 0 && p.padded[l.at+end] < ' ' {
		s = p.padded[l.at:]
	} else { // blanks stand between it and the end of the line, or it was put together
		p.copied = append(append(p.copied[:0], l.text...), padding[:]...)
		s = p.copied
	}
	// Between two words is a character at least; one place more, since the hash of a short word is written, too.
	p.words16 = slices.Grow(p.words16, end/2+2)
	l.from, l.firstEnd = int32(len(p.words16)), int32(len(p.ends))
	words := p.words16[len(p.words16):cap(p.words16)]
	l.even, l.shape = true, hashSeed
	var w scanner
	n := 0 // words
	var sum counts
	taken := 0 // words in sum
	fast := haveASCII && p.latin
	for i := 0; i < end; {
		if c := s[i]; c < utf8.RuneSelf && ascii[c]&(letter|digit) == 0 {
			n = p.sign(l, &w, rune(c), ascii[c], words, n, i)
			i++
			continue
		}
		if fast && !w.open && (s[i]|0x20)-'a' < 26 {
			next, kept := p.asciiWords(l, &w, s, i, words[n:])
			n += kept
			if next > i {
				i = next
				continue
			}
		}
		x := binary.LittleEndian.Uint64(s[i:])
		if !w.open {
			if end := wordEnd(x); end > 0x80 {
				key := x & (end>>7 - 1)
				size := bits.TrailingZeros64(end) / 8
				k := &p.known[key*0x9E3779B97F4A7C15>>(64-knownBits)]
				if k.key == key || k.learn(key, s[i:], size) {
					l.goOn(&w)
					w.sinceStop = true
					i += size
					if byte(x>>(8*size)) == ' ' { // as endWord, and the blank
						l.tokens++
						w.last = k.hash
						l.whole = (l.whole ^ k.hash) * hashPrime
						if w.shaped < shapeLetters {
							if w.shaped == 0 {
								l.head = k.hash
							}
							l.shape = (l.shape ^ k.hash) * hashPrime
							w.shaped += int32(k.letters)
						}
						words[n] = hash16(k.hash)
						n += int(bit(k.letters >= longWord))
						l.chars++
						w.prev = space
						i++
						sum += k.counts
						if taken++; taken == maxTaken {
							l.book(sum)
							sum, taken = 0, 0
						}
						continue
					}
					l.letters += int32(k.letters)
					l.accents += int32(k.accents)
					l.chars += int32(k.letters)
					w.open, w.prev = true, letter
					w.hash, w.same, w.letters, w.firstUp, w.allUp = k.hash, k.hash, int32(k.letters), k.firstUp, k.allUp
					continue
				}
			}
		}
		if after := runes.NotLetter8(x); after != 0x80 {
			i += l.ascii(&w, x, after)
			if i < end && s[i] == ' ' {
				n = l.endWord(&w, words, n)
				l.chars++
				w.prev = space
				i++
			}
			continue
		}
		c, size := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			c, size = decode(s, i)
		}
		class := classOf(c)
		switch {
		case class&(letter|digit) == 0:
			n = p.sign(l, &w, c, class, words, n, i)
			i += size
		case class&unspaced != 0:
			n = l.ideograph(&w, c, class, words, n)
			i += size
		default:
			i = l.others(&w, s, i, end, c, size, class)
		}
	}
	l.book(sum)
	if w.open {
		n = l.endWord(&w, words, n)
	}
	if w.pending {
		l.stops++
	}
	p.words16 = p.words16[:len(p.words16)+n]
	l.to, l.lastEnd = int32(len(p.words16)), int32(len(p.ends))
	l.words = max(l.tokens-l.han, 0) + (l.han*enWords+9)/10
	l.bookSigns(&w.signs)
	l.ending()
	l.opening()
	l.sentence = l.words >= bodyWords && l.stops > 0 && (l.full || l.stops > 1 || l.words >= longLine)
}

// padding is what stands behind a line while it is scanned, so that takeASCII may read 64 bytes from any of its words on, and
// sixteen from any of those. Behind most lines of a text it is the end of the line and what follows there.
var padding [80]byte

// knownWord is what reading a word of up to seven bytes gave.
type knownWord struct {
	key              uint64 // its bytes
	hash             uint64
	counts           counts
	letters, accents uint8
	firstUp, allUp   bool
}

// counts are five numbers in one word: of letters and of those beyond ASCII, then of words with a capital first, with a
// small letter first, and in capitals.
type counts uint64

const (
	lettersBits = 11
	wordsBits   = 9

	accentsAt = lettersBits
	upperAt   = accentsAt + lettersBits
	lowerAt   = upperAt + wordsBits
	capsAt    = lowerAt + wordsBits
)

// maxTaken is how many words may be summed: of letters 256 times seven, of the others 256.
const maxTaken = 1 << 8

// countsOf is what endWord and its letters add to a line for a word.
func countsOf(l *line) counts {
	return counts(l.letters) | counts(l.accents)<<accentsAt | counts(l.upper)<<upperAt | counts(l.lower)<<lowerAt |
		counts(l.caps)<<capsAt
}

// book adds the sum of words.
func (l *line) book(sum counts) {
	const letters, words = 1<<lettersBits - 1, 1<<wordsBits - 1
	l.letters += int32(sum & letters)
	l.chars += int32(sum & letters)
	l.accents += int32(sum >> accentsAt & letters)
	l.upper += int32(sum >> upperAt & words)
	l.lower += int32(sum >> lowerAt & words)
	l.caps += int32(sum >> capsAt & words)
}

// knownBits makes room for 4,096 words, 128 KB. In Vietnamese news nine of ten words are found among as many.
const knownBits = 12

// learn replaces k by the word of so many bytes that s begins with, which key holds. It fails when not all characters of s are letters of a script with
// blanks between words.
func (k *knownWord) learn(key uint64, s []byte, size int) bool {
	var l line
	var w scanner
	for i := 0; i < size; {
		x := key >> (8 * i)
		if after := runes.NotLetter8(x); after != 0x80 {
			i += l.ascii(&w, x, after)
			continue
		}
		c, n := decode(s, i)
		class := classOf(c)
		if class&letter == 0 || class&unspaced != 0 {
			return false
		}
		i = l.others(&w, s, i, size, c, n, class)
	}
	if l.digits > 0 {
		return false
	}
	*k = knownWord{key: key, hash: w.hash, letters: uint8(l.letters), accents: uint8(l.accents), firstUp: w.firstUp, allUp: w.allUp}
	l.endWord(&w, make([]uint16, 1), 0)
	k.counts = countsOf(&l)
	return true
}

// goOn settles a stop that letters or digits follow: it counts unless they stand right behind it, as in "a.b" and "1.5".
func (l *line) goOn(w *scanner) {
	if w.pending {
		if w.prev&stop == 0 {
			l.stops++
			w.sinceStop = false
		}
		w.pending = false
	}
}

// ascii books the letters of ASCII that the eight bytes x begin with, up to the one whose top bit is after, and returns how
// many they are.
func (l *line) ascii(w *scanner, x, after uint64) int {
	l.goOn(w)
	mask := after>>7 - 1
	packed := (x | 0x20*each) & mask
	capital := ^x & (0x20 * each) & mask
	if !w.open {
		w.open, w.hash, w.same, w.letters, w.firstUp, w.allUp = true, hashSeed, hashSeed, 0, capital&0x20 != 0, true
	}
	size := bits.TrailingZeros64(after) / 8
	w.hash = (w.hash ^ packed) * hashPrime
	w.hash ^= w.hash >> 32
	w.same = (w.same ^ packed) * hashPrime
	w.same ^= w.same >> 32
	w.letters += int32(size)
	w.allUp = w.allUp && capital == 0x20*each&mask
	l.letters += int32(size)
	l.chars += int32(size)
	w.sinceStop, w.prev = true, letter
	return size
}

// endWord books a word and opens none. words[:n] are the hashes of the longer ones; it returns how many they are with
// this one.
func (l *line) endWord(w *scanner, words []uint16, n int) int {
	l.tokens++
	w.last = w.hash
	l.whole = (l.whole ^ w.hash) * hashPrime
	if w.shaped < shapeLetters {
		if w.shaped == 0 {
			l.head = w.hash
		}
		l.shape = (l.shape ^ w.same) * hashPrime
		w.shaped += max(w.letters, 1)
	}
	words[n] = hash16(w.hash)
	up, cased := int32(bit(w.firstUp)), int32(bit(w.letters > 0))
	l.upper += up
	l.caps += up & int32(bit(w.allUp)) & int32(bit(w.letters > 1))
	l.lower += cased &^ up
	w.open = false
	return n + int(bit(w.letters >= longWord))
}

// sign books a character of l, at the place i, that is no letter and no digit.
func (p *Page) sign(l *line, w *scanner, c rune, class uint8, words []uint16, n, i int) int {
	l.chars++
	switch {
	case class&space != 0:
		if w.prev&(stop|closing) != 0 {
			p.ends = append(p.ends, int32(i))
		}
		if w.open {
			n = l.endWord(w, words, n)
		}
		if w.pending {
			l.stops++
			w.pending, w.sinceStop = false, false
		}
		if w.prev&space != 0 {
			l.chars--
			l.even = false
		}
		l.even = l.even && c == ' '
	case class&mark != 0:
		w.hash = (w.hash ^ uint64(c)) * hashPrime
		w.same = (w.same ^ uint64(c)) * hashPrime
	case class&stop != 0:
		if w.open {
			n = l.endWord(w, words, n)
		}
		w.pending = w.pending || w.sinceStop
		if c >= 0x3000 && w.sinceStop { // 。 needs no blank behind it
			l.stops++
			w.pending, w.sinceStop = false, false
		}
	default:
		if w.open && c != '\'' && c != '’' && c != '-' {
			n = l.endWord(w, words, n)
		}
		if c < utf8.RuneSelf {
			w.signs[asciiSigns[c]]++
		} else {
			w.signs[signOf(c)]++
		}
	}
	w.prev = class
	return n
}

// ideograph books a character of a script without blanks: a word by itself.
func (l *line) ideograph(w *scanner, c rune, class uint8, words []uint16, n int) int {
	if w.pending {
		l.stops++
		w.pending = false
	}
	if w.open {
		n = l.endWord(w, words, n)
	}
	l.chars++
	l.han++
	l.letters++
	w.sinceStop = true
	before := w.last
	w.hash, w.letters, w.firstUp = (hashSeed^uint64(c))*hashPrime, 0, false
	w.same = w.hash
	if w.prev&unspaced != 0 {
		words[n] = hash16(before ^ w.hash*31)
		n++
	}
	w.prev = class
	return l.endWord(w, words, n)
}

// others books the digits, and the letters beyond ASCII, that follow each other in s[i:end], which c begins. It returns
// where they end.
func (l *line) others(w *scanner, s []byte, i, end int, c rune, size int, class uint8) int {
	l.goOn(w)
	if !w.open {
		w.open, w.hash, w.same, w.letters, w.firstUp, w.allUp = true, hashSeed, hashSeed, 0, class&upper != 0, true
	}
	hash, same, start := w.hash, w.same, i
	var letters, digits, inner int32
	for {
		low := c
		if class&digit != 0 {
			digits++
			hash = (hash ^ uint64(c)) * hashPrime
			low = '0'
		} else {
			if class&upper != 0 {
				low = runes.Lower(c)
			} else {
				w.allUp = false
			}
			letters++
			hash = (hash ^ uint64(low)) * hashPrime
		}
		same = (same ^ uint64(low)) * hashPrime
		inner += int32(size) - 1
		w.prev = class
		i += size
		if i >= end {
			break
		}
		if c, size = rune(s[i]), 1; c >= utf8.RuneSelf {
			c, size = decode(s, i)
		} else if c > '9' {
			break
		}
		if uint32(c) < uint32(len(classes)) {
			class = classes[c]
		} else {
			class = classOf(c)
		}
		if class&(letter|digit) == 0 || class&unspaced != 0 {
			break
		}
	}
	w.hash, w.same = hash, same
	w.letters += letters
	w.sinceStop = w.sinceStop || letters > 0
	l.letters += letters
	l.accents += letters
	l.digits += digits
	l.chars += int32(i-start) - inner
	return i
}

const each = 0x0101010101010101 // a byte of one in each place of a word

// wordEnd returns the top bit of the first of eight bytes that is neither a letter of ASCII nor beyond ASCII; 0 if there is
// none.
func wordEnd(x uint64) uint64 {
	seven := (x | 0x20*each) &^ (0x80 * each)
	not := (^(seven + (0x80-'a')*each) | (seven + (0x80-'z'-1)*each)) &^ x & (0x80 * each)
	return not & -not
}

// decode reads the character beyond ASCII at s[i], the common lengths without a call.
func decode(s []byte, i int) (rune, int) {
	if i+2 < len(s) {
		a, b, c := s[i], s[i+1]^0x80, s[i+2]^0x80
		switch {
		case a >= 0xc2 && a < 0xe0 && b < 0x40:
			return rune(a&0x1f)<<6 | rune(b), 2
		case a > 0xe0 && a < 0xed && b < 0x40 && c < 0x40:
			return rune(a&0x0f)<<12 | rune(b)<<6 | rune(c), 3
		}
	}
	return utf8.DecodeRune(s[i:])
}
