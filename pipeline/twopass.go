package pipeline

import (
	"bufio"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"

	"winnow/document"
)

// TwoPass runs stages that must have seen all documents before they can say anything about one: first on each document
// in input order, then decide, then second on each document again. In between the documents wait in a temporary file
// (in dir, or the system's directory for such files when dir is ""), so memory does not grow with their number. Raw
// bytes and blocks don't survive the wait.
func TwoPass(ctx context.Context, dir string, docs document.Docs, first document.Stage, decide func() error, second document.Stage) document.Docs {
	return func(yield func(*document.Document, error) bool) {
		spool, err := os.CreateTemp(dir, "winnow-*.spool")
		if err != nil {
			yield(nil, fmt.Errorf("temporary file: %w", err))
			return
		}
		defer func() {
			_ = spool.Close()
			_ = os.Remove(spool.Name())
		}()
		_ = os.Remove(spool.Name()) // where that is possible the file is gone with the process, however it ends
		if err := fill(spool, Ordered(ctx, docs, first)); err != nil {
			yield(nil, err)
			return
		}
		if err := decide(); err != nil {
			yield(nil, err)
			return
		}
		for doc, err := range Ordered(ctx, drain(spool), second) {
			if !yield(doc, err) {
				return
			}
		}
	}
}

// fill writes documents to the spool.
func fill(spool *os.File, docs document.Docs) error {
	w := bufio.NewWriterSize(spool, 1<<20)
	encoder := gob.NewEncoder(w)
	for doc, err := range docs {
		if err != nil {
			return err
		}
		doc.Raw, doc.Blocks, doc.Keys = nil, nil, nil
		if err := encoder.Encode(doc); err != nil {
			return fmt.Errorf("temporary file: %w", err)
		}
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("temporary file: %w", err)
	}
	return nil
}

// drain yields the documents of the spool from its beginning.
func drain(spool *os.File) document.Docs {
	return func(yield func(*document.Document, error) bool) {
		if _, err := spool.Seek(0, io.SeekStart); err != nil {
			yield(nil, fmt.Errorf("temporary file: %w", err))
			return
		}
		decoder := gob.NewDecoder(bufio.NewReaderSize(spool, 1<<20))
		for {
			doc := new(document.Document)
			err := decoder.Decode(doc)
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(nil, fmt.Errorf("temporary file: %w", err))
				return
			}
			if !yield(doc, nil) {
				return
			}
		}
	}
}
