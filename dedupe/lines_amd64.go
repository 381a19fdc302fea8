//go:build amd64 && !purego

package dedupe

import "golang.org/x/sys/cpu"

// look tells of each tag what its line holds.
func look(lines []*[postingLine]uint64, tags []uint32, found []line) {
	if len(tags) == 0 {
		return
	}
	if !cpu.X86.HasAVX2 {
		lookPlainly(lines, tags, found)
		return
	}
	_, _ = lines[len(tags)-1], found[len(tags)-1]
	lookAVX2(&lines[0], &tags[0], &found[0], len(tags))
}

// lookAVX2 is lookPlainly for n tags, at least one.
//
//go:noescape
func lookAVX2(lines **[postingLine]uint64, tags *uint32, found *line, n int)
