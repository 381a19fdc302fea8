package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"

	"winnow/document"
	"winnow/internal/jsonscan"
	"winnow/internal/utf8check"
)

// The names under which scrapers and corpora store things, the first that is there wins (C4, OSCAR, mC4, CC-Net,
// RedPajama, Scrapy, trafilatura's JSON output and this program's own).
var (
	htmlNames = []string{"html", "raw_html", "html_content", "page_html"}
	textNames = []string{"text", "content", "raw_content", "body", "article", "raw_text"}
	idNames   = []string{"id", "_id", "doc_id", "uuid"}
	urlNames  = []string{"url", "uri", "link", "source_url"}
)

// isJSONLines reports a line that begins with an object. Of a first line longer than the head only the beginning is
// looked at. A file that calls itself a text is believed when its second line is none: some pages begin with code.
func isJSONLines(head []byte, name string) bool {
	line := bytes.TrimLeft(head, " \t\r\n")
	if len(line) < 2 || line[0] != '{' {
		return false
	}
	if _, rest, _ := bytes.Cut(line, []byte("\n")); strings.HasSuffix(name, ".txt") {
		if rest = bytes.TrimLeft(rest, " \t\r\n"); len(rest) > 0 && rest[0] != '{' {
			return false
		}
	}
	i := jsonscan.SkipBlanks(line, 1)
	if i < len(line) && line[i] == '}' {
		return true
	}
	if i >= len(line) || line[i] != '"' {
		return false
	}
	end, ok := jsonscan.SkipString(line, i)
	if !ok {
		return false
	}
	end = jsonscan.SkipBlanks(line, end)
	return end < len(line) && line[end] == ':'
}

// readJSONLines emits a document for each line with something on it.
func readJSONLines(s *stream) {
	r := &blockReader{s: s, lines: lineReader{limit: s.cfg.Limits.RecordBytes}}
	s.inOrder(r.next)
}

// blockReader cuts a stream into blocks of whole lines.
type blockReader struct {
	s              *stream
	lines          lineReader
	offset, number int64 // of the next line
	ended          bool
}

// block is some lines with something on them. Articles in them borrow its memory, so that it stays in the processor's cache: a
// new place for each text and each line costs a tenth of the time of deduplication.
type block struct {
	buf   []byte
	lines []lineAt
	texts []byte // of the articles, one behind the other
	lent  atomic.Int64

	fields fields // of the object at hand
}

// Return takes memory back that was lent to a document, or the block from whoever makes its documents.
func (b *block) Return() {
	if b.lent.Add(-1) == 0 && cap(b.buf) <= scratchMax && cap(b.texts) <= scratchMax {
		blocks.Put(b)
	}
}

// article makes d the article of an object that stands in the block.
func (b *block) article(d *document.Document, text *field, object []byte) {
	from := len(b.texts)
	b.texts = jsonscan.Append(b.texts, text.value)
	b.lent.Add(1)
	d.ReadArticle(asString(b.texts[from:]), object[:len(object):len(object)], text.member)
	d.Borrow(b)
}

