package dedupe

// comparer says what kept texts are to a new one: the part of the look-up that needs two texts and nothing else.
type comparer struct {
	limits  limits // for texts that are no corrections
	align   aligner
	numbers numbers
	shared  bag     // of the new text
	ordered aligner // of the new text with its lines in the order of the kept one
	order   reorder

	words   []token // of the new text
	outline *outline
	flags   recordFlags
	counted bool // numbers
	loaded  bool // shared
	laid    bool // align
}

// begin prepares comparisons with a new text, whose words and outline must stay as they are meanwhile.
func (c *comparer) begin(words []token, o *outline, flags recordFlags) {
	c.words, c.outline, c.flags, c.counted, c.loaded, c.laid = words, o, flags, false, false, false
}

// lengths returns how few and how many words a text has that can be what the new one is a copy of.
func (c *comparer) lengths() (least, most int) {
	const frame = frameHead + frameTail // of either text
	n := len(c.words)
	long := int(float64(n) / matchLeast)
	return int(float64(max(n-frame, n-n/framePart)) * matchLeast), min(long+frame, framePart*long)
}

// compare says what a kept text, of a length that lengths allows, is to the new one, and how much of that it covers. Of a text
// that is like the new one, as far as samples tell, an alignment is made at once; that tells of all pairs what they are.
func (c *comparer) compare(kept *record, like bool) (relation, float64) {
	if !c.counted {
		c.numbers.load(c.outline.numbers)
		c.counted = true
	}
	if c.numbers.differ(kept.words) {
		return different, 0 // from one template: not worth an alignment
	}
	if !like {
		if !c.loaded {
			c.shared.load(c.words)
			c.loaded = true
		}
		if !c.shared.mayShare(kept.words, leastMatch(len(kept.words), len(c.words))) {
			return unrelated, 0 // half of the pairs
		}
	}
	if !c.laid {
		c.align.load(c.words, c.outline.body)
		c.laid = true
	}
	a := c.align.align(kept.words)
	l, cut := c.limitsFor(c.flags, kept.flags), kept.flags&flagCut != 0
	relation, cover := l.judge(&a, kept.words, c.words, cut)
	if a.jumps == 0 || relation != unrelated || float64(a.matched) < leastMatch(a.kept, a.fresh) {
		return relation, cover
	}
	// Where lines stand in another order, the words beside their ends are gaps that are none: with the lines in the kept
	// text's order the two are as like as any copy is. That new lines stand anywhere between them says that it is no copy
	// that goes on behind where the kept one was cut.
	c.align.traces = true
	c.align.align(kept.words)
	c.align.traces = false
	if words, other := c.order.like(c.words, c.align.places); other {
		c.ordered.load(words, bodyOf(words))
		b := c.ordered.align(kept.words)
		if r, share := l.judge(&b, kept.words, words, cut); r == covered {
			return r, share
		}
	}
	return relation, cover
}

// limitsFor looks at a correction in its own way: when it comes behind the text that it corrects, an earlier correction
// maybe, any words that differ keep it; when it comes first (see Survey), only a text that differs
// throughout stays beside it.
func (c *comparer) limitsFor(fresh, kept recordFlags) limits {
	l := c.limits
	switch fresh, kept := fresh&flagCorrection != 0, kept&flagCorrection != 0; {
	case fresh:
		l.facts, l.corrects = Strict, true
	case kept && l.facts == Normal:
		l.facts = Loose
	}
	return l
}
