package source

import "testing"

func TestIsJSONLines(t *testing.T) {
	for _, c := range []struct {
		head, name string
		want       bool
	}{
		{`{"text": "one"}` + "\n" + `{"text": "two"}`, "a.jsonl", true},
		{`{"text": "one"}` + "\n" + `{"text": "two"}`, "a.txt", true},
		{`{"text": "one"}` + "\n" + `cut off`, "a.jsonl", true}, // a damaged line is named when it is read
		{`{"text": "one"}` + "\n\n" + `Redis for everyone`, "a.txt", false},
		{`{"text": "one"}`, "a.txt", true},
		{`{broken`, "a.jsonl", false},
		{`A text {"with": "braces"}`, "a.txt", false},
	} {
		if got := isJSONLines([]byte(c.head), c.name); got != c.want {
			t.Errorf("%q as %s: %v, want %v", c.head, c.name, got, c.want)
		}
	}
}
