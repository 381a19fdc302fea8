// Package plain turns a text that somebody else extracted from a page into an article: the menus, teasers and
// credits that are still in it are cut out.
//
// # Method
//
// The text is cut into lines (hard-wrapped ones are rejoined). Rules drop what is certain in any language: the
// headings of link boxes and what follows them, labels and notices (winnow/extract/phrases), alternative texts of
// images (the title without its diacritics), doubled headlines of teasers, captions that end with a credit. Within
// good paragraphs they cut bracketed headlines, "read also" labels and glued prefixes. What the rules leave is scored
// by a model over features of lines (see features.go, context.go, wordscores.go), and chosen by a threshold that the page's
// scores give, smoothed over runs of lines (choose.go).
//
// Titles, bylines, dates and agency credits go to fields and out of the text.
//
// A text that is clean already is not touched: doubtful rules and the model only act on a page where something
// certain shows that boilerplate is in it.
package plain

import (
	"errors"
	"fmt"
	"sync"

	"winnow/document"
	"winnow/extract/forest"
	"winnow/extract/templates"
)

// Config says how texts are cleaned. The zero value is what most users want.
type Config struct {
	Rules Rules  // a preset of line rules in place of the learned labelling
	Model []byte // a model file to use in place of the built-in one
}

// Options is what is known about one page.
type Options struct {
	Title string // from elsewhere, "" if unknown
	Trace bool   // give back dropped lines, too
	Favor int    // -1 drops more, +1 keeps more

	Site *templates.Site // what is known of the text's site; nil for nothing
}

// Meta is what lines of the text said about it.
type Meta struct {
	Title  string
	Author string
	Date   string // ISO 8601
	Credit string
	Clean  bool // the text was an article already: next to nothing was cut out of it
}

// Labeler labels the lines of texts. It is safe for use by several goroutines.
type Labeler struct {
	cfg     Config
	model   *forest.Model
	scratch sync.Pool
}

// New makes a Labeler. It fails when cfg.Model is no model, or one for other features.
func New(cfg Config) (*Labeler, error) {
	l := &Labeler{cfg: cfg}
	data := cfg.Model
	if data == nil {
		data = builtinModel
	}
	if cfg.Rules != Learned || data == nil {
		l.scratch.New = func() any { return new(scratch) }
		return l, nil
	}
	model, err := forest.Read(data)
	if err != nil {
		return nil, fmt.Errorf("line model: %w", err)
	}
	if err := model.Check(FeatureNames); err != nil {
		return nil, fmt.Errorf("line model: %w", err)
	}
	content := model.Class("content")
	if content < 0 {
		return nil, errors.New("line model: no class \"content\"")
	}
	if len(model.Words) != wordHashes {
		return nil, fmt.Errorf("line model: weights of %d words, not %d", len(model.Words), wordHashes)
	}
	weights := (*[wordHashes]int8)(model.Words)
	l.model = model
	l.scratch.New = func() any {
		s := &scratch{eval: model.NewEvaluator()}
		s.page.classes, s.page.content, s.page.wordWeights = len(model.Info.Classes), content, weights
		return s
	}
	return l, nil
}

// Model describes the model of lines; it is empty where rules judge them.
func (l *Labeler) Model() (info forest.Info) {
	if l.model != nil {
		info = l.model.Info
	}
	return info
}

// scratch is what one goroutine needs to label a text.
type scratch struct {
	page Page
	job  job
	eval *forest.Evaluator

	units  []templates.Unit
	shared []uint32
}

// MaxLines is how many lines a text may have: callers turn away what has more. A line costs about 1 KB while it is
// labelled, so this bounds a page to some 130 MB; a long book has 50,000.
const MaxLines = 1 << 17

// maxScratch is the text size in bytes up to which scratch is kept for the next page.
const maxScratch = 8 << 20

// Blocks appends the blocks of a text to dst and returns it, with what the lines said about the article. The text must
// be NFC UTF-8. Without opt.Trace only kept blocks are given; with it also the dropped ones, whose Drop names the rule.
func (l *Labeler) Blocks(dst []document.Block, text string, opt Options) ([]document.Block, Meta) {
	s := l.scratch.Get().(*scratch)
	j := &s.job
	*j = job{page: &s.page, opt: opt}
	if l.cfg.Rules == Learned {
		s.page.loadOnce(text)
		j.run(s)
		if j.dirty > 0 {
			s.page.rejoinKept()
		}
	} else {
		s.page.reset()
		s.page.split(text)
		s.page.preset(l.cfg.Rules)
	}
	dst = j.emit(dst)
	meta := j.meta
	meta.Clean = j.clean
	if len(text) <= maxScratch {
		s.page.letGo()
		l.scratch.Put(s)
	}
	return dst, meta
}
