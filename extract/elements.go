package extract

import (
	"encoding/binary"
	"math/bits"

	"winnow/extract/dom"
)

// numDist is the number of distances up the ancestor chain, padded to whole words: of elements, of cue groups, and of the
// legal notice.
const (
	distLegal = numAncestors + numDistantCues
	numDist   = (distLegal + 1 + 7) / 8 * 8
)

// cueSlot is the place of a cue group's distance; of a group without one it is 0.
var cueSlot = func() (slots [numCues]int) {
	for i, g := range distantCues {
		slots[g] = numAncestors + i
	}
	return slots
}()

// Cue groups that have a distance, and those of them that are features.
var knownCues, featureCues = func() (known, features cueSet) {
	for i, g := range distantCues {
		known |= 1 << g
		if i < cueFeatures {
			features |= 1 << g
		}
	}
	return known, features
}()

// elemInfo is what the features of a block ask about the elements around it.
type elemInfo struct {
	dist       [numDist]byte // levels up to the nearest ancestor of each tag, of each cue group (and one more), that begins with a legal notice
	bad, good  byte          // elements on the way up that speak against, or for, content
	item       itemKind
	inComment  bool
	up         [containers]byte        // levels from each container up to the first element that holds this one
	next       int32                   // nearest ancestor with more blocks than this element; -1: none
	group      int32                   // siblings of the same shape
	child      int32                   // the last child seen that holds text; 0: none
	repeated   int32                   // nearest element, itself included, with enough siblings of its shape; -1: none
	repeatedUp byte                    // levels up to that
	path       uint64                  // hash of the shapes from the body down
	levels     [levels * perLevel]byte // features of the element as a level, and of those above it, once they are summed
	summed     bool
}

// siblings sums the elements of one shape under one parent.
type siblings struct{ count, chars, linked, dates, goods int32 }

// minRepeats is how many siblings of a shape make a repetition.
const minRepeats = 3

// sums are prefix sums over the blocks.
type sums struct{ chars, linked, good, words, goods, sentences, dates int32 }

// Cue groups that speak against content, and for it.
const (
	badCues = 1<<cueNav | 1<<cueCrumb | 1<<cueShare | 1<<cueComment | 1<<cueRelated | 1<<cueSide | 1<<cueFoot |
		1<<cueAd | 1<<cueModal | 1<<cueSignup | 1<<cuePager
	goodCues = 1<<cueContent | 1<<cueBody
)

// ancestorSlot is the place of a tag in ancestorTags, plus 1.
var ancestorSlot = func() (slots [dom.NumTags]byte) {
	for i, t := range ancestorTags {
		slots[t] = byte(i) + 1
	}
	slots[dom.TagOl], slots[dom.TagMenu] = slots[dom.TagUl], slots[dom.TagUl]
	return slots
}()

// roleTags are the elements that roles stand for.
var roleTags = [...]dom.Tag{roleArticle: dom.TagArticle, roleMain: dom.TagMain, roleNav: dom.TagNav,
	roleAside: dom.TagAside, roleHeader: dom.TagHeader, roleFooter: dom.TagFooter, roleForm: dom.TagForm,
	rolePresentation: 0}

// sumBlocks fills the prefix sums.
func (p *Page) sumBlocks() {
	if n := len(p.Blocks) + 1; cap(p.sums) < n {
		p.sums = make([]sums, n+n/4)
	}
	p.sums = p.sums[:len(p.Blocks)+1]
	p.sums[0] = sums{}
	for i := range p.Blocks {
		b, before, s := &p.Blocks[i], &p.sums[i], &p.sums[i+1]
		good := int32(bit(b.good))
		s.chars, s.linked = before.chars+b.chars, before.linked+b.linked
		s.words = before.words + b.size
		s.good, s.goods = before.good+good*b.chars, before.goods+good
		s.sentences, s.dates = before.sentences+int32(bit(b.sentence)), before.dates+int32(bit(b.dated))
	}
}

// within returns the sums of the blocks inside of element e.
func (p *Page) within(e int32) sums {
	el := &p.elems[e]
	return p.between(el.first, el.last)
}

