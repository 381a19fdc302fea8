package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	urfave "github.com/urfave/cli/v2"

	"winnow/dedupe"
	"winnow/document"
	"winnow/extract"
	"winnow/pipeline"
	"winnow/report"
	"winnow/sink"
	"winnow/source"
)

// runExplain shows the blocks of pages with what was decided about them.
func runExplain(ctx *urfave.Context) error {
	j, err := newJob(ctx)
	if err != nil || j == nil {
		return err
	}
	if ctx.Bool("learn") {
		if err := j.learnFirst(ctx.Context); err != nil {
			return err
		}
	}
	extractor, err := extract.New(j.extract)
	if err != nil {
		return usageError{err}
	}
	trace := func(d *document.Document) { d.Trace = true }
	docs := source.Open(ctx.Context, j.inputs, j.source)
	render := extractor.Render
	asHTML := ctx.Bool("html")
	if asHTML {
		render = func(d *document.Document) { // the page is shown beside what became of it
			raw := d.Raw
			extractor.Render(d)
			d.Raw = raw
		}
	} else if ctx.IsSet("truth") {
		return usageError{errors.New("--truth is for --html")}
	}
	docs = pipeline.Parallel(ctx.Context, j.workers, docs, trace, extractor.Extract, dedupe.WithinPage(j.dedupe), render, j.only)
	failed := false
	err = sink.WriteFile(ctx.Context, ctx.String("output"), ctx.App.Writer, func(w io.Writer) (err error) {
		if asHTML {
			failed, err = explainHTML(ctx, w, j.console, j.console.report(docs))
		} else {
			failed, err = explainText(w, j.console.report(docs))
		}
		return err
	})
	if err == nil && failed {
		return errPagesFailed
	}
	return err
}

// explainText writes what became of each page as soon as it is known. It reports whether one could not be read.
func explainText(out io.Writer, docs document.Docs) (failed bool, err error) {
	w := bufio.NewWriter(out)
	for doc, err := range docs {
		if err != nil {
			return failed, err
		}
		failed = failed || doc.Verdict.Kind == document.Failed
		explain(w, doc)
		if err := w.Flush(); err != nil {
			return failed, err
		}
	}
	return failed, nil
}

// explain writes a page's verdict and fields, then a line or two for each block.
func explain(w *bufio.Writer, d *document.Document) {
	kept := 0
	for i := range d.Blocks {
		if d.Blocks[i].Drop == "" {
			kept++
		}
	}
	verdict := d.Verdict.Kind.String()
	if d.Verdict.Dropped() {
		verdict += ": " + strings.TrimSuffix(string(d.Verdict.Reason)+", "+d.Verdict.Detail, ", ")
	}
	fmt.Fprintf(w, "== %s\n%s; %d of %d blocks kept", printable(place(d.Origin)), printable(verdict), kept, len(d.Blocks))
	if d.Charset != "" {
		fmt.Fprintf(w, "; %s", printable(d.Charset))
	}
	fmt.Fprintln(w)
	for _, field := range [...][2]string{
		{"url", d.URL}, {"title", d.Title}, {"author", d.Author}, {"date", d.Date}, {"lang", d.Lang}, {"site", d.Site},
		{"type", d.Type}, {"credit", d.Credit},
	} {
		if field[1] != "" {
			fmt.Fprintf(w, "%-7s %s\n", field[0], printable(field[1]))
		}
	}
	for i := range d.Blocks {
		explainBlock(w, i+1, &d.Blocks[i])
	}
	fmt.Fprintln(w)
}

// previewRunes is how much of a block is shown: enough to find it on the page, little enough for a line.
const previewRunes = 100

func explainBlock(w *bufio.Writer, number int, b *document.Block) {
	decision := "keep"
	if b.Drop != "" {
		decision = "drop"
	}
	why := string(b.Drop)
	if b.Score > 0 && (b.Drop == "" || b.Drop == document.ReasonScore) {
		why = fmt.Sprintf("score %.2f", b.Score)
	}
	if b.RepeatOf > 0 {
		why += fmt.Sprintf(" of %d", b.RepeatOf)
	}
	fmt.Fprintf(w, "%4d %s %-14s %-9s %s\n", number, decision, why, shortKind(b), shorten(b.Text))
	if b.Path != "" {
		fmt.Fprintf(w, "     %s\n", printable(b.Path))
	}
	if len(b.Evidence) > 0 {
		fmt.Fprintf(w, "     %s\n", printable(strings.Join(b.Evidence, ", ")))
	}
}

// shortKind names the kind of a block in little room.
func shortKind(b *document.Block) string {
	if b.Kind == document.Heading && b.Level > 0 {
		return fmt.Sprintf("h%d", b.Level)
	}
	return report.KindName(b.Kind)
}

// shorten returns the beginning of a text on one line.
func shorten(text string) string {
	n := utf8.RuneCountInString(text)
	if n > previewRunes {
		text = string([]rune(text)[:previewRunes]) + fmt.Sprintf("… (%d characters)", n)
	}
	return printable(strings.Join(strings.Fields(text), " "))
}
