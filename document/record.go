package document

// RecordNames are the keys of an article record, in the order in which they are written.
var RecordNames = []string{"id", "url", "title", "author", "date", "lang", "site", "type", "text", "comments", "credit", "source"}

// RepeatedName is the key of Document.RepeatedParagraphs, which stands before the last of RecordNames where it was asked
// for.
const RepeatedName = "repeated_paragraphs"
