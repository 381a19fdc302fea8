package pipeline

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"winnow/document"
)

// checkpointed runs a stage that upper-cases texts, and stops behind limit documents. It returns the texts and how many
// the stage has made.
func checkpointed(t *testing.T, dir string, docs document.Docs, limit int) (texts []string, made int64, err error) {
	t.Helper()
	c, err := OpenCheckpoint(dir, 2000)
	if err != nil {
		t.Fatal(err)
	}
	var count atomic.Int64
	work := func(d *document.Document) {
		count.Add(1)
		d.Text = strings.ToUpper(string(d.Raw))
		if d.Ordinal%5 == 0 {
			d.Reject(document.ReasonEmpty, "why")
		}
		d.Raw = nil
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	for d, err := range c.Save(ctx, Parallel(ctx, 2, c.Restore(docs), c.Once(work))) {
		if err != nil {
			return texts, count.Load(), err
		}
		texts = append(texts, fmt.Sprint(d.Text, d.Verdict))
		if len(texts) == limit {
			break
		}
	}
	return texts, count.Load(), nil
}

func rawDocs(n int, first string) document.Docs {
	return func(yield func(*document.Document, error) bool) {
		for i := range n {
			d := &document.Document{Ordinal: int64(i), Raw: fmt.Appendf(nil, "page %d", i), Origin: document.Origin{File: first, Record: int64(i)}}
			if !yield(d, nil) {
				return
			}
		}
	}
}

func TestCheckpoint(t *testing.T) {
	const pages = 100
	want, made, err := checkpointed(t, t.TempDir(), rawDocs(pages, "f"), -1)
	if err != nil || made != pages || len(want) != pages {
		t.Fatal(len(want), made, err)
	}
	dir := filepath.Join(t.TempDir(), "kept")
	for _, stop := range []int{3, 30, 31, 77} {
		if _, _, err := checkpointed(t, dir, rawDocs(pages, "f"), stop); err != nil {
			t.Fatal(err)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 {
			t.Fatalf("left behind: %v", left)
		}
	}
	got, made, err := checkpointed(t, dir, rawDocs(pages, "f"), -1)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(document.Document{})); diff != "" {
		t.Error(diff)
	}
	if made > 31 {
		t.Errorf("%d documents were made anew, of which 77 had come through before", made)
	}

	if _, _, err := checkpointed(t, dir, rawDocs(pages, "g"), -1); err == nil || !strings.Contains(err.Error(), "not what it was") {
		t.Errorf("another input: %v", err)
	}
	c, err := OpenCheckpoint(dir, 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Remove(); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(filepath.Dir(dir)); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestCheckpointRefusesStrangers(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{fmt.Sprintf(keptName, 5, 9), "notes.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := OpenCheckpoint(dir, 1); err == nil {
			t.Errorf("%s: no error", name)
		}
		_ = os.Remove(filepath.Join(dir, name))
	}
}

func TestNoCheckpoint(t *testing.T) {
	var none *Checkpoint
	ids, err := collect(none.Save(t.Context(), Parallel(t.Context(), 1, none.Restore(numbered(3, nil)), none.Once())))
	if err != nil || len(ids) != 3 || none.Remove() != nil || none.Kept() != 0 {
		t.Error(ids, err)
	}
}
