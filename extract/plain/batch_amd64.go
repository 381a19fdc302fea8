//go:build amd64 && !purego

package plain

import (
	"golang.org/x/sys/cpu"

	"winnow/extract/forest"
)

// haveVectors is whether this machine has the instructions of the functions below.
var haveVectors = cpu.X86.HasAVX2

// logScalesAVX2 is logScalesPlainly.
//
//go:noescape
func logScalesAVX2(dst *forest.Column, of, less *numbers)

// distancesAVX2 is distancesPlainly.
//
//go:noescape
func distancesAVX2(dst *forest.Column, to, from *numbers)

// quotientsAVX2 is fillPlainly if what it returns is mostExact at most: all bits that any of the parts and wholes has.
//
//go:noescape
func quotientsAVX2(dst *forest.Column, part, lessPart, whole, lessWhole *numbers, q *quotients) uint32

// lineFeedsAVX2 is lineFeedsPlainly for n numbers, at least one.
//
//go:noescape
func lineFeedsAVX2(dst *uint64, text *byte, n int)

// readCreditAVX2 is readPlainly.
//
//go:noescape
func readCreditAVX2(c *creditBits, end *creditBytes)
