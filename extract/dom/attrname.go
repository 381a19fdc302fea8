package dom

import (
	"encoding/binary"

	"winnow/internal/runes"
)

// AttrName is the name of an attribute as a number. Names that nobody asks for on every element are AttrOther.
type AttrName uint8

// The attributes that are told apart while a page is parsed.
const (
	AttrOther AttrName = iota
	AttrClass
	AttrID
	AttrHref
	AttrStyle
	AttrRole
	AttrRel
	AttrHidden
	AttrItemprop
	AttrItemtype
	AttrDatetime
	AttrContent
	AttrAriaHidden
	AttrTestID    // data-testid
	AttrComponent // data-component
	numAttrNames

	firstLong = AttrAriaHidden // from here on names have more than eight letters
)

var attrNames = [numAttrNames]string{AttrClass: "class", AttrID: "id", AttrHref: "href", AttrStyle: "style", AttrRole: "role",
	AttrRel: "rel", AttrHidden: "hidden", AttrAriaHidden: "aria-hidden", AttrItemprop: "itemprop", AttrItemtype: "itemtype",
	AttrDatetime: "datetime", AttrContent: "content", AttrTestID: "data-testid", AttrComponent: "data-component"}

// They are looked up as tags are: one multiplication of the first eight bytes, one comparison.
const attrSlotBits = 6

// attrMultiplier makes the slots free of collisions; TestAttrNames finds another one when the names change.
const attrMultiplier = 0xe9ba58c435477cdd

var attrSlots = makeAttrSlots(attrMultiplier)

type attrSlot struct {
	first uint64 // the first eight letters of a name
	last  uint64 // the last eight letters of one from firstLong on
	size  uint32
	name  AttrName
}

func makeAttrSlots(multiplier uint64) (slots [1 << attrSlotBits]attrSlot) {
	for name := AttrOther + 1; name < numAttrNames; name++ {
		var b [8]byte
		copy(b[:], attrNames[name])
		first := binary.LittleEndian.Uint64(b[:])
		slot := attrSlot{first: first, size: uint32(len(attrNames[name])), name: name}
		if name >= firstLong {
			slot.last = runes.Eight(attrNames[name][slot.size-8:])
		}
		slots[first*multiplier>>(64-attrSlotBits)] = slot
	}
	return slots
}

// nameMasks keep the first eight letters of a name by its length.
var nameMasks = func() (masks [16]uint64) {
	for n := range masks {
		masks[n] = ^uint64(0) >> (64 - 8*min(n, 8))
	}
	return masks
}()

// lookupAttr returns the number of the name src[start:end], whatever its case.
func lookupAttr(src []byte, start, end int) AttrName {
	if start+8 > len(src) {
		padded := append(src[start:end:end], make([]byte, 8)...)
		src, start, end = padded, 0, end-start
	}
	// Which name it is is hard to predict, so nothing but what is rare branches on it.
	n := end - start
	first := runes.Lower8(runes.EightAt(src, start) & nameMasks[n&15]) // of longer ones the size is no known one's
	slot := &attrSlots[first*attrMultiplier>>(64-attrSlotBits)]
	other := slot.first ^ first | uint64(slot.size^uint32(n))
	name := slot.name & (AttrName((other|-other)>>63) - 1)
	if name >= firstLong && runes.Lower8(runes.EightAt(src, end-8)) != slot.last {
		return AttrOther
	}
	return name
}
