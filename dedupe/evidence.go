package dedupe

import (
	"math"
	"sync"
	"unsafe"
)

// mostFacts is how many differing facts are listed for one document.
const mostFacts = 12

// facts lists the numbers and names of a text that the kept text of that number states otherwise.
func (c *corpus) facts(text string, of uint32) ([]string, error) {
	if _, err := c.record(of, &c.other, 0, math.MaxInt); err != nil {
		return nil, err
	}
	return factsOf(text, c.other.words), nil
}

// finders are the scratch of factsOf.
var finders = sync.Pool{New: func() any {
	return &finder{folder: folder{offsets: true, cache: new(wordCache)}, aligner: aligner{facts: true}}
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
	f.fold(unsafe.Slice(unsafe.StringData(text), len(text))) // read only
	defer f.trim()
	al.load(f.token)
	al.align(kept)
	var out []string
	for _, i := range al.differ {
		if out = append(out, string(f.text[f.start[i]:f.end[i]])); len(out) == mostFacts {
			break
		}
	}
	return out
}
