package sink

import (
	"strings"

	"github.com/parquet-go/parquet-go"

	"winnow/document"
	"winnow/internal/jsonscan"
)

// parquetRow is an article as a row of a Parquet file. The schema is the same in every file: columns that are absent in
// an article, or not among the fields asked for, are null. Other fields of a record that is passed through are in its Meta,
// if the source was asked to keep them.
type parquetRow struct {
	ID       string  `parquet:"id,optional,zstd"`
	URL      string  `parquet:"url,optional,zstd"`
	Title    string  `parquet:"title,optional,zstd"`
	Author   string  `parquet:"author,optional,zstd"`
	Date     string  `parquet:"date,optional,zstd"`
	Lang     string  `parquet:"lang,optional,dict,zstd"`
	Site     string  `parquet:"site,optional,dict,zstd"`
	Type     string  `parquet:"type,optional,dict,zstd"`
	Text     string  `parquet:"text,optional,zstd"`
	Comments string  `parquet:"comments,optional,zstd"`
	Credit   string  `parquet:"credit,optional,dict,zstd"`
	Source   string  `parquet:"source,optional,zstd"`
	Repeated []int32 `parquet:"repeated_paragraphs,list,zstd"`
	Meta     string  `parquet:"meta,optional,zstd"`
}

// rowGroupBytes of values are held until they are written as a row group: what a reader has to hold of a column at
// once, and what this writer holds.
const rowGroupBytes = 32 << 20

// parquetRows writes articles as rows.
type parquetRows struct {
	w      *parquet.GenericWriter[parquetRow]
	fields *selection
	bytes  int
	row    [1]parquetRow
}

// newParquetRows writes to a file, which closes it.
func newParquetRows(f *file, fields *selection) *parquetRows {
	w := parquet.NewGenericWriter[parquetRow](f.to, parquet.CreatedBy("winnow", "1", ""),
		// A text says nothing as the least or greatest of its page, and whole texts would stand in the index.
		parquet.SkipPageBounds("text"), parquet.SkipPageBounds("comments"), parquet.DataPageStatistics(false))
	f.closers = append(f.closers, w)
	return &parquetRows{w: w, fields: fields}
}

func (p *parquetRows) write(d *document.Document) error {
	r := &p.row[0]
	*r = parquetRow{}
	source, _ := jsonscan.String(appendSource(nil, d.Origin))
	if d.Format == document.FormatArticle { // the record's own, as it is in JSON lines
		_, _ = jsonscan.Members(d.Fields, func(key, value []byte) {
			if own, isText := jsonscan.String(value); isText && string(key) == "source" {
				source = own
			}
		})
	}
	values := [...]string{d.ID, d.URL, d.Title, d.Author, d.Date, d.Lang, d.Site, d.Type, d.Text, d.Comments, d.Credit, source}
	columns := [...]*string{&r.ID, &r.URL, &r.Title, &r.Author, &r.Date, &r.Lang, &r.Site, &r.Type, &r.Text, &r.Comments, &r.Credit, &r.Source}
	for i, value := range values {
		if p.fields[i] {
			*columns[i] = strings.ToValidUTF8(value, "\uFFFD")
			p.bytes += len(value)
		}
	}
	r.Meta = string(d.Meta)
	p.bytes += len(d.Meta)
	for _, n := range d.RepeatedParagraphs {
		r.Repeated = append(r.Repeated, int32(n))
	}
	if _, err := p.w.Write(p.row[:]); err != nil {
		return err
	}
	if p.bytes < rowGroupBytes {
		return nil
	}
	p.bytes = 0
	return p.w.Flush()
}
