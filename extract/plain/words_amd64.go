//go:build amd64 && !purego

package plain

// haveASCII is whether there is a takeASCII. It needs nothing that not all of these machines have: what it saves is that a
// word at hand stays in registers.
const haveASCII = true

// takeASCII reads words from text[r.next:] on, at most asciiTaken, each of up to fifteen letters of ASCII and with an end as
// endsWord says, a blank or a comma and a blank between them. It adds to r what they tell, and writes the hashes of the
// longer ones, and one more. Sixteen bytes must stand behind the text, the first of them no letter, and words must have
// room for a hash for every second byte, and one more.
//
//go:noescape
func takeASCII(r *asciiRun, text *uint8, words *uint16)
