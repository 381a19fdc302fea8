package pipeline

import (
	"errors"
	"os"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"winnow/document"
)

func TestTwoPass(t *testing.T) {
	dir := t.TempDir()
	whole := func(yield func(*document.Document, error) bool) {
		for i, id := range []string{"a", "b", "c"} {
			d := &document.Document{
				Ordinal: int64(i), ID: id, Text: "text of " + id, Fields: []byte(`{"id":1}`), Format: document.FormatArticle,
				Origin: document.Origin{File: "f", Record: int64(i + 1)}, Raw: []byte("raw"), Keys: 7, Warnings: []string{"w"},
			}
			if id == "b" {
				d.Reject(document.ReasonEmpty, "why")
			}
			if !yield(d, nil) {
				return
			}
		}
	}
	var seen []string
	decided := false
	docs := TwoPass(t.Context(), dir, whole,
		func(d *document.Document) { seen = append(seen, d.ID) },
		func() error {
			// A process that is killed while documents wait must not leave them behind.
			if left, _ := os.ReadDir(dir); len(left) > 0 && runtime.GOOS != "windows" {
				t.Errorf("while documents wait there is %v", left)
			}
			decided = len(seen) == 3
			return nil
		},
		func(d *document.Document) {
			if !decided {
				t.Error("a second look before the decision")
			}
			d.Title = "seen"
		})
	var got []document.Document
	for d, err := range docs {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, *d)
	}
	var want []document.Document
	for d := range whole {
		d.Raw, d.Keys, d.Title = nil, nil, "seen"
		want = append(want, *d)
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(document.Document{})); diff != "" {
		t.Error(diff)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestTwoPassEndsWithTheFirstError(t *testing.T) {
	broken, torn := errors.New("broken"), errors.New("torn")
	none := func(*document.Document) {}
	_, err := collect(TwoPass(t.Context(), t.TempDir(), numbered(3, broken), none, func() error { return torn }, none))
	if !errors.Is(err, broken) {
		t.Errorf("error %v, want that of the source", err)
	}
	ids, err := collect(TwoPass(t.Context(), t.TempDir(), numbered(3, nil), none, func() error { return torn }, none))
	if !errors.Is(err, torn) || len(ids) > 0 {
		t.Errorf("error %v after %d documents, want that of the decision", err, len(ids))
	}
}
