package extract_test

import (
	"bytes"
	"testing"

	"winnow/document"
	"winnow/extract"
	"winnow/extract/plain"
)

func TestTextWithTooManyLines(t *testing.T) {
	x, err := extract.New(extract.Config{})
	if err != nil {
		t.Fatal(err)
	}
	d := &document.Document{Format: document.FormatText, Raw: bytes.Repeat([]byte("a\n"), plain.MaxLines)}
	x.Extract(d)
	if d.Verdict.Kind != document.Rejected || d.Verdict.Reason != document.ReasonTooLarge {
		t.Errorf("verdict %+v, want a rejection as too large", d.Verdict)
	}
}
