// Package pipeline moves documents through stages.
//
// The stages of a page that need nothing but the page run in [Parallel]; those that look at the whole corpus run in
// [Ordered]. Both hand documents on in input order, so that what comes out never depends on the number of workers:
// hash in parallel, look up in order.
package pipeline

import (
	"context"
	"fmt"
	"runtime"
	"strings"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"

	"winnow/document"
)

// ReasonPanic is the reason of a page on which a stage panicked: a bug of winnow's, named and counted like a page that
// could not be read.
const ReasonPanic document.Reason = "panic"

const (
	// queuePerWorker is how many documents may wait, per worker, behind one that takes long. With pages of 100 µs, 64
	// of them bridge a page of 6 ms without a worker standing still.
	queuePerWorker = 64

	// bytesInFlight bounds the raw bytes that are queued or worked on, whatever their number: a page may have 20 MiB,
	// and 8 workers times 64 of those would be 10 GB. A page that is larger by itself goes through alone.
	bytesInFlight = 128 << 20
)

// future is a slot for one document whose stages may still be running.
type future struct {
	doc    *document.Document
	weight int64
	done   chan struct{}
}

// Parallel runs the stages over docs with so many workers and yields the documents in input order. The queue of
// documents under way is bounded in number and bytes, so that a slow consumer slows the source down. With one worker
// no goroutine is started. Once ctx is cancelled, the stream ends with its error.
//
// A stage that panics makes its document Failed with [ReasonPanic]; the run goes on.
//
// It is for docs that come from a source. That may be stuck in a read of a terminal or a pipe, so a stream that ends early
// does not wait until the source does.
func Parallel(ctx context.Context, workers int, docs document.Docs, stages ...document.Stage) document.Docs {
	return parallel(ctx, workers, docs, stages, false)
}

// ParallelAfter is [Parallel] for docs that have been through stages with state, which run while docs are read. Whoever
// consumes the stream may let go of that state when the stream has ended, however it ended: nothing reads docs any more.
// A consumer that wants no more should cancel ctx before it says so, or the stream waits for the next document of a source.
func ParallelAfter(ctx context.Context, workers int, docs document.Docs, stages ...document.Stage) document.Docs {
	return parallel(ctx, workers, docs, stages, true)
}

func parallel(ctx context.Context, workers int, docs document.Docs, stages []document.Stage, wait bool) document.Docs {
	if workers <= 1 {
		return Ordered(ctx, docs, stages...)
	}
	return func(yield func(*document.Document, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		var (
			group  errgroup.Group // without its context: what was read before the source fails is still delivered
			work   = make(chan *future)
			queue  = make(chan *future, workers*queuePerWorker)
			budget = semaphore.NewWeighted(bytesInFlight)
		)
		group.Go(func() error {
			defer close(queue)
			defer close(work)
			return read(ctx, docs, budget, queue, work)
		})
		for range workers {
			group.Go(func() error {
				for f := range work {
					run(f.doc, stages)
					close(f.done)
				}
				return nil
			})
		}
		if deliver(ctx, queue, budget, yield) {
			if err := group.Wait(); err != nil {
				yield(nil, err)
			}
			return
		}
		cancel()
		if wait {
			_ = group.Wait() // the consumer has its error
		} // else the workers end with the reader, whenever that is
	}
}

// read takes documents from the source and queues each one twice: in input order for the consumer, and for whichever
// worker is free. It returns the error that ends the stream.
func read(ctx context.Context, docs document.Docs, budget *semaphore.Weighted, queue, work chan<- *future) error {
	for doc, err := range docs {
		if err != nil {
			return err
		}
		size := int64(len(doc.Raw) + len(doc.Text) + len(doc.Fields))
		f := &future{doc: doc, weight: min(size, bytesInFlight), done: make(chan struct{})}
		if err := budget.Acquire(ctx, f.weight); err != nil {
			return err
		}
		select {
		case queue <- f:
		case <-ctx.Done():
			return ctx.Err()
		}
		select {
		case work <- f:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return ctx.Err()
}

// deliver yields the queued documents in order. It reports whether the stream ended by itself: false when the consumer
// wanted no more, or when ctx was cancelled, which it has told the consumer then.
func deliver(ctx context.Context, queue <-chan *future, budget *semaphore.Weighted, yield func(*document.Document, error) bool) bool {
	for {
		var (
			f    *future
			more bool
		)
		select {
		case f, more = <-queue:
		case <-ctx.Done():
			yield(nil, ctx.Err())
			return false
		}
		if !more {
			return true
		}
		select {
		case <-f.done:
		case <-ctx.Done():
			yield(nil, ctx.Err())
			return false
		}
		if !yield(f.doc, nil) {
			return false
		}
		budget.Release(f.weight)
	}
}

// Ordered runs the stages over docs one after the other, in input order, in the goroutine of the consumer. Stages that
// remember what they have seen belong here. Once ctx is cancelled, the stream ends with its error.
func Ordered(ctx context.Context, docs document.Docs, stages ...document.Stage) document.Docs {
	return func(yield func(*document.Document, error) bool) {
		for doc, err := range docs {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(nil, err)
				return
			}
			run(doc, stages)
			if !yield(doc, nil) {
				return
			}
		}
	}
}

// run takes one document through the stages.
func run(doc *document.Document, stages []document.Stage) {
	defer func() {
		if r := recover(); r != nil {
			doc.Raw, doc.Blocks, doc.Keys = nil, nil, nil
			doc.Verdict = document.Verdict{
				Kind: document.Failed, Reason: ReasonPanic, Detail: fmt.Sprintf("%v, at %s", r, panicSite()),
			}
		}
	}()
	for _, stage := range stages {
		stage(doc)
	}
}

// panicSite names the innermost function of this module below a panic, for the bug report. It must be called from the
// deferred function.
func panicSite() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	for {
		frame, more := frames.Next()
		if !strings.HasPrefix(frame.Function, "runtime.") {
			file := frame.File[strings.LastIndexByte(frame.File, '/')+1:]
			return fmt.Sprintf("%s (%s:%d)", frame.Function, file, frame.Line)
		}
		if !more {
			return "unknown place"
		}
	}
}
