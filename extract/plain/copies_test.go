package plain

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"winnow/document"
)

func TestTakeCopies(t *testing.T) {
	var body []string
	for i := range 4 {
		body = append(body, fmt.Sprintf("Paragraph %d of the report tells in many more than a dozen words what the council of the town decided on day %d, and why the harbour matters to it.", i, i))
	}
	text := strings.Join(body, "\n")
	for name, test := range map[string]struct {
		text string
		want int // lines that are copies
	}{
		"once":               {"Title\n" + text + "\nMost read", 0},
		"twice":              {"Title\n" + text + "\nMost read\n" + text + "\nAll rights reserved", 4},
		"with its title":     {"The council decides on the harbour\n" + text + "\nMost read\nThe council decides on the harbour\n" + text, 5},
		"three times":        {text + "\nMost read\n" + text + "\nMost read\n" + text, 9}, // with the heading between
		"other punctuation":  {text + "\nMost read\n" + strings.ReplaceAll(text, ".", "…"), 4},
		"with new lines":     {text + "\nMost read\n" + body[0] + "\nAdvertisement\n" + body[1] + "\nRead on\n" + body[2] + "\n" + body[3], 4},
		"a box in the first": {strings.Join(body[:2], "\n") + "\nRelated\nAnother headline\n" + strings.Join(body[2:], "\n") + "\nMost read\n" + text, 4},
		"two paragraphs":     {text + "\nMost read\n" + strings.Join(body[:2], "\n"), 0},
		"another order":      {text + "\nMost read\n" + body[3] + "\n" + body[1] + "\n" + body[2] + "\n" + body[0], 0},
		"far apart":          {text + "\nMost read\n" + strings.Join(body, "\na\nb\nc\nd\n"), 0},
		"short ones":         {strings.Repeat("Reply\nShare\nLike this\n", 60), 0},
	} {
		var p Page
		p.loadOnce(test.text)
		if len(p.copies) != test.want {
			t.Errorf("%s: %d lines are copies, want %d", name, len(p.copies), test.want)
		}
		if all := strings.Count(strings.TrimSpace(test.text), "\n") + 1; len(p.lines)+len(p.copies) != all {
			t.Errorf("%s: %d lines and %d copies of %d", name, len(p.lines), len(p.copies), all)
		}
		for i := range p.copies {
			if !slices.ContainsFunc(p.lines, func(l line) bool { return l.whole == p.copies[i].whole }) {
				t.Errorf("%s: %q is taken out and stands nowhere else", name, p.copies[i].text)
			}
		}
	}
}

// A body that stands twice comes out as it would if it stood once, and a trace tells of the second one.
func TestCopiesAreTraced(t *testing.T) {
	l, err := New(Config{})
	if err != nil {
		t.Fatal(err)
	}
	var body strings.Builder
	for i := range 6 {
		fmt.Fprintf(&body, "Paragraph %d of the report tells in many more than a dozen words what the council of the town decided on day %d, and why the harbour matters to it.\n", i, i)
	}
	kept := func(blocks []document.Block) (texts []string) {
		for i := range blocks {
			if blocks[i].Drop == "" {
				texts = append(texts, blocks[i].Text)
			}
		}
		return texts
	}
	once, _ := l.Blocks(nil, "Home\nNews\nSport\nThe council decides\n"+body.String()+"Most read\nShips collide", Options{})
	twice, _ := l.Blocks(nil, "Home\nNews\nSport\nThe council decides\n"+body.String()+"Most read\nShips collide\n"+body.String(), Options{Trace: true})
	if want := kept(once); len(want) < 6 || !slices.Equal(kept(twice), want) {
		t.Errorf("twice on the page: %q, once: %q", kept(twice), want)
	}
	repeated := 0
	for i := range twice {
		if twice[i].Drop == document.ReasonRepeated {
			repeated++
		}
	}
	if repeated != 6 {
		t.Errorf("%d blocks are repeated, want 6", repeated)
	}
}
