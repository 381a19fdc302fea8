package templates

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"
)

// A file of templates is
//
//	magic        "winnowt" and the version of the format
//	description  its length (uint32) and a JSON object (Info)
//	entries      sites by name; behind each site its titles, its places, then its texts, by fingerprint and place
//	end          'Z', and XXH64 of all bytes before it
//
// An entry is its kind, for all but sites the fingerprint (8 bytes), then numbers as varints: pages; blocks, words,
// content, titles, authors and dates of a place; first and home (4 bytes) of a text; last the length of its name and the
// name. Of the places of a text the first has the name: whichever shard knows that place has its name, too, so that
// merged files have it as if all had been learned at once. All fixed numbers are little-endian. The same counts are the
// same bytes.
const (
	magic   = "winnowt"
	version = 3
)

// Info describes a file of templates.
type Info struct {
	Models string `json:"models"` // the models that said how likely content the blocks are
}

// maxInfo bounds the description in bytes.
const maxInfo = 1 << 16

// ErrFormat is the error of files that are no templates, or were cut or changed.
var ErrFormat = errors.New("no file of templates, or a damaged one")

func damaged(what string) error { return fmt.Errorf("%w: %s", ErrFormat, what) }

// Writer writes a file of templates. Entries must come in the order of the file.
type Writer struct {
	out  io.Writer
	hash *xxhash.Digest
	buf  []byte
	last entry // without its name
	err  error
}

// writeSize is how many bytes are collected before they are written.
const writeSize = 64 << 10

// NewWriter begins a file.
func NewWriter(out io.Writer, info Info) *Writer {
	w := &Writer{out: out, hash: xxhash.New()}
	text, err := json.Marshal(info)
	w.err = err
	w.buf = append(append(w.buf, magic...), version)
	w.buf = binary.LittleEndian.AppendUint32(w.buf, uint32(len(text)))
	w.buf = append(w.buf, text...)
	return w
}

func (w *Writer) write(e *entry) error {
	b := append(w.buf, e.kind)
	if e.kind != kindSite {
		b = binary.LittleEndian.AppendUint64(b, e.hash)
	}
	b = binary.AppendUvarint(b, uint64(e.pages))
	switch e.kind {
	case kindPlace:
		b = binary.AppendUvarint(b, uint64(e.blocks))
		b = binary.AppendUvarint(b, e.words)
		b = binary.AppendUvarint(b, e.content)
		b = binary.AppendUvarint(b, uint64(e.titles))
		b = binary.AppendUvarint(b, uint64(e.authors))
		b = binary.AppendUvarint(b, uint64(e.dates))
	case kindText:
		b = binary.AppendUvarint(b, uint64(e.first))
		b = binary.LittleEndian.AppendUint32(b, e.home)
	}
	name := e.name
	if w.last.kind == kindText && w.last.sameText(e) {
		name = ""
	}
	w.last = entry{kind: e.kind, hash: e.hash}
	b = binary.AppendUvarint(b, uint64(len(name)))
	w.buf = append(b, name...)
	if len(w.buf) >= writeSize {
		w.flush()
	}
	return w.err
}

func (w *Writer) flush() {
	_, _ = w.hash.Write(w.buf) // never fails
	if w.err == nil {
		_, w.err = w.out.Write(w.buf)
	}
	w.buf = w.buf[:0]
}

// Close ends the file; it does not close what lies beneath.
func (w *Writer) Close() error {
	w.flush()
	sum := w.hash.Sum64()
	w.buf = binary.LittleEndian.AppendUint64(append(w.buf, kindEnd), sum)
	w.flush()
	return w.err
}

// reader reads the entries of a file one after the other, and checks what it reads.
type reader struct {
	in    *bufio.Reader
	hash  *xxhash.Digest
	info  Info
	site  string
	sites int
	last  entry
}

