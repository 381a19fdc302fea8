package report

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/cespare/xxhash/v2"
)

const (
	// spoolMemory is how many bytes of a spool stay in memory before a file is made.
	spoolMemory = 8 << 20

	// spoolBytes bounds the file: the beginnings of some two million articles. Texts that come later are not kept; the
	// report says so where it would show them.
	spoolBytes = 4 << 30
)

// spool keeps the beginnings of texts until the end of a run, when it is known which few of them are needed: those of
// the articles that have the most duplicates. It is written once and read once, in order.
type spool struct {
	dir    string // for the file; "" for the system's directory for temporary files
	buffer []byte
	file   *os.File
	size   int64
	err    error // of the first write that failed; nothing is kept from then on
}

// entry is a text that was kept.
type entry struct {
	key    uint64 // of the article that is kept, for its duplicates too
	member bool   // a duplicate
	sample Sample
}

// key is what an article is looked for by. Two of them that share one are told apart by their ids.
func key(id string) uint64 { return xxhash.Sum64String(id) }

// put keeps what a person needs of a document. Its form in bytes: the size of what follows (4 bytes, little endian as
// all numbers), the key (8), whether it is a duplicate and whether its text is cut (1), its characters (4), the share
// that is covered in 1/65535 (2), then strings, each behind its size (2).
func (s *spool) put(k uint64, member bool, d *Sample) {
	if s.err != nil || s.size > spoolBytes {
		return
	}
	start := len(s.buffer)
	b := append(s.buffer, 0, 0, 0, 0)
	b = binary.LittleEndian.AppendUint64(b, k)
	var flags byte
	if member {
		flags |= 1
	}
	if d.Cut {
		flags |= 2
	}
	b = append(b, flags)
	b = binary.LittleEndian.AppendUint32(b, uint32(d.Characters))
	b = binary.LittleEndian.AppendUint16(b, uint16(d.Covered*65535+.5))
	for _, text := range d.strings() {
		b = binary.LittleEndian.AppendUint16(b, uint16(len(*text)))
		b = append(b, *text...)
	}
	binary.LittleEndian.PutUint32(b[start:], uint32(len(b)-start-4))
	s.buffer = b
	s.size += int64(len(b) - start)
	if len(s.buffer) >= spoolMemory {
		s.flush()
	}
}

// strings are those of a sample that a spool keeps, each of at most 65535 bytes.
func (d *Sample) strings() [7]*string {
	return [...]*string{&d.ID, &d.URL, &d.Title, &d.Source, &d.Reason, &d.Of, &d.Text}
}

func (s *spool) flush() {
	if s.file == nil {
		if s.file, s.err = os.CreateTemp(s.dir, "winnow-*.spool"); s.err == nil {
			_ = os.Remove(s.file.Name()) // where that is possible the file is gone with the process, however it ends
		}
	}
	if s.err == nil {
		_, s.err = s.file.Write(s.buffer)
	}
	s.buffer = s.buffer[:0]
}

// each calls fn with what was kept, in the order in which it came; wanted tells by the key whether it is needed.
func (s *spool) each(wanted func(key uint64) bool, fn func(*entry)) error {
	if s.file != nil && s.err == nil {
		s.flush()
		if s.err == nil {
			_, s.err = s.file.Seek(0, io.SeekStart)
		}
	}
	if s.err != nil {
		return fmt.Errorf("temporary file: %w", s.err)
	}
	if s.file == nil {
		for b := s.buffer; len(b) > 0; {
			size := 4 + int(binary.LittleEndian.Uint32(b))
			if wanted(binary.LittleEndian.Uint64(b[4:])) {
				fn(decode(b[4:size]))
			}
			b = b[size:]
		}
		return nil
	}
	r := bufio.NewReaderSize(s.file, 1<<20)
	var body []byte
	for {
		head, err := r.Peek(12)
		if errors.Is(err, io.EOF) && len(head) == 0 {
			return nil
		}
		if err != nil {
			return fmt.Errorf("temporary file: %w", err)
		}
		size := int(binary.LittleEndian.Uint32(head))
		if !wanted(binary.LittleEndian.Uint64(head[4:])) {
			if _, err := r.Discard(4 + size); err != nil {
				return fmt.Errorf("temporary file: %w", err)
			}
			continue
		}
		if cap(body) < 4+size {
			body = make([]byte, 4+size)
		}
		body = body[:4+size]
		if _, err := io.ReadFull(r, body); err != nil {
			return fmt.Errorf("temporary file: %w", err)
		}
		fn(decode(body[4:]))
	}
}

func decode(b []byte) *entry {
	e := &entry{key: binary.LittleEndian.Uint64(b), member: b[8]&1 != 0}
	e.sample.Cut = b[8]&2 != 0
	e.sample.Characters = int(binary.LittleEndian.Uint32(b[9:]))
	e.sample.Covered = float64(binary.LittleEndian.Uint16(b[13:])) / 65535
	b = b[15:]
	for _, text := range e.sample.strings() {
		n := 2 + int(binary.LittleEndian.Uint16(b))
		*text, b = string(b[2:n]), b[n:]
	}
	return e
}

// close removes the file.
func (s *spool) close() error {
	s.buffer = nil
	if s.file == nil {
		return nil
	}
	err := s.file.Close()
	_ = os.Remove(s.file.Name())
	return err
}
