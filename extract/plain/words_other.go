//go:build !amd64 || purego

package plain

const haveASCII = false

func takeASCII(*asciiRun, *uint8, *uint16) { panic("not on this machine") }
