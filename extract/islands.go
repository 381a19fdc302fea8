package extract

import (
	"math"

	"winnow/document"
)

// ReasonApart is why blocks of an article or a product's page are dropped that the model took for text, but which stand
// apart from the body.
const ReasonApart document.Reason = "apart"

// Limits of what stands apart. They were set on the articles of wcxb-dev, daniel-dev, trafeval, readability and
// newspaper4k, labelled by models that had not seen their sites, or their sets: of the words that go on the first two, six
// to nine of ten are no text.
const (
	islandGap    = 4           // most blocks between two of an island that are not kept
	bodyEnough   = 100         // words from which an island is no likelier to be the body for having more
	doubted      = 300         // how much less the log-odds of an island are than those of the body, in 1/logUnit: a third of its odds
	tailDoubted  = 768         // a twentieth, for what is near; with 640 left-out forums lose .004 more, wcxb-dev .001, and trafeval gains .002
	tailWords    = 8           // of a block that ends the body; 4 is the same within .0002
	mostDoubted  = 820         // a twenty-fifth
	aroundKept   = 50          // percent of the words that are kept where the island and the body stand
	islandLinked = 50          // percent of an island's characters that are links
	logUnit      = 256         // of log-odds
	logEnd       = scale / 500 // probabilities nearer to 0 or 1 than this are as sure as this
)

// logOdds holds the log-odds of each probability in 1/scale.
var logOdds = func() (table [scale + 1]int64) {
	for p := range table {
		q := float64(min(max(p, logEnd), scale-logEnd)) / scale
		table[p] = int64(math.Round(logUnit * math.Log(q/(1-q))))
	}
	return table
}()

// island is a run of kept blocks with few others between them.
type island struct {
	first, last int   // blocks
	words, odds int64 // odds is the mean of logOdds over the words
}

// dropApart drops what is doubted behind the body of an article or of a product's description.
func (c *choice) dropApart(p *Page) {
	kept := c.findIslands(p)
	if len(c.islands) == 0 {
		return
	}
	if c.dropTail(p, c.islands[c.body()].odds) {
		kept = c.findIslands(p)
	}
	c.dropIslands(p, kept)
}

// dropTail drops what is hardly believed beside the body, whose log-odds are given, behind the last block that is: cards of
// authors, notices for subscribers, the first teasers. The items of a list and the rows of a table stay or go together. It
// reports whether anything went.
func (c *choice) dropTail(p *Page, body int64) (some bool) {
	last := len(p.Blocks) - 1
	for last >= 0 && !(c.kept(last) && p.Blocks[last].size >= tailWords && logOdds[c.content[last]] >= body-tailDoubted) {
		last--
	}
	if last < 0 {
		return false
	}
	for i := p.groupEnd(last); i < len(p.Blocks); {
		end, words, odds := p.groupEnd(i), int64(0), int64(0)
		for k := i; k < end; k++ {
			w := int64(p.Blocks[k].size) + 1
			words += w
			odds += w * logOdds[c.content[k]]
		}
		if odds < words*(body-tailDoubted) {
			some = c.dropKept(i, end, ReasonApart) || some
		}
		i = end
	}
	return some
}

// dropIslands drops from an article, and from the page of a product, what is kept far behind its body and is doubted more than the body: teasers in full
// sentences, of which a page of a site that the models have not seen can hold more than of its article. They stand where
// most words are not kept, are links for the most part, or are hardly believed at all. Threads and tables are made of
// islands, and where there are prices an article may be a shop's page of some other kind.
// kept is how many words are kept before each block.
func (c *choice) dropIslands(p *Page, kept []int64) {
	if len(c.islands) < 2 || p.shape[gPrices] > 0 && !c.product {
		return
	}
	body := c.body()
	b := &c.islands[body]
	for _, x := range c.islands[body+1:] {
		less := b.odds - x.odds
		if less <= doubted || p.madeOfIslands(x) {
			continue
		}
		around := &p.elems[p.holder(int32(b.first), int32(x.last))]
		words := p.sums[around.last].words - p.sums[around.first].words
		from, to := &p.sums[x.first], &p.sums[x.last+1]
		if less > mostDoubted ||
			100*(kept[around.last]-kept[around.first]) < aroundKept*int64(words) ||
			100*(to.linked-from.linked) > islandLinked*(to.chars-from.chars) {
			c.dropKept(x.first, x.last+1, ReasonApart)
		}
	}
}

// findIslands finds the islands of the page, and returns how many words are kept before each block.
func (c *choice) findIslands(p *Page) (kept []int64) {
	c.islands = c.islands[:0]
	kept = append(c.sums[:0], 0)
	for i := range p.Blocks {
		n := int64(0)
		if c.kept(i) {
			n = int64(p.Blocks[i].size)
			if k := len(c.islands); k == 0 || i-c.islands[k-1].last > islandGap {
				c.islands = append(c.islands, island{first: i})
			}
			x := &c.islands[len(c.islands)-1]
			x.last = i
			x.words += n
			x.odds += n * logOdds[c.content[i]]
		}
		kept = append(kept, kept[i]+n)
	}
	c.sums = kept
	for k := range c.islands {
		c.islands[k].odds /= max(1, c.islands[k].words)
	}
	return kept
}

// body returns the island that is the surest and not small.
func (c *choice) body() (body int) {
	best := int64(math.MinInt64)
	for k := range c.islands {
		x := &c.islands[k]
		// Odds times the root of words, squared, which needs no root.
		weight := x.odds * max(x.odds, -x.odds) * min(x.words, bodyEnough)
		if weight > best {
			body, best = k, weight
		}
	}
	return body
}

// madeOfIslands tells whether some of an island is a comment, a post or the row of a table.
func (p *Page) madeOfIslands(x island) bool {
	for i := x.first; i <= x.last; i++ {
		if p.Blocks[i].Kind == document.TableRow || p.infos[p.Blocks[i].elem].inComment ||
			p.cueDistance(i, cueComment) < far || p.cueDistance(i, cueReply) < far || p.cueDistance(i, cueForum) < far {
			return true
		}
	}
	return false
}

// holder returns the smallest element that holds the blocks from first to last.
func (p *Page) holder(first, last int32) int32 {
	e := p.Blocks[first].elem
	for e > 0 && p.elems[e].last <= last {
		e = p.elems[e].parent
	}
	return e
}
