// Package report shows people what a run did to their data and why: the figures of a run as JSON, text and a page of
// HTML, and the way of single pages as HTML.
//
// A [Collector] stands at the end of a run's stages and adds up documents as they pass, in memory that does not grow
// with their number. What it has seen is a [Summary], which [Summary.WriteHTML] and [Summary.WriteText] show.
//
// All that a page brought along is hostile: it reaches HTML only through html/template, into a document whose
// Content-Security-Policy lets nothing load and no script run but the one that is built in.
package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Version is the version of the schema of [Summary]. It changes when a reader of the old one would misread the new one;
// fields that are added don't change it.
const Version = 1

// Summary is what a run did. Its JSON is a documented file format: see README.md in this directory.
//
// Everything but Clock follows from the documents and their order alone, so it is the same for any number of workers.
type Summary struct {
	Version int      `json:"version"`
	Command string   `json:"command"`          // run, extract, dedupe or stats
	Program string   `json:"program"`          // version of winnow
	Inputs  []string `json:"inputs,omitempty"` // the first ones, as the user named them
	Flags   []Flag   `json:"flags,omitempty"`  // those that were given, by name

	Total   Counts        `json:"total"`
	Reasons []ReasonGroup `json:"reasons"`         // why pages are not in the output, the most frequent first in each verdict
	Kept    []Sample      `json:"kept_samples"`    // of articles
	Lengths []Bin         `json:"lengths"`         // of articles, in characters; bins without an article are left out
	Shares  []Bin         `json:"shares"`          // of a page's bytes that became text, in percent; likewise
	Months  []Bin         `json:"months"`          // articles by the month of their date: year × 12 + month - 1
	Undated int64         `json:"undated"`         // articles without a date, or with one that is none
	Types   []Group       `json:"types,omitempty"` // of pages, most pages first
	Langs   []Group       `json:"languages"`       // most pages first
	Sites   []Group       `json:"sites"`           // most pages first
	Others  Others        `json:"others"`          // what Sites leaves out

	Clusters  Clusters   `json:"clusters"`
	Templates []Template `json:"templates,omitempty"` // strongest first

	Clock *Clock `json:"clock,omitempty"` // what the clock says; it differs from run to run
}

// Flag is a flag that was given to the run.
type Flag struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Counts adds up pages by how they ended. Pages is the sum of the four others.
type Counts struct {
	Pages      int64 `json:"pages"`
	Articles   int64 `json:"articles"`
	Duplicates int64 `json:"duplicates"`
	Rejected   int64 `json:"rejected"`
	Failed     int64 `json:"failed"`
	PageBytes  int64 `json:"page_bytes"` // of the pages as read, decompressed
	TextBytes  int64 `json:"text_bytes"` // of the articles' texts
	Characters int64 `json:"characters"` // of the articles' texts
}

// Group is a part of the pages that have something in common: a site, a language, a type.
type Group struct {
	Name string `json:"name"` // "" where pages don't say
	Counts
}

// Others adds up the sites that are not listed.
type Others struct {
	Sites int64 `json:"sites"` // how many there are, as far as they were told apart
	Counts
}

// ReasonGroup is the pages that were dropped for one reason.
type ReasonGroup struct {
	Verdict string   `json:"verdict"` // rejected, duplicate or failed
	Reason  string   `json:"reason"`
	Pages   int64    `json:"pages"`
	Bytes   int64    `json:"page_bytes"`
	Samples []Sample `json:"samples,omitempty"` // chosen at random, in input order
}

// Sample is one page, as a person needs it to judge what was decided.
type Sample struct {
	ID         string   `json:"id"`
	URL        string   `json:"url,omitempty"`
	Title      string   `json:"title,omitempty"`
	Source     string   `json:"source,omitempty"` // file, and number of the record behind a colon
	Reason     string   `json:"reason,omitempty"` // in clusters, where it is not said by the group
	Detail     string   `json:"detail,omitempty"`
	Of         string   `json:"of,omitempty"`      // id of the kept article, for duplicates
	Covered    float64  `json:"covered,omitempty"` // share of the words that the kept article has, 0..1
	Facts      []string `json:"facts,omitempty"`   // numbers and names that differ
	PageBytes  int64    `json:"page_bytes,omitempty"`
	Characters int      `json:"characters,omitempty"` // of the whole text
	Text       string   `json:"text,omitempty"`       // the beginning
	Cut        bool     `json:"cut,omitempty"`        // Text is not all of it
	KeptText   string   `json:"kept_text,omitempty"`  // the beginning of the kept article's, for duplicates
	KeptCut    bool     `json:"kept_cut,omitempty"`
}

// Bin is a bar of a histogram: how many articles have a value of From or more and less than the next bin's.
type Bin struct {
	From  int64 `json:"from"`
	Count int64 `json:"count"`
}

// Clusters tells of the articles that have duplicates.
type Clusters struct {
	Count   int64     `json:"count"` // articles that have duplicates, as far as they were told apart
	Sizes   []Bin     `json:"sizes"` // of clusters, the kept article included
	Largest []Cluster `json:"largest"`
}

// Cluster is a kept article with its duplicates.
type Cluster struct {
	Kept    Sample   `json:"kept"`
	Size    int64    `json:"size"` // the kept article included
	Members []Sample `json:"members,omitempty"`
}

// Template is a text that stands on many pages of a site.
type Template struct {
	Site  string `json:"site"`
	Text  string `json:"text"`
	Pages int64  `json:"pages"` // that have it
	Of    int64  `json:"of"`    // pages of the site that were looked at
}

// maxSummary bounds the file that Read takes: a summary has at most a few megabytes.
const maxSummary = 64 << 20

// Read reads a summary. It refuses what is none, and those of other versions.
func Read(r io.Reader) (*Summary, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxSummary+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxSummary {
		return nil, fmt.Errorf("no summary of a run: more than %d bytes", maxSummary)
	}
	s := new(Summary)
	if err := json.Unmarshal(data, s); err != nil {
		return nil, fmt.Errorf("no summary of a run: %w", err)
	}
	switch s.Version {
	case Version:
		return s, nil
	case 0:
		return nil, errors.New("no summary of a run: it has no version")
	}
	return nil, fmt.Errorf("a summary of version %d; this program reads version %d", s.Version, Version)
}

// Write writes the summary as JSON, a member a line so that two of them can be compared.
func (s *Summary) Write(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(s)
}
