package source

import (
	"bytes"
	"errors"
	"io"
)

// isJSONStream reports an array of objects, or an object that is printed over several lines.
func isJSONStream(head []byte, name string) bool {
	text := bytes.TrimLeft(head, " \t\r\n")
	if len(text) > 1 && text[0] == '[' {
		return isJSONLines(text[1:], name)
	}
	if !isJSONLines(text, name) {
		return false
	}
	line, _, more := bytes.Cut(text, []byte("\n"))
	line = bytes.TrimRight(line, " \t\r")
	return more && bytes.IndexByte([]byte("{[,:"), line[len(line)-1]) >= 0
}

// readJSONStream emits a document for each object, reading one at a time.
func readJSONStream(s *stream) {
	a := objectReader{s: s, limit: s.cfg.Limits.RecordBytes}
	for number := int64(1); ; number++ {
		start, object, err := a.next()
		if err == io.EOF {
			return
		}
		d := s.record(number, start)
		d.Bytes = a.offset - start
		if err != nil {
			fail(d, err)
		} else {
			s.readRecord(d, object, nil)
		}
		if !s.emit(d) || err != nil && !a.whole {
			return
		}
	}
}

// objectReader cuts an array, or objects one after the other, into objects. It only counts braces outside of strings; what is inside is checked by
// who reads the object.
type objectReader struct {
	s      *stream
	limit  int64
	offset int64
	array  bool // a bracket has been opened
	whole  bool // the object that was over the limit has been skipped to its end: the next call goes on behind it
	buf    []byte
}

var errObjects = errors.New("neither a JSON object nor an array of them")

// next returns the next object and its offset, io.EOF behind the last. After another error there is no way to find the
// next object, unless a.whole.
func (a *objectReader) next() (start int64, object []byte, err error) {
	if cap(a.buf) > scratchMax {
		a.buf = nil
	}
	a.buf, a.whole = a.buf[:0], false
	for {
		c, err := a.byte()
		if err == io.EOF && a.array {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return a.offset, nil, err
		}
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
		case c == ',' && a.array:
		case c >= 0xBB && a.offset <= 3: // byte order mark
		case c == '[' && !a.array:
			a.array = true
		case c == ']' && a.array:
			return a.offset, nil, io.EOF
		case c == '{':
			start = a.offset - 1
			err = a.object()
			return start, a.buf, err
		default:
			return a.offset - 1, nil, errObjects
		}
	}
}

// object reads the rest of an object into buf. Of one that is over the limit nothing is kept, but its end is looked for.
func (a *objectReader) object() error {
	a.buf = append(a.buf, '{')
	var over error
	for depth, inString, escaped := 1, false, false; depth > 0; {
		c, err := a.byte()
		switch {
		case err == io.EOF && over != nil:
			return over
		case err == io.EOF:
			return io.ErrUnexpectedEOF
		case err != nil:
			return err
		}
		if over == nil {
			a.buf = append(a.buf, c)
			if int64(len(a.buf)) > a.limit {
				a.buf, over = nil, tooLarge("bytes in a record", a.limit)
			}
		}
		switch {
		case escaped:
			escaped = false
		case inString && c == '\\':
			escaped = true
		case c == '"':
			inString = !inString
		case inString:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		}
	}
	a.whole = over != nil
	return over
}

func (a *objectReader) byte() (byte, error) {
	c, err := a.s.ReadByte()
	if err == nil {
		a.offset++
	}
	return c, err
}
