package main

import (
	"fmt"
	"os"
	"slices"

	"winnow/document"
	"winnow/extract"
	"winnow/extract/charset"
	"winnow/extract/forest"
	"winnow/train/sets"
)

// pageCutter makes one row of a web page, for the model of its type. Part of the features are made of what the block
// model says; so that training sees the doubts of a real run, each page is labelled by the model of a
// cross-validation that did not see its site.
type pageCutter struct {
	models map[sets.Page]*forest.Model
	page   extract.Page
}

// pageCutters loads the models of a cross-validation.
func pageCutters(dir string) (func() cutter, error) {
	files, err := sets.ReadFolds(dir)
	if err != nil {
		return nil, err
	}
	byFile := map[string]*forest.Model{}
	byPage := map[sets.Page]*forest.Model{}
	for page, path := range files {
		if byFile[path] == nil {
			data, err := os.ReadFile(path)
			if err != nil {
				return nil, err
			}
			if byFile[path], err = forest.Read(data); err != nil {
				return nil, err
			}
			if err := byFile[path].Check(extract.FeatureNames); err != nil {
				return nil, err
			}
		}
		byPage[page] = byFile[path]
	}
	return func() cutter { return &pageCutter{models: byPage} }, nil
}

func (c *pageCutter) names() []string { return extract.PageTypeNames }

func (c *pageCutter) cut(set string, d *document.Document) (sample, error) {
	model := c.models[sets.Page{Set: set, ID: d.ID}]
	if model == nil || d.Format != document.FormatHTML {
		return sample{}, nil
	}
	c.page.Load(charset.Decode(d.Raw, charset.Options{Markup: true}).Text)
	n := len(c.page.Blocks)
	probs := model.NewEvaluator().Predict(nil, c.page.Features(), extract.Stride, n)
	content, comment := make([]int32, n), make([]int32, n)
	classes := len(model.Info.Classes)
	for i := range n {
		row := probs[i*classes:][:classes]
		content[i] = int32(row[model.Class("content")]*1000 + 0.5)
		comment[i] = int32(row[model.Class("comment")]*1000 + 0.5)
	}
	row := c.page.TypeFeatures(content, comment)
	for f, v := range row {
		if v > 127 {
			return sample{}, fmt.Errorf("feature %s is %d", extract.PageTypeNames[f], v)
		}
	}
	return sample{texts: []string{""}, rows: slices.Clone(row)}, nil // row is reused for the next page
}
