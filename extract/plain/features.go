package plain

import (
	"winnow/extract/forest"
	"winnow/extract/phrases"
)

// Stride is the width of a row of features.
const Stride = 128

// Where the groups of columns begin.
const (
	pageAt      = len(ownNames)
	windowsAt   = pageAt + len(pageNames)
	neighbourAt = windowsAt + len(windowNames)*len(windowed)
	contextAt   = neighbourAt + len(offsetNames)*len(neighbourNames)
	wordsAt     = contextAt + len(contextNames)
	numFeatures = wordsAt + len(wordNames)
)

// block holds the features of up to blockLines lines by columns.
type block [numFeatures]forest.Column

const blockLines = forest.ColumnRows

// FeatureNames names the columns of a row in order. A model was trained on them and their scales: a change of a scale
// needs another name.
var FeatureNames = func() []string {
	names := append([]string{}, ownNames[:]...)
	names = append(names, pageNames[:]...)
	for _, w := range windowNames {
		for _, f := range windowed {
			names = append(names, f+w)
		}
	}
	for _, o := range offsetNames {
		for _, f := range neighbourNames {
			names = append(names, f+o)
		}
	}
	names = append(names, contextNames[:]...)
	names = append(names, wordNames[:]...)
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
var (
	windowNames = [...]string{"±2", "±5", "±15"}
	windowed    = [...]string{"words", "body", "full", "digits", "upper"}
)

// What is repeated of the lines around.
var (
	offsetNames    = [...]string{"-2", "-1", "+1", "+2"}
	neighbourNames = [...]string{"words", "full", "stops", "upper", "digits", "copies", "mark"}
)

// absent fills the columns of lines beyond the ends of the page.
const absent = 127

// markClass groups the kinds of phrases: 0 none, 1 headings of link boxes, 2 invitations, 3 comments, 4 widgets,
// 5 notices, 6 about the text, 7 counters.
var markClass = [phrases.NumKinds]uint8{
	phrases.Related: boxMark, phrases.MostRead: boxMark, phrases.Latest: boxMark,
	phrases.ReadMore: 2,
	phrases.Comments: commentMark,
	phrases.Share:    4, phrases.Follow: 4, phrases.Nav: 4, phrases.Login: 4, phrases.Tags: 4,
	phrases.Newsletter: 5, phrases.Cookie: 5, phrases.Copyright: 5, phrases.Imprint: 5, phrases.Ad: 5,
	phrases.Photo: 6, phrases.Byline: 6, phrases.Source: 6,
	phrases.Time: counterMark, phrases.Count: counterMark,
}

const (
	boxMark     = 1
	commentMark = 3
	counterMark = 7
)

// Features returns the rows of all lines: row i begins at [i*Stride].
func (p *Page) Features() []uint8 {
	n := len(p.lines)
	p.fill()
	p.rows = append(p.rows[:0], make([]uint8, n*Stride)...)
	for i := range n {
		row, b := p.rows[i*Stride:][:numFeatures], p.block(i)
		for f := range row {
			row[f] = b[f][i%blockLines]
		}
	}
	return p.rows
}

// fill computes the features of all lines.
func (p *Page) fill() {
	n := len(p.lines)
	if need := (n + blockLines - 1) / blockLines * numFeatures; cap(p.features) < need {
		p.features = make([]forest.Column, need)
	} else {
		p.features = p.features[:need]
	}
	if n == 0 {
		return
	}
	p.columns.grow(n)
	p.own()
	p.relations()
	p.neighbours()
	p.windows()
	p.context()
}

// block holds the features of line i, in place i%blockLines of its columns.
func (p *Page) block(i int) *block { return (*block)(p.features[i/blockLines*numFeatures:]) }

// setColumn gives the lines their values of a feature.
func (p *Page) setColumn(f int, values []uint8) {
	for i := 0; i < len(values); i += blockLines {
		copy(p.block(i)[f][:], values[i:])
	}
}

// own fills the columns of ownNames, and the sums of what windows count.
func (p *Page) own() {
	n := len(p.lines)
	for start := 0; start < n; start += blockLines {
		lines := p.lines[start:min(n, start+blockLines)]
		p.ownNumbers(lines, start)
		p.sumUp(lines, start)
		c, cols := &p.columns, p.block(start)
		b := &c.batch
		logScales(&cols[0], &b.chars, &zeros)
		logScales(&cols[1], &b.words, &zeros)
		wordLengths.fill(&cols[2], &b.chars, &zeros, &b.some, &zeros)
		ratios.fill(&cols[3], &b.digits, &zeros, &b.read, &zeros)
		ratios.fill(&cols[4], &b.upper, &zeros, &b.cased, &zeros)
		ratios.fill(&cols[5], &b.lower, &zeros, &b.some, &zeros)
		ratios.fill(&cols[6], &b.short, &zeros, &b.some, &zeros)
		ratios.fill(&cols[7], &b.caps, &zeros, &b.some, &zeros)
		logScales(&cols[8], &b.stops, &zeros)
		densities.fill(&cols[9], &b.stops, &zeros, &b.some, &zeros)
		densities.fill(&cols[10], &b.commas, &zeros, &b.some, &zeros)
		logScales(&cols[15], &b.seps, &zeros)
		logScales(&cols[16], &b.bars, &zeros)
		logScales(&cols[17], &b.quirks, &zeros)
		logScales(&cols[18], &b.quotes, &zeros)
		logScales(&cols[19], &b.opens, &zeros)
		ratios.fill(&cols[24], &b.han, &zeros, &b.letters, &zeros)
		ratios.fill(&cols[25], &b.accents, &zeros, &b.letters, &zeros)
		last := len(lines) - 1
		copy(cols[gapAt+1][:last], cols[gapAt][1:])
		if cols[gapAt+1][last] = maxGap; start+last+1 < n {
			cols[gapAt+1][last] = p.lines[start+last+1].gap
		}
		for f, own := range [...]int{1, 11, 8, 4, 3} {
			copy(c.seenBy[f][near2+start:], cols[own][:len(lines)])
		}
	}
	for k := range longerSum {
		p.columns.close(k, n)
	}
}

const gapAt = 22 // blank lines before a line; those behind it stand next to it

// ownNumbers takes down the numbers of lines of a block, and fills the columns of what is no number.
func (p *Page) ownNumbers(lines []line, start int) {
	c, cols := &p.columns, p.block(start)
	b, seen, briefs := &c.batch, c.seenBy[6][near2+start:], c.brief[start:]
	for i := range lines {
		l, at := &lines[i], i%blockLines
		b.chars[at], b.words[at], b.some[at] = l.chars, l.words, max(l.words, 1)
		b.upper[at], b.cased[at], b.lower[at] = l.upper, l.upper+l.lower, l.lower
		b.short[at], b.caps[at] = l.short, l.caps
		b.letters[at], b.digits[at], b.read[at] = l.letters, l.digits, l.letters+l.digits
		b.accents[at], b.han[at], b.commas[at], b.stops[at] = l.accents, l.han, l.commas, l.stops
		b.seps[at], b.bars[at], b.quirks[at], b.quotes[at], b.opens[at] = l.seps, l.bars, l.quirks, l.quotes, l.opens
		cols[11][at] = bit(l.full)
		cols[12][at] = bit(l.question)
		cols[13][at] = bit(l.colon)
		cols[14][at] = bit(l.cut)
		cols[20][at] = l.opensBy
		cols[21][at] = bit(l.list)
		cols[gapAt][at] = l.gap
		cols[26][at] = uint8(l.match.Kind)
		cols[27][at] = uint8(l.match.Form)
		cols[28][at] = bit(l.credited)
		seen[i] = l.mark()
		briefs[i] = brief{l.words, l.from, l.to, l.marker(), l.sentence, l.full, l.gap > 0, l.price}
	}
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
	for i := range p.lines {
		l := &p.lines[i]
		c.slots[i] = [...]int32{c.whole.add(l.whole), c.shape.add(l.shape), c.head.add(l.head), c.two.add(l.two), c.tail.add(l.tail)}
		c.up[i] = c.whole.slots[c.slots[i][0]].n - 1
	}
	var first, last int
	var bodyLines, gaps, full, marks, comments, boxes, times, prices int32
	for i := range c.brief {
		l := &c.brief[i]
		bodyLines += int32(bit(l.sentence))
		gaps += int32(bit(l.parted))
		full += int32(bit(l.full))
		prices += int32(bit(l.price))
		marks += int32(bit(l.marker != 0))
		boxes += int32(bit(l.marker == boxMark))
		comments += int32(bit(l.marker == commentMark))
		times += int32(bit(l.marker == counterMark))
	}
	if bodyLines == 0 {
		first, last = 0, n-1
	} else {
		for first = 0; !c.brief[first].sentence; first++ {
		}
		for last = n - 1; !c.brief[last].sentence; last-- {
		}
	}
	from, to, best := p.bestRun()
	// What is the same of all lines.
	p.fillColumns(pageAt+len(pageNames)-13, [...]uint8{
		logScale(comments),
		logScale(boxes),
		logScale(times),
		ratio(prices, int32(n)),
		logScale(int32(n)),
		logScale(p.words),
		ratio(p.body, p.words),
		ratio(bodyLines, int32(n)),
		ratio(best, p.words),
		ratio(marks, int32(n)),
		ratio(gaps, int32(n)),
		logScale(p.words / int32(n)),
		ratio(full, int32(n)),
	})

	p.lookUpWords(from, to)
	p.runs()
	b := &c.batch
	for i := range blockLines {
		b.first[i], b.last[i], b.from[i], b.to[i] = int32(first), int32(last), int32(from), int32(to-1)
		b.lines[i], b.pageWords[i] = int32(n), p.words
	}
	prevBody, prevMark, prevKind, run := never, never, uint8(0), 0
	prevBox, prevComment := never, never
	boxes, comments = 0, 0
	for start := 0; start < n; start += blockLines {
		cols := (*[len(pageNames)]forest.Column)(p.block(start)[pageAt:])
		for i := start; i < min(n, start+blockLines); i++ {
			l, at, slots := &c.brief[i], i%blockLines, &c.slots[i]
			b.copies[at], b.up[at] = c.whole.slots[slots[0]].n-1, c.up[i]
			b.shapes[at], b.heads[at] = c.shape.slots[slots[1]].n-1, c.head.slots[slots[2]].n-1
			b.twos[at], b.tails[at] = c.two.slots[slots[3]].n-1, c.tail.slots[slots[4]].n-1
			if l.sentence {
				prevBody = int32(i)
			}
			b.prevBody[at], b.prevMark[at] = int32(i)-prevBody, int32(i)-prevMark
			b.prevBox[at], b.prevComment[at] = int32(i)-prevBox, int32(i)-prevComment
			b.boxes[at], b.comments[at] = boxes, comments
			cols[13][at] = bit(i >= from && i < to)
			cols[17][at] = prevKind
			if m := l.marker; m != 0 {
				prevMark, prevKind = int32(i), m
				switch m {
				case boxMark:
					prevBox = int32(i)
					boxes++
				case commentMark:
					prevComment = int32(i)
					comments++
				}
			}
			if l.words >= 6 {
				run, c.flat[i] = 0, 0
				continue
			}
			// The length of a run is known at its end.
			if run++; i+1 == n || c.brief[i+1].words >= 6 {
				length := logScale(int32(run))
				for k := i - run + 1; k <= i; k++ {
					c.flat[k] = length
				}
			}
		}
		here := c.sum(linesSum, start)
		logScales(&cols[0], &b.copies, &zeros)
		logScales(&cols[1], &b.up, &zeros)
		logScales(&cols[2], &b.shapes, &zeros)
		logScales(&cols[3], &b.heads, &zeros)
		logScales(&cols[4], &b.twos, &zeros)
		logScales(&cols[5], &b.tails, &zeros)
		ratios.fill(&cols[6], here, &zeros, &b.lines, &zeros)
		ratios.fill(&cols[7], c.sum(wordsSum, start), &zeros, &b.pageWords, &zeros)
		distances(&cols[8], here, &b.first)
		distances(&cols[9], &b.last, here)
		logScales(&cols[10], &b.prevBody, &zeros)
		distances(&cols[14], here, &b.from)
		distances(&cols[15], &b.to, here)
		logScales(&cols[16], &b.prevMark, &zeros)
		logScales(&cols[23], &b.boxes, &zeros)
		logScales(&cols[24], &b.prevBox, &zeros)
		logScales(&cols[25], &b.comments, &zeros)
		logScales(&cols[26], &b.prevComment, &zeros)
		copy(c.seenBy[5][near2+start:near2+n], cols[0][:])
	}
	p.setColumn(pageAt+12, c.flat)
	nextBody, nextMark := -never, -never
	for start := (n - 1) / blockLines * blockLines; start >= 0; start -= blockLines {
		for i := min(n, start+blockLines) - 1; i >= start; i-- {
			l, at := &c.brief[i], i%blockLines
			if l.sentence {
				nextBody = int32(i)
			}
			b.nextBody[at], b.nextMark[at] = nextBody-int32(i), nextMark-int32(i)
			if l.marker != 0 {
				nextMark = int32(i)
			}
		}
		cols := p.block(start)
		logScales(&cols[pageAt+11], &b.nextBody, &zeros)
		logScales(&cols[pageAt+18], &b.nextMark, &zeros)
	}
}

// never is the number of a line so far behind a page that what is no line of it is less than nothing lines ago: logScales makes
// of that what is absent. What is far before it stands for no line to come.
const never int32 = 1 << 30

// fillColumns gives all lines the values of columns from one on.
func (p *Page) fillColumns(from int, values [13]uint8) {
	for f, v := range values {
		var column forest.Column
		for i := range column {
			column[i] = v
		}
		for i := 0; i < len(p.lines); i += blockLines {
			p.block(i)[from+f] = column
		}
	}
}

// near2 is how far neighbours are looked at.
const near2 = 2

// neighbours copies what is seen of the lines around.
func (p *Page) neighbours() {
	for i := 0; i < len(p.lines); i += blockLines {
		cols := p.block(i)
		for o, offset := range [...]int{-2, -1, 1, 2} {
			for f := range neighbourNames {
				copy(cols[neighbourAt+o*len(neighbourNames)+f][:], p.columns.seenBy[f][near2+i+offset:])
			}
		}
	}
}
