package dedupe

import "strings"

// numerals are numbers in words, which state a fact as digits do. Words that mean something else too (năm is five and
// year, ba three and father, un one and a) are left out.
const numerals = "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred " +
	"zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig hundert " +
	"deux trois quatre cinq sept huit dix onze douze vingt trente cent " +
	"dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cien"

// numeralSlots is a table of the numerals' hashes, open addressing; an empty slot is 0.
var numeralSlots = func() (slots [256]uint64) {
	for w := range strings.FieldsSeq(numerals) {
		var h uint64
		for _, r := range w {
			if r == 'ß' {
				h = (h ^ 's') * mul2
				r = 's'
			}
			h = (h ^ uint64(r)) * mul2 // as the folding does it
		}
		x := mix(h)
		p := x & 255
		for slots[p] != 0 {
			p = (p + 1) & 255
		}
		slots[p] = x
	}
	return slots
}()

// isNumeral reports whether a word's hash is that of a number in words.
func isNumeral(x uint64) bool {
	for p := x & 255; numeralSlots[p] != 0; p = (p + 1) & 255 {
		if numeralSlots[p] == x {
			return true
		}
	}
	return false
}
