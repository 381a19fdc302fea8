package main

import "container/heap"

// What the program holds at most, as in its packages pipeline and source.
const (
	queuePerWorker = 64 // pages between the reader and the one that is written next
	pagesPerPiece  = 30
	feeding        = .02 // share of reading that one goroutine does for pieces, too: taking bytes from the file, finding the cuts
	handing        = 1e-6
)

// simulate returns how long a machine with so many cores, and as many workers, takes for the pages. Tasks start as soon
// as what they wait for is done and a core is free, those in input order first, then reading, then the stages of pages.
//
// Reading happens in one goroutine, or in pieces that any core works on while one goroutine cuts them out. Pages are
// claimed and written one after the other.
func simulate(pages []page, cores int, inPieces bool) float64 {
	size := 1
	if inPieces {
		size = pagesPerPiece
	}
	m := machine{free: cores}
	var (
		pieces  = (len(pages) + size - 1) / size
		cut     int // pieces that have been cut out, or are being
		cutting bool
		read    = make([]bool, pieces)
		begun   int // pages whose stages have begun
		ready   = make([]bool, len(pages))
		written int // pages
		writing bool
		uncut   []int // pieces that are cut out and wait for a core
	)
	cost := func(piece int) (sum float64) {
		for _, p := range pages[piece*size : min((piece+1)*size, len(pages))] {
			sum += p.read
		}
		return sum
	}
	for written < len(pages) {
		switch {
		case m.free > 0 && !writing && ready[written]:
			writing = true
			p := pages[written]
			m.start(p.claim+p.write+handing, func() { written++; writing = false })
		case m.free > 0 && !cutting && cut < pieces && cut*size < written+queuePerWorker*cores+size && (!inPieces || cut*size < begun+(cores+2)*size):
			cutting = true
			i := cut
			took := cost(i)
			if inPieces {
				took *= feeding
			}
			cut++
			m.start(took, func() {
				cutting = false
				if read[i] = !inPieces; inPieces {
					uncut = append(uncut, i)
				}
			})
		case m.free > 0 && begun < len(pages) && read[begun/size] && begun < written+queuePerWorker*cores:
			i := begun
			begun++
			m.start(pages[i].work+handing, func() { ready[i] = true })
		case m.free > 0 && len(uncut) > 0:
			i := uncut[0]
			uncut = uncut[1:]
			m.start(cost(i)*(1-feeding), func() { read[i] = true })
		default:
			m.step()
		}
	}
	return m.now
}

// machine runs tasks on cores.
type machine struct {
	now  float64
	free int // cores
	busy tasks
}

type task struct {
	end  float64
	done func()
}

func (m *machine) start(cost float64, done func()) {
	m.free--
	heap.Push(&m.busy, task{m.now + cost, done})
}

// step goes on to the end of the next task.
func (m *machine) step() {
	t := heap.Pop(&m.busy).(task)
	m.now = t.end
	m.free++
	t.done()
}

type tasks []task

func (t tasks) Len() int           { return len(t) }
func (t tasks) Less(i, j int) bool { return t[i].end < t[j].end }
func (t tasks) Swap(i, j int)      { t[i], t[j] = t[j], t[i] }
func (t *tasks) Push(x any)        { *t = append(*t, x.(task)) }
func (t *tasks) Pop() any {
	last := (*t)[len(*t)-1]
	*t = (*t)[:len(*t)-1]
	return last
}
