package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winnow/train/sets"
)

// A page with snippets only is labelled by what a teacher makes of it, but for the lines that a snippet speaks of; a
// page with a reference is not.
func TestTeach(t *testing.T) {
	page, err := os.ReadFile("../../testdata/pages/en/ferry.html")
	if err != nil {
		t.Fatal(err)
	}
	data := t.TempDir()
	for name, content := range map[string]string{
		"pages/snippets.html": string(page),
		"pages/text.html":     string(page),
		"truth.jsonl":         `{"id":"snippets","with":["Most read"],"without":["Fares rise"]}` + "\n" + `{"id":"text","text":"Fares rise"}`,
	} {
		path := filepath.Join(data, "trafeval", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var by teachers
	if by.Set("blocks=../../extract/model.bin") == nil {
		t.Error("a teacher without a model of pages is one")
	}
	if err := by.Set("all=../../extract/model.bin,../../extract/pages.bin"); err != nil {
		t.Fatal(err)
	}
	s, err := sets.Open(data, "trafeval")
	if err != nil {
		t.Fatal(err)
	}
	pages := label(s, func() cutter { return &lineCutter{} }, by)
	if pages[1].err != nil || pages[1].taught != nil {
		t.Errorf("page with a reference: %v, taught %v", pages[1].err, pages[1].taught)
	}
	p := pages[0]
	if p.err != nil || len(p.taught) != 1 || len(p.taught[0]) != len(p.texts) {
		t.Fatalf("page with snippets: %v, %d lines, taught %v", p.err, len(p.texts), p.taught)
	}
	for start, want := range map[string]float32{
		"The last diesel ferry on": 1, // by the teacher
		"News Sport Opinion Jobs":  0,
		"Fares rise by":            0, // by the snippets, against the teacher
		"Most read":                1,
	} {
		found := false
		for i, text := range p.texts {
			if strings.HasPrefix(text, start) {
				found = true
				if got := p.taught[0][i]; got != want {
					t.Errorf("%q is %v, want %v", text, got, want)
				}
			}
		}
		if !found {
			t.Errorf("no line starts with %q: %q", start, p.texts)
		}
	}
}
