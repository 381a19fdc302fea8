package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"

	"winnow/document"
)

const (
	// SamplesPerReason is how many pages are shown for each reason: what a person reads in a quarter of an hour.
	SamplesPerReason = 20

	// mostReasons is how many reasons get samples; there are about a dozen.
	mostReasons = 24

	mostSites, shownSites = 200_000, 500
	mostLangs, shownLangs = 1000, 200
	mostTypes             = 100

	textBytes = 2000 // of a sample's text: about a screen
	nameBytes = 300  // of a title, an address, an id
	mostFacts = 12   // of a near duplicate
)

// Collector adds up the documents of a run. It is used by one goroutine.
type Collector struct {
	cfg Config

	total               Counts
	langs, sites, types groups
	lengths, shares     histogram
	months              histogram
	undated             int64

	reasons  map[reasonKey]*reasonState
	last     *reasonState
	lastKey  reasonKey
	kept     *sampler
	clusters clusters
	spool    spool
}

// Config says what a Collector needs to know of its run.
type Config struct {
	Compares bool   // documents are compared with each other, so the texts of those that are kept may be needed
	TempDir  string // for a temporary file; "" for the system's directory
}

type reasonKey struct {
	kind   document.VerdictKind
	reason document.Reason
}

type reasonState struct {
	pages, bytes int64
	sampler      *sampler // nil for reasons beyond mostReasons
}

// NewCollector returns a Collector that has seen nothing yet. It must be closed.
func NewCollector(cfg Config) *Collector {
	return &Collector{
		cfg:   cfg,
		langs: groups{most: mostLangs}, sites: groups{most: mostSites}, types: groups{most: mostTypes},
		lengths: histogram{}, shares: histogram{}, months: histogram{},
		reasons: make(map[reasonKey]*reasonState),
		kept:    newSampler(SamplesPerReason, 0),
		spool:   spool{dir: cfg.TempDir},
	}
}

// Collect passes docs on and adds each one up. It stands at the end of the stages. A nil Collector adds up nothing.
func (c *Collector) Collect(docs document.Docs) document.Docs {
	if c == nil {
		return docs
	}
	return func(yield func(*document.Document, error) bool) {
		for doc, err := range docs {
			if err == nil {
				c.Add(doc)
			}
			if !yield(doc, err) {
				return
			}
		}
	}
}

// Add adds a document up.
func (c *Collector) Add(d *document.Document) {
	kind := d.Verdict.Kind
	var text, chars int64
	if kind == document.Kept {
		text, chars = int64(len(d.Text)), characters(d.Text)
	}
	for _, counts := range [...]*Counts{&c.total, c.langs.of(d.Lang), c.sites.of(site(d)), c.types.of(d.Type)} {
		counts.add(kind, d.Bytes, text, chars)
	}
	if kind != document.Kept {
		c.drop(d)
		return
	}
	c.lengths[lengthBin(chars)]++
	if d.Bytes > 0 {
		c.shares[min(100*text/d.Bytes, 100)/5*5]++
	}
	if m, ok := month(d.Date); ok {
		c.months[m]++
	} else {
		c.undated++
	}
	c.kept.offer(d.Ordinal, func() Sample { return c.describe(d) })
	if c.cfg.Compares {
		c.spool.put(key(d.ID), false, &Sample{
			ID: cut(d.ID, nameBytes), URL: cut(d.URL, nameBytes), Title: cut(d.Title, nameBytes),
			Text: cut(d.Text, textBytes), Cut: len(d.Text) > textBytes, Characters: int(chars),
		})
	}
}

// drop adds up a document that is not in the output.
func (c *Collector) drop(d *document.Document) {
	k := reasonKey{d.Verdict.Kind, d.Verdict.Reason}
	state := c.last
	if state == nil || k != c.lastKey {
		if state = c.reasons[k]; state == nil {
			state = new(reasonState)
			if len(c.reasons) < mostReasons {
				state.sampler = newSampler(SamplesPerReason, xxhash.Sum64String(string(k.reason))+uint64(k.kind))
			}
			c.reasons[k] = state
		}
		c.last, c.lastKey = state, k
	}
	state.pages++
	state.bytes += d.Bytes
	if state.sampler != nil {
		state.sampler.offer(d.Ordinal, func() Sample { return c.describe(d) })
	}
	if d.Verdict.Kind != document.Duplicate {
		return
	}
	k64 := key(d.Verdict.Of)
	if n := c.clusters.add(k64); n > 0 && n <= shownMembers {
		sample := c.describe(d)
		sample.Reason = string(d.Verdict.Reason)
		c.spool.put(k64, true, &sample)
	}
}

