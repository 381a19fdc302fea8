package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/parquet-go/parquet-go"
	pqformat "github.com/parquet-go/parquet-go/format"

	"winnow/document"
)

func isParquet(head []byte, _ string) bool { return bytes.HasPrefix(head, []byte("PAR1")) }

// readParquet emits a document for each row, as if it were a JSON object in a file of JSON lines. Only the columns that
// are needed are read: where there is one with pages and no articles were promised, that one, ids and addresses; else all
// that hold one value a row, so that articles keep their fields. Row groups are read one after the other, a page of each
// column at a time.
func readParquet(s *stream) {
	content, size, err := s.whole()
	if err != nil {
		s.emit(fail(s.page(), err))
		return
	}
	// A directory that lies about places leads to reads beyond the ends: those are the file's fault, not the disk's.
	file, columns, err := openParquet(content, size, s.cfg)
	if err != nil {
		s.emit(fail(s.page(), named("parquet", err)))
		return
	}
	if err := checkRatio(file.Metadata(), min(size, s.growth.stored), s.cfg.Limits.Ratio); err != nil {
		s.emit(fail(s.page(), err))
		return
	}
	var number int64
	left := size
	for i, group := range file.RowGroups() {
		for _, c := range columns {
			if err := checkPages(content, &file.Metadata().RowGroups[i].Columns[c.index].MetaData, group.NumRows(), &left, &s.cfg.Limits); err != nil {
				s.emit(fail(s.record(number+1, 0), named("parquet", err)))
				return
			}
		}
		if !readRowGroup(s, group, columns, &number) {
			return
		}
	}
}

func openParquet(content io.ReaderAt, size int64, cfg *Config) (file *parquet.File, columns []parquetColumn, err error) {
	defer recovered(&err)
	if err := checkFooter(content, size, cfg.Limits.RecordBytes); err != nil {
		return nil, nil, err
	}
	file, err = parquet.OpenFile(io.NewSectionReader(content, 0, size), size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, nil, err
	}
	return file, parquetColumns(file, cfg), nil
}

// recovered makes an error of a panic in the library, which trusts what a file states of its parts.
func recovered(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("damaged: %v", r)
	}
}

// checkRatio refuses a file that says it is larger than any honest one of so many stored bytes can be.
func checkRatio(file *pqformat.FileMetaData, stored, ratio int64) error {
	var unpacked, rows int64
	for _, group := range file.RowGroups {
		rows += group.NumRows // runs of equal values may say many rows in a few bytes
		if group.NumRows < 0 || rows < 0 || rows/ratio > stored {
			return tooLarge("rows for one byte", ratio)
		}
		for i := range group.Columns {
			unpacked += group.Columns[i].MetaData.TotalUncompressedSize
			if unpacked < 0 || unpacked/ratio > stored {
				return tooLarge("bytes for one compressed byte", ratio)
			}
		}
	}
	return nil
}

// A parquetColumn is a column with one value a row.
type parquetColumn struct {
	index int    // among the leaves
	key   []byte // as JSON, with the colon
	write func(dst []byte, v parquet.Value) []byte
}

// parquetColumns returns the columns to read.
func parquetColumns(file *parquet.File, cfg *Config) (columns []parquetColumn) {
	var f fields
	f.names(cfg)
	schema := file.Schema()
	pages := -1 // rank of the best column with pages
	for rank, name := range f.html.names {
		if leaf, ok := schema.Lookup(name); ok && leaf.MaxRepetitionLevel == 0 && pages < 0 && cfg.TextField == "" && cfg.Format != document.FormatArticle {
			pages = rank
		}
	}
	for _, path := range schema.Columns() {
		leaf, ok := schema.Lookup(path...)
		if !ok || len(path) != 1 || leaf.MaxRepetitionLevel > 0 {
			continue
		}
		name := path[0]
		if pages >= 0 && !cfg.Meta && name != f.html.names[pages] && !slices.Contains(f.id.names, name) && !slices.Contains(f.url.names, name) && !slices.Contains(f.template.names, name) {
			continue
		}
		write := jsonWriter(leaf.Node.Type())
		if write == nil {
			continue
		}
		columns = append(columns, parquetColumn{leaf.ColumnIndex, append(appendJSON(nil, name), ':'), write})
	}
	return columns
}

