// Package charset turns the bytes of a page into valid UTF-8, whatever the page says about itself.
//
// Evidence is weighed in this order: the user's word, a byte order mark, the form of UTF-16, whether the bytes are
// valid UTF-8 (which overrules every declaration: text in another encoding is hardly ever valid UTF-8 by chance),
// the transport's header, the page's own declaration, and at last the letters themselves. A declaration under which
// the text does not look like any language that is written in it is overruled.
//
// Names and labels of encodings are those of the WHATWG Encoding Standard (https://encoding.spec.whatwg.org), so
// "iso-8859-1" means windows-1252 and "gb2312" GBK, as it does in browsers.
package charset

import (
	"bytes"
	"strconv"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"winnow/internal/bytekinds"
	"winnow/internal/utf8check"
)

// UTF8 is the name of the encoding that needs no decoding.
const UTF8 = "utf-8"

// Options says what is known about a page's encoding before looking at it. Unknown labels are ignored.
type Options struct {
	Forced    string // label that the user gave: believed whatever the bytes look like
	Transport string // label that came with the page, such as the charset of a Content-Type header
	Markup    bool   // look for <meta charset>, http-equiv and an XML declaration
}

// Result is a decoded page.
type Result struct {
	Text     []byte // valid UTF-8 without byte order mark; shares memory with the input when that was UTF-8 already
	Encoding string // canonical lower-case name, such as "utf-8" or "windows-1258"
	Replaced int    // ill-formed sequences that became U+FFFD
	Doubtful bool   // nothing but a guess on weak evidence speaks for Encoding

	Kinds bytekinds.Set // of the bytes of Text
}

// Warning returns a line for the user when the text may be wrong, "" when all is well.
func (r Result) Warning() string {
	switch {
	case r.Doubtful:
		return "encoding unclear, read as " + r.Encoding
	case r.Replaced > 0:
		return strconv.Itoa(r.Replaced) + " byte sequences are not " + r.Encoding + ", replaced by U+FFFD"
	}
	return ""
}

// Lookup returns the canonical name of the encoding that label stands for, and whether there is one.
func Lookup(label string) (name string, ok bool) {
	if e := lookup(label); e.enc != nil {
		return e.name, true
	}
	return "", false
}

type named struct {
	name string
	enc  encoding.Encoding
}

func lookup(label string) named {
	if label == "" {
		return named{}
	}
	e, err := htmlindex.Get(label)
	if err != nil {
		return named{}
	}
	name, err := htmlindex.Name(e)
	if err != nil || name == "replacement" || name == "x-user-defined" {
		return named{}
	}
	if name == "gbk" {
		return gb18030 // the standard decodes both alike; a superset
	}
	return named{name, e}
}

var (
	utf8Named = named{UTF8, unicode.UTF8}
	gb18030   = named{"gb18030", simplifiedchinese.GB18030}
	utf16le   = named{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)}
	utf16be   = named{"utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)}
	utf32le   = named{"utf-32le", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)}
	utf32be   = named{"utf-32be", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)}
	iso2022jp = lookup("iso-2022-jp")
)

// Decode returns raw as valid UTF-8. It never fails: bytes that mean nothing become U+FFFD and are counted. The
// text of a page that is UTF-8 already is raw itself, without a copy, unless some of it was encoded twice, which is
// undone.
func Decode(raw []byte, opt Options) Result {
	if e := lookup(opt.Forced); e.enc != nil {
		return decode(bytes.TrimPrefix(raw, markOf(e.name)), e, false)
	}
	res := choose(raw, opt)
	if res.Kinds&bytekinds.Tilde != 0 { // nothing that was encoded twice is without
		if text := repair(res.Text); len(text) != len(res.Text) {
			res.Text, res.Kinds = text, bytekinds.Of(text)
		}
	}
	return res
}

