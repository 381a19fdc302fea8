package dom

import (
	"bytes"
	"math/bits"

	"winnow/internal/runes"
)

// Byte classes of the tokeniser.
const (
	endsName  = 1 << iota // white space / >
	endsKey               // white space / > =
	isSpace               // space \t \n \r \f
	afterLess             // what makes a '<' markup: a letter / ! ?
	isLetter
	isPrinted // an ASCII character that is neither white space nor the start of a character reference
)

var byteClass = func() (table [256]uint8) {
	for _, c := range " \t\n\r\f" {
		table[c] |= endsName | endsKey | isSpace
	}
	for _, c := range "/>" {
		table[c] |= endsName | endsKey
	}
	table['='] |= endsKey
	for c := 'a'; c <= 'z'; c++ {
		table[c] |= afterLess | isLetter
		table[c-'a'+'A'] |= afterLess | isLetter
	}
	for _, c := range "/!?" {
		table[c] |= afterLess
	}
	for c := '!'; c <= '~'; c++ {
		if c != '&' {
			table[c] |= isPrinted
		}
	}
	return table
}()

// maxAttrs bounds the attributes kept of one tag, so that comparing those of two elements stays cheap; the development
// pages have at most a few dozen.
const maxAttrs = 256

// maxTreeAttrs bounds the attributes kept of one page: two for each node that a tree may have.
const maxTreeAttrs = 2 * MaxNodes

// token is the tag or text that tree construction looks at.
type token struct {
	tag                Tag
	selfClosing        bool
	flags              Flags // of a text
	start, end         int32 // the name of a tag, the bytes of a text
	attrStart, attrEnd int32
}

// readTag reads a tag whose name starts at pos; keep says whether its attributes are wanted. It returns the position
// after its '>', or -1 when the page ends within it.
func (b *builder) readTag(pos int, keep bool) int {
	src := b.src
	n := len(src)
	if keep {
		if p := b.readPlainTag(pos); p >= 0 {
			if src[p] == '>' {
				return p + 1
			}
			if p = b.readAttrs(p, true); p < 0 {
				b.attrs = b.attrs[:b.tok.attrStart]
			}
			return p
		}
	}
	p := pos + letters(src, pos)
	for p < n && byteClass[src[p]]&endsName == 0 {
		p++
	}
	first := int32(len(b.attrs))
	t := &b.tok // field by field: a token that is copied waits until all of it is written
	t.tag, t.selfClosing, t.flags = lookupTag(src, pos, p), false, 0
	t.start, t.end, t.attrStart, t.attrEnd = int32(pos), int32(p), first, first
	if p < n && src[p] == '>' {
		return p + 1
	}
	return b.readAttrs(p, keep)
}

// readAttrs reads the attributes of the tag in tok from p on, behind its name or those of them that were read; keep says
// whether they are wanted. It returns the position after the tag's '>', or -1 when the page ends within it.
func (b *builder) readAttrs(p int, keep bool) int {
	src := b.src
	n := len(src)
	attrs, limit := b.attrs, min(int(b.tok.attrStart)+maxAttrs, maxTreeAttrs)
	if !keep {
		limit = 0
	}
	lastValue := -1
	for {
		// Mostly there is one blank, or none.
		if p < n {
			p += int(byteClass[src[p]] / isSpace & 1)
		}
		for p < n && byteClass[src[p]]&isSpace != 0 {
			p++
		}
		if p >= n {
			return -1
		}
		if src[p] == '>' {
			// <a b=/> isn't self-closing: the slash is the value.
			b.tok.selfClosing = src[p-1] == '/' && p-1 != lastValue-1
			b.tok.attrEnd = int32(len(attrs))
			b.attrs = attrs
			return p + 1
		}
		if src[p] == '/' {
			p++
			continue
		}
		key := p
		p += max(1, letters(src, p)) // an '=' here belongs to the name
		for p < n && byteClass[src[p]]&endsKey == 0 {
			p++
		}
		keyEnd := p
		value, valueEnd := keyEnd, keyEnd
		if p+1 < n && src[p] == '=' && src[p+1] == '"' { // as nearly all values begin
			value = p + 2
			i := bytes.IndexByte(src[value:], '"')
			if i < 0 {
				return -1
			}
			valueEnd = value + i
			p = valueEnd + 1
		} else {
			for p < n && byteClass[src[p]]&isSpace != 0 {
				p++
			}
			if p < n && src[p] == '=' {
				if value, valueEnd, p = readValue(src, p+1); p < 0 {
					return -1
				}
			}
		}
		lastValue = valueEnd
		if len(attrs) < limit {
			last := len(attrs)
			if last == cap(attrs) {
				attrs = append(attrs, Attr{})
			}
			attrs = attrs[:last+1]
			a := &attrs[last]
			a.NameStart, a.NameEnd, a.ValueStart, a.ValueEnd = int32(key), int32(keyEnd), int32(value), int32(valueEnd)
			a.Name = lookupAttr(src, key, keyEnd)
		}
	}
}

