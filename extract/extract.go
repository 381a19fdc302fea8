// Package extract turns a page into an article: its text without navigation, teasers, comments and other boilerplate,
// and what the page says about itself.
//
// # Method
//
// A page is decoded ([winnow/extract/charset]), parsed once into a flat tree ([winnow/extract/dom]) and cut into
// blocks: runs of text between two block-level boundaries. Each block is described by about 250 small numbers, its
// features (see [FeatureTable]): its own text and links, the elements around it and what their names say, how dense
// the text is up the ancestor chain, how far the block is from the container of the text, how it is repeated, and
// what stands before and after it. A gradient-boosted ensemble of oblivious trees ([winnow/extract/forest]), trained
// on labelled pages of many sites and languages, gives the probability that the block is content, boilerplate or a
// reader's comment. From these probabilities the text is chosen as a whole (see decide.go): an article is one
// subtree of the page, a thread or a listing is many; a list is kept or dropped as one; headings stay with the text
// beneath them.
//
// The method is that of Boilerpipe (Kohlschütter, Fankhauser and Nejdl, "Boilerplate Detection using Shallow Text
// Features", WSDM 2010) with the features of Readability (Arc90, 2009) and later extractors, learned instead of
// written down.
//
// Plain text that somebody else extracted takes the same way with lines in the place of blocks
// ([winnow/extract/plain]).
//
// Nothing depends on the clock, on other pages or on the machine: the same page gives the same article, byte for byte.
package extract

import (
	"fmt"
	"sync"

	"winnow/document"
	"winnow/extract/charset"
	"winnow/extract/dom"
	"winnow/extract/forest"
	"winnow/extract/metadata"
	"winnow/extract/phrases"
	"winnow/extract/plain"
	"winnow/extract/templates"
	"winnow/internal/laps"
)

// Favor shifts the balance between keeping too much and keeping too little.
type Favor int8

// The ways to shift it.
const (
	Balanced  Favor = iota
	Precision       // rather lose a paragraph than keep boilerplate
	Recall          // rather keep boilerplate than lose a paragraph
)

// Format is how the text of an article is written.
type Format uint8

// The formats of the text.
const (
	Text     Format = iota // paragraphs separated by a blank line, list items of one paragraph and table rows one a line
	Markdown               // CommonMark with GitHub's tables
	HTML                   // a fragment of plain elements
)

// Config says how pages are extracted. The zero value is what most users want.
type Config struct {
	Encoding string // label of the pages' encoding, when the user knows better than the pages
	Lang     string // language of the pages as ISO 639, when the user knows it
	Favor    Favor
	Comments bool // keep readers' comments, in Document.Comments
	Format   Format
	Model    []byte       // a model file to use in place of the built-in one
	Pages    []byte       // a model of page types to use in place of the built-in one
	Lines    plain.Config // how plain text is labelled

	// KeepApart keeps what stands apart from the body of an article (ReasonApart), for those who train on what comes out and
	// whose rows don't know where on the page they stand.
	KeepApart bool

	// CSS selectors, which stand above the model: where elements match one of KeepSelectors, the text is what they
	// hold and nothing else; what elements that match one of DropSelectors hold is never text.
	KeepSelectors, DropSelectors []string

	Rules *Rules // selectors for the pages of some hosts, above all others; nil for none

	// What was learned of the pages' sites; nil for nothing.
	Templates *templates.Store

	Tree dom.Limits // of a page's tree; one with more nodes is rejected as too large

	Clock *laps.Clock // where the stages book their time; nil for nowhere
}

// Extractor extracts articles. It is safe for use by several goroutines.
type Extractor struct {
	cfg     Config
	model   *forest.Model
	pages   *forest.Model // of a page's type
	lines   *plain.Labeler
	rules   selectors
	classes [3]int // the model's class for each document.Label
	scratch sync.Pool
}

// New makes an Extractor. It fails when cfg.Model is no model, or one for other features, and on unknown
// encodings and bad selectors.
func New(cfg Config) (*Extractor, error) {
	if cfg.Encoding != "" {
		if _, ok := charset.Lookup(cfg.Encoding); !ok {
			return nil, fmt.Errorf("unknown encoding %q", cfg.Encoding)
		}
	}
	go prepare()
	data := cfg.Model
	if data == nil {
		data = builtinModel
	}
	lines, err := plain.New(cfg.Lines)
	if err != nil {
		return nil, err
	}
	rules, err := compileSelectors(cfg.KeepSelectors, cfg.DropSelectors)
	if err != nil {
		return nil, err
	}
	x := &Extractor{cfg: cfg, lines: lines, rules: rules}
	model, err := forest.Read(data)
	if err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	if err := model.Check(FeatureNames); err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	x.model = model
	for label, name := range [...]string{document.Boilerplate: "boilerplate", document.Content: "content", document.Comment: "comment"} {
		if x.classes[label] = model.Class(name); x.classes[label] < 0 {
			return nil, fmt.Errorf("model: no class %q", name)
		}
	}
	pages := cfg.Pages
	if pages == nil {
		pages = builtinPages
	}
	if x.pages, err = forest.Read(pages); err == nil {
		err = x.pages.Check(PageTypeNames)
	}
	if err != nil {
		return nil, fmt.Errorf("model of page types: %w", err)
	}
	x.scratch.New = func() any {
		s := &scratch{eval: model.NewEvaluator(), types: x.pages.NewEvaluator()}
		s.page.parser.Limits = cfg.Tree
		return s
	}
	return x, nil
}

