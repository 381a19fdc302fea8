package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// runPage is what the page of a run shows.
type runPage struct {
	*Summary
	Line     string // the command, as it was given
	Funnel   []step
	Reasons  []reasonRow
	Methods  []reasonRow // of duplicates
	Clusters []clusterView
	Kept     []sampleView
	Length   *chart
	Share    *chart
	Dates    *chart
	Sizes    *chart
	Clocks   []*chart
	Slowest  float64 // seconds of the stage that took most
}

// step is one of the steps that a page takes.
type step struct {
	Name  string
	Pages int64
	Share float64
	Lost  int64  // on the way to it
	Kind  string // of those
	Width float64
	Class string
}

// reasonRow is one reason with its samples.
type reasonRow struct {
	ReasonGroup
	ID      string
	Says    string
	Share   float64 // of all pages
	Width   float64 // of the bar, 0..100
	Class   string
	Samples []sampleView
}

// sampleView is a sample, beside the article that is kept in its place where there is one.
type sampleView struct {
	Sample
	Pair       bool
	Text, Kept []Span
}

type clusterView struct {
	Cluster
	Name    string
	Text    []Span
	Members []sampleView
}

// WriteHTML writes the summary as a page that needs nothing but itself.
func (s *Summary) WriteHTML(w io.Writer) error {
	p := runPage{
		Summary: s, Line: s.line(), Length: lengthChart(s.Lengths), Share: shareChart(s.Shares), Dates: dateChart(s.Months, s.Undated),
		Sizes: sizeChart(s.Clusters.Sizes), Clocks: clockCharts(s.Clock),
	}
	t := &s.Total
	p.Funnel = []step{
		{Name: "Pages", Pages: t.Pages},
		{Name: "Could be read", Pages: t.Pages - t.Failed, Lost: t.Failed, Kind: "failed"},
		{Name: "Hold an article", Pages: t.Pages - t.Failed - t.Rejected, Lost: t.Rejected, Kind: "rejected"},
		{Name: "Say something new", Pages: t.Articles, Lost: t.Duplicates, Kind: "duplicate"},
	}
	for i := range p.Funnel {
		step := &p.Funnel[i]
		step.Share = ratio(step.Pages, t.Pages)
		step.Width, step.Class = round(100*step.Share), "kept"
	}
	var most int64
	for _, g := range s.Reasons {
		most = max(most, g.Pages)
	}
	for _, g := range s.Reasons {
		row := reasonRow{
			ReasonGroup: g, ID: anchor(g.Verdict + "-" + g.Reason), Says: meanings[g.Reason], Share: ratio(g.Pages, t.Pages),
			Width: round(100 * ratio(g.Pages, most)), Class: g.Verdict,
		}
		for _, sample := range g.Samples {
			row.Samples = append(row.Samples, viewOf(sample))
		}
		p.Reasons = append(p.Reasons, row)
		if g.Verdict == "duplicate" {
			p.Methods = append(p.Methods, row)
		}
	}
	slices.SortStableFunc(p.Reasons, func(a, b reasonRow) int { return cmp.Compare(b.Pages, a.Pages) })
	for _, sample := range s.Kept {
		p.Kept = append(p.Kept, viewOf(sample))
	}
	for _, c := range s.Clusters.Largest {
		view := clusterView{Cluster: c, Name: cmp.Or(c.Kept.Title, c.Kept.ID), Text: []Span{{Text: c.Kept.Text}}}
		for _, member := range c.Members {
			member.KeptText, member.KeptCut = c.Kept.Text, c.Kept.Cut
			view.Members = append(view.Members, viewOf(member))
		}
		p.Clusters = append(p.Clusters, view)
	}
	if s.Clock != nil {
		for _, stage := range s.Clock.Stages {
			p.Slowest = max(p.Slowest, stage.Seconds)
		}
	}
	return write(w, "run", "winnow "+s.Command+": "+number(t.Articles)+" articles of "+number(t.Pages)+" pages", p)
}

// line is the command line of the run, as far as it is known.
func (s *Summary) line() string {
	var b strings.Builder
	b.WriteString("winnow " + s.Command)
	for _, f := range s.Flags {
		fmt.Fprintf(&b, " --%s", f.Name)
		if f.Value != "true" {
			b.WriteString(" " + f.Value)
		}
	}
	for _, input := range s.Inputs {
		b.WriteString(" " + input)
	}
	return b.String()
}

// viewOf compares a sample with the article that is kept in its place.
func viewOf(s Sample) sampleView {
	v := sampleView{Sample: s, Text: []Span{{Text: s.Text}}}
	if s.KeptText == "" {
		return v
	}
	v.Pair = true
	v.Kept, v.Text = differ(s.KeptText, s.Text)
	// Where one text is cut, what the other one goes on with is no difference.
	if s.Cut != s.KeptCut || s.Cut {
		settle(v.Kept)
		settle(v.Text)
	}
	return v
}

// settle takes the mark off the end of a text.
func settle(spans []Span) {
	if n := len(spans); n > 0 {
		spans[n-1].Only = false
	}
}

// anchor makes a name that an address can point to.
func anchor(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			return r
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		}
		return '-'
	}, name)
}

// meanings says what reasons mean, for those who read them for the first time. Of a reason that is not here its name is
// shown alone.
var meanings = map[string]string{
	// Of pages.
	"empty":        "nothing but boilerplate on the page",
	"too-large":    "more bytes, elements or lines than the limits allow",
	"unreadable":   "the file could not be opened or read",
	"corrupt":      "the bytes are not what the format promises",
	"not-text":     "binary data",
	"unsupported":  "recognised, and no page: a style sheet, a picture, a PDF",
	"http-status":  "the server answered with an error or a redirect",
	"revisit":      "the page stands in another record, unchanged",
	"continuation": "the rest of a page that was split over records",
	"not-article":  "the page is of a type that was not asked for",
	"panic":        "a bug of winnow's: please report it",
	"exact":        "the same text as a kept article, but for case, blanks and punctuation",
	"near":         "a kept article holds nearly all of it",
	"minhash":      "its MinHash signature has a band in common with that of a kept article",

	// Of blocks.
	"score":    "the model takes it for boilerplate",
	"repeated": "an earlier paragraph of the page says the same",
	"caption":  "the caption of a picture or table",
	"hidden":   "not visible on the page",
	"comment":  "a reader's comment",
	"headline": "the title, or a part of it, above the text",
	"title":    "the title above the text",
	"dateline": "nothing but the date, the author or the source",
	"credit":   "the agency or source, moved to the field credit",
	"phrase":   "a fixed phrase such as “read more”",
	"marker":   "a line that begins or ends boilerplate, such as “most read”",
	"link-box": "a box of links to other articles",
	"alt-text": "the description of a picture",
	"apart":    "far less likely than the text of the article, and behind it",
	"selector": "a selector of the command line decides",
	"template": "it stands on many pages of the site",
}
