//go:build amd64 && !purego

package dedupe

import "golang.org/x/sys/cpu"

var hasAVX512 = cpu.X86.HasAVX512F && cpu.X86.HasAVX512DQ

// shinglesBelow is shinglesBelowPlainly, eight or four shingles at a time where that can be done.
func shinglesBelow(out, words []uint64, limit uint64) int {
	n := len(words) - shingleWords + 1
	if hasAVX512 && n > 0 {
		_ = out[n+sampleLanes-1]
		return shinglesBelowAVX512(&out[0], &words[0], n, limit)
	}
	return shinglesBelow4(out, words, limit)
}

// shinglesBelow4 is shinglesBelow without AVX-512.
func shinglesBelow4(out, words []uint64, limit uint64) int {
	n := (len(words) - shingleWords + 1) &^ (avx2Lanes - 1)
	if !cpu.X86.HasAVX2 || n == 0 {
		return shinglesBelowPlainly(out, words, limit)
	}
	_, _ = out[n+avx2Lanes-1], words[n+shingleWords-2]
	below := shinglesBelowAVX2(&out[0], &words[0], n, limit, &compress)
	if rest := words[n:]; len(rest) >= shingleWords {
		below += shinglesBelowPlainly(out[below:], rest, limit)
	}
	return below
}

// shinglesBelowAVX512 does so for n shingles, at least one; it writes up to sampleLanes numbers more.
//
//go:noescape
func shinglesBelowAVX512(out, words *uint64, n int, limit uint64) int

const avx2Lanes = 4

// shinglesBelowAVX2 does so for the first n shingles, a multiple of avx2Lanes and not 0.
//
//go:noescape
func shinglesBelowAVX2(out, words *uint64, n int, limit uint64, compress *[1 << avx2Lanes][2 * avx2Lanes]uint32) int

// compress moves the 64-bit lanes whose bits are set in its index to the front; it counts in 32-bit lanes.
var compress = func() (table [1 << avx2Lanes][2 * avx2Lanes]uint32) {
	for mask := range table {
		n := 0
		for lane := range uint32(avx2Lanes) {
			if mask>>lane&1 != 0 {
				table[mask][n], table[mask][n+1] = 2*lane, 2*lane+1
				n += 2
			}
		}
	}
	return table
}()
