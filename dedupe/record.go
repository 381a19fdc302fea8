package dedupe

import (
	"encoding/binary"
	"unsafe"
)

// record is what is remembered of a kept document. Its form in bytes: the number of words and the length of the id (4
// bytes each, little endian as all numbers), the flags, the id, the words (2 bytes each).
type record struct {
	id    string
	words []token // not to be written to: they may be those of an arena
	flags recordFlags
	buf   []token // what decode reads words into
}

type recordFlags uint8

const (
	flagCut        recordFlags = 1 << iota // the text does not end with the end of a sentence
	flagCorrection                         // the title says that this is a corrected or updated version
)

const recordHead = 9

// size returns the number of the record's bytes.
func (r *record) size() int { return recordHead + len(r.id) + 2*len(r.words) }

// appendTo appends the record's bytes to b.
func (r *record) appendTo(b []byte) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(len(r.words)))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(r.id)))
	b = append(b, byte(r.flags))
	b = append(b, r.id...)
	return appendWords(b, r.words)
}

// littleEndian says that this machine holds numbers as records do, so that runs of them are copied as bytes.
var littleEndian = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

// bytesOf returns the memory of numbers.
func bytesOf[T token | uint64](n []T) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(n))), len(n)*int(unsafe.Sizeof(T(0))))
}

func appendWords(b []byte, words []token) []byte {
	if littleEndian {
		return append(b, bytesOf(words)...)
	}
	for _, w := range words {
		b = binary.LittleEndian.AppendUint16(b, uint16(w))
	}
	return b
}

// readWords decodes words into buf.
func readWords(b []byte, buf []token) []token {
	n := len(b) / 2
	if cap(buf) < n {
		buf = make([]token, n+n/2)
	}
	buf = buf[:n]
	if littleEndian {
		copy(bytesOf(buf), b)
		return buf
	}
	for i := range buf {
		buf[i] = token(binary.LittleEndian.Uint16(b[2*i:]))
	}
	return buf
}

// decode reads words and flags of a record; the id is left out. Where this machine can read the words in their place, they are
// those of b.
func (r *record) decode(b []byte) {
	n, id := recordSize(b)
	r.flags = recordFlags(b[8])
	b = b[recordHead+id : recordHead+id+2*n]
	if at := unsafe.Pointer(unsafe.SliceData(b)); littleEndian && uintptr(at)%unsafe.Alignof(token(0)) == 0 {
		r.words = unsafe.Slice((*token)(at), len(b)/2)
		return
	}
	r.buf = readWords(b, r.buf)
	r.words = r.buf
}

// recordSize returns the number of words of a record and the length of its id.
func recordSize(head []byte) (words, id int) {
	return int(binary.LittleEndian.Uint32(head)), int(binary.LittleEndian.Uint32(head[4:]))
}

// wholeRecord reports whether a record is as long as it says.
func wholeRecord(b []byte) bool {
	if len(b) < recordHead {
		return false
	}
	words, id := recordSize(b)
	return uint64(len(b)) == recordHead+uint64(id)+2*uint64(words)
}

// record reads the record of a kept text into r, without its id, where it stays until the next record is read. When it has
// fewer than least words, or more than most, nothing is read and false returned.
func (c *corpus) record(n uint32, r *record, least, most int) (bool, error) {
	fate := c.fate[n]
	if fate&fateStored != 0 {
		var err error
		if c.buf, err = c.index.record(n, c.buf); err != nil {
			return false, err
		}
		if words, _ := recordSize(c.buf); words < least || words > most {
			return false, nil
		}
		r.decode(c.buf)
		return true, nil
	}
	h, err := c.texts.get(place(fate), 0, recordHead)
	if err != nil {
		return false, err
	}
	words, id := recordSize(h)
	if words < least || words > most {
		return false, nil
	}
	b, err := c.texts.get(place(fate), 0, recordHead+id+2*words)
	if err != nil {
		return false, err
	}
	r.decode(b)
	return true, nil
}

// id returns the id of a kept text.
func (c *corpus) id(n uint32) (string, error) {
	fate := c.fate[n]
	if fate&fateStored != 0 {
		var err error
		if c.buf, err = c.index.record(n, c.buf); err != nil {
			return "", err
		}
		_, id := recordSize(c.buf)
		return string(c.buf[recordHead : recordHead+id]), nil
	}
	h, err := c.texts.get(place(fate), 0, recordHead)
	if err != nil {
		return "", err
	}
	_, id := recordSize(h)
	b, err := c.texts.get(place(fate), recordHead, id)
	return string(b), err
}
