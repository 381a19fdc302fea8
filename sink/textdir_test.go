package sink

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"winnow/document"
)

func TestTextDir(t *testing.T) {
	around := t.TempDir()
	dir := filepath.Join(around, "texts")
	var docs []*document.Document
	for _, id := range []string{
		"vi/cầu cảng", "a", "a", "a.txt/b", "../../up", "/etc/passwd", "x/../../../y", `..\..\up`, "", "/", "nul", "b\x00c\x1b[31m",
		strings.Repeat("đ", 300), strings.Repeat("d/", 300) + "e", "http://tin.example/a?b=1", ".", "..", "dots...",
	} {
		docs = append(docs, &document.Document{ID: id, Text: "text of " + id})
	}
	rejected := &document.Document{ID: "none"}
	rejected.Reject(document.ReasonEmpty, "")
	if err := Write(t.Context(), Config{TextDir: dir}, stream(nil, append(docs, rejected)...)); err != nil {
		t.Fatal(err)
	}
	found := map[string]string{} // by text
	err := filepath.WalkDir(around, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(name)
		if found[string(content)] == "" {
			found[string(content)], _ = filepath.Rel(around, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != len(docs)-1 { // two have one id and text
		t.Errorf("%d files for %d articles", len(found), len(docs))
	}
	safe := regexp.MustCompile(`^texts(/[^./\\:*?"<>|\x00-\x1f][^/\\:*?"<>|\x00-\x1f]*)+\.txt$`)
	for text, name := range found {
		if !safe.MatchString(name) {
			t.Errorf("%q is in %q", text, name)
		}
	}
	for text, want := range map[string]string{"text of vi/cầu cảng\n": "texts/vi/cầu cảng.txt", "text of a\n": "texts/a.txt"} {
		if got := found[text]; got != want {
			t.Errorf("%q is in %q, want %q", text, got, want)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "a~2.txt")); err != nil {
		t.Error(err)
	}
	if err := Write(t.Context(), Config{TextDir: dir}, stream(nil)); err == nil {
		t.Error("a directory that is not empty was taken")
	}
}

// The work for an article does not grow with the number of those of its id, and the numbers are the first ones that are
// free, also where another id has one of them.
func TestTextsOfOneID(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "texts")
	texts, err := openTextDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	const articles = 300
	ids := []string{"a~3", "a", "a~3"}
	for range articles {
		ids = append(ids, "a")
	}
	ids = append(ids, "a~2", "b")
	for i, id := range ids {
		if err := texts.write(&document.Document{ID: id, Text: fmt.Sprint(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := texts.close(); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"a~3.txt": "0\n", "a.txt": "1\n", "a~3~2.txt": "2\n", "a~2.txt": "3\n", "a~4.txt": "4\n",
		fmt.Sprintf("a~%d.txt", articles+2): fmt.Sprintf("%d\n", articles+2), "a~2~2.txt": fmt.Sprintf("%d\n", articles+3), "b.txt": fmt.Sprintf("%d\n", articles+4)}
	got := contents(t, dir)
	for name, text := range want {
		if got[name] != text {
			t.Errorf("%s holds %q, want %q", name, got[name], text)
		}
	}
	if len(got) != len(ids) {
		t.Errorf("%d files, want %d", len(got), len(ids))
	}
	if texts.asks > 2*len(ids) {
		t.Errorf("asked for %d names to write %d texts", texts.asks, len(ids))
	}
}

func TestTextNamesOfDifferentIDsDiffer(t *testing.T) {
	ids := []string{"a/b", "a_b", "a//b", "a/./b", "a:b", "a?b", "con", "_con", "CON", strings.Repeat("x", 200), strings.Repeat("x", 201), strings.Repeat("x", 202)}
	names := map[string]string{}
	for _, id := range ids {
		name := textName(id)
		if names[name] != "" {
			t.Errorf("%q and %q are both %q", id, names[name], name)
		}
		names[name] = id
	}
	if diff := cmp.Diff("a/b.txt", textName("a/b")); diff != "" {
		t.Error(diff)
	}
}

func FuzzTextName(f *testing.F) {
	for _, id := range []string{"a/b", "../x", "\xff/\x00", "com1.txt", strings.Repeat("/.", 50)} {
		f.Add(id)
	}
	f.Fuzz(func(t *testing.T, id string) {
		name := textName(id)
		if !fs.ValidPath(name) || len(name) > 9*(nameMost+20) {
			t.Errorf("%q becomes %q", id, name)
		}
		for part := range strings.SplitSeq(name, "/") {
			if part[0] == '.' || len(part) > 250 {
				t.Errorf("%q becomes %q", id, name)
			}
		}
	})
}
