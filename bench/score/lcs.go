package score

import "math/bits"

// lcsCap is the number of words of each side that are compared; only the beginning of longer texts counts.
const lcsCap = 40_000

// lcsLength is the length of the longest common subsequence of a and b. Equal ends are taken off; the rest is the
// bit-parallel method of Hyyrö ("Bit-parallel LCS-length computation revisited", 2004): one bit for each word of
// a, a row of machine words for each word of b. O(len(a)·len(b)/64).
func lcsLength(a, b []string) int {
	common := 0
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
		common++
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
		common++
	}
	if len(a) == 0 || len(b) == 0 {
		return common
	}
	places := map[string][]int{}
	for i, word := range a {
		places[word] = append(places[word], i)
	}
	row := make([]uint64, (len(a)+63)/64) // a zero bit marks a place where the subsequence grows by one
	for i := range row {
		row[i] = ^uint64(0)
	}
	match := make([]uint64, len(row))
	for _, word := range b {
		at := places[word]
		if len(at) == 0 {
			continue
		}
		for _, i := range at {
			match[i/64] |= 1 << (i % 64)
		}
		var carry, borrow uint64
		for k := at[0] / 64; k < len(row); k++ { // words below the first match do not change
			hit := row[k] & match[k]
			var sum, rest uint64
			sum, carry = bits.Add64(row[k], hit, carry)
			rest, borrow = bits.Sub64(row[k], hit, borrow)
			row[k] = sum | rest
			match[k] = 0
		}
	}
	for i := range a {
		if row[i/64]>>(i%64)&1 == 0 {
			common++
		}
	}
	return common
}
