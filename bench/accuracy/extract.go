package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"winnow/document"
	"winnow/extract"
	"winnow/extract/plain"
	"winnow/extract/templates"
	"winnow/train/sets"
)

// extractors are winnow's stages for one page, as the command line runs them. Each page is labelled by models that
// were trained without its site, where there are such; else by the built-in ones.
type extractors struct {
	builtin extract.Config
	byPage  map[sets.Page]*extract.Config
	made    map[*extract.Config]*extract.Extractor
}

// newExtractors reads models. cv lists directories written by train/train.py --cv, separated by commas; rules is a preset
// for plain text.
func newExtractors(cv, rules string) (*extractors, error) {
	x := &extractors{}
	var err error
	if x.builtin.Lines.Rules, err = plain.ParseRules(rules); err != nil {
		return nil, err
	}
	if cv != "" {
		if x.byPage, err = readFolds(strings.Split(cv, ",")); err != nil {
			return nil, err
		}
	}
	return x, x.with(nil)
}

// with makes the extractors anew, with templates.
func (x *extractors) with(store *templates.Store) error {
	x.made = map[*extract.Config]*extract.Extractor{}
	add := func(cfg *extract.Config) (err error) {
		cfg.Templates = store
		x.made[cfg], err = extract.New(*cfg)
		return err
	}
	for _, cfg := range x.byPage {
		if x.made[cfg] == nil {
			if err := add(cfg); err != nil {
				return err
			}
		}
	}
	return add(&x.builtin)
}

func (x *extractors) of(set string, d *document.Document) *extract.Extractor {
	if cfg, ok := x.byPage[sets.Page{Set: set, ID: d.ID}]; ok {
		return x.made[cfg]
	}
	return x.made[&x.builtin]
}

func (x *extractors) observe(set string, d *document.Document) { x.of(set, d).Observe(d) }

func (x *extractors) extract(set string, d *document.Document) { sets.Extract(x.of(set, d), d) }

// readFolds makes a configuration for each combination of models. The name of a model's file tells what it labels:
// blocks-*, pages-* or lines-*.
func readFolds(dirs []string) (map[sets.Page]*extract.Config, error) {
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
	byFiles := map[string]*extract.Config{}
	byPage := map[sets.Page]*extract.Config{}
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

func withModels(paths []string) (*extract.Config, error) {
	cfg := new(extract.Config)
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
	return cfg, nil
}
