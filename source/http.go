package source

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"

	"winnow/document"
)

// ReasonStatus is the reason of responses that are no page but an error or a redirection; the detail is the status.
const ReasonStatus document.Reason = "http-status"

// readResponse fills d from an HTTP response (RFC 9112) as it came over the wire. truncated says that whoever stored it
// knows that its end is missing. It returns how many bytes were made of the body, whatever came of them.
func (s *stream) readResponse(d *document.Document, block []byte, truncated bool) (made int64) {
	head, body, ok := cutHeaders(block)
	status := statusOf(head)
	switch {
	case !ok || status == 0:
		d.Fail(document.ReasonCorrupt, "not an HTTP response")
		return 0
	case status < 200 || status > 299:
		d.Reject(ReasonStatus, strconv.Itoa(status))
		return 0
	}
	c := coder{limit: s.cfg.Limits.PageBytes}
	body, err := c.decodeBody(head, body)
	if err != nil && !(len(body) > 0 && errors.Is(err, errCut) && truncated) {
		fail(d, err)
		return c.made
	}
	s.readContent(d, head.get("Content-Type"), body, truncated)
	return c.made
}

// readContent fills d with a copy of a page of the given type, or rejects it when it is something else.
func (s *stream) readContent(d *document.Document, contentType, body []byte, truncated bool) {
	d.Bytes = int64(len(body))
	kind, label := mediaType(contentType)
	head := asASCII(body[:min(len(body), headSize)])
	switch {
	case !s.fits(d, &body):
	case otherKind(head, "") != "":
		d.Reject(ReasonUnsupported, otherKind(head, ""))
	case isBinary(head, ""):
		d.Reject(document.ReasonNotText, kind)
	case s.cfg.Format == document.FormatHTML || s.cfg.Format == document.FormatText:
		d.Format = s.cfg.Format
	case kind == "text/html" || kind == "application/xhtml+xml":
		d.Format = document.FormatHTML
	case kind == "" || kind == "text/plain" || kind == "application/octet-stream" || kind == "application/xml" || kind == "text/xml":
		d.Format = document.FormatText
		if isHTML(head, "") { // servers say text/plain about anything
			d.Format = document.FormatHTML
		} else if kind == "application/xml" || kind == "text/xml" {
			d.Reject(ReasonUnsupported, kind)
		}
	default:
		d.Reject(ReasonUnsupported, kind)
	}
	if !d.Keep() {
		return
	}
	m := document.NewMemory(len(body))
	copy(m.Bytes, body)
	d.SetRaw(m.Bytes, m)
	d.Charset = label
	if truncated {
		d.Warnings = append(d.Warnings, "the record says that the page is cut off")
	}
}

// statusOf returns the status code of a response's first line, 0 when that is none.
func statusOf(head headers) int {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	_, after, found := bytes.Cut(line, []byte(" "))
	after = bytes.TrimLeft(after, " ")
	if !found || !bytes.HasPrefix(line, []byte("HTTP/")) || len(after) < 3 {
		return 0
	}
	status, err := strconv.Atoi(string(after[:3]))
	if err != nil {
		return 0
	}
	return status
}

var errCut = errors.New("the page's content is cut off")

// coder decodes the content of a body.
type coder struct {
	limit int64 // bytes of a page; one more is made at most, so that it shows
	made  int64 // bytes, by all codings: what comes of them may be less, or broken
}

// decodeBody takes off what the transfer put on: chunks and compression. Many crawlers store the body decoded and leave
// the headers as they were: a body that does not look like what they say is taken as it is.
func (c *coder) decodeBody(head headers, body []byte) ([]byte, error) {
	if bytes.EqualFold(head.get("Transfer-Encoding"), []byte("chunked")) {
		body = dechunk(body)
	}
	for _, coding := range codings(head.get("Content-Encoding")) {
		var err error
		if body, err = c.decode(coding, body); err != nil {
			return body, err
		}
	}
	return body, nil
}

// codings lists the names in a Content-Encoding, the last applied first. More than two are a trick.
func codings(value []byte) []string {
	var names []string
	for _, name := range bytes.Split(value, []byte(",")) {
		if name = bytes.ToLower(bytes.TrimSpace(name)); len(name) > 0 && len(names) < 2 {
			names = append([]string{string(name)}, names...)
		}
	}
	return names
}

// bodyWindow is the largest window of a body in zstd (RFC 9659): what a decoder has to have, and an encoder may ask for.
const bodyWindow = 8 << 20

func (c *coder) decode(coding string, body []byte) ([]byte, error) {
	var r io.Reader
	var err error
	in := bytes.NewReader(body)
	switch coding {
	case "gzip", "x-gzip":
		if !bytes.HasPrefix(body, magic) {
			return body, nil
		}
		r, err = gzip.NewReader(in)
	case "deflate": // zlib by the standard, bare deflate by some servers
		if r, err = zlib.NewReader(in); err != nil {
			in.Reset(body)
			return c.maybe(flate.NewReader(in), body)
		}
	case "br":
		return c.maybe(brotli.NewReader(in), body)
	case "zstd":
		if !isZstd(body) {
			return body, nil
		}
		var z *zstd.Decoder
		if z, err = zstd.NewReader(in, append(slices.Clip(zstdOptions), zstd.WithDecoderMaxWindow(bodyWindow))...); err == nil {
			defer z.Close()
			r = z
		}
	default: // identity, and inventions such as "utf-8"
		return body, nil
	}
	if err != nil {
		return nil, named(coding, err)
	}
	return c.read(r, coding)
}

// maybe decodes what has no signature: when nothing comes out of it, the body was decoded before.
func (c *coder) maybe(r io.Reader, body []byte) ([]byte, error) {
	decoded, err := c.read(r, "body")
	if err != nil && !isBinary(body[:min(len(body), headSize)], "") {
		return body, nil
	}
	return decoded, err
}

func (c *coder) read(r io.Reader, coding string) ([]byte, error) {
	var b bytes.Buffer
	n, err := io.Copy(&b, io.LimitReader(r, c.limit+1))
	c.made += n
	switch {
	case n > c.limit: // which whoever takes it sees
		return b.Bytes(), nil
	case errors.Is(err, io.ErrUnexpectedEOF):
		return b.Bytes(), named(coding, errCut)
	case err != nil:
		return nil, named(coding, err)
	}
	return b.Bytes(), nil
}

// dechunk joins the chunks of a body (RFC 9112, section 7.1). What is no chunk is taken as it is, and so is a body that
// has none at the beginning.
func dechunk(body []byte) []byte {
	var out []byte
	for rest := body; len(rest) > 0; {
		line, after, found := bytes.Cut(rest, []byte("\n"))
		digits, _, _ := bytes.Cut(bytes.TrimSpace(line), []byte(";"))
		size, err := strconv.ParseUint(string(bytes.TrimSpace(digits)), 16, 31)
		if !found || err != nil {
			if out == nil {
				return body
			}
			return append(out, rest...)
		}
		if size == 0 {
			if out == nil {
				return nil
			}
			break
		}
		if out == nil {
			out = make([]byte, 0, len(body))
		}
		n := min(int(size), len(after))
		out = append(out, after[:n]...)
		rest = bytes.TrimPrefix(bytes.TrimPrefix(after[n:], []byte("\r")), []byte("\n"))
	}
	return out
}
