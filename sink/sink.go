// Package sink writes documents: each article as one line of JSON, and, where asked for, each page that gave none as a
// line of its own with the reason.
//
// Files appear whole or not at all. The bytes depend on the documents alone.
package sink

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"winnow/document"
	"winnow/internal/wholefile"
)

// Config says where documents go.
type Config struct {
	Output   string    // file for the articles; "" or "-" for Stdout. A name in .gz or .zst is compressed, one in .parquet has rows
	Stdout   io.Writer // where Output is not a file; the other outputs may be named /dev/stdout, and share it
	Rejected string    // file for the pages that are not in the output; "" for none
	Clusters string    // file for the groups of duplicates; "" for none. Their ids are held in memory until the end
	Parts    *Parts    // directory for the articles, in place of Output; nil for none
	TextDir  string    // directory for the texts, a file each; "" for none. Without Output they are all that is written
	Fields   []string  // keys to write, of Names (of the record itself where it is passed through); nil for all
}

// Write takes documents until the stream ends and writes them. It returns the error that ended the stream, or that of
// the first write that failed; then no file has appeared under its name. Where the name itself could not be given, files
// before it have theirs; the articles' file is the last, so that where it has appeared, all have. On Stdout all the articles that were taken
// before the stream's error are written, whole lines only. A reader that closed the pipe shows as syscall.EPIPE; where it
// is not the articles' pipe, in a SideError.
//
// Documents are released: nobody may look at what they borrowed after that.
func Write(ctx context.Context, cfg Config, docs document.Docs) (err error) {
	w := writer{cfg: &cfg, fields: selected(cfg.Fields)}
	defer func() {
		if err != nil {
			err = errors.Join(err, w.abort())
		}
		if w.texts != nil {
			err = errors.Join(err, w.texts.close())
		}
	}()
	if err := w.open(ctx); err != nil {
		return err
	}
	for doc, err := range docs {
		if err != nil {
			if w.articles != nil && w.articles.out == nil {
				err = errors.Join(err, w.articles.flush())
			}
			return err
		}
		if err := w.write(ctx, doc); err != nil {
			return fmt.Errorf("write: %w", err)
		}
		if w.rows == nil { // rows wait for others
			doc.Release()
		}
	}
	if err := w.finish(); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}

// writer holds the outputs of one Write.
type writer struct {
	cfg                          *Config
	fields                       selection
	articles, rejected, clusters *file // the last two are nil when nobody asked for them
	groups                       groups
	rows                         *parquetRows // what articles go to where the output is a Parquet file
	texts                        *textDir     // nil when nobody asked for it
}

func (w *writer) open(ctx context.Context) (err error) {
	if w.cfg.Parts != nil { // the run may have been killed before
		for _, name := range []string{w.cfg.Rejected, w.cfg.Clusters} {
			if err := wholefile.SweepBeside(name); err != nil {
				return err
			}
		}
	}
	// Each part is opened for its first article.
	if name := w.cfg.Output; w.cfg.Parts == nil && (w.cfg.TextDir == "" || name != "") {
		if w.articles, err = open(ctx, name, w.cfg.Stdout); err != nil {
			return fmt.Errorf("output: %w", err)
		}
		if strings.HasSuffix(name, ".parquet") {
			w.rows = newParquetRows(w.articles, &w.fields)
		}
	}
	if w.cfg.TextDir != "" {
		if w.texts, err = openTextDir(w.cfg.TextDir); err != nil {
			return fmt.Errorf("text directory: %w", err)
		}
	}
	if w.rejected, err = w.openSide(ctx, "rejected file", w.cfg.Rejected); err != nil {
		return err
	}
	w.clusters, err = w.openSide(ctx, "clusters file", w.cfg.Clusters)
	return err
}

// openSide opens an output beside the articles, if it has a name.
func (w *writer) openSide(ctx context.Context, what, name string) (*file, error) {
	if name == "" {
		return nil, nil
	}
	f, err := open(ctx, name, w.cfg.Stdout)
	if err != nil {
		return nil, &SideError{what, err}
	}
	if shared := w.articles != nil && w.articles.stdout && f.stdout; !shared {
		f.side = what
	}
	return f, nil
}

// files returns the outputs that are open, the articles' first.
func (w *writer) files() (open []*file) {
	for _, f := range []*file{w.articles, w.rejected, w.clusters} {
		if f != nil {
			open = append(open, f)
		}
	}
	return open
}

func (w *writer) write(ctx context.Context, doc *document.Document) error {
	if w.clusters != nil {
		w.groups.add(doc)
	}
	if w.texts != nil && doc.Keep() {
		if err := w.texts.write(doc); err != nil {
			return err
		}
	}
	if w.cfg.Parts != nil {
		if err := w.writePart(ctx, doc); err != nil {
			return err
		}
	} else if doc.Keep() && w.articles != nil {
		return w.article(doc)
	}
	if !doc.Keep() && w.rejected != nil {
		return w.rejected.add(func(dst []byte) []byte { return appendRejected(dst, doc) })
	}
	return nil
}

// article writes the record of a kept document.
func (w *writer) article(doc *document.Document) error {
	if w.rows != nil {
		return w.rows.write(doc)
	}
	if doc.Format == document.FormatArticle && doc.Fields != nil {
		return w.articles.add(func(dst []byte) []byte { return appendFields(dst, doc, w.cfg) })
	}
	return w.articles.add(func(dst []byte) []byte { return appendArticle(dst, doc, &w.fields) })
}

// finish writes what is left; then all files get their names, the articles' last.
func (w *writer) finish() error {
	if w.clusters != nil {
		if err := w.groups.write(w.clusters); err != nil {
			return err
		}
	}
	if w.cfg.Parts != nil {
		if err := w.endPart(); err != nil {
			return err
		}
	}
	for _, f := range w.files() {
		if err := f.finish(); err != nil {
			return err
		}
	}
	for _, f := range slices.Backward(w.files()) {
		if err := f.publish(); err != nil {
			return err
		}
	}
	if w.cfg.Parts != nil {
		return w.cfg.Parts.complete()
	}
	return nil
}

func (w *writer) abort() (err error) {
	for _, f := range w.files() {
		err = errors.Join(err, f.abort())
	}
	return err
}
