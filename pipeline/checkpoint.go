package pipeline

import (
	"bufio"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/zstd"

	"winnow/document"
	"winnow/internal/wholefile"
)

// Checkpoint keeps in files what parallel stages made of documents, so that a run that was killed does not do that work
// again. Whatever compares documents is not kept: it sees all documents anew, from the beginning and in the same order,
// which is what makes the outcome the same.
//
//	docs = checkpoint.Restore(source)            // those that are kept, in place of the pages that they were made of
//	docs = Parallel(ctx, n, docs, checkpoint.Once(work...), others...)
//	docs = checkpoint.Save(docs)
//
// The files are named by the ordinals of the documents in them, from and until, and appear whole; documents are encoded
// as by [TwoPass]: raw bytes, blocks and keys are not kept. A nil Checkpoint keeps nothing.
type Checkpoint struct {
	dir   string
	size  int64
	files []keptFile
	kept  int64 // documents in files, from ordinal 0 on
}

type keptFile struct {
	name        string
	from, until int64
}

const keptName = "%012d-%012d.gob.zst"

// OpenCheckpoint opens or makes a directory of kept documents. A file ends with the document that brings the texts in it
// to size bytes. Nobody else may use the directory.
func OpenCheckpoint(dir string, size int64) (*Checkpoint, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	if err := wholefile.Sweep(dir); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(dir) // sorted by name, which is by ordinal
	if err != nil {
		return nil, err
	}
	c := &Checkpoint{dir: dir, size: size}
	for _, e := range entries {
		f := keptFile{name: filepath.Join(dir, e.Name())}
		if n, err := fmt.Sscanf(e.Name(), keptName, &f.from, &f.until); n != 2 || err != nil || f.from != c.kept || f.until <= f.from {
			return nil, fmt.Errorf("%s: no file of this run", f.name)
		}
		c.files = append(c.files, f)
		c.kept = f.until
	}
	return c, nil
}

// Kept returns how many documents need not be made again.
func (c *Checkpoint) Kept() int64 {
	if c == nil {
		return 0
	}
	return c.kept
}

// Remove deletes the directory, when the run is at its end. It is gone at once: never are some of its files.
func (c *Checkpoint) Remove() error {
	if c == nil {
		return nil
	}
	if err := os.Rename(c.dir, c.dir+removed); err != nil {
		return err
	}
	return RemoveLeftover(c.dir)
}

// RemoveLeftover deletes what is left of the Checkpoint of a directory when Remove was cut off.
func RemoveLeftover(dir string) error { return os.RemoveAll(dir + removed) }

const removed = "-done"

// Once returns the stages as one that leaves documents alone that were kept.
func (c *Checkpoint) Once(stages ...document.Stage) document.Stage {
	kept := c.Kept()
	return func(d *document.Document) {
		if d.Ordinal < kept {
			return
		}
		for _, stage := range stages {
			stage(d)
		}
	}
}

// Restore passes docs on, with what was kept in place of the first ones. A page that isn't where it was when it was kept
// ends the stream.
func (c *Checkpoint) Restore(docs document.Docs) document.Docs {
	if c.Kept() == 0 {
		return docs
	}
	return func(yield func(*document.Document, error) bool) {
		files := reading{files: c.files}
		defer files.close()
		for doc, err := range docs {
			if err == nil && doc.Ordinal < c.kept {
				fresh := doc
				if doc, err = files.next(); err == nil {
					err = sameOrigin(doc, fresh)
				}
			}
			if !yield(doc, err) || err != nil {
				return
			}
		}
	}
}

func sameOrigin(kept, fresh *document.Document) error {
	if kept.Origin == fresh.Origin && kept.Bytes == fresh.Bytes {
		return nil
	}
	return fmt.Errorf("the input is not what it was: page %d was %s:%d (%d bytes), is %s:%d (%d bytes)", fresh.Ordinal+1,
		kept.Origin.File, kept.Origin.Record, kept.Bytes, fresh.Origin.File, fresh.Origin.Record, fresh.Bytes)
}

