package main

import (
	"path/filepath"
	"testing"
)

func TestFallen(t *testing.T) {
	committed := []figure{{"a", "bagF", .9, false}, {"a", "lcsF", .9, false}, {"a", "repeated", .01, true}, {"b", "bagF", .9, false}}
	measured := []figure{{"a", "bagF", .8951, false}, {"a", "lcsF", .8949, false}, {"a", "repeated", .0151, true}}
	got := fallen(measured, committed)
	if len(got) != 2 || got[0] != "a lcsF: 0.8949, was 0.9000" || got[1] != "a repeated: 0.0151, was 0.0100" {
		t.Errorf("fallen = %q", got)
	}
}

func TestFiguresFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "figures.tsv")
	if err := writeFigures(path, []figure{{"a", "bagF", .5, false}, {"b", "repeated", .25, true}}); err != nil {
		t.Fatal(err)
	}
	// A run over some sets keeps the figures of the others.
	if err := writeFigures(path, []figure{{"a", "bagF", .75, false}}); err != nil {
		t.Fatal(err)
	}
	got, err := readFigures(path)
	if err != nil {
		t.Fatal(err)
	}
	want := []figure{{"a", "bagF", .75, false}, {"b", "repeated", .25, true}}
	if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("read %v, want %v", got, want)
	}
}
