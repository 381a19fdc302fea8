//go:build !amd64 || purego

package jsonscan

func plain(b []byte) int { return plainly(b) }
