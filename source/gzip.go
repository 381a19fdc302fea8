package source

import (
	"bufio"
	"bytes"
	"io"
	"strconv"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// members reads the members of a gzip file one after the other (RFC 1952, section 2.2), as gzip itself does, and can
// go on behind a broken one.
type members struct {
	in     tape
	b      *bufio.Reader // over in: flate is fastest on this type
	z      *gzip.Reader
	start  int64 // of the current member
	open   bool
	given  int64 // bytes of the current member's content
	err    error
	ahead  []byte // decompressed already, to be read next
	failed int    // starts of members that turned out to be none
}

var gzips = sync.Pool{New: func() any { return &members{b: bufio.NewReaderSize(nil, 16<<10), z: new(gzip.Reader)} }}

func newMembers(r io.Reader) *members {
	m := gzips.Get().(*members)
	*m = members{in: tape{r: r, kept: m.in.kept[:0]}, b: m.b, z: m.z}
	m.b.Reset(&m.in)
	return m
}

func (m *members) close() {
	m.in.r, m.ahead = nil, nil
	if cap(m.in.kept) > scratchMax {
		m.in.kept = nil
	}
	gzips.Put(m)
}

// position is the offset of the next compressed byte.
func (m *members) position() int64 { return m.in.offset - int64(m.b.Buffered()) }

func (m *members) Read(p []byte) (int, error) {
	if len(m.ahead) > 0 {
		n := copy(p, m.ahead)
		m.ahead = m.ahead[n:]
		return n, nil
	}
	if m.err != nil {
		return 0, m.err
	}
	for {
		if !m.open {
			if m.err = m.next(); m.err != nil {
				return 0, m.err
			}
		}
		n, err := m.z.Read(p)
		m.given += int64(n)
		if err == io.EOF {
			m.open, err = false, nil
		}
		if m.err = err; n > 0 || err != nil {
			return n, err
		}
	}
}

// next opens the next member; io.EOF behind the last. Zeros behind it are padding, as gzip holds.
func (m *members) next() error {
	for {
		c, err := m.b.Peek(1)
		if err != nil {
			return err
		}
		if c[0] != 0 || m.position() == 0 {
			break
		}
		m.b.Discard(1)
	}
	return m.openHere()
}

func (m *members) openHere() error {
	m.start = m.position()
	m.in.forget(m.start)
	m.given = 0
	err := m.z.Reset(m.b)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err == nil {
		m.z.Multistream(false)
		m.open = true
	}
	return err
}

// keep makes recover possible for the members to come.
func (m *members) keep() { m.in.keep = true }

// maxFailed bounds the work of recover, and of who looks for members in another way: bytes that look like the start of a member come once in 16 MB of compressed
// data by chance.
const maxFailed = 10_000

var magic = []byte("\x1f\x8b\x08")

// recover goes to the next member behind the start of the broken one whose content begins with prefix, and reports
// whether there is one.
func (m *members) recover(prefix string) bool {
	from := m.start + 1
	for ; m.failed < maxFailed; m.failed++ {
		m.in.rewind(from)
		m.b.Reset(&m.in)
		if !m.seekMagic() {
			return false
		}
		from = m.position() + 1
		if m.openHere() == nil {
			ahead := make([]byte, len(prefix))
			if _, err := io.ReadFull(m.z, ahead); err == nil && string(ahead) == prefix {
				m.ahead, m.err = ahead, nil
				return true
			}
		}
	}
	return false
}

func (m *members) seekMagic() bool {
	for {
		b, err := m.b.Peek(m.b.Size())
		if i := bytes.Index(b, magic); i >= 0 {
			m.b.Discard(i)
			return true
		}
		if len(b) < len(magic) || err != nil && err != io.EOF {
			return false
		}
		m.b.Discard(len(b) - len(magic) + 1)
	}
}

// brokeInside reports whether the error came behind some content of the member, so that this content is in doubt.
func (m *members) brokeInside() bool { return m.open && m.given > 0 }

// where says in which member a stream broke.
func (m *members) where() string {
	return " in the gzip member at byte " + strconv.FormatInt(m.start, 10)
}

// tapeMax bounds what a tape keeps. A member that is larger holds more than one record, and nothing to go back for.
const tapeMax = 32 << 20

// tape reads r and can play again what it has read since an offset.
type tape struct {
	r      io.Reader
	keep   bool   // else only the last piece is kept
	kept   []byte // from this offset on:
	from   int64
	offset int64 // of the next byte to hand out
}

func (t *tape) Read(p []byte) (int, error) {
	if i := t.offset - t.from; i < int64(len(t.kept)) {
		n := copy(p, t.kept[i:])
		t.offset += int64(n)
		return n, nil
	}
	n, err := t.r.Read(p)
	if !t.keep || len(t.kept) > tapeMax {
		t.kept, t.from = t.kept[:0], t.offset
	}
	t.kept = append(t.kept, p[:n]...)
	t.offset += int64(n)
	return n, err
}

// forget drops what stands before offset.
func (t *tape) forget(offset int64) {
	if n := offset - t.from; n > 0 {
		n = min(n, int64(len(t.kept)))
		t.kept = t.kept[:copy(t.kept, t.kept[n:])]
		t.from += n
	}
}

// rewind goes back to offset, or to the first byte behind it that is still kept.
func (t *tape) rewind(offset int64) { t.offset = max(offset, t.from) }
