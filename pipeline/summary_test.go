package pipeline

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"winnow/document"
)

func TestSummaryAddsUp(t *testing.T) {
	end := []func(*document.Document){
		func(d *document.Document) { d.Text = "four" },
		func(d *document.Document) { d.Reject(document.ReasonEmpty, "") },
		func(d *document.Document) { d.Fail(document.ReasonCorrupt, "") },
		func(d *document.Document) {
			d.Verdict = document.Verdict{Kind: document.Duplicate, Reason: document.ReasonExact, Of: "0"}
		},
		func(d *document.Document) { d.Reject(document.ReasonNotText, "") },
	}
	stage := func(d *document.Document) { end[int(d.Ordinal)%len(end)](d) }
	var c Counter
	ids, err := collect(c.Count(Parallel(t.Context(), 3, numbered(12, nil), stage)))
	if err != nil || len(ids) != 12 {
		t.Fatal(len(ids), err)
	}
	got := c.Summary(2 * time.Second)
	want := Summary{
		Pages: 12, Articles: 3, Bytes: 12, Text: 12, Elapsed: 2 * time.Second,
		Rejected:   []ReasonCount{{document.ReasonEmpty, 3}, {document.ReasonNotText, 2}},
		Duplicates: []ReasonCount{{document.ReasonExact, 2}},
		Failed:     []ReasonCount{{document.ReasonCorrupt, 2}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if sum := got.Articles + Sum(got.Rejected) + Sum(got.Duplicates) + Sum(got.Failed); sum != got.Pages {
		t.Errorf("%d pages, but the ways they ended add up to %d", got.Pages, sum)
	}
	var b strings.Builder
	if _, err := got.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	const text = `pages read              12   12 B in 2.0 s, 6 pages/s, 6 B/s
articles written         3   12 B of text
duplicates               2   exact 2
rejected                 5   empty 3, not-text 2
failed                   2   corrupt 2
`
	if diff := cmp.Diff(text, b.String()); diff != "" {
		t.Error(diff)
	}
}

func TestSize(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0 B", 999: "999 B", 1000: "1.0 kB", 999_949: "999.9 kB", 999_950: "1.0 MB", 12_345_678: "12.3 MB",
		1<<63 - 1: "9.2 EB",
	} {
		if got := Size(n); got != want {
			t.Errorf("Size(%d) = %q, want %q", n, got, want)
		}
	}
}
