package pipeline

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"winnow/document"
)

// Counter counts documents by how they ended. The atomic totals may be read while the run goes on; the rest only after
// it.
type Counter struct {
	pages, bytes atomic.Int64
	ended        [document.Failed + 1]atomic.Int64 // pages by their verdict

	byReason map[document.VerdictKind]map[document.Reason]int64
	text     int64
}

// Count passes docs on and counts each one by its verdict. It stands at the end of the stages: whatever happens to a
// document later is not seen.
func (c *Counter) Count(docs document.Docs) document.Docs {
	return func(yield func(*document.Document, error) bool) {
		for doc, err := range docs {
			if err == nil {
				c.add(doc)
			}
			if !yield(doc, err) {
				return
			}
		}
	}
}

func (c *Counter) add(doc *document.Document) {
	c.pages.Add(1)
	c.bytes.Add(doc.Bytes)
	c.ended[doc.Verdict.Kind].Add(1)
	if doc.Keep() {
		c.text += int64(len(doc.Text))
		return
	}
	if c.byReason == nil {
		c.byReason = make(map[document.VerdictKind]map[document.Reason]int64)
	}
	reasons := c.byReason[doc.Verdict.Kind]
	if reasons == nil {
		reasons = make(map[document.Reason]int64)
		c.byReason[doc.Verdict.Kind] = reasons
	}
	reasons[doc.Verdict.Reason]++
}

// Progress is how far a run is. Pages may be ahead of the others by the one that is being counted.
type Progress struct {
	Pages, Articles, Duplicates, Rejected, Failed int64

	Bytes int64 // of the pages as read, decompressed
}

// Progress may be called while the run goes on.
func (c *Counter) Progress() Progress {
	return Progress{
		Pages: c.pages.Load(), Articles: c.ended[document.Kept].Load(), Duplicates: c.ended[document.Duplicate].Load(),
		Rejected: c.ended[document.Rejected].Load(), Failed: c.ended[document.Failed].Load(), Bytes: c.bytes.Load(),
	}
}

// ReasonCount is how many pages ended for one reason.
type ReasonCount struct {
	Reason document.Reason
	Pages  int64
}

// Summary is what a run did. Pages = Articles + the pages of Rejected, Duplicates and Failed.
type Summary struct {
	Pages    int64 // read, or tried to read
	Articles int64 // written
	Bytes    int64 // of the pages as read, decompressed
	Text     int64 // bytes of the articles' texts
	Elapsed  time.Duration

	// The most frequent reason comes first.
	Rejected, Duplicates, Failed []ReasonCount
}

// Summary returns the counts so far; the stream must have ended.
func (c *Counter) Summary(elapsed time.Duration) Summary {
	return Summary{
		Pages: c.pages.Load(), Articles: c.ended[document.Kept].Load(), Bytes: c.bytes.Load(), Text: c.text, Elapsed: elapsed,
		Rejected:   c.reasons(document.Rejected),
		Duplicates: c.reasons(document.Duplicate),
		Failed:     c.reasons(document.Failed),
	}
}

func (c *Counter) reasons(kind document.VerdictKind) []ReasonCount {
	var counts []ReasonCount
	for reason, pages := range c.byReason[kind] {
		counts = append(counts, ReasonCount{reason, pages})
	}
	slices.SortFunc(counts, func(a, b ReasonCount) int {
		return cmp.Or(cmp.Compare(b.Pages, a.Pages), cmp.Compare(a.Reason, b.Reason))
	})
	return counts
}

// Sum returns the pages of all the reasons.
func Sum(counts []ReasonCount) int64 {
	var sum int64
	for _, c := range counts {
		sum += c.Pages
	}
	return sum
}

// WriteTo writes the summary as the lines that close a run.
func (s Summary) WriteTo(w io.Writer) (int64, error) {
	var b strings.Builder
	seconds := s.Elapsed.Seconds()
	fmt.Fprintf(&b, "pages read        %8d   %s in %.1f s", s.Pages, Size(s.Bytes), seconds)
	if seconds > 0 {
		fmt.Fprintf(&b, ", %.0f pages/s, %s/s", float64(s.Pages)/seconds, Size(int64(float64(s.Bytes)/seconds)))
	}
	fmt.Fprintf(&b, "\narticles written  %8d   %s of text\n", s.Articles, Size(s.Text))
	for _, line := range []struct {
		name   string
		counts []ReasonCount
	}{{"duplicates", s.Duplicates}, {"rejected", s.Rejected}, {"failed", s.Failed}} {
		fmt.Fprintf(&b, "%-18s%8d", line.name, Sum(line.counts))
		for i, c := range line.counts {
			sep := ", "
			if i == 0 {
				sep = "   "
			}
			fmt.Fprintf(&b, "%s%s %d", sep, c.Reason, c.Pages)
		}
		b.WriteByte('\n')
	}
	n, err := io.WriteString(w, b.String())
	return int64(n), err
}

// Size formats a number of bytes for people, in powers of 1000: "12.3 MB".
func Size(n int64) string {
	const units = "kMGTPE"
	if n < 1000 {
		return fmt.Sprintf("%d B", n)
	}
	value, unit := float64(n)/1000, 0
	for value >= 999.95 && unit < len(units)-1 {
		value, unit = value/1000, unit+1
	}
	return fmt.Sprintf("%.1f %cB", value, units[unit])
}
