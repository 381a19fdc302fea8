package extract

import (
	"math/bits"
	"unicode/utf8"

	"winnow/internal/runes"
)

// asciiKinds are the kinds of 64 bytes, a bit each.
type asciiKinds struct {
	stop   uint64 // what is not looked at here: beyond ASCII, line ends and other control characters, '_'
	space  uint64 // the blank alone
	letter uint64
	small  uint64 // among the letters, those that are no capitals
	digit  uint64
	end    uint64 // . ! ?
	comma  uint64 // , ;, which count for nothing but would be among the rare
	closer uint64 // ) ] } '
	rare   uint64 // what else may count for something, and some that does not

	high uint64 // all that are beyond ASCII

	// What only takeWide writes: the capitals, where characters of two, three and four bytes begin, of those the ones that have
	// no row in wideTables, and where the other bytes of characters stand.
	capital, two, three, four, beyond, behind uint64

	wide [8]uint64 // what has each bit of wideKinds
}

const asciiBytes = 64

// What a byte is, by bits that its row (its upper four bits) and its column (the lower four) both have.
const (
	asciiEnd2 = 1 << iota // in row 2
	asciiEnd3
	asciiComma2
	asciiComma3
	asciiCloser2
	asciiCloser57
	asciiRare
	asciiStop // '_' and the control character 0x7f; those in rows 0 and 1 are told by their value
)

// asciiTables are the rows and the columns.
var asciiTables = [2][16]uint8{
	{
		2: asciiEnd2 | asciiComma2 | asciiCloser2 | asciiRare,
		3: asciiEnd3 | asciiComma3 | asciiRare,
		5: asciiCloser57 | asciiStop,
		7: asciiCloser57 | asciiRare | asciiStop,
	},
	{
		0x1: asciiEnd2,
		0x2: asciiRare, // "
		0x4: asciiRare, // $
		0x7: asciiCloser2,
		0x9: asciiCloser2,
		0xb: asciiComma3,
		0xc: asciiComma2 | asciiRare, // |
		0xd: asciiCloser57,
		0xe: asciiEnd2 | asciiRare,             // >
		0xf: asciiEnd3 | asciiRare | asciiStop, // /
	},
}

// ascii takes over what raw holds from r on, 64 bytes at a time, as compact does character by character: up to the first
// character that it does not know or the second blank in a row. raw ends at end; behind that it can be read, and wideReach
// bytes must be left of it. It returns the positions behind what was read of raw and written to text.
func (s *scanner) ascii(text, raw []byte, end, r, w int, c *counts) (int, int) {
	var k asciiKinds
	for r < end && r+wideReach <= len(raw) {
		readASCII(&k, &raw[r], &asciiTables)
		whole := asciiBytes
		if k.high == 0 || !haveWide {
			k.capital, k.small, k.behind = k.letter&^k.small, k.letter&k.small, 0
		} else {
			whole = k.takeWide(raw[r:])
		}
		blankBefore := uint64(0)
		if s.pending {
			blankBefore = 1
		}
		n := min(bits.TrailingZeros64(k.stop|k.space&(k.space<<1|blankBefore)), end-r, whole)
		for n == end-r && n > 0 && n < asciiBytes && k.behind>>n&1 != 0 { // the text ends within a character
			n--
		}
		if n == 0 {
			break
		}
		if s.pending {
			text[w] = ' '
			w++
			c.chars++
			s.pending, s.prev = false, classSpace
		}
		if s.prev == classSpace {
			blankBefore = 1
		}
		*(*[asciiBytes]byte)(text[w:]) = *(*[asciiBytes]byte)(raw[r:])
		all := ^uint64(0) >> ((asciiBytes - n) & 63)
		if rare := k.rare & all &^ (k.letter | k.digit | k.space | k.end | k.comma); rare != 0 {
			k.closer |= rareSigns(rare, raw[r:], c)
		}
		chars := n
		if k.behind&all != 0 {
			keep := all &^ k.behind
			squeezeKinds(&k, keep)
			chars = bits.OnesCount64(keep)
			all = ^uint64(0) >> ((asciiBytes - chars) & 63)
		}
		space, ends := k.space&all, k.end&all
		letter, digit := k.letter&all, k.digit&all
		c.letters += int32(bits.OnesCount64(letter))
		c.digits += int32(bits.OnesCount64(digit))
		s.sentences(space|ends|k.closer&all, ends, space, blankBefore, chars, c)
		s.asciiWords(letter|digit, k.capital&all, k.small&all, chars, c)
		c.chars += int32(chars)
		r, w = r+n, w+n
		s.prev = classLetter // or another one: all that is asked is whether it is a blank
		if space>>((chars-1)&63) != 0 {
			s.pending = true
			c.chars--
			w--
		}
		if n < whole {
			break
		}
	}
	return r, w
}

// sentences counts the sentences that end in n characters. keep are those that may stand behind the sign that ends one:
// more such signs, closing brackets and quotes, and blanks, one of which must be the last of them. ends are the signs, space
// the blanks; where before is 1, one stands before the first character.
func (s *scanner) sentences(keep, ends, space, before uint64, n int, c *counts) {
	open := uint64(0)
	if s.ended {
		open = 1
	}
	if ends|open == 0 {
		return
	}
	// What is added to a sign is carried to the first character behind it that is not kept.
	sum, carry := bits.Add64(keep, ends, open)
	next := sum &^ keep
	if n < asciiBytes {
		carry = next >> n & 1
		next &= 1<<n - 1
	}
	c.ends += int32(bits.OnesCount64(next & (space<<1 | before)))
	s.ended = carry != 0
}

// asciiWords counts the words among n characters, which word says are letters or digits. A word that began before goes on,
// and one that may go on behind is left open.
func (s *scanner) asciiWords(word, capital, small uint64, n int, c *counts) {
	if s.inWord {
		more := bits.TrailingZeros64(^word)
		if more == n {
			return
		}
		s.endWord(c)
		word &^= 1<<more - 1
	}
	starts := word &^ (word << 1)
	if word>>((n-1)&63) != 0 {
		size := bits.LeadingZeros64(^(word << ((asciiBytes - n) & 63)))
		first := (n - size) & 63
		s.inWord, s.firstCap, s.firstLow = true, capital>>first&1 != 0, small>>first&1 != 0
		starts &^= 1 << first
	}
	c.words += int32(bits.OnesCount64(starts))
	c.capWords += int32(bits.OnesCount64(starts & capital))
	c.lowWords += int32(bits.OnesCount64(starts & small))
}

// rareSigns counts the rare ones among 64 bytes and returns which of them are quotation marks.
func rareSigns(rare uint64, text []byte, c *counts) (quotes uint64) {
	for ; rare != 0; rare &= rare - 1 {
		i := bits.TrailingZeros64(rare)
		r := rune(text[i])
		if r >= utf8.RuneSelf {
			r, _ = runes.Decode(text[i:])
		}
		switch runeTable[r] {
		case classQuote:
			quotes |= 1 << i
			c.quotes++
		case classSep:
			c.seps++
		case classMoney:
			c.money++
		}
	}
	return quotes
}
