package sets

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/klauspost/compress/gzip"

	"winnow/document"
)

func TestSet(t *testing.T) {
	data := t.TempDir()
	pages := filepath.Join(data, "small", "pages")
	if err := os.MkdirAll(pages, 0o755); err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	zw := gzip.NewWriter(&packed)
	if _, err := zw.Write([]byte("<p>one")); err != nil {
		t.Fatal(err)
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"../truth.jsonl": []byte(`{"id":"1","url":"https://www.news.example.co.uk/a","text":"one","lang":null}` + "\n" + `{"id":"2","text":null,"with":["x"]}` + "\n"),
		"1.html.gz":      packed.Bytes(),
		"2.txt":          []byte("two"),
	} {
		if err := os.WriteFile(filepath.Join(pages, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s, err := Open(data, "small")
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Truths) != 2 || *s.Truths[0].Text != "one" || s.Truths[1].Text != nil {
		t.Fatalf("references %+v", s.Truths)
	}
	if got := s.Truths[0].Domain(); got != "example.co.uk" {
		t.Errorf("domain %q", got)
	}
	if got := s.Truths[1].Domain(); got != "page:2" {
		t.Errorf("domain %q of a page without an address", got)
	}
	for id, want := range map[string]document.Format{"1": document.FormatHTML, "2": document.FormatText} {
		d, err := s.Read(id)
		if err != nil || d.Format != want || d.ID != id {
			t.Errorf("page %s: %+v, %v", id, d, err)
		}
	}
	if d, err := s.Read("1"); err != nil || string(d.Raw) != "<p>one" {
		t.Errorf("unpacked %q, %v", d.Raw, err)
	}
	if _, err := s.Read("3"); err == nil {
		t.Error("a page that is not there was read")
	}
	if _, err := Open(data, "none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no such set: %v", err)
	}
}

func TestReadFolds(t *testing.T) {
	dir := t.TempDir()
	write := func(text string) {
		if err := os.WriteFile(filepath.Join(dir, "folds.tsv"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("small\t1\tblocks-in0.forest\nsmall\t2\tblocks-in1.forest\n")
	models, err := ReadFolds(dir)
	if err != nil || len(models) != 2 || models[Page{"small", "2"}] != filepath.Join(dir, "blocks-in1.forest") {
		t.Errorf("folds %v, %v", models, err)
	}
	write("small 1 blocks-in0.forest\n")
	if _, err := ReadFolds(dir); err == nil {
		t.Error("a line without tabs was read")
	}
}
