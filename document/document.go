// Package document holds the values that travel through winnow's stages: a page on its way to becoming an article,
// the blocks it was cut into, and the verdict on it.
//
// A page or a block that is dropped is a value with a reason, never an error: every page that was read ends as an
// article, a named duplicate or a named rejection, so that the counts of a run add up.
package document

import "iter"

// Docs is a stream of documents. A non-nil error is final and ends the stream; whatever concerns a single page
// (unreadable, too large, empty) is a Verdict on its Document instead.
type Docs = iter.Seq2[*Document, error]

// Stage works on one document in place. A stage must leave a document alone that is dropped already
// (d.Verdict.Dropped()), and must be safe for use by several goroutines unless its constructor says otherwise.
type Stage = func(*Document)

// Format says what a document's bytes are.
type Format uint8

// The formats of a document's Raw bytes.
const (
	FormatUnknown Format = iota
	FormatHTML           // a page with markup
	FormatText           // text already extracted by somebody else, junk possibly still in
	FormatArticle        // a finished article (a JSON line that winnow wrote, or that the user says is one); Text is set, Raw is nil
)

// Origin tells where a document was found.
type Origin struct {
	File   string // path as the user would name it; "-" for standard input
	Record int64  // 1-based number of the record (line, WARC record, archive member) in File; 0 when File is the record
	Offset int64  // byte offset of the record in the decompressed file; 0 when File is the record
}

// Document is one page on its way through the stages.
type Document struct {
	Ordinal int64 // position in input order, from 0; set by the source
	Origin  Origin
	Format  Format
	Raw     []byte  // the page as read, decompressed; released after extraction. Nobody writes to its bytes: blocks may be parts of it
	memory  *Memory // that Raw lies in; nil when it is the document's own
	Charset string  // what the transport or the user said the encoding is, "" if nobody did; after decoding: what was used
	Bytes   int64   // size of the page as read (decompressed), for the counts

	// The article record.
	ID           string
	URL          string
	Title        string
	Author       string
	Date         string // ISO 8601
	Lang         string // ISO 639-1, or 639-3 where there is no two-letter code
	Site         string
	TemplateSite string // the site whose templates the page follows, where the source says so; "" for that of URL or Origin
	Type         string // what kind of page: article, thread, listing, ...; "" when not decided
	Text         string // paragraphs separated by a blank line, list items of one paragraph a line each; NFC UTF-8
	Comments     string // readers' comments, written like Text; "" unless asked for
	Credit       string // the agency or source line

	RepeatedParagraphs []int // paragraphs of Text, from 0, that stood in other documents: marked instead of dropped

	Blocks []Block // the page's blocks in order; those dropped are only present when Trace is set
	Items  []Item  // the list items that Blocks stand in, in the order in which they begin: those around an item before it
	Clean  bool    // plain text that was an article before: its repeats are meant, but for a body that stands twice
	Meta   []byte  // the members of the JSON record that the page stood in which have no place here, as an object; nil unless asked for
	Fields []byte  // the JSON object that the record was read from, for records that pass fields through

	TextMember int // which member of Fields has the text, counted from 1; 0 where Fields is nil

	asRead string // Text as Fields has it
	lender Lender // of the memory of Text and Fields; nil when that is the document's own
	Keys   any    // what dedupe prepared in parallel for its ordered look-up

	Verdict  Verdict
	Warnings []string // one line each, for stderr
	Trace    bool     // keep dropped blocks and evidence, for explain
}

// ReadArticle makes the document a finished article: its text, and the JSON object that has it as its member of that
// number. Several members may have the same key, or another key that texts go by: only the reader knows which one it took.
func (d *Document) ReadArticle(text string, fields []byte, member int) {
	d.Format, d.Text, d.asRead, d.Fields, d.TextMember = FormatArticle, text, text, fields, member
}

// A Lender has lent memory to documents, which it uses for others when all of it has come back. Return may be called by
// several goroutines at once.
type Lender interface{ Return() }

// Borrow says that Text and Fields lie in the lender's memory.
func (d *Document) Borrow(from Lender) { d.lender = from }

// Release gives back what the document has borrowed: nothing of Text and Fields may be looked at any more, and the document
// is without them. It is for whoever is the last to see a document, and need not be called: then memory is used once.
func (d *Document) Release() {
	if d.lender == nil {
		return
	}
	lender := d.lender
	d.Text, d.asRead, d.Fields, d.lender = "", "", nil, nil
	lender.Return()
}

// AsRead reports whether Text is what Fields says, as far as that is known without a look at them: not of documents that were
// stored meanwhile.
func (d *Document) AsRead() bool { return d.asRead != "" && d.Text == d.asRead }

// Keep reports whether the document is still on its way to the output.
func (d *Document) Keep() bool { return d.Verdict.Kind == Kept }

// Reject drops the document for a named reason; detail may be empty. The first verdict stays.
func (d *Document) Reject(reason Reason, detail string) {
	if d.Keep() {
		d.Verdict = Verdict{Kind: Rejected, Reason: reason, Detail: detail}
	}
}

// Fail drops the document because it could not be read; the run goes on, its exit status tells.
func (d *Document) Fail(reason Reason, detail string) {
	if d.Keep() {
		d.Verdict = Verdict{Kind: Failed, Reason: reason, Detail: detail}
	}
}
