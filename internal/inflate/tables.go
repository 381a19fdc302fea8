package inflate

import "math/bits"

// A table maps the next bits of the input to what they stand for. Codes longer than its first part has bits lead to a
// second part. An entry holds, from the lowest bit on: how many bits it takes, those that follow a code included; the
// bits of the code alone, or of the second part that it leads to; marks; and a literal, the least length or distance, or
// where the second part begins.
const (
	entryBits  = 63
	entryCode  = 8
	entryValue = 16

	entryEnd     = 1 << 13
	entryBroken  = 1 << 14 // no code, or a symbol that has no meaning
	entryTable   = 1 << 15
	entryLiteral = 1 << 31
)

// Sizes: the most that a complete code can take, by zlib's program "enough" for 288 symbols with 11 bits (2,342), 32
// with 8 bits (402); rounded up to powers of two, so that no index needs a check.
const (
	literalBits   = 11
	literalSlots  = 4096
	distanceBits  = 8
	distanceSlots = 512
	maxCode       = 15
)

// value returns the length or distance of an entry, from its least value and the bits behind the code.
func value(e uint32, bits uint64) int {
	return int(e>>entryValue&0x7fff) + int(bits&(1<<(e&entryBits)-1)>>(e>>entryCode&31))
}

func lookup(table []uint32, bits uint64, tableBits uint) uint32 {
	e := table[bits&(1<<tableBits-1)]
	if e&entryTable != 0 {
		e = table[e>>entryValue+uint32(bits>>tableBits)&(1<<(e>>entryCode&31)-1)]
	}
	return e
}

// RFC 1951, section 3.2.5: what the symbols mean, as entries without the code's length.
var literalEntries = func() (t [288]uint32) {
	for c := range 256 {
		t[c] = entryLiteral | uint32(c)<<entryValue
	}
	t[256] = entryEnd
	least := uint32(3)
	for i := range 29 {
		extra := uint32(max(i-4, 0) / 4)
		if i == 28 {
			least, extra = 258, 0
		}
		t[257+i] = least<<entryValue | extra
		least += 1 << extra
	}
	t[286], t[287] = entryBroken, entryBroken
	return t
}()

var distanceEntries = func() (t [32]uint32) {
	least := uint32(1)
	for i := range 30 {
		extra := uint32(max(i-2, 0) / 2)
		t[i] = least<<entryValue | extra
		least += 1 << extra
	}
	t[30], t[31] = entryBroken, entryBroken
	return t
}()

var codeEntries = func() (t [19]uint32) {
	for i := range t {
		t[i] = uint32(i) << entryValue
	}
	return t
}()

// builder holds the scratch of making tables.
type builder struct {
	lengths [288 + 32]uint8
	sorted  [288]uint16
	codes   [1 << 7]uint32
}

// table fills a table for symbols with the given code lengths, and reports whether they are a code: a complete one, or
// where that is allowed one of a single symbol or none.
func (b *builder) table(table []uint32, tableBits int, lengths []uint8, entries []uint32, partial bool) bool {
	var count, next [maxCode + 2]int
	for _, l := range lengths {
		count[l]++
	}
	used := len(lengths) - count[0]
	count[0] = 0
	left := 1
	for l := 1; l <= maxCode; l++ {
		if left = left*2 - count[l]; left < 0 {
			return false
		}
		next[l+1] = next[l] + count[l]
	}
	if left > 0 {
		if !partial || used > 1 || used == 1 && count[1] != 1 {
			return false
		}
		for i := range 1 << tableBits {
			table[i] = entryBroken
		}
	}
	for s, l := range lengths {
		if l > 0 {
			b.sorted[next[l]] = uint16(s)
			next[l]++
		}
	}
	longest := maxCode
	for longest > 1 && count[longest] == 0 {
		longest--
	}
	code, length, free := 0, 0, 1<<tableBits // free: where the next second part begins
	prefix, at, partBits := -1, 0, 0
	for _, s := range b.sorted[:used] {
		l := int(lengths[s])
		code <<= l - length
		length = l
		reversed := int(bits.Reverse16(uint16(code)) >> (16 - l))
		code++
		e := entries[s]
		e += uint32(l) | uint32(l)<<entryCode // the bits behind the code are in e already
		if l <= tableBits {
			for i := reversed; i < 1<<tableBits; i += 1 << l {
				table[i] = e
			}
			count[l]--
			continue
		}
		if p := reversed & (1<<tableBits - 1); p != prefix {
			prefix, at = p, free
			partBits = l - tableBits
			for room := 1 << partBits; partBits+tableBits < longest; partBits++ {
				if room -= count[partBits+tableBits]; room <= 0 {
					break
				}
				room <<= 1
			}
			free += 1 << partBits
			if free > len(table) {
				return false
			}
			table[p] = entryTable | uint32(at)<<entryValue | uint32(partBits)<<entryCode
		}
		count[l]--
		for i := reversed >> tableBits; i < 1<<partBits; i += 1 << (l - tableBits) {
			table[at+i] = e
		}
	}
	return true
}

// fixed fills the tables of the code that needs no description.
func (b *builder) fixed(literals, distances []uint32) {
	l := b.lengths[:288]
	for i := range l {
		switch {
		case i < 144:
			l[i] = 8
		case i < 256:
			l[i] = 9
		case i < 280:
			l[i] = 7
		default:
			l[i] = 8
		}
	}
	b.table(literals, literalBits, l, literalEntries[:], false)
	for i := range 32 {
		l[i] = 5
	}
	b.table(distances, distanceBits, l[:32], distanceEntries[:], false)
}

// codeOrder is the order in which the lengths of the codes of lengths come.
var codeOrder = [19]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// readTables reads the description of a block's codes and makes its tables.
func (d *Decoder) readTables() error {
	head, ok := d.take(14)
	if !ok {
		return ErrShort
	}
	literals, distances, codes := int(head&31)+257, int(head>>5&31)+1, int(head>>10)+4
	if literals > 286 || distances > 30 {
		return ErrFormat
	}
	b := &d.build
	var codeLengths [19]uint8
	for _, s := range codeOrder[:codes] {
		l, ok := d.take(3)
		if !ok {
			return ErrShort
		}
		codeLengths[s] = uint8(l)
	}
	if !b.table(b.codes[:], 7, codeLengths[:], codeEntries[:], false) {
		return ErrFormat
	}
	lengths := b.lengths[:literals+distances]
	for i := 0; i < len(lengths); {
		d.refill()
		e := b.codes[d.bits&(1<<7-1)]
		if e&entryBits > uint32(d.n) {
			return ErrShort
		}
		d.bits >>= e & entryBits
		d.n -= uint(e & entryBits)
		symbol := e >> entryValue
		if symbol < 16 {
			lengths[i] = uint8(symbol)
			i++
			continue
		}
		var repeated uint8
		var n uint32
		switch symbol {
		case 16:
			if i == 0 {
				return ErrFormat
			}
			repeated = lengths[i-1]
			n, ok = d.take(2)
			n += 3
		case 17:
			n, ok = d.take(3)
			n += 3
		case 18:
			n, ok = d.take(7)
			n += 11
		}
		if !ok {
			return ErrShort
		}
		if i+int(n) > len(lengths) {
			return ErrFormat
		}
		for range n {
			lengths[i] = repeated
			i++
		}
	}
	if lengths[256] == 0 {
		return ErrFormat
	}
	if !b.table(d.literals[:], literalBits, lengths[:literals], literalEntries[:], false) ||
		!b.table(d.distances[:], distanceBits, lengths[literals:], distanceEntries[:], true) {
		return ErrFormat
	}
	return nil
}