func newReader(in io.Reader) (*reader, error) {
	r := &reader{in: bufio.NewReaderSize(in, 64<<10), hash: xxhash.New()}
	head := make([]byte, len(magic)+1+4)
	if err := r.full(head); err != nil {
		return nil, err
	}
	if string(head[:len(magic)]) != magic {
		return nil, damaged("it begins otherwise")
	}
	if v := head[len(magic)]; v != version {
		return nil, fmt.Errorf("templates of format %d, this program reads format %d", v, version)
	}
	size := binary.LittleEndian.Uint32(head[len(magic)+1:])
	if size > maxInfo {
		return nil, damaged("description too long")
	}
	text := make([]byte, size)
	if err := r.full(text); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &r.info); err != nil {
		return nil, damaged("description: " + err.Error())
	}
	return r, nil
}

// full fills b.
func (r *reader) full(b []byte) error {
	if _, err := io.ReadFull(r.in, b); err != nil {
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return damaged("it was cut")
		}
		return err
	}
	_, _ = r.hash.Write(b)
	return nil
}

// next reads an entry into e, and r.site; at the end it returns io.EOF.
func (r *reader) next(e *entry) error {
	sum := r.hash.Sum64()
	var fixed [8]byte
	if err := r.full(fixed[:1]); err != nil {
		return err
	}
	*e = entry{kind: fixed[0]}
	switch e.kind {
	case kindEnd:
		if err := r.full(fixed[:8]); err != nil {
			return err
		}
		if binary.LittleEndian.Uint64(fixed[:]) != sum {
			return damaged("check sum")
		}
		if _, err := r.in.ReadByte(); err == nil {
			return damaged("bytes behind its end")
		}
		return io.EOF
	case kindSite:
	case kindTitle, kindPlace, kindText:
		if r.sites == 0 {
			return damaged("no site")
		}
		if err := r.full(fixed[:8]); err != nil {
			return err
		}
		e.hash = binary.LittleEndian.Uint64(fixed[:])
	default:
		return damaged("unknown entry")
	}
	var err error
	number := func(limit uint64) uint64 {
		if err != nil {
			return 0
		}
		n, numberErr := binary.ReadUvarint(hashed{r})
		switch {
		case errors.Is(numberErr, io.EOF), errors.Is(numberErr, io.ErrUnexpectedEOF):
			err = damaged("it was cut")
		case numberErr != nil:
			err = damaged(numberErr.Error())
		case n > limit:
			err = damaged("number out of range")
		}
		return n
	}
	const max32, max64 = 1<<32 - 1, 1<<64 - 1
	e.pages = uint32(number(max32))
	limit := uint64(maxTextName)
	switch e.kind {
	case kindSite:
		limit = maxSite
	case kindTitle:
		limit = 0
	case kindPlace:
		limit = maxPathName
		e.blocks, e.words, e.content = uint32(number(max32)), number(max64), number(max64)
		e.titles, e.authors, e.dates = uint32(number(max32)), uint32(number(max32)), uint32(number(max32))
	case kindText:
		if e.first = uint32(number(max32)); err == nil {
			err = r.full(fixed[:4])
			e.home = binary.LittleEndian.Uint32(fixed[:])
		}
		if r.last.kind == kindText && r.last.sameText(e) {
			limit = 0
		}
	}
	size := number(limit)
	if err != nil {
		return err
	}
	name := make([]byte, size)
	if err := r.full(name); err != nil {
		return err
	}
	if e.name = string(name); !utf8.ValidString(e.name) {
		return damaged("a name is not UTF-8")
	}
	return r.inOrder(e)
}

// inOrder checks that e stands behind the entry before it.
func (r *reader) inOrder(e *entry) error {
	if e.pages == 0 || e.first > e.pages {
		return damaged("an entry of no page")
	}
	if e.kind == kindSite {
		if r.sites > 0 && e.name <= r.site {
			return damaged("sites out of order")
		}
		r.site = e.name
		r.sites++
	} else if r.last.kind != kindSite && r.last.before(e) >= 0 {
		return damaged("entries out of order")
	}
	r.last = entry{kind: e.kind, hash: e.hash, home: e.home}
	return nil
}

// hashed reads single bytes for varints.
type hashed struct{ *reader }

func (h hashed) ReadByte() (byte, error) {
	c, err := h.in.ReadByte()
	if err == nil {
		_, _ = h.hash.Write([]byte{c})
	}
	return c, err
}
