package plain

import "math/bits"

// columns is the scratch of the passes over all lines.
type columns struct {
	whole, shape, head, two, tail counter
	up                            []int32    // equal lines before each line
	slots                         [][5]int32 // of each line in the five counters
	brief                         []brief
	sums                          [numSums][]int32 // prefix sums, see sum
	batch                         batch
	seenBy                        [len(neighbourNames)][]uint8 // what the neighbours of a line see of it, near2 lines around the page too
	flat                          []uint8                      // of a feature, for all lines
	below                         []int32                      // words of a line that stand in the next lines, too
	runs                          []bodyRun
	seen                          [1 << 10]uint64 // a bit for each hash of a word
	forms                         []uint16
	alike                         [1 << 13]uint8 // lines of a form around one
	words                         *[wordHashes]wordSlot
	stamp                         int32
}

// batch holds numbers of the lines of one block, of which columns are made.
type batch struct {
	// Of lines by themselves.
	chars, words, some, upper, cased, lower, short, caps, letters, digits, read numbers
	accents, han, commas, stops, seps, bars, quirks, quotes, opens              numbers
	// Of lines in their page.
	copies, up, shapes, heads, twos, tails, boxes, comments      numbers
	prevBody, prevMark, prevBox, prevComment, nextBody, nextMark numbers
	prevDate, nextDate, known, shared, longer, weight            numbers
	first, last, from, to, lines, pageWords                      numbers // the same of all lines
}

// What is added up over the lines before one: a window is the difference of two sums.
const (
	linesSum   = iota
	wordsSum   // words
	bodySum    // paragraphs
	fullSum    // lines that end like a sentence
	severalSum // lines of two sentences and more
	datesSum   // lines that look like a date
	namesSum   // lines that look like a person's name
	asksSum    // questions
	unevenSum  // differences to the line before, log scale
	readSum    // letters and digits
	digitsSum  // digits
	casedSum   // words with a case
	upperSum   // words with a capital first
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

// bodyRun is a run of paragraphs: lines [from, to), words in paragraphs, runs with more words.
type bodyRun struct{ from, to, words, rank int32 }

// brief is what most passes ask of a line: they go over 24 bytes a line in place of some three hundred.
type brief struct {
	words, from, to               int32
	marker                        uint8
	sentence, full, parted, price bool // parted: a blank line stands before it
}

// grow makes room for n lines.
func (c *columns) grow(n int) {
	for _, t := range [...]*counter{&c.whole, &c.shape, &c.head, &c.two, &c.tail} {
		t.reset(n)
	}
	blocks := (n + blockLines - 1) / blockLines * blockLines // lines, in whole blocks
	if cap(c.up) < n {
		c.up = make([]int32, n)
		c.below = make([]int32, blocks)
		c.brief = make([]brief, n)
		c.forms = make([]uint16, n)
		c.flat = make([]uint8, n)
		for f := range c.seenBy {
			c.seenBy[f] = make([]uint8, n+2*near2)
		}
		c.slots = make([][5]int32, n)
		for k := range c.sums {
			c.sums[k] = make([]int32, widest+blocks+widest+1)
		}
	}
	c.up, c.slots, c.below = c.up[:n], c.slots[:n], c.below[:blocks]
	c.flat, c.brief, c.forms = c.flat[:n], c.brief[:n], c.forms[:n]
	for k := range c.sums {
		c.sums[k] = c.sums[k][:widest+blocks+widest+1]
	}
	for f := range c.seenBy {
		seen := c.seenBy[f][:n+2*near2]
		seen[0], seen[1], seen[n+2], seen[n+3] = absent, absent, absent, absent
		c.seenBy[f] = seen
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
