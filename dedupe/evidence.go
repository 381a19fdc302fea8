package dedupe

import (
	"math"
	"slices"
	"sync"
	"unsafe"

	"winnow/document"
)

// mostFacts is how many differing facts are listed for one document.
const mostFacts = 12

// differing is what Claim leaves of a near duplicate in Document.Keys: the words of its folded text that state another fact than
// those of the kept one.
type differing []int

// differing returns the words of a near duplicate that state another fact: those of the alignment that told so or, of another
// copy of a text that was dropped before, those of one that is made now.
func (c *corpus) differing(k *keys, o outcome) (differing, error) {
	if !o.compared {
		if _, err := c.record(o.of, &c.other, 0, math.MaxInt); err != nil {
			return nil, err
		}
		c.pair.begin(k.words, &k.outline, k.flags)
		c.pair.compare(&c.other, true)
	}
	at := c.pair.align.differ
	return slices.Clone(at[:min(len(at), mostFacts)]), nil
}

// Explain is the stage behind Claimer.Claim where Config.Evidence is set: it lists in Verdict.Facts the numbers and names that the
// kept text states otherwise. It needs no other document, so it may run in parallel.
func Explain(d *document.Document) {
	at, ok := d.Keys.(differing)
	if !ok {
		return
	}
	d.Keys = nil
	scratch := finders.Get().(*finder)
	defer finders.Put(scratch)
	f := &scratch.folder
	f.foldCached(unsafe.Slice(unsafe.StringData(d.Text), len(d.Text))) // read only
	defer f.trim()
	d.Verdict.Facts = f.wordsAt(at)
}

// wordsAt returns words as they stand in the text.
func (f *folder) wordsAt(at []int) []string {
	var out []string
	for _, i := range at[:min(len(at), mostFacts)] {
		out = append(out, string(f.text[f.start[i]:f.end[i]]))
	}
	return out
}

// facts lists the numbers and names of a text that the kept text of that number states otherwise.
func (c *corpus) facts(text string, of uint32) ([]string, error) {
	if _, err := c.record(of, &c.other, 0, math.MaxInt); err != nil {
		return nil, err
	}
	return factsOf(text, c.other.words), nil
}

// finders are the scratch of factsOf.
var finders = sync.Pool{New: func() any {
	return &finder{folder: folder{offsets: true}, aligner: aligner{facts: true}}
}}

type finder struct {
	folder
	aligner
}

// factsOf lists the numbers and names of a text that a kept one states otherwise.
func factsOf(text string, kept []token) []string {
	scratch := finders.Get().(*finder)
	defer finders.Put(scratch)
	f, al := &scratch.folder, &scratch.aligner
	f.foldCached(unsafe.Slice(unsafe.StringData(text), len(text))) // read only
	defer f.trim()
	al.load(f.token, bodyOf(f.token))
	al.align(kept)
	return f.wordsAt(al.differ)
}
