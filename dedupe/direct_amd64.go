//go:build amd64 && !purego

package dedupe

import "golang.org/x/sys/cpu"

// hasDirect is whether this machine has the instructions of directWords.
var hasDirect = cpu.X86.HasAVX2 && cpu.X86.HasBMI1 && cpu.X86.HasBMI2

// directWords hashes words of at most cacheBytes letters and digits of ASCII, with a separator behind each, up to the first other
// one, to the end of the text, or to where there is no room for the words of another block.
//
//go:noescape
func directWords(w *directWalk)
