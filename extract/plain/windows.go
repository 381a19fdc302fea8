package plain

// window is a column of what is counted of the lines around each one.
type window struct {
	column, radius int
	scale          *quotients
	part, whole    int // sums
}

var windowColumns = [...]window{
	{fWordsBy2, 2, meanWords, wordsSum, linesSum},
	{fBodyBy2, 2, ratios, bodySum, linesSum},
	{fFullBy2, 2, ratios, fullSum, linesSum},
	{fDigitsBy2, 2, ratios, digitsSum, readSum},
	{fUpperBy2, 2, ratios, upperSum, casedSum},
	{fSeveralBy5, 5, ratios, severalSum, linesSum},
	{fWordsBy5, 5, meanWords, wordsSum, linesSum},
	{fBodyBy5, 5, ratios, bodySum, linesSum},
	{fFullBy5, 5, ratios, fullSum, linesSum},
	{fDigitsBy5, 5, ratios, digitsSum, readSum},
	{fUpperBy5, 5, ratios, upperSum, casedSum},
	{fUnevenBy5, 5, meanSteps, unevenSum, linesSum},
	{fWordsBy15, widest, meanWords, wordsSum, linesSum},
	{fBodyBy15, widest, ratios, bodySum, linesSum},
	{fFullBy15, widest, ratios, fullSum, linesSum},
	{fDigitsBy15, widest, ratios, digitsSum, readSum},
	{fUpperBy15, widest, ratios, upperSum, casedSum},
	{fSeveralBy15, widest, ratios, severalSum, linesSum},
}

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

// windows fills the columns of the lines around.
func (p *Page) windows() {
	c := &p.columns
	for start := 0; start < len(p.lines); start += blockLines {
		cols := p.block(start)
		for i := range windowColumns {
			w := &windowColumns[i]
			part, lessPart := c.within(w.part, start, w.radius)
			whole, lessWhole := c.within(w.whole, start, w.radius)
			w.scale.fill(&cols[w.column], part, lessPart, whole, lessWhole)
		}
		dates, less := c.within(datesSum, start, widest)
		logScales(&cols[fDatesBy15], dates, less)
		names, less := c.within(namesSum, start, widest)
		logScales(&cols[fNamesBy15], names, less)
		asks, less := c.within(asksSum, start, widest)
		logScales(&cols[fAsksBy15], asks, less)
	}
}
