package dom

import (
	"encoding/binary"

	"winnow/internal/runes"
)

// props are what tree construction asks of an element, by its tag; of svg and math elements by their name (foreignProps).
type props uint16

const (
	isSpecial   props = 1 << iota // the standard's "special" elements: they stop the search for "any other end tag"
	isScope                       // stops a search in the default scope
	isImplied                     // its end tag is generated when an outer element closes
	isFormat                      // formatting element: goes on the list of active formatting elements
	isHeading                     // h1 to h6
	isTableCtx                    // table, tbody, tfoot, thead, tr: what doesn't belong there is foster parented
	isRaw                         // its content is text up to its end tag
	isBreakout                    // its start tag ends svg and math
	isHTMLPoint                   // HTML integration point of svg or math
	isTextPoint                   // MathML text integration point
)

// The lists are those of the HTML standard, sections 13.2.4.2 (special, scope), 13.2.6.3 (implied end tags) and 13.2.6.5
// (breakout), in the state that golang.org/x/net/html has them (it has no special "search").
var tagProps = func() (table [NumTags]props) {
	set := func(p props, tags ...Tag) {
		for _, t := range tags {
			table[t] |= p
		}
	}
	set(isSpecial, TagAddress, TagApplet, TagArea, TagArticle, TagAside, TagBase, TagBasefont, TagBgsound, TagBlockquote,
		TagBody, TagBr, TagButton, TagCaption, TagCenter, TagCol, TagColgroup, TagDd, TagDetails, TagDir, TagDiv, TagDl,
		TagDt, TagEmbed, TagFieldset, TagFigcaption, TagFigure, TagFooter, TagForm, TagFrame, TagFrameset, TagH1, TagH2,
		TagH3, TagH4, TagH5, TagH6, TagHead, TagHeader, TagHgroup, TagHr, TagHtml, TagIframe, TagImg, TagInput,
		TagKeygen, TagLi, TagLink, TagListing, TagMain, TagMarquee, TagMenu, TagMeta, TagNav, TagNoembed, TagNoframes,
		TagNoscript, TagObject, TagOl, TagP, TagParam, TagPlaintext, TagPre, TagScript, TagSection, TagSelect, TagSource,
		TagStyle, TagSummary, TagTable, TagTbody, TagTd, TagTemplate, TagTextarea, TagTfoot, TagTh, TagThead, TagTitle,
		TagTr, TagTrack, TagUl, TagWbr, TagXmp)
	set(isScope, TagApplet, TagCaption, TagHtml, TagTable, TagTd, TagTh, TagMarquee, TagObject, TagTemplate, TagSelect)
	set(isImplied, TagDd, TagDt, TagLi, TagOptgroup, TagOption, TagP, TagRb, TagRp, TagRt, TagRtc)
	set(isFormat, TagA, TagB, TagBig, TagCode, TagEm, TagFont, TagI, TagNobr, TagS, TagSmall, TagStrike, TagStrong,
		TagTt, TagU)
	set(isHeading, TagH1, TagH2, TagH3, TagH4, TagH5, TagH6)
	set(isTableCtx, TagTable, TagTbody, TagTfoot, TagThead, TagTr)
	set(isRaw, TagIframe, TagNoembed, TagNoframes, TagNoscript, TagPlaintext, TagScript, TagStyle, TagTextarea, TagTitle,
		TagXmp)
	set(isBreakout, TagB, TagBig, TagBlockquote, TagBody, TagBr, TagCenter, TagCode, TagDd, TagDiv, TagDl, TagDt, TagEm,
		TagEmbed, TagH1, TagH2, TagH3, TagH4, TagH5, TagH6, TagHead, TagHr, TagI, TagImg, TagLi, TagListing, TagMenu,
		TagMeta, TagNobr, TagOl, TagP, TagPre, TagRuby, TagS, TagSmall, TagSpan, TagStrong, TagStrike, TagSub, TagSup,
		TagTable, TagTt, TagU, TagUl, TagVar)
	return table
}()

// Names are looked up by one load, one multiplication and one comparison: tagSlots is a perfect hash of tagNames. It
// holds tags only, and the names stand apart, so that the few that a page uses stay in the first-level cache.
const (
	tagSlotBits = 10
	maxTagName  = 10 // bytes of blockquote and figcaption
)

type tagName struct {
	first uint64 // the first eight bytes of the name, zero padded
	rest  uint32 // length<<16 and the ninth and tenth byte
}

// tagMultiplier makes tagHash free of collisions on tagNames; TestTagTable finds another one when the names change.
const tagMultiplier = 0xabc481ec124366b3

var tagSlots, tagKeys = makeTagSlots()

func makeTagSlots() (slots [1 << tagSlotBits]Tag, keys [NumTags]tagName) {
	for t := TagOther + 1; t < NumTags; t++ {
		first, rest := tagKey([]byte(tagNames[t]))
		slots[tagHash(first, rest, tagMultiplier)] = t
		keys[t] = tagName{first, rest}
	}
	return slots, keys
}

func tagHash(first uint64, rest uint32, multiplier uint64) uint64 {
	return (first ^ uint64(rest)<<13) * multiplier >> (64 - tagSlotBits)
}

// tagKey packs a name of one to maxTagName bytes, in lower case.
func tagKey(name []byte) (first uint64, rest uint32) {
	var b [16]byte
	copy(b[:], name)
	rest = uint32(len(name))<<16 | uint32(lowerByte(b[8])) | uint32(lowerByte(b[9]))<<8
	return runes.Lower8(binary.LittleEndian.Uint64(b[:])), rest
}

// lookupTag returns the tag of src[start:end], whatever its case.
func lookupTag(src []byte, start, end int) Tag {
	n := end - start
	if n > maxTagName {
		return TagOther
	}
	var first uint64
	var rest uint32
	if n <= 8 && start+8 <= len(src) {
		first = runes.Lower8(runes.EightAt(src, start)) & (1<<(8*uint(n)) - 1)
		rest = uint32(n) << 16
	} else {
		first, rest = tagKey(src[start:end])
	}
	t := tagSlots[tagHash(first, rest, tagMultiplier)]
	if key := &tagKeys[t]; key.first^first|uint64(key.rest^rest) == 0 {
		return t // of an empty slot, 0, the key is empty, which no name is
	}
	return TagOther
}

func lowerByte(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + ('a' - 'A')
	}
	return c
}
