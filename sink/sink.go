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

	"winnow/document"
)

// Config says where documents go.
type Config struct {
	Output   string    // file for the articles; "" or "-" for Stdout. A name in .gz or .zst is compressed
	Stdout   io.Writer // where Output is not a file
	Rejected string    // file for the pages that are not in the output; "" for none
	Fields   []string  // keys to write, of Names (of the record itself where it is passed through); nil for all

	// TextField is the key of the text in records that are passed through; "" for "text".
	TextField string
}

// Write takes documents until the stream ends and writes them. It returns the error that ended the stream, or that of
// the first write that failed; then no file has appeared under its name. On Stdout all the articles that were taken
// before the stream's error are written, whole lines only. A reader that closed the pipe shows as syscall.EPIPE.
func Write(ctx context.Context, cfg Config, docs document.Docs) (err error) {
	articles := &file{to: cfg.Stdout}
	if cfg.Output != "" && cfg.Output != "-" && cfg.Output != "/dev/stdout" {
		if articles, err = open(ctx, cfg.Output); err != nil {
			return fmt.Errorf("output: %w", err)
		}
	}
	files := []*file{articles}
	defer func() {
		if err != nil {
			for _, f := range files {
				err = errors.Join(err, f.abort())
			}
		}
	}()
	var rejected *file
	if cfg.Rejected != "" {
		if rejected, err = open(ctx, cfg.Rejected); err != nil {
			return fmt.Errorf("rejected file: %w", err)
		}
		files = append(files, rejected)
	}

	if cfg.TextField == "" {
		cfg.TextField = "text"
	}
	fields := selected(cfg.Fields)
	for doc, err := range docs {
		if err != nil {
			if articles.out == nil {
				err = errors.Join(err, articles.flush())
			}
			return err
		}
		if err := write(articles, rejected, doc, &fields, &cfg); err != nil {
			return fmt.Errorf("write: %w", err)
		}
	}
	for _, f := range files {
		if err := f.finish(); err != nil {
			return fmt.Errorf("write: %w", err)
		}
	}
	for _, f := range files {
		if err := f.publish(); err != nil {
			return fmt.Errorf("write: %w", err)
		}
	}
	return nil
}

func write(articles, rejected *file, doc *document.Document, fields *selection, cfg *Config) error {
	switch {
	case doc.Keep() && doc.Format == document.FormatArticle && doc.Fields != nil:
		return articles.add(func(dst []byte) []byte { return appendFields(dst, doc, cfg.TextField, cfg.Fields) })
	case doc.Keep():
		return articles.add(func(dst []byte) []byte { return appendArticle(dst, doc, fields) })
	case rejected != nil:
		return rejected.add(func(dst []byte) []byte { return appendRejected(dst, doc) })
	}
	return nil
}
