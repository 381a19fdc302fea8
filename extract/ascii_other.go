//go:build !amd64 || purego

package extract

const haveASCII = false

func readASCII(*asciiKinds, *uint8, *[2][16]uint8) { panic("not on this machine") }
