package dedupe

// What the alignment of two texts says: is one contained in the other, and do they state the same facts?
//
// Containment. The spans must cover 90% of the new text (normal strictness), short lines above and below the first and
// last match not counted: the frame in which another site sets a story. The promise is "the text is contained", never
// "the same story".
//
// Facts. Two texts from one template (weather, prices, results, notices) agree except in numbers, names and dates, and
// are different articles. Every gap of the alignment with a number on both sides, or a name on both sides, is a
// conflict, unless both have the same one. An edited copy loses plain words as often as facts; a template loses facts far
// more often than plain words.
// So two texts differ when
//
//   - numbers conflict in a short text (under 150 words), or among the first 24 words (title and date); in a copy that was
//     edited throughout (6% of its plain words are lost), only when they conflict twice, or when more numbers are lost
//     than twice what the loss of plain words makes one expect;
//
//   - names conflict in a short text that differs in little else;
//
//   - a text of under 60 words states a fact in another phrase, of three words or more;
//
//   - a short text has a name or number twice where the other one has another, the same both times: the subject of a text
//     of a template;
//
//   - conflicts are a fifth of all gaps and two or more, a fifth of the facts is lost, and facts are lost twice as often
//     as plain words (or so for numbers alone);
//
//   - or half of all gaps are names that conflict, and three in ten names are lost, three times as often as plain words;
//
//   - there is one conflict, but half of the facts are lost, four times as often as plain words.
//
// But when the body repeats eight facts or more, and none differs, then what differs on the short lines above and below it
// is the frame of another site ("Published 12:30, 3/4/2026", "© 2026 The Ledger").
const (
	matchLeast  = .35 // share of the longer text that must match: a brief within a long story is no copy of it
	matchMost   = .60 // share of the shorter one, and
	matchShort  = .72 // when that has fewer words than
	matchLong   = 100 // this: an edited copy has more, a notice in the words of another has less
	matchWords  = 12  // least words that match
	cutShare    = .50 // share of a text that a copy cut short must hold to stand for it
	cutWhole    = .97 // share of such a copy that must match, word by word, when that text has another order
	nearWords   = 36  // shorter texts are compared exactly: too little to tell an edit from another text
	frameLine   = 24  // most words of a line of a frame: longer ones are paragraphs
	frameHead   = 36  // most words of a frame above the text
	frameTail   = 54  // and below it
	frameInline = 4   // words of a frame on the line on which the match begins or ends
	framePart   = 2   // a frame takes at most one part in so many of the text
	titleWords  = 24
	shortText   = 150
	noticeText  = 60 // so short are the notices of a series: a rate, an offering, a strike called
	bagFrom     = .8 // share that spans cover, from which a reordered text is compared as a bag of words
	bagLeast    = .99
	edited      = .06 // loss of plain words from which a text counts as edited throughout
	rareGaps    = 7   // of so many gaps of an edited copy, fewer than one sets a number for a number
	bodyFacts   = 8
	bodyWords   = 60
	edgeDigits  = 45 // most numbers among a hundred words of a frame
	conflictMin = .2 // share of gaps that conflict, and of facts that are lost, between different articles
)

// limits are what strictness changes.
type limits struct {
	cover float64
	frame bool // frames are set aside
	facts Strictness

	corrects bool // the new text is a correction
}

func limitsOf(s Strictness) limits {
	switch s {
	case Strict:
		return limits{cover: .95, frame: false, facts: Strict}
	case Loose:
		return limits{cover: .80, frame: true, facts: Loose}
	}
	return limits{cover: .90, frame: true, facts: Normal}
}

// relation of a new text to a kept one.
type relation uint8

const (
	unrelated relation = iota
	covered            // the kept text holds the new one
	continued          // the kept text is the new one cut short
	different          // the same text, but for its facts
)

// judge says what two aligned texts are to each other, and how much of the new one is covered. cut says that the kept text
// breaks off in the midst of a sentence.
func (l limits) judge(a *alignment, kept, fresh []token, cut bool) (relation, float64) {
	matched := float64(a.matched)
	keptText := float64(a.kept - l.frameOf(kept, a.headKept, a.tailKept, a.matched))
	freshText := float64(a.fresh - l.frameOf(fresh, a.headFresh, a.tailFresh, a.matched))
	keptShare, freshShare := matched/float64(a.kept), matched/float64(a.fresh)
	if matched < leastMatch(a.kept, a.fresh) || min(a.kept, a.fresh) < nearWords || min(matched/keptText, freshShare) < matchLeast {
		return unrelated, 0
	}
	cover := float64(a.spanFresh) / freshText
	rel := covered
	if a.jumps > 0 && cover >= bagFrom {
		// Lines that begin alike (results, tables) in another order lead the aligner from one into the other. Then the
		// words tell, whatever their order.
		var words bag
		words.load(kept)
		if share := words.share(fresh); share >= bagLeast {
			return covered, share
		}
	}
	if cover < l.cover {
		// A cut copy came first: all of it is here, and what is new stands behind it.
		keptCover := float64(a.spanKept) / keptText
		middle := a.fresh - a.headFresh - a.tailFresh - a.spanFresh
		if keptCover < l.cover || matched/freshText < cutShare {
			return unrelated, min(cover, 1)
		}
		reordered := cut && a.jumps > 0 && keptShare >= cutWhole // then what is new stands anywhere
		if !reordered && (a.headFresh > frameHead || float64(middle) > (1-l.cover)*float64(a.spanFresh)) {
			return unrelated, min(cover, 1)
		}
		rel = continued
	}
	if l.conflict(a, max(keptText, freshText) < shortText) {
		return different, min(cover, 1)
	}
	return rel, min(cover, 1)
}

