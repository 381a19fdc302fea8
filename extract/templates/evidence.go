package templates

import (
	"math"
	"math/bits"
)

// What a repeated text weighs. The odds of content of a block whose text stood on n of the site's pages are divided by
//
//	2^(strength · min(1, share/full) · (log2(n) − 1 + alone + single))
//
// where share is n by the pages of the site. Two pages of a site may be two copies of one article: a text on two pages
// tells nothing but on a page of which little is repeated (alone), and a text that stands on few pages tells nothing on
// a page most of whose likely content is such. But copies have one title, and a page whose title no other page of the
// site states is none (single). Where templates would leave next to nothing of a page, neither a part of it nor a
// paragraph, they are not asked. Nor are they about paragraphs where few pages of the site are known: these can't tell a
// note that stands beneath each article from a body that copies share.
//
// The numbers were set on daniel-dev and wcxb-dev with models that had not seen the site, or the set; each may be half or
// double without a loss of more than .002. Boosted trees over these and 40 more features (places, neighbours, runs), as
// a second stage behind the model, were no better on sites that they had not seen and lost most articles of sets that
// they had not: some sixty sites teach what the references of these sites leave out.
const (
	strength = 8
	full     = 50 // percent of the pages
	alone    = 4  // in 1/8 bits
	single   = 8  // in 1/8 bits
	little   = 30 // percent of the page's likely content
	sitewide = 50 // percent of the pages from which a text is no copy's
	copied   = 70 // percent of the page's likely content
	leftover = 20 // percent of the page's likely content that templates must leave,
	enough   = 20 // or so many words of it
	most     = 30 * 8

	knownPages = 5  // pages of a site from which on paragraphs are asked, too
	paragraph  = 40 // words
)

// lg is 8·log2(1+n), linear between powers of two.
func lg(n uint64) int {
	v := n + 1
	k := bits.Len64(v) - 1
	return 8*k + int(v<<3>>k&7)
}

// halvings holds 2^16 · 2^(-j/8).
var halvings = func() (table [8]uint64) {
	for j := range table {
		table[j] = uint64(math.Round((1 << 16) * math.Exp2(-float64(j)/8)))
	}
	return table
}()

// weaken divides the odds of a probability in thousandths by 2^(evidence/8).
func weaken(p int32, evidence int) int32 {
	content := uint64(p) * halvings[evidence%8]
	other := uint64(1000-p) << (16 + evidence/8)
	if content+other == 0 {
		return p
	}
	return int32((1000*content + (content+other)/2) / (content + other))
}

// pageSums are sums over the units of a page, of words times probability.
type pageSums struct {
	likely, repeated, few uint64
	single                bool // no other page states the page's title
}

// Rescore sets Content of the units of a page to the probability that follows from what the page alone said and from
// how often their texts stand on the pages of their site. Title is the fingerprint of the title that the page states, 0
// for none. It fills pages, which is as long as units, with the number of those pages where that weighed, else 0, and
// reports whether anything did.
func (s *Site) Rescore(units []Unit, title uint64, pages []uint32) bool {
	clear(pages)
	if s == nil {
		return false
	}
	sum := pageSums{single: title != 0 && s.titles.find(title) == nil}
	for i := range units {
		u := &units[i]
		likely := likelyWords(u.Words, u.Content)
		sum.likely += likely
		if n := s.standing(u); n >= leastPages {
			pages[i] = n
			sum.repeated += likely
			if uint64(n)*100 < uint64(s.Pages)*sitewide {
				sum.few += likely
			}
		}
	}
	if sum.repeated == 0 {
		clear(pages)
		return false
	}
	left := uint64(0)
	for i := range units {
		u := &units[i]
		left += likelyWords(u.Words, weaken(u.Content, s.evidence(u, pages[i], &sum)))
	}
	nothing := left*100 < sum.likely*leftover && left < enough*maxContent
	weighs := false
	for i := range units {
		e := s.evidence(&units[i], pages[i], &sum)
		if e == 0 || nothing {
			pages[i] = 0
			continue
		}
		units[i].Content = weaken(units[i].Content, e)
		weighs = true
	}
	return weighs
}

// standing is the number of pages that a text stands on, as far as that speaks against u. At a place that mostly holds
// content it is those that have the text there: the headline that other pages have in their link boxes is one page's own.
func (s *Site) standing(u *Unit) uint32 {
	pages, here := s.find(u.Text, u.Place)
	if here < pages {
		if mean, _ := s.Mean(u.Place); mean >= maxContent/2 {
			return here
		}
	}
	return pages
}

// likelyWords is the size of a unit by its probability; one without words counts a little.
func likelyWords(words, content int32) uint64 { return uint64(words+1) * uint64(content) }

// evidence is what the text of a unit that stands on n pages weighs against it, in 1/8 bits.
func (s *Site) evidence(u *Unit, n uint32, sum *pageSums) int {
	pages, all := uint64(n), uint64(s.Pages)
	if all < knownPages && u.Words >= paragraph {
		return 0
	}
	if pages < leastPages || !sum.single && pages*100 < all*sitewide && sum.few*100 >= sum.likely*copied {
		return 0
	}
	e := lg(pages-1) - 8
	if sum.single {
		e += single
	}
	if sum.repeated*100 < sum.likely*little {
		e += alone
	}
	return min(int(uint64(strength*e)*min(pages*100, all*full)/(all*full)), most)
}