// readValue reads the value of an attribute behind its '='. It returns where it begins and ends, and the position behind
// it, or -1 when the page ends within it.
func readValue(src []byte, p int) (value, end, behind int) {
	n := len(src)
	for p < n && byteClass[src[p]]&isSpace != 0 {
		p++
	}
	if p >= n {
		return 0, 0, -1
	}
	switch quote := src[p]; quote {
	case '"', '\'':
		value = p + 1
		i := bytes.IndexByte(src[value:], quote)
		if i < 0 {
			return 0, 0, -1
		}
		return value, value + i, value + i + 1
	case '>':
		return p, p, p
	}
	value = p
	for p < n && src[p] != '>' && byteClass[src[p]]&isSpace == 0 {
		p++
	}
	return value, p, p
}

// letters returns how many of the bytes at pos, of the first eight, have a place in the upper half of ASCII as letters
// do; what ends a name has not.
func letters(src []byte, pos int) int {
	if pos+8 > len(src) {
		return 0
	}
	const upperHalf = 0x4040404040404040
	return bits.TrailingZeros64(^runes.EightAt(src, pos)&upperHalf) / 8
}

// skipSpaces returns the position behind the white space at pos, if there is any: line ends and indentation, of which
// eight bytes are looked at together.
func skipSpaces(src []byte, pos int) int {
	const (
		ones = 0x0101010101010101
		low  = 0x7f * ones
	)
	if pos < len(src) && byteClass[src[pos]]&isSpace == 0 {
		return pos
	}
	for pos+8 <= len(src) {
		w := runes.EightAt(src, pos)
		blank, end, tab, ret := w^' '*ones, w^'\n'*ones, w^'\t'*ones, w^'\r'*ones // 0 where it is one
		other := (blank&low + low | blank) & (end&low + low | end) & (tab&low + low | tab) & (ret&low + low | ret) &^ low
		pos += bits.TrailingZeros64(other) / 8
		if other != 0 {
			break
		}
	}
	for pos < len(src) && byteClass[src[pos]]&isSpace != 0 { // form feeds, the end of the page
		pos++
	}
	return pos
}

// nextByte is where the next of some byte stands from where it was asked for last. The places asked for only grow, so
// that a page is searched once, and not anew in each of its texts.
type nextByte int

// within reports whether c stands in src[start:end].
func (next *nextByte) within(src []byte, c byte, start, end int) bool {
	if int(*next) <= start {
		i := bytes.IndexByte(src[start:], c)
		if i < 0 {
			i = len(src)
		}
		*next = nextByte(start + i)
	}
	return int(*next) < end
}

// findText returns where the text that starts at p ends, where in it the first byte stands that is no white space, and
// whether it holds character references.
func (b *builder) findText(p int) (first, end int, references bool) {
	src := b.src
	if haveVectors && p+vectorReach <= len(src) {
		first, end, references = findTextAVX2(b, p, &tokenTables)
		if end >= 0 && byteClass[src[end+1]]&afterLess != 0 {
			return first, end, references
		}
	}
	first = skipSpaces(src, p)
	end = textEnd(src, first)
	return first, end, b.ampersand.within(src, '&', p, end)
}

