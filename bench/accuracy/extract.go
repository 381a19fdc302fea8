package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"winnow/dedupe"
	"winnow/document"
	"winnow/extract"
	"winnow/extract/plain"
	"winnow/train/sets"
)

// newExtractor returns winnow's stages for one page, as the command line runs them. cv lists directories written by
// train/train.py --cv, separated by commas: each page is then labelled by models that were trained without its site.
// Pages that are not listed take the built-in models.
func newExtractor(cv, rules string) (func(set string, d *document.Document), error) {
	var cfg extract.Config
	var err error
	if cfg.Lines.Rules, err = plain.ParseRules(rules); err != nil {
		return nil, err
	}
	builtin, err := extract.New(cfg)
	if err != nil {
		return nil, err
	}
	var byPage map[sets.Page]*extract.Extractor
	if cv != "" {
		if byPage, err = readFolds(strings.Split(cv, ",")); err != nil {
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

// readFolds makes an extractor for each combination of models. The name of a model's file tells what it labels:
// blocks-*, pages-* or lines-*.
func readFolds(dirs []string) (map[sets.Page]*extract.Extractor, error) {
	files := map[sets.Page]string{} // the models of a page, a path a line
	for _, dir := range dirs {
		models, err := sets.ReadFolds(dir)
		if err != nil {
			return nil, err
		}
		for page, path := range models {
			files[page] += path + "\n"
		}
	}
	byFiles := map[string]*extract.Extractor{}
	byPage := map[sets.Page]*extract.Extractor{}
	for page, paths := range files {
		if byFiles[paths] == nil {
			x, err := withModels(strings.Fields(paths))
			if err != nil {
				return nil, err
			}
			byFiles[paths] = x
		}
		byPage[page] = byFiles[paths]
	}
	return byPage, nil
}

func withModels(paths []string) (*extract.Extractor, error) {
	var cfg extract.Config
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		switch name := filepath.Base(path); {
		case strings.HasPrefix(name, "blocks-"):
			cfg.Model = data
		case strings.HasPrefix(name, "pages-"):
			cfg.Pages = data
		case strings.HasPrefix(name, "lines-"):
			cfg.Lines.Model = data
		default:
			return nil, fmt.Errorf("%s: no model of blocks, pages or lines by its name", path)
		}
	}
	return extract.New(cfg)
}
