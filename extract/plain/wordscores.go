package plain

import "slices"

// The columns of which words a line is made. A linear model gives each hash of a longer word a weight: below zero for
// "newsletter" or "cookies", above for what reports and explanations are made of. Words of languages that it
// was not trained on weigh nothing, but for what falls on their hashes by chance.

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

// lookUpWords fills the columns of what the longer words of lines tell: the share that the densest run [from, to) has, too,
// since what belongs to the article is about the same things; and, with zeros where there is no model, which is what
// train/words.py fills in, the means of their weights.
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
	weights, weighed := p.wordWeights, int32(1)
	if p.vietnamese {
		weighed = 0
	}
	if weights == nil {
		weights, weighed = &noWeights, 0
	}
	sums := p.sumWords(weights)
	b := &c.batch
	var weightUp, longerUp int32
	var all int64
	for start := 0; start < n; start += blockLines {
		cols, weightsUp, longersUp := p.block(start), c.sum(weightSum, start+1), c.sum(longerSum, start+1)
		for i := start; i < min(n, start+blockLines); i++ {
			l, at := &c.brief[i], i%blockLines
			known, weight := apart(sums[l.to] - sums[l.from])
			size := l.to - l.from
			weight *= weighed
			all += int64(weight)
			weight = weight*wordScale + wordNone*size
			b.known[at], b.longer[at], b.weight[at] = known, size, weight
			weightUp, longerUp = weightUp+weight, longerUp+size // differences are right where a sum runs over
			weightsUp[at], longersUp[at] = weightUp, longerUp
		}
		ratios.fill(&cols[fOverlap], &b.known, &zeros, &b.longer, &zeros)
		ownWeights.fill(&cols[fWordScore], &b.weight, &zeros, &b.longer, &zeros)
	}
	c.close(weightSum, n)
	c.close(longerSum, n)
	for start := 0; start < n; start += blockLines {
		weight, lessWeight := c.within(weightSum, start, wordRadius)
		words, lessWords := c.within(longerSum, start, wordRadius)
		nearWeights.fill(&p.block(start)[fWordScoreBy5], weight, lessWeight, words, lessWords)
	}
	p.setAll(fPageScore, wordFeature(all, int64(longerUp)+beside, pageWordScale))
	if p.wordWeights == nil {
		for _, f := range [...]int{fWordScore, fWordScoreBy5, fPageScore} {
			p.setAll(f, 0)
		}
	}
}

// noWeights are those of a page without a model.
var noWeights [wordHashes]int8

// sumWords returns for each of the page's longer words what all before it add up to: how many of them the densest run has,
// above the sum of their weights. One loop over the words of all lines has no ends that no processor foresees.
func (p *Page) sumWords(weights *[wordHashes]int8) []uint64 {
	c := &p.columns
	c.wordSums = slices.Grow(c.wordSums[:0], len(p.words16)+1)[:len(p.words16)+1]
	c.wordSums[0] = 0
	sums, sum := c.wordSums[1:], uint64(0)
	for i, w := range p.words16[:len(sums)] {
		sum += c.seen[w>>6]>>(w&63)&1<<32 + uint64(int64(weights[w]))
		sums[i] = sum
	}
	return c.wordSums
}

// apart takes such a sum apart. The upper half was borrowed from when the lower one is negative.
func apart(sum uint64) (known, weight int32) {
	weight = int32(sum)
	return int32((int64(sum) - int64(weight)) >> 32), weight
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
