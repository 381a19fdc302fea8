package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"winnow/document"
)

// Reasons of WARC records that are pages in principle, but not here.
const (
	ReasonRevisit document.Reason = "revisit"      // the page stands in another record, unchanged
	ReasonSegment document.Reason = "continuation" // the rest of a page that was split
)

func isWARC(head []byte, _ string) bool { return bytes.HasPrefix(head, []byte(warcVersion)) }

// warcVersion is how a record begins, whatever version it is of.
const warcVersion = "WARC/"

// readWARC emits a document for each record of a WARC file (ISO 28500, versions 0.17 to 1.1) that is about a page:
// responses, resources, conversions (WET) and revisits. A record that is broken becomes a failed document, and the next
// record that can be found is read.
func readWARC(s *stream) {
	if s.members != nil {
		s.members.keep()
	}
	w := warcReader{s: s, w: window{r: s.Reader}}
	for w.record() {
	}
}

type warcReader struct {
	s      *stream
	w      window
	number int64 // of records so far
	named  int64 // start of the gzip member that a broken record was last named for, plus 1

	decoded int64 // bytes that were made of bodies of responses

	healthy bool // nothing is expected to be wrong: whoever set it reads again, in another way, when
	gaveUp  bool // something is
}

// record reads the next record and reports whether to go on.
func (r *warcReader) record() bool {
	head, err := r.header()
	if err == io.EOF {
		return false
	}
	r.number++
	d := r.s.record(r.number, r.w.offset)
	if err != nil {
		return r.bad(d, err)
	}
	length, err := strconv.ParseInt(string(head.get("Content-Length")), 10, 64)
	if err != nil || length < 0 {
		return r.bad(d, errors.New("WARC record without a valid Content-Length"))
	}
	if length > r.s.cfg.Limits.RecordBytes-int64(len(head)) { // the sum may be more than there are numbers
		if r.gaveUp = r.healthy; r.gaveUp {
			return false
		}
		r.w.skip(len(head))
		block := r.w.offset
		more := r.seek(length)
		d.Bytes = r.w.offset - block // what is there, whatever the record says
		return r.s.emit(fail(d, tooLarge("bytes in a record", r.s.cfg.Limits.RecordBytes))) && more
	}
	whole := int64(len(head)) + length
	record := r.w.peek(int(whole))
	if int64(len(record)) < whole {
		return r.bad(d, r.short(whole-int64(len(record))))
	}
	end, err := r.trailer(int(whole))
	if err != nil {
		return r.bad(d, err)
	}
	record = r.w.peek(end) // the window may have moved
	d.Bytes = length
	isPage, decoded := r.s.takeRecord(d, headers(record[:len(head)]), record[len(head):whole])
	if r.grew(decoded) {
		if r.gaveUp = r.healthy; !r.gaveUp {
			d.SetRaw(nil, nil)
			d.Verdict = document.Verdict{} // that the page is too large, too: what ends the file must be named
			r.s.emit(fail(d, overRatio(r.s.cfg.Limits.Ratio)))
		}
		return false
	}
	wanted := !isPage || r.s.emit(d)
	r.w.skip(end)
	return wanted
}

// grew counts n bytes that were made of a body, and reports whether all of them are out of proportion to the file: each
// alone may be as large as a page, and a file holds thousands of them.
func (r *warcReader) grew(n int64) bool {
	if n == 0 {
		return false
	}
	ratio := r.s.cfg.Limits.Ratio
	if r.decoded += n; r.healthy { // the file is not known here
		return r.decoded > ratioFree
	}
	if r.s.members != nil && isOver(r.decoded, r.s.members.position(), ratio) {
		return true
	}
	return r.s.growth.add(r.s.depth+1, int(n), ratio) != nil
}

// header returns the head of the record at the current position; io.EOF behind the last.
func (r *warcReader) header() (headers, error) {
	for r.blank(); ; {
		b := r.w.more()
		if len(b) == 0 {
			if r.w.err != nil && r.w.err != io.EOF {
				return nil, r.w.err
			}
			return nil, io.EOF
		}
		if n := min(len(b), len(warcVersion)); string(b[:n]) != warcVersion[:n] {
			return nil, errors.New("no WARC record")
		}
		head, _, ok := cutHeaders(b[:min(len(b), r.s.cfg.Limits.HeaderBytes)])
		switch {
		case ok && beginsRecord(head[len(warcVersion):]):
			return nil, errors.New("WARC header is cut off")
		case ok:
			return head, nil
		case len(b) >= r.s.cfg.Limits.HeaderBytes:
			return nil, errors.New("WARC header without an end")
		case r.w.err != nil:
			return nil, r.short(1)
		}
	}
}

// beginsRecord reports whether another record begins in a head, at the start of a line or, where a writer was killed, in
// the middle of one. A URL may well hold the word, but then no field follows on the next line.
func beginsRecord(head []byte) bool {
	for {
		i := bytes.Index(head, []byte(warcVersion))
		if i < 0 {
			return false
		}
		head = head[i+len(warcVersion):]
		version, rest, _ := bytes.Cut(head, []byte("\n"))
		if len(bytes.Trim(version, "0123456789.\r")) == 0 && startsFields(rest) {
			return true
		}
	}
}

// startsFields reports whether the fields of a record's head begin here.
func startsFields(b []byte) bool {
	return bytes.HasPrefix(b, []byte("WARC-")) || bytes.HasPrefix(b, []byte("Content-"))
}

