package plain

import "winnow/extract/phrases"

// What a line has in common with the lines around it: paragraphs of an article differ in length; teasers and cards are alike in
// form; comments have names and dates between them.

// dateLike reports whether a line may be nothing but a date or a time.
func (l *line) dateLike() bool {
	// Without a branch, which no processor would foresee.
	few := bit(l.words <= 6) & bit(uint32(l.digits-2) <= 12) &^ bit(l.price)
	return few|bit(l.match.Kind == phrases.Time)&bit(l.match.Form == phrases.Line) != 0
}

// dates fills the columns of how far dates are.
func (p *Page) dates() {
	n := len(p.lines)
	b, dates := &p.columns.batch, p.columns.sums[datesSum][widest:]
	prev, next := never, -never
	for start := 0; start < n; start += blockLines {
		for i := start; i < min(n, start+blockLines); i++ {
			b.prevDate[i%blockLines] = int32(i) - prev
			if dates[i+1] != dates[i] {
				prev = int32(i)
			}
		}
		logScales(&p.block(start)[fPrevDate], &b.prevDate, &zeros)
	}
	for start := (n - 1) / blockLines * blockLines; start >= 0; start -= blockLines {
		for i := min(n, start+blockLines) - 1; i >= start; i-- {
			b.nextDate[i%blockLines] = next - int32(i)
			if dates[i+1] != dates[i] {
				next = int32(i)
			}
		}
		logScales(&p.block(start)[fNextDate], &b.nextDate, &zeros)
	}
}

// form is a class of lines that look alike.
func (l *line) form() uint16 {
	f := uint16(logScale(l.words))>>1<<7 | uint16(l.opensBy)<<3 // nine openings
	if l.full {
		f |= 1
	}
	if l.digits > 0 {
		f |= 2
	}
	if l.stops > 1 {
		f |= 4
	}
	return f
}

// alikeRadius is how far before and behind a line others of its form are counted.
const alikeRadius = 8

// alike fills the column of lines of the same form around.
func (p *Page) alike() {
	c := &p.columns
	forms, n := c.forms, len(p.lines)
	for i := range min(n, alikeRadius+1) {
		c.alike[forms[i]]++
	}
	for i := range forms {
		c.flat[i] = c.alike[forms[i]] - 1
		if i-alikeRadius >= 0 {
			c.alike[forms[i-alikeRadius]]--
		}
		if i+alikeRadius+1 < n {
			c.alike[forms[i+alikeRadius+1]]++
		}
	}
	p.setColumn(fAlike, c.flat)
	for i := max(0, n-alikeRadius); i < n; i++ {
		c.alike[forms[i]]-- // all are zero for the next page
	}
}

// shortWords is the words from which on a line is none of a run of short ones.
const shortWords = 6

// runsOfLines fills the columns of how many lines in a row are short, and stand without a blank line between. On the way down
// each line gets its number in its run, on the way up that of the last one, without a branch: runs have one line or two for
// the most part.
func (p *Page) runsOfLines() {
	c := &p.columns
	n := len(p.lines)
	short, block := c.shortRun[:n], c.blockRun[:n]
	var shorts, lines int32
	for i := range c.brief[:n] {
		l := &c.brief[i]
		shorts = (shorts + 1) & -int32(bit(l.words < shortWords))
		lines = lines&^-int32(bit(l.parted)) + 1
		short[i], block[i] = shorts, lines
	}
	b := &c.batch
	shorts, lines = 0, 0
	for start := (n - 1) / blockLines * blockLines; start >= 0; start -= blockLines {
		for i := min(n, start+blockLines) - 1; i >= start; i-- {
			shorts = max(shorts, short[i]) & -int32(bit(short[i] > 0))
			lines = max(lines, block[i])
			b.shortRun[i%blockLines], b.blockRun[i%blockLines] = shorts, lines
			lines &^= -int32(bit(block[i] == 1))
		}
		logScales(&p.block(start)[fShortRun], &b.shortRun, &zeros)
		logScales(&p.block(start)[fSameBlock], &b.blockRun, &zeros)
	}
}
