//go:build !amd64 || purego

package dedupe

func cutBlocks(out []cuts, text []byte) { cutBlocksPlainly(out, text) }

func (r *walk) known() { r.knownPlainly() }
