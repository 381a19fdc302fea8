package document

// VerdictKind says how a page ended.
type VerdictKind uint8

// The ways in which a page can end.
const (
	Kept      VerdictKind = iota // an article
	Rejected                     // read, but no article in it or not wanted
	Duplicate                    // an article that a kept one covers
	Failed                       // could not be read; makes the exit status 1
)

// String returns the kind as it stands in the rejected file and in the summary.
func (k VerdictKind) String() string {
	return [...]string{"kept", "rejected", "duplicate", "failed"}[k]
}

// Reason names why a page was dropped, in a form that scripts can match.
type Reason string

// Reasons of rejection and failure. Packages add their own beside the code that decides them.
const (
	ReasonEmpty      Reason = "empty"       // nothing but boilerplate on the page
	ReasonTooLarge   Reason = "too-large"   // more bytes than the limit allows
	ReasonUnreadable Reason = "unreadable"  // the file could not be opened or read
	ReasonCorrupt    Reason = "corrupt"     // the bytes are not what the format promises
	ReasonNotText    Reason = "not-text"    // binary data
	ReasonExact      Reason = "exact"       // same folded text as a kept article
	ReasonNear       Reason = "near"        // covered by a kept article
	ReasonNotArticle Reason = "not-article" // the page is of a type that was not asked for
)

// Verdict is how a page ended and why. The zero value is "kept".
type Verdict struct {
	Kind   VerdictKind
	Reason Reason
	Detail string // for people; may be empty

	// Of is the id of the kept document, for duplicates.
	Of string
	// Covered is the share of this document's words that the kept one holds (0..1), for near duplicates.
	Covered float64
	// Facts lists numbers and names that differ between the two, for near duplicates.
	Facts []string
}

// Dropped reports whether the page will not be in the output.
func (v Verdict) Dropped() bool { return v.Kind != Kept }
