package sink

import (
	"bytes"
	"encoding/json"
	"slices"

	"winnow/document"
	"winnow/internal/jsonscan"
)

// appendFields appends the line of a document that was an article already when it was read: the object that stood
// there, byte for byte (but on one line), with only the text replaced when a stage has changed it, the paragraphs marked
// anew when they are marked at all, and only the members named, if cfg names any.
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
	members, changed := 0, false
	end, err := jsonscan.Members(object, func(_, value []byte) {
		if members++; members == d.TextMember {
			changed = !jsonscan.IsString(value, d.Text)
		}
	})
	switch {
	case err != nil || jsonscan.SkipBlanks(object, end) < len(object) || d.TextMember < 1 || d.TextMember > members:
		// The source hands on objects only, and says where the text is; should it ever not, the record is still written.
		all := selected(cfg.Fields)
		return appendArticle(dst, d, &all)
	case !changed && len(cfg.Fields) == 0 && d.RepeatedParagraphs == nil:
		return append(append(dst, object...), '\n')
	}
	dst = append(dst, '{')
	start := len(dst)
	withID := !slices.Contains(cfg.Fields, "id")
	members = 0
	_, _ = jsonscan.Members(object, func(key, value []byte) {
		members++
		name := keyName(key)
		withID = withID || name == "id"
		if len(cfg.Fields) > 0 && !slices.Contains(cfg.Fields, name) {
			return
		}
		if d.RepeatedParagraphs != nil && name == document.RepeatedName {
			return // of an earlier run; this one's are added below
		}
		dst = appendKey(dst, start, string(key))
		if changed && members == d.TextMember {
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

// keyName returns the key that a member's quoted key stands for.
func keyName(key []byte) string {
	if bytes.IndexByte(key, '\\') >= 0 {
		name, _ := jsonscan.String([]byte(`"` + string(key) + `"`))
		return name
	}
	return string(key)
}
