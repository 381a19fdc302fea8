package dom

import (
	"strings"
	"testing"
)

func TestAttrNames(t *testing.T) {
	slots := makeAttrSlots(attrMultiplier)
	if countAttrs(&slots) != int(numAttrNames)-1 {
		for m := uint64(1); ; m += 0x9e3779b97f4a7c15 &^ 1 {
			if slots := makeAttrSlots(m); countAttrs(&slots) == int(numAttrNames)-1 {
				t.Fatalf("attrMultiplier has collisions, take %#x", m)
			}
		}
	}
	for name := AttrOther + 1; name < numAttrNames; name++ {
		for _, s := range []string{attrNames[name], strings.ToUpper(attrNames[name])} {
			for _, page := range []string{s, s + "=x and more bytes"} {
				if got := lookupAttr([]byte(page), 0, len(s)); got != name {
					t.Errorf("%q is %d, want %d", page, got, name)
				}
			}
		}
		for _, s := range []string{attrNames[name] + "s", attrNames[name][1:], attrNames[name] + "\x00", "x"} {
			if got := lookupAttr([]byte(s+"=x and more bytes"), 0, len(s)); got != AttrOther {
				t.Errorf("%q is %d", s, got)
			}
		}
	}
	var p Parser
	tree := p.Parse([]byte(`<p CLASS="a" title=b Data-TestID=c>`))
	var got []AttrName
	for _, a := range tree.Attrs {
		got = append(got, a.Name)
	}
	if len(got) != 3 || got[0] != AttrClass || got[1] != AttrOther || got[2] != AttrTestID {
		t.Errorf("names %v", got)
	}
}

func countAttrs(slots *[1 << attrSlotBits]attrSlot) (n int) {
	for _, slot := range slots {
		if slot.name != AttrOther {
			n++
		}
	}
	return n
}
