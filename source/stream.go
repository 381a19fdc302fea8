package source

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"
	"strconv"
	"strings"
	"sync"

	"winnow/document"
)

// A stream is the content of a file or of an archive's member, with what is needed to name the documents in it.
type stream struct {
	*bufio.Reader
	ctx     context.Context
	cfg     *Config
	file    string      // Origin.File
	name    string      // base name in lower case, endings of compression taken off once they are seen through
	id      string      // base of the documents' ids
	at      io.ReaderAt // the file itself, where it can be read in any order; its length is size
	size    int64       // bytes to come; -1 when unknown
	depth   int         // of archives around it
	growth  *growth     // of the file, with all that is in it
	members *members    // what decompresses it, when that is gzip
	member  int64       // number of the archive member that it is, 0 when it is a file
	emit    func(*document.Document) bool

	// turn is closed when the documents of the file are the ones that are waited for; nil with one worker. A file that is
	// read ahead makes few documents, and none in pieces: those of all files ahead would be too many.
	turn <-chan struct{}
}

// page returns a document for a stream that is one page.
func (s *stream) page() *document.Document {
	return &document.Document{ID: s.id, Origin: document.Origin{File: s.file, Record: s.member}}
}

// record returns a document for a stream of many: number counts from 1, offset is where the record begins.
func (s *stream) record(number, offset int64) *document.Document {
	d := s.unnamed(number, offset)
	s.identify(d)
	return d
}

// unnamed is record for those that may bring an id along.
func (s *stream) unnamed(number, offset int64) *document.Document {
	return &document.Document{Origin: document.Origin{File: s.file, Record: number + s.cfg.Skipped, Offset: offset}}
}

// identify gives a record an id that has none of its own.
func (s *stream) identify(d *document.Document) {
	if d.ID == "" {
		d.ID = s.recordID(d.Origin.Record)
	}
}

// recordID is the id of a record that has none of its own.
func (s *stream) recordID(number int64) string { return s.id + "#" + strconv.FormatInt(number, 10) }

// fail gives d the verdict that belongs to a reading error.
func fail(d *document.Document, err error) *document.Document {
	var tooMuch *limitError
	switch {
	case errors.As(err, &tooMuch):
		d.Reject(document.ReasonTooLarge, err.Error())
	case isFileError(err):
		d.Fail(document.ReasonUnreadable, err.Error())
	default:
		d.Fail(document.ReasonCorrupt, err.Error())
	}
	return d
}

func isFileError(err error) bool {
	var pathError *fs.PathError
	return errors.As(err, &pathError) || errors.Is(err, fs.ErrClosed) || errors.Is(err, context.Canceled)
}

// limitError says which limit was reached.
type limitError struct{ what string }

func (e *limitError) Error() string { return e.what }

func tooLarge(what string, limit int64) error {
	return &limitError{"more than " + strconv.FormatInt(limit, 10) + " " + what}
}

// readFiles reads the files in order. With several workers, files ahead of the one whose documents are being handed out
// are opened and decompressed meanwhile, each up to a few documents.
func readFiles(ctx context.Context, cfg *Config, files iter.Seq[entry], emit func(*document.Document) bool) {
	if cfg.Workers <= 1 {
		for e := range files {
			if !readFile(ctx, cfg, e, nil, emit) {
				return
			}
		}
		return
	}
	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	defer running.Wait()
	defer cancel()
	const ahead = 2 // documents of a file that wait to be handed out
	type file struct {
		docs chan *document.Document
		turn chan struct{}
	}
	queue := make(chan file, cfg.Workers-1)
	running.Go(func() {
		defer close(queue)
		for e := range files {
			f := file{docs: make(chan *document.Document, ahead), turn: make(chan struct{})}
			select {
			case queue <- f:
			case <-ctx.Done():
				return
			}
			running.Go(func() {
				defer close(f.docs)
				readFile(ctx, cfg, e, f.turn, func(d *document.Document) bool {
					select {
					case f.docs <- d:
						return true
					case <-ctx.Done():
						return false
					}
				})
			})
		}
	})
	for f := range queue {
		close(f.turn)
		for d := range f.docs {
			if !emit(d) {
				return
			}
		}
	}
}

// readFile emits the documents of one file and reports whether more are wanted.
func readFile(ctx context.Context, cfg *Config, e entry, turn <-chan struct{}, emit func(*document.Document) bool) (more bool) {
	wanted := true
	s := &stream{ctx: ctx, cfg: cfg, file: e.path, name: strings.ToLower(path.Base(e.path)), id: e.id, size: e.size, turn: turn, growth: new(growth)}
	emitting := false
	var records int64
	full := false
	s.emit = func(d *document.Document) bool {
		if records++; full {
			return false
		}
		if limit := cfg.Limits.Records; limit > 0 && records > limit { // this one stands for all that follow
			full = true
			d.Raw, d.Text, d.Fields, d.Verdict = nil, "", nil, document.Verdict{}
			d.Reject(document.ReasonTooLarge, tooLarge("records in the file", limit).Error())
		}
		emitting = true
		wanted = wanted && emit(d)
		emitting = false
		return wanted && !full
	}
	defer func() {
		if emitting {
			return // the consumer's panic, not a reader's
		}
		if p := recover(); p != nil {
			d := s.page()
			d.Fail(ReasonPanic, fmt.Sprint(p))
			s.emit(d)
			more = wanted
		}
	}()
	if e.err != nil {
		return s.emit(fail(s.page(), asFileError(e.err)))
	}
	f, err := e.open()
	if err != nil {
		return s.emit(fail(s.page(), asFileError(err)))
	}
	defer f.Close()
	if at, ok := f.(io.ReaderAt); ok && e.size >= 0 {
		s.at = &fileReaderAt{ctx, cfg, at}
	}
	s.Reader = getReader(&fileReader{ctx: ctx, cfg: cfg, file: f, stored: &s.growth.stored})
	defer putReader(s.Reader)
	read(s)
	return wanted
}

// asFileError makes sure that err counts as a file's error, not as wrong content.
func asFileError(err error) error {
	if isFileError(err) {
		return err
	}
	return &fs.PathError{Op: "open", Path: "", Err: err}
}

// fileReader counts what is read, stops when the run is cancelled, and marks errors as the file's own.
type fileReader struct {
	ctx    context.Context
	cfg    *Config
	file   io.Reader
	stored *int64 // is raised like cfg.Read; may be nil
}

func (r *fileReader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := r.file.Read(p)
	if r.cfg.Read != nil {
		r.cfg.Read.Add(int64(n))
	}
	if r.stored != nil {
		*r.stored += int64(n)
	}
	if err != nil && err != io.EOF {
		err = asFileError(err)
	}
	return n, err
}

// fileReaderAt does the same for reading in any order.
type fileReaderAt struct {
	ctx context.Context
	cfg *Config
	at  io.ReaderAt
}

func (r *fileReaderAt) ReadAt(p []byte, offset int64) (int, error) {
	from := fileReader{ctx: r.ctx, cfg: r.cfg, file: io.NewSectionReader(r.at, offset, int64(len(p)))}
	return io.ReadFull(&from, p)
}

// readerSize holds a page's head for sniffing and keeps the number of system calls low.
const readerSize = 64 << 10

var readers = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, readerSize) }}

func getReader(r io.Reader) *bufio.Reader {
	b := readers.Get().(*bufio.Reader)
	b.Reset(r)
	return b
}

func putReader(b *bufio.Reader) {
	b.Reset(nil)
	readers.Put(b)
}
