package source

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"strings"

	"winnow/document"
)

// isMHTML reports a message with a page in it, as browsers save pages in one file (RFC 2557).
func isMHTML(head []byte, name string) bool {
	h, _, _ := cutHeaders(head)
	if h == nil || h.get("MIME-Version") == nil {
		return false
	}
	kind, _ := mediaType(h.get("Content-Type"))
	return kind == "multipart/related" || kind == "text/html" ||
		kind == "multipart/alternative" && (strings.HasSuffix(name, ".mht") || strings.HasSuffix(name, ".mhtml"))
}

// readMHTML emits the page of a message: its first part that is HTML. The others are pictures, styles and frames.
func readMHTML(s *stream) {
	d := s.page()
	head, err := messageHead(s)
	if err == nil {
		if d.URL = string(head.get("Snapshot-Content-Location")); d.URL == "" {
			d.URL = string(head.get("Content-Location"))
		}
		header := textproto.MIMEHeader{}
		for _, name := range []string{"Content-Type", "Content-Transfer-Encoding"} {
			header.Set(name, string(head.get(name)))
		}
		err = s.readPart(d, header, io.LimitReader(s, s.cfg.Limits.RecordBytes), 0)
	}
	if err != nil {
		fail(d, named("message", err))
	}
	s.emit(d)
}

// messageHead reads up to the first empty line.
func messageHead(s *stream) (headers, error) {
	var head headers
	for len(head) <= s.cfg.Limits.HeaderBytes {
		line, err := s.ReadSlice('\n')
		head = append(head, line...)
		if len(bytes.TrimRight(line, "\r\n")) == 0 || err == io.EOF {
			return head, nil
		}
		if err != nil {
			return nil, err
		}
	}
	return nil, errors.New("header without an end")
}

var errNoPage = errors.New("no part is HTML")

// readPart fills d from the first HTML part in a body.
func (s *stream) readPart(d *document.Document, header textproto.MIMEHeader, body io.Reader, depth int) error {
	kind, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil {
		kind, _ = mediaType([]byte(header.Get("Content-Type")))
	}
	if strings.HasPrefix(kind, "multipart/") && depth < s.cfg.Limits.Depth {
		parts := multipart.NewReader(body, params["boundary"])
		for {
			part, err := parts.NextRawPart()
			if err == io.EOF {
				return errNoPage
			}
			if err != nil {
				return err
			}
			if err := s.readPart(d, part.Header, part, depth+1); !errors.Is(err, errNoPage) {
				return err
			}
		}
	}
	if kind != "text/html" && kind != "application/xhtml+xml" {
		return errNoPage
	}
	switch strings.ToLower(strings.TrimSpace(header.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	if err = s.readBody(d, body, -1); err != nil {
		return err
	}
	d.Format, d.Bytes, d.Charset = document.FormatHTML, int64(len(d.Raw)), params["charset"]
	if d.URL == "" {
		d.URL = header.Get("Content-Location")
	}
	return nil
}
