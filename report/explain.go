package report

import (
	"cmp"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"

	"winnow/document"
)

// Page is a page whose way is to be explained: its document was traced, extracted and rendered.
type Page struct {
	Doc      *document.Document
	Original string // the page as read, as UTF-8; "" shows none
	Truth    *string
}

// ExplainConfig says what the explanation of pages needs to know.
type ExplainConfig struct {
	Program string // version of winnow

	// Feature says what a feature of blocks measures; "" where that is not known.
	Feature func(name string) string
}

// Explanation is a page of HTML that explains pages, as many as a file has room for (see budget.go).
type Explanation struct {
	cfg   ExplainConfig
	pages []explained
	room  room
}

// NewExplanation returns an Explanation of no pages.
func NewExplanation(cfg ExplainConfig) *Explanation { return &Explanation{cfg: cfg} }

// explained is what is shown of a page.
type explained struct {
	ID       string // of the section
	Name     string
	Source   string
	Verdict  string
	Why      string
	Fields   [][2]string
	Kept     int
	Dropped  int
	Chars    int64
	Parts    []part
	Reasons  []reasonCount
	Article  []Span
	Original string
	Cut      bool // of the original
	HTML     bool // the original is one of HTML
	Text     string
	Truth    *truthView
	Only     bool // there is one page
	Short    bool // only its beginning is shown

	Body, Frame template.HTML // what is shown of the blocks, and of the original
	NoFrame     bool          // there was no room for it
}

// part is a block, or a run of dropped ones that is folded.
type part struct {
	Block  *blockView // nil for a run
	Blocks []*blockView
	Says   string // of a run: how many of which reason
}

type reasonCount struct {
	Reason string
	Count  int
}

// blockView is what is shown of a block.
type blockView struct {
	ID       string
	Number   int
	Kept     bool
	Kind     string
	Family   string // what its colour stands for
	Reason   string // as in the filter
	Why      string
	Says     string
	Text     string
	Peek     string
	Code     bool
	Path     string
	Features string
	Scored   bool
	Score    float64
	Width    float64
	Class    string
	Evidence []contribution
	Repeats  int // number of the block that it repeats
	OfID     string
	Notes    []string // evidence that is no feature: how many pages of the site have it
	Truth    bool
	InTruth  float64
	Wrong    string // "missing" or "extra", where the truth disagrees
}

// contribution is how a feature moved a block's score.
type contribution struct {
	Name, Value, Says string
	By                string
	X, Width          float64 // of the bar, of 100 with 0 in the middle
	Class             string
}

// truthView compares an article with its reference text.
type truthView struct {
	Missing, Extra           int // words
	Recall, Precision, Score float64
	Article, Reference       []Span
}

// Add adds a page, or leaves it out where there is no room for it.
func (e *Explanation) Add(p Page) error {
	d := p.Doc
	if !e.room.mayTake(d) {
		e.room.LeftOut++
		return nil
	}
	v := explained{
		ID: "p" + strconv.Itoa(len(e.pages)+1), Source: d.Origin.File, Verdict: d.Verdict.Kind.String(),
		Why: strings.TrimSuffix(string(d.Verdict.Reason)+": "+d.Verdict.Detail, ": "), Chars: characters(d.Text),
		Article: []Span{{Text: d.Text}}, HTML: d.Format == document.FormatHTML,
	}
	if d.Origin.Record > 0 {
		v.Source = fmt.Sprintf("%s:%d", d.Origin.File, d.Origin.Record)
	}
	v.Name = cmp.Or(d.Title, d.ID, v.Source)
	for _, field := range [...][2]string{
		{"source", v.Source}, {"id", d.ID}, {"url", d.URL}, {"title", d.Title}, {"author", d.Author}, {"date", d.Date},
		{"language", d.Lang}, {"site", d.Site}, {"type", d.Type}, {"credit", d.Credit}, {"encoding", d.Charset},
	} {
		if field[1] != "" {
			v.Fields = append(v.Fields, field)
		}
	}
	var truth shingles
	if p.Truth != nil {
		v.Truth = compare(d.Text, *p.Truth)
		v.Article = v.Truth.Article
		truth = shinglesOf(*p.Truth)
	}
	blocks := make([]*blockView, 0, len(d.Blocks))
	counts := map[string]int{}
	for i := range d.Blocks {
		b := e.block(v.ID, i, &d.Blocks[i], truth)
		counts[b.Reason]++
		if b.Kept {
			v.Kept++
		} else {
			v.Dropped++
		}
		blocks = append(blocks, b)
	}
	for reason, n := range counts {
		v.Reasons = append(v.Reasons, reasonCount{reason, n})
	}
	slices.SortFunc(v.Reasons, func(a, b reasonCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Reason, b.Reason))
	})
	v.Parts = fold(blocks)
	if v.HTML && p.Original != "" {
		v.Original, v.Cut = original(p.Original)
	} else {
		v.Text = cut(p.Original, originalBytes)
		v.Cut = len(v.Text) < len(p.Original)
	}
	return e.take(&v)
}

