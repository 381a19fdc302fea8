package sink

import (
	"bytes"
	"encoding/json"
	"slices"

	"winnow/document"
	"winnow/internal/jsonscan"
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
	if len(cfg.Fields) == 0 && d.RepeatedParagraphs == nil && d.AsRead() {
		return append(append(dst, object...), '\n')
	}
	textField, changed := "", false
	end, err := jsonscan.Members(object, func(key, value []byte) {
		name := keyName(key)
		if better(cfg.TextFields, name, textField) {
			textField, changed = name, !jsonscan.IsString(value, d.Text)
		}
	})
	switch {
	case err != nil || jsonscan.SkipBlanks(object, end) < len(object):
		// The source hands on objects only; should it ever not, the record is still written.
		all := selected(cfg.Fields)
		return appendArticle(dst, d, &all)
	case !changed && len(cfg.Fields) == 0 && d.RepeatedParagraphs == nil:
		return append(append(dst, object...), '\n')
	}
	dst = append(dst, '{')
	start := len(dst)
	withID := !slices.Contains(cfg.Fields, "id")
	_, _ = jsonscan.Members(object, func(key, value []byte) {
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
		name, _ := jsonscan.String([]byte(`"` + string(key) + `"`))
		return name
	}
	return string(key)
}
