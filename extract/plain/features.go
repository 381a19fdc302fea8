package plain

import (
	"encoding/binary"

	"winnow/extract/phrases"
)

// Stride is the width of a row of features.
const Stride = 128

// FeatureNames names the columns of a row in order. A model was trained on them and their scales: a change of a scale
// needs another name.
var FeatureNames = func() []string {
	names := append([]string{}, ownNames[:]...)
	names = append(names, pageNames[:]...)
	for _, w := range windowNames {
		for _, f := range [...]string{"words", "body", "full", "digits", "upper"} {
			names = append(names, f+w)
		}
	}
	for _, o := range offsetNames {
		for _, f := range neighbourNames {
			names = append(names, f+o)
		}
	}
	names = append(names, contextNames[:]...)
	return names
}()

// The features of a line by itself.
var ownNames = [...]string{
	"chars",     // characters, log scale
	"words",     // words, log scale; a character of a script without blanks counts 0.6
	"wordlen",   // tenths of a character a word, halved
	"digits",    // share of digits among letters and digits
	"upper",     // share of words with a capital first
	"lower",     // share of words with a small letter first
	"short",     // share of small words of up to three letters
	"caps",      // share of words in capitals
	"stops",     // ends of sentences
	"stoprate",  // ends of sentences by words
	"commarate", // commas by words
	"full",      // ends like a sentence
	"question",  // ends with a question mark
	"colon",     // ends with a colon
	"cut",       // ends with an ellipsis
	"seps",      // separators of menus and paths
	"bars",      // vertical bars
	"quirks",    // © @ # and currency signs
	"quotes",    // quote marks
	"brackets",  // opening brackets
	"opens",     // what it opens with: 0 other, 1 capital, 2 small letter, 3 digit, 4 quote, 5 dash or bullet, 6 arrow, 7 bracket, 8 sign
	"list",      // begins with a bullet or a number
	"gap",       // blank lines before it, at most 3
	"gapafter",  // blank lines behind it, at most 3
	"han",       // share of characters of scripts without blanks
	"accents",   // share of letters outside of ASCII
	"phrase",    // kind of the phrase it is or begins with (package phrases)
	"form",      // how the phrase stands: 0 none, 1 whole line, 2 label, 3 start
	"credited",  // ends with the credit of a picture
}

// The features of a line in its page.
var pageNames = [...]string{
	"copies",    // other lines of the page that are equal
	"copiesup",  // equal lines before it
	"shapes",    // other lines that are equal but for digits, in their first 40 letters
	"heads",     // lines with the same first word
	"twos",      // lines with the same first two words
	"tails",     // lines with the same last word
	"place",     // its number by the number of lines, in percent
	"wordplace", // words before it by words, in percent
	"frombody",  // lines since the first paragraph of the body, signed
	"tobody",    // lines to the last paragraph of the body, signed
	"prevbody",  // lines since the last paragraph
	"nextbody",  // lines to the next paragraph
	"shortrun",  // length of the run of lines under six words that it stands in
	"inbest",    // inside of the densest run of paragraphs
	"frombest",  // lines from the start of that run, signed
	"tobest",    // lines to the end of that run, signed
	"prevmark",  // lines since the last line that is a marker
	"prevkind",  // class of that marker
	"nextmark",  // lines to the next marker
	"overlap",   // share of its longer words that stand in the densest run
	"runwords",  // share of the page's body words that its run of paragraphs has
	"runrank",   // runs of paragraphs with more words than the one nearest to it
	"runindex",  // runs of paragraphs before it
	"boxes",     // headings of link boxes before it
	"frombox",   // lines since the last of them
	"comments",  // markers of comments before it
	"fromcomm",  // lines since the last of them
	"commtotal", // markers of comments on the page, log scale
	"boxtotal",  // headings of link boxes on the page, log scale
	"timetotal", // "3 hours ago", "12 views" on the page, log scale
	"prices",    // share of lines with a currency sign and a digit
	"lines",     // lines of the page, log scale
	"pagewords", // words of the page, log scale
	"bodyshare", // share of words in paragraphs
	"bodylines", // share of lines that are paragraphs
	"bestshare", // share of words in the densest run
	"markshare", // share of lines that are markers
	"gapshare",  // share of lines with a blank line before
	"meanwords", // words a line, log scale
	"fullshare", // share of lines that end like a sentence
}

