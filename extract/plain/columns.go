package plain

import "math/bits"

// columns is the scratch of the passes over all lines.
type columns struct {
	whole, shape, head counter
	up                 []int32    // equal lines before each line
	slots              [][3]int32 // of each line in the three counters
	brief              []brief
	totals             totals
	sums               [numSums][]int32 // prefix sums, see sum
	batch              batch
	forms              []uint16
	alike              [1 << 13]uint8 // lines of a form around one
	flat               []uint8        // of a feature, for all lines
	shortRun, blockRun []int32        // of each line
	runs               []bodyRun
	seen               [1 << 10]uint64 // a bit for each hash of a word
	wordSums           []uint64
}

// batch holds numbers of the lines of one block, of which columns are made.
type batch struct {
	// Of lines by themselves.
	chars, words, some, upper, cased, lower, letters, digits, read, accents, commas, stops, quotes numbers
	// Of lines in their page.
	copies, up, shapes, heads, boxes, comments                    numbers
	prevBody, prevMark, prevBox, prevComment, nextBody, nextMark  numbers
	shortRun, blockRun, prevDate, nextDate, known, longer, weight numbers
	first, last, from, to, lines, pageWords                       numbers // the same of all lines
}

// What is added up over the lines before one: a window is the difference of two sums.
const (
	linesSum   = iota
	wordsSum   // words
	bodySum    // paragraphs
	fullSum    // lines that end like a sentence
	asksSum    // questions
	severalSum // lines of two sentences and more
	datesSum   // lines that look like a date
	readSum    // letters and digits
	digitsSum  // digits
	casedSum   // words with a case
	upperSum   // words with a capital first
	namesSum   // lines that look like a person's name
	unevenSum  // differences to the line before, log scale
	longerSum  // longer words
	weightSum  // their weights, see wordScale
	numSums
)

// widest is how many lines before and behind a line the widest window has. Sums stand for so many lines before the page and
// behind its last block, too.
const widest = 15

// sum returns a sum over the lines before each one from line i on, which may be as far outside of the page as windows are.
func (c *columns) sum(of, i int) *numbers { return (*numbers)(c.sums[of][widest+i:]) }

// within returns the sums of which the differences are those of the lines around each one from line i on.
func (c *columns) within(of, i, radius int) (to, from *numbers) {
	return c.sum(of, i+radius+1), c.sum(of, i-radius)
}

// close lets the sums of n lines stand for the lines behind them.
func (c *columns) close(of, n int) {
	sum := c.sums[of][widest+n:]
	for i := range sum {
		sum[i] = sum[0]
	}
}

// bodyRun is a run of paragraphs: lines [from, to), words in paragraphs.
type bodyRun struct{ from, to, words int32 }

// brief is what most passes ask of a line: they go over 16 bytes a line in place of some three hundred.
type brief struct {
	words, from, to  int32
	marker           uint8
	sentence, parted bool // parted: a blank line stands before it
}

// grow makes room for n lines.
func (c *columns) grow(n int) {
	c.whole.reset(n)
	c.shape.reset(n)
	c.head.reset(n)
	blocks := (n + blockLines - 1) / blockLines * blockLines // lines, in whole blocks
	if cap(c.brief) < n {
		c.brief = make([]brief, n)
		c.up, c.shortRun, c.blockRun = make([]int32, n), make([]int32, n), make([]int32, n)
		c.forms = make([]uint16, n)
		c.flat = make([]uint8, n)
		c.slots = make([][3]int32, n)
		for k := range c.sums {
			c.sums[k] = make([]int32, widest+blocks+widest+1)
		}
	}
	c.slots, c.flat, c.brief, c.up, c.forms = c.slots[:n], c.flat[:n], c.brief[:n], c.up[:n], c.forms[:n]
	for k := range c.sums {
		c.sums[k] = c.sums[k][:widest+blocks+widest+1]
	}
}

// counter counts hashes in an open-addressing table.
type counter struct {
	slots []counterSlot
	shift uint8
}

// counterSlot holds half of a hash: its place tells most of the rest.
type counterSlot struct {
	half uint32
	n    int32
}

// counterRoom is how many slots a hash has at least, so that few of them are looked at twice.
const counterRoom = 4

func (t *counter) reset(n int) {
	size := 16
	for size < counterRoom*n {
		size *= 2
	}
	if cap(t.slots) < size {
		t.slots = make([]counterSlot, size)
	} else {
		t.slots = t.slots[:size]
		clear(t.slots)
	}
	t.shift = uint8(64 - bits.Len(uint(size-1)))
}

// add counts a hash and returns its slot.
func (t *counter) add(hash uint64) int32 {
	mask, half := len(t.slots)-1, uint32(hash)
	for i := int(hash * 0x9E3779B97F4A7C15 >> t.shift); ; i++ {
		i &= mask
		s := &t.slots[i]
		if uint64(s.half^half)*uint64(uint32(s.n)) == 0 { // it is empty or its own; no processor foresees which
			s.half = half
			s.n++
			return int32(i)
		}
	}
}
