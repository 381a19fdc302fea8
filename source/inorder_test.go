package source

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"winnow/document"
)

// documents reads standard input with so many workers.
func documents(t *testing.T, workers int, content string, limits Limits) (docs []document.Document) {
	t.Helper()
	for d, err := range Open(context.Background(), []string{"-"}, Config{Stdin: strings.NewReader(content), Workers: workers, Limits: limits}) {
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, *d)
	}
	return docs
}

// manyLines makes JSON lines with everything among them that is to be read over or named.
func manyLines(seed uint64, n int) string {
	r := rand.New(rand.NewPCG(seed, 1))
	var b strings.Builder
	for i := range n {
		switch r.IntN(12) {
		case 0:
			b.WriteString("  \r\n\n")
		case 1:
			b.WriteString(`{"text":"cut` + "\n")
		case 2:
			fmt.Fprintf(&b, "{\"id\":\"long%d\",\"text\":\"%s\"}\n", i, strings.Repeat("dài ", r.IntN(20_000)))
		case 3:
			fmt.Fprintf(&b, "{\"id\":%d,\"text\":\"b\xffd\"}\r\n", i)
		default:
			fmt.Fprintf(&b, `{"id":"a%d","text":"%s","title":"T"}`+"\n", i, strings.Repeat(`một\n`, r.IntN(200)))
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func TestManyWorkersReadAlike(t *testing.T) {
	for seed := range uint64(4) {
		lines := manyLines(seed, 150)
		limits := Limits{RecordBytes: 50_000}
		want := documents(t, 1, lines, limits)
		for _, workers := range []int{2, 5} {
			got := documents(t, workers, lines, limits)
			sameDocuments(t, fmt.Sprintf("seed %d, %d workers", seed, workers), got, want)
		}
	}
}

// Who writes into a pipe line by line gets each document before writing the next line.
func TestLinesAreNotHeldBack(t *testing.T) {
	for _, workers := range []int{1, 3} {
		r, w := io.Pipe()
		arrived := make(chan string)
		go func() {
			defer close(arrived)
			for d := range Open(context.Background(), []string{"-"}, Config{Stdin: r, Workers: workers, Format: document.FormatArticle}) {
				arrived <- d.ID
			}
		}()
		filler := strings.Repeat(" ", headSize) // the head is looked at before anything is read
		for i := range 3 {
			fmt.Fprintf(w, `{"id":"a%d","text":"x"}%s`+"\n", i, filler)
			select {
			case id := <-arrived:
				if want := fmt.Sprintf("a%d", i); id != want {
					t.Fatalf("got %s, want %s", id, want)
				}
			case <-time.After(10 * time.Second):
				t.Fatalf("%d workers: document %d is held back", workers, i)
			}
		}
		w.Close()
		for range arrived {
			t.Error("a document too many")
		}
	}
}
