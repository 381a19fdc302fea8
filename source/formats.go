package source

import (
	"bytes"
	"io"
	"path"
	"strings"

	"winnow/document"
)

// A format is a way in which files hold pages.
type format struct {
	name  string
	sure  bool                                // told by a signature, and asked for even where the user has said what kind of pages there are
	sniff func(head []byte, name string) bool // whether a file that begins like this, of this name, is one
	read  func(s *stream)                     // emits the documents
}

// formats in the order in which they are tried: those with a signature first, those that are a matter of judgement
// after them. This is the place to add one.
var formats []format

func init() { // not a literal: archives read the formats of their members
	formats = []format{
		{"warc", true, isWARC, readWARC},
		{"zip", true, isZip, readZip},
		{"tar", true, isTar, readTar},
		{"mhtml", true, isMHTML, readMHTML},
		{"parquet", true, isParquet, readParquet},
		{"json", false, isJSONStream, readJSONStream},
		{"json lines", false, isJSONLines, readJSONLines},
		{"other", false, isOther, rejectOther},
		{"html", false, isHTML, readHTML},
		{"binary", false, isBinary, rejectBinary},
		{"text", false, func([]byte, string) bool { return true }, readText},
	}
}

// headSize is how much of a file its format is told by: more than the longest signature (tar's at 257), and enough to
// see markup or the end of a first record.
const headSize = 4 << 10

// read emits the documents of a stream, whatever it holds.
func read(s *stream) {
	head, err := s.Peek(headSize)
	if err != nil && err != io.EOF && len(head) == 0 {
		s.emit(fail(s.page(), err))
		return
	}
	if c := compressionOf(head); c != nil {
		readCompressed(s, c)
		return
	}
	if s.cfg.Lines {
		readJSONLines(s)
		return
	}
	text := asASCII(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")))
	forced := readerOf(s.cfg.Format, text, s.name)
	for i := range formats {
		if f := &formats[i]; (f.sure || forced == nil) && f.sniff(text, s.name) {
			f.read(s)
			return
		}
	}
	forced(s)
}

// readerOf returns what reads files of the format that the user named, nil when none was named.
func readerOf(f document.Format, head []byte, name string) func(*stream) {
	// Of JSON lines a format is what their records hold. A page may begin with code that looks like a record: where the
	// name does not say that it is JSON, the line behind the first must be a record, too.
	strict := name
	if !strings.Contains(name, ".json") && !strings.Contains(name, ".ndjson") {
		strict += ".txt"
	}
	switch {
	case f == document.FormatUnknown:
		return nil
	case f != document.FormatArticle && isJSONStream(head, strict):
		return readJSONStream
	case f != document.FormatArticle && isJSONLines(head, strict):
		return readJSONLines
	case f == document.FormatHTML:
		return readHTML
	case f == document.FormatText:
		return readText
	case f == document.FormatArticle && isJSONStream(head, name):
		return readJSONStream
	case f == document.FormatArticle && isHTML(head, name):
		return failNoArticle("a page with markup, not JSON lines of articles: extract it first")
	case f == document.FormatArticle && isBinary(head, name):
		return failNoArticle("binary data, such as an archive of a kind that is not read: not JSON lines of articles")
	case f == document.FormatArticle && isProse(head):
		return failNoArticle("a text, not JSON lines of articles: extract it first")
	case f == document.FormatArticle:
		return readJSONLines
	}
	return nil
}

// asASCII makes UTF-16 readable for sniffing, with a question mark for what is not ASCII. Other bytes come back as they
// are. UTF-16 is told by its mark, or by zeros in every second byte, always the same one.
func asASCII(head []byte) []byte {
	if bytes.IndexByte(head, 0) < 0 {
		return head
	}
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i&1]++
		}
	}
	low := 0 // which byte of a unit tells the character
	switch enough := max(1, len(head)/32); {
	case bytes.HasPrefix(head, []byte("\xFF\xFE")), zeros[1] > enough && zeros[0] <= zeros[1]/16:
	case bytes.HasPrefix(head, []byte("\xFE\xFF")), zeros[0] > enough && zeros[1] <= zeros[0]/16:
		low = 1
	default:
		return head
	}
	text := make([]byte, 0, len(head)/2)
	for i := 0; i+1 < len(head); i += 2 {
		switch c, high := head[i+low], head[i+1-low]; {
		case high == 0 && c < 0x80:
			text = append(text, c)
		case i > 0: // the mark is left out
			text = append(text, '?')
		}
	}
	return text
}

