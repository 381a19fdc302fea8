//go:build !amd64 || purego

package extract

const haveASCII = false

func readASCII(*asciiKinds, *uint8, *[2][16]uint8) { panic("not on this machine") }

func readWords(*uint8, *[6][32]uint8) (word, odd uint64) { panic("not on this machine") }
