package plain

import (
	"encoding/binary"

	"winnow/extract/forest"
	"winnow/extract/phrases"
)

// Stride is the width of a row of features.
const Stride = 128

// block holds the features of up to blockLines lines by columns.
type block [numFeatures]forest.Column

const blockLines = forest.ColumnRows

// The columns of a row, in the order of FeatureNames.
const (
	fChars = iota
	fWords
	fWordLen
	fDigits
	fUpper
	fLower
	fStops
	fCommaRate
	fFull
	fColon
	fCut
	fQuotes
	fOpens
	fList
	fGap
	fGapAfter
	fAccents
	fPhrase
	fForm
	fCredited
	fCopies
	fCopiesUp
	fShapes
	fHeads
	fPlace
	fWordPlace
	fFromBody
	fToBody
	fPrevBody
	fNextBody
	fShortRun
	fInBest
	fFromBest
	fToBest
	fPrevMark
	fPrevKind
	fNextMark
	fOverlap
	fRunWords
	fRunIndex
	fBoxes
	fFromBox
	fComments
	fFromComment
	fPrevDate
	fNextDate
	fAlike
	fSameBlock
	fBoxTotal
	fTimeTotal
	fPrices
	fLines
	fPageWords
	fBodyShare
	fBodyLines
	fBestShare
	fMarkShare
	fGapShare
	fMeanWords
	fFullShare
	fSeveral
	fWordsBy2
	fBodyBy2
	fFullBy2
	fDigitsBy2
	fUpperBy2
	fSeveralBy5
	fWordsBy5
	fBodyBy5
	fFullBy5
	fDigitsBy5
	fUpperBy5
	fUnevenBy5
	fWordsBy15
	fBodyBy15
	fDigitsBy15
	fFullBy15
	fUpperBy15
	fSeveralBy15
	fDatesBy15
	fNamesBy15
	fAsksBy15
	fCopiesBefore2
	fCopiesBefore
	fCopiesBehind
	fCopiesBehind2
	fDigitsBefore
	fDigitsBehind
	fWordScore
	fWordScoreBy5
	fPageScore
	numFeatures
)

