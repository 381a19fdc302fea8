package templates

import (
	"cmp"
	"io"
	"slices"
)

// Shared is a text that stands on several pages of a site.
type Shared struct {
	Site, Text string // the text's beginning
	Pages, Of  uint32 // pages that have it, and pages of the site that were counted
}

// Strongest returns the texts of a file of templates that stand on the most pages of their sites, at most top of them.
func Strongest(in io.Reader, top int) (list []Shared, err error) {
	order := func(a, b Shared) int {
		return cmp.Or(cmp.Compare(b.Pages, a.Pages), cmp.Compare(a.Site, b.Site), cmp.Compare(a.Text, b.Text))
	}
	err = eachSite(in, func(s *sitePart) error {
		for i := range s.texts {
			t := Shared{Site: s.name, Text: s.texts[i].name, Pages: s.texts[i].pages, Of: s.pages}
			at, _ := slices.BinarySearchFunc(list, t, order)
			if at == top {
				continue
			}
			if len(list) == top {
				list = list[:top-1]
			}
			list = slices.Insert(list, at, t)
		}
		return nil
	})
	return list, err
}
