package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"winnow/dedupe"
	"winnow/document"
	"winnow/extract"
	"winnow/train/sets"
)

// newExtractor returns winnow's stages for one page, as the command line runs them. With cv, a directory written by
// train/train.py, each page is labelled by the model of cv/folds.tsv (set, page, model file, a line a page) that
// was trained without the page's site; pages that are not listed take the built-in model.
func newExtractor(cv string) (func(set string, d *document.Document), error) {
	builtin, err := extract.New(extract.Config{})
	if err != nil {
		return nil, err
	}
	var byPage map[sets.Page]*extract.Extractor
	if cv != "" {
		if byPage, err = readFolds(cv); err != nil {
			return nil, err
		}
	}
	repeats := dedupe.WithinPage(dedupe.Config{})
	return func(set string, d *document.Document) {
		x, ok := byPage[sets.Page{Set: set, ID: d.ID}]
		if !ok {
			x = builtin
		}
		x.Extract(d)
		repeats(d)
		x.Render(d)
	}, nil
}

// readFolds loads the models of a cross-validation. Files named lines-* are models of plain text.
func readFolds(dir string) (map[sets.Page]*extract.Extractor, error) {
	files, err := sets.ReadFolds(dir)
	if err != nil {
		return nil, err
	}
	byFile := map[string]*extract.Extractor{}
	byPage := map[sets.Page]*extract.Extractor{}
	for page, path := range files {
		if byFile[path] == nil {
			data, err := os.ReadFile(path)
			if err != nil {
				return nil, err
			}
			var cfg extract.Config
			if strings.HasPrefix(filepath.Base(path), "lines-") {
				cfg.Lines.Model = data
			} else {
				cfg.Model = data
			}
			if byFile[path], err = extract.New(cfg); err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
		}
		byPage[page] = byFile[path]
	}
	return byPage, nil
}