// choose decodes by the encoding that the bytes and what is said about them speak for.
func choose(raw []byte, opt Options) Result {
	if e, n := byMark(raw); n > 0 {
		return decode(raw[n:], e, false)
	}
	if e := byZeros(raw); e.enc != nil {
		return decode(raw, e, false)
	}
	if kinds := bytekinds.Of(raw); kinds&bytekinds.High == 0 || utf8check.Valid(raw) {
		if kinds&bytekinds.Escape != 0 {
			if i := bytes.Index(raw, escJIS); i >= 0 && isISO2022JP(raw[i:]) {
				return decode(raw, iso2022jp, false)
			}
		}
		return Result{Text: raw, Encoding: UTF8, Kinds: kinds}
	}
	declared := [2]named{lookup(opt.Transport)}
	if opt.Markup {
		declared[1] = lookup(declaredIn(raw))
	}
	e, doubtful := detect(raw, declared[:])
	return decode(raw, e, doubtful)
}

func decode(raw []byte, e named, doubtful bool) Result {
	if e.name == UTF8 && utf8check.Valid(raw) {
		return Result{Text: raw, Encoding: UTF8, Doubtful: doubtful, Kinds: bytekinds.Of(raw)}
	}
	text, err := e.enc.NewDecoder().Bytes(raw)
	if err != nil { // of the decoders only UTF-16's and UTF-32's can, on a cut last unit
		text = append(text, "\uFFFD"...)
	}
	if !utf8check.Valid(text) {
		text = bytes.ToValidUTF8(text, []byte("\uFFFD"))
	}
	res := Result{Text: text, Encoding: e.name, Doubtful: doubtful, Kinds: bytekinds.Of(text)}
	res.Replaced = bytes.Count(text, replacement)
	if e.name == UTF8 {
		res.Replaced -= bytes.Count(raw, replacement) // those that the page held itself
	}
	return res
}

var replacement = []byte("\uFFFD")

var marks = []struct {
	mark string
	enc  named
}{
	{"\xEF\xBB\xBF", utf8Named},
	{"\xFF\xFE\x00\x00", utf32le}, // before UTF-16, whose mark begins alike
	{"\x00\x00\xFE\xFF", utf32be},
	{"\xFF\xFE", utf16le},
	{"\xFE\xFF", utf16be},
	{"\x84\x31\x95\x33", gb18030},
}

// byMark returns the encoding that a byte order mark names and the mark's length, 0 when there is no mark.
func byMark(raw []byte) (named, int) {
	for _, m := range marks {
		if len(raw) >= len(m.mark) && string(raw[:len(m.mark)]) == m.mark {
			return m.enc, len(m.mark)
		}
	}
	return named{}, 0
}

func markOf(name string) []byte {
	for _, m := range marks {
		if m.enc.name == name {
			return []byte(m.mark)
		}
	}
	return nil
}

// zerosHead is how many bytes byZeros looks at: the markup or the blanks of a page's head hold enough ASCII.
const zerosHead = 1024

// byZeros finds UTF-16 without a mark: ASCII characters leave a zero in every second byte, always the same one.
func byZeros(raw []byte) named {
	head := raw[:min(len(raw), zerosHead)]
	first := bytes.IndexByte(head, 0)
	if first < 0 {
		return named{}
	}
	var zeros [2]int
	for i := first; i < len(head); i++ {
		if head[i] == 0 {
			zeros[i&1]++
		}
	}
	// A sixteenth of the units: in Chinese or Russian text only blanks, digits and markup have a zero byte. The
	// other half must have next to none, or the bytes are binary data.
	enough := len(head) / 32
	switch {
	case zeros[1] > enough && zeros[0] <= zeros[1]/16:
		return utf16le
	case zeros[0] > enough && zeros[1] <= zeros[0]/16:
		return utf16be
	}
	return named{}
}

var escJIS = []byte("\x1b$")

// isISO2022JP reports whether the escape sequence at s selects a Japanese character set (RFC 1468).
func isISO2022JP(s []byte) bool {
	return len(s) > 4 && (s[2] == 'B' || s[2] == '@') && s[3] > ' ' && s[3] < 0x7F && s[4] > ' ' && s[4] < 0x7F
}
