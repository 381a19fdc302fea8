package dedupe

import (
	"cmp"
	"encoding/binary"
	"errors"
	"slices"
	"time"

	"winnow/document"
)

// Survey decides which documents are kept when that is not the first of a group: it sees all of them before it decides,
// so the documents are needed twice.
//
//	s, err := dedupe.NewSurvey(cfg)
//	for d := range first pass  { prepare(d); s.Add(d) }
//	err = s.Decide()
//	for d := range second pass { s.Apply(d) }
//
// Only the keys are held, in a temporary file beyond Config.Memory. The documents are claimed as a Claimer does it, but
// in another order: corrections and updates (by their title) first, the newest of them first of all; then by preference;
// then in input order. So a longer text keeps a shorter one out, and a correction the text that it corrects.
type Survey struct {
	cfg     Config
	corpus  *corpus
	spool   arena
	entries []entry
	fates   []outcome // by ordinal, once decided
	buf     []byte
	err     error
}

// entry is a document in line.
type entry struct {
	ordinal int64
	rank    int64 // the smaller, the earlier
	place   place
}

// NewSurvey returns a Survey that knows no document yet.
func NewSurvey(cfg Config) (*Survey, error) {
	if err := cfg.check(); err != nil {
		return nil, err
	}
	half := cfg
	half.Memory = max(cfg.memory()/2, 1)
	c, err := newCorpus(half)
	if err != nil {
		return nil, err
	}
	return &Survey{cfg: cfg, corpus: c, spool: arena{limit: half.Memory, dir: cfg.TempDir}}, nil
}

// Add takes note of a document that Prepare has made keys for, and releases the keys.
func (s *Survey) Add(d *document.Document) {
	k, ok := d.Keys.(*keys)
	if !ok || d.Verdict.Dropped() || s.err != nil {
		return
	}
	s.buf = k.appendTo(s.buf[:0], d.ID)
	p, err := s.spool.put(s.buf)
	if err != nil {
		s.err = err
		return
	}
	s.entries = append(s.entries, entry{ordinal: d.Ordinal, rank: s.rank(d, k), place: p})
	release(d)
}

// rank orders documents by the preference.
func (s *Survey) rank(d *document.Document, k *keys) int64 {
	rank, latest := s.cfg.rank(d, k)
	if latest {
		rank -= d.Ordinal
	}
	return rank
}

// rank returns a document's place by the preference: the smaller, the earlier. Those of one rank are in input order, or,
// when latest is set, in the opposite one.
func (c *Config) rank(d *document.Document, k *keys) (rank int64, latest bool) {
	const corrections = -1 << 62
	when, dated := parseDate(d.Date)
	switch {
	case c.Prefer == PreferFirst:
		return 0, false
	case k.flags&flagCorrection != 0 && dated:
		return corrections - when, false
	case k.flags&flagCorrection != 0:
		return corrections + 1<<40, true // behind those with a date
	case c.Prefer == PreferLongest:
		return -int64(len(k.words)), false
	case dated:
		return when, false
	}
	return 1 << 62, false
}

// parseDate reads an ISO 8601 date as seconds since 1970; a date without a zone counts as UTC.
func parseDate(date string) (int64, bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02"} {
		if t, err := time.Parse(layout, date); err == nil {
			return t.Unix(), true
		}
	}
	return 0, false
}

// Decide settles which of the added documents are kept.
func (s *Survey) Decide() error {
	if s.err != nil {
		return s.err
	}
	slices.SortFunc(s.entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.ordinal, b.ordinal))
	})
	most := int64(-1)
	for i := range s.entries {
		most = max(most, s.entries[i].ordinal)
	}
	s.fates = make([]outcome, most+1)
	var k keys
	for i := range s.entries {
		e := &s.entries[i]
		id, err := s.spool.keysAt(e.place, &k)
		if err == nil {
			s.fates[e.ordinal], err = s.corpus.enter(&k, id)
		}
		if err != nil {
			s.err = err
			return err
		}
	}
	s.entries = nil
	return nil
}

// Apply gives a document, the same in content and Ordinal as one that was added, its verdict.
func (s *Survey) Apply(d *document.Document) {
	if d.Verdict.Dropped() || s.err != nil || d.Ordinal >= int64(len(s.fates)) {
		return
	}
	o := s.fates[d.Ordinal]
	v, err := s.corpus.verdict(o)
	if err == nil && s.cfg.Evidence && o.kind == outcomeNear {
		v.Facts, err = s.corpus.facts(d.Text, o.of)
	}
	if err != nil {
		s.err = err
		return
	}
	d.Verdict = v
	release(d)
}

// Err returns the error that stopped the survey, if any.
func (s *Survey) Err() error { return s.err }

// Commit makes the documents of this run part of the index, as Claimer.Commit does.
func (s *Survey) Commit() error {
	if s.err != nil || s.corpus.index == nil {
		return s.err
	}
	s.err = s.corpus.index.commit(s.cfg.RunID)
	return s.err
}

// Close releases what the Survey holds, and returns the first error.
func (s *Survey) Close() error { return errors.Join(s.err, s.spool.close(), s.corpus.close()) }

// appendTo appends the keys' bytes to b: the exact hash (16 bytes), the numbers of words, samples, plain samples and
// bytes of the id (4 each), the flags, the id, the samples (4 each), the words (2 each).
func (k *keys) appendTo(b []byte, id string) []byte {
	b = binary.LittleEndian.AppendUint64(b, k.exact[0])
	b = binary.LittleEndian.AppendUint64(b, k.exact[1])
	for _, n := range [...]int{len(k.words), len(k.samples), k.plain, len(id)} {
		b = binary.LittleEndian.AppendUint32(b, uint32(n))
	}
	b = append(b, byte(k.flags))
	b = append(b, id...)
	for _, x := range k.samples {
		b = binary.LittleEndian.AppendUint32(b, x)
	}
	return appendWords(b, k.words)
}

const keysHead = 33

// keysAt reads the keys at p into k and returns their document's id.
func (a *arena) keysAt(p place, k *keys) (string, error) {
	h, err := a.get(p, 0, keysHead)
	if err != nil {
		return "", err
	}
	k.exact = [2]uint64{binary.LittleEndian.Uint64(h), binary.LittleEndian.Uint64(h[8:])}
	words, samples := int(binary.LittleEndian.Uint32(h[16:])), int(binary.LittleEndian.Uint32(h[20:]))
	k.plain = int(binary.LittleEndian.Uint32(h[24:]))
	n := int(binary.LittleEndian.Uint32(h[28:]))
	k.flags = recordFlags(h[32])
	b, err := a.get(p, keysHead, n+4*samples+2*words)
	if err != nil {
		return "", err
	}
	id := string(b[:n])
	b = b[n:]
	k.samples = k.samples[:0]
	for i := range samples {
		k.samples = append(k.samples, binary.LittleEndian.Uint32(b[4*i:]))
	}
	k.words = readWords(b[4*samples:], k.words)
	k.outline.draw(k.words)
	return id, nil
}