// describe returns what a person needs to judge a document.
func (c *Collector) describe(d *document.Document) Sample {
	s := Sample{
		ID: held(d.ID, nameBytes), URL: held(d.URL, nameBytes), Title: held(d.Title, nameBytes),
		Source: held(d.Origin.File, nameBytes), Detail: held(d.Verdict.Detail, nameBytes),
		Of: held(d.Verdict.Of, nameBytes), Covered: d.Verdict.Covered, PageBytes: d.Bytes,
		Text: held(d.Text, textBytes), Cut: len(d.Text) > textBytes, Characters: int(characters(d.Text)),
	}
	if d.Origin.Record > 0 {
		s.Source = fmt.Sprintf("%s:%d", s.Source, d.Origin.Record)
	}
	for _, fact := range d.Verdict.Facts[:min(len(d.Verdict.Facts), mostFacts)] {
		s.Facts = append(s.Facts, held(fact, nameBytes))
	}
	return s
}

// held returns the beginning of a text without the rest of it: that may be gone, or be large, when the sample is still
// there.
func held(s string, most int) string { return strings.Clone(cut(s, most)) }

// Summary returns what was seen. The stream must have ended. It fails when texts could not be kept in a file.
func (c *Collector) Summary() (*Summary, error) {
	s := &Summary{
		Version: Version,
		Total:   c.total, Kept: c.kept.samples(), Reasons: []ReasonGroup{},
		Lengths: c.lengths.bins(), Shares: c.shares.bins(), Months: c.months.bins(), Undated: c.undated,
		Clusters: Clusters{Count: int64(len(c.clusters.sizes)), Sizes: c.clusters.histogram()},
	}
	s.Sites, s.Others = c.sites.list(shownSites)
	s.Langs, _ = c.langs.list(shownLangs)
	s.Types, _ = c.types.list(mostTypes)
	if len(s.Types) == 1 && s.Types[0].Name == "" {
		s.Types = nil
	}
	for k, state := range c.reasons {
		g := ReasonGroup{Verdict: k.kind.String(), Reason: string(k.reason), Pages: state.pages, Bytes: state.bytes}
		if state.sampler != nil {
			g.Samples = state.sampler.samples()
		}
		s.Reasons = append(s.Reasons, g)
	}
	slices.SortFunc(s.Reasons, func(a, b ReasonGroup) int {
		return cmp.Or(cmp.Compare(a.Verdict, b.Verdict), cmp.Compare(b.Pages, a.Pages), cmp.Compare(a.Reason, b.Reason))
	})
	return s, c.fetch(s)
}

// fetch fills in the texts of clusters and of the articles that sampled duplicates repeat.
func (c *Collector) fetch(s *Summary) error {
	largest := c.clusters.largest()
	at := make(map[uint64]*Cluster, len(largest))
	s.Clusters.Largest = make([]Cluster, len(largest))
	for i, k := range largest {
		cluster := &s.Clusters.Largest[i]
		cluster.Size = int64(c.clusters.sizes[k]) + 1
		at[k] = cluster
	}
	duplicates := make(map[uint64][]*Sample)
	for i := range s.Reasons {
		if s.Reasons[i].Verdict != document.Duplicate.String() {
			continue
		}
		for n := range s.Reasons[i].Samples {
			sample := &s.Reasons[i].Samples[n]
			duplicates[key(sample.Of)] = append(duplicates[key(sample.Of)], sample)
		}
	}
	wanted := func(k uint64) bool { return at[k] != nil || duplicates[k] != nil }
	err := c.spool.each(wanted, func(e *entry) {
		if !e.member {
			for _, sample := range duplicates[e.key] {
				if sample.Of == e.sample.ID {
					sample.KeptText, sample.KeptCut = e.sample.Text, e.sample.Cut
				}
			}
		}
		switch cluster := at[e.key]; {
		case cluster == nil:
		case e.member && len(cluster.Members) < shownMembers:
			cluster.Members = append(cluster.Members, e.sample)
		case !e.member:
			cluster.Kept = e.sample
		}
	})
	if err != nil {
		return err
	}
	for i := range s.Clusters.Largest { // kept by an earlier run, or too late for its text
		if cluster := &s.Clusters.Largest[i]; cluster.Kept.ID == "" && len(cluster.Members) > 0 {
			cluster.Kept.ID = cluster.Members[0].Of
		}
	}
	// Clusters of one size stand in the order of their ids: that of their keys means nothing.
	slices.SortStableFunc(s.Clusters.Largest, func(a, b Cluster) int {
		return cmp.Or(cmp.Compare(b.Size, a.Size), cmp.Compare(a.Kept.ID, b.Kept.ID))
	})
	return nil
}

// Close lets go of the temporary file.
func (c *Collector) Close() error {
	if c == nil {
		return nil
	}
	return c.spool.close()
}