// leastMatch returns how many words of two texts, of that many words each, must match for them to be compared any further.
func leastMatch(kept, fresh int) float64 {
	shorter := min(kept, fresh)
	most := matchMost
	if shorter < matchLong {
		most = matchShort
	}
	return max(most*float64(shorter), matchWords)
}

// frameOf returns how many of the unmatched words above and below belong to short lines of a frame.
func (l limits) frameOf(text []token, head, tail, matched int) int {
	if !l.frame || matched < nearWords {
		return 0
	}
	n := frameAbove(text[:head], frameHead)
	if tail > 0 {
		part := text[len(text)-tail:]
		below := frameBelow(part, frameTail)
		// The rest began on the line of the last match.
		if rest := tail - below; rest <= frameInline {
			below = tail
		}
		n += min(below, frameTail)
	}
	return min(n, len(text)/framePart)
}

// frameAbove counts the words of whole short lines at the start of text, most at most.
func frameAbove(text []token, most int) int {
	n := 0
	for i := 1; i <= min(n+frameLine, most, len(text)); i++ {
		if i == len(text) || text[i]&lineStart != 0 {
			n = i
		}
	}
	return n
}

// frameBelow counts the words of whole short lines at the end of text, most at most.
func frameBelow(text []token, most int) int {
	n := 0
	for i := 1; i <= min(n+frameLine, most, len(text)); i++ {
		if text[len(text)-i]&lineStart != 0 {
			n = i
		}
	}
	return n
}

// conflict reports whether the facts of two aligned texts, short ones without their frames or not, tell different articles.
func (l limits) conflict(a *alignment, short bool) bool {
	if l.corrects && a.gaps > 0 { // the mark itself stands in front, and is none
		return true
	}
	facts := float64(a.same.facts() + a.lost.facts())
	numbers := float64(a.same.digit + a.lost.digit)
	plain := float64(a.same.plain + a.lost.plain)
	if l.facts != Loose && a.reworded > 0 && (max(a.kept, a.fresh) < noticeText || min(a.kept, a.fresh) < noticeText && a.numberGaps > 0) {
		return true
	}
	if a.conflicts() == 0 && a.swaps == 0 {
		return false
	}
	if l.facts == Strict {
		return true
	}
	lossPlain := float64(a.lost.plain) / max(plain, 1)
	if l.facts != Loose && a.framesDiffer() {
		return false
	}
	if l.facts != Loose && a.swaps > 0 {
		return true
	}
	lossFacts := float64(a.lost.digit+a.lost.name) / max(facts, 1)
	lossNumbers := float64(a.lost.digit) / max(numbers, 1)
	if l.facts != Loose {
		more := lossPlain < edited || a.numberGaps > 1 || a.numberGaps*rareGaps > a.gaps || float64(a.lost.digit) >= 2*lossPlain*numbers+1
		if more && (a.titleGaps > 0 || a.numberGaps > 0 && short) {
			return true
		}
		if lossNames := float64(a.lost.name) / max(float64(a.same.name+a.lost.name), 1); short && a.nameGaps > 0 &&
			lossPlain < edited && lossNames >= conflictMin && a.nameGaps*3 >= a.gaps {
			return true
		}
		if a.numberGaps >= 2 && a.numberGaps*2 >= a.gaps && lossPlain < edited {
			return true
		}
		if short && a.conflicts() >= 2 && a.conflicts()*4 >= a.gaps {
			return true
		}
	}
	if float64(a.conflicts()) < conflictMin*float64(a.gaps) {
		return false
	}
	names := float64(a.same.name + a.lost.name)
	if lossNames := float64(a.lost.name) / max(names, 1); a.nameGaps*2 >= a.gaps && lossNames >= .3 && lossNames >= 3*lossPlain {
		return true
	}
	if a.conflicts() == 1 {
		return lossFacts >= .5 && lossFacts >= 4*lossPlain
	}
	return lossFacts >= conflictMin && lossFacts >= 2*lossPlain || lossFacts >= .5 ||
		a.numberGaps >= 2 && lossNumbers >= conflictMin && lossNumbers >= 2*lossPlain
}

// framesDiffer reports whether all facts that differ stand on short lines above and below a body that repeats its own
// facts. Lines that are mostly numbers are a table, and no frame.
func (a *alignment) framesDiffer() bool {
	edge := a.edgeLost.facts()
	digits := a.edgeLost.digit + a.edgeSame.digit
	words := digits + a.edgeLost.plain + a.edgeSame.plain + a.edgeLost.name + a.edgeSame.name
	lost := a.lost.plain - a.edgeLost.plain
	plain := lost + a.same.plain - a.edgeSame.plain
	least := 2 * edge
	if lost == 0 && a.matched >= matchLong { // the body is the same, word for word
		least = edge
	}
	return edge == a.lost.facts() && a.same.facts()-a.edgeSame.facts() >= max(bodyFacts, least) &&
		a.matched >= bodyWords && float64(lost) < edited*float64(plain) && digits*100 <= edgeDigits*words
}