// FeatureNames names the columns of a row in order. A model was trained on them and their scales: a change of a scale
// needs another name.
var FeatureNames = []string{
	// The line by itself.
	fChars:     "chars",     // characters, log scale
	fWords:     "words",     // words, log scale; a character of a script without blanks counts 0.6
	fWordLen:   "wordlen",   // tenths of a character a word, halved
	fDigits:    "digits",    // share of digits among letters and digits
	fUpper:     "upper",     // share of words with a capital first
	fLower:     "lower",     // share of words with a small letter first
	fStops:     "stops",     // ends of sentences
	fCommaRate: "commarate", // commas by words
	fFull:      "full",      // ends like a sentence
	fColon:     "colon",     // ends with a colon
	fCut:       "cut",       // ends with an ellipsis
	fQuotes:    "quotes",    // quote marks
	fOpens:     "opens",     // what it opens with: 0 other, 1 capital, 2 small letter, 3 digit, 4 quote, 5 dash or bullet, 6 arrow, 7 bracket, 8 sign
	fList:      "list",      // begins with a bullet or a number
	fGap:       "gap",       // blank lines before it, at most 3
	fGapAfter:  "gapafter",  // blank lines behind it, at most 3
	fAccents:   "accents",   // share of letters outside of ASCII
	fPhrase:    "phrase",    // kind of the phrase it is or begins with (package phrases)
	fForm:      "form",      // how the phrase stands: 0 none, 1 whole line, 2 label, 3 start
	fCredited:  "credited",  // ends with the credit of a picture

	// The line in its page.
	fCopies:      "copies",    // other lines of the page that are equal
	fCopiesUp:    "copiesup",  // equal lines before it
	fShapes:      "sameshape", // other lines that are equal but for digits, in their first words, of some 40 letters
	fHeads:       "heads",     // lines with the same first word
	fPlace:       "place",     // its number by the number of lines, in percent
	fWordPlace:   "wordplace", // words before it by words, in percent
	fFromBody:    "frombody",  // lines since the first paragraph of the body, signed
	fToBody:      "tobody",    // lines to the last paragraph of the body, signed
	fPrevBody:    "prevbody",  // lines since the last paragraph
	fNextBody:    "nextbody",  // lines to the next paragraph
	fShortRun:    "shortrun",  // length of the run of lines under six words that it stands in
	fInBest:      "inbest",    // inside of the densest run of paragraphs
	fFromBest:    "frombest",  // lines from the start of that run, signed
	fToBest:      "tobest",    // lines to the end of that run, signed
	fPrevMark:    "prevmark",  // lines since the last line that is a marker
	fPrevKind:    "prevkind",  // class of that marker
	fNextMark:    "nextmark",  // lines to the next marker
	fOverlap:     "overlap",   // share of its longer words that stand in the densest run
	fRunWords:    "runwords",  // share of the page's body words that its run of paragraphs has
	fRunIndex:    "runindex",  // runs of paragraphs before it
	fBoxes:       "boxes",     // headings of link boxes before it
	fFromBox:     "frombox",   // lines since the last of them
	fComments:    "comments",  // markers of comments before it
	fFromComment: "fromcomm",  // lines since the last of them
	fPrevDate:    "prevdate",  // lines since the last line that looks like a date
	fNextDate:    "nextdate",  // lines to the next
	fAlike:       "alike±8",   // of the eight lines before and behind, those of the same form: length, ending, opening, digits
	fSameBlock:   "sameblock", // lines in a row without a blank line between, log scale

	// The page: the same of all its lines.
	fBoxTotal:  "boxtotal",  // headings of link boxes on the page, log scale
	fTimeTotal: "timetotal", // "3 hours ago", "12 views" on the page, log scale
	fPrices:    "prices",    // share of lines with a currency sign and a digit
	fLines:     "lines",     // lines of the page, log scale
	fPageWords: "pagewords", // words of the page, log scale
	fBodyShare: "bodyshare", // share of words in paragraphs
	fBodyLines: "bodylines", // share of lines that are paragraphs
	fBestShare: "bestshare", // share of words in the densest run
	fMarkShare: "markshare", // share of lines that are markers
	fGapShare:  "gapshare",  // share of lines with a blank line before
	fMeanWords: "meanwords", // words a line, log scale
	fFullShare: "fullshare", // share of lines that end like a sentence
	fSeveral:   "several",   // share of lines of two sentences and more

	// The lines around, so many to both sides.
	fWordsBy2:    "words±2",   // words a line, log scale
	fBodyBy2:     "body±2",    // share of paragraphs
	fFullBy2:     "full±2",    // share of lines that end like a sentence
	fDigitsBy2:   "digits±2",  // share of digits among letters and digits
	fUpperBy2:    "upper±2",   // share of words with a capital first
	fSeveralBy5:  "several±5", // share of lines of two sentences and more
	fWordsBy5:    "words±5",
	fBodyBy5:     "body±5",
	fFullBy5:     "full±5",
	fDigitsBy5:   "digits±5",
	fUpperBy5:    "upper±5",
	fUnevenBy5:   "uneven±5", // mean difference of the words of a line and the one before, log scale, in eighths
	fWordsBy15:   "words±15",
	fBodyBy15:    "body±15",
	fDigitsBy15:  "digits±15",
	fFullBy15:    "full±15",
	fUpperBy15:   "upper±15",
	fSeveralBy15: "several±15",
	fDatesBy15:   "dates±15", // lines that look like a date
	fNamesBy15:   "names±15", // lines that look like a person's name
	fAsksBy15:    "asks±15",  // lines that end with a question mark

	// The lines two and one before, one and two behind it.
	fCopiesBefore2: "copies-2",
	fCopiesBefore:  "copies-1",
	fCopiesBehind:  "copies+1",
	fCopiesBehind2: "copies+2",
	fDigitsBefore:  "digits-1",
	fDigitsBehind:  "digits+1",

	// The words that lines are made of, see wordscores.go.
	fWordScore:    "wordscore",     // mean weight of the line's longer words
	fWordScoreBy5: "wordscore±5",   // of the lines around
	fPageScore:    "wordscorepage", // of the page
}

// absent is how far away what is nowhere on the page is, and what is seen of lines beyond its ends.
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
	p.windows()
	p.dates()
	p.alike()
	p.runsOfLines()
	p.neighbours()
}

// block holds the features of line i, in place i%blockLines of its columns.
func (p *Page) block(i int) *block { return (*block)(p.features[i/blockLines*numFeatures:]) }

// setColumn gives the lines their values of a feature.
func (p *Page) setColumn(f int, values []uint8) {
	for i := 0; i < len(values); i += blockLines {
		copy(p.block(i)[f][:], values[i:])
	}
}

// setAll gives all lines the same value of a feature.
func (p *Page) setAll(f int, value uint8) {
	for i := 0; i < len(p.lines); i += blockLines {
		column := &p.block(i)[f]
		for k := 0; k < len(column); k += 8 {
			binary.LittleEndian.PutUint64(column[k:], uint64(value)*each)
		}
	}
}