// asString returns bytes that are not written to any more as a string.
func asString(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

type lineAt struct {
	from, to       int // in buf
	offset, number int64
	bytes          int64 // with the line's end
	err            error // what kept the line from being read
}

var blocks = sync.Pool{New: func() any { return new(block) }}

// next returns what makes documents of the next block: of the lines that have been read from the file already, and of one
// at least. Who writes into a pipe line by line is not kept waiting for a block to be full.
func (r *blockReader) next() *piece {
	if r.ended {
		return nil
	}
	b := blocks.Get().(*block)
	b.buf, b.lines, b.texts = b.buf[:0], b.lines[:0], b.texts[:0]
	b.lent.Store(1)
	for waiting := int64(-1); waiting != 0; {
		line, n, err := r.lines.next(r.s.Reader)
		if waiting -= n; waiting < 0 { // behind the first line: whole ones that need no reading
			there, _ := r.s.Peek(r.s.Buffered())
			waiting = int64(bytes.LastIndexByte(there, '\n') + 1)
		}
		at := lineAt{from: len(b.buf), offset: r.offset, bytes: n}
		r.offset += n
		if err != nil && err != io.EOF {
			at.err = err
		}
		if at.err != nil || len(bytes.TrimSpace(line)) > 0 {
			r.number++
			b.buf = append(b.buf, line...)
			at.to, at.number = len(b.buf), r.number
			b.lines = append(b.lines, at)
		}
		var over *limitError
		if err != nil && !(errors.As(err, &over) && r.lines.whole) {
			r.ended = true
			break
		}
	}
	return &piece{work: func(emit func(*document.Document)) {
		b.texts = slices.Grow(b.texts, len(b.buf)) // what stands in a line is never shorter
		for _, at := range b.lines {
			d := r.s.unnamed(at.number, at.offset)
			d.Bytes = at.bytes
			if at.err != nil {
				fail(d, at.err)
			} else {
				r.s.readRecord(d, b.buf[at.from:at.to], b)
			}
			r.s.identify(d)
			emit(d)
		}
		b.Return()
	}}
}

// lineReader reads lines of any length up to a limit.
type lineReader struct {
	limit int64
	whole bool // the line that was over the limit has been skipped to its end: the next call goes on behind it
	buf   []byte
}

// next returns the next line without its end, and the bytes that it took. The line is valid until the next call. At
// the end of the input err is io.EOF and the line may still hold something.
func (l *lineReader) next(r *bufio.Reader) (line []byte, n int64, err error) {
	if cap(l.buf) > scratchMax {
		l.buf = nil
	}
	l.buf, l.whole = l.buf[:0], false
	var over error
	for {
		part, err := r.ReadSlice('\n')
		n += int64(len(part))
		if err == nil && len(l.buf) == 0 && over == nil {
			return trimEnd(part), n, nil
		}
		if over == nil {
			l.buf = append(l.buf, part...)
			if int64(len(l.buf)) > l.limit {
				l.buf, over = nil, tooLarge("bytes in a line", l.limit)
			}
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case over != nil && err == nil:
			l.whole = true
			return nil, n, over
		case over != nil && err == io.EOF:
			return nil, n, over
		default:
			return trimEnd(l.buf), n, err
		}
	}
}

func trimEnd(line []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
}

// readRecord fills d from a JSON object, which stands in the block unless that is nil. Nothing of line is kept but what d
// borrows of the block.
func (s *stream) readRecord(d *document.Document, line []byte, from *block) {
	if limit := s.cfg.Limits.RecordBytes; int64(len(line)) > limit { // within what is read at once
		fail(d, tooLarge("bytes in a record", limit))
		return
	}
	object := bytes.TrimPrefix(bytes.TrimSpace(line), []byte("\xEF\xBB\xBF"))
	if !utf8check.Valid(object) {
		object = bytes.ToValidUTF8(object, []byte("\uFFFD"))
		d.Warnings = append(d.Warnings, "JSON is not valid UTF-8, bytes replaced by U+FFFD")
	}
	var f *fields
	if from != nil {
		f = &from.fields
		*f = fields{}
	} else {
		f = new(fields)
	}
	f.names(s.cfg)
	end, err := jsonscan.Members(object, f.take)
	if err == nil && len(bytes.TrimSpace(object[end:])) > 0 {
		err = errors.New("more than one JSON value in a line")
	}
	if err != nil {
		d.Fail(document.ReasonCorrupt, err.Error())
		return
	}
	if id := jsonscan.Scalar(f.id.value); id != "" {
		d.ID = id
	}
	d.URL, _ = jsonscan.String(f.url.value)
	d.TemplateSite = jsonscan.Scalar(f.template.value)
	s.takeContent(d, f, object, from)
	switch {
	case !s.cfg.Meta:
	case d.Raw != nil:
		d.Meta = f.others(object)
	case d.Format == document.FormatArticle && d.Keep():
		d.Meta = f.foreign(object)
	}
}

// takeContent decides whether the record is a page with markup, a text to be cleaned, or an article that is finished.
// A field that the user named is believed; a guessed field that usually holds text is a page when its value has markup.
// Where articles were promised a text is one whatever stands beside it and however it begins, and a page is none.
func (s *stream) takeContent(d *document.Document, f *fields, object []byte, from *block) {
	page, isPage := f.html.value, jsonscan.IsText(f.html.value)
	isText := jsonscan.IsText(f.text.value)
	articles := s.cfg.Format == document.FormatArticle
	if isPage && !articles && !(isText && (s.cfg.TextField != "" && s.cfg.HTMLField == "" || s.cfg.Format == document.FormatText)) {
		f.page = &f.html
		m := document.NewMemory(len(page))
		d.Format = document.FormatHTML
		d.SetRaw(jsonscan.Append(m.Bytes[:0], page), m)
	} else if isText {
		f.page = &f.text
		isArticle := articles || s.cfg.Format != document.FormatText && f.isRecord()
		mayBePage := !articles && s.cfg.TextField == "" && f.text.rank > 0
		if s.cfg.Format == document.FormatHTML || mayBePage || !isArticle || from == nil {
			s.takeText(d, f, object, isArticle, mayBePage)
		} else {
			from.article(d, &f.text, object)
			f.article(d)
		}
	} else {
		detail := noContent(s.cfg)
		if isPage && s.cfg.TextField == "" {
			detail = onlyPage
		}
		d.Reject(ReasonUnsupported, detail)
		return
	}
	if d.Format == document.FormatArticle && strings.TrimSpace(d.Text) == "" {
		if isPage {
			d.Reject(ReasonUnsupported, onlyPage)
		}
		d.Reject(document.ReasonEmpty, "") // as extraction does with a page that says nothing
	}
	if !s.fits(d, &d.Raw) || int64(len(d.Text)) > s.cfg.Limits.PageBytes {
		d.Raw, d.Text, d.Fields = nil, "", nil
		d.Reject(document.ReasonTooLarge, tooLarge("bytes", s.cfg.Limits.PageBytes).Error())
	}
}

// takeText takes the text as d's own.
func (s *stream) takeText(d *document.Document, f *fields, object []byte, isArticle, mayBePage bool) {
	text := jsonscan.Append(nil, f.text.value)
	switch {
	case s.cfg.Format == document.FormatHTML || mayBePage && isHTML(text[:min(len(text), headSize)], ""):
		d.Format, d.Raw = document.FormatHTML, text
		return
	case isArticle:
		d.ReadArticle(asString(text), bytes.Clone(object), f.text.member)
	default:
		d.Format, d.Raw, d.Charset = document.FormatText, text, "utf-8"
	}
	f.article(d)
}

// onlyPage is said of a page where articles were promised.
const onlyPage = "holds a page: extract it first"

// noContent says what was looked for.
func noContent(cfg *Config) string {
	var named []string
	for _, name := range []string{cfg.HTMLField, cfg.TextField} {
		if name != "" {
			named = append(named, strconv.Quote(name))
		}
	}
	if len(named) > 0 {
		return "no field " + strings.Join(named, " or ") + " with a string"
	}
	return "no field with a page or a text"
}

// A field is the best value so far for something that has several names.
type field struct {
	names  []string
	rank   int // index of the name that value was found under
	member int // number of the member that value is of, from 1
	value  []byte
}

func (f *field) take(member int, key, value []byte) {
	rank := slices.Index(f.names, string(key))
	if rank < 0 {
		return
	}
	better := rank < f.rank && !isEmptyValue(value)
	if f.value == nil || isEmptyValue(f.value) || better || rank == f.rank { // of equal names the last counts
		f.rank, f.member, f.value = rank, member, value
	}
}

func isEmptyValue(v []byte) bool { return string(v) == "null" || string(v) == `""` }

// fields collects from an object what a document has a place for.
type fields struct {
	html, text, id, url, template                 field
	page                                          *field // the one of html and text that was taken
	title, author, date, lang, site, kind, credit []byte
	comments                                      []byte

	// How far the keys have been those of an article record, in the order in which winnow writes them: keys seen, and
	// the place in document.RecordNames behind the last of them, -1 behind a key that is none.
	seen, place int
}

// isRecord reports whether the object is an article that winnow wrote with all its fields: its keys and no others, in
// its order, from id to source. Such a text is clean, and stays as it is.
func (f *fields) isRecord() bool { return f.seen > 0 && f.place == len(document.RecordNames) }

// follow moves f.place behind a key.
func (f *fields) follow(key []byte) {
	f.seen++
	if f.place < 0 || f.seen == 1 && string(key) != document.RecordNames[0] {
		f.place = -1
		return
	}
	if i := slices.Index(document.RecordNames[f.place:], string(key)); i >= 0 {
		f.place += i + 1
	} else if name := string(key); name != document.RepeatedName && name != document.MetaName {
		f.place = -1
	}
}

func (f *fields) names(cfg *Config) {
	choose := func(name string, usual []string) []string {
		if name != "" {
			return []string{name}
		}
		return usual
	}
	f.html.names = choose(cfg.HTMLField, htmlNames)
	f.text.names = choose(cfg.TextField, textNames)
	f.id.names = choose(cfg.IDField, idNames)
	f.url.names = choose(cfg.URLField, urlNames)
	f.template.names = choose(cfg.SiteField, nil)
}

func (f *fields) take(key, value []byte) {
	member := f.seen + 1
	f.html.take(member, key, value)
	f.text.take(member, key, value)
	f.id.take(member, key, value)
	f.url.take(member, key, value)
	f.template.take(member, key, value)
	f.follow(key)
	switch string(key) {
	case "title":
		f.title = value
	case "author":
		f.author = value
	case "date":
		f.date = value
	case "lang":
		f.lang = value
	case "site":
		f.site = value
	case "type":
		f.kind = value
	case "credit":
		f.credit = value
	case "comments":
		f.comments = value
	}
}

// others returns the members of an object that are neither the page itself nor its id and address, as an object.
func (f *fields) others(object []byte) []byte {
	return f.rest(object, func([]byte, []byte) bool { return false })
}

// foreign returns the members of an article's object that the columns of a row have no place for, as an object; nil when
// there are none. What was kept so before comes out as it was, from a column too, where it is a string.
func (f *fields) foreign(object []byte) []byte {
	n := 0
	var kept []byte
	rest := f.rest(object, func(key, value []byte) bool {
		switch name := string(key); name {
		case "id", "url", "text": // by other names, maybe
		case document.MetaName:
			kept = value
		default:
			if slices.Contains(document.RecordNames, name) && (jsonscan.IsText(value) || string(value) == "null") {
				return true
			}
		}
		n++
		return false
	})
	if n == 0 {
		return nil
	}
	if text, isText := jsonscan.String(kept); isText {
		kept = []byte(text)
	}
	if n == 1 && len(kept) > 0 && kept[0] == '{' && json.Valid(kept) {
		return bytes.Clone(kept)
	}
	return rest
}

// rest returns the members of an object that are neither the page itself nor its id and address, and that without does
// not name.
func (f *fields) rest(object []byte, without func(key, value []byte) bool) []byte {
	rest := []byte{'{'}
	_, _ = jsonscan.Members(object, func(key, value []byte) {
		for _, taken := range []*field{f.page, &f.id, &f.url} {
			if taken.value != nil && taken.names[taken.rank] == string(key) {
				return
			}
		}
		if without(key, value) {
			return
		}
		if len(rest) > 1 {
			rest = append(rest, ',')
		}
		rest = append(append(append(append(rest, '"'), key...), '"', ':'), value...)
	})
	rest = append(rest, '}')
	var line bytes.Buffer // of an object that is printed over several lines
	if bytes.IndexByte(rest, '\n') >= 0 && json.Compact(&line, rest) == nil {
		return line.Bytes()
	}
	return rest
}

// article fills what the record says about its text.
func (f *fields) article(d *document.Document) {
	d.Title, _ = jsonscan.String(f.title)
	d.Author, _ = jsonscan.String(f.author)
	d.Date, _ = jsonscan.String(f.date)
	d.Lang, _ = jsonscan.String(f.lang)
	d.Site, _ = jsonscan.String(f.site)
	d.Type, _ = jsonscan.String(f.kind)
	d.Credit, _ = jsonscan.String(f.credit)
	if d.Format == document.FormatArticle {
		d.Comments, _ = jsonscan.String(f.comments)
	}
}
