package plain

import "winnow/extract/phrases"

// The features of what a line has in common with the lines around it: paragraphs of an article share their words and
// have several sentences of differing length; teasers and cards are alike in form and talk of different things; comments
// have names and dates between them.
var contextNames = [...]string{
	"sharedup",   // share of its longer words that the five lines before it have
	"shareddown", // share that the five lines behind it have
	"several±5",  // share of lines of two sentences and more
	"several±15",
	"several",   // the same of the page
	"uneven±5",  // mean difference of the words of a line and the one before, log scale, in eighths
	"prevdate",  // lines since the last line that looks like a date
	"nextdate",  // lines to the next
	"dates±15",  // such lines
	"names±15",  // lines that look like a person's name
	"asks±15",   // lines that end with a question mark
	"alike±8",   // lines of the same form: length, ending, opening, digits
	"sameblock", // lines in a row without a blank line between, log scale
}

// near is how many lines before and behind one its words are looked for in.
const near = 5

// contextSum counts over the lines before one.
type contextSum struct{ several, dates, names, asks, uneven int32 }

// dateLike reports whether a line may be nothing but a date or a time.
func (l *line) dateLike() bool {
	return l.words <= 6 && l.digits >= 2 && l.digits <= 14 && !l.price || l.match.Kind == phrases.Time && l.match.Form == phrases.Line
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

// context fills the columns of contextNames.
func (p *Page) context() {
	at := len(ownNames) + len(pageNames) + 5*len(windowNames) + len(offsetNames)*len(neighbourNames)
	n := len(p.lines)
	p.shared(at)
	c := &p.columns
	sums := append(c.context[:0], contextSum{})
	forms := c.forms[:0]
	for i := range p.lines {
		l := &p.lines[i]
		s := sums[i]
		if l.stops > 1 {
			s.several++
		}
		if l.dateLike() {
			s.dates++
		}
		if l.isName() {
			s.names++
		}
		if l.question {
			s.asks++
		}
		if i > 0 {
			d := int32(logScale(l.words)) - int32(logScale(p.lines[i-1].words))
			s.uneven += max(d, -d)
		}
		sums = append(sums, s)
		forms = append(forms, l.form())
	}
	c.context, c.forms = sums, forms
	several := ratio(sums[n].several, int32(n))
	prev := int32(-1)
	for i := range min(n, 9) {
		c.alike[forms[i]]++
	}
	block := 0 // first line of the block
	for i := range p.lines {
		l := &p.lines[i]
		row := p.rows[i*Stride+at:][:len(contextNames)]
		around := func(radius int) (from, to *contextSum, lines int32) {
			a, b := max(0, i-radius), min(n, i+radius+1)
			return &sums[a], &sums[b], int32(b - a)
		}
		a, b, lines := around(5)
		row[2] = ratio(b.several-a.several, lines)
		row[5] = uint8(min((b.uneven-a.uneven)*8/lines, 127))
		a, b, lines = around(15)
		row[3] = ratio(b.several-a.several, lines)
		row[4] = several
		row[8] = logScale(b.dates - a.dates)
		row[9] = logScale(b.names - a.names)
		row[10] = logScale(b.asks - a.asks)
		row[6] = since(prev, int32(i))
		if sums[i+1].dates > sums[i].dates {
			prev = int32(i)
		}
		row[11] = c.alike[forms[i]] - 1
		if i-8 >= 0 {
			c.alike[forms[i-8]]--
		}
		if i+9 < n {
			c.alike[forms[i+9]]++
		}
		if l.gap > 0 {
			block = i
		}
		if i+1 == n || p.lines[i+1].gap > 0 {
			for k := block; k <= i; k++ {
				p.rows[k*Stride+at+12] = logScale(int32(i + 1 - block))
			}
		}
	}
	for i := max(0, n-8); i < n; i++ {
		c.alike[forms[i]]-- // all are zero for the next page
	}
	next := int32(-1)
	for i := n - 1; i >= 0; i-- {
		p.rows[i*Stride+at+7] = since(int32(i), next)
		if sums[i+1].dates > sums[i].dates {
			next = int32(i)
		}
	}
}

// shared fills the first two columns.
func (p *Page) shared(at int) {
	c := &p.columns
	n := int32(len(p.lines))
	if c.stamp > 1<<30 || c.last == nil {
		c.last, c.stamp = new([1 << 16]int32), 0
	}
	// Stamps grow from page to page, so that the table need not be cleared: the lines of this page are base to base+n-1,
	// and from there on when they are gone through backwards.
	base := c.stamp + near + 1
	c.stamp = base + 2*n
	for i := range p.lines {
		l := &p.lines[i]
		p.rows[i*Stride+at] = ratio(c.known(p.words16[l.from:l.to], base+int32(i), base), l.to-l.from)
	}
	base += n
	for i := len(p.lines) - 1; i >= 0; i-- {
		l := &p.lines[i]
		p.rows[i*Stride+at+1] = ratio(c.known(p.words16[l.from:l.to], base+n-1-int32(i), base), l.to-l.from)
	}
}

// known counts the words that stood in the last lines before a stamp, but not before base, and stamps all of them.
func (c *columns) known(words []uint16, here, base int32) (known int32) {
	back := uint32(min(here-base, near)) // how many lines before count; the line itself is 0 lines before
	for _, w := range words {
		known += int32(bit(uint32(here-c.last[w]-1) < back))
		c.last[w] = here
	}
	return known
}
