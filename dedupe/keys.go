package dedupe

import (
	"sync"
	"unsafe"

	"winnow/document"
)

// keys is what Prepare makes of a document for the ordered look-up.
type keys struct {
	exact   [2]uint64
	words   []token
	outline outline
	samples []uint32
	plain   int // samples of plain shingles; the others are of facts
	flags   recordFlags
	bands   []uint64 // of a MinHash signature
}

var (
	keysPool   = sync.Pool{New: func() any { return new(keys) }}
	folderPool = sync.Pool{New: func() any { return new(folder) }}
)

// Prepare returns the stage that makes a document's keys from d.Text: the pure, parallel part of finding duplicates.
// The keys go into d.Keys, for Claimer.Claim or Survey.Add.
func Prepare(cfg Config) document.Stage {
	go runes() // see WithinPage
	var sketch preset
	var perm permutations
	var signatures sync.Pool
	if cfg.Method == MethodMinHash {
		sketch, _ = presetOf(cfg.Preset) // NewClaimer tells of an unknown one
		perm = newPermutations(sketch.bands * sketch.rows)
	}
	return func(d *document.Document) {
		if d.Verdict.Dropped() || cfg.Method == MethodOff {
			return
		}
		f := folderPool.Get().(*folder)
		k := keysPool.Get().(*keys)
		f.foldCached(unsafe.Slice(unsafe.StringData(d.Text), len(d.Text))) // read only
		k.exact = f.exact()
		if len(f.hash) == 0 { // all texts without words would be one
			k.exact = hashOf(unsafe.Slice(unsafe.StringData(d.Text), len(d.Text)))
		}
		k.flags = 0
		if f.cutsOff {
			k.flags |= flagCut
		}
		if isCorrection(d.Title) || isCorrection(d.Text) {
			k.flags |= flagCorrection
		}
		k.words, k.samples, k.plain = k.words[:0], k.samples[:0], 0
		k.bands = k.bands[:0]
		switch cfg.Method {
		case MethodMinHash:
			sig, _ := signatures.Get().(*[]uint64)
			if sig == nil {
				sig = new([]uint64)
			}
			k.bands, *sig = sketch.appendBands(k.bands, f.hash, perm, *sig)
			signatures.Put(sig)
		case MethodNear:
			k.words = append(k.words, f.token...)
			k.outline.draw(k.words)
			k.samples, k.plain = f.appendSamples(k.samples)
		}
		f.trim()
		folderPool.Put(f)
		d.Keys = k
	}
}

// release takes a document's keys back.
func release(d *document.Document) {
	if k, ok := d.Keys.(*keys); ok && cap(k.words) < 1<<18 {
		keysPool.Put(k)
	}
	d.Keys = nil
}
