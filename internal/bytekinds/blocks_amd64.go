//go:build amd64 && !purego

package bytekinds

import "golang.org/x/sys/cpu"

// haveAVX2 is whether this machine has the instructions of ofBlocks.
var haveAVX2 = cpu.X86.HasAVX2

// ofBlocks is Of for n blocks of 64 bytes, at least one.
//
//go:noescape
func ofBlocks(text *byte, n int) Set
