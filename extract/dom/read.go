package dom

import (
	"bytes"
	"math/bits"
	"unicode"
	"unicode/utf8"

	"winnow/internal/runes"
)

// Name returns the element's name, in lower case but for the capitals that SVG has (foreignObject).
func (t *Tree) Name(n int32) string {
	node := &t.Nodes[n]
	if node.Tag != TagOther {
		return node.Tag.String()
	}
	name := cleanName(t.src[node.TextStart:node.TextEnd])
	if node.Flags&(FlagForeign|FlagMath) == FlagForeign {
		if adjusted, ok := svgNames[name]; ok {
			return adjusted
		}
	}
	return name
}

// RawName returns the name of an element with TagOther as it stands in the source, nothing for other nodes.
func (t *Tree) RawName(n int32) []byte {
	node := &t.Nodes[n]
	if node.Tag != TagOther {
		return nil
	}
	return t.src[node.TextStart:node.TextEnd]
}

// RawText returns the text of a text node as it stands in the source, character references not decoded.
func (t *Tree) RawText(n int32) []byte {
	node := &t.Nodes[n]
	return t.src[node.TextStart:node.TextEnd]
}

// AppendText appends the decoded text of text node n to dst; blanks are kept, line ends become \n.
func (t *Tree) AppendText(dst []byte, n int32) []byte {
	node := &t.Nodes[n]
	raw := t.src[node.TextStart:node.TextEnd]
	if node.Flags&FlagEntities == 0 {
		return append(dst, raw...)
	}
	form := inText
	if node.Flags&flagRaw != 0 {
		form = inRaw
	}
	return appendClean(dst, raw, form, node.Flags&flagNUL != 0)
}

// AttrAt returns attribute k of Tree.Attrs as it stands in the source: its name, lower case not guaranteed, and its
// value, character references not decoded. Both are valid until the next Parse. A tag that repeats an attribute has it
// repeated here too; the first one counts.
func (t *Tree) AttrAt(k int32) (name, value []byte) {
	a := &t.Attrs[k]
	return t.src[a.NameStart:a.NameEnd], t.src[a.ValueStart:a.ValueEnd]
}

// RawValue returns the value of attribute k of Tree.Attrs as it stands in the source.
func (t *Tree) RawValue(k int32) []byte {
	a := &t.Attrs[k]
	return t.src[a.ValueStart:a.ValueEnd]
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
	return t.cleanValue(a)
}

// AppendAttr appends the decoded value of an attribute to dst; nothing when n does not have it. name is in lower case.
func (t *Tree) AppendAttr(dst []byte, n int32, name string) []byte {
	a := t.findAttr(n, name)
	if a == nil {
		return dst
	}
	value := t.src[a.ValueStart:a.ValueEnd]
	if t.decoded {
		return append(dst, value...)
	}
	return appendClean(dst, value, inAttr, true)
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

// cleanValue returns the decoded value of a.
func (t *Tree) cleanValue(a *Attr) string {
	value := t.src[a.ValueStart:a.ValueEnd]
	if t.decoded || !needsCleaning(value) {
		return string(value)
	}
	return string(appendClean(make([]byte, 0, len(value)), value, inAttr, true))
}

// cleanName returns a name of the source in lower case.
func cleanName(name []byte) string {
	name = bytes.ReplaceAll(name, []byte{0}, []byte("\uFFFD"))
	lower := make([]byte, len(name))
	for i, c := range name {
		lower[i] = lowerByte(c)
	}
	return string(lower)
}

// form says what kind of text character references stand in.
type form uint8

const (
	inText form = iota
	inAttr
	inRaw // no references
)

// needsCleaning reports whether an attribute's value differs from its source.
func needsCleaning(value []byte) bool {
	return bytes.IndexByte(value, '&') >= 0 || bytes.IndexByte(value, '\r') >= 0 || bytes.IndexByte(value, 0) >= 0
}

// appendClean appends raw to dst with its character references decoded and line ends normalised. NUL bytes are replaced
// by U+FFFD or left out.
func appendClean(dst, raw []byte, f form, replaceNUL bool) []byte {
	start := 0 // of what has yet to be copied
	for i := 0; i < len(raw); {
		for i+8 <= len(raw) {
			n := plainBytes(runes.EightAt(raw, i))
			if i += n; n < 8 {
				break
			}
		}
		if i == len(raw) {
			break
		}
		switch raw[i] {
		case '&':
			if f == inRaw {
				i++
				continue
			}
			r, r2, n := charRef(raw[i:], f == inAttr)
			if n > 1 {
				dst = append(dst, raw[start:i]...)
				dst = utf8.AppendRune(dst, r)
				if r2 != 0 {
					dst = utf8.AppendRune(dst, r2)
				}
				start = i + n
			}
			i += n
		case '\r':
			dst = append(dst, raw[start:i]...)
			i++
			if i == len(raw) || raw[i] != '\n' {
				dst = append(dst, '\n')
			}
			start = i
		case 0:
			dst = append(dst, raw[start:i]...)
			if replaceNUL {
				dst = append(dst, "\uFFFD"...)
			}
			i++
			start = i
		default:
			i++
		}
	}
	return append(dst, raw[start:]...)
}

// plainBytes returns how many of eight bytes stand before the first that appendClean may have to change.
func plainBytes(w uint64) int {
	const (
		ones = 0x0101010101010101
		tops = 0x80 * ones
	)
	and := w ^ '&'*ones
	found := (and - ones) &^ and // a top bit set where a byte is 0, and maybe above one
	found |= (w - ('\r'+1)*ones) &^ w
	return bits.TrailingZeros64(found&tops) / 8
}

// isBlank reports whether a text is white space only, by Unicode's definition (no-break spaces count as such).
func isBlank(text []byte, flags Flags) bool {
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case byteClass[c]&isSpace != 0, c == '\v':
			i++
		case c == 0 && flags&flagNUL == 0:
			i++
		case c == '&' && flags&flagRaw == 0:
			r, r2, n := charRef(text[i:], false)
			if !unicode.IsSpace(r) || r2 != 0 {
				return false
			}
			i += n
		case c < utf8.RuneSelf:
			return false
		default:
			r, n := utf8.DecodeRune(text[i:])
			if !unicode.IsSpace(r) {
				return false
			}
			i += n
		}
	}
	return true
}

// equalFold compares an ASCII name of the source with one in lower case.
func equalFold(name []byte, lower string) bool {
	return len(name) == len(lower) && sameFold(name, lower)
}

// sameFold compares two names without regard to ASCII case.
func sameFold[A, B []byte | string](x A, y B) bool {
	if len(x) != len(y) {
		return false
	}
	for i := range len(x) {
		if lowerByte(x[i]) != lowerByte(y[i]) {
			return false
		}
	}
	return true
}
