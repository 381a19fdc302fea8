package wholefile

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func names(t *testing.T, dir string) (found []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		found = append(found, e.Name())
	}
	return found
}

func TestTarget(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	at := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	if err := os.MkdirAll(at("far/away"), 0o777); err != nil {
		t.Fatal(err)
	}
	for link, to := range map[string]string{
		"near": "far/away", "dangling": "far/not-yet", "through": "near/../not-yet", "chain": "dangling", "whole": at("far/new"), "loop": "loop",
	} {
		if err := os.Symlink(filepath.FromSlash(to), at(link)); err != nil {
			t.Skip(err)
		}
	}
	for name, want := range map[string]string{
		"file": "file", "near": "far/away", "dangling": "far/not-yet", "through": "far/not-yet", "chain": "far/not-yet", "whole": "far/new",
		"near/file": "near/file", "loop": "loop",
	} {
		if got := Target(at(name)); got != at(want) {
			t.Errorf("%s leads to %s, want %s", name, got, at(want))
		}
	}
}

func TestWriteIsAllOrNothing(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "f")
	write := func(text string, last error) error {
		return Write(name, func(f *os.File) error {
			_, err := f.WriteString(text)
			return errors.Join(err, last)
		})
	}
	if err := write("one", nil); err != nil {
		t.Fatal(err)
	}
	torn := errors.New("torn")
	if err := write("two", torn); !errors.Is(err, torn) {
		t.Errorf("error %v", err)
	}
	if got, _ := os.ReadFile(name); string(got) != "one" {
		t.Errorf("the file holds %q", got)
	}
	if left := names(t, dir); len(left) != 1 {
		t.Errorf("the directory holds %v", left)
	}
}

func TestFile(t *testing.T) {
	for _, tt := range []struct {
		name string
		end  func(f *File, cancel func()) error
		want []string // in the directory
	}{
		{"published", func(f *File, _ func()) error { return errors.Join(f.Finish(), f.Publish()) }, []string{"f"}},
		{"under another name", func(f *File, _ func()) error {
			return errors.Join(f.Finish(), f.PublishAs(filepath.Join(filepath.Dir(f.Name()), "g")))
		}, []string{"g"}},
		{"aborted", func(f *File, _ func()) error { return f.Abort() }, nil},
		{"aborted when finished", func(f *File, _ func()) error { return errors.Join(f.Finish(), f.Abort()) }, nil},
		{"no such directory", func(f *File, _ func()) error {
			if err := errors.Join(f.Finish(), f.PublishAs(filepath.Join(filepath.Dir(f.Name()), "none", "g"))); err == nil {
				return errors.New("published")
			}
			return f.Abort()
		}, nil},
		{"cancelled", func(f *File, cancel func()) error {
			cancel()
			if err := errors.Join(f.Finish(), f.Publish()); !errors.Is(err, context.Canceled) {
				return fmt.Errorf("published: %w", err)
			}
			return f.Abort()
		}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			f, err := Create(ctx, filepath.Join(dir, "f"), 0o644)
			if err != nil {
				t.Fatal(err)
			}
			if err := tt.end(f, cancel); err != nil {
				t.Error(err)
			}
			if left := names(t, dir); !slices.Equal(left, tt.want) {
				t.Errorf("the directory holds %v", left)
			}
		})
	}
}

func TestSweep(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, ".other.1-0.tmp"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	temp, err := createTemp(filepath.Join(dir, "part"), 0o644)
	if err != nil {
		t.Fatal(err)
	}
	_ = temp.Close()
	for _, keep := range []string{".hidden", "a.tmp"} {
		if err := os.WriteFile(filepath.Join(dir, keep), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := SweepBeside(filepath.Join(dir, "part")); err != nil {
		t.Fatal(err)
	}
	if left := names(t, dir); len(left) != 3 {
		t.Errorf("the directory holds %v", left)
	}
	if err := Sweep(dir); err != nil {
		t.Fatal(err)
	}
	if left := names(t, dir); len(left) != 2 {
		t.Errorf("the directory holds %v", left)
	}
	if err := Sweep(filepath.Join(dir, "none")); err != nil {
		t.Errorf("a directory that isn't there: %v", err)
	}
}
