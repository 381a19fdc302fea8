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

// Site holds the templates of one site: texts that stood on two pages or more (what stood on one may be the page that is
// looked at), and places of fields.
type Site struct {
	Pages  uint32
	places table[place]
	texts  table[uint32] // pages
}

// place is a place of fields.
type place struct{ pages, titles, authors, dates uint32 }

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
	var e entry
	for {
		err := r.next(&e)
		if err != nil && err != io.EOF {
			return nil, err
		}
		if err == io.EOF || e.kind == kindSite {
			if site != nil {
				site.texts.clip()
				site.places.clip()
			}
			if err == io.EOF {
				return s, nil
			}
			site = nil
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
		case e.kind == kindText:
			site.texts.add(e.hash, e.pages)
		case max(e.titles, e.authors, e.dates) >= leastVotes:
			site.places.add(e.hash, place{e.pages, e.titles, e.authors, e.dates})
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
