package document

// RecordNames are the keys of an article record, in the order in which they are written.
var RecordNames = []string{"id", "url", "title", "author", "date", "lang", "site", "type", "text", "comments", "credit", "source"}

// The keys of what is only written when it was asked for, before the last of RecordNames.
const (
	RepeatedName = "repeated_paragraphs" // Document.RepeatedParagraphs
	MetaName     = "meta"                // Document.Meta
)
