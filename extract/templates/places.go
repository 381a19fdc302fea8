package templates

// Places of which leastVotes pages are known say something about a page.
const leastVotes = 3

// Field is a field of an article that stands at one place of a site's pages.
type Field uint8

// The fields whose places are learned.
const (
	Title Field = iota
	Author
	Date
)

// IsPlaceOf tells whether a place is known as that of a field.
func (s *Site) IsPlaceOf(field Field, hash uint64) bool {
	if s == nil {
		return false
	}
	p := s.places.find(hash)
	if p == nil {
		return false
	}
	votes := [...]uint32{Title: p.titles, Author: p.authors, Date: p.dates}[field]
	return isPlaceOf(votes, p.pages)
}

// isPlaceOf: it was seen on leastVotes pages and held the field, as the pages state it elsewhere, on a third of them: of
// bylines that are written in other words than the metadata, many are missed.
func isPlaceOf(votes, pages uint32) bool {
	return votes >= leastVotes && uint64(votes)*3 >= uint64(pages)
}

// How much a place weighs against a block at it: as pages to ownPages, at most to mostPages. Set on daniel-dev and
// wcxb-dev with models that had not seen the site, or the set; a fixed half is within .001 on daniel-dev.
const (
	ownPages  = 3
	mostPages = 12
)

// Draw draws Content of the units of a page that is hard to read by itself towards the mean of their places on the pages
// of their site, those whose text stands on other pages (shared) only downwards. It reports whether any changed.
func (s *Site) Draw(units []Unit, shared []uint32) bool {
	changed := false
	for i := range units {
		u := &units[i]
		mean, pages := s.Mean(u.Place)
		if pages == 0 || mean > u.Content && shared[i] > 0 {
			continue
		}
		n := int32(min(pages, mostPages))
		if drawn := (u.Content*ownPages + mean*n) / (ownPages + n); drawn != u.Content {
			u.Content, changed = drawn, true
		}
	}
	return changed
}

// Mean is the mean probability of content of the words that stood at a place, in thousandths, and the number of pages
// that it was seen on; 0 for both where that is too few.
func (s *Site) Mean(hash uint64) (content int32, pages uint32) {
	p := s.places.find(hash)
	if p == nil || p.pages < leastVotes {
		return 0, 0
	}
	return p.mean, p.pages
}
