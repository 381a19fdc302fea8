package dedupe

import (
	"fmt"
	"math"
	"math/bits"
	"strings"
)

// MinHash with banding (Broder 1997; Indyk and Motwani 1998) is here for those who must reproduce a published corpus. It
// compares signatures alone: nothing is aligned or verified, as the papers have it, so that it drops different articles
// made from one template and misses cut copies. Words are those of the folding; the papers' own tokenizers differ.
//
// A document is dropped when one of its bands is that of a kept document.

// preset is a published setting.
type preset struct {
	name    string
	shingle int // words
	bands   int
	rows    int // hashes of a band
	source  string
}

var presets = []preset{
	// "We collect each document's 5-grams ... 112 hash functions in total, split into 14 buckets of 8 hashes each",
	// targeting documents that are at least 75% similar.
	{"fineweb", 5, 14, 8, "Penedo et al. 2024, The FineWeb Datasets, arXiv 2406.17557, section 3.4"},
	// "9,000 hashes per document, calculated over 5-grams and divided into 20 buckets of 450 hashes".
	{"refinedweb", 5, 20, 450, "Penedo et al. 2023, The RefinedWeb Dataset, arXiv 2306.01116, appendix G.3.1"},
	// Signatures of 128 hash functions over 13-grams; for a similarity of .8 in 9 bands of 13 rows.
	{"redpajama", 13, 9, 13, "RedPajama-Data-v2, data card, minhash_signature_0.8; its pipeline's ngram size 13"},
}

func presetOf(name string) (preset, error) {
	var names []string
	for _, p := range presets {
		if p.name == name {
			return p, nil
		}
		names = append(names, p.name)
	}
	return preset{}, fmt.Errorf("unknown preset %q: there are %s", name, strings.Join(names, ", "))
}

// found is the chance that a pair of that Jaccard similarity shares a band.
func (p preset) found(similarity float64) float64 {
	return 1 - math.Pow(1-math.Pow(similarity, float64(p.rows)), float64(p.bands))
}

// permutations are the hash functions of a signature: x → a·x + b mod 2^64, a odd (Dietzfelbinger 1996).
type permutations struct{ a, b []uint64 }

func newPermutations(n int) permutations {
	p := permutations{make([]uint64, n), make([]uint64, n)}
	s := uint64(1)
	next := func() uint64 { // SplitMix64 (Steele et al. 2014), from a fixed seed: signatures are the same in every run
		s += mul1
		z := s
		z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
		z = (z ^ z>>27) * 0x94D049BB133111EB
		return z ^ z>>31
	}
	for i := range n {
		p.a[i], p.b[i] = next()|1, next()
	}
	return p
}

// appendBands appends a hash of each band of the folded text's signature; none when the text is shorter than a shingle.
func (p preset) appendBands(out []uint64, words []uint64, perm permutations, sig []uint64) ([]uint64, []uint64) {
	n := p.bands * p.rows
	if cap(sig) < n {
		sig = make([]uint64, n)
	}
	sig = sig[:n]
	if len(words) < p.shingle {
		return out, sig
	}
	for i := range sig {
		sig[i] = math.MaxUint64
	}
	for i := 0; i+p.shingle <= len(words); i++ {
		var x uint64
		for _, w := range words[i : i+p.shingle] {
			x = (bits.RotateLeft64(x, 21) ^ w) * mul1
		}
		x = mix(x)
		for j, a := range perm.a {
			sig[j] = min(sig[j], a*x+perm.b[j])
		}
	}
	for b := range p.bands {
		h := uint64(b + 1)
		for _, v := range sig[b*p.rows : (b+1)*p.rows] {
			h = mix(h ^ v)
		}
		out = append(out, h)
	}
	return out, sig
}

// buckets find the kept document that has a band.
type buckets map[uint64]uint32

// claim returns the kept document with a band among bands; if there is none doc is entered, and 0 returned.
func (b buckets) claim(bands []uint64, doc uint32) uint32 {
	first := uint32(0)
	for _, h := range bands {
		if d := b[h]; d != 0 && (first == 0 || d < first) {
			first = d
		}
	}
	if first != 0 {
		return first
	}
	for _, h := range bands {
		b[h] = doc
	}
	return 0
}

// Describe says in a few lines how the configured method compares documents: what a user wants to see before a run.
func Describe(c Config) string {
	var b strings.Builder
	switch c.Method {
	case MethodOff:
		return "documents are not compared"
	case MethodExact:
		fmt.Fprintf(&b, "exact: 128-bit hash of the folded text (folding %d)", FoldVersion)
	case MethodMinHash:
		p, err := presetOf(c.Preset)
		if err != nil {
			return err.Error()
		}
		fmt.Fprintf(&b, "MinHash as %s (%s): shingles of %d words, %d bands of %d rows, not verified\n", p.name, p.source, p.shingle, p.bands, p.rows)
		fmt.Fprintf(&b, "chance to find a pair by its Jaccard similarity:")
		for s := .5; s < .96; s += .05 {
			fmt.Fprintf(&b, " %.2f: %.3f", s, p.found(s))
		}
	default:
		l := limitsOf(c.Strictness)
		fmt.Fprintf(&b, "near: shingles of %d words, one in %d sampled (at least %d), posting lists of %d; pairs are aligned\n",
			shingleWords, sampleRate, sampleLeast, postingCap)
		fmt.Fprintf(&b, "duplicate: %.0f%% of the words covered, and no difference in facts (folding %d)", 100*l.cover, FoldVersion)
	}
	return b.String()
}
