package dedupe

import (
	"fmt"

	"winnow/document"
)

// Claimer decides, document by document in input order, which ones are kept. It is used by one goroutine.
type Claimer struct {
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
	return &Claimer{corpus: newCorpus(cfg)}, nil
}

// Claim keeps d, or gives it the verdict that it is a duplicate of a document claimed and kept before. It needs the keys
// that Prepare made and releases them. Documents that are dropped already are passed over.
func (c *Claimer) Claim(d *document.Document) {
	k, ok := d.Keys.(*keys)
	if !ok || d.Verdict.Dropped() || c.err != nil {
		return
	}
	o, err := c.corpus.enter(k, d.ID)
	if err == nil && o.kind != outcomeKept {
		d.Verdict, err = c.corpus.verdict(o, d.Text)
	}
	c.err = err
	release(d)
}

// Err returns the error that stopped the look-up, if any: documents after it are kept unseen.
func (c *Claimer) Err() error { return c.err }

// Close releases what the Claimer holds, and returns the first error.
func (c *Claimer) Close() error {
	err := c.corpus.texts.close()
	if c.err != nil {
		return c.err
	}
	return err
}
