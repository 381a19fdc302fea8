// Package source turns files, directories and streams into documents.
//
// A file's compression and format are recognised by content first and by name second, so a directory may hold pages,
// dumps and archives side by side: HTML and plain text, JSON lines and arrays, WARC (with WET and WACZ), zip and tar
// archives, MHTML, each also compressed by gzip, zstd or bzip2. See formats.go for how one is added.
//
// Whatever is wrong with one file or one record is a verdict on its document; the stream of documents goes on.
// Documents come in a stable order: inputs as given, directories by name, records as they stand in their file.
//
// # Identifiers
//
// A page's id is the record's own id where it has one (the id field of JSON, WARC-Record-ID). Else it is the file's
// path relative to the input directory (the base name where the input is a file) without compression and format
// endings; a member of an archive adds a slash and its path as it stands there, a record of a file of many "#" and its
// number.
//
// Files of one directory whose ids would be the same (story.html beside story.txt) keep their endings; where several
// inputs are given, the ids of directories begin with the directory's name, and inputs of the same name are told apart
// by their paths as given. Ids that records bring along are not looked at: two records may share one.
package source

import (
	"context"
	"io"
	"sync/atomic"

	"winnow/document"
)

// Reasons of files that hold no page; those of WARC records stand beside their reader.
const (
	ReasonUnsupported document.Reason = "unsupported" // recognised, and no page: style sheets, pictures, PDF
	ReasonPanic       document.Reason = "panic"       // a bug in a reader or in a library that it uses
)

// Limits bound what a hostile or broken file can cost. Over a limit the page or record is rejected by name and the
// run goes on.
type Limits struct {
	PageBytes   int64 // bytes of one page, decompressed
	RecordBytes int64 // bytes of one record as it stands in its file: a line of JSON, a WARC record with its headers
	HeaderBytes int   // bytes of the headers of one record
	Ratio       int64 // decompressed bytes for one compressed byte, over a whole file
	Depth       int   // archives within archives
	Records     int64 // records of one file; 0 for no limit
	Cut         bool  // pages of more than PageBytes are cut there rather than rejected
}

// DefaultLimits returns limits that no honest page reaches: Common Crawl cuts pages off at 5 MiB (1 MiB until 2025),
// JSON writes a character of text in two or three bytes on the average where it escapes all that is not ASCII, and the
// most repetitive of real dumps compress by about 1:100 (deflate itself by 1:1032 at most).
func DefaultLimits() Limits {
	return Limits{PageBytes: 20 << 20, RecordBytes: 64 << 20, HeaderBytes: 256 << 10, Ratio: 500, Depth: 3}
}

// Config says how inputs are read. The zero value reads everything by content.
type Config struct {
	Stdin  io.Reader       // what the input "-" stands for
	Format document.Format // FormatHTML, FormatText: every page is one; FormatArticle: every file is JSON lines of finished articles; else by content

	// Names of fields in JSON lines. Empty: the usual names are tried (see jsonl.go).
	HTMLField, TextField, IDField, URLField string

	SiteField string // the field of JSON lines that names the site of a page, for templates; "" for none

	Meta bool // keep what else stands in a JSON object or a row beside a page, in Document.Meta

	// For engines that hand out an input in parts. Name and ID are what the only input is called in the origins of its
	// documents and in their ids, whatever it is called here; Skipped is how many records stand before its first one; Lines
	// says that every input is JSON lines, whatever its first line looks like.
	Name, ID string
	Skipped  int64
	Lines    bool

	Exclude []string      // paths that are not read, such as the run's own output
	Read    *atomic.Int64 // is raised by the bytes taken from files, as stored; may be nil
	Workers int           // files read and decompressed at the same time; 0 means 1
	Limits  Limits        // zero fields mean the defaults
}

func (l Limits) orDefaults() Limits {
	d := DefaultLimits()
	set := func(p *int64, v int64) {
		if *p <= 0 {
			*p = v
		}
	}
	set(&l.PageBytes, d.PageBytes)
	set(&l.RecordBytes, d.RecordBytes)
	set(&l.Ratio, d.Ratio)
	if l.HeaderBytes <= 0 {
		l.HeaderBytes = d.HeaderBytes
	}
	if l.Depth <= 0 {
		l.Depth = d.Depth
	}
	return l
}

// Open returns the documents of the inputs: files, directories (read recursively; hidden entries, devices and pipes in
// them are skipped) and "-" for cfg.Stdin. The only error that the stream ends with is ctx's. The stream can be walked
// once.
func Open(ctx context.Context, inputs []string, cfg Config) document.Docs {
	cfg.Limits = cfg.Limits.orDefaults()
	return func(yield func(*document.Document, error) bool) {
		var ordinal int64
		stopped := false // by the consumer, who must not be called again
		readFiles(ctx, &cfg, walk(inputs, &cfg), func(d *document.Document) bool {
			if ctx.Err() != nil {
				return false
			}
			d.Ordinal = ordinal
			ordinal++
			stopped = !yield(d, nil)
			return !stopped
		})
		if err := ctx.Err(); err != nil && !stopped {
			yield(nil, err)
		}
	}
}
