package plain

import "math/bits"

// Features are bytes from 0 to 127 on fixed scales, written directly as the bins that the model splits on.

// logScale is a count on a logarithmic scale: exact up to 8, then four steps an octave.
func logScale(n int32) uint8 {
	if n <= 8 {
		return uint8(max(n, 0))
	}
	exp := bits.Len32(uint32(n)) - 1 // 3 for 8..15
	step := (uint32(n) >> (exp - 2)) & 3
	return uint8(min(8+(exp-3)*4+int(step), 127))
}

// ratio is a share on a linear scale: 0 for none, 1..100 in percent, rounded up so that any occurrence shows.
func ratio(part, whole int32) uint8 {
	if part <= 0 || whole <= 0 {
		return 0
	}
	return uint8(min((int64(part)*100+int64(whole)-1)/int64(whole), 100))
}

// density is a small share on a linear scale: half percents, 0 for none, from 1 on.
func density(part, whole int32) uint8 {
	if part <= 0 || whole <= 0 {
		return 0
	}
	return uint8(min(1+int64(part)*200/int64(whole), 127))
}

// distance is a signed count, 64 for zero, on a logarithmic scale to both sides.
func distance(n int32) uint8 {
	if n >= 0 {
		return 64 + min(logScale(n), 63)
	}
	return 64 - min(logScale(-n), 63)
}

func bit(b bool) uint8 {
	if b {
		return 1
	}
	return 0
}
