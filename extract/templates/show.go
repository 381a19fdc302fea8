package templates

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// sitePart is what a file holds of one site, but for what stood on one page.
type sitePart struct {
	entry
	places   []entry
	texts    []entry           // each once; its pages are those of all of its places
	repeated map[uint32]uint64 // blocks of texts that stood on two pages or more, by place
}

// add adds a text.
func (s *sitePart) add(rows []entry) {
	text := rows[0] // with the name
	text.pages = pagesOf(rows)
	if text.pages < leastPages {
		return
	}
	for i := range rows {
		s.repeated[rows[i].home] += uint64(rows[i].pages)
	}
	s.texts = append(s.texts, text)
}

// eachSite reads a file, site by site.
func eachSite(in io.Reader, fn func(*sitePart) error) error {
	r, err := newReader(in)
	if err != nil {
		return err
	}
	var part *sitePart
	var text []entry // the places of one
	var e entry
	for {
		err := r.next(&e)
		if err != nil && err != io.EOF {
			return err
		}
		if len(text) > 0 && (err == io.EOF || !text[0].sameText(&e)) {
			part.add(text)
			text = text[:0]
		}
		if part != nil && (err == io.EOF || e.kind == kindSite) {
			if err := fn(part); err != nil {
				return err
			}
		}
		switch {
		case err == io.EOF:
			return nil
		case e.kind == kindSite:
			part = &sitePart{entry: e, repeated: map[uint32]uint64{}}
		case e.kind == kindPlace:
			if e.pages >= leastPages {
				part.places = append(part.places, e)
			}
		case e.kind == kindText:
			text = append(text, e)
		}
	}
}

// Show writes what a file of templates knows: a line a site or, of one site, the texts that stood on most pages and the
// places that most of its likely content stood at, top of each. It fails when the site is not in the file.
func Show(w io.Writer, in io.Reader, site string, top int) error {
	found := false
	err := eachSite(in, func(s *sitePart) error {
		if site != "" && s.name != site {
			return nil
		}
		found = true
		_, err := fmt.Fprintf(w, "%s: %d pages, %d texts and %d places on two or more\n", s.name, s.pages, len(s.texts), len(s.places))
		if site == "" || err != nil {
			return err
		}
		return s.show(w, top)
	})
	if err == nil && !found && site != "" {
		return fmt.Errorf("nothing is known of %s", site)
	}
	return err
}

func (s *sitePart) show(w io.Writer, top int) error {
	var out strings.Builder
	slices.SortFunc(s.texts, func(a, b entry) int { return cmp.Or(cmp.Compare(b.pages, a.pages), cmp.Compare(a.hash, b.hash)) })
	fmt.Fprintf(&out, "\npages  text\n")
	for i := range s.texts[:min(top, len(s.texts))] {
		fmt.Fprintf(&out, "%5d  %s\n", s.texts[i].pages, strings.Join(strings.Fields(s.texts[i].name), " "))
	}
	slices.SortFunc(s.places, func(a, b entry) int {
		return cmp.Or(cmp.Compare(b.content, a.content), cmp.Compare(b.pages, a.pages), cmp.Compare(a.hash, b.hash))
	})
	fmt.Fprintf(&out, "\npages  blocks  content  repeated  place\n")
	shown := 0
	for i := range s.places {
		p := &s.places[i]
		if p.name == "" || shown == top { // lines of plain text have no path
			continue
		}
		shown++
		fmt.Fprintf(&out, "%5d  %6.1f  %6d%%  %7d%%  %s%s\n", p.pages, float64(p.blocks)/float64(p.pages), percent(p.content/1000, p.words),
			percent(s.repeated[home(p.hash)], uint64(p.blocks)), p.name, p.fields())
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// fields names the fields that stand at a place.
func (e *entry) fields() string {
	var names []string
	for _, f := range [...]struct {
		name  string
		votes uint32
	}{{"title", e.titles}, {"author", e.authors}, {"date", e.dates}} {
		if isPlaceOf(f.votes, e.pages) {
			names = append(names, f.name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "  (" + strings.Join(names, ", ") + ")"
}

func percent(a, b uint64) uint64 {
	if b == 0 {
		return 0
	}
	return min(a, b) * 100 / b
}
