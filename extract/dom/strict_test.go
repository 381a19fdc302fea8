package dom

import (
	"strings"
	"testing"
)

func TestStrict(t *testing.T) {
	var p Parser
	for _, r := range rules {
		for _, page := range strings.Split(strings.TrimPrefix(r.pages, "\n"), "\n") {
			tree, err := Strict([]byte(page))
			if err != nil {
				t.Fatal(err)
			}
			checkTree(t, tree)
			if strict, fast := dump(tree), dump(p.Parse([]byte(page))); strict != fast {
				t.Errorf("page %q\n%s", page, firstDiff(strict, fast))
			}
		}
	}
}

func TestStrictRefusesDeepPages(t *testing.T) {
	if _, err := Strict([]byte(strings.Repeat("<div>", MaxDepth+1))); err == nil {
		t.Error("a page of 513 nested elements is no error")
	}
}

func TestStrictValuesAreNotDecodedTwice(t *testing.T) {
	const page = `<p title="&amp;lt;">&amp;lt;`
	var p Parser
	strict, err := Strict([]byte(page))
	if err != nil {
		t.Fatal(err)
	}
	for name, tree := range map[string]*Tree{"Strict": strict, "Parser": p.Parse([]byte(page))} {
		if got := tree.AttrValue(4, "title"); got != "&lt;" {
			t.Errorf("%s: title %q", name, got)
		}
		if got := string(tree.AppendText(nil, 5)); got != "&lt;" {
			t.Errorf("%s: text %q", name, got)
		}
		if got := string(tree.AppendAttr(nil, 4, "title")); got != "&lt;" {
			t.Errorf("%s: appended title %q", name, got)
		}
	}
}
