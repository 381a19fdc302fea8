package dedupe

import "slices"

// cuts are 64 bytes of a text as bits, which say where words end: at ASCII below '@' that is neither a digit nor the
// apostrophe. Those are blanks, and most of what else stands between words; what is none of them is looked at byte by byte.
type cuts struct {
	seps  uint64 // bytes that end a word
	leave uint64 // of those, the ones that mean more, to folder.pass
	ends  uint64 // of those, the ones that end a sentence
}

const cutBytes = 64

// What a byte is, by bits that its row (its upper four bits) and its column (the lower four) both have.
const (
	cutSep01 = 1 << iota // a separator in rows 0 and 1, which are control characters,
	cutSep2              // in row 2
	cutSep3              // and in row 3
	cutLeave0
	cutLeave2
	cutEnd2
	cutEnd3

	cutSep   = cutSep01 | cutSep2 | cutSep3
	cutLeave = cutLeave0 | cutLeave2
	cutEnd   = cutEnd2 | cutEnd3
)

// cutTables are the rows and the columns.
var cutTables = [2][16]uint8{
	{cutSep01 | cutLeave0, cutSep01, cutSep2 | cutLeave2 | cutEnd2, cutSep3 | cutEnd3},
	{
		cutSep01 | cutSep2,
		cutSep01 | cutSep2 | cutEnd2, // !
		cutSep01 | cutSep2 | cutEnd2, // "
		cutSep01 | cutSep2,
		cutSep01 | cutSep2,
		cutSep01 | cutSep2,
		cutSep01 | cutSep2,
		cutSep01,                                           // not the apostrophe
		cutSep01 | cutSep2 | cutLeave2,                     // (
		cutSep01 | cutSep2 | cutLeave2,                     // )
		cutSep01 | cutSep2 | cutSep3 | cutLeave0 | cutEnd3, // line feed, :
		cutSep01 | cutSep2 | cutSep3 | cutLeave0,           // vertical tab
		cutSep01 | cutSep2 | cutSep3 | cutLeave0,           // form feed
		cutSep01 | cutSep2 | cutSep3 | cutLeave2,           // -
		cutSep01 | cutSep2 | cutSep3 | cutEnd2,             // .
		cutSep01 | cutSep2 | cutSep3 | cutEnd3,             // ?
	},
}

// appendCuts appends the cuts of a text, whose end is filled up with letters.
func appendCuts(out []cuts, text []byte) []cuts {
	whole := len(text) / cutBytes
	out = slices.Grow(out, whole+1)[:len(out)+whole]
	cutBlocks(out[len(out)-whole:], text)
	if rest := text[whole*cutBytes:]; len(rest) > 0 {
		var last [cutBytes]byte
		for i := copy(last[:], rest); i < len(last); i++ {
			last[i] = 'a'
		}
		out = out[:len(out)+1]
		cutBlocks(out[len(out)-1:], last[:])
	}
	return out
}

// cutBlocksPlainly makes the cuts of the blocks that text begins with, one for each of out.
func cutBlocksPlainly(out []cuts, text []byte) {
	for i := range out {
		var c cuts
		for j, b := range text[i*cutBytes:][:cutBytes] {
			is := cutTables[0][b>>4] & cutTables[1][b&15]
			if is == 0 {
				continue
			}
			bit := uint64(1) << j
			if is&cutSep != 0 {
				c.seps |= bit
			}
			if is&cutLeave != 0 {
				c.leave |= bit
			}
			if is&cutEnd != 0 {
				c.ends |= bit
			}
		}
		out[i] = c
	}
}
