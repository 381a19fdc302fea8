package plain

// A body that stands on the page a second time, for another width of the screen or because it was scraped twice, misleads
// whatever is computed from the page: half of its sentences are repeats then, and they are not around the title. So the
// second copy is taken off before.
const (
	// copyWords is the fewest words in sentences of a copy, and copySentences the fewest lines that hold them: less than that is a
	// lead or a quotation, which says little about the page.
	copyWords     = 60
	copySentences = 3
	// copyBreak is how many lines within a copy may be new: a headline between two paragraphs, an advertisement.
	copyBreak = 3
)

// copied is a line that was taken out.
type copied struct {
	line
	before int // the line that it stood in front of
}

// takeCopies takes the lines out that say in the same order again what lines before them say, if they are a body. They are
// p.copies then.
func (p *Page) takeCopies() {
	p.copies = p.copies[:0]
	if !p.mayHaveCopies() {
		return
	}
	first := make(map[uint64]int32, len(p.lines))
	p.again = p.again[:0]
	for i := range p.lines {
		again := int32(-1)
		if l := &p.lines[i]; l.words > 0 {
			if f, ok := first[l.whole]; ok {
				again = f
			} else {
				first[l.whole] = int32(i)
			}
		}
		p.again = append(p.again, again)
	}
	kept := 0
	for i := 0; i < len(p.lines); {
		end, body := i+1, false
		if p.again[i] >= 0 {
			end, body = p.copyFrom(i)
		}
		for ; i < end; i++ {
			if body && p.again[i] >= 0 {
				p.copies = append(p.copies, copied{p.lines[i], kept})
				continue
			}
			if kept < i {
				p.lines[kept] = p.lines[i]
			}
			kept++
		}
	}
	clear(p.lines[kept:])
	p.lines = p.lines[:kept]
}

// mayHaveCopies reports whether enough sentences stand on the page twice. Few pages get further.
func (p *Page) mayHaveCopies() bool {
	all := 0
	for i := range p.lines {
		all += int(bit(p.lines[i].sentence))
	}
	p.told.reset(all)
	words, sentences := int32(0), 0
	for i := range p.lines {
		if l := &p.lines[i]; l.sentence && p.told.slots[p.told.add(l.whole)].n > 1 {
			words += l.words
			sentences++
		}
	}
	return isBody(words, sentences)
}

// isBody reports whether so much that stands twice is a body.
func isBody(words int32, sentences int) bool { return words >= copyWords && sentences >= copySentences }

// copyFrom follows the copy that begins with line i: lines whose first ones stand before i, one behind the other. It
// returns its end, and whether it is a body.
func (p *Page) copyFrom(i int) (end int, body bool) {
	last, words, sentences := int32(-1), int32(0), 0
	for k, breaks := i, 0; k < len(p.lines) && breaks <= copyBreak; k++ {
		first := p.again[k]
		if first <= last || int(first) >= i {
			breaks++
			continue
		}
		end, last, breaks = k+1, first, 0
		if l := &p.lines[k]; l.sentence {
			words, sentences = words+l.words, sentences+1
		}
	}
	return end, isBody(words, sentences)
}
