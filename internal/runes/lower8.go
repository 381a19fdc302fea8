package runes

// Lower8 lowers the ASCII capitals among eight bytes.
func Lower8(w uint64) uint64 {
	const ones = 0x0101010101010101
	low := w & (0x7f * ones)
	fromA := low + (0x80-'A')*ones      // high bit set where byte >= 'A'
	afterZ := low + (0x80-('Z'+1))*ones // high bit set where byte > 'Z'
	capital := (fromA ^ afterZ) &^ w & (0x80 * ones)
	return w | capital>>2
}
