package source

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"winnow/document"
)

// A part of a file that an engine hands out has the names and numbers of the whole one, whatever its first line is.
func TestPartOfAFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "part.tmp")
	lines := "broken [\n\n{\"text\":\"a\"}\n{\"id\":\"own\",\"text\":\"b\"}\n"
	if err := os.WriteFile(name, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	cfg := Config{Name: "crawl/news.jsonl", ID: "crawl/news", Skipped: 40, Lines: true}
	var got []string
	for d, err := range Open(context.Background(), []string{name}, cfg) {
		if err != nil {
			t.Fatal(err)
		}
		if d.Origin.File != "crawl/news.jsonl" || d.Origin.Record != 41+int64(len(got)) {
			t.Errorf("document %d is from %+v", len(got), d.Origin)
		}
		if failed := d.Verdict.Kind == document.Failed; failed != (len(got) == 0) {
			t.Errorf("document %d: %+v", len(got), d.Verdict)
		}
		got = append(got, d.ID)
	}
	want := []string{"crawl/news#41", "crawl/news#42", "own"}
	if len(got) != 3 || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("ids %q, want %q", got, want)
	}
}
