package dedupe

import (
	"math/bits"
	"slices"
)

// Sampling. A shingle (three words in a row) is taken when its hash lies below a threshold: one in sampleRate of all
// shingles, or sampleLeast of a short text. The threshold is a matter of the text's length alone, so of two texts'
// shared shingles the same ones are taken from both ("bottom" sampling, Broder 1997, "On the resemblance and
// containment of documents"), a cut copy's samples among them. A copy with a fifth of its words changed shares half of its
// shingles: that fewer than three of 20 samples are among them has a chance of 2 in 10,000.
const (
	shingleWords = 3
	sampleRate   = 20
	sampleLeast  = 20
	sampleMost   = 2048 // of a text of book length: bounds the work

	sampleLanes = 8 // most shingles that are hashed at a time

	// Texts from one template (weather, draws, prices) share most shingles of words, so many that the posting lists are
	// full and propose the template's first texts only. Three numbers or names in a row tell such texts apart. They
	// are taken from short texts, which is what templates make.
	factBelow = 256 // words
	factLeast = 20
)

// appendSamples appends the samples of the folded text to out, and returns how many of them are of plain shingles.
func (f *folder) appendSamples(out []uint32) ([]uint32, int) {
	h := f.hash
	n := len(h) - shingleWords + 1
	if n < 1 {
		return out, 0
	}
	f.taken = slices.Grow(f.taken[:0], n+sampleLanes)
	f.taken = f.taken[:shinglesBelow(f.taken[:n+sampleLanes], h, threshold(n, sampleLeast))]
	for _, x := range f.taken {
		out = append(out, uint32(x*mul2>>32))
	}
	plain := len(f.taken)
	if len(h) >= factBelow {
		return out, plain
	}
	f.taken = slices.Grow(f.taken[:0], len(h))[:len(h)]
	n = 0
	for i, t := range f.token { // each word is written, and the place moves on behind facts
		f.taken[n] = h[i]
		n += int((t.class() + 1) >> 1 & 1)
	}
	facts := f.taken[:n]
	if n < shingleWords {
		return out, plain
	}
	limit := threshold(n, factLeast)
	for i, c := range facts[2:] {
		a, b := facts[i], facts[i+1]
		if x := mix((a*mul1 + bits.RotateLeft64(b, 21)*mul2 + bits.RotateLeft64(c, 42)) ^ mul2); x < limit {
			out = append(out, uint32(x*mul2>>32))
		}
	}
	return out, plain
}

// shinglesBelowPlainly writes the hashes of the shingles of words that lie below limit, in order, to out, and returns how many there
// are; out has room for all of them, and for sampleLanes more.
func shinglesBelowPlainly(out, words []uint64, limit uint64) int {
	below := 0
	x0, x1 := words[0], words[1]
	for _, x2 := range words[2:] {
		x := (x0*mul1 + bits.RotateLeft64(x1, 21)*mul2 + bits.RotateLeft64(x2, 42)) * mul4
		x ^= x >> 32
		x *= mul1
		x0, x1 = x1, x2
		// One in twenty is below: each one is written, and the place moves on behind those.
		out[below] = x
		_, less := bits.Sub64(x, limit, 0)
		below += int(less)
	}
	return below
}

// threshold is the hash below which one in sampleRate of n shingles lies, or at least (about) least of them.
func threshold(n, least int) uint64 {
	const whole = 1 << 63
	switch {
	case n <= least:
		return 1<<64 - 1
	case n > sampleMost*sampleRate:
		return whole / uint64(n) * 2 * sampleMost
	case n > least*sampleRate:
		return (1<<64 - 1) / sampleRate
	}
	return whole / uint64(n) * 2 * uint64(least)
}
