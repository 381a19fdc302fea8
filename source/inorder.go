package source

import (
	"sync"

	"winnow/document"
)

// A piece of a file is work whose documents follow from its own bytes, so that several can be done at the same time: it
// hands its documents, in order, to emit.
type piece func(emit func(*document.Document))

// inOrder emits the documents of the pieces that next returns, until it returns nil. With several workers the pieces are
// worked on at the same time while the documents still come in the order of the pieces; no more than workers+2 of them
// are held at a time.
func (s *stream) inOrder(next func() piece) {
	if s.cfg.Workers <= 1 {
		s.oneByOne(next)
		return
	}
	type result struct {
		docs  []*document.Document
		panic any
	}
	queue := make(chan chan result, s.cfg.Workers)
	stop := make(chan struct{})
	var running sync.WaitGroup
	defer running.Wait()
	defer close(stop)
	start := func(work func() result) bool {
		out := make(chan result, 1)
		select {
		case queue <- out:
		case <-stop:
			return false
		}
		running.Go(func() { out <- work() })
		return true
	}
	running.Go(func() {
		defer close(queue)
		defer func() {
			if p := recover(); p != nil {
				start(func() result { return result{panic: p} })
			}
		}()
		for p := next(); p != nil; p = next() {
			if !start(func() (r result) {
				defer func() { r.panic = recover() }()
				p(func(d *document.Document) { r.docs = append(r.docs, d) })
				return r
			}) {
				return
			}
		}
	})
	for out := range queue {
		r := <-out
		for _, d := range r.docs {
			if !s.emit(d) {
				return
			}
		}
		if r.panic != nil {
			panic(r.panic) // in the goroutine of the file, which knows what to do about it
		}
	}
}

func (s *stream) oneByOne(next func() piece) {
	wanted := true
	for p := next(); p != nil && wanted; p = next() {
		p(func(d *document.Document) { wanted = wanted && s.emit(d) })
	}
}
