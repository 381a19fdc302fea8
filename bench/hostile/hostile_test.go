package main

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// TestSmallSet runs winnow over every kind of attack, in its smallest size: every file is accounted for.
func TestSmallSet(t *testing.T) {
	program := filepath.Join(t.TempDir(), "winnow")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Dir = "../.." // the program's own module
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	dir := filepath.Join(t.TempDir(), "set")
	if err := makeSet(dir, len(kinds)+1); err != nil {
		t.Fatal(err)
	}
	set, err := readSet(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(set.files) != len(kinds)+3 { // an honest page, a pipe, a link
		t.Errorf("%d files of %d kinds", len(set.files), len(kinds))
	}
	got, err := winnow(options{program: program, jobs: 2}, dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range account(set, got) {
		t.Error(problem)
	}
	for name, want := range map[string]string{
		"0000-nested.html": "article", "0000-lying.parquet": "corrupt", "0000-window.html.zst": "corrupt", "0000-names.zip": "article",
	} {
		if got.endings[name] != want && got.endings[name] != "exact" && got.endings[name] != "near" {
			t.Errorf("%s ended as %q, want %q", name, got.endings[name], want)
		}
	}
}
