package main

import (
	"fmt"
	"slices"

	"golang.org/x/text/unicode/norm"

	"winnow/document"
	"winnow/extract/charset"
	"winnow/extract/plain"
	"winnow/train/sets"
)

// lineCutter cuts plain texts into the lines of the line model; web pages are written as a text first, a block a
// line, as a crawl's text dump holds them.
type lineCutter struct {
	dumper sets.Dumper
	page   plain.Page
}

func (c *lineCutter) names() []string { return plain.FeatureNames }

// dumped are the sets of web pages whose texts are a set of their own.
var dumped = map[string]bool{"wcxb-dev": true, "vi-html": true}

func (c *lineCutter) cut(set string, d *document.Document) (sample, error) {
	text := ""
	if d.Format == document.FormatHTML {
		if dumped[set] {
			return sample{}, nil
		}
		text = c.dumper.Dump(d.Raw)
	} else {
		text = norm.NFC.String(string(charset.Decode(d.Raw, charset.Options{}).Text))
	}
	return c.lines(text)
}

// clean cuts a text without boilerplate: a reference. Read as pages of their own, of which every line is content, they
// teach the model to leave alone what is clean already.
func (c *lineCutter) clean(text string) (sample, error) { return c.lines(norm.NFC.String(text)) }

func (c *lineCutter) lines(text string) (sample, error) {
	var s sample
	c.page.Load(text)
	rows := c.page.Features()
	width := len(plain.FeatureNames)
	for i := range c.page.Len() {
		row := rows[i*plain.Stride:][:width]
		for f, v := range row {
			if v > 127 {
				return s, fmt.Errorf("feature %s of line %d is %d", plain.FeatureNames[f], i, v)
			}
		}
		s.rows = append(s.rows, row...)
		s.texts = append(s.texts, c.page.Line(i))
		s.hashes = append(s.hashes, slices.Clone(c.page.Words(i)))
	}
	return s, nil
}
