package main

import (
	"errors"
	"os"
	"strings"

	"winnow/document"
	"winnow/extract"
	"winnow/extract/plain"
	"winnow/train/align"
	"winnow/train/sets"
)

// A teacher is a block model and a model of page types. What winnow makes of a web page with them stands in for the
// reference that a page with snippets only does not have: a text has no markup left, the page it was written from has.
type teacher struct {
	name string
	*extract.Extractor
}

// file is the name of the file with a teacher's labels.
func (t *teacher) file() string { return "taught-" + t.name + ".f32" }

// teachers is a flag, NAME=BLOCKS,PAGES, that may be given several times.
type teachers []teacher

func (t *teachers) String() string { return "" }

func (t *teachers) Set(value string) error {
	name, files, _ := strings.Cut(value, "=")
	blocks, pages, ok := strings.Cut(files, ",")
	if !ok {
		return errors.New("not NAME=BLOCKS,PAGES")
	}
	// A line knows nothing of containers. Without teasers far behind an article, which stand where little else is kept, the
	// line model is the same within chance in folds, but lost a paragraph of a Vietnamese article.
	// It is about to be trained, too: the one there is may be of other features than lines have now.
	cfg := extract.Config{KeepApart: true, Lines: plain.Config{Rules: plain.NoRules}}
	var err error
	if cfg.Model, err = os.ReadFile(blocks); err != nil {
		return err
	}
	if cfg.Pages, err = os.ReadFile(pages); err != nil {
		return err
	}
	x, err := extract.New(cfg)
	*t = append(*t, teacher{name, x})
	return err
}

// teach labels the units of a page by what each teacher makes of it. What snippets say stands. A page with a reference
// and a plain text teach nothing.
func (t teachers) teach(s *sets.Set, truth *sets.Truth, units [][]int32, words align.Words, snippets []float32) ([][]float32, error) {
	if truth.Text != nil {
		return nil, nil
	}
	labels := make([][]float32, len(t))
	for k := range t {
		d, err := s.Read(truth.ID)
		if err != nil {
			return nil, err
		}
		if d.Format != document.FormatHTML {
			return nil, nil
		}
		sets.Extract(t[k].Extractor, d)
		labels[k] = align.Blocks(units, words.Split(d.Text))
		for i, v := range snippets {
			if v == v { // not NaN
				labels[k][i] = v
			}
		}
	}
	return labels, nil
}
