package dom

import (
	"bytes"
	"compress/gzip"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var allPages = flag.Bool("all-pages", false, "compare all development pages with the reference, not one in ten")

// corpus returns the HTML pages of the development sets, which are not part of the repository, by path.
func corpus(t testing.TB) (names []string, pages [][]byte) {
	root := filepath.Join("..", "..", "..", "shared", "data")
	paths, _ := filepath.Glob(filepath.Join(root, "*", "pages", "*"))
	if more, _ := filepath.Glob(filepath.Join(root, "*", "pages", "*", "*")); len(more) > 0 {
		paths = append(paths, more...)
	}
	for i, path := range paths {
		if i%10 != 0 && !*allPages {
			continue
		}
		if !strings.Contains(filepath.Base(path), ".htm") {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		if strings.HasSuffix(path, ".gz") {
			z, err := gzip.NewReader(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if data, err = io.ReadAll(z); err != nil {
				t.Fatal(err)
			}
		}
		rel, _ := filepath.Rel(root, path)
		names = append(names, rel)
		pages = append(pages, data)
	}
	if len(pages) == 0 {
		t.Skip("no development pages beside the repository")
	}
	return names, pages
}

func firstDiff(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			lo := max(0, i-6)
			return "before:\n" + strings.Join(x[lo:i], "\n") + "\nours:\n" + strings.Join(x[i:min(i+4, len(x))], "\n") + "\nreference:\n" + strings.Join(y[i:min(i+4, len(y))], "\n")
		}
	}
	return "one is longer"
}

func TestCorpus(t *testing.T) {
	names, pages := corpus(t)
	var p Parser
	bad, refused := 0, 0
	for i, page := range pages {
		tree := p.Parse(page)
		checkTree(t, tree)
		root, err := reference(page)
		if err != nil {
			refused++
			t.Logf("%s: reference: %v", names[i], err)
			continue
		}
		if a, b := dump(tree), dumpReference(root); a != b {
			bad++
			if bad <= 10 {
				t.Errorf("%s\n%s", names[i], firstDiff(a, b))
			}
		}
	}
	t.Logf("%d pages, %d differ, %d refused", len(pages), bad, refused)
}
