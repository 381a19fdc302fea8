package main

import (
	"errors"
	"testing"
)

func TestRewrite(t *testing.T) {
	got, err := rewrite([]byte("\x48\x05\x32\x07/a/b/c9\x32\x04main\x0a\x02/x"))
	if want := "\x48\x05\x32\x02c9\x32\x04main\x0a\x02/x"; err != nil || string(got) != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	for _, bad := range []string{"\x32\x07/a", "\x31", "\x35abcdefg", "\x80"} {
		if _, err := rewrite([]byte(bad)); !errors.Is(err, errProfile) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
