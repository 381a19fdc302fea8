// Package inflate decompresses gzip members (RFC 1951, RFC 1952) that lie in memory as a whole.
//
// Decoders for streams have to be ready to stop at any byte of their input and output, and to keep a window beside the
// output. Without that a symbol costs a look-up and a copy, which halves the time. What is unusual (a header with its own
// checksum, a broken member) is left to such a decoder: here it is an error, and nothing more is said about it.
package inflate

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
)

// The errors of Member.
var (
	ErrFormat = errors.New("inflate: broken, or not a gzip member of the usual kind")
	ErrShort  = errors.New("inflate: the member ends behind its input")
	ErrLimit  = errors.New("inflate: more content than allowed")
)

// A Decoder holds the tables of a block. The zero value is ready; it must not be used by several goroutines at once.
type Decoder struct {
	bits  uint64 // next bits of src, the first one lowest
	n     uint   // how many of them count
	src   []byte
	in    int // next byte of src
	out   []byte
	o     int // bytes of out that are written
	limit int

	literals  [literalSlots]uint32
	distances [distanceSlots]uint32
	build     builder
}

// slack is what the fast loop may write behind a match of 258 bytes, the longest.
const slack = 258 + 2*8

// Member decompresses the gzip member that src begins with into buf, which is overwritten and grown as needed, but for no
// more than limit bytes of content. It returns the content and the number of bytes of src that the member takes. With
// ErrLimit and ErrShort the content is what there is so far; its checksum is not known then.
func (d *Decoder) Member(buf, src []byte, limit int) (content []byte, used int, err error) {
	head, err := headerLength(src)
	if err != nil {
		return buf[:0], 0, err
	}
	d.src, d.in, d.bits, d.n = src, head, 0, 0
	d.out, d.o, d.limit = buf[:cap(buf)], 0, limit
	if len(d.out) < 2*slack {
		d.out = make([]byte, 64<<10)
	}
	defer func() { d.src, d.out = nil, nil }()
	for last := false; !last; {
		if last, err = d.block(); err != nil {
			return d.out[:min(d.o, limit)], 0, err
		}
	}
	d.align()
	if d.o > limit {
		return d.out[:limit], 0, ErrLimit
	}
	content = d.out[:d.o]
	if len(src)-d.in < 8 {
		return content, 0, ErrShort
	}
	if binary.LittleEndian.Uint32(src[d.in:]) != crc32.ChecksumIEEE(content) ||
		binary.LittleEndian.Uint32(src[d.in+4:]) != uint32(len(content)) {
		return content, 0, ErrFormat
	}
	return content, d.in + 8, nil
}

// Flags of a member's header.
const (
	flagHeaderSum = 1 << 1
	flagExtra     = 1 << 2
	flagName      = 1 << 3
	flagComment   = 1 << 4
)

// headerLength returns the length of the header of a member.
func headerLength(b []byte) (int, error) {
	if len(b) < 10 {
		return 0, ErrShort
	}
	flags := b[3]
	if b[0] != 0x1f || b[1] != 0x8b || b[2] != 8 || flags&^(flagExtra|flagName|flagComment|1) != 0 {
		return 0, ErrFormat // with a sum of the header, or of a future version
	}
	i := 10
	if flags&flagExtra != 0 {
		if len(b) < i+2 {
			return 0, ErrShort
		}
		i += 2 + int(binary.LittleEndian.Uint16(b[i:]))
	}
	for _, flag := range [...]byte{flagName, flagComment} {
		if flags&flag == 0 {
			continue
		}
		for ; i < len(b) && b[i] != 0; i++ {
		}
		i++
	}
	if i > len(b) {
		return 0, ErrShort
	}
	return i, nil
}

// refill makes at least 56 bits count, or all that there are.
func (d *Decoder) refill() {
	if len(d.src)-d.in >= 8 {
		d.bits |= binary.LittleEndian.Uint64(d.src[d.in:]) << (d.n & 63)
		d.in += int((63 - d.n) >> 3)
		d.n |= 56
		return
	}
	for d.n < 56 && d.in < len(d.src) {
		d.bits |= uint64(d.src[d.in]) << (d.n & 63)
		d.in++
		d.n += 8
	}
}

// take returns the next count bits, at most 32.
func (d *Decoder) take(count uint) (uint32, bool) {
	if d.n < count {
		if d.refill(); d.n < count {
			return 0, false
		}
	}
	v := uint32(d.bits & (1<<count - 1))
	d.bits >>= count
	d.n -= count
	return v, true
}

// align drops the rest of a byte, and gives whole bytes back to src.
func (d *Decoder) align() {
	d.in -= int(d.n >> 3)
	d.bits, d.n = 0, 0
}

// block decodes one block and reports whether it was the last one.
func (d *Decoder) block() (last bool, err error) {
	head, ok := d.take(3)
	if !ok {
		return false, ErrShort
	}
	switch head >> 1 {
	case 0:
		err = d.stored()
	case 1:
		d.build.fixed(d.literals[:], d.distances[:])
		err = d.symbols()
	case 2:
		if err = d.readTables(); err == nil {
			err = d.symbols()
		}
	default:
		err = ErrFormat
	}
	return head&1 != 0, err
}

// stored copies a block that is not compressed.
func (d *Decoder) stored() error {
	d.align()
	if len(d.src)-d.in < 4 {
		return ErrShort
	}
	n := int(binary.LittleEndian.Uint16(d.src[d.in:]))
	if n != int(^binary.LittleEndian.Uint16(d.src[d.in+2:])) {
		return ErrFormat
	}
	d.in += 4
	part := d.src[d.in:min(d.in+n, len(d.src))]
	if err := d.room(len(part)); err != nil {
		return err
	}
	d.o += copy(d.out[d.o:], part)
	d.in += len(part)
	if len(part) < n {
		return ErrShort
	}
	return nil
}

