package cli

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"winnow/document"
	"winnow/pipeline"
)

// A run that is given up while the source is stuck in a read must come to its end, and nothing may be looked up by then: what is
// looked up in is about to be closed.
func TestLookupIsAtRestWhenItsStreamEnds(t *testing.T) {
	for _, cancelled := range []bool{false, true} {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		never := make(chan struct{})
		t.Cleanup(func() { close(never) })
		source := func(yield func(*document.Document, error) bool) {
			if yield(new(document.Document), nil) {
				<-never
			}
		}
		var atRest atomic.Bool
		none := func(*document.Document) {}
		l := lookup{
			workers:   2,
			committer: noIndex{},
			decide: func(_ context.Context, docs document.Docs) document.Docs {
				return func(yield func(*document.Document, error) bool) {
					docs(yield)
					time.Sleep(10 * time.Millisecond) // what does not wait is gone by now
					atRest.Store(true)
				}
			},
			parts: []part{{none, none, noIndex{}}, {none, none, noIndex{}}},
		}
		docs := l.run(ctx, pipeline.Parallel(ctx, 2, source))
		for _, err := range stopWith(cancel, docs) {
			if err == nil && cancelled {
				cancel()
				continue
			}
			break
		}
		if !atRest.Load() {
			t.Errorf("cancelled %v: documents are looked up behind the end of the stream", cancelled)
		}
	}
}

type noIndex struct{}

func (noIndex) Err() error    { return nil }
func (noIndex) Close() error  { return nil }
func (noIndex) Commit() error { return nil }
