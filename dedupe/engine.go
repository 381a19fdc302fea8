package dedupe

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"slices"

	"winnow/document"
)

// This file is for engines that group documents themselves, over many machines, and want what a Claimer or a Survey says
// on one. Which pairs are looked at, and what each one is, follows from the documents and their order alone, so an
// engine can
//
//  1. keep of the documents of one Keys.Exact the first, and say of the others what is said of it;
//  2. find for each sample the first PostingCap documents that hold it, and for each document those of them that come
//     before it, once for each of its samples (see Keys.Repeats);
//  3. have each pair that shares Keys.Votes samples of the later document or more looked at by a Verifier;
//  4. go through the documents in order: one is a duplicate of the first document, by shared samples and then by order,
//     of those that are kept and cover it, and is kept when there is none.

// PostingCap is how many documents are remembered for a sample: the first ones, kept or not.
const PostingCap = postingCap

// Keys are what an engine groups documents by.
type Keys struct {
	Exact   string   // the same for documents that say the same
	Rank    int64    // documents are looked at by rank, then by their place in the input,
	Latest  bool     // the last one first where this is set
	Words   int      // of the folded text
	Votes   int      // samples that an earlier document must share
	Samples []uint32 // ascending, each one once; none of documents that are compared exactly only
	Repeats []uint32 // of Samples, those that the text holds again, as often as it does: each counts once more where PostingCap documents before this one hold it
	Sketch  Sketch   // what a Verifier compares
}

// KeysOf returns the keys of a document that Prepare has seen, and releases what Prepare left there. It returns false for
// documents that are dropped.
func KeysOf(cfg Config, d *document.Document) (Keys, bool) {
	k, ok := d.Keys.(*keys)
	if !ok || d.Verdict.Dropped() {
		return Keys{}, false
	}
	defer release(d)
	var exact [16]byte
	binary.BigEndian.PutUint64(exact[:], k.exact[0])
	binary.BigEndian.PutUint64(exact[8:], k.exact[1])
	out := Keys{Exact: hex.EncodeToString(exact[:]), Words: len(k.words), Votes: k.votes(), Sketch: sketchOf(k)}
	out.Rank, out.Latest = cfg.rank(d, k)
	if cfg.Method != MethodNear || len(k.words) < nearWords {
		return out, true
	}
	all := slices.Sorted(slices.Values(k.samples))
	for i, s := range all {
		if i > 0 && s == all[i-1] {
			out.Repeats = append(out.Repeats, s)
		} else {
			out.Samples = append(out.Samples, s)
		}
	}
	return out, true
}

// Sketch is a text as the aligner sees it: one byte of flags, then two bytes a word. The bytes mean something to this
// version of the program only.
type Sketch []byte

func sketchOf(k *keys) Sketch { return appendWords(Sketch{byte(k.flags)}, k.words) }

// ParseSketch reads what Sketch.String wrote.
func ParseSketch(s string) (Sketch, error) {
	b, err := base64.StdEncoding.DecodeString(s)
	if err == nil && len(b)%2 != 1 {
		err = errors.New("its length is none that a sketch has")
	}
	if err != nil {
		return nil, fmt.Errorf("not a sketch: %w", err)
	}
	return b, nil
}

// String writes a sketch as base64.
func (s Sketch) String() string { return base64.StdEncoding.EncodeToString(s) }

func (s Sketch) decode(r *record) {
	r.flags = recordFlags(s[0])
	r.words = readWords(s[1:], r.words)
}

// Relation is what a kept text is to a new one.
type Relation string

// The relations.
const (
	Same      Relation = "same"      // told by Keys.Exact, not by a Verifier
	Unrelated Relation = "unrelated" // too little of one is in the other
	Covered   Relation = "covered"   // the kept text holds the new one
	Continued Relation = "continued" // the kept text is the new one, cut short
	Different Relation = "different" // the same text but for its facts: two articles from one template
)

// Duplicate reports whether a new text of that relation to a kept one is dropped.
func (r Relation) Duplicate() bool { return r == Same || r == Covered || r == Continued }

// Verifier compares pairs of texts as a Claimer does. It is used by one goroutine.
type Verifier struct {
	pair    comparer
	fresh   string // the sketch that pair has begun with
	new     record
	outline outline
	kept    record
}

// NewVerifier returns a Verifier of the configured strictness.
func NewVerifier(cfg Config) (*Verifier, error) {
	if err := cfg.check(); err != nil {
		return nil, err
	}
	if cfg.Method != MethodNear {
		return nil, fmt.Errorf("method %s does not compare pairs of texts", cfg.Method)
	}
	return &Verifier{pair: comparer{limits: limitsOf(cfg.Strictness)}}, nil
}

// Verify says what a kept text is to a new one, and which share of the new one's words it covers, as Verdict.Covered
// has it. Several kept texts for one new one are best asked about in a row.
func (v *Verifier) Verify(fresh, kept Sketch) (Relation, float64) {
	if s := string(fresh); s != v.fresh || v.new.words == nil {
		v.fresh = s
		fresh.decode(&v.new)
		v.outline.draw(v.new.words)
		v.pair.begin(v.new.words, &v.outline, v.new.flags)
	}
	kept.decode(&v.kept)
	if least, most := v.pair.lengths(); len(v.kept.words) < least || len(v.kept.words) > most {
		return Unrelated, 0
	}
	relation, cover := v.pair.compare(&v.kept, false)
	return [...]Relation{unrelated: Unrelated, covered: Covered, continued: Continued, different: Different}[relation],
		roundCover(uint16(cover * 0xFFFF))
}

// Facts lists the numbers and names of a new text that the kept one states otherwise, as Verdict.Facts has them.
func (v *Verifier) Facts(text string, kept Sketch) []string {
	kept.decode(&v.kept)
	return factsOf(text, v.kept.words)
}

// roundCover returns a share of 65535 with three decimals.
func roundCover(cover uint16) float64 { return math.Round(float64(cover)/0xFFFF*1000) / 1000 }
