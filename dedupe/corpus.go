package dedupe

import (
	"errors"
	"fmt"
	"slices"

	"github.com/cockroachdb/pebble/v2/vfs"

	"winnow/document"
)

// corpus is what is known of the documents so far.
type corpus struct {
	method Method

	exact   exactTable
	posts   postings
	texts   arena
	index   *index   // nil when nothing outlasts the run
	buckets buckets  // of MinHash bands
	fate    []uint64 // by number of a text: what became of it
	pair    comparer
	other   record
	buf     []byte
	hits    []uint32
	votes   []vote
	tally   tally
	touched byte // of no meaning: what is read for nothing would not be read
}

// A fate is the place of a kept text in the arena; with fateStored the text is in the index under its number; with
// fateDropped the low 32 bits are the number of the text that dropped it, and bits 32 to 47 the share that is covered.
const (
	fateDropped = 1 << 63
	fateStored  = 1 << 62
)

func newCorpus(cfg Config) (*corpus, error) {
	c := &corpus{
		method: cfg.Method, pair: comparer{limits: limitsOf(cfg.Strictness), align: aligner{facts: cfg.Evidence}},
		texts: arena{limit: cfg.memory(), dir: cfg.TempDir},
		fate:  make([]uint64, 1),

		buckets: buckets{},
	}
	c.texts.beside = c.tables
	if cfg.IndexDir == "" {
		return c, nil
	}
	var err error
	if c.index, err = openIndex(cfg, vfs.Default); err != nil {
		return nil, err
	}
	if c.index == nil {
		return c, nil
	}
	err = c.index.each(func(n uint32, e *indexEntry) error {
		if e.fate&fateDropped != 0 && c.fate[uint32(e.fate)] != fateStored {
			return fmt.Errorf("damaged: text %d was dropped by one that was not kept", n)
		}
		c.exact.find(e.exact, n)
		c.fate = append(c.fate, e.fate)
		c.hits = c.posts.addAll(e.samples, n, c.hits[:0])
		return nil
	})
	if err != nil {
		return nil, errors.Join(c.index.named(err), c.close())
	}
	return c, nil
}

func (c *corpus) close() error {
	err := c.texts.close()
	if c.index != nil {
		err = errors.Join(err, c.index.close())
		c.index = nil
	}
	return err
}

type vote struct {
	doc   uint32
	count uint32
}

// outcome is what became of a document: nothing (kept), or the verdict's parts.
type outcome struct {
	of    uint32 // number of the kept text
	cover uint16 // share covered, of 65535
	kind  outcomeKind

	compared bool // a near duplicate by the last comparison, not as another copy of one
}

type outcomeKind uint8

const (
	outcomeKept outcomeKind = iota
	outcomeExact
	outcomeNear
)

// enter enters a text and says what becomes of it.
func (c *corpus) enter(k *keys, id string) (outcome, error) {
	number := uint32(len(c.fate))
	if n := c.exact.find(k.exact, number); n != 0 {
		// What was said of the text when it came first holds for its copies.
		if f := c.fate[n]; f&fateDropped != 0 {
			return outcome{of: uint32(f), cover: uint16(f >> 32), kind: outcomeNear}, nil
		}
		return outcome{of: n, cover: 0xFFFF, kind: outcomeExact}, nil
	}
	c.fate = append(c.fate, 0)
	o, err := c.compare(k, number)
	if err != nil {
		return o, err
	}
	var kept []byte
	if o.kind == outcomeKept {
		r := record{id: id, words: k.words, flags: k.flags}
		p, b, err := c.texts.reserve(r.size(), recordHead+len(id))
		if err != nil {
			return o, err
		}
		kept = r.appendTo(b)
		c.fate[number] = uint64(p)
	} else {
		c.fate[number] = fateDropped | uint64(o.cover)<<32 | uint64(o.of)
	}
	if c.index != nil {
		e := indexEntry{exact: k.exact, fate: c.fate[number], plain: k.plain, flags: k.flags, samples: k.samples}
		if o.kind == outcomeKept {
			e.fate = fateStored
		}
		err = c.index.add(number, &e, kept)
	}
	return o, err
}

// compare looks for a kept text that makes a new one a near duplicate.
func (c *corpus) compare(k *keys, number uint32) (outcome, error) {
	switch {
	case c.method == MethodNear && len(k.words) >= nearWords:
		of, cover, err := c.near(k, number)
		if of != 0 && err == nil {
			return outcome{of: of, cover: uint16(cover * 0xFFFF), kind: outcomeNear, compared: true}, nil
		}
		return outcome{}, err
	case c.method == MethodMinHash:
		if of := c.buckets.claim(k.bands, number); of != 0 {
			return outcome{of: of, kind: outcomeNear}, nil
		}
	}
	return outcome{}, nil
}

// verdict spells out what became of a text.
func (c *corpus) verdict(o outcome) (document.Verdict, error) {
	if o.kind == outcomeKept {
		return document.Verdict{}, nil
	}
	v := document.Verdict{Kind: document.Duplicate, Reason: document.ReasonExact, Covered: 1}
	if o.kind == outcomeNear {
		v.Reason, v.Covered = document.ReasonNear, roundCover(o.cover)
		if c.method == MethodMinHash {
			v.Reason = ReasonMinHash
		}
	}
	var err error
	v.Of, err = c.id(o.of)
	return v, err
}

// near enters the samples of a text and looks for a kept text that covers it: the one that shares most samples first,
// of several the earliest. It returns its number, 0 if there is none.
func (c *corpus) near(k *keys, number uint32) (of uint32, cover float64, err error) {
	c.hits = c.posts.addAll(k.samples, number, c.hits[:0])
	c.votes = c.tally.count(c.hits, uint32(k.votes()), c.votes[:0])
	n := 0
	for _, v := range c.votes {
		if fate := c.fate[v.doc]; fate&fateDropped == 0 {
			c.touched += c.texts.touch(place(fate)) // all of them come from memory at a time
			c.votes[n] = v
			n++
		}
	}
	votes := c.votes[:n]
	slices.SortFunc(votes, func(a, b vote) int {
		if a.count != b.count {
			return int(b.count) - int(a.count)
		}
		return int(a.doc) - int(b.doc)
	})
	c.pair.begin(k.words, &k.outline, k.flags)
	least, most := c.pair.lengths()
	for _, v := range votes {
		ok, err := c.record(v.doc, &c.other, least, most)
		if err != nil {
			return 0, 0, err
		}
		if !ok {
			continue
		}
		if rel, cover := c.pair.compare(&c.other, int(v.count)*likePart >= len(k.samples)); rel == covered || rel == continued {
			return v.doc, cover, nil
		}
	}
	return 0, 0, nil
}

// A pair is looked at when it shares two samples, and 12% of the new text's samples of plain shingles: at 8% four in
// five of the pairs looked at were unrelated, for one removal more in ten thousand.
const (
	votesLeast = 2
	votesShare = 12

	// likePart is the part of its samples that a text shares with one that is like it: all but two in a hundred of those have
	// as many words in common as it takes.
	likePart = 4
)

// votes returns how many samples another text must share with this one for the pair to be looked at.
func (k *keys) votes() int { return max(votesLeast, (k.plain*votesShare+50)/100) }
