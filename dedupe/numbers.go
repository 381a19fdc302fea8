package dedupe

import (
	"encoding/binary"
	"slices"
)

// numbers tells texts of one template apart without aligning them: their numbers are others throughout.
type numbers struct {
	count [1 << 16 / 8]uint8 // by number: how often the text holds it
	list  []token            // the numbers of the text; none when they are few
	other []token            // those of the text that it is compared with
}

const (
	numbersLeast = 5  // numbers of either text, and
	numbersPart  = 10 // one word in so many must be a number: other texts are left to the alignment
	// numbersShare is the share of the numbers of the text that has fewer which the other one holds too, in parts of a
	// hundred. A copy with a fifth of its words changed has less than this, of five, one time in a hundred.
	numbersShare = 34
)

// slot of a number in count: its hash bits stand above the class and line bits.
func (t token) slot() int { return int(t >> 3) }

// load takes note of a text's numbers, none where they are few.
func (n *numbers) load(list []token) {
	n.clear()
	n.list = append(n.list[:0], list...)
	n.fill()
}

// clear forgets the counts of the list.
func (n *numbers) clear() {
	for _, t := range n.list {
		n.count[t.slot()] = 0
	}
}

// fill counts the numbers of the list, from nothing.
func (n *numbers) fill() {
	for _, t := range n.list {
		if c := &n.count[t.slot()]; *c < 255 {
			*c++
		}
	}
}

// few reports whether so many numbers among words are too few to tell texts apart by.
func few(numbers, words int) bool { return numbers < numbersLeast || numbers*numbersPart < words }

// differ reports whether both texts have numbers, and hardly any in common.
func (n *numbers) differ(words []token) bool {
	if len(n.list) == 0 {
		return false
	}
	total, shared := countNumbers(words), 0
	if few(total, len(words)) {
		return false
	}
	n.other = numbersOf(words, n.other)
	for _, t := range n.other {
		if c := &n.count[t.slot()]; *c > 0 {
			*c--
			shared++
		}
	}
	if shared > 0 { // put back what was taken
		n.clear()
		n.fill()
	}
	return shared*100 < numbersShare*min(total, len(n.list))
}

// countNumbers returns how many words are numbers.
func countNumbers(words []token) int {
	const lanes, ones = 4, 0x0001_0001_0001_0001
	n := 0
	for len(words) >= lanes {
		some := words[:min(len(words), 1<<15)/lanes*lanes] // so many that no lane runs over
		var sum uint64
		for b := bytesOf(some); len(b) >= 8; b = b[8:] {
			x := binary.NativeEndian.Uint64(b)
			sum += x >> 1 &^ x & ones // classDigit has the upper bit of the two, alone
		}
		n += int(sum * ones >> 48)
		words = words[len(some):]
	}
	for _, t := range words {
		if t.class() == classDigit {
			n++
		}
	}
	return n
}

// numbersOf returns the words that are numbers, in buf if there is room.
func numbersOf(words, buf []token) []token {
	out := slices.Grow(buf[:0], len(words))[:len(words)]
	n := 0
	for _, t := range words { // each one is written, and the place moves on behind numbers
		out[n] = t
		n += int((uint32(t.class()^classDigit) - 1) >> 31)
	}
	return out[:n]
}
