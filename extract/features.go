package extract

import (
	"math/bits"

	"winnow/document"
	"winnow/extract/phrases"
)

// featureScratch is what the features are computed from.
type featureScratch struct {
	rows   []byte
	sums   []sums
	infos  []elemInfo
	groups []siblings
	keys   grouping
	points []int32
	dense  [containers]int32
	onWay  [containers][]wayMark

	nextOnWay int32 // the next element that one of onWay has

	paths   []pathStat
	pathOf  []int32
	texts   []int32 // for each group of equal texts, how many
	textOf  []int32
	titles  titleScratch
	match   []int32 // of each block with the title, see matchTitle
	phrases []phrases.Match
	ends    pageEnds
	shape   [numPageFeatures]byte
	prefix  []int64
	typeRow [numTypeFeatures]byte
	onPath  []int32 // kept words of each path
}

// pathStat sums the blocks with one path of tags and classes.
type pathStat struct{ count, chars int32 }

// pageEnds are the blocks that others are measured from.
type pageEnds struct {
	title, h1           int32 // h1 is -1 when there is none
	hasTitle            bool
	firstGood, lastGood int32
}

// Features computes the features of all blocks: row i at rows[i*Stride:], in the order of FeatureNames. It takes a
// few linear passes over flat arrays. The rows are valid until the next Load.
func (p *Page) Features() (rows []byte) {
	n := len(p.Blocks)
	if cap(p.rows) < n*Stride {
		p.rows = make([]byte, (n+n/4)*Stride)
	}
	p.rows = p.rows[:n*Stride]
	p.markDates()
	p.sumBlocks()
	p.loadTitle()
	p.findPhrases()
	p.describeElems()
	for i := range p.Blocks {
		f := p.row(i)
		*f = [Stride]byte{} // here, and not all rows at a time, which would leave the first-level cache before they are filled
		p.ownFeatures(i, f)
	}
	p.groupBlocks()
	p.findEnds()
	p.pageFeatures()
	for i := range p.Blocks {
		f := p.row(i)
		p.elemFeatures(i, f)
		p.placeFeatures(i, f)
		p.levelFeatures(i, f)
		p.repeatFeatures(i, f)
		copy(f[fPage:], p.shape[:])
	}
	p.headFeatures()
	p.phraseFeatures()
	p.windowFeatures()
	return p.rows
}

func (p *Page) row(i int) *[Stride]byte { return (*[Stride]byte)(p.rows[i*Stride:]) }

// groupBlocks counts blocks with the same path and with the same text.
func (p *Page) groupBlocks() {
	p.keys.reset(len(p.Blocks))
	p.paths, p.pathOf = p.paths[:0], p.pathOf[:0]
	g, path := int32(0), uint64(0)
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if now := p.infos[b.elem].path; i == 0 || now != path { // many are like the one before
			path = now
			if g = p.keys.of(path); int(g) == len(p.paths) {
				p.paths = append(p.paths, pathStat{})
			}
		}
		p.paths[g].count++
		p.paths[g].chars += b.chars
		p.pathOf = append(p.pathOf, g)
	}
	p.keys.reset(len(p.Blocks))
	p.texts, p.textOf = p.texts[:0], p.textOf[:0]
	for i := range p.Blocks {
		g := p.keys.of(textHash(p.BlockText(i)))
		if int(g) == len(p.texts) {
			p.texts = append(p.texts, 0)
		}
		f := p.row(i)
		f[fDoubledAt] = count(p.texts[g])
		p.texts[g]++
		p.textOf = append(p.textOf, g)
	}
}

// findEnds finds the block that holds the title, the first h1, and the first and last sentence.
func (p *Page) findEnds() {
	e := pageEnds{h1: -1, firstGood: -1, lastGood: int32(len(p.Blocks)) - 1}
	// A block is taken for the headline when it shares more than 55% of the words; an h1 has it easier.
	const enough, h1Bonus, better = 70, 38, 6
	best := int32(0)
	p.match = p.match[:0]
	last := int32(-1)
	for i := range p.Blocks {
		overlap := p.titles.matchTitle(p.BlockText(i), p.Blocks[i].size)
		p.match = append(p.match, overlap)
		f := p.row(i)
		if f[fHeading] == 1 && e.h1 < 0 {
			e.h1 = int32(i)
		}
		if overlap > enough && p.Blocks[i].chars >= 8 {
			score := overlap
			if f[fHeading] == 1 {
				score += h1Bonus
			}
			if !e.hasTitle || score > best+better {
				e.title, e.hasTitle, best = int32(i), true, score
			}
		}
		if p.Blocks[i].sentence {
			if e.firstGood < 0 {
				e.firstGood = int32(i)
			}
			last = int32(i)
		}
	}
	if last >= 0 {
		e.lastGood = last
	}
	e.firstGood = max(e.firstGood, 0)
	if !e.hasTitle {
		e.title = max(e.h1, 0)
	}
	p.ends = e
}