// prepare makes the tables that pages need, while the models are read: or all workers wait at their first page for the one
// that makes them.
func prepare() {
	phrases.Prepare()
	composedRunes()
}

// scratch is what one goroutine needs to extract a page.
type scratch struct {
	page   Page
	eval   *forest.Evaluator
	types  *forest.Evaluator
	probs  []float32
	choice choice
	items  listItems
	units  []templates.Unit
	shared []uint32 // for each block the pages of the site that its text stands on, where that weighed; else empty
}

// maxScratch is the page size in bytes up to which scratch is kept for the next page, so that one huge page does not
// stay in memory for the rest of the run.
const maxScratch = 8 << 20

// Extract reads a page and fills d.Blocks and the fields of the article but for d.Text, which is written from the
// blocks by [Extractor.Render]. Between the two, blocks may be dropped by other stages.
// It is a document.Stage.
func (x *Extractor) Extract(d *document.Document) {
	if d.Verdict.Dropped() || d.Format == document.FormatArticle {
		return
	}
	lap := x.cfg.Clock.Start()
	result := charset.Decode(d.Raw, charset.Options{Forced: x.cfg.Encoding, Transport: d.Charset, Markup: d.Format != document.FormatText})
	d.Charset = result.Encoding
	if w := result.Warning(); w != "" {
		d.Warnings = append(d.Warnings, w)
	}
	lap.End(laps.Decode)
	if d.Format == document.FormatText {
		x.extractText(d, result.Text)
		lap.End(laps.Lines)
		return
	}
	s := x.scratch.Get().(*scratch)
	tree := s.page.parser.ParseKinds(result.Text, result.Kinds)
	lap.End(laps.Parse)
	if tree.Truncated {
		d.Reject(document.ReasonTooLarge, s.page.parser.TooLarge())
		return // without the scratch: it has grown with the page
	}
	x.readMeta(d, metadata.Read(tree, d.URL))
	lap.End(laps.Metadata)
	s.page.LoadTree(tree)
	lap.End(laps.Cut)
	d.Type = x.label(d, s, &lap)
	if t := s.holdsNoArticle(d, d.Type); t != "" {
		d.Type = t
	}
	x.fill(d, s)
	takeCredit(d)
	x.fillFields(d, s)
	x.cfg.Rules.of(d).fill(d, tree)
	lap.End(laps.Text)
	x.detectLanguage(d)
	lap.End(laps.Language)
	if len(result.Text) <= maxScratch {
		x.scratch.Put(s)
	}
}

// score scores the blocks of the page in s.
func (x *Extractor) score(s *scratch, lap *laps.Lap) {
	n := len(s.page.Blocks)
	rows := s.page.Features()
	lap.End(laps.Features)
	s.probs = s.eval.Predict(s.probs[:0], rows, Stride, n)
	lap.End(laps.Model)
	s.choice.read(n, s.probs, x.classes)
}

// label scores the blocks of the page in s, then the page, and chooses; it returns the page's type.
func (x *Extractor) label(d *document.Document, s *scratch, lap *laps.Lap) (pageType string) {
	p := &s.page
	x.score(s, lap)
	pageType = x.typeOf(s)
	if x.rescore(d, s) {
		pageType = TypeArticle
	}
	s.choice.keepApart = x.cfg.KeepApart
	s.choice.decide(p, x.cfg.Favor)
	x.rules.apply(p, &s.choice)
	if h := x.cfg.Rules.of(d); h != nil {
		h.apply(p, &s.choice)
	}
	lap.End(laps.Decide)
	return pageType
}

// typeOf asks the model of page types, given the probabilities of the page's blocks.
func (x *Extractor) typeOf(s *scratch) (pageType string) {
	c := &s.choice
	s.probs = s.types.Predict(s.probs[:0], s.page.TypeFeatures(c.content, c.comment), numTypeFeatures, 1)
	best := 0
	for class, probability := range s.probs {
		if probability > s.probs[best] {
			best = class
		}
		if x.pages.Info.Classes[class] == TypeArticle {
			c.article = permille(probability)
		}
	}
	pageType = x.pages.Info.Classes[best]
	c.product = pageType == TypeProduct
	return pageType
}

// TypeArticle is the type of pages that hold one article. The other types are those of the model of page types:
// forum, product, collection, listing, documentation, service; and TypeError and the other ones of holdsNoArticle.
const TypeArticle = "article"

// TypeProduct is the type of pages that sell one thing.
const TypeProduct = "product"

// detectLanguage reads the language off the kept text, with what the page declares as a hint.
func (x *Extractor) detectLanguage(d *document.Document) {
	if x.cfg.Lang != "" {
		return
	}
	var buf [metadata.LanguageSample]byte
	text := buf[:0]
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Drop == "" {
			text = append(text, b.Text[:min(len(b.Text), cap(text)-len(text))]...)
			if len(text) == cap(text) {
				break
			}
			text = append(text, '\n')
		}
	}
	if code, _ := metadata.Language(text, d.Lang); code != "" {
		d.Lang = code
	}
}

// readMeta fills the fields that the page states.
func (x *Extractor) readMeta(d *document.Document, m metadata.Meta) {
	set := func(field *string, value string) {
		if value != "" {
			*field = value
		}
	}
	set(&d.Title, m.Title)
	set(&d.Author, m.Author)
	set(&d.Date, m.Date)
	set(&d.Site, m.Site)
	if d.URL == "" {
		d.URL = m.URL
	}
	if d.Lang == "" {
		d.Lang = m.Lang
	}
	if x.cfg.Lang != "" {
		d.Lang = x.cfg.Lang
	}
}
