package extract

import (
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winnow/extract/charset"
)

// TestFeatureBytes holds the features of all blocks of the written pages, so that a change for speed can't alter one
// unnoticed. A change of the features themselves wants -update, and a new model.
func TestFeatureBytes(t *testing.T) {
	files, err := filepath.Glob("../testdata/pages/*/*.html")
	if err != nil || len(files) == 0 {
		t.Fatal("no pages", err)
	}
	var out strings.Builder
	var p Page // one for all: what a page leaves behind must not show in the next
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		p.Load(charset.Decode(src, charset.Options{Markup: true}).Text)
		h := fnv.New64a()
		h.Write(p.Features())
		fmt.Fprintf(&out, "%s %d blocks %016x\n", strings.TrimPrefix(filepath.ToSlash(file), "../testdata/pages/"), len(p.Blocks), h.Sum64())
	}
	golden(t, "testdata/features.golden", out.String())
}
