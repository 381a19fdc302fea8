package plain

import "winnow/extract/forest"

// sumUp adds up what windows count over lines of a block.
func (p *Page) sumUp(lines []line, start int) {
	c := &p.columns
	words, body, full, several := c.sum(wordsSum, start+1), c.sum(bodySum, start+1), c.sum(fullSum, start+1), c.sum(severalSum, start+1)
	dates, names, asks, uneven := c.sum(datesSum, start+1), c.sum(namesSum, start+1), c.sum(asksSum, start+1), c.sum(unevenSum, start+1)
	read, digits, cased, upper := c.sum(readSum, start+1), c.sum(digitsSum, start+1), c.sum(casedSum, start+1), c.sum(upperSum, start+1)
	number := c.sum(linesSum, start+1)
	before := int32(logScale(p.lines[max(start-1, 0)].words))
	for i := range lines {
		l, at := &lines[i], i%blockLines
		scale := int32(logScale(l.words))
		number[at] = int32(start + i + 1)
		words[at] = l.words
		body[at] = int32(bit(l.sentence))
		full[at] = int32(bit(l.full))
		several[at] = int32(bit(l.stops > 1))
		dates[at] = int32(bit(l.dateLike()))
		names[at] = int32(bit(l.isName()))
		asks[at] = int32(bit(l.question))
		uneven[at] = max(scale-before, before-scale)
		read[at] = l.letters + l.digits
		digits[at] = l.digits
		cased[at] = l.upper + l.lower
		upper[at] = l.upper
		before = scale
	}
	for k := wordsSum; k < longerSum; k++ {
		sum := c.sums[k][widest+start:][:len(lines)+1]
		all := sum[0]
		for i := range sum[1:] {
			all += sum[1+i]
			sum[1+i] = all
		}
	}
}

// windows fills the columns of windowNames and those of contextNames that count lines around.
func (p *Page) windows() {
	n := len(p.lines)
	c := &p.columns
	several := ratio(c.sums[severalSum][widest+n], int32(n))
	for start := 0; start < n; start += blockLines {
		cols := p.block(start)
		for k, radius := range [...]int{2, 5, widest} {
			window := (*[len(windowed)]forest.Column)(cols[windowsAt+k*len(windowed):])
			lines, less := c.within(linesSum, start, radius)
			fill := func(column int, q *quotients, part int, whole, lessWhole *numbers) {
				to, from := c.within(part, start, radius)
				q.fill(&window[column], to, from, whole, lessWhole)
			}
			fill(0, meanWords, wordsSum, lines, less)
			fill(1, ratios, bodySum, lines, less)
			fill(2, ratios, fullSum, lines, less)
			read, lessRead := c.within(readSum, start, radius)
			fill(3, ratios, digitsSum, read, lessRead)
			cased, lessCased := c.within(casedSum, start, radius)
			fill(4, ratios, upperSum, cased, lessCased)
		}
		around := (*[len(contextNames)]forest.Column)(cols[contextAt:])
		fill := func(column int, q *quotients, part, radius int) {
			to, from := c.within(part, start, radius)
			lines, less := c.within(linesSum, start, radius)
			q.fill(&around[column], to, from, lines, less)
		}
		fill(2, ratios, severalSum, 5)
		fill(3, ratios, severalSum, widest)
		fill(5, meanSteps, unevenSum, 5)
		for i := range around[4] {
			around[4][i] = several
		}
		for column, of := range [...]int{8: datesSum, 9: namesSum, 10: asksSum} {
			if of != 0 {
				to, from := c.within(of, start, widest)
				logScales(&around[column], to, from)
			}
		}
	}
}

// context fills the other columns of contextNames.
func (p *Page) context() {
	n := len(p.lines)
	c := &p.columns
	b, forms, dates := &c.batch, c.forms, c.sums[datesSum][widest:]
	for i := range p.lines {
		forms[i] = p.lines[i].form()
	}
	for i := range min(n, alikeRadius+1) {
		c.alike[forms[i]]++
	}
	prev := never
	first := 0 // line of the block
	for start := 0; start < n; start += blockLines {
		cols := (*[len(contextNames)]forest.Column)(p.block(start)[contextAt:])
		for i := start; i < min(n, start+blockLines); i++ {
			at := i % blockLines
			b.prevDate[at] = int32(i) - prev
			if dates[i+1] != dates[i] {
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
		logScales(&cols[6], &b.prevDate, &zeros)
	}
	p.setColumn(contextAt+12, c.flat)
	for i := max(0, n-alikeRadius); i < n; i++ {
		c.alike[forms[i]]-- // all are zero for the next page
	}
	next := -never
	for start := (n - 1) / blockLines * blockLines; start >= 0; start -= blockLines {
		for i := min(n, start+blockLines) - 1; i >= start; i-- {
			b.nextDate[i%blockLines] = next - int32(i)
			if dates[i+1] != dates[i] {
				next = int32(i)
			}
		}
		logScales(&p.block(start)[contextAt+7], &b.nextDate, &zeros)
	}
}

// alikeRadius is how far before and behind a line others of its form are counted.
const alikeRadius = 8
