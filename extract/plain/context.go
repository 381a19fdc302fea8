package plain

import (
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

// dateLike reports whether a line may be nothing but a date or a time.
func (l *line) dateLike() bool {
	// Without a branch, which no processor would foresee.
	few := bit(l.words <= 6) & bit(uint32(l.digits-2) <= 12) &^ bit(l.price)
	return few|bit(l.match.Kind == phrases.Time)&bit(l.match.Form == phrases.Line) != 0
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
