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

// wordSum is of the lines before one.
type wordSum struct{ weight, words int64 }

// scoreWords fills the columns of wordNames; with zeros where there is no model, which is what train/words.py fills in.
func (p *Page) scoreWords() {
	n := len(p.lines)
	sums := append(p.columns.wordSums[:0], wordSum{})
	var all wordSum
	flat := p.columns.flat[:n]
	if p.wordWeights == nil {
		clear(flat)
		for f := range wordNames {
			p.setColumn(wordsAt+f, flat)
		}
		return
	}
	for i := range p.lines {
		words := p.Words(i)
		sum := int64(0)
		for _, w := range words {
			sum += int64(p.wordWeights[w])
		}
		flat[i] = wordFeature(sum, int64(len(words))+ownBeside, wordScale)
		all.weight, all.words = all.weight+sum, all.words+int64(len(words))
		sums = append(sums, all)
	}
	p.columns.wordSums = sums
	p.setColumn(wordsAt, flat)
	for i := range flat {
		a, b := &sums[max(0, i-wordRadius)], &sums[min(n, i+wordRadius+1)]
		flat[i] = wordFeature(b.weight-a.weight, b.words-a.words+beside, wordScale)
	}
	p.setColumn(wordsAt+1, flat)
	page := wordFeature(all.weight, all.words+beside, pageWordScale)
	for i := range flat {
		flat[i] = page
	}
	p.setColumn(wordsAt+2, flat)
}

// wordFeature is the mean of weights as a feature.
func wordFeature(weight, words, scale int64) uint8 {
	return uint8(min(max(weight*scale+wordNone*words, 0)/words, absent))
}
