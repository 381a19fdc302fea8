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

// own fills the columns of ownNames.
func (p *Page) own() {
	seen := &p.columns.seenBy
	var cols *block
	for i := range p.lines {
		l, at := &p.lines[i], i%blockLines
		if at == 0 {
			cols = p.block(i)
		}
		words := over(max(l.words, 1))
		after := uint8(maxGap)
		if i+1 < len(p.lines) {
			after = p.lines[i+1].gap
		}
		lines, upper, digits, stops, full := logScale(l.words), ratio(l.upper, l.upper+l.lower), ratio(l.digits, l.letters+l.digits), logScale(l.stops), bit(l.full)
		seen[0][near2+i], seen[1][near2+i], seen[2][near2+i], seen[3][near2+i], seen[4][near2+i] = lines, full, stops, upper, digits
		seen[6][near2+i] = l.mark()
		p.columns.brief[i] = brief{l.words, l.from, l.to, l.marker(), l.sentence, l.full, l.gap > 0, l.price}
		cols[0][at] = logScale(l.chars)
		cols[1][at] = lines
		cols[2][at] = quotient(l.chars, 5, max(l.words, 1), 127)
		cols[3][at] = digits
		cols[4][at] = upper
		cols[5][at] = words.percent(l.lower)
		cols[6][at] = words.percent(l.short)
		cols[7][at] = words.percent(l.caps)
		cols[8][at] = stops
		cols[9][at] = density(l.stops, max(l.words, 1))
		cols[10][at] = density(l.commas, max(l.words, 1))
		cols[11][at] = full
		cols[12][at] = bit(l.question)
		cols[13][at] = bit(l.colon)
		cols[14][at] = bit(l.cut)
		cols[15][at] = logScale(l.seps)
		cols[16][at] = logScale(l.bars)
		cols[17][at] = logScale(l.quirks)
		cols[18][at] = logScale(l.quotes)
		cols[19][at] = logScale(l.opens)
		cols[20][at] = l.opensBy
		cols[21][at] = bit(l.list)
		cols[22][at] = l.gap
		cols[23][at] = after
		cols[24][at] = ratio(l.han, l.letters)
		cols[25][at] = ratio(l.accents, l.letters)
		cols[26][at] = uint8(l.match.Kind)
		cols[27][at] = uint8(l.match.Form)
		cols[28][at] = bit(l.credited)
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
	prevBody, prevMark, prevKind, run := int32(-1), int32(-1), uint8(0), 0
	prevBox, prevComment := int32(-1), int32(-1)
	var before int32
	boxes, comments = 0, 0
	lines, words := over(int32(n)), over(p.words)
	var cols *[len(pageNames)]forest.Column
	for i := range c.brief {
		l, at := &c.brief[i], i%blockLines
		if at == 0 {
			cols = (*[len(pageNames)]forest.Column)(p.block(i)[pageAt:])
		}
		slots := &c.slots[i]
		copies := logScale(c.whole.slots[slots[0]].n - 1)
		c.seenBy[5][near2+i] = copies
		cols[0][at] = copies
		cols[1][at] = logScale(c.up[i])
		cols[2][at] = logScale(c.shape.slots[slots[1]].n - 1)
		cols[3][at] = logScale(c.head.slots[slots[2]].n - 1)
		cols[4][at] = logScale(c.two.slots[slots[3]].n - 1)
		cols[5][at] = logScale(c.tail.slots[slots[4]].n - 1)
		cols[6][at] = lines.percent(int32(i))
		cols[7][at] = words.percent(before)
		before += l.words
		cols[8][at] = distance(int32(i - first))
		cols[9][at] = distance(int32(last - i))
		if l.sentence {
			prevBody = int32(i)
		}
		cols[10][at] = since(prevBody, int32(i))
		cols[13][at] = bit(i >= from && i < to)
		cols[14][at] = distance(int32(i - from))
		cols[15][at] = distance(int32(to - 1 - i))
		cols[16][at] = since(prevMark, int32(i))
		cols[17][at] = prevKind
		cols[23][at] = logScale(boxes)
		cols[24][at] = since(prevBox, int32(i))
		cols[25][at] = logScale(comments)
		cols[26][at] = since(prevComment, int32(i))
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
	p.setColumn(pageAt+12, c.flat)
	nextBody, nextMark := int32(-1), int32(-1)
	for i := n - 1; i >= 0; i-- {
		l, at := &c.brief[i], i%blockLines
		if at == blockLines-1 || i == n-1 {
			cols = (*[len(pageNames)]forest.Column)(p.block(i)[pageAt:])
		}
		if l.sentence {
			nextBody = int32(i)
		}
		cols[11][at] = since(int32(i), nextBody)
		cols[18][at] = since(int32(i), nextMark)
		if l.marker != 0 {
			nextMark = int32(i)
		}
	}
}

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