func (p *Page) between(first, last int32) sums {
	a, b := &p.sums[first], &p.sums[last]
	return sums{b.chars - a.chars, b.linked - a.linked, b.good - a.good, b.words - a.words,
		b.goods - a.goods, b.sentences - a.sentences, b.dates - a.dates}
}

// describeElems fills p.infos, from the body down, so that each element starts from what its parent knows.
func (p *Page) describeElems() {
	n := len(p.elems)
	if cap(p.infos) < n {
		p.infos = make([]elemInfo, n+n/4)
	}
	p.infos = p.infos[:n]
	p.findContainers()
	p.groupSiblings()
	for i := range p.elems {
		e, x := &p.elems[i], &p.infos[i]
		if e.last <= e.first && i > 0 {
			continue // no block asks about it
		}
		x.summed = false
		if i == 0 {
			for k := range x.dist {
				x.dist[k] = far
			}
			x.bad, x.good, x.item, x.inComment, x.path = 0, 0, itemNone, false, 1
			x.next, x.repeated, x.repeatedUp = -1, -1, far
			p.containerLevels(0, x, nil)
			continue
		}
		up := &p.infos[e.parent]
		stepUp(&x.dist, &up.dist)
		x.bad, x.good, x.item, x.inComment = up.bad, up.good, up.item, up.inComment
		if s := ancestorSlot[e.tag]; s != 0 {
			x.dist[s-1] = 0
		}
		if s := ancestorSlot[roleTags[e.role%roleKind(len(roleTags))]]; s != 0 {
			x.dist[s-1] = 0
		}
		for c := e.cues & knownCues; c != 0; c &= c - 1 {
			x.dist[cueSlot[bits.TrailingZeros32(uint32(c))]] = 1 // 0 is the inline element's
		}
		if e.last-e.first > 1 && p.markOf(e.first) == markLegal {
			x.dist[distLegal] = 0
		}
		if e.cues&badCues != 0 {
			x.bad = min(x.bad+1, 127)
		}
		if e.cues&goodCues != 0 {
			x.good = min(x.good+1, 127)
		}
		if e.item != itemNone {
			x.item = e.item
			x.inComment = x.inComment || e.item == itemComment
		}
		x.path = (up.path ^ e.shape) * 0x9e3779b97f4a7c15
		x.path ^= x.path >> 29
		p.containerLevels(int32(i), x, up)
		if pe := &p.elems[e.parent]; pe.last-pe.first > e.last-e.first {
			x.next = e.parent
		} else {
			x.next = up.next
		}
		if p.groups[x.group].count >= minRepeats {
			x.repeated, x.repeatedUp = int32(i), 0
		} else {
			x.repeated, x.repeatedUp = up.repeated, min(up.repeatedUp+1, far)
		}
	}
}

// cueDistance returns how many levels above block i, and one more, the nearest element stands that names a cue group of
// distantCues; 0 for an inline element of the block itself, far when there is none.
func (p *Page) cueDistance(i int, group int) byte {
	b := &p.Blocks[i]
	if b.cues>>group&1 != 0 {
		return 0
	}
	return p.infos[b.elem].dist[cueSlot[group]]
}

// stepUp adds one to each of from's distances, none going beyond far (63): eight at a time.
func stepUp(to, from *[numDist]byte) {
	const ones, over = 0x0101010101010101, 0x4040404040404040
	for k := 0; k < numDist; k += 8 {
		v := binary.LittleEndian.Uint64(from[k:]) + ones
		v -= v & over >> 6
		binary.LittleEndian.PutUint64(to[k:], v)
	}
}

