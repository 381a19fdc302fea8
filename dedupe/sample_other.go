//go:build !amd64 || purego

package dedupe

func shinglesBelow(out, words []uint64, limit uint64) int {
	return shinglesBelowPlainly(out, words, limit)
}
