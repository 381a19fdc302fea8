package metadata

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// next steps over blanks and separators and returns the byte that starts the next token; 0 at the end.
func (r *ldReader) next() byte {
	for r.pos < len(r.src) {
		switch c := r.src[r.pos]; c {
		case ' ', '\t', '\n', '\r', ',', 0:
			r.pos++
		default:
			return c
		}
	}
	return 0
}

// text reads a value as a string. Numbers count as text; of objects with @value, and of arrays, the first string is
// taken; anything else is stepped over.
func (r *ldReader) text(c byte) []byte {
	switch c {
	case '"':
		return r.str()
	case '[', '{':
		start := r.pos
		r.skip()
		value := r.src[start:r.pos]
		if c == '{' {
			i := bytes.Index(value, []byte(`"@value"`))
			if i < 0 {
				return nil
			}
			value = value[i+len(`"@value"`):]
		}
		if i := bytes.IndexByte(value, '"'); i >= 0 {
			inner := ldReader{src: value, pos: i}
			return inner.str()
		}
		return nil
	default:
		start := r.pos
		r.skip()
		if c >= '0' && c <= '9' {
			return r.src[start:r.pos]
		}
		return nil
	}
}

// str reads the string that starts at pos and returns what stands between its quotes.
func (r *ldReader) str() []byte {
	start := r.pos + 1
	for i := start; i < len(r.src); {
		j := bytes.IndexByte(r.src[i:], '"')
		if j < 0 {
			break
		}
		i += j
		escapes := 0
		for k := i - 1; k >= start && r.src[k] == '\\'; k-- {
			escapes++
		}
		if escapes%2 == 0 {
			r.pos = i + 1
			return r.src[start:i]
		}
		i++
	}
	r.pos = len(r.src)
	return r.src[min(start, len(r.src)):]
}

// skip steps over one value of any depth without recursion.
func (r *ldReader) skip() {
	depth := 0
	for r.pos < len(r.src) {
		switch r.src[r.pos] {
		case '"':
			r.str()
		case '{', '[':
			depth++
			r.pos++
		case '}', ']':
			if depth == 0 {
				return // of the value around this one
			}
			depth--
			r.pos++
		case ',':
			if depth == 0 {
				return
			}
			r.pos++
			continue
		default:
			r.pos++
			if depth == 0 && r.pos < len(r.src) { // the rest of a number or a bare word
				switch r.src[r.pos] {
				case ',', '}', ']', '"', '{', '[', ' ', '\n', '\r', '\t':
					return
				}
			}
			continue
		}
		if depth == 0 {
			return
		}
	}
}

// unescapeJSON decodes the escapes of a raw JSON string, then character references, which many sites leave in it.
func unescapeJSON(raw []byte) string {
	if bytes.IndexByte(raw, '\\') < 0 {
		return unescapeHTML(string(raw))
	}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		if c != '\\' || i+1 == len(raw) {
			out = append(out, c)
			continue
		}
		i++
		switch raw[i] {
		case 'n', 'r', 't', 'b', 'f':
			out = append(out, ' ')
		case 'u':
			c, ok := hex4(raw[i+1:])
			if !ok {
				out = append(out, 'u')
				continue
			}
			i += 4
			if utf16.IsSurrogate(c) {
				low := rune(utf8.RuneError)
				if i+2 < len(raw) && raw[i+1] == '\\' && raw[i+2] == 'u' {
					if second, ok := hex4(raw[i+3:]); ok {
						low = second
					}
				}
				if c = utf16.DecodeRune(c, low); c != utf8.RuneError {
					i += 6
				}
			}
			out = utf8.AppendRune(out, c)
		default:
			out = append(out, raw[i])
		}
	}
	return unescapeHTML(string(out))
}

func hex4(b []byte) (rune, bool) {
	if len(b) < 4 {
		return 0, false
	}
	v, err := strconv.ParseUint(string(b[:4]), 16, 16)
	return rune(v), err == nil
}
