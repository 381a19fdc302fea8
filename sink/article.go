package sink

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"winnow/document"
)

// Names are the keys of an article record, in the order in which they are written.
var Names = document.RecordNames

// Selectable are the keys that a list of fields may name: Names, and what is written whenever its own flag asks for it.
var Selectable = append(slices.Clone(Names), document.RepeatedName, document.MetaName)

// ParseFields reads a comma-separated list of keys; an empty list stands for all of them. Keys that are not among
// Selectable are an error unless anyName is set.
func ParseFields(list string, anyName bool) ([]string, error) {
	if strings.TrimSpace(list) == "" {
		return nil, nil
	}
	var fields []string
	for name := range strings.SplitSeq(list, ",") {
		name = strings.TrimSpace(name)
		if !anyName && !slices.Contains(Selectable, name) {
			return nil, fmt.Errorf("unknown field %q: an article has %s", name, strings.Join(Selectable, ", "))
		}
		fields = append(fields, name)
	}
	return fields, nil
}

// selection tells for each of Names whether it is written.
type selection [12]bool

func selected(fields []string) (s selection) {
	for i, name := range Names {
		s[i] = len(fields) == 0 || slices.Contains(fields, name)
	}
	return s
}

// appendArticle appends the record of a kept document and a line feed. Absent values are left out.
func appendArticle(dst []byte, d *document.Document, fields *selection) []byte {
	values := [len(fields)]string{d.ID, d.URL, d.Title, d.Author, d.Date, d.Lang, d.Site, d.Type, d.Text, d.Comments, d.Credit, ""}
	dst = append(dst, '{')
	start := len(dst)
	for i, value := range &values {
		if i == len(values)-1 {
			// Whatever fields were chosen: these were asked for by flags of their own.
			dst = appendRepeated(dst, start, d)
			if d.Meta != nil {
				dst = append(appendKey(dst, start, document.MetaName), d.Meta...)
			}
		}
		if !fields[i] {
			continue
		}
		if i == len(values)-1 {
			dst = appendKey(dst, start, Names[i])
			dst = appendSource(dst, d.Origin)
		} else if value != "" {
			dst = appendKey(dst, start, Names[i])
			dst = appendString(dst, value)
		}
	}
	return append(dst, '}', '\n')
}

// appendRepeated appends the paragraphs that are marked as repeated, by their number in the text from 0.
func appendRepeated(dst []byte, start int, d *document.Document) []byte {
	if d.RepeatedParagraphs == nil {
		return dst
	}
	dst = append(appendKey(dst, start, document.RepeatedName), '[')
	for i, n := range d.RepeatedParagraphs {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = strconv.AppendInt(dst, int64(n), 10)
	}
	return append(dst, ']')
}

// appendRejected appends the line that tells why a document is not in the output, and a line feed.
func appendRejected(dst []byte, d *document.Document) []byte {
	v := &d.Verdict
	dst = append(dst, '{')
	start := len(dst)
	for _, pair := range [...][2]string{
		{"id", d.ID}, {"url", d.URL}, {"verdict", v.Kind.String()}, {"reason", string(v.Reason)}, {"of", v.Of},
	} {
		if pair[1] != "" {
			dst = appendKey(dst, start, pair[0])
			dst = appendString(dst, pair[1])
		}
	}
	if v.Covered > 0 {
		dst = appendKey(dst, start, "covered")
		dst = strconv.AppendFloat(dst, v.Covered, 'f', 3, 64)
	}
	if len(v.Facts) > 0 {
		dst = appendKey(dst, start, "facts")
		dst = append(dst, '[')
		for i, fact := range v.Facts {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendString(dst, fact)
		}
		dst = append(dst, ']')
	}
	if v.Detail != "" {
		dst = appendKey(dst, start, "detail")
		dst = appendString(dst, v.Detail)
	}
	dst = appendKey(dst, start, "source")
	dst = appendSource(dst, d.Origin)
	return append(dst, '}', '\n')
}

// appendKey appends the key of a member of the object whose first member begins at start.
func appendKey(dst []byte, start int, key string) []byte {
	if len(dst) > start {
		dst = append(dst, ',')
	}
	dst = append(dst, '"')
	dst = append(dst, key...)
	return append(dst, '"', ':')
}

// appendSource appends where a document was found: the file, and the number of the record behind a colon.
func appendSource(dst []byte, o document.Origin) []byte {
	dst = appendString(dst, o.File)
	if o.Record > 0 {
		dst = append(dst[:len(dst)-1], ':')
		dst = strconv.AppendInt(dst, o.Record, 10)
		dst = append(dst, '"')
	}
	return dst
}
