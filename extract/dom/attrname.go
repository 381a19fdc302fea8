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
	AttrAriaHidden
	AttrItemprop
	AttrItemtype
	AttrDatetime
	AttrContent
	AttrTestID    // data-testid
	AttrComponent // data-component
	numAttrNames
)

var attrNames = [numAttrNames]string{AttrClass: "class", AttrID: "id", AttrHref: "href", AttrStyle: "style", AttrRole: "role",
	AttrRel: "rel", AttrHidden: "hidden", AttrAriaHidden: "aria-hidden", AttrItemprop: "itemprop", AttrItemtype: "itemtype",
	AttrDatetime: "datetime", AttrContent: "content", AttrTestID: "data-testid", AttrComponent: "data-component"}

// They are looked up as tags are: one multiplication of the first eight bytes, one comparison.
const attrSlotBits = 6

// attrMultiplier makes the slots free of collisions; TestAttrNames finds another one when the names change.
const attrMultiplier = 0xe9ba58c435477cdd

var attrSlots, attrKeys = makeAttrSlots(attrMultiplier)

func makeAttrSlots(multiplier uint64) (slots [1 << attrSlotBits]AttrName, keys [numAttrNames]uint64) {
	for name := AttrOther + 1; name < numAttrNames; name++ {
		var b [8]byte
		copy(b[:], attrNames[name])
		keys[name] = binary.LittleEndian.Uint64(b[:])
		slots[keys[name]*multiplier>>(64-attrSlotBits)] = name
	}
	return slots, keys
}

// lookupAttr returns the number of the name src[start:end], whatever its case.
func lookupAttr(src []byte, start, end int) AttrName {
	n := end - start
	var first uint64
	if start+8 <= len(src) {
		first = runes.EightAt(src, start)
	} else {
		var b [8]byte
		copy(b[:], src[start:])
		first = binary.LittleEndian.Uint64(b[:])
	}
	if n < 8 {
		first &= 1<<(8*uint(n)) - 1
	}
	first = runes.Lower8(first)
	name := attrSlots[first*attrMultiplier>>(64-attrSlotBits)]
	if attrKeys[name] != first || len(attrNames[name]) != n || n > 8 && !equalFold(src[start+8:end], attrNames[name][8:]) {
		return AttrOther
	}
	return name
}
