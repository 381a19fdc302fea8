//go:build amd64 && !purego

package dom

import "golang.org/x/sys/cpu"

// haveVectors is whether this machine has the instructions of vectors_amd64.s.
var haveVectors = cpu.X86.HasAVX2 && cpu.X86.HasBMI1 && cpu.X86.HasBMI2

// vectorReach is how many bytes behind a position of the page its functions may read.
const vectorReach = 80

// tokenKinds are what vectors_amd64.s compares bytes with. The first two tell them by their lower four bits and the upper
// four: what both have is not 0 for those that end the name of an attribute. The last three hold white space at the place of
// its lower four bits, '<' and '&'. All stand twice, as they fill a vector.
type tokenKinds [7][2][16]uint8

var tokenTables = makeTokenTables()

func makeTokenTables() (tables tokenKinds) {
	tables[0][0] = [16]uint8{0x0: 2, 0x9: 1, 0xa: 1, 0xc: 1, 0xd: 1 | 4, 0xe: 4, 0xf: 2}
	tables[1][0] = [16]uint8{0x0: 1, 0x2: 2, 0x3: 4}
	for i := range 16 {
		tables[2][0][i] = 0x0f
		tables[3][0][i] = '"'
		tables[5][0][i] = '<'
		tables[6][0][i] = '&'
	}
	tables[4][0] = [16]uint8{0x0: ' ', 0x9: '\t', 0xa: '\n', 0xc: '\f', 0xd: '\r'}
	for i := range tables {
		tables[i][1] = tables[i][0]
	}
	return tables
}

// readTagAVX2 is readPlainTag where vectorReach bytes can be read from pos on and there is room for an attribute.
//
//go:noescape
func readTagAVX2(b *builder, pos int, tables *tokenKinds) (behind int)

// findTextAVX2 is findText where vectorReach bytes can be read from pos on, up to the next '<', whatever stands behind that.
// end is -1 when it is too close to the end of the page.
//
//go:noescape
func findTextAVX2(b *builder, pos int, tables *tokenKinds) (first, end int, references bool)
