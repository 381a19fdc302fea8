package extract

import (
	"math/bits"
	"strings"

	"winnow/document"
)

// Page features from the probabilities and from what they select; they follow the shape features in a row.
const (
	tExpected   = numPageFeatures + iota // expected words of content
	tKept                                // share of the page's words that is more likely content than not
	tKeptBlocks                          //
	tSure                                // share of those words that is sure
	tUnsure                              // share of the page's words that is neither
	tComments                            // share of the page's words that is comments
	tRuns                                // runs of kept blocks
	tSpan                                // from the first kept block to the last, in blocks of the page
	tDense                               // share of the words in between that is kept
	tSubtree                             // share of the kept words in the best subtree
	tKeptLinks
	tKeptItems
	tKeptHeadings
	tKeptRows
	tKeptCode
	tKeptLen // words a kept block
	tKeptEnds
	tKeptDigits
	tKeptMoney
	tKeptDates
	tKeptQuotes
	tRepeated // share of the kept words inside of like-shaped siblings other than paragraphs
	tRepeats  // and how many siblings they are
	tHasTitle
	tTitlePos
	tH1s
	tPathTop        // share of the kept words in blocks with the commonest path
	tCues           // elements that name each cue group
	numTypeFeatures = tCues + numCues
)

// PageTypeNames are the names of the features of a page's type, by index.
var PageTypeNames = func() (names []string) {
	for _, d := range FeatureTable {
		if d.Index == fPage {
			names = append(names, strings.Fields(d.Names)...)
		}
	}
	names = append(names, "expected", "kept", "keptblocks", "sure", "unsure", "comments", "runs", "span", "dense", "subtree",
		"keptlinks", "keptitems", "keptheadings", "keptrows", "keptcode", "keptlen", "keptends", "keptdigits", "keptmoney",
		"keptdates", "keptquotes", "repeated", "repeats", "hastitle", "titlepos", "h1s", "pathtop")
	for _, g := range cueLexicon {
		names = append(names, "elems_"+g.name)
	}
	return names
}()

// TypeFeatures computes the features of the page's type from the probability of content and of comments of each block,
// in 1/1000. Features must have been called before. The row is valid until the next call.
func (p *Page) TypeFeatures(content, comment []int32) []byte {
	f := &p.typeRow
	*f = [numTypeFeatures]byte{}
	copy(f[:], p.shape[:])
	n := int32(len(p.Blocks))
	if n == 0 {
		return f[:]
	}
	var expected, kept, sure, unsure, comments int64
	var k counts
	var blocks, items, headings, rows, code, dates, runs, repeated int32
	first, last := int32(-1), int32(-1)
	repeats := int32(0)
	p.onPath = append(p.onPath[:0], make([]int32, len(p.paths))...)
	for i := range n {
		b := &p.Blocks[i]
		w := int64(b.size)
		expected += w * int64(content[i])
		comments += w * int64(comment[i])
		if content[i] >= 200 && content[i] < 800 {
			unsure += w
		}
		if content[i] < scale/2 {
			continue
		}
		if last != i-1 || first < 0 {
			runs++
		}
		if first < 0 {
			first = i
		}
		last = i
		kept += w
		if content[i] >= 800 {
			sure += w
		}
		blocks++
		k.chars += b.chars
		k.linked += b.linked
		k.words += b.size
		k.ends += b.ends
		k.digits += b.digits
		k.quotes += b.quotes
		if b.money > 0 {
			k.money++
		}
		if b.dated {
			dates++
		}
		switch b.Kind {
		case document.ListItem:
			items += b.size
		case document.Heading:
			headings++
		case document.TableRow:
			rows += b.size
		case document.Code:
			code += b.size
		}
		p.onPath[p.pathOf[i]] += b.size
		if r := p.infos[b.elem].repeated; r >= 0 && p.infos[r].repeatedUp == 0 {
			for r >= 0 && p.elems[r].last-p.elems[r].first < 2 { // single paragraphs and items are no cards
				if r = p.elems[r].parent; r >= 0 {
					r = p.infos[r].repeated
				}
			}
			if r >= 0 {
				repeated += b.size
				repeats = max(repeats, p.groups[p.infos[r].group].count)
			}
		}
	}
	total := p.sums[n].words
	k32 := int32(kept)
	f[tExpected], f[tKept], f[tKeptBlocks] = lg(int32(expected/scale)), ratio(k32, total), lg(blocks)
	f[tSure], f[tUnsure], f[tComments] = ratio(int32(sure), k32), ratio(int32(unsure), total), ratio(int32(comments/scale), total)
	f[tRuns] = lg(runs)
	if first >= 0 {
		f[tSpan], f[tDense] = ratio(last-first+1, n), ratio(k32, p.between(first, last+1).words)
	}
	f[tSubtree] = ratio(p.keptWithin(p.bestSubtree(content), content), k32)
	f[tKeptLinks], f[tKeptItems], f[tKeptHeadings] = ratio(k.linked, k.chars), ratio(items, k32), ratio(headings, blocks)
	f[tKeptRows], f[tKeptCode], f[tKeptLen] = ratio(rows, k32), ratio(code, k32), lg(k32/max(1, blocks))
	f[tKeptEnds], f[tKeptDigits], f[tKeptMoney] = ratio(8*k.ends, k32), ratio(4*k.digits, k.chars), lg(k.money)
	f[tKeptDates], f[tKeptQuotes] = lg(dates), lg(k.quotes)
	f[tRepeated], f[tRepeats] = ratio(repeated, k32), count(repeats)
	f[tHasTitle], f[tTitlePos] = bit(p.ends.hasTitle), ratio(p.ends.title, n)
	h1s, top := int32(0), int32(0)
	for i := range p.Blocks {
		if p.Blocks[i].Kind == document.Heading && p.Blocks[i].Level == 1 {
			h1s++
		}
	}
	for _, w := range p.onPath {
		top = max(top, w)
	}
	f[tH1s], f[tPathTop] = count(h1s), ratio(top, k32)
	var cues [numCues]int32
	for i := range p.elems {
		for c := p.elems[i].cues; c != 0; c &= c - 1 {
			cues[bits.TrailingZeros32(uint32(c))]++
		}
	}
	for g, c := range cues {
		f[tCues+g] = lg(c)
	}
	return f[:]
}

// subtreeLimit is the probability, in 1/scale, from which a block speaks for the subtree that holds it: .6 in the
// trial of the block model, where the one best subtree lifted news in five languages from .83 to .88.
const subtreeLimit = 600

// bestSubtree returns the element with the largest sum of words × (probability - subtreeLimit).
func (p *Page) bestSubtree(content []int32) int32 {
	p.prefix = append(p.prefix[:0], 0)
	sum := int64(0)
	for i := range p.Blocks {
		sum += int64(p.Blocks[i].size) * int64(content[i]-subtreeLimit)
		p.prefix = append(p.prefix, sum)
	}
	best, most := int32(0), int64(-1<<62)
	for e := range p.elems {
		el := &p.elems[e]
		if s := p.prefix[el.last] - p.prefix[el.first]; el.last > el.first && s > most {
			best, most = int32(e), s
		}
	}
	return best
}

// keptWithin returns the words inside of element e that are more likely content than not.
func (p *Page) keptWithin(e int32, content []int32) (words int32) {
	for i := p.elems[e].first; i < p.elems[e].last; i++ {
		if content[i] >= scale/2 {
			words += p.Blocks[i].size
		}
	}
	return words
}
