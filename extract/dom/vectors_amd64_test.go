//go:build amd64 && !purego

package dom

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// sameWithout compares the tree of a page with the one that is made without vectors.
func sameWithout(t *testing.T, with, without *Parser, page string) {
	t.Helper()
	have := haveVectors
	defer func() { haveVectors = have }()
	a := with.Parse([]byte(page))
	haveVectors = false
	b := without.Parse([]byte(page))
	if !slices.Equal(a.Nodes, b.Nodes) || !slices.Equal(a.Attrs, b.Attrs) {
		t.Fatalf("%q\n with vectors: %+v %+v\n without: %+v %+v", page, a.Nodes, a.Attrs, b.Nodes, b.Attrs)
	}
}

// tagParts are what the tags of vectorPage are made of: much that the vector ways know, and what they leave.
var tagParts = []string{"<p", "<div", "<a", "<H1", "<blockquote", "<fieldset", "<x-y", "<svg", "</p", "</div", ` class="a b"`, ` id="x"`,
	` href="/a/b?c&amp;d"`, ` aria-hidden="true"`, ` aria-hiddem=""`, ` data-testid="é"`, ` data-component="1"`, ` Class="c"`, ` hidden`, ` a=b`, ` a='"'`, ` class='a "b"'`, ` alt='` + strings.Repeat("long ", 20) + `'`, ` a='b"`,
	` title="a > b"`, ` =""`, ` a=""b="c"`, "\n id=\"y\"", ` data-a-name-that-is-longer-than-all-that-is-looked-at-at-a-time-and-goes-on="1"`, ` ROLE="main"`,
	` value="` + strings.Repeat("long ", 20) + `"`, "/", " /", ">", ">", ">", ">", "> \n\t", ">a", "> b & c ", ">\r\n", ">&nbsp;", "> < ", ">\x00", ">\f", `>` + strings.Repeat("text ", 9),
	strings.Repeat(" ", 40), `"`, "<", "=", ` "`}

// vectorPage returns a page of random tags that is long enough for the vector ways, most of the time.
func vectorPage(r *rand.Rand) string {
	var page strings.Builder
	for range r.IntN(40) {
		page.WriteString(tagParts[r.IntN(len(tagParts))])
	}
	page.WriteString(strings.Repeat(" ", r.IntN(2*vectorReach)))
	return page.String()
}

func TestVectors(t *testing.T) {
	if !haveVectors {
		t.Skip("this machine has no AVX2")
	}
	var with, without Parser
	r := rand.New(rand.NewPCG(1, 2))
	for range 200000 {
		sameWithout(t, &with, &without, vectorPage(r))
	}
}

// TestManyAttrs has more attributes than are kept, or than there is room for at a time.
func TestManyAttrs(t *testing.T) {
	var with, without Parser
	for n := range 2 * maxAttrs {
		sameWithout(t, &with, &without, "<p"+strings.Repeat(` class="x"`, n)+">text"+strings.Repeat(" ", 2*vectorReach))
	}
}

func FuzzVectors(f *testing.F) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 50 {
		f.Add(vectorPage(r))
	}
	var with, without Parser
	f.Fuzz(func(t *testing.T, page string) {
		sameWithout(t, &with, &without, page)
		sameWithout(t, &with, &without, page+strings.Repeat(" ", 2*vectorReach))
	})
}