// blank skips empty lines.
func (r *warcReader) blank() {
	for {
		b := r.w.peek(1)
		if len(b) == 0 || b[0] != '\r' && b[0] != '\n' {
			return
		}
		r.w.skip(1)
	}
}

// trailer checks that the record of n bytes ends where it says: with two line breaks, or, as some writers leave them out,
// with the next record or the end of the file.
func (r *warcReader) trailer(n int) (end int, err error) {
	const slack = 64
	b := r.w.peek(n + slack)[n:]
	i := 0
	for i < len(b) && (b[i] == '\r' || b[i] == '\n') {
		i++
	}
	rest := b[i:]
	if len(rest) == 0 && r.w.err != nil && r.w.err != io.EOF && r.s.members != nil && r.s.members.brokeInside() {
		return 0, r.w.err // a wrong checksum of what has been read, for instance
	}
	m := min(len(rest), len(warcVersion))
	if string(rest[:m]) != warcVersion[:m] && !bytes.HasPrefix(b, []byte("\r\n\r\n")) {
		return 0, errors.New("WARC record is not as long as it says")
	}
	return n + i, nil
}

// short says why a record could not be read to its end.
func (r *warcReader) short(missing int64) error {
	if r.w.err != nil && r.w.err != io.EOF {
		return r.w.err
	}
	return errors.New("WARC record is cut off, " + strconv.FormatInt(missing, 10) + " bytes or more are missing")
}

// bad emits d as failed and goes to the next record.
func (r *warcReader) bad(d *document.Document, err error) bool {
	if r.gaveUp = r.healthy; r.gaveUp {
		return false
	}
	broken := r.w.err != nil && r.w.err != io.EOF && errors.Is(err, r.w.err)
	again := false // the rest of a member that has been named
	if r.s.members != nil {
		again = r.named == r.s.members.start+1
		r.named = r.s.members.start + 1
		if broken {
			err = fmt.Errorf("%w%s", err, r.s.members.where())
		}
	}
	if broken && again {
		r.number--
	} else if !r.s.emit(fail(d, err)) {
		return false
	}
	if !broken {
		r.w.skip(len(r.w.peek(1)))
		return r.seek(1 << 62)
	}
	var over *limitError
	if r.s.members == nil || isFileError(r.w.err) || errors.As(r.w.err, &over) || !r.s.members.recover(warcVersion) {
		return false
	}
	r.w.skip(len(r.w.more()))
	r.w.err = nil
	return true
}

// seek goes to the next record, at most n bytes ahead, and reports whether there is anything to go on with.
func (r *warcReader) seek(n int64) bool {
	for n > 0 {
		b := r.w.peek(minRead)
		if int64(len(b)) > n {
			b = b[:n]
		}
		i := bytes.Index(b, []byte(warcVersion))
		if i >= 0 && r.isRecord(i) {
			r.w.skip(i)
			return true
		}
		step := len(b) - len(warcVersion)
		if i >= 0 {
			step = i + 1
		}
		if step <= 0 {
			step = len(b)
		}
		r.w.skip(step)
		n -= int64(step)
		if len(b) == 0 {
			return r.w.err != nil && r.w.err != io.EOF // which the next record will tell
		}
	}
	return true
}

// isRecord reports whether a record's head stands at i, not only its first word.
func (r *warcReader) isRecord(i int) bool {
	const enough = 4 << 10 // no more than what a real head takes: seek may ask often
	b := r.w.peek(i + enough)[i:]
	_, second, _ := bytes.Cut(b, []byte("\n"))
	if !startsFields(second) {
		return false
	}
	if next := bytes.Index(b, []byte("\n"+warcVersion)); next > 0 {
		b = b[:next+1]
	}
	head, _, ok := cutHeaders(b)
	return ok && head.get("WARC-Type") != nil && head.get("Content-Length") != nil
}

// isPageAddress leaves out what crawlers store about themselves: metadata://gnu.org/…, urn:pageinfo:…
func isPageAddress(url string) bool {
	scheme, _, found := strings.Cut(url, ":")
	return !found || scheme != "metadata" && scheme != "urn" && scheme != "dns"
}

// takeRecord fills d from a record, reports whether it is about a page, and how many bytes were made of its body.
func (s *stream) takeRecord(d *document.Document, head headers, block []byte) (isPage bool, decoded int64) {
	if id := string(bytes.Trim(head.get("WARC-Record-ID"), "<>")); id != "" {
		d.ID = id
	}
	d.URL = string(bytes.Trim(head.get("WARC-Target-URI"), "<>"))
	truncated := head.get("WARC-Truncated") != nil
	switch kind := string(bytes.ToLower(head.get("WARC-Type"))); kind {
	case "response":
		if content, _ := mediaType(head.get("Content-Type")); content != "application/http" && content != "" {
			return false, 0 // an answer of the name service, for instance
		}
		decoded = s.readResponse(d, block, truncated)
	case "resource", "conversion":
		if !isPageAddress(d.URL) {
			return false, 0
		}
		s.readContent(d, head.get("Content-Type"), block, truncated)
	case "revisit":
		d.Reject(ReasonRevisit, string(bytes.Trim(head.get("WARC-Refers-To"), "<>")))
	case "continuation":
		d.Reject(ReasonSegment, "")
	default: // warcinfo, request, metadata
		return false, 0
	}
	return true, decoded
}
