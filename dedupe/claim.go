package dedupe

import (
	"errors"
	"fmt"

	"winnow/document"
)

// Claimer decides, document by document in input order, which ones are kept. It is used by one goroutine.
type Claimer struct {
	cfg    Config
	corpus *corpus
	err    error
}

// NewClaimer returns a Claimer that knows no document yet.
func NewClaimer(cfg Config) (*Claimer, error) {
	if err := cfg.check(); err != nil {
		return nil, err
	}
	if cfg.Prefer != PreferFirst {
		return nil, fmt.Errorf("to prefer the %s document of a group the documents are needed twice: use a Survey", cfg.Prefer)
	}
	c, err := newCorpus(cfg)
	if err != nil {
		return nil, err
	}
	return &Claimer{cfg: cfg, corpus: c}, nil
}

// Claim keeps d, or gives it the verdict that it is a duplicate of a document claimed and kept before. It needs the keys
// that Prepare made and releases them. Documents that are dropped already are passed over. With Config.Evidence, Explain is to
// see the documents next.
func (c *Claimer) Claim(d *document.Document) {
	k, ok := d.Keys.(*keys)
	if !ok || d.Verdict.Dropped() || c.err != nil {
		return
	}
	o, err := c.corpus.enter(k, d.ID)
	if err == nil && o.kind != outcomeKept {
		d.Verdict, err = c.corpus.verdict(o)
	}
	var facts differing
	if err == nil && c.cfg.Evidence && o.kind == outcomeNear && c.cfg.Method == MethodNear {
		facts, err = c.corpus.differing(k, o)
	}
	c.err = err
	release(d)
	if facts != nil {
		d.Keys = facts
	}
}

// Err returns the error that stopped the look-up, if any: documents after it are kept unseen.
func (c *Claimer) Err() error { return c.err }

// Commit makes the documents of this run part of the index, all of them or, when it fails, none. It is called last, when
// the output stands: a run that is killed before it can be started again. Without an index it does nothing.
func (c *Claimer) Commit() error {
	if c.err != nil || c.corpus.index == nil {
		return c.err
	}
	c.err = c.corpus.index.commit(c.cfg.RunID)
	return c.err
}

// Close releases what the Claimer holds, and returns the first error.
func (c *Claimer) Close() error { return errors.Join(c.err, c.corpus.close()) }
