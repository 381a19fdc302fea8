package plain

// The features of which words a line is made. A linear model gives each hash of a longer word a weight: below zero for
// "newsletter" or "cookies", above for what reports and explanations are made of. Words of languages that it
// was not trained on weigh nothing, but for what falls on their hashes by chance.
var wordNames = [...]string{
	"wordscore",     // mean weight of the line's longer words
	"wordscore±5",   // of the lines around
	"wordscorepage", // of the page
}

// wordHashes is how many hashes of words there are.
const wordHashes = 1 << 16

// How the mean of weights becomes a feature: few words count as if some of no weight stood beside them. train/words.py
// has the same numbers.
const (
	wordNone      = 64 // the feature of a mean of nothing
	wordScale     = 2  // steps of the feature a unit of the mean weight
	pageWordScale = 4  // the mean over a page hardly leaves the middle
	ownBeside     = 2
	beside        = 4 // of the lines around, of the page
	wordRadius    = 5
)

// near is how many lines before and behind one its words are looked for in.
const near = 5

// wordSlot is what is known of a word by its hash: the line that it stood in last, above its weight. One look at a table
// that the first cache does not hold gives both.
type wordSlot uint32

const weightBits = 8

// maxStamp is how many lines a table of words tells apart.
const maxStamp = 1<<(32-weightBits) - 1

// lookUpWords goes over the longer words of all lines once and fills the columns of what they tell: the share of a line's
// words that the densest run [from, to) has, too, since what belongs to the article is about the same things; the share
// that the lines around have; and, with zeros where there is no model, which is what train/words.py fills in, the columns
// of wordNames.
func (p *Page) lookUpWords(from, to int) {
	c := &p.columns
	n := len(p.lines)
	clear(c.seen[:])
	for i := from; i < to; i++ {
		if l := &c.brief[i]; l.sentence {
			for _, w := range p.words16[l.from:l.to] {
				c.seen[w>>6] |= 1 << (w & 63)
			}
		}
	}
	if c.words == nil || int(c.stamp) > maxStamp-n-2*near {
		c.words, c.stamp = new([wordHashes]wordSlot), 0
		if p.wordWeights != nil {
			for w, weight := range p.wordWeights {
				c.words[w] = wordSlot(uint8(weight))
			}
		}
	}
	weighed := int32(1)
	if p.vietnamese {
		weighed = 0
	}
	// Stamps grow from page to page, so that the table need not be cleared: the lines of this page are base to base+n-1,
	// and none of them is near one of the page before.
	base := int(c.stamp) + near + 1
	c.stamp = int32(base + n)
	below := c.below
	clear(below)
	b := &c.batch
	var weights, longer int32
	var all int64
	for start := 0; start < n; start += blockLines {
		cols, weightsUp, longerUp := p.block(start), c.sum(weightSum, start+1), c.sum(longerSum, start+1)
		for i := start; i < min(n, start+blockLines); i++ {
			l, at := &c.brief[i], i%blockLines
			here := base + i
			known, shared, weight := uint64(0), int32(0), int32(0)
			words := p.words16[l.from:l.to]
			for _, w := range words {
				known += c.seen[w>>6] >> (w & 63) & 1
				// Of the lines that a word stands in, the one before a line and the one behind it say for both whether it is
				// near. Without a branch, which no processor would foresee.
				slot := c.words[w]
				c.words[w] = wordSlot(here)<<weightBits | slot&(1<<weightBits-1)
				weight += int32(int8(slot))
				last := int(slot >> weightBits)
				both := int32(bit(uint(here-last-1) < near)) // not in this line before
				shared += both
				below[(last-base)&-int(both)] += both
			}
			size := int32(len(words))
			weight *= weighed
			all += int64(weight)
			weight = weight*wordScale + wordNone*size
			b.known[at], b.shared[at], b.longer[at], b.weight[at] = int32(known), shared, size, weight
			weights, longer = weights+weight, longer+size // differences are right where a sum runs over
			weightsUp[at], longerUp[at] = weights, longer
		}
		ratios.fill(&cols[overlapAt], &b.known, &zeros, &b.longer, &zeros)
		ratios.fill(&cols[contextAt], &b.shared, &zeros, &b.longer, &zeros)
		ownWeights.fill(&cols[wordsAt], &b.weight, &zeros, &b.longer, &zeros)
	}
	c.close(weightSum, n)
	c.close(longerSum, n)
	page := wordFeature(all, int64(longer)+beside, pageWordScale)
	for start := 0; start < n; start += blockLines {
		cols := p.block(start)
		ratios.fill(&cols[contextAt+1], (*numbers)(below[start:]), &zeros, c.sum(longerSum, start+1), c.sum(longerSum, start))
		weight, lessWeight := c.within(weightSum, start, wordRadius)
		words, lessWords := c.within(longerSum, start, wordRadius)
		nearWeights.fill(&cols[wordsAt+1], weight, lessWeight, words, lessWords)
		for i := range cols[wordsAt+2] {
			cols[wordsAt+2][i] = page
		}
	}
	if p.wordWeights == nil {
		clear(c.flat)
		for f := range wordNames {
			p.setColumn(wordsAt+f, c.flat)
		}
	}
}

// wordFeature is the mean of weights as a feature.
func wordFeature(weight, words, scale int64) uint8 {
	return uint8(min(max(weight*scale+wordNone*words, 0)/words, absent))
}

// The scales of the means over a line and over the lines around, from weights that wordScale and wordNone are in already.
var (
	ownWeights  = &quotients{times: 1, limit: absent, morePart: wordNone * ownBeside, moreWhole: ownBeside}
	nearWeights = &quotients{times: 1, limit: absent, morePart: wordNone * beside, moreWhole: beside}
)
