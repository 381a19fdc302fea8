package document

// BlockKind is the part that a block plays in a text, by its markup or its form.
type BlockKind uint8

// The kinds of blocks.
const (
	Paragraph BlockKind = iota
	Heading             // Level 1..6
	ListItem            // a paragraph of a list's item, the first one or a later one: Item tells
	Quote
	Code     // blanks and line breaks of Text are kept
	TableRow // cells separated by a tab
	Caption  // of a picture or table; left out of the article's text
)

// Label says what a block is on its page.
type Label uint8

// The labels of blocks.
const (
	Boilerplate Label = iota
	Content
	Comment // a reader's comment below an article; posts of a forum are Content
)

// Block is one run of text between two block-level boundaries of a page: a paragraph, a heading, a list item, a
// table row, a line of plain text.
type Block struct {
	Text  string // NFC UTF-8, blanks collapsed (except Code)
	Kind  BlockKind
	Level uint8 // of headings
	Label Label
	Score float32 // probability of being content, 0..1; 0 where a rule decided
	Drop  Reason  // why it is not part of the article; "" when kept
	Item  int32   // the innermost list item around it, of whatever kind it is: an index of Document.Items plus 1; 0: none
	Table int32   // of table rows: tells the tables of a page apart

	// Only set when the document is traced.
	Path      string   // tag and class path from body
	Documents int32    // pages of its site that have its text, where that was weighed; else 0
	RepeatOf  int      // index of the block that this one repeats, plus 1; 0 when it repeats none
	Evidence  []string // the strongest contributions to Score, strongest first
	Features  string   // those that are not 0, as name=value between blanks; "" for lines of plain text
}

// Item is an item of a list on a page. A block begins the item that it stands in where no block before it does: which
// one that is, is known only when no more blocks are dropped. List items of plain text have no Item; each is one of its own.
type Item struct {
	In      int32 // the item around this one's list: an index of Document.Items plus 1; 0: none
	List    int32 // tells the lists of a page apart
	Number  int32 // in an ordered list, as a browser counts; not set where texts are written without numbers
	Ordered bool
}

// Reasons why a block is dropped. A block that the model scored below its threshold has ReasonScore.
const (
	ReasonScore    Reason = "score"
	ReasonRepeated Reason = "repeated" // an earlier paragraph of the page says the same
	ReasonCaption  Reason = "caption"
	ReasonHidden   Reason = "hidden"
	ReasonComment  Reason = "comment"
)
