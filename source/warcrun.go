package source

import (
	"bytes"
	"errors"
	"io"
	"sync"

	"winnow/document"
)

// A compressed WARC file has a gzip member for each record, and a member stands on its own: runs of members are
// decompressed in memory and read by several workers. Whatever is unusual in a member or a record ends that: the file is
// read on from there by readWARC, which has a name for everything.

const (
	// runBytes is the least size of a run: some thirty pages, 50 ms of a worker's time with what is made of them.
	runBytes = 512 << 10

	// runContent is the most decompressed content of a run, sixty times its size: pages have a tenth of that.
	runContent = ratioFree

	// runMost is the size of a member from which on it is left to readWARC.
	runMost = 16 << 20
)

// probeBytes is how much of a member is decompressed to see what it begins with: more than its header, with a name, and the
// tables of a block (some 300 bytes at most) take.
const probeBytes = 1 << 10

// probes are kept from file to file: a decompressor that is made for one of them costs as much as the page in it.
var probes = sync.Pool{New: func() any { return new(gzipMember) }}

// isWARCMember reports whether a gzip member with a WARC record begins here; b need not hold all of it.
func isWARCMember(b []byte) bool {
	m := probes.Get().(*gzipMember)
	defer probes.Put(m)
	return m.begins(b[:min(len(b), probeBytes)], warcVersion)
}

// runReader cuts a compressed WARC file into runs of members.
type runReader struct {
	s      *stream
	ahead  []byte // read, and not in a run yet
	at     int64  // offset of ahead in the compressed file
	err    error  // that ended the file; io.EOF when all is well
	failed int    // starts of members that turned out to be none, or none of a WARC record

	mu   sync.Mutex
	runs []*run // that have not ended, in order

	// What the runs that have ended held.
	records, content, decoded int64
	broken                    bool // the first of runs has not been read to its end
}

// run is some members one after the other.
type run struct {
	raw []byte
	at  int64 // offset in the compressed file

	// What has been read of it.
	done                      int // bytes of raw
	records, content, decoded int64
}

// readRuns reads a compressed WARC file. It reports false when the stream is something else; nothing of it is consumed
// then.
func readRuns(s *stream) bool {
	if head, _ := s.Peek(headSize); !isWARCMember(head) {
		return false
	}
	r := &runReader{s: s}
	stopped := false
	inner := *s
	inner.emit = func(d *document.Document) bool {
		stopped = !s.emit(d)
		return !stopped
	}
	inner.inOrder(r.next)
	if !stopped && (r.broken || r.err != io.EOF) {
		r.readOn()
	}
	return true
}

// next returns the next run, nil at the end of the file.
func (r *runReader) next() *piece {
	for r.err == nil {
		from := len(r.ahead)
		r.ahead = append(r.ahead, make([]byte, runBytes)...)
		var n int
		n, r.err = io.ReadFull(r.s.Reader, r.ahead[from:])
		r.ahead = r.ahead[:from+n]
		if errors.Is(r.err, io.ErrUnexpectedEOF) && isShort(r.err) {
			r.err = io.EOF
		}
		if r.err != nil {
			break
		}
		if cut := r.lastMember(from); cut > 0 {
			return r.take(cut)
		}
		if len(r.ahead) > runMost || r.failed >= maxFailed {
			break
		}
	}
	if len(r.ahead) == 0 {
		return nil
	}
	return r.take(len(r.ahead))
}

// lastMember returns where the last member begins that begins behind from, 0 when there is none, or too many have been
// looked at.
func (r *runReader) lastMember(from int) int {
	for end := len(r.ahead); r.failed < maxFailed; r.failed++ {
		i := bytes.LastIndex(r.ahead[max(from-len(magic), 1):end], magic)
		if i < 0 {
			return 0
		}
		end = max(from-len(magic), 1) + i
		if isWARCMember(r.ahead[end:]) {
			return end
		}
	}
	return 0
}

// take makes a piece of the next n bytes.
func (r *runReader) take(n int) *piece {
	w := &run{raw: r.ahead[:n:n], at: r.at}
	r.at += int64(n)
	r.ahead = append(make([]byte, 0, len(r.ahead)-n+runBytes), r.ahead[n:]...)
	r.mu.Lock()
	r.runs = append(r.runs, w)
	r.mu.Unlock()
	return &piece{
		work:  func(emit func(*document.Document)) { r.s.readRun(w, emit) },
		place: r.place,
		end:   func() bool { return r.end(w) },
	}
}

// place tells a document of the first run where it stands in the file.
func (r *runReader) place(d *document.Document) {
	own := d.ID != r.s.recordID(d.Origin.Record)
	d.Origin.Record += r.records
	d.Origin.Offset += r.content
	if !own {
		d.ID = r.s.recordID(d.Origin.Record)
	}
}

func (r *runReader) end(w *run) (more bool) {
	r.records += w.records
	r.content += w.content
	r.decoded += w.decoded
	over := isOver(r.decoded, w.at+int64(w.done), r.s.cfg.Limits.Ratio) // which the next body tells
	if r.broken = w.done < len(w.raw) || over; r.broken {
		return false
	}
	r.mu.Lock()
	r.runs = r.runs[1:]
	r.mu.Unlock()
	return true
}

// readOn reads the rest of the file as a stream.
func (r *runReader) readOn() {
	var rest []io.Reader
	at := r.at
	for i, w := range r.runs {
		raw := w.raw
		if i == 0 { // what has been read of those behind it is in no output
			at, raw = w.at+int64(w.done), raw[w.done:]
		}
		rest = append(rest, bytes.NewReader(raw))
	}
	rest = append(rest, bytes.NewReader(r.ahead))
	if r.err == nil {
		rest = append(rest, r.s.Reader)
	} else if r.err != io.EOF {
		rest = append(rest, failing{r.err})
	}
	m := newMembers(io.MultiReader(rest...))
	defer m.close()
	m.in.from, m.in.offset = at, at
	inner := *r.s
	inner.Reader = getReader(&ratioReader{s: r.s, out: m, name: "gzip", n: r.content})
	defer putReader(inner.Reader)
	inner.size, inner.at, inner.members = -1, nil, m
	m.keep()
	w := warcReader{s: &inner, w: window{r: inner.Reader, offset: r.content}, number: r.records, decoded: r.decoded}
	for w.record() {
	}
}

// failing is a reader whose file broke before.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// inflater is the scratch of a run.
type inflater struct {
	gzipMember
	content []byte
}

var inflaters = sync.Pool{New: func() any { return new(inflater) }}

// readRun reads the members of a run until one is unusual.
func (s *stream) readRun(w *run, emit func(*document.Document)) {
	z := inflaters.Get().(*inflater)
	defer func() {
		if cap(z.content) <= scratchMax {
			inflaters.Put(z)
		}
	}()
	var docs []*document.Document // of a member
	inner := *s
	inner.emit = func(d *document.Document) bool {
		docs = append(docs, d)
		return true
	}
	for w.done < len(w.raw) {
		content, used, err := z.member(z.content[:0], w.raw[w.done:], runContent)
		z.content = content
		if err != nil || w.content+int64(len(content)) > runContent {
			return
		}
		docs = docs[:0]
		r := warcReader{s: &inner, w: window{buf: content, offset: w.content, err: io.EOF}, number: w.records, decoded: w.decoded, healthy: true}
		for r.record() {
		}
		if r.gaveUp {
			return
		}
		for _, d := range docs {
			emit(d)
		}
		w.done += used
		w.records = r.number
		w.content += int64(len(content))
		w.decoded = r.decoded
	}
}
