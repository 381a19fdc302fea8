package cli

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"sync"
	"unicode"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"winnow/document"
	"winnow/internal/laps"
	"winnow/pipeline"
)

// console is what a run says on standard error: a line for each page that could not be read and each warning, how far
// it is while it lasts (see progress.go), and the summary at its end.
type console struct {
	mu    sync.Mutex
	w     io.Writer
	quiet bool
	log   *slog.Logger             // of --log-format json; nil for lines of text
	bar   *progressbar.ProgressBar // nil when nobody looks
}

// report passes docs on and says what is to be said about each one.
func (c *console) report(docs document.Docs) document.Docs {
	return func(yield func(*document.Document, error) bool) {
		for doc, err := range docs {
			if err == nil {
				for _, warning := range doc.Warnings {
					if !c.quiet {
						c.page(slog.LevelWarn, doc, "warning", warning)
					}
				}
				v := doc.Verdict
				if v.Kind == document.Failed {
					c.page(slog.LevelError, doc, string(v.Reason), v.Detail)
				} else if !c.quiet && (v.Reason == document.ReasonTooLarge || v.Reason == document.ReasonNotText) {
					c.page(slog.LevelWarn, doc, string(v.Reason), v.Detail)
				}
			}
			if !yield(doc, err) {
				return
			}
		}
	}
}

func place(o document.Origin) string {
	if o.Record > 0 {
		return fmt.Sprintf("%s:%d", o.File, o.Record)
	}
	return o.File
}

// page says something about a page.
func (c *console) page(level slog.Level, d *document.Document, what, detail string) {
	if c.log != nil {
		c.say(level, what, slog.String("source", place(d.Origin)), slog.String("id", d.ID), slog.String("detail", detail))
		return
	}
	c.line(strings.TrimSuffix(fmt.Sprintf("%s: %s: %s", place(d.Origin), what, detail), ": "))
}

// line says one thing. Names and messages may hold what a page or a file name brought along, so characters that a
// terminal could obey are shown by their code.
func (c *console) line(s string) {
	if c.log != nil {
		c.say(slog.LevelInfo, s)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.clearBar()
	_, _ = fmt.Fprintf(c.w, "winnow: %s\n", printable(s))
}

// say writes one line of JSON.
func (c *console) say(level slog.Level, message string, attrs ...slog.Attr) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.clearBar()
	c.log.LogAttrs(context.Background(), level, message, attrs...)
}

// clearBar makes room for a line. The caller holds the lock.
func (c *console) clearBar() {
	if c.bar != nil {
		_ = c.bar.Clear()
	}
}

// newLog returns what writes lines of JSON.
func newLog(w io.Writer) *slog.Logger { return slog.New(slog.NewJSONHandler(w, nil)) }

func printable(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == unicode.ReplacementChar:
			fmt.Fprintf(&b, "\\x%02x", s[i])
		case !unicode.IsPrint(r):
			fmt.Fprintf(&b, "\\u%04x", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isTerminal reports whether a stream of the process is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// timings says how long the stages took, if they were timed; asked for, so said with --quiet too.
func (c *console) timings(clock *laps.Clock) {
	var attrs []slog.Attr
	for _, t := range clock.Totals() {
		if c.log == nil {
			_, _ = fmt.Fprintf(c.w, "time in %-10s%8.3f s\n", t.Stage, t.Time.Seconds())
		}
		attrs = append(attrs, slog.Float64(t.Stage, t.Time.Seconds()))
	}
	if c.log != nil && attrs != nil {
		c.say(slog.LevelInfo, "seconds in stages", attrs...)
	}
}

// summary closes a run: the last report, whatever the bar showed before.
func (c *console) summary(s pipeline.Summary) {
	switch {
	case c.quiet:
	case c.log == nil:
		_, _ = s.WriteTo(c.w)
	default:
		reasons := func(name string, counts []pipeline.ReasonCount) slog.Attr {
			group := []any{slog.Int64("pages", pipeline.Sum(counts))}
			for _, r := range counts {
				group = append(group, slog.Int64(string(r.Reason), r.Pages))
			}
			return slog.Group(name, group...)
		}
		c.say(slog.LevelInfo, "summary", slog.Int64("pages", s.Pages), slog.Int64("articles", s.Articles),
			reasons("duplicates", s.Duplicates), reasons("rejected", s.Rejected), reasons("failed", s.Failed),
			slog.Int64("page_bytes", s.Bytes), slog.Int64("text_bytes", s.Text), slog.Float64("seconds", s.Elapsed.Seconds()))
	}
}
