package plain

// runPenalty is what a line that is no paragraph costs the run that it stands in, in words. As in the window search
// of body text extraction (Finn, Kushmerick and Smyth, "Fact or fiction: content classification for digital
// libraries", 2001), in whole words so that sums are exact.
const runPenalty = 6

// bestRun returns the run of lines [from, to) with the most words in paragraphs less the penalty of the other lines,
// and its words in paragraphs.
func (p *Page) bestRun() (from, to int, words int32) {
	var sum, best int32
	start := 0
	lines := p.columns.brief
	for i := range lines {
		l := &lines[i]
		if sum <= 0 {
			sum, start = 0, i
		}
		if l.sentence {
			sum += l.words
		} else {
			sum -= runPenalty
		}
		if sum > best {
			best, from, to = sum, start, i+1
		}
	}
	for i := from; i < to; i++ {
		if lines[i].sentence {
			words += lines[i].words
		}
	}
	return from, to, words
}

// overlap returns the share of line i's longer words that the densest run has, in percent.
func (p *Page) overlap(i int) uint8 { return p.block(i)[fOverlap][i%blockLines] }

// runGap is the most lines without a paragraph within a run of paragraphs.
const runGap = 4

// runs fills the columns about runs of paragraphs: how big the run is that a line stands in or next to (the one before
// it, unless only the one behind it is near), how many came before.
func (p *Page) runs() {
	c := &p.columns
	runs := c.runs[:0]
	last := -runGap - 2
	for i := range c.brief {
		l := &c.brief[i]
		if !l.sentence {
			continue
		}
		if i-last > runGap+1 {
			runs = append(runs, bodyRun{from: int32(i)})
		}
		r := &runs[len(runs)-1]
		r.to, r.words = int32(i+1), r.words+l.words
		last = i
	}
	c.runs = runs
	if len(runs) == 0 {
		runs = append(runs, bodyRun{})
	}
	// Lines are nearest to a run one after the other.
	body, k := over(p.body), 0
	for i := 0; i < len(p.lines); k++ {
		to := i
		for to < len(p.lines) && (k+1 == len(runs) || !nearer(int32(to), &runs[k], &runs[k+1])) {
			to++
		}
		share, index := body.percent(runs[k].words), logScale(int32(k))
		for ; i < to; i++ {
			cols, at := p.block(i), i%blockLines
			cols[fRunWords][at] = share
			cols[fRunIndex][at] = index
		}
	}
}

// nearer reports whether line i is nearer to the run b than to a, which comes before it.
func nearer(i int32, a, b *bodyRun) bool { return i >= b.from || i >= a.to && i-a.to >= b.from-i }
