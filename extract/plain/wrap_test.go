package plain

import (
	"slices"
	"strings"
	"testing"

	"winnow/document"
)

const wrappedText = `The harbour was closed on Monday after a crane fell onto
the northern quay and damaged two of the berths that are
used by coastal ships. Nobody was hurt, the port authority
said in a short statement, and an investigation has begun
into why the brakes did not hold. Ships will be sent to the
southern basin until the wreck is cleared away, which may
take until the end of next week at the earliest.
`

func TestRejoin(t *testing.T) {
	const script = "if [ ! -e \"$name\" ]; then\nexit 66\nfi\nshift\ntrap \"rm -f $map\" EXIT\nsum=0\nwhile [ \"$1\" != \"\" ]\ndo\nmap=$(mktemp)\nsize=$(blockdev --getsz \"$src\")\ndone\n"
	for _, c := range []struct {
		name, text string
		want       int // lines
	}{
		{"wrapped", wrappedText, 1},
		{"a longer line", wrappedText + "\n" + strings.Repeat("x", maxWrap+1), 8},
		{"a script", script, strings.Count(script, "\n")},
	} {
		p := new(Page)
		p.Load(c.text)
		if len(p.lines) != c.want {
			t.Errorf("%s: %d lines, want %d", c.name, len(p.lines), c.want)
		}
	}
}

// Among lines that go there may be one too long for a wrapped text.
func TestRejoinKept(t *testing.T) {
	p := new(Page)
	p.Load(strings.Repeat("x ", maxWrap) + "\n\n" + wrappedText)
	p.lines[0].drop = ruleScore
	p.rejoinKept()
	if len(p.lines) != 2 || p.lines[1].text != strings.TrimSpace(strings.ReplaceAll(wrappedText, "\n", " ")) || !p.lines[1].full || p.lines[1].stops != 3 {
		t.Errorf("%+v", p.lines)
	}
}

// A tab in one of several lines that are kept makes no table of them.
func TestRows(t *testing.T) {
	for text, want := range map[string]document.BlockKind{
		"a\tb\nc\td\ne":      document.TableRow,
		"a\tb\nc\nd":         document.ListItem,
		"a\tb\nc\td\n-\n-\n": document.TableRow,
	} {
		p := new(Page)
		p.Load("Ports of the coast\n\n" + text)
		j := job{page: p}
		kinds := []document.BlockKind{}
		for _, b := range j.emit(nil)[1:] {
			kinds = append(kinds, b.Kind)
		}
		if len(kinds) == 0 || slices.ContainsFunc(kinds, func(k document.BlockKind) bool { return k != want }) {
			t.Errorf("%q: %v, want %v", text, kinds, want)
		}
	}
}
