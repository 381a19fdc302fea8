package extract

import (
	"fmt"
	"math/bits"
	"strings"

	"winnow/extract/dom"
)

// Features are bytes 0..127, written as the bins that the model compares with, on four scales:
//
//	log     8·log2(1+n), piecewise linear between powers of two; 127 from 65,000 on
//	ratio   127·a/b; 0 where b is 0
//	count   n, capped at 127
//	signed  64 + n, where n is cut to -63..63 ("signed log": 4·log2(1+|n|) steps either way)
//
// and distances: the number of levels or blocks, capped where the table says so.

// lg is the log scale.
func lg(n int32) byte {
	if n <= 0 {
		return 0
	}
	v := uint64(n) + 1
	k := bits.Len64(v) - 1
	return byte(min(8*k+int(v<<3>>k&7), 127))
}

// ratio is the ratio scale.
func ratio(a, b int32) byte {
	a, b = max(0, min(a, b)), max(1, b) // without a branch: whether there are links, capitals, digits is hard to predict
	if b < 1<<24 {
		return byte(uint32(a) * 127 / uint32(b)) // divides in half the time
	}
	return byte(int64(a) * 127 / int64(b))
}

// count is the count scale.
func count(n int32) byte { return byte(max(0, min(n, 127))) }

// signed is the signed scale.
func signed(n int32) byte { return byte(64 + max(-63, min(n, 63))) }

// signedLog is the signed log scale.
func signedLog(n int32) byte {
	if n < 0 {
		return 64 - lg(-n)/2
	}
	return 64 + lg(n)/2
}

