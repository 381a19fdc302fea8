package sink

import (
	"bytes"
	"encoding/json"
	"slices"

	"winnow/document"
)

// appendFields appends the line of a document that was an article already when it was read: the object that stood
// there, byte for byte (but on one line), with only the text replaced when a stage has changed it, and only the members
// named, if cfg names any.
func appendFields(dst []byte, d *document.Document, cfg *Config) []byte {
	object := d.Fields
	if bytes.IndexByte(object, '\n') >= 0 {
		var compact bytes.Buffer
		if json.Compact(&compact, object) == nil {
			object = compact.Bytes()
		}
	}
	textField, changed := "", false
	whole := members(object, func(key, value []byte) {
		name := keyName(key)
		if better(cfg.TextFields, name, textField) {
			textField, changed = name, !equalString(value, d.Text)
		}
	})
	switch {
	case !whole:
		// The source hands on objects only; should it ever not, the record is still written.
		all := selected(cfg.Fields)
		return appendArticle(dst, d, &all)
	case !changed && len(cfg.Fields) == 0 && d.RepeatedParagraphs == nil:
		return append(append(dst, object...), '\n')
	}
	dst = append(dst, '{')
	start := len(dst)
	withID := !slices.Contains(cfg.Fields, "id")
	members(object, func(key, value []byte) {
		name := keyName(key)
		withID = withID || name == "id"
		if len(cfg.Fields) > 0 && !slices.Contains(cfg.Fields, name) {
			return
		}
		dst = appendKey(dst, start, string(key))
		if changed && name == textField {
			dst = appendString(dst, d.Text)
		} else {
			dst = append(dst, value...)
		}
	})
	if !withID { // asked for by name: the one that the rejected file knows the record by
		dst = appendString(appendKey(dst, start, "id"), d.ID)
	}
	dst = appendRepeated(dst, start, d)
	return append(dst, '}', '\n')
}

// better reports whether a key comes before the best one so far in the order in which keys are tried.
func better(order []string, name, best string) bool {
	i, j := slices.Index(order, name), slices.Index(order, best)
	return i >= 0 && (j < 0 || i < j)
}

// keyName returns the key that a member's quoted key stands for.
func keyName(key []byte) string {
	if bytes.IndexByte(key, '\\') >= 0 {
		return unquote(`"` + string(key) + `"`)
	}
	return string(key)
}

// equalString reports whether a JSON value is a string that stands for s.
func equalString(value []byte, s string) bool {
	if len(value) < 2 || value[0] != '"' {
		return false
	}
	if body := value[1 : len(value)-1]; bytes.IndexByte(body, '\\') < 0 {
		return string(body) == s
	}
	return unquote(string(value)) == s
}

// unquote returns what a JSON string stands for, "" when it is none.
func unquote(quoted string) (s string) {
	if json.Unmarshal([]byte(quoted), &s) != nil {
		return ""
	}
	return s
}

// members calls fn with the key (without its quotes, escapes as they are) and the value of each member of a JSON
// object, blanks around them left out. It reports whether the object was whole. Values are told apart by quotes and
// brackets only; their inside is not validated.
func members(object []byte, fn func(key, value []byte)) bool {
	i := blanks(object, 0)
	if i >= len(object) || object[i] != '{' {
		return false
	}
	if i = blanks(object, i+1); i < len(object) && object[i] == '}' {
		return blanks(object, i+1) == len(object)
	}
	for {
		keyEnd := stringEnd(object, i)
		if keyEnd < 0 {
			return false
		}
		key := object[i+1 : keyEnd-1]
		if i = blanks(object, keyEnd); i >= len(object) || object[i] != ':' {
			return false
		}
		i = blanks(object, i+1)
		end := valueEnd(object, i)
		if end <= i {
			return false
		}
		fn(key, object[i:end])
		if i = blanks(object, end); i >= len(object) {
			return false
		}
		switch object[i] {
		case ',':
			i = blanks(object, i+1)
		case '}':
			return blanks(object, i+1) == len(object)
		default:
			return false
		}
	}
}

// blanks returns the position of the first byte from i on that is no JSON white space.
func blanks(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\t' || b[i] == '\n' || b[i] == '\r') {
		i++
	}
	return i
}

// stringEnd returns the position behind the string that begins at i, -1 when there is none.
func stringEnd(b []byte, i int) int {
	if i >= len(b) || b[i] != '"' {
		return -1
	}
	for i++; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return -1
}

// valueEnd returns the position behind the value that begins at i, -1 when it doesn't end.
func valueEnd(b []byte, i int) int {
	depth := 0
	for i < len(b) {
		switch b[i] {
		case '"':
			if i = stringEnd(b, i); i < 0 {
				return -1
			}
			if depth == 0 {
				return i
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return i
			}
			if depth--; depth == 0 {
				return i + 1
			}
		case ',', ' ', '\t', '\n', '\r':
			if depth == 0 {
				return i
			}
		}
		i++
	}
	return -1
}