const (
	blockBytes = 20_000 // of a block are shown
	peekBytes  = 160    // of one that is folded
)

// block makes the view of one block.
func (e *Explanation) block(page string, i int, b *document.Block, truth shingles) *blockView {
	v := &blockView{
		ID: page + "-b" + strconv.Itoa(i+1), Number: i + 1, Kept: b.Drop == "", Kind: kindOf(b), Text: cut(b.Text, blockBytes),
		Code: b.Kind == document.Code, Path: b.Path, Features: b.Features, Reason: cmp.Or(string(b.Drop), "kept"), Says: meanings[string(b.Drop)],
		Family: family(b.Drop), Class: "kept",
	}
	if len(v.Text) < len(b.Text) {
		v.Text += " …"
	}
	v.Peek = strings.Join(strings.Fields(cut(v.Text, peekBytes)), " ")
	if len(v.Text) > peekBytes {
		v.Peek += " …"
	}
	v.Why = v.Reason
	if b.Score > 0 {
		v.Scored, v.Score, v.Width = true, float64(b.Score), round(100*float64(b.Score))
		if !v.Kept {
			v.Class = "rejected"
		}
	}
	if b.Drop == document.ReasonScore {
		v.Why = fmt.Sprintf("score %.2f", b.Score)
	}
	if b.RepeatOf > 0 {
		v.Repeats, v.OfID = b.RepeatOf, page+"-b"+strconv.Itoa(b.RepeatOf)
	}
	v.Evidence, v.Notes = e.contributions(b.Evidence)
	if truth != nil {
		v.Truth, v.InTruth = true, truth.share(b.Text)
		switch {
		case v.Kept && v.InTruth < .5:
			v.Wrong = "extra"
		case !v.Kept && v.InTruth > .5 && b.Drop != document.ReasonRepeated:
			v.Wrong = "missing"
		}
	}
	return v
}

// contributions reads the evidence of a block: "name=value +0.12" is a feature, anything else a note.
func (e *Explanation) contributions(evidence []string) (list []contribution, notes []string) {
	most := 0.0
	var sizes []float64
	for _, line := range evidence {
		feature, by, _ := strings.Cut(line, " ")
		name, value, found := strings.Cut(feature, "=")
		size, err := strconv.ParseFloat(by, 64)
		if !found || err != nil {
			notes = append(notes, line)
			continue
		}
		sizes = append(sizes, size)
		most = max(most, size, -size)
		c := contribution{Name: name, Value: value, By: strings.ReplaceAll(by, "-", "−"), Class: "kept"}
		if e.cfg.Feature != nil {
			c.Says = e.cfg.Feature(name)
		}
		list = append(list, c)
	}
	for i, size := range sizes {
		if most == 0 {
			break
		}
		c := &list[i]
		c.X, c.Width = 50, round(50*max(size, -size)/most)
		if size < 0 {
			c.X, c.Class = round(50-c.Width), "rejected"
		}
	}
	return list, notes
}

