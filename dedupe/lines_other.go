//go:build !amd64 || purego

package dedupe

func look(lines []*[postingLine]uint64, tags []uint32, found []line) { lookPlainly(lines, tags, found) }
