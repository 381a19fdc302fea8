//go:build !amd64 || purego

package bytekinds

const haveAVX2 = false

func ofBlocks(*byte, int) Set { panic("not on this machine") }