// leastRun is how many dropped blocks in a row are folded into one line.
const leastRun = 4

// fold puts runs of dropped blocks together. What the truth disagrees about stays in sight.
func fold(blocks []*blockView) (parts []part) {
	for i := 0; i < len(blocks); {
		j := i
		for j < len(blocks) && !blocks[j].Kept && blocks[j].Wrong == "" {
			j++
		}
		if j-i < leastRun {
			j = max(j, i+1)
			for _, b := range blocks[i:j] {
				parts = append(parts, part{Block: b})
			}
			i = j
			continue
		}
		run := part{Blocks: blocks[i:j]}
		var order []string
		counts := map[string]int{}
		for _, b := range run.Blocks {
			if counts[b.Reason]++; counts[b.Reason] == 1 {
				order = append(order, b.Reason)
			}
		}
		slices.SortStableFunc(order, func(a, b string) int { return cmp.Compare(counts[b], counts[a]) })
		for n, reason := range order {
			if n > 0 {
				run.Says += ", "
			}
			run.Says += fmt.Sprintf("%s %d", reason, counts[reason])
		}
		parts = append(parts, run)
		i = j
	}
	return parts
}

// family groups reasons by what decides: the model, a repeat, the form of the block, or a rule.
func family(reason document.Reason) string {
	switch reason {
	case "":
		return "kept"
	case document.ReasonScore:
		return "model"
	case document.ReasonRepeated, "template":
		return "repeat"
	case document.ReasonCaption, document.ReasonHidden, document.ReasonComment, "headline", "title", "dateline", "credit", "alt-text":
		return "form"
	}
	return "ruled"
}

// KindName returns what a kind of block is called where people read of it.
func KindName(kind document.BlockKind) string {
	return [...]string{
		document.Paragraph: "paragraph", document.Heading: "heading", document.ListItem: "item", document.Quote: "quote",
		document.Code: "code", document.TableRow: "row", document.Caption: "caption",
	}[kind]
}

// kindOf names the kind of a block, and the level of a heading.
func kindOf(b *document.Block) string {
	if b.Kind == document.Heading && b.Level > 0 {
		return fmt.Sprintf("%s %d", KindName(b.Kind), b.Level)
	}
	return KindName(b.Kind)
}

// compare compares an article with its reference text.
func compare(article, reference string) *truthView {
	t := new(truthView)
	t.Article, t.Reference = differ(article, reference)
	count := func(spans []Span) (common, only int) {
		for _, s := range spans {
			n := len(words(s.Text))
			if s.Only {
				only += n
			} else {
				common += n
			}
		}
		return common, only
	}
	common, extra := count(t.Article)
	_, missing := count(t.Reference)
	t.Extra, t.Missing = extra, missing
	t.Precision, t.Recall = ratio(int64(common), int64(common+extra)), ratio(int64(common), int64(common+missing))
	if common > 0 {
		t.Score = 2 * t.Precision * t.Recall / (t.Precision + t.Recall)
	}
	return t
}

// WriteHTML writes the explanation as a page that needs nothing but itself.
func (e *Explanation) WriteHTML(w io.Writer) error {
	title := fmt.Sprintf("winnow explain: %d pages", len(e.pages))
	if len(e.pages) == 1 && e.room.LeftOut == 0 {
		e.pages[0].Only = true
		title = "winnow explain: " + e.pages[0].Name
	}
	truth := false
	for i := range e.pages {
		truth = truth || e.pages[i].Truth != nil
	}
	return write(w, "explain", title, struct {
		Program string
		Pages   []explained
		Truth   bool
		LeftOut string
	}{e.cfg.Program, e.pages, truth, e.LeftOut()})
}
