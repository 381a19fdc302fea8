package report

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"winnow/document"
)

// add counts one page that ended so.
func (c *Counts) add(kind document.VerdictKind, page, text, characters int64) {
	c.Pages++
	c.PageBytes += page
	switch kind {
	case document.Kept:
		c.Articles++
		c.TextBytes += text
		c.Characters += characters
	case document.Duplicate:
		c.Duplicates++
	case document.Rejected:
		c.Rejected++
	case document.Failed:
		c.Failed++
	}
}

// plus adds other counts.
func (c *Counts) plus(o *Counts) {
	c.Pages += o.Pages
	c.Articles += o.Articles
	c.Duplicates += o.Duplicates
	c.Rejected += o.Rejected
	c.Failed += o.Failed
	c.PageBytes += o.PageBytes
	c.TextBytes += o.TextBytes
	c.Characters += o.Characters
}

// groups counts pages by a name. It tells so many names apart; pages of names that come after those go to others. A
// name that many pages have comes early, so that is where it is counted, unless the input is sorted against it. Of a long
// name the beginning counts: a page chooses its name, and all of them are held.
type groups struct {
	most   int
	byName map[string]*Counts
	others Counts
	name   string // of the page before: most often the same
	last   *Counts
}

// of returns the counts of a name.
func (g *groups) of(name string) *Counts {
	name = cut(name, nameBytes)
	if g.last != nil && g.name == name {
		return g.last
	}
	counts := g.byName[name]
	if counts == nil {
		if len(g.byName) >= g.most {
			return &g.others
		}
		if g.byName == nil {
			g.byName = make(map[string]*Counts)
		}
		counts = new(Counts)
		name = strings.Clone(name) // it may be a piece of a page
		g.byName[name] = counts
	}
	g.name, g.last = name, counts
	return counts
}

// list returns the groups with the most pages, at most so many, and the sum of the others.
func (g *groups) list(most int) (list []Group, others Others) {
	list = make([]Group, 0, len(g.byName))
	for name, counts := range g.byName {
		list = append(list, Group{name, *counts})
	}
	slices.SortFunc(list, func(a, b Group) int {
		return cmp.Or(cmp.Compare(b.Pages, a.Pages), cmp.Compare(a.Name, b.Name))
	})
	others.Counts = g.others
	if len(list) > most {
		others.Sites = int64(len(list) - most)
		for i := range list[most:] {
			others.plus(&list[most+i].Counts)
		}
		list = slices.Clip(list[:most])
	}
	return list, others
}

// site returns what a page is counted under: the host of its address without "www.", or the site's name where it has no
// address.
func site(d *document.Document) string {
	_, rest, found := strings.Cut(d.URL, "://")
	if !found {
		return d.Site
	}
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		rest = rest[:end]
	}
	rest = rest[strings.LastIndexByte(rest, '@')+1:]
	if port := strings.LastIndexByte(rest, ':'); port >= 0 && !strings.HasSuffix(rest, "]") {
		rest = rest[:port]
	}
	return strings.TrimPrefix(strings.ToLower(rest), "www.")
}

// month returns the month of an ISO date as year × 12 + month - 1, and false for what is none. Years from 1000 to 2999
// bound how many months there are.
func month(date string) (int64, bool) {
	if len(date) < len("2006-01") || date[4] != '-' || date[0] != '1' && date[0] != '2' {
		return 0, false
	}
	var n [6]int64
	for i, at := range [...]int{0, 1, 2, 3, 5, 6} {
		n[i] = int64(date[at]) - '0'
		if n[i] < 0 || n[i] > 9 {
			return 0, false
		}
	}
	m := 10*n[4] + n[5]
	if m < 1 || m > 12 {
		return 0, false
	}
	return (1000*n[0]+100*n[1]+10*n[2]+n[3])*12 + m - 1, true
}

// histogram counts values by bins.
type histogram map[int64]int64

// bins returns the bins that hold something, in order.
func (h histogram) bins() []Bin {
	bins := make([]Bin, 0, len(h))
	for from, count := range h {
		bins = append(bins, Bin{from, count})
	}
	slices.SortFunc(bins, func(a, b Bin) int { return cmp.Compare(a.From, b.From) })
	return bins
}

// scale holds the lower ends of the bins for lengths: 0, then ten a decade up to a hundred million, at the round numbers
// of the series R10 of ISO 3, rounded up to whole ones.
var scale = func() (ends []int64) {
	ends = []int64{0}
	for power := int64(1); power < 100_000_000; power *= 10 {
		for _, step := range [...]int64{100, 125, 160, 200, 250, 315, 400, 500, 630, 800} {
			if end := (power*step + 99) / 100; end > ends[len(ends)-1] {
				ends = append(ends, end)
			}
		}
	}
	return ends
}()

// lengthBin returns the lower end of the bin of a length.
func lengthBin(n int64) int64 {
	i, found := slices.BinarySearch(scale, n)
	if !found {
		i--
	}
	return scale[i]
}

// characters counts the characters of a UTF-8 text: its bytes but for those that go on with a character (10xxxxxx), eight
// at a time.
func characters(s string) int64 {
	n := int64(len(s))
	for ; len(s) >= 8; s = s[8:] {
		x := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		n -= int64(bits.OnesCount64(x >> 7 & ^(x >> 6) & 0x0101010101010101))
	}
	for i := range len(s) {
		if s[i]&0xC0 == 0x80 {
			n--
		}
	}
	return n
}

// cut returns the beginning of a text, at most so many bytes of whole characters.
func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && s[most]&0xC0 == 0x80 {
		most--
	}
	return s[:most]
}
