package charset

import "bytes"

// prescanLimit is how much of a page is searched for its declaration. The HTML standard says 1,024 bytes; real pages
// put scripts and style sheets in front.
const prescanLimit = 16 << 10

// declaredIn returns the label of the encoding that a page declares in <meta charset>, <meta http-equiv> or an XML
// declaration, "" when it declares none. Comments are skipped; the first declaration wins.
//
// It is the prescan of https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding, simplified: what
// follows "charset" inside of a meta tag is the label, whichever attribute it stands in.
func declaredIn(raw []byte) string {
	head := raw[:min(len(raw), prescanLimit)]
	if label := xmlEncoding(head); label != "" {
		return label
	}
	for {
		i := bytes.IndexByte(head, '<')
		if i < 0 {
			return ""
		}
		head = head[i+1:]
		switch {
		case bytes.HasPrefix(head, []byte("!--")):
			end := bytes.Index(head, []byte("-->"))
			if end < 0 {
				return ""
			}
			head = head[end:]
		case len(head) > 5 && bytes.EqualFold(head[:4], []byte("meta")) && isSpace(head[4]):
			tag := head
			if end := bytes.IndexByte(head, '>'); end >= 0 {
				tag = head[:end]
			}
			if label := labelAfter(bytes.ToLower(tag), "charset"); label != "" {
				return label
			}
			head = head[len(tag):]
		}
	}
}

func xmlEncoding(head []byte) string {
	if !bytes.HasPrefix(head, []byte("<?xml")) {
		return ""
	}
	end := bytes.IndexByte(head, '>')
	if end < 0 {
		return ""
	}
	return labelAfter(bytes.ToLower(head[:end]), "encoding")
}

// labelAfter returns the value in `key = "value"` or `key=value`, "" when there is none.
func labelAfter(tag []byte, key string) string {
	for {
		i := bytes.Index(tag, []byte(key))
		if i < 0 {
			return ""
		}
		tag = tag[i+len(key):]
		rest := bytes.TrimLeft(tag, " \t\r\n\f")
		if len(rest) == 0 || rest[0] != '=' {
			continue
		}
		rest = bytes.TrimLeft(rest[1:], " \t\r\n\f\"'")
		end := bytes.IndexAny(rest, " \t\r\n\f\"';/>?")
		if end < 0 {
			end = len(rest)
		}
		if end > 0 {
			return string(rest[:end])
		}
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }
