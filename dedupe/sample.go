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
	limit := threshold(n, sampleLeast)
	begin := len(out)
	out = slices.Grow(out, n)
	taken := out[begin : begin+n]
	plain := 0
	x0, x1 := h[0], h[1]
	for _, x2 := range h[2:] {
		x := (x0*mul1 + bits.RotateLeft64(x1, 21)*mul2 + bits.RotateLeft64(x2, 42)) * 0x94D049BB133111EB
		x ^= x >> 32
		x *= mul1
		x0, x1 = x1, x2
		// One in twenty is taken: each one is written, and the place moves on behind those.
		taken[plain] = uint32(x * mul2 >> 32)
		_, below := bits.Sub64(x, limit, 0)
		plain += int(below)
	}
	out = out[:begin+plain]
	if len(h) >= factBelow {
		return out, plain
	}
	facts := 0
	for _, t := range f.token {
		if t.class().fact() {
			facts++
		}
	}
	if facts < shingleWords {
		return out, plain
	}
	limit = threshold(facts, factLeast)
	var a, b uint64
	for i, t := range f.token {
		if !t.class().fact() {
			continue
		}
		c := h[i]
		if a != 0 {
			if x := mix((a*mul1 + bits.RotateLeft64(b, 21)*mul2 + bits.RotateLeft64(c, 42)) ^ mul2); x < limit {
				out = append(out, uint32(x*mul2>>32))
			}
		}
		a, b = b, c
	}
	return out, plain
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
