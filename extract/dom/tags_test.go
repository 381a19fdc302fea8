package dom

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestTagTable(t *testing.T) {
	if slots, _ := makeTagSlots(); countTags(&slots) != int(NumTags-TagOther)-1 {
		t.Errorf("tagMultiplier has collisions, take %#x", findMultiplier())
	}
	for tag := TagOther + 1; tag < NumTags; tag++ {
		name := tagNames[tag]
		for _, src := range []string{name, strings.ToUpper(name), "<" + name + " and more bytes", "<" + name} {
			start := strings.IndexFunc(src, func(r rune) bool { return r != '<' })
			if got := lookupTag([]byte(src), start, start+len(name)); got != tag {
				t.Errorf("%q in %q is %v", name, src, got)
			}
		}
		if TagOf(name) != tag {
			t.Errorf("TagOf(%q) = %v", name, TagOf(name))
		}
	}
	for _, name := range []string{"x", "h7", "h\x11", "di\x16", "divs", "blockquot", "blockquotes", "figcaptiom", "d\x00v", "\xe9", "DIV\xff"} {
		if got := lookupTag([]byte(name+"        "), 0, len(name)); got != TagOther {
			t.Errorf("%q is %v", name, got)
		}
	}
}

func countTags(slots *[1 << tagSlotBits]Tag) (n int) {
	for _, s := range slots {
		if s != 0 {
			n++
		}
	}
	return n
}

// findMultiplier searches a multiplier without collisions.
func findMultiplier() uint64 {
	r := rand.New(rand.NewPCG(1, 1))
search:
	for {
		m := r.Uint64() | 1
		var used [1 << tagSlotBits]bool
		for t := TagOther + 1; t < NumTags; t++ {
			first, rest := tagKey([]byte(tagNames[t]))
			h := tagHash(first, rest, m)
			if used[h] {
				continue search
			}
			used[h] = true
		}
		return m
	}
}
