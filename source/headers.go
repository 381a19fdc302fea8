package source

import (
	"bytes"
	"mime"
)

// headers are the lines of a WARC record's, an HTTP response's or a message's head, without the first line where that
// is none ("WARC/1.0", "HTTP/1.1 200 OK"). They are looked at where they stand: few are ever asked for.
type headers []byte

// cutHeaders splits b behind the first empty line. ok is false when there is none.
func cutHeaders(b []byte) (head headers, rest []byte, ok bool) {
	for i := 0; ; {
		n := bytes.IndexByte(b[i:], '\n')
		if n < 0 {
			return nil, nil, false
		}
		line := b[i : i+n]
		i += n + 1
		if len(line) == 0 || len(line) == 1 && line[0] == '\r' {
			return headers(b[:i]), b[i:], true
		}
	}
}

// get returns the value of the first line with this name, in any case of letters; nil when there is none. Lines that go
// on with a blank in front belong to the value (RFC 5322, section 2.2.3; long out of use in HTTP).
func (h headers) get(name string) []byte {
	for len(h) > 0 {
		end := bytes.IndexByte(h, '\n') + 1
		if end == 0 {
			end = len(h)
		}
		line := h[:end]
		if len(line) > len(name) && line[len(name)] == ':' && bytes.EqualFold(line[:len(name)], []byte(name)) {
			for end < len(h) && (h[end] == ' ' || h[end] == '\t') {
				n := bytes.IndexByte(h[end:], '\n') + 1
				if n == 0 {
					n = len(h) - end
				}
				end += n
			}
			return bytes.TrimSpace(h[len(name)+1 : end])
		}
		h = h[end:]
	}
	return nil
}

// mediaType returns the type of content in lower case and the charset that it names, "" where it says nothing.
func mediaType(contentType []byte) (kind, charset string) {
	if len(contentType) == 0 {
		return "", ""
	}
	kind, params, err := mime.ParseMediaType(string(contentType))
	if err != nil { // such as "text/html; charset=utf-8; foo": the type still counts
		before, _, _ := bytes.Cut(contentType, []byte(";"))
		kind = string(bytes.ToLower(bytes.TrimSpace(before)))
		return kind, labelAfterCharset(contentType)
	}
	return kind, params["charset"]
}

func labelAfterCharset(contentType []byte) string {
	_, after, found := bytes.Cut(bytes.ToLower(contentType), []byte("charset="))
	if !found {
		return ""
	}
	if i := bytes.IndexAny(after, "; ,"); i >= 0 {
		after = after[:i]
	}
	return string(bytes.Trim(after, `"' `))
}
