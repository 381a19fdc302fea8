package plain

import (
	"winnow/extract/forest"
	"winnow/extract/phrases"
)

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
	n := len(p.lines)
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
	first := 0 // line of the block
	var cols *[len(contextNames)]forest.Column
	for i := range p.lines {
		l, at := &p.lines[i], i%blockLines
		if at == 0 {
			cols = (*[len(contextNames)]forest.Column)(p.block(i)[contextAt:])
		}
		from, to := max(0, i-5), min(n, i+6)
		a, b := &sums[from], &sums[to]
		cols[2][at] = shares[(to-from)&31][(b.several-a.several)&31]
		cols[5][at] = uint8(min(over(int32(to-from)).of((b.uneven-a.uneven)*8), 127))
		from, to = max(0, i-15), min(n, i+16)
		a, b = &sums[from], &sums[to]
		cols[3][at] = shares[(to-from)&31][(b.several-a.several)&31]
		cols[4][at] = several
		cols[8][at] = logScale(b.dates - a.dates)
		cols[9][at] = logScale(b.names - a.names)
		cols[10][at] = logScale(b.asks - a.asks)
		cols[6][at] = since(prev, int32(i))
		if sums[i+1].dates > sums[i].dates {
			prev = int32(i)
		}
		cols[11][at] = c.alike[forms[i]] - 1
		if i-8 >= 0 {
			c.alike[forms[i-8]]--
		}
		if i+9 < n {
			c.alike[forms[i+9]]++
		}
		if l.gap > 0 {
			first = i
		}
		if i+1 == n || p.lines[i+1].gap > 0 {
			size := logScale(int32(i + 1 - first))
			for k := first; k <= i; k++ {
				c.flat[k] = size
			}
		}
	}
	p.setColumn(contextAt+12, c.flat)
	for i := max(0, n-8); i < n; i++ {
		c.alike[forms[i]]-- // all are zero for the next page
	}
	next := int32(-1)
	for i := n - 1; i >= 0; i-- {
		c.flat[i] = since(int32(i), next)
		if sums[i+1].dates > sums[i].dates {
			next = int32(i)
		}
	}
	p.setColumn(contextAt+7, c.flat)
}