func bit(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// Stride is the distance between two rows of features in bytes: a power of two, so that rows start on cache lines.
const Stride = 128

// far is the distance of what is not there.
const far = 63

// ancestorTags are the elements whose distance up the ancestor chain is a feature.
var ancestorTags = [...]dom.Tag{dom.TagArticle, dom.TagMain, dom.TagNav, dom.TagAside, dom.TagFooter, dom.TagForm, dom.TagUl}

const numAncestors = len(ancestorTags)

// distantCues are the cue groups whose distance up the ancestor chain is known; of the first cueFeatures it is a feature.
// The other groups are told by the counts of bad and good ones alone.
var distantCues = [...]byte{cueComment, cueFoot, cueModal, cueByline, cueBody, cueLead, cueProduct, cueCaption, cueHidden,
	cueTabs, cueCode, cueFilter, cueReply, cueDate, cueForum}

const (
	numDistantCues = len(distantCues)
	cueFeatures    = numDistantCues - 3
)

// Numbers of features of groups.
const (
	levels     = 5 // compressed ancestors that are described
	perLevel   = 4
	perWindow  = 3
	containers = 3 // 50 and 75% of the good text, and the best container
)

// Indices of features within a row. Groups take as many places as they have members.
const (
	fChars = iota
	fWords
	fLinkDensity
	fLinks
	fStrong
	fCapWords
	fLowWords
	fEnds
	fEndsPerWord
	fEndsSentence
	fSeps
	fQuotes

	fTag
	fKind
	fHeading
	fDepth
	fParentTag
	fHidden
	fItem
	fItemComment
	fBadCues
	fGoodCues

	fAncestor
	fCue       = fAncestor + numAncestors
	fPos       = fCue + cueFeatures
	fCharPos   = fPos + 1
	fTitleDist = fPos + 2
	fHasTitle  = fPos + 3
	fFirstGood = fPos + 4
	fLastGood  = fPos + 5
	fTitleOver = fPos + 6
	fH1Dist    = fPos + 7
	fBodyStart = fPos + 8

	fContainer = fBodyStart + 1 // levels up and depth difference of each
	fBestGap   = fContainer + 2*containers
	fLevel     = fBestGap + 1
	fLevelPos  = fLevel + levels*perLevel
	fLevelTag  = fLevelPos + 1

	fRepLevel  = fLevelTag + 1
	fRepCount  = fRepLevel + 1
	fRepChars  = fRepLevel + 2
	fRepLinks  = fRepLevel + 3
	fRepBlocks = fRepLevel + 4
	fRepDates  = fRepLevel + 5
	fRepGoods  = fRepLevel + 6
	fPathCount = fRepLevel + 7
	fPathChars = fRepLevel + 8
	fPathShare = fRepLevel + 9
	fDoubled   = fRepLevel + 10
	fDoubledAt = fRepLevel + 11

	fHeadLevel = fDoubledAt + 1
	fHeadSince = fHeadLevel + 1
	fHeadWords = fHeadLevel + 2
	fHeadSize  = fHeadLevel + 3

	fWindow = fHeadSize + 1 // words, link density, good blocks of ±3 and ±8
	fGoodUp = fWindow + 2*perWindow

	fPhraseForm    = fGoodUp + 1
	fLegalUp       = fGoodUp + 2
	fRelatedSince  = fGoodUp + 3
	fCommentsSince = fGoodUp + 4
	fSignupSince   = fGoodUp + 5

	fPage       = fSignupSince + 1
	numFeatures = fPage + numPageFeatures
)

// Indices of the page's features from fPage on: the same for all blocks of a page.
const (
	gBlocks = iota
	gChars
	gLinkDensity
	gGood
	gSentences
	gArticles
	gParagraphs
	gItems
	gCells
	gComments
	gPrices
	gForum
	gProducts
	gBestShare
	gBestBlocks
	gBestDepth
	gWordsPerBlock
	gWordsPerGood
	gType
	gDates
	gHeadings
	numPageFeatures
)

// A FeatureDoc describes one feature or a group of like ones.
type FeatureDoc struct {
	Index int    // of the first
	Names string // of all, separated by blanks; their number is the size of the group
	Scale string // see above
	Why   string
}

// FeatureTable describes all features, in order.
var FeatureTable = []FeatureDoc{
	{fChars, "chars words", "log", "running text is long, controls are short; words of unspaced scripts are characters × 5/8"},
	{fLinkDensity, "linkdensity", "ratio of characters", "navigation is all links (Gibson et al. 2007, Kohlschütter et al. 2010)"},
	{fLinks, "links", "count", "a list of links on one line"},
	{fStrong, "strong", "ratio of characters", "sub-headings without a heading tag"},
	{fCapWords, "capwords lowwords", "ratio of words", "labels are capitalised, sentences hold lower-case words"},
	{fEnds, "ends", "count", "sentences end"},
	{fEndsPerWord, "endsperword", "ratio × 8 of words", "punctuation is a mark of running text"},
	{fEndsSentence, "endssentence", "0/1", "teasers are cut off, labels end in a colon"},
	{fSeps, "seps", "count", "| » › between links"},
	{fQuotes, "quotes", "count", "dialogue"},
	{fTag, "tag", "rank, see tagRanks", "the element around the text"},
	{fKind, "kind", "document.BlockKind", "its part in the text by markup"},
	{fHeading, "heading", "0, 1..6", "level of the heading"},
	{fDepth, "depth", "count", "of block-level elements"},
	{fParentTag, "parenttag", "rank", "the element around that"},
	{fHidden, "hidden", "0/1", "hidden, aria-hidden or display:none of an ancestor"},
	{fItem, "item", "itemKind", "nearest itemprop that says what the text is"},
	{fItemComment, "itemcomment", "0/1", "inside of schema.org's Comment; tells comments from boilerplate"},
	{fBadCues, "badcues goodcues", "count", "elements on the way up whose names speak against or for content"},
	{fAncestor, ancestorNames(), "levels up, 63: none", "what the elements around the block are for"},
	{fCue, cueNames(), "levels up + 1, 0: inline element, 63: none", "what the names of the elements around the block say"},
	{fPos, "pos charpos", "ratio", "boilerplate is at both ends"},
	{fTitleDist, "titledist", "signed log of blocks", "content begins after the headline"},
	{fHasTitle, "hastitle", "0/1", "whether a block was found that repeats the page's title"},
	{fFirstGood, "firstgood lastgood", "signed log of blocks", "distance to the first and last sentence of the page"},
	{fTitleOver, "titleoverlap", "ratio of words, both ways", "the headline, and links to the page itself"},
	{fH1Dist, "h1dist", "signed log of blocks", "distance to the first h1"},
	{fBodyStart, "bodystart", "ratio of words", "share of the good text that stands before"},
	{fContainer, "up50 diff50 up75 diff75 upbest diffbest", "levels; signed levels of depth", "how far outside of the smallest element with half and three quarters of the good text, and of the best by Readability's score"},
	{fBestGap, "bestgap", "signed log of blocks", "distance from the range of the best container"},
	{fLevel, levelNames(), "log, ratio, ratio, log", "size, link density, share of good text, words a block of the ancestors that hold more than the one before"},
	{fLevelPos, "levelpos", "ratio", "position within the first of them"},
	{fLevelTag, "level1tag", "rank", "what the second of them is"},
	{fRepLevel, "replevel", "levels, 63: none", "nearest ancestor with two or more siblings of its shape: cards, comments, posts, paragraphs"},
	{fRepCount, "repcount repchars replinks repblocks repdates repgoods", "count, log, ratio, log, ratio, ratio", "their number, mean size, link density; how many blocks it holds; how many of them hold a date, and running text: comments and posts do"},
	{fPathCount, "pathcount pathchars pathshare", "log, log, ratio", "blocks with the same path of tags and classes: number, mean size, share of the page"},
	{fDoubled, "doubled doubledat", "count", "other blocks with the same text; those before"},
	{fHeadLevel, "headlevel headsince headwords headsize", "level, blocks, log, log", "the heading above: level, distance in blocks and words, length"},
	{fWindow, "win3words win3links win3good win8words win8links win8good", "log, ratio, count", "the surroundings"},
	{fGoodUp, "goodup", "blocks, capped at 60", "distance to the nearest sentence above"},
	{fPhraseForm, "phraseform", "phrases.Form", "fixed phrases in thirty languages: related, comments, share, photo …"},
	{fLegalUp, "up_legal", "levels up, 63: none", "an element that begins with © or the like is a footer"},
	{fRelatedSince, "since_related since_comments since_signup", "blocks, capped at 127", "what follows such a phrase, where no element holds both"},
	{fPage, "pageblocks pagechars pagelinks pagegood pagesentences pagearticles pageparagraphs pageitems pagecells pagecomments pageprices pageforum pageproducts pagebest pagebestblocks pagebestdepth pagewords pagegoodwords pagetype pagedates pageheadings", "log, ratio or count", "the shape of the page: what is content in a thread or listing is not in an article"},
}

func ancestorNames() string {
	var names []string
	for _, t := range ancestorTags {
		names = append(names, "in_"+t.String())
	}
	return strings.Join(names, " ")
}

func cueNames() string {
	var names []string
	for _, g := range distantCues[:cueFeatures] {
		names = append(names, "cue_"+cueLexicon[g].name)
	}
	return strings.Join(names, " ")
}

func levelNames() string {
	var names []string
	for l := range levels {
		for _, n := range [perLevel]string{"chars", "links", "good", "wpb"} {
			names = append(names, fmt.Sprintf("l%d_%s", l, n))
		}
	}
	return strings.Join(names, " ")
}

// FeatureNames are the names of all features by index; the model's file carries them, so that a model is never used
// with other features than it was trained with.
var FeatureNames = func() (names []string) {
	for _, d := range FeatureTable {
		names = append(names, strings.Fields(d.Names)...)
	}
	return names
}()

// tagRanks orders the elements that hold text from those of controls to those of running text, so that a threshold
// on the rank is a sensible question.
var tagRanks = makeTagRanks()

func makeTagRanks() (ranks [dom.NumTags]byte) {
	for i, t := range []dom.Tag{dom.TagButton, dom.TagNav, dom.TagFooter, dom.TagAddress, dom.TagAside, dom.TagHeader,
		dom.TagForm, dom.TagFieldset, dom.TagLegend, dom.TagDialog, dom.TagSummary, dom.TagDetails, dom.TagMenu,
		dom.TagUl, dom.TagOl, dom.TagLi, dom.TagDt, dom.TagDd, dom.TagDl, dom.TagTable, dom.TagTh, dom.TagTr,
		dom.TagTd, dom.TagFigure, dom.TagFigcaption, dom.TagCaption, dom.TagOther, dom.TagBody, dom.TagCenter,
		dom.TagDiv, dom.TagSection, dom.TagMain, dom.TagArticle, dom.TagH6, dom.TagH5, dom.TagH4, dom.TagH3,
		dom.TagH2, dom.TagH1, dom.TagBlockquote, dom.TagPre, dom.TagP} {
		ranks[t] = byte(i) + 1
	}
	return ranks
}
