package plain

import (
	"strings"
	"testing"

	"winnow/document"
)

// Each rule of each preset is tried on both sides of its threshold.
func TestPresets(t *testing.T) {
	long := strings.Repeat("x", 1000)
	for _, test := range []struct {
		rules Rules
		line  string
		want  string // the rule that drops it, "" when it is kept
	}{
		{C4, "One two three four five.", ""},
		{C4, "One two three four.", c4Words},
		{C4, "One two three four five", c4Terminal},
		{C4, "One two three four five!", ""},
		{C4, "One two three four five?", ""},
		{C4, `He said "one two three four"`, ""},
		{C4, "One two three four five...", c4Terminal},
		{C4, "One two three four five;", c4Terminal},
		{C4, "One two three four [1] five.", ""},
		{C4, "One two three [1] four.", c4Words},
		{C4, "One two three four five. [1]", c4Terminal},
		{C4, "One two three four five.[1]", ""},
		{C4, "One two three four five'", c4Terminal},
		{C4, "Please enable Javascript in your browser now.", c4Javascript},
		{C4, "Please enable Java script in your browser now.", ""},
		{C4, "By reading on you accept our Privacy Policy today.", c4Policy},
		{C4, "By reading on you accept our policy on privacy.", ""},
		{C4, long + "y is one long word here.", c4LongWord},
		{C4, long + " is one long word here.", ""},

		{FineWeb, "One two three", ""},
		{FineWeb, "One two", fwWords},
		{FineWeb, "One [1] two", ""},
		{FineWeb, "One two three...", ""},
		{FineWeb, "This site needs JavaScript", fwJavascript},
		{FineWeb, "We use cookies here", fwPolicy},
		{FineWeb, "We like cookies here", ""},
		{FineWeb, long + "y is long", fwLongWord},

		{RefinedWeb, "ABCd efgh", ""},
		{RefinedWeb, "ABCDEF ghi j", ""},
		{RefinedWeb, "ABCDEFG hij", rwUpper},
		{RefinedWeb, "12,345 67", rwNumber},
		{RefinedWeb, "12,345 a", ""},
		{RefinedWeb, "3 likes", rwCounter},
		{RefinedWeb, "3 likes today", ""},
		{RefinedWeb, "3 bikes", ""},
		{RefinedWeb, "Home", rwOneWord},
		{RefinedWeb, "Home page", ""},

		{NoRules, "x", ""},
	} {
		labeler, err := New(Config{Rules: test.rules})
		if err != nil {
			t.Fatal(err)
		}
		blocks, _ := labeler.Blocks(nil, test.line, Options{Trace: true})
		// Before the line stand the parts that were cut out of it.
		if line := blocks[len(blocks)-1]; line.Drop != document.Reason(test.want) {
			t.Errorf("%v of %.50q: %+v, want rule %q", test.rules, test.line, blocks, test.want)
		}
	}
}

func TestPresetEdits(t *testing.T) {
	for _, test := range []struct {
		rules      Rules
		line, want string
	}{
		{C4, "The town lies by the sea[1] and is old[citation needed].", "The town lies by the sea and is old."},
		{C4, "The town [a port] lies by the sea.", "The town [a port] lies by the sea."},
		{RefinedWeb, "Sign-in to your own account today", "to your own account today"},
		{RefinedWeb, "The town by the sea is old Read more...", "The town by the sea is old"},
		{RefinedWeb, "The old town by the sea of the north is Read more...", "The old town by the sea of the north is Read more..."},
		{RefinedWeb, "You have 3 items in cart now", "You have 3 now"},
	} {
		labeler, err := New(Config{Rules: test.rules})
		if err != nil {
			t.Fatal(err)
		}
		blocks, _ := labeler.Blocks(nil, test.line, Options{})
		if len(blocks) != 1 || blocks[0].Text != test.want {
			t.Errorf("%v of %q: %+v, want %q", test.rules, test.line, blocks, test.want)
		}
	}
}

func TestParseRules(t *testing.T) {
	for _, r := range []Rules{Learned, NoRules, C4, RefinedWeb, FineWeb} {
		if got, err := ParseRules(r.String()); err != nil || got != r {
			t.Errorf("ParseRules(%q) = %v, %v", r, got, err)
		}
	}
	if _, err := ParseRules("c5"); err == nil {
		t.Error("ParseRules takes an unknown name")
	}
}
