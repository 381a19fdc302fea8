package source

import (
	"bytes"
	"errors"
	"io"
	"path"
	"strconv"
	"sync"

	"winnow/document"
)

func readHTML(s *stream) { s.emit(readPage(s, document.FormatHTML)) }
func readText(s *stream) { s.emit(readPage(s, document.FormatText)) }

// readPage returns the stream as one page.
func readPage(s *stream, f document.Format) *document.Document {
	d := s.page()
	d.Format = f
	if err := s.readBody(d, s, s.size); err != nil {
		return fail(d, err)
	}
	d.Bytes = int64(len(d.Raw))
	return d
}

// readBody reads the page of d from r, of the given size or of an unknown one when it is -1.
func (s *stream) readBody(d *document.Document, r io.Reader, size int64) error {
	limit := s.cfg.Limits.PageBytes
	if s.cfg.Limits.Cut {
		limit++
		r, size = io.LimitReader(r, limit), -1
	}
	m, err := readAll(r, size, limit)
	if err != nil {
		return err
	}
	d.SetRaw(m.Bytes, m)
	if s.cfg.Limits.Cut {
		s.fits(d, &d.Raw)
	}
	return nil
}

// fits checks the size of a page. One that is too large is cut, with a warning, or rejected.
func (s *stream) fits(d *document.Document, page *[]byte) bool {
	limit := s.cfg.Limits.PageBytes
	switch {
	case int64(len(*page)) <= limit:
		return true
	case s.cfg.Limits.Cut:
		*page = (*page)[:limit:limit]
		d.Warnings = append(d.Warnings, "the page is cut off behind "+strconv.FormatInt(limit, 10)+" bytes")
		return true
	}
	d.Reject(document.ReasonTooLarge, tooLarge("bytes", limit).Error())
	return false
}

// scratch holds what a page is read into while its length isn't known; larger buffers are left to the collector.
var scratch = sync.Pool{New: func() any { return new([]byte) }}

const scratchMax = 4 << 20

// readAll reads to the end, at most limit bytes.
func readAll(r io.Reader, size, limit int64) (*document.Memory, error) {
	if size > limit {
		return nil, tooLarge("bytes", limit)
	}
	if size >= 0 { // one byte more, to see the end of a file that has kept its size
		m := document.NewMemory(int(size) + 1)
		n, err := io.ReadFull(r, m.Bytes)
		if err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) && isShort(err) {
			m.Bytes = m.Bytes[:n]
			return m, nil
		}
		if err != nil {
			return nil, err
		}
		rest, err := readAll(r, -1, limit-int64(n))
		if err != nil {
			return nil, err
		}
		whole := document.NewMemory(n + len(rest.Bytes))
		copy(whole.Bytes[copy(whole.Bytes, m.Bytes):], rest.Bytes)
		return whole, nil
	}
	buf := scratch.Get().(*[]byte)
	defer func() {
		if cap(*buf) <= scratchMax {
			scratch.Put(buf)
		}
	}()
	b := (*buf)[:0]
	for {
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
		n, err := r.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		*buf = b
		switch {
		case int64(len(b)) > limit:
			return nil, tooLarge("bytes", limit)
		case err == io.EOF:
			m := document.NewMemory(len(b))
			copy(m.Bytes, b)
			return m, nil
		case err != nil:
			return nil, err
		}
	}
}

// isShort tells the end of a file from the same error of a decoder, which comes wrapped with its name.
func isShort(err error) bool {
	var layer *namedError
	return !errors.As(err, &layer)
}

// startTags are what pages without a doctype begin with (https://mimesniff.spec.whatwg.org, section 7.1, and what a
// saved fragment begins with).
var startTags = [][]byte{
	[]byte("<!doctype"), []byte("<html"), []byte("<head"), []byte("<script"), []byte("<iframe"), []byte("<h1"),
	[]byte("<div"), []byte("<font"), []byte("<table"), []byte("<a"), []byte("<style"), []byte("<title"), []byte("<b"),
	[]byte("<body"), []byte("<br"), []byte("<p"), []byte("<!--"), []byte("<?xml"), []byte("<meta"), []byte("<link"),
	[]byte("<article"), []byte("<section"), []byte("<main"), []byte("<span"), []byte("<h2"), []byte("<h3"), []byte("<ul"),
	[]byte("<ol"), []byte("<img"), []byte("<center"), []byte("<base"), []byte("<noscript"), []byte("<header"), []byte("<nav"),
}

// innerTags show that there is markup behind a few words of text, such as an error message of the server.
var innerTags = [][]byte{
	[]byte("<html"), []byte("<!doctype html"), []byte("<body"), []byte("<head>"), []byte("</div>"), []byte("</p>"),
	[]byte("</script>"), []byte("<br"),
}

// isHTML reports a page with markup. The name is only asked where the content leaves it open.
func isHTML(head []byte, name string) bool {
	text := bytes.TrimLeft(head, " \t\r\n\f\uFEFF")
	for _, tag := range startTags {
		if len(text) > len(tag) && bytes.EqualFold(text[:len(tag)], tag) && !isTagLetter(text[len(tag)], tag) {
			return true
		}
	}
	switch path.Ext(name) {
	case ".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp":
		return !isBinary(head, name)
	case ".txt", ".md", ".text":
		return false
	}
	lower := bytes.ToLower(head)
	found := 0
	for _, tag := range innerTags {
		if bytes.Contains(lower, tag) {
			found++
		}
	}
	return found >= 2
}

// isTagLetter reports that the name of the tag goes on: <pre> is no <p>. Nothing of the kind holds for <!doctypehtml>.
func isTagLetter(c byte, tag []byte) bool {
	return tag[1] != '!' && ('a' <= c|0x20 && c|0x20 <= 'z')
}
