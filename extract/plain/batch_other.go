//go:build !amd64 || purego

package plain

import "winnow/extract/forest"

const haveVectors = false

func logScalesAVX2(*forest.Column, *numbers, *numbers) { panic("not on this machine") }

func distancesAVX2(*forest.Column, *numbers, *numbers) { panic("not on this machine") }

func quotientsAVX2(_ *forest.Column, _, _, _, _ *numbers, _ *quotients) uint32 {
	panic("not on this machine")
}

func lineFeedsAVX2(*uint64, *byte, int) { panic("not on this machine") }

func readCreditAVX2(*creditBits, *creditBytes) { panic("not on this machine") }
