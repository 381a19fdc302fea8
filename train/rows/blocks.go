package main

import (
	"fmt"

	"winnow/document"
	"winnow/extract"
	"winnow/extract/charset"
)

// blockCutter cuts web pages into the blocks of the block model.
type blockCutter struct {
	page extract.Page
}

func (c *blockCutter) names() []string { return extract.FeatureNames }

func (c *blockCutter) cut(_ string, d *document.Document) (sample, error) {
	var s sample
	if d.Format != document.FormatHTML {
		return s, nil
	}
	c.page.Load(charset.Decode(d.Raw, charset.Options{Markup: true}).Text)
	rows := c.page.Features()
	width := len(extract.FeatureNames)
	for i := range c.page.Blocks {
		row := rows[i*extract.Stride:][:width]
		for f, v := range row {
			if v > 127 {
				return s, fmt.Errorf("feature %s of block %d is %d", extract.FeatureNames[f], i, v)
			}
		}
		s.rows = append(s.rows, row...)
		s.texts = append(s.texts, string(c.page.BlockText(i)))
	}
	return s, nil
}
