package dedupe

import "encoding/binary"

// record is what is remembered of a kept document. Its form in bytes: the number of words and the length of the id (4
// bytes each, little endian as all numbers), the flags, the id, the words (2 bytes each).
type record struct {
	id    string
	words []token
	flags recordFlags
}

type recordFlags uint8

const (
	flagCut        recordFlags = 1 << iota // the text does not end with the end of a sentence
	flagCorrection                         // the title says that this is a corrected or updated version
)

const recordHead = 9

// appendTo appends the record's bytes to b.
func (r *record) appendTo(b []byte) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(len(r.words)))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(r.id)))
	b = append(b, byte(r.flags))
	b = append(b, r.id...)
	return appendWords(b, r.words)
}

func appendWords(b []byte, words []token) []byte {
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
	for i := range buf {
		buf[i] = token(binary.LittleEndian.Uint16(b[2*i:]))
	}
	return buf
}

// recordWords reads words and flags of the record at p into r. When it has fewer than least words, or more than most,
// nothing is read and false returned.
func (a *arena) recordWords(p place, r *record, least, most int) (bool, error) {
	h, err := a.get(p, 0, recordHead)
	if err != nil {
		return false, err
	}
	n, id := int(binary.LittleEndian.Uint32(h)), int(binary.LittleEndian.Uint32(h[4:]))
	r.flags = recordFlags(h[8])
	if n < least || n > most {
		return false, nil
	}
	b, err := a.get(p, recordHead+id, 2*n)
	if err != nil {
		return false, err
	}
	r.words = readWords(b, r.words)
	return true, nil
}

// recordID returns the id of the record at p.
func (a *arena) recordID(p place) (string, error) {
	h, err := a.get(p, 0, recordHead)
	if err != nil {
		return "", err
	}
	b, err := a.get(p, recordHead, int(binary.LittleEndian.Uint32(h[4:])))
	return string(b), err
}