// own fills the columns of a line by itself, and the sums of what windows count.
func (p *Page) own() {
	n := len(p.lines)
	c := &p.columns
	c.totals = totals{}
	for start := 0; start < n; start += blockLines {
		lines := p.lines[start:min(n, start+blockLines)]
		cols, b := p.block(start), &c.batch
		p.ownNumbers(lines, start)
		p.sumUp(lines, start)
		logScales(&cols[fChars], &b.chars, &zeros)
		logScales(&cols[fWords], &b.words, &zeros)
		wordLengths.fill(&cols[fWordLen], &b.chars, &zeros, &b.some, &zeros)
		ratios.fill(&cols[fDigits], &b.digits, &zeros, &b.read, &zeros)
		ratios.fill(&cols[fUpper], &b.upper, &zeros, &b.cased, &zeros)
		ratios.fill(&cols[fLower], &b.lower, &zeros, &b.some, &zeros)
		logScales(&cols[fStops], &b.stops, &zeros)
		densities.fill(&cols[fCommaRate], &b.commas, &zeros, &b.some, &zeros)
		logScales(&cols[fQuotes], &b.quotes, &zeros)
		ratios.fill(&cols[fAccents], &b.accents, &zeros, &b.letters, &zeros)
		last := len(lines) - 1
		copy(cols[fGapAfter][:last], cols[fGap][1:])
		if cols[fGapAfter][last] = maxGap; start+last+1 < n {
			cols[fGapAfter][last] = p.lines[start+last+1].gap
		}
	}
	for k := range longerSum {
		c.close(k, n)
	}
}

// totals are counts of the lines of a page.
type totals struct{ prices, gaps, marks, boxes, times int32 }

// ownNumbers takes down the numbers of lines of a block, and fills the columns of what is no number.
func (p *Page) ownNumbers(lines []line, start int) {
	c, cols := &p.columns, p.block(start)
	b, t, briefs, forms := &c.batch, &c.totals, c.brief[start:][:len(lines)], c.forms[start:][:len(lines)]
	for i := range lines {
		l, at := &lines[i], i%blockLines
		b.chars[at], b.words[at], b.some[at] = l.chars, l.words, max(l.words, 1)
		b.upper[at], b.cased[at], b.lower[at] = l.upper, l.upper+l.lower, l.lower
		b.letters[at], b.digits[at], b.read[at] = l.letters, l.digits, l.letters+l.digits
		b.accents[at], b.commas[at], b.stops[at], b.quotes[at] = l.accents, l.commas, l.stops, l.quotes
		cols[fFull][at] = bit(l.full)
		cols[fColon][at] = bit(l.colon)
		cols[fCut][at] = bit(l.cut)
		cols[fOpens][at] = l.opensBy
		cols[fList][at] = bit(l.list)
		cols[fGap][at] = l.gap
		cols[fPhrase][at] = uint8(l.match.Kind)
		cols[fForm][at] = uint8(l.match.Form)
		cols[fCredited][at] = bit(l.credited)
		marker := l.marker()
		// Field by field: what is put together from bytes first and then copied as a whole waits for them.
		to := &briefs[i]
		to.words, to.from, to.to, to.marker, to.sentence, to.parted = l.words, l.from, l.to, marker, l.sentence, l.gap > 0
		forms[i] = l.form()
		t.prices += int32(bit(l.price))
		t.gaps += int32(bit(l.gap > 0))
		t.marks += int32(bit(marker != 0))
		t.boxes += int32(bit(marker == boxMark))
		t.times += int32(bit(marker == counterMark))
	}
}

// marker is the class of the marker that a whole line is.
func (l *line) marker() uint8 {
	if l.match.Form != phrases.Line {
		return 0
	}
	return markClass[l.match.Kind]
}

