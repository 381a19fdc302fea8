package templates

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// Limits of suggestions, which a person reads before they are used.
const (
	suggestPages   = 5  // a site must have
	suggestShare   = 50 // percent of its pages that must back a rule
	dropBelow      = 10 // percent: the likely content in what is suggested to be dropped, of its words and of the site's likely content
	dropWords      = 3  // words a page that such an element must hold to be worth a rule
	keepAbove      = 70 // percent: the likely content in what is suggested to be kept
	keepShare      = 90 // percent of the site's likely content that must stand in it
	suggestedDrops = 12 // of a site, the most
)

// Suggest writes rules as extract.ReadRules reads them, with the number of pages behind each: of each site that has some
// pages the element that holds its content, those that hold none, and where title, author and date stand.
func Suggest(w *bufio.Writer, in io.Reader) error {
	fmt.Fprintln(w, "# Rules suggested by what pages have in common. Read them, edit them, and give the file to --rules.")
	return eachSite(in, func(s *sitePart) error {
		if s.pages >= suggestPages {
			s.suggest(w)
		}
		return nil
	})
}

// container sums the places inside of an element.
type container struct {
	selector string
	pages    uint32 // the most of a place in it
	words    uint64
	content  uint64
	depth    int
	inside   string // the selector of a named element around it, "" for none
}

func (s *sitePart) suggest(w *bufio.Writer) {
	list := s.containers()
	var lines []string
	line := func(key, selector string, pages uint32) {
		lines = append(lines, fmt.Sprintf("  %s: %q # %d of %d pages", key, selector, pages, s.pages))
	}
	if keep := s.keep(list); keep != nil {
		line("keep", keep.selector, keep.pages)
	}
	if drops := s.drops(list); len(drops) > 0 {
		lines = append(lines, "  drop:")
		for _, d := range drops {
			lines = append(lines, fmt.Sprintf("    - %q # %d of %d pages", d.selector, d.pages, s.pages))
		}
	}
	for _, field := range [...]struct {
		key   string
		votes func(*entry) uint32
	}{
		{"title", func(e *entry) uint32 { return e.titles }},
		{"author", func(e *entry) uint32 { return e.authors }},
		{"date", func(e *entry) uint32 { return e.dates }},
	} {
		var best *entry
		for i := range s.places {
			if p := &s.places[i]; isPlaceOf(field.votes(p), p.pages) && (best == nil || field.votes(p) > field.votes(best)) {
				best = p
			}
		}
		if best != nil && backed(field.votes(best), s.pages) {
			if selector := selectorOf(steps(best.name)); selector != "" {
				line(field.key, selector, field.votes(best))
			}
		}
	}
	if len(lines) > 0 {
		fmt.Fprintf(w, "%q:\n%s\n", s.name, strings.Join(lines, "\n"))
	}
}

func backed(pages, all uint32) bool { return uint64(pages)*100 >= uint64(all)*suggestShare }

// containers sums places by the named elements around them, in a stable order.
func (s *sitePart) containers() []*container {
	by := map[string]*container{}
	for i := range s.places {
		p := &s.places[i]
		path := steps(p.name)
		around := ""
		for depth, step := range path {
			if !named(step) {
				continue
			}
			selector := selectorOf(path[depth : depth+1])
			if selector == around || selector == "" {
				continue
			}
			c := by[selector]
			if c == nil {
				c = &container{selector: selector, depth: depth, inside: around}
				by[selector] = c
			}
			c.pages = max(c.pages, p.pages)
			c.words += p.words
			c.content += p.content / 1000
			around = selector
		}
	}
	return slices.SortedFunc(maps.Values(by), func(a, b *container) int {
		return cmp.Or(cmp.Compare(a.depth, b.depth), cmp.Compare(b.words, a.words), cmp.Compare(a.selector, b.selector))
	})
}

// keep is the innermost element that holds nearly all of the site's likely content and little else.
func (s *sitePart) keep(list []*container) (best *container) {
	total := s.likely()
	for _, c := range list {
		if backed(c.pages, s.pages) && percent(c.content, c.words) >= keepAbove && percent(c.content, total) >= keepShare {
			best = c
		}
	}
	return best
}

// likely is the likely content of the site's pages, in words.
func (s *sitePart) likely() (words uint64) {
	for i := range s.places {
		words += s.places[i].content / 1000
	}
	return words
}

// drops are the outermost elements that hold hardly any likely content: hardly any of their words, and of the site's, for on
// pages of short articles the whole body is boilerplate for the most part.
func (s *sitePart) drops(list []*container) (drops []*container) {
	total := s.likely()
	dropped := map[string]bool{}
	for _, c := range list {
		if dropped[c.inside] {
			dropped[c.selector] = true
			continue
		}
		// What names of places leave out of long paths is their beginning: who holds the page is seen around little of it.
		if tag, _, _ := strings.Cut(c.selector, "."); tag == "body" || tag == "html" {
			continue
		}
		if backed(c.pages, s.pages) && c.words >= dropWords*uint64(c.pages) && percent(c.content, c.words) < dropBelow && percent(c.content, total) < dropBelow {
			dropped[c.selector] = true
			drops = append(drops, c)
		}
	}
	slices.SortStableFunc(drops, func(a, b *container) int { return cmp.Compare(b.words, a.words) })
	return drops[:min(len(drops), suggestedDrops)]
}

// steps splits the path of a place: tags, with the first of their classes.
func steps(path string) []string {
	if path == "" {
		return nil
	}
	return strings.Split(path, " > ")
}

// named tells whether a step says more than its tag, or its tag says enough.
func named(step string) bool {
	tag, class, _ := strings.Cut(step, ".")
	switch tag {
	case "nav", "aside", "footer", "header", "article", "main":
		return true
	}
	return plainName(class)
}

// plainName tells whether a class can stand in a selector as it is, and is none that was made for one page.
func plainName(class string) bool {
	digits := 0
	for i := range len(class) {
		switch c := class[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '-' && i > 0, c == '_':
		case c >= '0' && c <= '9' && i > 0:
			digits++
		default:
			return false
		}
	}
	return class != "" && digits < 4
}

// selectorOf writes the last steps of a path as a selector: from the last named one on.
func selectorOf(path []string) string {
	from := len(path) - 1
	for from > 0 && !named(path[from]) {
		from--
	}
	var parts []string
	for _, step := range path[max(from, 0):] {
		if tag, class, _ := strings.Cut(step, "."); class != "" && !plainName(class) {
			step = tag
		}
		parts = append(parts, step)
	}
	return strings.Join(parts, " > ")
}
