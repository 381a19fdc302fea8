package sink

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"winnow/document"
)

// manyDocs returns n documents of which every third one is rejected.
func manyDocs(n int) (docs []*document.Document) {
	for i := range n {
		d := &document.Document{ID: fmt.Sprint(i), Text: strings.Repeat("words ", 30), Origin: document.Origin{File: "f", Record: int64(i)}}
		if i%3 == 2 {
			d.Reject(document.ReasonEmpty, "")
		}
		docs = append(docs, d)
	}
	return docs
}

func writeParts(t *testing.T, cfg PartsConfig, docs document.Docs) error {
	t.Helper()
	parts, err := OpenParts(cfg)
	if err != nil {
		return err
	}
	return Write(t.Context(), Config{Parts: parts}, docs)
}

func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, name := range names(t, dir) {
		content, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(content)
	}
	return files
}

func TestPartsAfterAnErrorAtAnyPage(t *testing.T) {
	const pages = 40
	broken := errors.New("broken")
	for _, compress := range []string{"", "gz", "zst"} {
		cfg := PartsConfig{Dir: t.TempDir(), Size: 1000, Compress: compress, Run: map[string]string{"a": "1"}, Resume: true}
		if err := writeParts(t, cfg, stream(nil, manyDocs(pages)...)); err != nil {
			t.Fatal(err)
		}
		want := contents(t, cfg.Dir)
		if compress == "" && len(want) < 5 {
			t.Fatalf("only %d files", len(want))
		}
		for stop := 0; stop < pages; stop += 5 {
			cfg.Dir = t.TempDir()
			if err := writeParts(t, cfg, stream(broken, manyDocs(stop)...)); !errors.Is(err, broken) {
				t.Fatal(err)
			}
			if err := writeParts(t, cfg, stream(nil, manyDocs(pages)...)); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, contents(t, cfg.Dir)); diff != "" {
				t.Fatalf("stopped behind %d pages: %s", stop, diff)
			}
		}
	}
}

func TestPartsRefuseAnotherStream(t *testing.T) {
	cfg := PartsConfig{Dir: t.TempDir(), Size: 1000, Resume: true}
	broken := errors.New("broken")
	if err := writeParts(t, cfg, stream(broken, manyDocs(30)...)); !errors.Is(err, broken) {
		t.Fatal(err)
	}
	fewer := manyDocs(30)
	fewer[0].Reject(document.ReasonEmpty, "")
	for name, docs := range map[string][]*document.Document{"fewer articles": fewer, "fewer pages": manyDocs(3)} {
		if err := writeParts(t, cfg, stream(nil, docs...)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestPartsLeaveNothingWhenCancelled(t *testing.T) {
	dir := t.TempDir()
	parts, err := OpenParts(PartsConfig{Dir: dir, Size: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	docs := func(yield func(*document.Document, error) bool) {
		yield(full(), nil)
		cancel()
		yield(nil, ctx.Err())
	}
	if err := Write(ctx, Config{Parts: parts}, docs); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if left := names(t, dir); !cmp.Equal(left, []string{ManifestName}) {
		t.Errorf("left behind: %v", left)
	}
}
