package phrases

// Kind says what a phrase announces.
type Kind uint8

// The kinds of phrases. The names in the tables are these in lower case.
const (
	None       Kind = iota
	Related         // related articles, "read also"
	MostRead        // most read, popular, trending
	Latest          // latest news, recent posts
	ReadMore        // a link to the rest or to another page
	Comments        // readers' comments and the form for them
	Share           // share, print, save, like
	Follow          // follow us, mobile version, apps
	Tags            // tags, topics, categories
	Newsletter      // newsletters and subscriptions
	Cookie          // consent
	Login           // accounts and paywalls
	Copyright       // rights, terms, privacy
	Imprint         // publisher, editors, contact, about
	Ad              // advertisement marks
	Photo           // credit or caption of a picture or video
	Byline          // author, date of publication
	Source          // where a text was taken from
	Nav             // navigation, search, paging
	Time            // "3 hours ago"
	Count           // "12 views", "5 min read"
	NumKinds
)

var kindNames = [NumKinds]string{
	"none", "related", "mostread", "latest", "readmore", "comments", "share", "follow", "tags", "newsletter",
	"cookie", "login", "copyright", "imprint", "ad", "photo", "byline", "source", "nav", "time", "count",
}

// String returns the name that the tables use.
func (k Kind) String() string { return kindNames[k] }

// Form says how a phrase stands in its line.
type Form uint8

// The forms of a match.
const (
	NoForm Form = iota
	Line        // the line is the phrase, but for decoration, a colon or a count
	Label       // the phrase, a colon (or "=", "»", ">>"), then anything
	Start       // the phrase opens the line; anything may follow
)

// Match is what Find found at the start of a line.
type Match struct {
	Kind Kind
	Form Form
	N    int // bytes of the line that belong to the phrase, with the decoration before and the colon and blanks after it
}
