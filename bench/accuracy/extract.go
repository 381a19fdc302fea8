package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"winnow/dedupe"
	"winnow/document"
	"winnow/extract"
)

// newExtractor returns winnow's stages for one page, as the command line runs them. With cv, a directory written by
// train/train.py, each page is labelled by the model of cv/folds.tsv (set, page, model file, a line a page) that
// was trained without the page's site; pages that are not listed take the built-in model.
func newExtractor(cv string) (func(set string, d *document.Document), error) {
	builtin, err := extract.New(extract.Config{})
	if err != nil {
		return nil, err
	}
	byPage := map[[2]string]*extract.Extractor{}
	if cv != "" {
		if byPage, err = readFolds(cv); err != nil {
			return nil, err
		}
	}
	repeats := dedupe.WithinPage(dedupe.Config{})
	return func(set string, d *document.Document) {
		x, ok := byPage[[2]string{set, d.ID}]
		if !ok {
			x = builtin
		}
		x.Extract(d)
		repeats(d)
		x.Render(d)
	}, nil
}

func readFolds(dir string) (map[[2]string]*extract.Extractor, error) {
	file, err := os.Open(filepath.Join(dir, "folds.tsv"))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	models := map[string]*extract.Extractor{}
	byPage := map[[2]string]*extract.Extractor{}
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		cells := strings.Split(lines.Text(), "\t")
		if len(cells) != 3 {
			return nil, fmt.Errorf("%s: %q: want set, page, model", file.Name(), lines.Text())
		}
		x, ok := models[cells[2]]
		if !ok {
			data, err := os.ReadFile(filepath.Join(dir, cells[2]))
			if err != nil {
				return nil, err
			}
			cfg := extract.Config{Model: data}
			if strings.HasPrefix(cells[2], "lines") {
				cfg = extract.Config{}
				cfg.Lines.Model = data
			}
			if x, err = extract.New(cfg); err != nil {
				return nil, fmt.Errorf("%s: %w", cells[2], err)
			}
			models[cells[2]] = x
		}
		byPage[[2]string{cells[0], cells[1]}] = x
	}
	return byPage, lines.Err()
}