// relations fills the columns of a line in its page, and those of the page.
func (p *Page) relations() {
	n := len(p.lines)
	c := &p.columns
	for i := range p.lines {
		l := &p.lines[i]
		slots := &c.slots[i]
		slots[0], slots[1], slots[2] = c.whole.add(l.whole), c.shape.add(l.shape), c.head.add(l.head)
		c.up[i] = c.whole.slots[slots[0]].n - 1
	}
	lines, total := int32(n), &c.totals
	bodyLines, full := c.sums[bodySum][widest+n], c.sums[fullSum][widest+n]
	first, last := 0, n-1
	if bodyLines > 0 {
		for ; !c.brief[first].sentence; first++ {
		}
		for ; !c.brief[last].sentence; last-- {
		}
	}
	from, to, best := p.bestRun()
	p.setAll(fBoxTotal, logScale(total.boxes))
	p.setAll(fTimeTotal, logScale(total.times))
	p.setAll(fPrices, ratio(total.prices, lines))
	p.setAll(fLines, logScale(lines))
	p.setAll(fPageWords, logScale(p.words))
	p.setAll(fBodyShare, ratio(p.body, p.words))
	p.setAll(fBodyLines, ratio(bodyLines, lines))
	p.setAll(fBestShare, ratio(best, p.words))
	p.setAll(fMarkShare, ratio(total.marks, lines))
	p.setAll(fGapShare, ratio(total.gaps, lines))
	p.setAll(fMeanWords, logScale(p.words/lines))
	p.setAll(fFullShare, ratio(full, lines))
	p.setAll(fSeveral, ratio(c.sums[severalSum][widest+n], lines))

	p.lookUpWords(from, to)
	p.runs()
	b := &c.batch
	for i := range blockLines {
		b.first[i], b.last[i], b.from[i], b.to[i] = int32(first), int32(last), int32(from), int32(to-1)
		b.lines[i], b.pageWords[i] = lines, p.words
	}
	prevBody, prevMark, prevKind := never, never, uint8(0)
	prevBox, prevComment := never, never
	boxes, comments := int32(0), int32(0)
	for start := 0; start < n; start += blockLines {
		cols := p.block(start)
		for i := start; i < min(n, start+blockLines); i++ {
			l, at, slots := &c.brief[i], i%blockLines, &c.slots[i]
			b.copies[at], b.up[at] = c.whole.slots[slots[0]].n-1, c.up[i]
			b.shapes[at], b.heads[at] = c.shape.slots[slots[1]].n-1, c.head.slots[slots[2]].n-1
			if l.sentence {
				prevBody = int32(i)
			}
			b.prevBody[at], b.prevMark[at] = int32(i)-prevBody, int32(i)-prevMark
			b.prevBox[at], b.prevComment[at] = int32(i)-prevBox, int32(i)-prevComment
			b.boxes[at], b.comments[at] = boxes, comments
			cols[fInBest][at] = bit(i >= from && i < to)
			cols[fPrevKind][at] = prevKind
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
		}
		here := c.sum(linesSum, start)
		logScales(&cols[fCopies], &b.copies, &zeros)
		logScales(&cols[fCopiesUp], &b.up, &zeros)
		logScales(&cols[fShapes], &b.shapes, &zeros)
		logScales(&cols[fHeads], &b.heads, &zeros)
		ratios.fill(&cols[fPlace], here, &zeros, &b.lines, &zeros)
		ratios.fill(&cols[fWordPlace], c.sum(wordsSum, start), &zeros, &b.pageWords, &zeros)
		distances(&cols[fFromBody], here, &b.first)
		distances(&cols[fToBody], &b.last, here)
		logScales(&cols[fPrevBody], &b.prevBody, &zeros)
		distances(&cols[fFromBest], here, &b.from)
		distances(&cols[fToBest], &b.to, here)
		logScales(&cols[fPrevMark], &b.prevMark, &zeros)
		logScales(&cols[fBoxes], &b.boxes, &zeros)
		logScales(&cols[fFromBox], &b.prevBox, &zeros)
		logScales(&cols[fComments], &b.comments, &zeros)
		logScales(&cols[fFromComment], &b.prevComment, &zeros)
	}
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
		logScales(&cols[fNextBody], &b.nextBody, &zeros)
		logScales(&cols[fNextMark], &b.nextMark, &zeros)
	}
}

// never is the number of a line so far behind a page that what is no line of it is less than nothing lines ago: logScales makes
// of that what is absent. What is far before it stands for no line to come.
const never int32 = 1 << 30

// neighbours fills the columns of what is seen of the lines around.
func (p *Page) neighbours() {
	p.seenBefore(fCopiesBefore2, fCopies, 2)
	p.seenBefore(fCopiesBefore, fCopies, 1)
	p.seenBehind(fCopiesBehind, fCopies, 1)
	p.seenBehind(fCopiesBehind2, fCopies, 2)
	p.seenBefore(fDigitsBefore, fDigits, 1)
	p.seenBehind(fDigitsBehind, fDigits, 1)
}

// seenBefore fills a column with what another one holds for the lines so many before.
func (p *Page) seenBefore(column, of, lines int) {
	for start := 0; start < len(p.lines); start += blockLines {
		cols := p.block(start)
		copy(cols[column][lines:], cols[of][:])
		if start > 0 {
			copy(cols[column][:lines], p.block(start - 1)[of][blockLines-lines:])
			continue
		}
		for i := range lines {
			cols[column][i] = absent
		}
	}
}

// seenBehind fills a column with what another one holds for the lines so many behind.
func (p *Page) seenBehind(column, of, lines int) {
	n := len(p.lines)
	for start := 0; start < n; start += blockLines {
		cols := p.block(start)
		copy(cols[column][:], cols[of][lines:])
		if start+blockLines < n {
			copy(cols[column][blockLines-lines:], p.block(start + blockLines)[of][:lines])
		}
	}
	for i := max(n-lines, 0); i < n; i++ {
		p.block(i)[column][i%blockLines] = absent
	}
}
