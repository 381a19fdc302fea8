package source

import (
	"sync"

	"winnow/document"
)

// A piece of a file is work whose documents follow from its own bytes, so that several can be done at the same time.
type piece struct {
	// work hands the documents of the piece, in order, to emit. It runs in any goroutine.
	work func(emit func(*document.Document))

	// place tells a document where it stands in the file, which follows from the pieces before; end is called behind the
	// last document of the piece and reports whether to go on. They run in the order of the pieces, one at a time. Either
	// may be nil.
	place func(*document.Document)
	end   func() (more bool)
}

// inOrder emits the documents of the pieces that next returns, until it returns nil. Where there are several workers, and
// the file is the one whose documents are waited for, pieces are worked on at the same time, no more than workers+2 of
// them; the documents still come in the order of the pieces.
func (s *stream) inOrder(next func() *piece) {
	wanted := true
	for wanted && !s.isWaitedFor() {
		p := next()
		if p == nil {
			return
		}
		p.work(func(d *document.Document) {
			if p.place != nil {
				p.place(d)
			}
			wanted = wanted && s.emit(d)
		})
		if p.end != nil && !p.end() {
			return
		}
	}
	if wanted {
		s.atTheSameTime(next)
	}
}

// isWaitedFor reports whether the documents of the file are the next ones, and several workers there to make them.
func (s *stream) isWaitedFor() bool {
	select {
	case <-s.turn:
		return true
	default:
		return false
	}
}

// made is what became of a piece.
type made struct {
	*piece
	docs  []*document.Document
	panic any
}

func (s *stream) atTheSameTime(next func() *piece) {
	queue := make(chan chan made, s.cfg.Workers)
	stop := make(chan struct{})
	var running sync.WaitGroup
	defer running.Wait()
	defer close(stop)
	running.Go(func() {
		defer close(queue)
		for more := true; more; {
			out := make(chan made, 1)
			var m made
			m.panic = protect(func() { m.piece = next() })
			if more = m.piece != nil; !more && m.panic == nil {
				return
			}
			select {
			case queue <- out:
			case <-stop:
				return
			}
			running.Go(func() {
				if m.panic == nil {
					m.panic = protect(func() { m.work(func(d *document.Document) { m.docs = append(m.docs, d) }) })
				}
				out <- m
			})
		}
	})
	for out := range queue {
		m := <-out
		for _, d := range m.docs {
			if m.place != nil {
				m.place(d)
			}
			if !s.emit(d) {
				return
			}
		}
		if m.panic != nil {
			panic(m.panic) // in the goroutine of the file, which knows what to do about it
		}
		if m.end != nil && !m.end() {
			return
		}
	}
}

// protect returns what f panicked with.
func protect(f func()) (p any) {
	defer func() { p = recover() }()
	f()
	return nil
}