// room makes sure that n bytes and the slack can be written; ErrLimit when too much has been written already.
func (d *Decoder) room(n int) error {
	if d.o > d.limit {
		return ErrLimit
	}
	if need := d.o + n + slack; need > len(d.out) {
		grown := make([]byte, max(2*len(d.out), need))
		copy(grown, d.out[:d.o])
		d.out = grown
	}
	return nil
}

// symbols decodes the symbols of a block by the tables.
func (d *Decoder) symbols() error {
	for {
		if err := d.room(0); err != nil {
			return err
		}
		ended, err := d.fast()
		if ended || err != nil {
			return err
		}
		// Near the end of the input, or of the room: one symbol with every check.
		if ended, err = d.slow(); ended || err != nil {
			return err
		}
	}
}

// slow decodes one symbol.
func (d *Decoder) slow() (ended bool, err error) {
	if err := d.room(slack); err != nil {
		return false, err
	}
	d.refill()
	e := lookup(d.literals[:], d.bits, literalBits)
	if e&entryBits > uint32(d.n) {
		return false, ErrShort
	}
	before := d.bits
	d.bits >>= e & entryBits
	d.n -= uint(e & entryBits)
	switch {
	case e&entryLiteral != 0:
		d.out[d.o] = byte(e >> entryValue)
		d.o++
		return false, nil
	case e&entryEnd != 0:
		return true, nil
	case e&entryBroken != 0:
		return false, ErrFormat
	}
	length := value(e, before)
	d.refill()
	e = lookup(d.distances[:], d.bits, distanceBits)
	if e&entryBits > uint32(d.n) {
		return false, ErrShort
	}
	if e&entryBroken != 0 {
		return false, ErrFormat
	}
	before = d.bits
	d.bits >>= e & entryBits
	d.n -= uint(e & entryBits)
	distance := value(e, before)
	if distance > d.o {
		return false, ErrFormat
	}
	for range length {
		d.out[d.o] = d.out[d.o-distance]
		d.o++
	}
	return false, nil
}

// fast decodes symbols while there are enough bytes before and behind for none to be asked after. It reports whether the
// block came to its end.
func (d *Decoder) fast() (ended bool, err error) {
	const need = 2 * 8 // two refills
	bits, n, in, o := d.bits, d.n, d.in, d.o
	src, out := d.src, d.out
	literals, distances := &d.literals, &d.distances
	most := min(len(out), max(d.limit, 0)+2*slack) - slack
	for in <= len(src)-need && o < most {
		bits |= binary.LittleEndian.Uint64(src[in:]) << (n & 63)
		in += int((63 - n) >> 3)
		n |= 56
		e := literals[bits&(1<<literalBits-1)]
		if e&entryLiteral != 0 { // two of them leave enough bits for a length
			bits >>= e & entryBits
			n -= uint(e & entryBits)
			out[o] = byte(e >> entryValue)
			o++
			e = literals[bits&(1<<literalBits-1)]
			if e&entryLiteral != 0 {
				bits >>= e & entryBits
				n -= uint(e & entryBits)
				out[o] = byte(e >> entryValue)
				o++
				e = literals[bits&(1<<literalBits-1)]
				if e&entryLiteral != 0 {
					bits >>= e & entryBits
					n -= uint(e & entryBits)
					out[o] = byte(e >> entryValue)
					o++
					continue
				}
			}
		}
		if e&entryTable != 0 {
			e = literals[(e>>entryValue+uint32(bits>>literalBits)&(1<<(e>>entryCode&31)-1))%literalSlots]
			if e&entryLiteral != 0 {
				bits >>= e & entryBits
				n -= uint(e & entryBits)
				out[o] = byte(e >> entryValue)
				o++
				continue
			}
		}
		before := bits
		bits >>= e & entryBits
		n -= uint(e & entryBits)
		if e&(entryEnd|entryBroken) != 0 {
			d.bits, d.n, d.in, d.o = bits, n, in, o
			if e&entryBroken != 0 {
				return false, ErrFormat
			}
			return true, nil
		}
		length := value(e, before)

		bits |= binary.LittleEndian.Uint64(src[in:]) << (n & 63)
		in += int((63 - n) >> 3)
		n |= 56
		e = distances[bits&(1<<distanceBits-1)]
		if e&entryTable != 0 {
			e = distances[(e>>entryValue+uint32(bits>>distanceBits)&(1<<(e>>entryCode&31)-1))%distanceSlots]
		}
		before = bits
		bits >>= e & entryBits
		n -= uint(e & entryBits)
		distance := value(e, before)
		if distance > o || e&entryBroken != 0 {
			return false, ErrFormat
		}
		from, end := o-distance, o+length
		switch {
		case distance >= 8: // eight bytes at a time, a few too many at the end
			for {
				binary.LittleEndian.PutUint64(out[o:], binary.LittleEndian.Uint64(out[from:]))
				o += 8
				from += 8
				if o >= end {
					break
				}
			}
		case distance == 1:
			run := uint64(out[from]) * 0x0101010101010101
			for ; o < end; o += 8 {
				binary.LittleEndian.PutUint64(out[o:], run)
			}
		default:
			for ; o < end; o++ {
				out[o] = out[from]
				from++
			}
		}
		o = end
	}
	d.bits, d.n, d.in, d.o = bits, n, in, o
	return false, nil
}
