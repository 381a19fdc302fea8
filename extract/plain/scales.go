package plain

import "math/bits"

// Features are bytes from 0 to 127 on fixed scales, written directly as the bins that the model splits on.

// logScale is a count on a logarithmic scale: exact up to 8, then four steps an octave.
func logScale(n int32) uint8 {
	if uint32(n) < uint32(len(logs)) {
		return logs[n]
	}
	return slowLog(n)
}

func slowLog(n int32) uint8 {
	if n <= 8 {
		return uint8(max(n, 0))
	}
	exp := bits.Len32(uint32(n)) - 1 // 3 for 8..15
	step := (uint32(n) >> (exp - 2)) & 3
	return uint8(min(8+(exp-3)*4+int(step), 127))
}

var logs = func() (t [1 << 9]uint8) {
	for n := range t {
		t[n] = slowLog(int32(n))
	}
	return t
}()

// ratio is a share on a linear scale: 0 for none, 1..100 in percent, rounded up so that any occurrence shows.
func ratio(part, whole int32) uint8 {
	if uint32(part) <= uint32(whole) && uint32(whole) < uint32(len(reciprocals)) {
		return uint8((uint64(part)*100 + uint64(whole) - 1) * reciprocals[whole] >> 32)
	}
	return slowPercent(part, whole)
}

// divisor is a number that others are divided by.
type divisor struct {
	n          int32
	most       uint32 // the largest part whose share the reciprocal gives
	reciprocal uint64 // 0 where there is none
}

func over(n int32) divisor {
	if uint32(n) < uint32(len(reciprocals)) {
		return divisor{n, uint32(n), reciprocals[n]}
	}
	return divisor{n: n}
}

// percent is the share of a part on the scale of ratio.
func (d divisor) percent(part int32) uint8 {
	if uint32(part) <= d.most {
		return uint8((uint64(part)*100 + uint64(d.n) - 1) * d.reciprocal >> 32)
	}
	return slowPercent(part, d.n)
}

func slowPercent(part, whole int32) uint8 {
	if part <= 0 || whole <= 0 {
		return 0
	}
	if part >= whole {
		return 100
	}
	return uint8(int32(float64(int64(part)*100+int64(whole)-1) / float64(whole))) // as exact as whole numbers, and faster
}

// reciprocals are 2^32/n, rounded up or one more: a multiplication takes a fifth of the time of a division, of which there are
// twenty a line. With n·x < 2^32 the product of x has the quotient in its upper half (Granlund and Montgomery, "Division
// by invariant integers using multiplication", 1994); here n is below 1024 and x below 2^22.
var reciprocals = func() (t [1 << 10]uint64) {
	for n := 1; n < len(t); n++ {
		t[n] = 1<<32/uint64(n) + 1 // of 0 there is none
	}
	return t
}()

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
