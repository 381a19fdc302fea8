package templates

import (
	"fmt"
	"io"
	"os"
	"slices"
)

// Store holds the templates of sites, as a run looks them up. It is safe for concurrent use.
type Store struct {
	Info  Info
	sites map[string]*Site
}

// Site holds the templates of one site: texts and titles that two pages or more have (what stood on one may be the page
// that is looked at), and places.
type Site struct {
	Pages  uint32
	titles table[uint32] // pages that state a title
	places table[place]
	texts  table[text] // a text has as many values, one behind the other, as it has places
}

// text is a text at one of its places.
type text struct {
	pages uint32 // that it stood on, at whatever place
	here  uint32 // that it stood on at this place
	home  uint32 // the place
}

// find returns on how many pages a text stood, and on how many of them at a place.
func (s *Site) find(hash, at uint64) (pages, here uint32) {
	t := &s.texts
	i, ok := slices.BinarySearch(t.hashes, hash) // the first of them
	if !ok {
		return 0, 0
	}
	for pages = t.values[i].pages; i < len(t.hashes) && t.hashes[i] == hash; i++ {
		if t.values[i].home == home(at) {
			here = t.values[i].here
		}
	}
	return pages, here
}

// place is what is known of a place.
type place struct {
	pages, titles, authors, dates uint32
	mean                          int32 // probability of content of its words, in thousandths
}

// table looks values up by fingerprint: sorted arrays, which take a third of a map's memory.
type table[T any] struct {
	hashes []uint64
	values []T
}

func (t *table[T]) add(hash uint64, v T) {
	t.hashes, t.values = append(t.hashes, hash), append(t.values, v)
}

func (t *table[T]) find(hash uint64) *T {
	if i, ok := slices.BinarySearch(t.hashes, hash); ok {
		return &t.values[i]
	}
	return nil
}

// clip lets go of room that a table did not need.
func (t *table[T]) clip() { t.hashes, t.values = slices.Clip(t.hashes), slices.Clip(t.values) }

// Load reads a file of templates.
func Load(name string) (*Store, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	s, err := Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return s, nil
}

// Read reads templates. Sites of a single page are left out: what stands on one page only is no template.
func Read(in io.Reader) (*Store, error) {
	r, err := newReader(in)
	if err != nil {
		return nil, err
	}
	s := &Store{Info: r.info, sites: map[string]*Site{}}
	var site *Site
	var rows []entry // the places of a text
	var e entry
	for {
		err := r.next(&e)
		if err != nil && err != io.EOF {
			return nil, err
		}
		if len(rows) > 0 && (err == io.EOF || !rows[0].sameText(&e)) {
			if pages := pagesOf(rows); pages >= leastPages {
				if site == nil {
					return nil, damaged("more pages than the site has")
				}
				for i := range rows {
					site.texts.add(rows[i].hash, text{pages, rows[i].pages, rows[i].home})
				}
			}
			rows = rows[:0]
		}
		if err == io.EOF || e.kind == kindSite {
			if site != nil {
				site.titles.clip()
				site.texts.clip()
				site.places.clip()
			}
			if err == io.EOF {
				return s, nil
			}
			site = nil
		}
		if e.kind == kindText {
			rows = append(rows, e)
			continue
		}
		if e.pages < leastPages {
			continue
		}
		switch {
		case e.kind == kindSite:
			site = &Site{Pages: e.pages}
			s.sites[e.name] = site
		case site == nil:
			return nil, damaged("more pages than the site has")
		case e.kind == kindTitle:
			site.titles.add(e.hash, e.pages)
		default:
			mean := min(e.content/max(e.words, 1), maxContent)
			site.places.add(e.hash, place{e.pages, e.titles, e.authors, e.dates, int32(mean)})
		}
	}
}

// leastPages is the fewest pages that make a site known, and a fingerprint repeated.
const leastPages = 2

// Site returns the templates of a site; nil where it is unknown.
func (s *Store) Site(name string) *Site {
	if s == nil {
		return nil
	}
	return s.sites[name]
}

// Sites is the number of sites with two pages or more.
func (s *Store) Sites() int { return len(s.sites) }