// Windows of 2, 5 and 15 lines to both sides: words a line (log scale), share of paragraphs, of full lines, of digits,
// of words with a capital.
var windowNames = [...]string{"±2", "±5", "±15"}

// What is repeated of the lines around.
var (
	offsetNames    = [...]string{"-2", "-1", "+1", "+2"}
	neighbourNames = [...]string{"words", "full", "stops", "upper", "digits", "copies", "mark"}
	neighbourFrom  = [...]int{1, 11, 8, 4, 3, len(ownNames), -1}
)

// absent fills the columns of lines beyond the ends of the page.
const absent = 127

// markClass groups the kinds of phrases: 0 none, 1 headings of link boxes, 2 invitations, 3 comments, 4 widgets,
// 5 notices, 6 about the text, 7 counters.
var markClass = [phrases.NumKinds]uint8{
	phrases.Related: 1, phrases.MostRead: 1, phrases.Latest: 1,
	phrases.ReadMore: 2,
	phrases.Comments: 3,
	phrases.Share:    4, phrases.Follow: 4, phrases.Nav: 4, phrases.Login: 4, phrases.Tags: 4,
	phrases.Newsletter: 5, phrases.Cookie: 5, phrases.Copyright: 5, phrases.Imprint: 5, phrases.Ad: 5,
	phrases.Photo: 6, phrases.Byline: 6, phrases.Source: 6,
	phrases.Time: 7, phrases.Count: 7,
}

// Features fills and returns the rows of all lines: row i begins at [i*Stride].
func (p *Page) Features() []uint8 {
	n := len(p.lines)
	if need := n * Stride; cap(p.rows) < need {
		p.rows = make([]uint8, need)
	} else {
		p.rows = p.rows[:need]
		clear(p.rows)
	}
	if n == 0 {
		return p.rows
	}
	for i := range p.lines {
		p.own(i, p.rows[i*Stride:][:Stride])
	}
	p.relations()
	p.windows()
	p.neighbours()
	p.context()
	return p.rows
}

func (p *Page) own(i int, row []uint8) {
	l := &p.lines[i]
	words := max(l.words, 1)
	alnum := l.letters + l.digits
	after := uint8(maxGap)
	if i+1 < len(p.lines) {
		after = p.lines[i+1].gap
	}
	row[0] = logScale(l.chars)
	row[1] = logScale(l.words)
	row[2] = quotient(l.chars, 5, words, 127)
	row[3] = ratio(l.digits, alnum)
	row[4] = ratio(l.upper, l.upper+l.lower)
	row[5] = ratio(l.lower, words)
	row[6] = ratio(l.short, words)
	row[7] = ratio(l.caps, words)
	row[8] = logScale(l.stops)
	row[9] = density(l.stops, words)
	row[10] = density(l.commas, words)
	row[11] = bit(l.full)
	row[12] = bit(l.question)
	row[13] = bit(l.colon)
	row[14] = bit(l.cut)
	row[15] = logScale(l.seps)
	row[16] = logScale(l.bars)
	row[17] = logScale(l.quirks)
	row[18] = logScale(l.quotes)
	row[19] = logScale(l.opens)
	row[20] = l.opensBy
	row[21] = bit(l.list)
	row[22] = l.gap
	row[23] = after
	row[24] = ratio(l.han, l.letters)
	row[25] = ratio(l.accents, l.letters)
	row[26] = uint8(l.match.Kind)
	row[27] = uint8(l.match.Form)
	row[28] = bit(l.credited)
}

