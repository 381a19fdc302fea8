package dedupe

import (
	"fmt"
	"os"
)

// arena holds records of bytes. Beyond a size it moves them to a temporary file, oldest first, and reads them back one
// at a time (the operating system's cache serves what is asked for often).
type arena struct {
	chunks []chunk
	inRAM  int64
	limit  int64        // bytes that may stay in memory, together with
	beside func() int64 // what this returns; nil for nothing
	first  int          // first chunk that is still in memory
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

// place is where a record begins: its chunk and the offset in it.
type place uint64

const chunkSize = 1 << 20

// put stores a record and returns its place.
func (a *arena) put(record []byte) (place, error) {
	p, b, err := a.reserve(len(record), 0)
	if err == nil {
		copy(b[:len(record)], record)
	}
	return p, err
}

// reserve returns the place of a record of n bytes and the memory for it, as a slice that is empty. Words that stand in the record
// behind so many other bytes can be read where they are.
func (a *arena) reserve(n, before int) (place, []byte, error) {
	last := len(a.chunks) - 1
	if last < 0 || cap(a.chunks[last].data)-len(a.chunks[last].data) <= n {
		a.chunks = append(a.chunks, chunk{data: make([]byte, 0, max(chunkSize, n+1))})
		last++
		a.inRAM += int64(cap(a.chunks[last].data))
		if err := a.makeRoom(); err != nil {
			return 0, nil, err
		}
	}
	c := &a.chunks[last]
	at := len(c.data)
	at += (at + before) % 2 // words begin at even places
	c.data = c.data[:at+n]
	return place(last)<<32 | place(at), c.data[at : at : at+n], nil
}

// makeRoom moves full chunks to the file until the rest is within the limit.
func (a *arena) makeRoom() error {
	limit := a.limit
	if a.beside != nil {
		limit -= a.beside()
	}
	for a.inRAM > limit && a.first < len(a.chunks)-1 {
		if a.file == nil {
			f, err := os.CreateTemp(a.dir, "winnow-dedupe-*")
			if err != nil {
				return a.fail(err)
			}
			a.file = f
			_ = os.Remove(f.Name()) // where that is possible the file is gone with the process, however it ends
		}
		c := &a.chunks[a.first]
		if _, err := a.file.WriteAt(c.data, a.spill); err != nil {
			return a.fail(err)
		}
		c.at = a.spill
		a.spill += int64(len(c.data))
		a.inRAM -= int64(cap(c.data))
		c.data = nil
		a.first++
	}
	return nil
}

func (a *arena) fail(err error) error {
	return fmt.Errorf("temporary file for the words of documents: %w", err)
}

// get returns n bytes from offset off of the record at p; they are valid until the next call.
func (a *arena) get(p place, off, n int) ([]byte, error) {
	c := &a.chunks[p>>32]
	at := int64(p&(1<<32-1)) + int64(off)
	if c.data != nil {
		return c.data[at : at+int64(n)], nil
	}
	if cap(a.buf) < n {
		a.buf = make([]byte, n+n/2)
	}
	b := a.buf[:n]
	if _, err := a.file.ReadAt(b, c.at+at); err != nil {
		return nil, a.fail(err)
	}
	return b, nil
}

// touch returns the first byte of the record at p where that is in memory, 0 of others and of what is no place.
func (a *arena) touch(p place) byte {
	if i := p >> 32; i < place(len(a.chunks)) {
		if data, at := a.chunks[i].data, p&(1<<32-1); at < place(len(data)) {
			return data[at]
		}
	}
	return 0
}

// close removes the temporary file.
func (a *arena) close() error {
	if a.file == nil {
		return nil
	}
	_ = os.Remove(a.file.Name())
	return a.file.Close()
}
