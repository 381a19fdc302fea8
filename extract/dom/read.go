package dom

import (
	"bytes"
	"html"
)

// Name returns the element's name, in lower case.
func (t *Tree) Name(n int32) string {
	node := &t.Nodes[n]
	if node.Tag != TagOther {
		return node.Tag.String()
	}
	return string(bytes.ToLower(t.src[node.NameStart:node.NameEnd]))
}

// RawText returns the text of a text node as it stands in the source, character references not decoded.
func (t *Tree) RawText(n int32) []byte {
	node := &t.Nodes[n]
	return t.src[node.TextStart:node.TextEnd]
}

// AppendText appends the decoded text of text node n to dst; blanks are kept.
func (t *Tree) AppendText(dst []byte, n int32) []byte {
	node := &t.Nodes[n]
	raw := t.src[node.TextStart:node.TextEnd]
	if node.Flags&FlagEntities == 0 {
		return append(dst, raw...)
	}
	return append(dst, html.UnescapeString(string(raw))...)
}

// RawAttr returns the value of an attribute as it stands in the source, and whether n has it. name is in lower case.
// What it returns is valid until the next Parse.
func (t *Tree) RawAttr(n int32, name string) ([]byte, bool) {
	a := t.findAttr(n, name)
	if a == nil {
		return nil, false
	}
	return t.src[a.ValueStart:a.ValueEnd], true
}

// AttrValue returns the decoded value of an attribute, "" when n does not have it. name is in lower case.
func (t *Tree) AttrValue(n int32, name string) string {
	a := t.findAttr(n, name)
	if a == nil {
		return ""
	}
	value := string(t.src[a.ValueStart:a.ValueEnd])
	if a.Entities {
		return html.UnescapeString(value)
	}
	return value
}

func (t *Tree) findAttr(n int32, name string) *Attr {
	node := &t.Nodes[n]
	for i := node.AttrStart; i < node.AttrEnd; i++ {
		a := &t.Attrs[i]
		if int(a.NameEnd-a.NameStart) == len(name) && equalFold(t.src[a.NameStart:a.NameEnd], name) {
			return a
		}
	}
	return nil
}

// equalFold compares ASCII names; lower is in lower case already.
func equalFold(name []byte, lower string) bool {
	for i, c := range name {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != lower[i] {
			return false
		}
	}
	return true
}