// textEnd returns where the text that starts at pos ends: at the next '<' that begins markup.
func textEnd(src []byte, pos int) int {
	for {
		i := bytes.IndexByte(src[pos:], '<')
		if i < 0 {
			return len(src)
		}
		pos += i
		if pos+1 >= len(src) {
			return len(src)
		}
		if byteClass[src[pos+1]]&afterLess != 0 {
			return pos
		}
		pos++
	}
}

// skipTo returns the position after the next '>'.
func skipTo(src []byte, pos int) int {
	i := bytes.IndexByte(src[pos:], '>')
	if i < 0 {
		return len(src)
	}
	return pos + i + 1
}

var twoDashes = []byte("--")

// commentEnd returns the position after a comment whose "<!--" ends at pos. A comment ends at "-->" and "--!>", and at
// once in "<!-->" and "<!--->".
func commentEnd(src []byte, pos int) int {
	n := len(src)
	p := pos
	for p < n && src[p] == '-' {
		p++
	}
	if p < n && src[p] == '>' {
		return p + 1
	}
	for p = pos; p < n; {
		i := bytes.Index(src[p:], twoDashes)
		if i < 0 {
			return n
		}
		p += i + 2
		for p < n && src[p] == '-' {
			p++
		}
		switch {
		case p >= n:
			return n
		case src[p] == '>':
			return p + 1
		case src[p] != '!':
		case p+1 < n && src[p+1] == '>':
			return p + 2
		case p+1 < n && src[p+1] == '-':
			p++ // this dash may begin the next pair
		default:
			p += 2
		}
	}
	return n
}

// isEndTag reports whether src[pos:], after a "</", is the end tag of the raw text element name (in lower case).
func isEndTag(src []byte, pos int, name string) bool {
	after := pos + len(name)
	return after < len(src) && byteClass[src[after]]&endsName != 0 && equalFold(src[pos:after], name)
}

// rawEnd returns where the raw text of an element ends: at its end tag or the end of the page.
func rawEnd(src []byte, pos int, tag Tag) int {
	if tag == TagPlaintext {
		return len(src)
	}
	name := tag.String()
	for {
		i := bytes.IndexByte(src[pos:], '<')
		if i < 0 || pos+i+2 >= len(src) {
			return len(src)
		}
		pos += i + 1
		switch {
		case src[pos] == '/':
			if isEndTag(src, pos+1, name) {
				return pos - 1
			}
			pos++
		case tag == TagScript && src[pos] == '!' && pos+2 < len(src) && src[pos+1] == '-' && src[pos+2] == '-':
			end, leftAt := escapedScript(src, pos+3)
			if end >= 0 {
				return end
			}
			pos = leftAt
		}
	}
}

// escapedScript follows a script from after "<!--" on. It returns the position of the end tag that ends the script (or
// the page's length), or -1 and where the escape ended. Within "<!-- <script" an end tag ends only the inner script.
func escapedScript(src []byte, pos int) (end, leftAt int) {
	double := false
	from := pos - len("--") // the dashes of "<!--" may be those of "-->"
	for {
		next := bytes.IndexByte(src[pos:], '<')
		until := len(src)
		if next >= 0 {
			until = pos + next
		}
		if i := bytes.Index(src[from:until], []byte("-->")); i >= 0 {
			return -1, from + i + len("-->")
		}
		if pos = until + 1; pos > len(src) {
			return len(src), 0
		}
		switch {
		case pos < len(src) && src[pos] == '/':
			pos++
			if isEndTag(src, pos, "script") {
				if !double {
					return pos - 2, 0
				}
				double = false
				pos += len("script>")
			}
		case double:
		case pos < len(src) && byteClass[src[pos]]&isLetter != 0:
			if isEndTag(src, pos, "script") { // the same name and the same bytes after it as an end tag
				double = true
				pos += len("script>")
			}
		default:
			return -1, pos // golang.org/x/net/html leaves the escape here; the standard would stay in it
		}
		from = pos
	}
}
