package source

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"winnow/document"
)

// What a document has borrowed stays as it is until the document is released, whatever becomes of those around it.
func TestBorrowed(t *testing.T) {
	const n = 5000
	text := func(i int) string { return strings.Repeat(fmt.Sprintf("text %d\n", i), 1+i*7%90) }
	var lines strings.Builder
	for i := range n {
		fmt.Fprintf(&lines, "{\"id\":\"%d\",\"text\":%q}\n", i, text(i))
	}
	file := filepath.Join(write(t, map[string]string{"in.jsonl": lines.String()}), "in.jsonl")
	for _, workers := range []int{1, 3} {
		var held []*document.Document
		i := 0
		same := func(d *document.Document) {
			t.Helper()
			var k int
			if _, err := fmt.Sscan(d.ID, &k); err != nil {
				t.Fatal(err)
			}
			if d.Text != text(k) || string(d.Fields) != fmt.Sprintf(`{"id":"%d","text":%q}`, k, text(k)) || !d.AsRead() {
				t.Fatalf("document %d is %.40q from %.60s", k, d.Text, d.Fields)
			}
		}
		for d, err := range Open(context.Background(), []string{file}, Config{Format: document.FormatArticle, Workers: workers}) {
			if err != nil {
				t.Fatal(err)
			}
			if same(d); i%3 != 0 {
				d.Release()
				if d.Text != "" || d.Fields != nil {
					t.Fatal("a released document has something to look at")
				}
			} else if held = append(held, d); len(held) > 700 {
				for _, d := range held[:200] {
					same(d)
					d.Release()
				}
				held = slices.Delete(held, 0, 200)
			}
			i++
		}
		for _, d := range held {
			same(d)
		}
		if i != n {
			t.Fatalf("%d documents of %d", i, n)
		}
	}
}