// groupSiblings numbers the elements that hold text by parent and shape.
func (p *Page) groupSiblings() {
	p.keys.reset(len(p.elems))
	p.groups = append(p.groups[:0], siblings{})
	p.keys.len = 1
	for i := range p.elems {
		e, x := &p.elems[i], &p.infos[i]
		x.child = 0
		if i == 0 || e.last <= e.first {
			continue
		}
		up := &p.infos[e.parent]
		if c := up.child; c != 0 && p.elems[c].shape == e.shape { // most are like the one before
			x.group = p.infos[c].group
		} else if x.group = p.keys.of(e.shape ^ uint64(e.parent+1)*0xff51afd7ed558ccd); int(x.group) == len(p.groups) {
			p.groups = append(p.groups, siblings{})
		}
		up.child = int32(i)
		g, from, to := &p.groups[x.group], &p.sums[e.first], &p.sums[e.last]
		g.count++
		g.chars += to.chars - from.chars
		g.linked += to.linked - from.linked
		g.dates += min(to.dates-from.dates, 1)
		g.goods += min(to.goods-from.goods, 1)
	}
}

// findContainers sets p.dense: the smallest elements that hold 50 and 75% of the good text, and the one that is
// best by Readability's score.
func (p *Page) findContainers() {
	good := int64(p.sums[len(p.Blocks)].good)
	percents := [...]int64{50, 75}
	p.dense = [containers]int32{}
	for i := range p.elems {
		e := &p.elems[i]
		held := int64(p.sums[e.last].good-p.sums[e.first].good) * 100
		if good == 0 || held < good*percents[0] {
			continue
		}
		for k, percent := range percents {
			if held >= good*percent && e.depth > p.elems[p.dense[k]].depth {
				p.dense[k] = int32(i)
			}
		}
	}
	p.dense[containers-1] = p.bestByPoints()
	p.nextOnWay = 0
	for k, d := range p.dense {
		// onWay marks the elements from the container up to the body with their levels.
		p.onWay[k] = append(p.onWay[k][:0], wayMark{d, 0})
		for level := int32(1); d > 0; level++ {
			d = p.elems[d].parent
			p.onWay[k] = append(p.onWay[k], wayMark{d, byte(min(level, far))})
		}
	}
}

// wayMark is an element on the way from a container up to the body.
type wayMark struct {
	elem  int32
	level byte
}

// containerLevels sets x.up. Elements are visited from the body down, so the end of onWay is used up in step.
func (p *Page) containerLevels(i int32, x, up *elemInfo) {
	if up != nil {
		x.up = up.up
	}
	if i != p.nextOnWay { // nearly all
		return
	}
	p.nextOnWay = int32(len(p.elems))
	for k, way := range p.onWay {
		if n := len(way); n > 0 && way[n-1].elem == i {
			x.up[k] = way[n-1].level
			way = way[:n-1]
			p.onWay[k] = way
		}
		if n := len(way); n > 0 {
			p.nextOnWay = min(p.nextOnWay, way[n-1].elem)
		}
	}
}

// bestByPoints scores elements as Readability does (Arc90 2009): each paragraph of 25 characters gives its parent a
// point, one for each 100 characters up to three, half of that to the grandparent and a sixth above; weighed by the
// share of text that is not linked. It returns the best element. Points are integers: 1/12 of a point.
func (p *Page) bestByPoints() int32 {
	n := len(p.elems)
	if cap(p.points) < n {
		p.points = make([]int32, n+n/4)
	}
	p.points = p.points[:n]
	clear(p.points)
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.chars < 25 || b.linked*2 >= b.chars {
			continue
		}
		points := 12 + min(36, b.chars*12/100)
		e := b.elem
		switch p.elems[e].tag {
		case dom.TagP, dom.TagPre, dom.TagTd, dom.TagBlockquote, dom.TagLi, dom.TagH1, dom.TagH2, dom.TagH3, dom.TagH4,
			dom.TagH5, dom.TagH6:
			e = max(p.elems[e].parent, 0)
		}
		for _, share := range [...]int32{1, 2, 6} {
			p.points[e] += points / share
			if e = p.elems[e].parent; e < 0 {
				break
			}
		}
	}
	best, most := int32(0), int64(-1)
	for i := range p.elems {
		if p.points[i] == 0 && most >= 0 {
			continue
		}
		from, to := &p.sums[p.elems[i].first], &p.sums[p.elems[i].last]
		chars := to.chars - from.chars
		if points := int64(p.points[i]) * int64(chars-(to.linked-from.linked)) / int64(max(1, chars)); points > most {
			best, most = int32(i), points
		}
	}
	return best
}
