package cli

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"winnow/document"
	"winnow/internal/laps"
	"winnow/pipeline"
	"winnow/source"
)

// console is what a run says on standard error: a line for each page that could not be read and each warning, a bar
// while it lasts if somebody is looking, and the summary at its end.
type console struct {
	mu    sync.Mutex
	w     io.Writer
	quiet bool
	bar   *progressbar.ProgressBar // nil when nobody looks
}

// report passes docs on and says what is to be said about each one.
func (c *console) report(docs document.Docs) document.Docs {
	return func(yield func(*document.Document, error) bool) {
		for doc, err := range docs {
			if err == nil {
				for _, warning := range doc.Warnings {
					if !c.quiet {
						c.line(fmt.Sprintf("%s: warning: %s", place(doc.Origin), warning))
					}
				}
				v := doc.Verdict
				if v.Kind == document.Failed || !c.quiet && (v.Reason == document.ReasonTooLarge || v.Reason == document.ReasonNotText) {
					c.line(strings.TrimSuffix(fmt.Sprintf("%s: %s: %s", place(doc.Origin), v.Reason, v.Detail), ": "))
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

// line prints one line. Names and messages may hold what a page or a file name brought along, so characters that a
// terminal could obey are shown by their code.
func (c *console) line(s string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.bar != nil {
		_ = c.bar.Clear()
	}
	_, _ = fmt.Fprintf(c.w, "winnow: %s\n", printable(s))
}

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

// every is how often the bar moves; a person can't read faster.
const every = 200 * time.Millisecond

// progress shows a bar until the returned function is called: the bytes taken from the inputs, of how many if that can
// be known, and the counts so far. Finding the total out means walking the inputs, so it is done beside the run and
// only when somebody looks.
func (c *console) progress(j *job, counter *pipeline.Counter) (finish func()) {
	if c.quiet || !isTerminal(c.w) {
		return func() {}
	}
	bar := progressbar.NewOptions64(-1,
		progressbar.OptionSetWriter(c.w), progressbar.OptionShowBytes(true), progressbar.OptionClearOnFinish(),
		progressbar.OptionSetWidth(20), progressbar.OptionShowDescriptionAtLineEnd())
	c.bar = bar
	total := make(chan int64, 1)
	go func() {
		if n, known := source.Size(j.inputs, j.source); known && n > 0 {
			total <- n
		}
	}()
	stop := make(chan struct{})
	var done sync.WaitGroup
	done.Go(func() {
		start := time.Now()
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		for {
			c.mu.Lock()
			bar.Describe(counter.State(time.Since(start)))
			_ = bar.Set64(j.read.Load())
			c.mu.Unlock()
			select {
			case n := <-total:
				bar.ChangeMax64(n)
			case <-ticker.C:
			case <-stop:
				return
			}
		}
	})
	return func() {
		close(stop)
		done.Wait()
		c.mu.Lock()
		defer c.mu.Unlock()
		_ = bar.Clear()
		c.bar = nil
	}
}

// timings says how long the stages took, if they were timed; asked for, so said with --quiet too.
func (c *console) timings(clock *laps.Clock) {
	for _, t := range clock.Totals() {
		_, _ = fmt.Fprintf(c.w, "time in %-10s%8.3f s\n", t.Stage, t.Time.Seconds())
	}
}

// summary closes a run: the last report, whatever the bar showed before.
func (c *console) summary(s pipeline.Summary) {
	if !c.quiet {
		_, _ = s.WriteTo(c.w)
	}
}