// mark is the class of the marker that a line is or begins with.
func (l *line) mark() uint8 {
	if l.match.Form == phrases.NoForm || l.match.Form == phrases.Start && l.words > maxLabelled {
		return 0
	}
	return markClass[l.match.Kind]
}

// marker is the class of the marker that a whole line is.
func (l *line) marker() uint8 {
	if l.match.Form != phrases.Line {
		return 0
	}
	return markClass[l.match.Kind]
}

// relations fills the columns of pageNames.
func (p *Page) relations() {
	n := len(p.lines)
	c := &p.columns
	c.grow(n)
	for i := range p.lines {
		l := &p.lines[i]
		c.slots[i] = [...]int32{c.whole.add(l.whole), c.shape.add(l.shape), c.head.add(l.head), c.two.add(l.two), c.tail.add(l.tail)}
		c.up[i] = c.whole.slots[c.slots[i][0]].n - 1
	}
	first, last := n, -1
	var bodyLines, gaps, full, marks, comments, boxes, times, prices int32
	for i := range p.lines {
		l := &p.lines[i]
		if l.sentence {
			first, last = min(first, i), i
			bodyLines++
		}
		if l.gap > 0 {
			gaps++
		}
		if l.full {
			full++
		}
		switch m := l.marker(); m {
		case 0:
		case 1:
			boxes++
			marks++
		case 3:
			comments++
			marks++
		case 7:
			times++
			marks++
		default:
			marks++
		}
		if l.price {
			prices++
		}
	}
	if last < 0 {
		first, last = 0, n-1
	}
	from, to, best := p.bestRun()
	var pageRow [len(pageNames)]uint8
	fixed := len(pageNames) - 9
	pageRow[fixed-4] = logScale(comments)
	pageRow[fixed-3] = logScale(boxes)
	pageRow[fixed-2] = logScale(times)
	pageRow[fixed-1] = ratio(prices, int32(n))
	pageRow[fixed] = logScale(int32(n))
	pageRow[fixed+1] = logScale(p.words)
	pageRow[fixed+2] = ratio(p.body, p.words)
	pageRow[fixed+3] = ratio(bodyLines, int32(n))
	pageRow[fixed+4] = ratio(best, p.words)
	pageRow[fixed+5] = ratio(marks, int32(n))
	pageRow[fixed+6] = ratio(gaps, int32(n))
	pageRow[fixed+7] = logScale(p.words / int32(n))
	pageRow[fixed+8] = ratio(full, int32(n))

	p.overlaps(from, to)
	p.runs()
	prevBody, prevMark, prevKind, run := int32(-1), int32(-1), uint8(0), 0
	prevBox, prevComment := int32(-1), int32(-1)
	var before int32
	boxes, comments = 0, 0
	for i := range p.lines {
		l := &p.lines[i]
		row := p.rows[i*Stride+len(ownNames):][:len(pageNames)]
		copy(row[fixed-4:], pageRow[fixed-4:])
		at := &c.slots[i]
		row[0] = logScale(c.whole.slots[at[0]].n - 1)
		row[1] = logScale(c.up[i])
		row[2] = logScale(c.shape.slots[at[1]].n - 1)
		row[3] = logScale(c.head.slots[at[2]].n - 1)
		row[4] = logScale(c.two.slots[at[3]].n - 1)
		row[5] = logScale(c.tail.slots[at[4]].n - 1)
		row[6] = ratio(int32(i), int32(n))
		row[7] = ratio(before, p.words)
		before += l.words
		row[8] = distance(int32(i - first))
		row[9] = distance(int32(last - i))
		if l.sentence {
			prevBody = int32(i)
		}
		row[10] = since(prevBody, int32(i))
		row[13] = bit(i >= from && i < to)
		row[14] = distance(int32(i - from))
		row[15] = distance(int32(to - 1 - i))
		row[16] = since(prevMark, int32(i))
		row[17] = prevKind
		row[23] = logScale(boxes)
		row[24] = since(prevBox, int32(i))
		row[25] = logScale(comments)
		row[26] = since(prevComment, int32(i))
		if m := l.marker(); m != 0 {
			prevMark, prevKind = int32(i), m
			switch m {
			case 1:
				prevBox = int32(i)
				boxes++
			case 3:
				prevComment = int32(i)
				comments++
			}
		}
		if l.words >= 6 {
			run = 0
			continue
		}
		// The length of a run is known at its end.
		if run++; i+1 == n || p.lines[i+1].words >= 6 {
			for k := i - run + 1; k <= i; k++ {
				p.rows[k*Stride+len(ownNames)+12] = logScale(int32(run))
			}
		}
	}
	nextBody, nextMark := int32(-1), int32(-1)
	for i := n - 1; i >= 0; i-- {
		l := &p.lines[i]
		row := p.rows[i*Stride+len(ownNames):][:len(pageNames)]
		if l.sentence {
			nextBody = int32(i)
		}
		row[11] = since(int32(i), nextBody)
		row[18] = since(int32(i), nextMark)
		if l.mark() != 0 && l.match.Form == phrases.Line {
			nextMark = int32(i)
		}
	}
}

