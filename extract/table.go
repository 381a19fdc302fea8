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
const Stride = 256

// far is the distance of what is not there.
const far = 63

// ancestorTags are the elements whose distance up the ancestor chain is a feature.
var ancestorTags = [...]dom.Tag{dom.TagArticle, dom.TagMain, dom.TagSection, dom.TagNav, dom.TagAside, dom.TagHeader,
	dom.TagFooter, dom.TagForm, dom.TagTable, dom.TagUl, dom.TagDl, dom.TagFigure, dom.TagBlockquote, dom.TagPre,
	dom.TagDetails, dom.TagButton, dom.TagLi, dom.TagP}

const numAncestors = len(ancestorTags)

// Numbers of features of groups.
const (
	levels     = 6 // compressed ancestors that are described
	perLevel   = 6
	neighbours = 4 // blocks -2, -1, +1, +2
	mostOffset = 2
	perNeigh   = 8 // which fill a word
	perWindow  = 3
	containers = 4 // 50, 75, 92% of the good text, and the best container
)

// Indices of features within a row. Groups take as many places as they have members.
const (
	fChars = iota
	fWords
	fWordLen
	fLinkDensity
	fLinks
	fStrong
	fDigits
	fCapWords
	fLowWords
	fAllCaps
	fShortWords
	fEnds
	fEndsPerWord
	fCommas
	fEndsSentence
	fEndsColon
	fEndsCut
	fEndsQuestion
	fSeps
	fCopyright
	fDate
	fAt
	fMoney
	fStartsDigit
	fStartsLower
	fStartsMark
	fQuotes
	fUnspaced
	fBreak
	fSentenceLen
	fImages
	fOneLink
	fLetters
	fImageBefore
	fImageAfter
	fPhotoTail

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
	fPos       = fCue + numCues
	fCharPos   = fPos + 1
	fTitleDist = fPos + 2
	fHasTitle  = fPos + 3
	fFirstGood = fPos + 4
	fLastGood  = fPos + 5
	fTitleOver = fPos + 6
	fInTitle   = fPos + 7
	fTitleAlt  = fPos + 8
	fH1Dist    = fPos + 9
	fBodyStart = fPos + 10

	fContainer = fBodyStart + 1 // levels up and depth difference of each
	fBestGap   = fContainer + 2*containers
	fLevel     = fBestGap + 1
	fLevelPos  = fLevel + levels*perLevel
	fLevel1Tag = fLevelPos + 1
	fLevel2Tag = fLevelPos + 2

	fRepLevel  = fLevel2Tag + 1
	fRepCount  = fRepLevel + 1
	fRepChars  = fRepLevel + 2
	fRepLinks  = fRepLevel + 3
	fRepIndex  = fRepLevel + 4
	fRepSize   = fRepLevel + 5
	fRepBlocks = fRepLevel + 6
	fRepDates  = fRepLevel + 7
	fRepGoods  = fRepLevel + 8
	fRep2      = fRepLevel + 9 // count, chars, links, index of the second level
	fPathCount = fRep2 + 4
	fPathChars = fRep2 + 5
	fPathShare = fRep2 + 6
	fDoubled   = fRep2 + 7
	fDoubledAt = fRep2 + 8

	fHeadLevel = fDoubledAt + 1
	fHeadSince = fHeadLevel + 1
	fHeadWords = fHeadLevel + 2
	fHeadSize  = fHeadLevel + 3
	fHeadLinks = fHeadLevel + 4

	fNear   = fHeadLinks + 1
	fWindow = fNear + neighbours*perNeigh // words, link density, good blocks of ±3 and ±8
	fGoodUp = fWindow + 2*perWindow
	fGoodDn = fGoodUp + 1

	fPhrase     = fGoodDn + 1
	fPhraseForm = fPhrase + 1
	fMarkUp     = fPhrase + 2
	fMarkSince  = fMarkUp + numMarks

	fPage       = fMarkSince + numMarks
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
	gUnspaced
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
	{fWordLen, "wordlen", "letters a word × 8, capped", "tells languages and word lists from sentences"},
	{fLinkDensity, "linkdensity", "ratio of characters", "navigation is all links (Gibson et al. 2007, Kohlschütter et al. 2010)"},
	{fLinks, "links", "count", "a list of links on one line"},
	{fStrong, "strong digits", "ratio of characters", "sub-headings without a heading tag; dates, prices and counters"},
	{fCapWords, "capwords lowwords allcaps shortwords", "ratio of words", "labels are capitalised; sentences hold short lower-case words"},
	{fEnds, "ends", "count", "sentences end"},
	{fEndsPerWord, "endsperword commas", "ratio × 8 of words", "punctuation is a mark of running text (Readability counts commas)"},
	{fEndsSentence, "endssentence endscolon endscut endsquestion", "0/1", "teasers are cut off, labels end in a colon"},
	{fSeps, "seps", "count", "| » › between links"},
	{fCopyright, "copyright", "0/1", "© stands in footers"},
	{fDate, "date", "0/1", "date or time in a block of at most 100 characters"},
	{fAt, "at", "0/1", "@ of addresses and accounts"},
	{fMoney, "money", "count", "prices"},
	{fStartsDigit, "startsdigit startslower startsmark", "0/1", "counters; fragments; bullets, > and brackets set as text"},
	{fQuotes, "quotes", "count", "dialogue"},
	{fUnspaced, "unspaced", "ratio of letters", "share of Han, kana, Thai …: other features mean less there"},
	{fBreak, "break", "0/1", "starts after <br>"},
	{fSentenceLen, "sentencelen", "log of words a sentence", "captions and labels have no sentences of full length"},
	{fImages, "images", "count", "pictures between the words"},
	{fOneLink, "onelink", "0/1", "the whole block is one link: a teaser's headline"},
	{fLetters, "letters", "ratio of characters", "tables of figures, separators"},
	{fImageBefore, "imagebefore imageafter", "count", "pictures between this block and the one before or behind: captions without markup"},
	{fPhotoTail, "phototail", "0/1", "ends in the credit of a picture: \"… Photo: N.N.\""},
	{fTag, "tag", "rank, see tagRanks", "the element around the text"},
	{fKind, "kind", "document.BlockKind", "its part in the text by markup"},
	{fHeading, "heading", "0, 1..6", "level of the heading"},
	{fDepth, "depth", "count", "of block-level elements"},
	{fParentTag, "parenttag", "rank", "the element around that"},
	{fHidden, "hidden", "0/1", "hidden, aria-hidden or display:none of an ancestor"},
	{fItem, "item", "itemKind", "nearest itemprop that says what the text is"},
	{fItemComment, "itemcomment", "0/1", "inside of schema.org's Comment"},
	{fBadCues, "badcues goodcues", "count", "elements on the way up whose names speak against or for content"},
	{fAncestor, ancestorNames(), "levels up, 63: none", "what the elements around the block are for"},
	{fCue, cueNames(), "levels up + 1, 0: inline element, 63: none", "what the names of the elements around the block say"},
	{fPos, "pos charpos", "ratio", "boilerplate is at both ends"},
	{fTitleDist, "titledist", "signed log of blocks", "content begins after the headline"},
	{fHasTitle, "hastitle", "0/1", "whether a block was found that repeats the page's title"},
	{fFirstGood, "firstgood lastgood", "signed log of blocks", "distance to the first and last sentence of the page"},
	{fTitleOver, "titleoverlap", "ratio of words, both ways", "the headline, and links to the page itself"},
	{fInTitle, "intitle titlealt", "0/1", "the site's name; alt texts that begin with the title, with or without accents"},
	{fH1Dist, "h1dist", "signed log of blocks", "distance to the first h1"},
	{fBodyStart, "bodystart", "ratio of words", "share of the good text that stands before"},
	{fContainer, "up50 diff50 up75 diff75 up92 diff92 upbest diffbest", "levels; signed levels of depth", "how far outside of the smallest element with half, three quarters, 92% of the good text, and of the best by Readability's score"},
	{fBestGap, "bestgap", "signed log of blocks", "distance from the range of the best container"},
	{fLevel, levelNames(), "log, ratio, log, ratio, log, ratio × 8", "size, link density, blocks, share of good text, words a block, commas of the ancestors that hold more than the one before"},
	{fLevelPos, "levelpos", "ratio", "position within the first of them"},
	{fLevel1Tag, "level1tag level2tag", "rank", "what they are"},
	{fRepLevel, "replevel", "levels, 63: none", "nearest ancestor with two or more siblings of its shape: cards, comments, posts, paragraphs"},
	{fRepCount, "repcount repchars replinks repindex repsize repblocks repdates repgoods", "count, log, ratio, ratio, ratio/8, log, ratio, ratio", "their number, mean size, link density; which of them, how large against the mean, how many blocks; how many of them hold a date, and running text: comments and posts do"},
	{fRep2, "rep2count rep2chars rep2links rep2index", "as above", "the same one level of repetition further out"},
	{fPathCount, "pathcount pathchars pathshare", "log, log, ratio", "blocks with the same path of tags and classes: number, mean size, share of the page"},
	{fDoubled, "doubled doubledat", "count", "other blocks with the same text; those before"},
	{fHeadLevel, "headlevel headsince headwords headsize headlinks", "level, blocks, log, log, ratio", "the heading above: level, distance in blocks and words, length, link density"},
	{fNear, nearNames(), "as of the block itself", "the blocks around"},
	{fWindow, "win3words win3links win3good win8words win8links win8good", "log, ratio, count", "the surroundings"},
	{fGoodUp, "goodup gooddown", "blocks, capped at 60", "distance to the nearest sentences above and below"},
	{fPhrase, "phrase phraseform", "phrases.Kind, phrases.Form", "fixed phrases in thirty languages: related, comments, share, photo …"},
	{fMarkUp, "up_related up_comments up_share up_tags up_signup up_legal", "levels up, 63: none", "an element that begins with such a phrase is a box of that kind"},
	{fMarkSince, "since_related since_comments since_share since_tags since_signup since_legal", "blocks, capped at 127", "what follows the phrase, where no element holds both"},
	{fPage, "pageblocks pagechars pagelinks pagegood pagesentences pagearticles pageparagraphs pageitems pagecells pagecomments pageprices pageforum pageproducts pagebest pagebestblocks pagebestdepth pagewords pagegoodwords pageunspaced pagetype pagedates pageheadings", "log, ratio or count", "the shape of the page: what is content in a thread or listing is not in an article"},
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
	for _, g := range cueLexicon {
		names = append(names, "cue_"+g.name)
	}
	return strings.Join(names, " ")
}

func levelNames() string {
	var names []string
	for l := range levels {
		for _, n := range [perLevel]string{"chars", "links", "blocks", "good", "wpb", "commas"} {
			names = append(names, fmt.Sprintf("l%d_%s", l, n))
		}
	}
	return strings.Join(names, " ")
}

// near returns the features of a neighbour that a block sees, one a byte: those that nearNames lists.
func near(f *[Stride]byte) uint64 {
	return uint64(f[fWords]) | uint64(f[fLinkDensity])<<8 | uint64(f[fEndsSentence])<<16 | uint64(f[fHeading])<<24 |
		uint64(f[fTag])<<32 | uint64(f[fEnds])<<40 | uint64(f[fLevel])<<48 | uint64(f[fDate])<<56
}

var neighbourOffsets = [neighbours]int{-2, -1, 1, 2}

func nearNames() string {
	var names []string
	for _, off := range neighbourOffsets {
		for _, n := range [perNeigh]string{"words", "links", "endssentence", "heading", "tag", "ends", "chars", "date"} {
			names = append(names, fmt.Sprintf("n%+d_%s", off, n))
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
