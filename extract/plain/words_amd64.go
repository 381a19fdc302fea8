//go:build amd64 && !purego

package plain

import "golang.org/x/sys/cpu"

// haveASCII is whether this machine has the instructions of takeASCII.
var haveASCII = cpu.X86.HasAVX2 && cpu.X86.HasBMI1 && cpu.X86.HasBMI2

// takeASCII reads words from text[r.next:] on, at most asciiTaken, each of up to fifteen letters of ASCII and with an end as
// endsWord says, a blank or a comma and a blank between them. It adds to r what they tell, and writes the hashes of the
// longer ones, and one more. What padding is long must stand behind the text, the first of it no letter, and words must have
// room for a hash for every second byte, and one more.
//
//go:noescape
func takeASCII(r *asciiRun, text *uint8, words *uint16)