// jsonWriter returns how values of a type are written as JSON, nil for types without a sensible way.
func jsonWriter(t parquet.Type) func([]byte, parquet.Value) []byte {
	if logical := t.LogicalType(); logical != nil {
		switch logical := logical.Value.(type) {
		case *pqformat.DecimalType, *pqformat.Float16Type, *pqformat.TimeType:
			return nil
		case *pqformat.IntType:
			if !logical.IsSigned && t.Kind() == parquet.Int32 {
				return func(dst []byte, v parquet.Value) []byte { return strconv.AppendUint(dst, uint64(v.Uint32()), 10) }
			}
			if !logical.IsSigned && t.Kind() == parquet.Int64 {
				return func(dst []byte, v parquet.Value) []byte { return strconv.AppendUint(dst, v.Uint64(), 10) }
			}
		case *pqformat.DateType:
			return func(dst []byte, v parquet.Value) []byte {
				return time.Unix(int64(v.Int32())*24*60*60, 0).UTC().AppendFormat(dst, `"2006-01-02"`)
			}
		case *pqformat.TimestampType:
			if logical.Unit.Value == nil {
				return nil
			}
			unit := int64(logical.Unit.Value.Duration())
			second := int64(time.Second) / unit
			return func(dst []byte, v parquet.Value) []byte {
				n := v.Int64()
				return time.Unix(n/second, n%second*unit).UTC().AppendFormat(dst, `"2006-01-02T15:04:05Z"`)
			}
		}
	}
	switch t.Kind() {
	case parquet.Boolean:
		return func(dst []byte, v parquet.Value) []byte { return strconv.AppendBool(dst, v.Boolean()) }
	case parquet.Int32:
		return func(dst []byte, v parquet.Value) []byte { return strconv.AppendInt(dst, int64(v.Int32()), 10) }
	case parquet.Int64:
		return func(dst []byte, v parquet.Value) []byte { return strconv.AppendInt(dst, v.Int64(), 10) }
	case parquet.Float:
		return func(dst []byte, v parquet.Value) []byte { return appendFloat(dst, float64(v.Float()), 32) }
	case parquet.Double:
		return func(dst []byte, v parquet.Value) []byte { return appendFloat(dst, v.Double(), 64) }
	case parquet.ByteArray:
		return func(dst []byte, v parquet.Value) []byte { return appendJSON(dst, string(v.ByteArray())) }
	}
	return nil
}

func appendFloat(dst []byte, f float64, bits int) []byte {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return append(dst, "null"...)
	}
	return strconv.AppendFloat(dst, f, 'g', -1, bits)
}

// appendJSON appends a JSON string; invalid UTF-8 in it becomes U+FFFD.
func appendJSON(dst []byte, s string) []byte {
	buf := bytes.NewBuffer(dst)
	encoder := json.NewEncoder(buf)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(s) // of a string into memory: cannot fail
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n"))
}

// readRowGroup emits the documents of a row group and reports whether more are wanted and can be had. Whatever is wrong
// with a column is a verdict on the row at which it shows.
func readRowGroup(s *stream, group parquet.RowGroup, columns []parquetColumn, number *int64) bool {
	chunks := group.ColumnChunks()
	cursors := make([]cursor, len(columns))
	for i, c := range columns {
		cursors[i].pages = chunks[c.index].Pages()
		defer cursors[i].close()
	}
	var object []byte
	for range group.NumRows() {
		*number++
		d := s.record(*number, 0)
		object = append(object[:0], '{')
		var err error
		for i := range columns {
			var v parquet.Value
			if v, err = cursors[i].next(); err != nil {
				break
			}
			if v.IsNull() {
				continue
			}
			if len(object) > 1 {
				object = append(object, ',')
			}
			object = columns[i].write(append(object, columns[i].key...), v)
		}
		object = append(object, '}')
		d.Bytes = int64(len(object))
		switch {
		case err != nil:
			s.emit(fail(d, named("parquet", err)))
			return false
		case d.Bytes > s.cfg.Limits.RecordBytes:
			fail(d, tooLarge("bytes in a row", s.cfg.Limits.RecordBytes))
		default:
			s.readRecord(d, object, nil)
		}
		if cap(object) > scratchMax {
			object = nil
		}
		if !s.emit(d) {
			return false
		}
	}
	return true
}

// cursor reads the values of a column one by one.
type cursor struct {
	pages  parquet.Pages
	page   parquet.Page
	values parquet.ValueReader
	buf    [64]parquet.Value
	have   []parquet.Value
}

var errShortColumn = errors.New("a column ends before the others")

// next returns the next value, which is valid until the call after it.
func (c *cursor) next() (parquet.Value, error) {
	if len(c.have) == 0 {
		if err := c.fill(); err != nil {
			return parquet.Value{}, err
		}
	}
	v := c.have[0]
	c.have = c.have[1:]
	return v, nil
}

// fill reads one value or more.
func (c *cursor) fill() (err error) {
	defer recovered(&err)
	for len(c.have) == 0 {
		if c.values == nil {
			c.release()
			page, err := c.pages.ReadPage()
			if err == io.EOF {
				return errShortColumn
			}
			if err != nil {
				return fmt.Errorf("page: %w", err)
			}
			c.page, c.values = page, page.Values()
		}
		n, err := c.values.ReadValues(c.buf[:])
		c.have = c.buf[:n]
		if err == io.EOF {
			c.values = nil
		} else if err != nil {
			return fmt.Errorf("values: %w", err)
		} else if n == 0 {
			return io.ErrNoProgress
		}
	}
	return nil
}

func (c *cursor) release() {
	if c.page != nil {
		parquet.Release(c.page)
		c.page = nil
	}
}

func (c *cursor) close() {
	c.release()
	_ = c.pages.Close()
}
