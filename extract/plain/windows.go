package plain

import "winnow/extract/forest"

// windowSum adds up what windows count, over the lines before one: a window is the difference of two of them.
type windowSum struct {
	flags  uint64 // numbers of lines, eight bits each; they run over, but differences of up to 31 lines are right
	digits uint64 // letters and digits in the upper half, digits in the lower one
	upper  uint64 // words with a case, and of them those with a capital first
	words  int64
}

// What stands in windowSum.flags, by its lowest bit.
const (
	bodyAt    = 8 * iota // paragraphs
	fullAt               // lines that end like a sentence
	severalAt            // lines of two sentences and more
	datesAt              // lines that look like a date
	namesAt              // lines that look like a person's name
	asksAt               // questions
	unevenAt             // difference to the line before, log scale, sixteen bits
)

func lineFlag(b bool, at int) uint64 { return uint64(bit(b)) << at }

// since returns how many lines a flag has between two sums, at most 31.
func (s *windowSum) since(before *windowSum, at int) int32 {
	return int32((s.flags - before.flags) >> at & 0xff)
}

// sumUp fills the sums of windows and returns the number of lines of two sentences and more.
func (p *Page) sumUp() (several int32) {
	sums := p.columns.sums
	var s windowSum
	sums[0] = s
	before := int32(0)
	for i := range p.lines {
		l := &p.lines[i]
		scale := int32(logScale(l.words))
		uneven := max(scale-before, before-scale)
		if i == 0 {
			uneven = 0
		}
		before = scale
		several += int32(bit(l.stops > 1))
		s.flags += lineFlag(l.sentence, bodyAt) | lineFlag(l.full, fullAt) | lineFlag(l.stops > 1, severalAt) | lineFlag(l.dateLike(), datesAt) |
			lineFlag(l.isName(), namesAt) | lineFlag(l.question, asksAt) | uint64(uneven)<<unevenAt
		s.digits += uint64(l.letters+l.digits)<<32 | uint64(l.digits)
		s.upper += uint64(l.upper+l.lower)<<32 | uint64(l.upper)
		s.words += int64(l.words)
		sums[i+1] = s
	}
	return several
}

// windows fills the columns of windowNames and those of contextNames that count lines around.
func (p *Page) windows() {
	n := len(p.lines)
	several := ratio(p.sumUp(), int32(n))
	sums := p.columns.sums
	for start := 0; start < n; start += blockLines {
		cols, end := p.block(start), min(n, start+blockLines)
		p.window((*[len(windowed)]forest.Column)(cols[windowsAt:]), start, end, 2)
		p.window((*[len(windowed)]forest.Column)(cols[windowsAt+len(windowed):]), start, end, 5)
		p.window((*[len(windowed)]forest.Column)(cols[windowsAt+2*len(windowed):]), start, end, 15)
		around := (*[len(contextNames)]forest.Column)(cols[contextAt:])
		for i := start; i < end; i++ {
			at := i & (blockLines - 1)
			from, to := max(0, i-5), min(n, i+6)
			a, b := &sums[from], &sums[to]
			around[2][at] = shares[(to-from)&31][b.since(a, severalAt)&31]
			around[5][at] = uint8(min((b.flags-a.flags)>>unevenAt*8*reciprocals[(to-from)&31]>>32, 127))
			from, to = max(0, i-15), min(n, i+16)
			a, b = &sums[from], &sums[to]
			around[3][at] = shares[(to-from)&31][b.since(a, severalAt)&31]
			around[4][at] = several
			around[8][at] = logScale(b.since(a, datesAt))
			around[9][at] = logScale(b.since(a, namesAt))
			around[10][at] = logScale(b.since(a, asksAt))
		}
	}
}

// window fills the columns of one window for lines [start, end), which stand in one block.
func (p *Page) window(cols *[len(windowed)]forest.Column, start, end, radius int) {
	n, sums := len(p.lines), p.columns.sums
	for i := start; i < end; i++ {
		at := i & (blockLines - 1)
		from, to := max(0, i-radius), min(n, i+radius+1)
		a, b := &sums[from], &sums[to]
		lines := &shares[(to-from)&31]
		words := uint64(b.words-a.words) * 2
		if words < 1<<22 {
			words = words * reciprocals[(to-from)&31] >> 32
		} else {
			words /= uint64(to - from)
		}
		cols[0][at] = logScale(int32(words))
		cols[1][at] = lines[b.since(a, bodyAt)&31]
		cols[2][at] = lines[b.since(a, fullAt)&31]
		cols[3][at] = share(b.digits - a.digits)
		cols[4][at] = share(b.upper - a.upper)
	}
}

// share is the ratio of the lower half to the upper one.
func share(packed uint64) uint8 { return ratio(int32(uint32(packed)), int32(packed>>32)) }

// shares are those of up to 31 lines, the widest window.
var shares = func() (t [32][32]uint8) {
	for whole := range t {
		for part := range t[whole] {
			t[whole][part] = ratio(int32(part), int32(whole))
		}
	}
	return t
}()

// context fills the other columns of contextNames.
func (p *Page) context() {
	n := len(p.lines)
	c := &p.columns
	forms := c.forms
	for i := range p.lines {
		forms[i] = p.lines[i].form()
	}
	for i := range min(n, alikeRadius+1) {
		c.alike[forms[i]]++
	}
	prev := int32(-1)
	first := 0 // line of the block
	var cols *[len(contextNames)]forest.Column
	for i := range forms {
		at := i & (blockLines - 1)
		if at == 0 {
			cols = (*[len(contextNames)]forest.Column)(p.block(i)[contextAt:])
		}
		cols[6][at] = since(prev, int32(i))
		if c.sums[i+1].since(&c.sums[i], datesAt) > 0 {
			prev = int32(i)
		}
		cols[11][at] = c.alike[forms[i]] - 1
		if i-alikeRadius >= 0 {
			c.alike[forms[i-alikeRadius]]--
		}
		if i+alikeRadius+1 < n {
			c.alike[forms[i+alikeRadius+1]]++
		}
		if c.brief[i].parted {
			first = i
		}
		if i+1 == n || c.brief[i+1].parted {
			size := logScale(int32(i + 1 - first))
			for k := first; k <= i; k++ {
				c.flat[k] = size
			}
		}
	}
	p.setColumn(contextAt+12, c.flat)
	for i := max(0, n-alikeRadius); i < n; i++ {
		c.alike[forms[i]]-- // all are zero for the next page
	}
	next := int32(-1)
	for i := n - 1; i >= 0; i-- {
		c.flat[i] = since(int32(i), next)
		if c.sums[i+1].since(&c.sums[i], datesAt) > 0 {
			next = int32(i)
		}
	}
	p.setColumn(contextAt+7, c.flat)
}

// alikeRadius is how far before and behind a line others of its form are counted.
const alikeRadius = 8
