package sink

import (
	"context"
	"io"

	"winnow/document"
)

// OneToOne writes a line for each document, kept or not, in the order of the stream: what a grouping engine takes.
//
//	{"config":"…","id":"…","source":"…","article":{…}}
//	{"config":"…","id":"…","source":"…","rejected":{…}}
//
// The article is the record as Write would write it, byte for byte, and rejected the line of the rejected file. config
// is left out where it is "". cfg.Fields means what it means to Write.
func OneToOne(ctx context.Context, to io.Writer, cfg Config, config string, docs document.Docs) error {
	out := &file{to: to, flushAt: oneToOneFlush}
	for doc, err := range docs {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if err := out.add(func(dst []byte) []byte { return AppendOneToOne(dst, &cfg, config, doc) }); err != nil {
			return err
		}
	}
	return out.flush()
}

// oneToOneFlush is the size from which lines are handed on: what an engine has handed in and not got back waits in its
// memory.
const oneToOneFlush = 64 << 10

// AppendOneToOne appends the line of one document (see OneToOne) and a line feed.
func AppendOneToOne(dst []byte, cfg *Config, config string, d *document.Document) []byte {
	dst = append(dst, '{')
	start := len(dst)
	if config != "" {
		dst = appendString(appendKey(dst, start, "config"), config)
	}
	dst = appendString(appendKey(dst, start, "id"), d.ID)
	dst = appendSource(appendKey(dst, start, "source"), d.Origin)
	switch {
	case !d.Keep():
		dst = appendRejected(appendKey(dst, start, "rejected"), d)
	case d.Format == document.FormatArticle && d.Fields != nil:
		dst = appendFields(appendKey(dst, start, "article"), d, cfg)
	default:
		fields := selected(cfg.Fields)
		dst = appendArticle(appendKey(dst, start, "article"), d, &fields)
	}
	return append(dst[:len(dst)-1], '}', '\n')
}

// AppendString appends s as a JSON string, as it stands in records.
func AppendString(dst []byte, s string) []byte { return appendString(dst, s) }