// reading decodes the documents of files one after the other.
type reading struct {
	files   []keptFile
	file    *os.File
	unzip   *zstd.Decoder
	decoder *gob.Decoder
	left    int64 // documents in the open file
}

func (r *reading) next() (*document.Document, error) {
	if r.left == 0 {
		if err := r.open(); err != nil {
			return nil, fmt.Errorf("checkpoint: %w", err)
		}
	}
	r.left--
	doc := new(document.Document)
	if err := r.decoder.Decode(doc); err != nil {
		return nil, fmt.Errorf("checkpoint: %s: %w", r.file.Name(), err)
	}
	return doc, nil
}

func (r *reading) open() (err error) {
	r.close()
	if len(r.files) == 0 {
		return io.ErrUnexpectedEOF
	}
	f := r.files[0]
	r.files = r.files[1:]
	if r.file, err = os.Open(f.name); err != nil {
		return err
	}
	if r.unzip, err = zstd.NewReader(r.file, zstd.WithDecoderConcurrency(1)); err != nil {
		return err
	}
	r.decoder, r.left = gob.NewDecoder(bufio.NewReader(r.unzip)), f.until-f.from
	return nil
}

func (r *reading) close() {
	if r.unzip != nil {
		r.unzip.Close()
		r.unzip = nil
	}
	if r.file != nil {
		_ = r.file.Close()
		r.file = nil
	}
}

// Save passes docs on, which come in the order of their ordinals, and keeps each one that is not kept yet.
func (c *Checkpoint) Save(ctx context.Context, docs document.Docs) document.Docs {
	if c == nil {
		return docs
	}
	return func(yield func(*document.Document, error) bool) {
		w := writing{c: c}
		defer w.abort()
		for doc, err := range docs {
			if err == nil && doc.Ordinal >= c.kept {
				if err = w.add(ctx, doc); err != nil {
					err = fmt.Errorf("checkpoint: %w", err)
				}
			}
			if !yield(doc, err) || err != nil {
				return
			}
		}
	}
}

// writing is the file under way.
type writing struct {
	c       *Checkpoint
	file    *wholefile.File // nil before the first document
	zip     *zstd.Encoder
	buffer  *bufio.Writer
	encoder *gob.Encoder
	from    int64
	until   int64
	bytes   int64
}

func (w *writing) add(ctx context.Context, doc *document.Document) error {
	if w.file == nil {
		if err := w.open(ctx, doc.Ordinal); err != nil {
			return err
		}
	}
	lasting := *doc
	lasting.Raw, lasting.Blocks, lasting.Items, lasting.Keys = nil, nil, nil, nil
	if err := w.encoder.Encode(&lasting); err != nil {
		return err
	}
	w.until = doc.Ordinal + 1
	const overhead = 256 // of a record beside its texts; so files of rejected pages end, too
	if w.bytes += int64(len(doc.Text)+len(doc.Comments)+len(doc.Meta)+len(doc.Fields)) + overhead; w.bytes < w.c.size {
		return nil
	}
	return w.finish()
}

func (w *writing) open(ctx context.Context, from int64) (err error) {
	if w.file, err = wholefile.Create(ctx, filepath.Join(w.c.dir, "kept"), 0o666); err != nil {
		return err
	}
	if w.zip, err = zstd.NewWriter(w.file, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1)); err != nil {
		return err
	}
	w.buffer = bufio.NewWriterSize(w.zip, 256<<10)
	w.encoder = gob.NewEncoder(w.buffer)
	w.from, w.bytes = from, 0
	return nil
}

func (w *writing) finish() error {
	err := errors.Join(w.buffer.Flush(), w.zip.Close(), w.file.Finish())
	if err == nil {
		err = w.file.PublishAs(filepath.Join(w.c.dir, fmt.Sprintf(keptName, w.from, w.until)))
	}
	if err == nil {
		w.file = nil
	}
	return err
}

// abort lets go of a file that did not come to its end.
func (w *writing) abort() {
	if w.file == nil {
		return
	}
	if w.zip != nil {
		_ = w.zip.Close()
	}
	_ = w.file.Abort() // there is an error to tell, or nobody who wants to hear of one
}
