package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	urfave "github.com/urfave/cli/v2"

	"winnow/document"
	"winnow/extract"
	"winnow/extract/charset"
	"winnow/report"
)

func explainFlags() []urfave.Flag {
	return []urfave.Flag{
		&urfave.BoolFlag{DisableDefaultText: true, Category: forOutput, Name: "html", Usage: "write a page of HTML, to be looked at in a browser: it needs no network and runs nothing of the pages; of many pages it shows as many as 5 MB hold"},
		&urfave.StringFlag{Category: forOutput, Name: "output", Aliases: []string{"o"}, Usage: "write to `FILE`, which appears whole or not at all"},
		&urfave.PathFlag{Category: forOutput, Name: "truth", Usage: "with --html, mark what differs from the texts in `FILE`: JSON lines with id and text, or the text of one page"},
	}
}

// mostTruth bounds the file of reference texts.
const mostTruth = 1 << 30

// truths are reference texts by id; the one of a file that is plain text has the id "".
type truths map[string]string

func readTruths(name string) (truths, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, mostTruth+1))
	if err != nil {
		return nil, err
	}
	if len(data) > mostTruth {
		return nil, fmt.Errorf("%s: more than %d bytes", name, mostTruth)
	}
	if !bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) {
		return truths{"": strings.ToValidUTF8(string(data), "\ufffd")}, nil
	}
	t := truths{}
	for decoder := json.NewDecoder(bytes.NewReader(data)); ; {
		var line struct {
			ID   string  `json:"id"`
			Text *string `json:"text"`
		}
		if err := decoder.Decode(&line); errors.Is(err, io.EOF) {
			return t, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: record %d: %w", name, len(t)+1, err)
		}
		if line.Text != nil {
			t[line.ID] = *line.Text
		}
	}
}

// single reports whether there is one text, without an id.
func (t truths) single() bool {
	_, plain := t[""]
	return plain && len(t) == 1
}

// of returns the reference text of a page: by its id, or by the last part of it.
func (t truths) of(d *document.Document) *string {
	for _, id := range [...]string{d.ID, path.Base(d.ID), ""} {
		if text, ok := t[id]; ok {
			return &text
		}
	}
	return nil
}

// explainHTML writes the page that explains docs. It reports whether one of them could not be read.
func explainHTML(ctx *urfave.Context, w io.Writer, console *console, docs document.Docs) (failed bool, err error) {
	var truth truths
	if name := ctx.String("truth"); name != "" {
		if truth, err = readTruths(name); err != nil {
			return false, usageError{fmt.Errorf("--truth: %w", err)}
		}
	}
	features := featureMeanings()
	e := report.NewExplanation(report.ExplainConfig{Program: version(), Feature: func(name string) string { return features[name] }})
	pages := 0
	for doc, err := range docs {
		if err != nil {
			return failed, err
		}
		if pages++; pages == 2 && truth.single() {
			return false, usageError{errors.New("--truth: a plain text is that of one page; for several, write JSON lines with id and text")}
		}
		failed = failed || doc.Verdict.Kind == document.Failed
		original := charset.Decode(doc.Raw, charset.Options{Forced: doc.Charset, Markup: doc.Format == document.FormatHTML})
		if err := e.Add(report.Page{Doc: doc, Original: string(original.Text), Truth: truth.of(doc)}); err != nil {
			return failed, err
		}
	}
	if what := e.LeftOut(); what != "" && !console.quiet {
		console.line("explain --html: " + what)
	}
	return failed, e.WriteHTML(w)
}

// featureMeanings says for each feature of blocks why it is there.
func featureMeanings() map[string]string {
	meanings := make(map[string]string)
	for _, doc := range extract.FeatureTable {
		for name := range strings.FieldsSeq(doc.Names) {
			meanings[name] = doc.Why
		}
	}
	return meanings
}
