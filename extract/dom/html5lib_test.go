package dom

import (
	"go/build"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestHTML5lib runs the tree construction cases of html5lib that the module of the reference brings along: some 1,600
// pages, each with its own kind of misuse. Fragments are left out, as Parser knows whole pages only.
func TestHTML5lib(t *testing.T) {
	pkg, err := build.Import("golang.org/x/net/html", ".", build.FindOnly)
	if err != nil {
		t.Skip(err)
	}
	var files []string
	for _, pattern := range []string{"go/*.dat", "html5lib-tests/tree-construction/*.dat"} {
		found, _ := filepath.Glob(filepath.Join(pkg.Dir, "testdata", filepath.FromSlash(pattern)))
		files = append(files, found...)
	}
	if len(files) == 0 {
		t.Skip("the reference comes without its test cases")
	}
	var p Parser
	cases := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range strings.Split("\n"+string(data), "\n#data\n")[1:] {
			page, rest, ok := strings.Cut(c, "\n#errors")
			if !ok || strings.Contains(rest, "\n#document-fragment\n") {
				continue
			}
			compare(t, &p, page)
			cases++
		}
	}
	t.Logf("%d cases", cases)
	if cases < 1000 {
		t.Errorf("only %d cases", cases)
	}
}
