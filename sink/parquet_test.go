package sink

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"winnow/document"
)

func TestParquet(t *testing.T) {
	long := strings.Repeat("a long text ", 1<<20)
	second := &document.Document{ID: "b", Text: "cut \xe1\xba", RepeatedParagraphs: []int{0, 2}, Origin: document.Origin{File: "in.jsonl", Record: 7}}
	docs := []*document.Document{full(), second}
	for range 4 {
		docs = append(docs, &document.Document{ID: "long", Text: long})
	}
	rejected := &document.Document{ID: "none"}
	rejected.Reject(document.ReasonEmpty, "")
	docs = append(docs, rejected)
	name := filepath.Join(t.TempDir(), "out.parquet")
	var first []byte
	for range 2 {
		if err := Write(t.Context(), Config{Output: name}, stream(nil, docs...)); err != nil {
			t.Fatal(err)
		}
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if first != nil && !bytes.Equal(first, content) {
			t.Error("the same articles gave two different files")
		}
		first = content
	}
	file, err := parquet.OpenFile(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(file.RowGroups()); n != 2 {
		t.Errorf("%d row groups, want 2", n)
	}
	rows, err := parquet.ReadFile[parquetRow](name)
	if err != nil {
		t.Fatal(err)
	}
	want := []parquetRow{
		{ID: "a/1", URL: "https://tin.example/1", Title: `Tựa "đề"`, Author: "An", Date: "2026-11-21", Lang: "vi", Site: "Tin",
			Type: "article", Text: "Một.\n\nHai.", Credit: "TTXVN", Source: "a/1.html", Repeated: []int32{}},
		{ID: "b", Text: "cut \uFFFD", Source: "in.jsonl:7", Repeated: []int32{0, 2}},
	}
	for range 4 {
		want = append(want, parquetRow{ID: "long", Text: long, Repeated: []int32{}})
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
	if err := Write(t.Context(), Config{Output: name, Fields: []string{"id"}}, stream(nil, full())); err != nil {
		t.Fatal(err)
	}
	rows, err = parquet.ReadFile[parquetRow](name)
	if diff := cmp.Diff([]parquetRow{{ID: "a/1", Repeated: []int32{}}}, rows); diff != "" || err != nil {
		t.Error(diff, err)
	}
}
