package dedupe

import (
	"encoding/binary"
	"fmt"
	"os"
)

// arena holds the kept documents' words and ids. Beyond a size it moves them to a temporary file, oldest first, and
// reads them back one at a time (the operating system's cache serves what is asked for often).
type arena struct {
	chunks []chunk
	inRAM  int64
	limit  int64
	first  int // first chunk that is still in memory
	dir    string
	file   *os.File
	spill  int64 // bytes in file
	buf    []byte
}

// chunk is a run of records; data is nil once it stands in the file.
type chunk struct {
	data []byte
	at   int64 // offset in the file
}

const chunkSize = 1 << 20

// record is what the arena holds of a document.
type record struct {
	id    string
	words []token
	names bool // has words of className
	cut   bool // does not end with the end of a sentence
}

const recordHeader = 9 // number of words, bytes of id, flags

// put stores a record and returns its place.
func (a *arena) put(r *record) (uint64, error) {
	size := recordHeader + len(r.id) + 2*len(r.words)
	n := len(a.chunks) - 1
	if n < 0 || cap(a.chunks[n].data)-len(a.chunks[n].data) < size {
		a.chunks = append(a.chunks, chunk{data: make([]byte, 0, max(chunkSize, size))})
		n++
		a.inRAM += int64(cap(a.chunks[n].data))
		if err := a.makeRoom(); err != nil {
			return 0, err
		}
	}
	b := a.chunks[n].data
	place := uint64(n)<<32 | uint64(len(b))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(r.words)))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(r.id)))
	var flags byte
	if r.names {
		flags |= 1
	}
	if r.cut {
		flags |= 2
	}
	b = append(b, flags)
	b = append(b, r.id...)
	for _, w := range r.words {
		b = binary.LittleEndian.AppendUint16(b, uint16(w))
	}
	a.chunks[n].data = b
	return place, nil
}

// makeRoom moves full chunks to the file until the rest is within the limit.
func (a *arena) makeRoom() error {
	for a.inRAM > a.limit && a.first < len(a.chunks)-1 {
		if a.file == nil {
			f, err := os.CreateTemp(a.dir, "winnow-words-*")
			if err != nil {
				return fmt.Errorf("temporary file for the words of kept documents: %w", err)
			}
			a.file = f
			_ = os.Remove(f.Name()) // where that is possible the file is gone with the process, however it ends
		}
		c := &a.chunks[a.first]
		if _, err := a.file.WriteAt(c.data, a.spill); err != nil {
			return fmt.Errorf("temporary file for the words of kept documents: %w", err)
		}
		c.at = a.spill
		a.spill += int64(len(c.data))
		a.inRAM -= int64(cap(c.data))
		c.data = nil
		a.first++
	}
	return nil
}

// length returns the number of words of the record at place.
func (a *arena) header(place uint64) ([]byte, error) {
	return a.bytes(place, 0, recordHeader)
}

// bytes returns n bytes from offset off of the record at place; they are valid until the next call.
func (a *arena) bytes(place uint64, off, n int) ([]byte, error) {
	c := &a.chunks[place>>32]
	at := int64(place&(1<<32-1)) + int64(off)
	if c.data != nil {
		return c.data[at : at+int64(n)], nil
	}
	if cap(a.buf) < n {
		a.buf = make([]byte, n+n/2)
	}
	b := a.buf[:n]
	if _, err := a.file.ReadAt(b, c.at+at); err != nil {
		return nil, fmt.Errorf("temporary file for the words of kept documents: %w", err)
	}
	return b, nil
}

// words reads the record at place into r, without its id. When the number of its words lies outside least..most
// nothing is read and false returned.
func (a *arena) words(place uint64, r *record, least, most int) (bool, error) {
	h, err := a.header(place)
	if err != nil {
		return false, err
	}
	n, id := int(binary.LittleEndian.Uint32(h)), int(binary.LittleEndian.Uint32(h[4:]))
	r.names, r.cut = h[8]&1 != 0, h[8]&2 != 0
	if n < least || n > most {
		return false, nil
	}
	b, err := a.bytes(place, recordHeader+id, 2*n)
	if err != nil {
		return false, err
	}
	if cap(r.words) < n {
		r.words = make([]token, n+n/2)
	}
	r.words = r.words[:n]
	for i := range r.words {
		r.words[i] = token(binary.LittleEndian.Uint16(b[2*i:]))
	}
	return true, nil
}

// id returns the id of the record at place.
func (a *arena) id(place uint64) (string, error) {
	h, err := a.header(place)
	if err != nil {
		return "", err
	}
	b, err := a.bytes(place, recordHeader, int(binary.LittleEndian.Uint32(h[4:])))
	return string(b), err
}

// close removes the temporary file.
func (a *arena) close() error {
	if a.file == nil {
		return nil
	}
	_ = os.Remove(a.file.Name())
	return a.file.Close()
}
