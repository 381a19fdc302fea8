//go:build !amd64 || purego

package extract

const haveASCII, haveWide = false, false

func readASCII(*asciiKinds, *uint8, *[2][16]uint8) { panic("not on this machine") }

func readWords(*uint8, *[6][32]uint8) (word, odd, high uint64) { panic("not on this machine") }

func readWide(*asciiKinds, *uint8, *wideTables) { panic("not on this machine") }

func squeezeKinds(*asciiKinds, uint64) { panic("not on this machine") }
