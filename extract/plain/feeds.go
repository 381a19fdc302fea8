package plain

import (
	"bytes"
	"slices"
)

// feedBytes are the bytes whose line feeds are the bits of one number.
const feedBytes = 64

// appendLineFeeds appends bits that say which of the first size bytes of a text are line feeds. No line feed may stand in the
// 63 bytes behind them.
func appendLineFeeds(dst []uint64, text []byte, size int) []uint64 {
	n := (size + feedBytes - 1) / feedBytes
	if n == 0 {
		return dst
	}
	from := len(dst)
	dst = slices.Grow(dst, n)[:from+n]
	text = text[:n*feedBytes]
	if haveVectors {
		lineFeedsAVX2(&dst[from], &text[0], n)
	} else {
		lineFeedsPlainly(dst[from:], text)
	}
	return dst
}

func lineFeedsPlainly(dst []uint64, text []byte) {
	clear(dst)
	for at := 0; ; at++ {
		i := bytes.IndexByte(text[at:], '\n')
		if i < 0 {
			return
		}
		at += i
		dst[at/feedBytes] |= 1 << (at % feedBytes)
	}
}
