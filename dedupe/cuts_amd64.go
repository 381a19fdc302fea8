//go:build amd64 && !purego

package dedupe

import "golang.org/x/sys/cpu"

// cutBlocks makes the cuts of the blocks that text begins with, one for each of out.
func cutBlocks(out []cuts, text []byte) {
	if len(out) == 0 {
		return
	}
	if !cpu.X86.HasAVX2 {
		cutBlocksPlainly(out, text)
		return
	}
	_ = text[:len(out)*cutBytes]
	cutBlocksAVX2(&out[0], &text[0], len(out), &cutTables)
}

// cutBlocksAVX2 makes the cuts of n blocks, at least one.
//
//go:noescape
func cutBlocksAVX2(out *cuts, text *byte, n int, tables *[2][16]uint8)

// hasBMI is whether this machine has the instructions of known.
var hasBMI = cpu.X86.HasBMI1 && cpu.X86.HasBMI2

// known folds the words of the block that the cache knows, up to the first one that it doesn't.
func (r *walk) known() {
	if !hasBMI {
		r.knownPlainly()
		return
	}
	knownBMI(r)
}

// knownBMI is knownPlainly; there is a word at hand that ends in the block.
//
//go:noescape
func knownBMI(r *walk)