// elemFeatures writes what the elements around a block say.
func (p *Page) elemFeatures(i int, f *[Stride]byte) {
	b := &p.Blocks[i]
	e, x := &p.elems[b.elem], &p.infos[b.elem]
	f[fTag], f[fDepth] = tagRanks[e.tag], count(e.depth)
	if e.parent >= 0 {
		f[fParentTag] = tagRanks[p.elems[e.parent].tag]
	}
	f[fItem], f[fItemComment] = byte(x.item), bit(x.inComment)
	f[fBadCues], f[fGoodCues] = x.bad, x.good
	copy(f[fAncestor:fAncestor+numAncestors+cueFeatures], x.dist[:])
	for c := b.cues & featureCues; c != 0; c &= c - 1 {
		f[fAncestor+cueSlot[bits.TrailingZeros32(uint32(c))]] = 0
	}
	for k := range containers {
		f[fContainer+2*k] = x.up[k]
		f[fContainer+2*k+1] = signed(e.depth - p.elems[p.dense[k]].depth)
	}
	best := &p.elems[p.dense[containers-1]]
	gap := int32(0)
	if int32(i) < best.first {
		gap = int32(i) - best.first
	} else if int32(i) >= best.last {
		gap = int32(i) - best.last + 1
	}
	f[fBestGap] = signedLog(gap)
}

// placeFeatures writes where a block stands on the page.
func (p *Page) placeFeatures(i int, f *[Stride]byte) {
	at, n := int32(i), int32(len(p.Blocks))
	total := &p.sums[n]
	f[fPos], f[fCharPos] = ratio(at, n), ratio(p.sums[i].chars, total.chars)
	f[fTitleDist], f[fHasTitle] = signedLog(at-p.ends.title), bit(p.ends.hasTitle)
	f[fFirstGood], f[fLastGood] = signedLog(at-p.ends.firstGood), signedLog(at-p.ends.lastGood)
	f[fTitleOver] = count(p.match[i])
	if p.ends.h1 >= 0 {
		f[fH1Dist] = signedLog(at - p.ends.h1)
	}
	f[fBodyStart] = ratio(p.sums[i].good, total.good)
}

// levelFeatures describes the ancestors that hold more blocks than the one below.
func (p *Page) levelFeatures(i int, f *[Stride]byte) {
	e := p.Blocks[i].elem
	x := p.levelsOf(e)
	*(*[levels * perLevel]byte)(f[fLevel:]) = x.levels
	if x.next >= 0 {
		e = x.next
		f[fLevelTag] = tagRanks[p.elems[e].tag]
	}
	el := &p.elems[e]
	f[fLevelPos] = ratio(int32(i)-el.first, el.last-el.first)
}

// levelsOf returns the info of an element with its levels filled in: once an element, because its blocks share what it
// holds, and what those above it hold.
func (p *Page) levelsOf(e int32) *elemInfo {
	x := &p.infos[e]
	if x.summed {
		return x
	}
	x.summed = true
	el := &p.elems[e]
	from, to := &p.sums[el.first], &p.sums[el.last]
	chars, words, blocks := to.chars-from.chars, to.words-from.words, el.last-el.first
	if x.next >= 0 {
		copy(x.levels[perLevel:], p.levelsOf(x.next).levels[:])
	} else {
		clear(x.levels[perLevel:])
	}
	*(*[perLevel]byte)(x.levels[:]) = [perLevel]byte{lg(chars), ratio(to.linked-from.linked, chars),
		ratio(to.good-from.good, p.sums[len(p.Blocks)].good), lg(words / max(1, blocks))}
	return x
}

// repeatFeatures describes the repetition that a block is part of.
func (p *Page) repeatFeatures(i int, f *[Stride]byte) {
	b := &p.Blocks[i]
	x := &p.infos[b.elem]
	f[fRepLevel] = min(x.repeatedUp, far)
	if r := x.repeated; r >= 0 {
		g, el := &p.groups[p.infos[r].group], &p.elems[r]
		f[fRepCount], f[fRepChars], f[fRepLinks] = count(g.count), lg(g.chars/g.count), ratio(g.linked, g.chars)
		f[fRepBlocks] = lg(el.last - el.first)
		f[fRepDates], f[fRepGoods] = ratio(g.dates, g.count), ratio(g.goods, g.count)
	}
	s := &p.paths[p.pathOf[i]]
	f[fPathCount], f[fPathChars] = lg(s.count), lg(s.chars/s.count)
	f[fPathShare] = ratio(s.chars, p.sums[len(p.Blocks)].chars)
	f[fDoubled] = count(p.texts[p.textOf[i]] - 1)
}

// window sums the blocks from one on to before another.
func (p *Page) window(f *[perWindow]byte, first, end int32) {
	from, to := &p.sums[first], &p.sums[end]
	f[0], f[1], f[2] = lg(to.words-from.words), ratio(to.linked-from.linked, to.chars-from.chars), count(to.goods-from.goods)
}

// headFeatures describes the heading above each block.
func (p *Page) headFeatures() {
	head, words := -1, int32(0)
	for i := range p.Blocks {
		f, b := p.row(i), &p.Blocks[i]
		if head >= 0 {
			h := &p.Blocks[head]
			f[fHeadLevel], f[fHeadSince] = h.Level, count(int32(i-head))
			f[fHeadWords], f[fHeadSize] = lg(words), lg(h.chars)
		}
		if words += b.size; b.Kind == document.Heading {
			head, words = i, 0
		}
	}
}

// windowFeatures sums the blocks around each, and counts from the last sentence.
func (p *Page) windowFeatures() {
	n := int32(len(p.Blocks))
	since := int32(60)
	for i := range n {
		f := p.row(int(i))
		p.window((*[perWindow]byte)(f[fWindow:]), max(0, i-3), min(n, i+3+1))
		p.window((*[perWindow]byte)(f[fWindow+perWindow:]), max(0, i-8), min(n, i+8+1))
		if p.Blocks[i].sentence {
			since = 0
		}
		f[fGoodUp] = byte(min(since, 60))
		since++
	}
}