// signatures of files that hold no article.
var signatures = []struct{ magic, what string }{
	{"%PDF-", "PDF"},
	{"\x89PNG\r\n", "picture"},
	{"\xFF\xD8\xFF", "picture"},
	{"GIF8", "picture"},
	{"<svg", "picture"},
	{"wOFF", "font"},
	{"wOF2", "font"},
	{"\x00\x01\x00\x00\x00", "font"},
	{"\x7FELF", "program"},
	{"{\\rtf", "RTF"},
	{"\xD0\xCF\x11\xE0", "office document"},
	{"7z\xBC\xAF\x27\x1C", "7z archive"},
	{"Rar!\x1A\x07", "rar archive"},
	{"\xFD7zXZ\x00", "xz compression"},
}

// otherEndings name files that browsers save beside a page; their content has no signature.
var otherEndings = map[string]string{
	".css": "style sheet", ".js": "script", ".mjs": "script", ".map": "source map", ".svg": "picture",
	".webp": "picture", ".ico": "picture", ".woff": "font", ".woff2": "font", ".ttf": "font", ".mp4": "film",
}

func otherKind(head []byte, name string) string {
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.magic)) {
			return s.what
		}
	}
	if isXML(head) {
		return "XML"
	}
	return otherEndings[path.Ext(name)]
}

// isXML reports feeds, sitemaps and the like: XML that is no page.
func isXML(head []byte) bool {
	text := bytes.TrimLeft(head, " \t\r\n")
	for _, start := range []string{"<?xml", "<rss", "<feed", "<urlset", "<sitemapindex"} {
		if bytes.HasPrefix(text, []byte(start)) {
			lower := bytes.ToLower(head)
			return !bytes.Contains(lower, []byte("<html")) && !bytes.Contains(lower, []byte("<!doctype html"))
		}
	}
	return false
}

func isOther(head []byte, name string) bool { return otherKind(head, name) != "" }

// failNoArticle names what was found where articles were promised, once rather than for each of its lines.
func failNoArticle(what string) func(*stream) {
	return func(s *stream) {
		d := s.page()
		d.Fail(document.ReasonCorrupt, what)
		s.emit(d)
	}
}

// isProse reports several whole lines none of which begins as a record does. One such line may be a record that was cut.
func isProse(head []byte) bool {
	lines := 0
	for line := range bytes.Lines(head) {
		if line = bytes.TrimSpace(line); len(line) > 0 {
			lines++
		}
		if bytes.HasPrefix(line, []byte("{")) {
			return false
		}
	}
	return lines >= 3 // the last one may be cut
}

func rejectOther(s *stream) {
	head, _ := s.Peek(headSize)
	d := s.page()
	d.Reject(ReasonUnsupported, otherKind(head, s.name))
	s.emit(d)
}

// binaryShare is the share of control characters from which on bytes are no text: random bytes have a tenth, texts in
// any encoding next to none.
const binaryShare = 64

// isBinary counts the bytes that https://mimesniff.spec.whatwg.org calls binary data bytes.
func isBinary(head []byte, _ string) bool {
	n := 0
	for _, c := range head {
		if c <= 0x08 || c == 0x0B || c >= 0x0E && c <= 0x1A || c >= 0x1C && c <= 0x1F {
			n++
		}
	}
	return n*binaryShare > len(head)
}

func rejectBinary(s *stream) {
	d := s.page()
	d.Reject(document.ReasonNotText, "")
	s.emit(d)
}
