package main

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"

	"winnow/document"
	"winnow/extract"
	"winnow/extract/charset"
	"winnow/extract/plain"
)

// lineCutter cuts plain texts into the lines of the line model; web pages are written as a text first, a block a
// line, as a crawl's text dump holds them.
type lineCutter struct {
	html extract.Page
	page plain.Page
}

func (c *lineCutter) names() []string { return plain.FeatureNames }

func (c *lineCutter) cut(_ string, d *document.Document) (sample, error) {
	var s sample
	text := ""
	if d.Format == document.FormatHTML {
		c.html.Load(charset.Decode(d.Raw, charset.Options{Markup: true}).Text)
		var out strings.Builder
		for i := range c.html.Blocks {
			if c.html.Blocks[i].Hidden {
				continue
			}
			out.Write(c.html.BlockText(i))
			out.WriteByte('\n')
		}
		text = out.String()
	} else {
		text = norm.NFC.String(string(charset.Decode(d.Raw, charset.Options{}).Text))
	}
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
	}
	return s, nil
}
