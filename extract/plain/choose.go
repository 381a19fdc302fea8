package plain

import (
	"math/bits"
	"slices"
)

// The choice of lines from their scores, in whole numbers, so that it is the same on every machine: scores in
// thousandths, sizes in tenths of words.

const (
	scoreUnit = 1000
	sizeUnit  = 10
	// lineSize is the size of a line beyond its words, in tenths of words: lines without words count a little.
	lineSize = 3
	// switchCost is what each change between keeping and dropping costs, in words. Of 0, 3, 8, 15 and 30 words the best
	// for articles without a loss on other pages (wcxb-dev-text, daniel-dev, by site folds).
	switchCost = 3
	// nothing is the score that at least one line must have, or else there is no text on the page.
	nothing = 100
)

// choose fills p.chosen from p.scores: the lines above a threshold that follows the page's expected F1, then smoothed
// over runs.
func (p *Page) choose(favor int) {
	n := len(p.lines)
	p.chosen = append(p.chosen[:0], make([]bool, n)...)
	var hist histogram
	top := int32(0)
	for i, q := range p.scores {
		if p.lines[i].drop == "" {
			hist.add(q, p.size(i))
			top = max(top, q)
		}
	}
	if top < nothing {
		return
	}
	t := p.threshold(&hist)
	t = min(max(t*int64(10-3*favor)/10, 1), scoreUnit-1)
	p.cut = t
	p.smooth(t)
	if !slices.Contains(p.chosen, true) { // no run is worth its cost; then each line speaks for itself
		for i, q := range p.scores {
			p.chosen[i] = int64(q) >= t && p.lines[i].drop == ""
		}
	}
}

func (p *Page) size(i int) int64 { return int64(p.lines[i].words)*sizeUnit + lineSize }

// histogram adds up the sizes of lines by their score. Few of the scores occur on a page: seen has a bit for each that
// does.
type histogram struct {
	sizes [scoreUnit + 1]int64
	seen  [scoreUnit/64 + 1]uint64
}

func (h *histogram) add(score int32, size int64) {
	h.sizes[score] += size
	h.seen[score/64] |= 1 << (score % 64)
}

// falling yields the scores that occur with the sizes of their lines, the highest first.
func (h *histogram) falling(yield func(score, size int64) bool) {
	for word := len(h.seen) - 1; word >= 0; word-- {
		for left := h.seen[word]; left != 0; {
			bit := bits.Len64(left) - 1
			left &^= 1 << bit
			if score := word*64 + bit; !yield(int64(score), h.sizes[score]) {
				return
			}
		}
	}
}

// bestThreshold returns the score from which on lines should be kept for the highest expected F1: with all of a higher
// score kept, the kept words that are content in expectation (tp), the kept words (n) and the expected content of the
// page (all), F1 is 2·tp/(n+all), and a line is worth keeping when its score is above half of it (Lipton, Elkan and
// Narayanaswamy, "Thresholding classifiers to maximize F1 score", 2014).
func bestThreshold(hist *histogram) int64 {
	var all, tp, n int64
	for score, size := range hist.falling {
		all += score * size
	}
	best := int64(0)
	for score, size := range hist.falling {
		tp += score * size
		n += size * scoreUnit
		best = max(best, tp*scoreUnit/(n+all))
	}
	return best
}

// A page is of a kind that the model knows well when it expects a high F1, or when much of what it would keep is sure.
// There the threshold of best expected F1 lets in what stands around an article, elsewhere it drops too much: the scores
// of a page err together, which the expectation does not know. Factors are tenths of that threshold, by the labels on
// wcxb-dev-text, daniel-dev and readability, in site folds and left out; each step to both sides loses on one of them.
const (
	sureScore   = 900 // of lines that are content for sure
	sureShare   = 30  // least percentage of such words among those above the threshold on a page that is known
	knownBest   = 450 // threshold of best expected F1, which is half of it, from which on a page is known whatever is sure
	unknownBest = 350 // and up to which a page that is not known is a list of links, goods or posts

	knownFactor   = 12 // with a high expected F1
	sureFactor    = 13 // with a lower one, where much is sure
	unknownFactor = 8
	listFactor    = 6
	briefFactor   = 9 // where the page asks for comments it may as well be a short notice among teasers
)

// doubtfulCut is the mean score, in tenths of the threshold, from which on what is not chosen is doubtful. Of the texts that
// winnow writes from the pages of wcxb-dev-text 97.1% do not change when they are read again without it, 99.2% with six
// tenths, 99.4% with five and a half, 99.6% with five, which keeps more of what trafeval wants gone.
const doubtfulCut = 6

// doubtful reports whether there is no good reason to drop what was not chosen: it is less than half of the text, and in the
// mean its score is not far from the threshold. A text that was cleaned before is like that; menus and teasers that were
// left in have far lower scores.
func (p *Page) doubtful() bool {
	var all, gone, scores int64
	for i, kept := range p.chosen {
		if p.lines[i].drop != "" {
			continue
		}
		size := p.size(i)
		all += size
		if !kept {
			gone += size
			scores += size * int64(p.scores[i])
		}
	}
	return gone*2 < all && scores*10 >= gone*p.cut*doubtfulCut
}

// threshold returns the score from which on lines are kept.
func (p *Page) threshold(hist *histogram) int64 {
	t := bestThreshold(hist)
	var kept, sure int64
	for score, size := range hist.falling {
		if score <= t {
			break
		}
		kept += size
		if score > sureScore {
			sure = kept
		}
	}
	factor := int64(listFactor)
	switch {
	case t >= knownBest:
		factor = knownFactor
	case sure*100 >= kept*sureShare:
		factor = sureFactor
	case t >= unknownBest:
		factor = unknownFactor
	case p.comments > 0:
		factor = briefFactor
	}
	return t * factor / 10
}

// smooth chooses the lines by dynamic programming over the two states keep and drop (Viterbi): a kept line earns its
// size times its score above the threshold, each run that is begun costs switchCost. Lines that a rule dropped are
// passed over: they do not end a run.
func (p *Page) smooth(threshold int64) {
	const cost = switchCost * scoreUnit * sizeUnit
	n := len(p.lines)
	p.back = append(p.back[:0], make([]uint8, n)...)
	keep, drop := int64(-1<<60), int64(0)
	for i := range p.lines {
		if p.lines[i].drop != "" {
			p.back[i] = stay
			continue
		}
		gain := (int64(p.scores[i]) - threshold) * p.size(i)
		var from uint8
		k, d := keep+gain, drop
		if drop-cost > keep {
			k = drop - cost + gain
			from |= keepFromDrop
		}
		if keep > drop {
			d = keep
			from |= dropFromKeep
		}
		p.back[i], keep, drop = from, k, d
	}
	kept := keep > drop
	for i := n - 1; i >= 0; i-- {
		from := p.back[i]
		if from&stay != 0 {
			continue
		}
		p.chosen[i] = kept
		if kept {
			kept = from&keepFromDrop == 0
		} else {
			kept = from&dropFromKeep != 0
		}
	}
}

// Where the best way to a line came from.
const (
	keepFromDrop uint8 = 1 << iota
	dropFromKeep
	stay
)