// windows fills the columns of windowNames from prefix sums.
func (p *Page) windows() {
	n := len(p.lines)
	sums := p.columns.sums[:n+1]
	sums[0] = windowSum{}
	for i := range p.lines {
		l := &p.lines[i]
		s := sums[i]
		s.words += l.words
		s.letters += l.letters + l.digits
		s.digits += l.digits
		s.upper += l.upper
		s.cased += l.upper + l.lower
		if l.sentence {
			s.body++
		}
		if l.full {
			s.full++
		}
		sums[i+1] = s
	}
	at := len(ownNames) + len(pageNames)
	for w, radius := range [...]int{2, 5, 15} {
		for i := range p.lines {
			a, b := &sums[max(0, i-radius)], &sums[min(n, i+radius+1)]
			lines := int32(min(n, i+radius+1) - max(0, i-radius))
			row := p.rows[i*Stride+at+w*5:][:5]
			row[0] = logScale((b.words - a.words) * 2 / lines)
			row[1] = ratio(b.body-a.body, lines)
			row[2] = ratio(b.full-a.full, lines)
			row[3] = ratio(b.digits-a.digits, b.letters-a.letters)
			row[4] = ratio(b.upper-a.upper, b.cased-a.cased)
		}
	}
}

// neighbours copies columns of the lines around, all of a line as one word.
func (p *Page) neighbours() {
	const width = len(neighbourNames)
	n := len(p.lines)
	at := len(ownNames) + len(pageNames) + 5*len(windowNames)
	none := uint64(0)
	for f := range width {
		none |= absent << (8 * f)
	}
	seen := append(p.columns.seenBy[:0], none, none) // of the line two before, and so on
	for i := range p.lines {
		row := p.rows[i*Stride:][:Stride]
		own := uint64(p.lines[i].mark()) << (8 * (width - 1))
		for f, from := range neighbourFrom[:width-1] {
			own |= uint64(row[from]) << (8 * f)
		}
		seen = append(seen, own)
	}
	seen = append(seen, none, none)
	p.columns.seenBy = seen
	for i := range n {
		// What a word has more than columns is overwritten by the next one, and the last one by what context fills.
		row := p.rows[i*Stride+at:][:3*width+8]
		binary.LittleEndian.PutUint64(row, seen[i])
		binary.LittleEndian.PutUint64(row[width:], seen[i+1])
		binary.LittleEndian.PutUint64(row[2*width:], seen[i+3])
		binary.LittleEndian.PutUint64(row[3*width:], seen[i+4])
	}
}
