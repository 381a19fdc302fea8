package pipeline

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"winnow/document"
)

// numbered yields n documents whose ids are their ordinals, then err if there is one.
func numbered(n int, err error) document.Docs {
	return func(yield func(*document.Document, error) bool) {
		for i := range n {
			if !yield(&document.Document{Ordinal: int64(i), ID: fmt.Sprint(i), Bytes: 1}, nil) {
				return
			}
		}
		if err != nil {
			yield(nil, err)
		}
	}
}

func collect(docs document.Docs) (ids []string, err error) {
	for doc, e := range docs {
		if e != nil {
			return ids, e
		}
		ids = append(ids, doc.ID)
	}
	return ids, nil
}

func TestParallelKeepsInputOrder(t *testing.T) {
	// Every seventh document takes long, so that those behind it are done before it.
	slow := func(d *document.Document) {
		if d.Ordinal%7 == 0 {
			time.Sleep(time.Millisecond)
		}
		d.ID += "!"
	}
	var want []string
	for i := range 500 {
		want = append(want, fmt.Sprint(i)+"!")
	}
	for _, workers := range []int{0, 1, 2, 8} {
		got, err := collect(Parallel(t.Context(), workers, numbered(500, nil), slow))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(document.Document{})); diff != "" {
			t.Errorf("workers %d: %s", workers, diff)
		}
	}
}

func TestParallelDeliversWhatWasReadBeforeAnError(t *testing.T) {
	broken := errors.New("list of files is broken")
	for _, workers := range []int{1, 4} {
		got, err := collect(Parallel(t.Context(), workers, numbered(100, broken), func(*document.Document) {}))
		if !errors.Is(err, broken) || len(got) != 100 {
			t.Errorf("workers %d: %d documents, error %v; want 100 and %v", workers, len(got), err, broken)
		}
	}
}

func TestParallelBoundsWhatIsUnderWay(t *testing.T) {
	const workers = 2
	var read atomic.Int64
	source := func(yield func(*document.Document, error) bool) {
		for i := range 10_000 {
			read.Add(1)
			if !yield(&document.Document{Ordinal: int64(i)}, nil) {
				return
			}
		}
	}
	for range Parallel(t.Context(), workers, source, func(*document.Document) {}) {
		break
	}
	// The one in the consumer's hand, one with each worker and one with the reader come on top of the queue.
	if n := read.Load(); n > workers*queuePerWorker+workers+2 {
		t.Errorf("%d documents were read for a consumer that took one", n)
	}
}

func TestParallelBoundsBytesUnderWay(t *testing.T) {
	var read atomic.Int64
	page := make([]byte, bytesInFlight/4)
	source := func(yield func(*document.Document, error) bool) {
		for range 100 {
			read.Add(1)
			if !yield(&document.Document{Raw: page}, nil) {
				return
			}
		}
	}
	n := 0
	for range Parallel(t.Context(), 8, source, func(*document.Document) {}) {
		n++
		if under := read.Load() - int64(n); under > 5 {
			t.Fatalf("%d pages of a quarter of the budget are under way", under)
		}
	}
	if n != 100 {
		t.Errorf("%d of 100 pages came out", n)
	}
}

func TestParallelStopsWhenCancelled(t *testing.T) {
	for _, workers := range []int{1, 4} {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		n := 0
		var last error
		for _, err := range Parallel(ctx, workers, numbered(1<<30, nil), func(*document.Document) {}) {
			if n++; n == 10 {
				cancel()
			}
			last = err
		}
		if !errors.Is(last, context.Canceled) {
			t.Errorf("workers %d: the stream ended with %v", workers, last)
		}
	}
}

func TestParallelStopsWhileTheSourceBlocks(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	never := make(chan struct{})
	t.Cleanup(func() { close(never) })
	blocked := func(func(*document.Document, error) bool) { <-never }
	time.AfterFunc(10*time.Millisecond, cancel)
	if _, err := collect(Parallel(ctx, 2, blocked)); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// Whoever stops, the stages with state before a ParallelAfter are at rest when it has ended.
func TestParallelAfterWaitsForItsReader(t *testing.T) {
	for _, cancels := range []bool{false, true} {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		stopped := make(chan struct{})
		var ended atomic.Bool
		docs := func(yield func(*document.Document, error) bool) {
			for doc, err := range numbered(1<<30, nil) {
				if !yield(doc, err) {
					break
				}
			}
			<-stopped
			time.Sleep(10 * time.Millisecond) // what does not wait is gone by now
			ended.Store(true)
		}
		for doc, err := range ParallelAfter(ctx, 2, docs, func(*document.Document) {}) {
			if err == nil && doc.Ordinal == 10 && cancels {
				cancel()
			} else if err == nil && doc.Ordinal < 20 || cancels && err == nil {
				continue
			}
			close(stopped)
			break
		}
		if !ended.Load() {
			t.Errorf("cancelled %v: documents are read on behind the end of the stream", cancels)
		}
	}
}

func TestPanicIsAVerdict(t *testing.T) {
	explode := func(d *document.Document) {
		if d.Ordinal == 3 {
			var none []int
			none[d.Ordinal]++
		}
	}
	for _, workers := range []int{1, 4} {
		var verdicts []document.Verdict
		for doc, err := range Parallel(t.Context(), workers, numbered(5, nil), explode) {
			if err != nil {
				t.Fatal(err)
			}
			verdicts = append(verdicts, doc.Verdict)
		}
		if len(verdicts) != 5 {
			t.Fatalf("workers %d: %d of 5 documents came out", workers, len(verdicts))
		}
		for i, v := range verdicts {
			if i != 3 && v.Dropped() {
				t.Errorf("document %d: %+v", i, v)
			}
		}
		v := verdicts[3]
		if v.Kind != document.Failed || v.Reason != ReasonPanic ||
			!strings.Contains(v.Detail, "index out of range") || !strings.Contains(v.Detail, "parallel_test.go:") {
			t.Errorf("workers %d: verdict %+v", workers, v)
		}
	}
}

func BenchmarkParallel(b *testing.B) {
	for _, workers := range []int{1, 2, 8} {
		b.Run(fmt.Sprint(workers), func(b *testing.B) {
			for doc, err := range Parallel(b.Context(), workers, numbered(b.N, nil), func(*document.Document) {}) {
				if err != nil || doc == nil {
					b.Fatal(err)
				}
			}
		})
	}
}
