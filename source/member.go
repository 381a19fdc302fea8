package source

import (
	"bytes"
	"io"

	"github.com/klauspost/compress/gzip"
)

// gzipMember decompresses gzip members (RFC 1952) that lie in memory. The zero value is ready; it must not be used by
// several goroutines at once.
type gzipMember struct {
	in bytes.Reader // which hands out single bytes: no more is taken than a member has
	z  *gzip.Reader
}

// open begins with the member at the beginning of src.
func (m *gzipMember) open(src []byte) (err error) {
	m.in.Reset(src)
	if m.z == nil {
		m.z, err = gzip.NewReader(&m.in)
	} else {
		err = m.z.Reset(&m.in)
	}
	if err == nil {
		m.z.Multistream(false)
	}
	return err
}

// begins reports whether the content of the member that src begins with begins with text; src need not hold all of it.
func (m *gzipMember) begins(src []byte, text string) bool {
	var head [8]byte
	if m.open(src) != nil {
		return false
	}
	n, _ := io.ReadFull(m.z, head[:len(text)])
	m.in.Reset(nil)
	return string(head[:n]) == text
}

// member appends the content of the member that src begins with to dst, at most limit bytes, and returns how many bytes
// of src it takes.
func (m *gzipMember) member(dst, src []byte, limit int) (content []byte, used int, err error) {
	if err := m.open(src); err != nil {
		return dst, 0, err
	}
	for {
		if len(dst) == cap(dst) {
			dst = append(dst, 0)[:len(dst)]
		}
		n, err := m.z.Read(dst[len(dst):cap(dst)])
		dst = dst[:len(dst)+n]
		switch {
		case err == io.EOF:
			return dst, len(src) - m.in.Len(), nil
		case err != nil:
			return dst, 0, err
		case len(dst) > limit:
			return dst, 0, tooLarge("bytes in a member", int64(limit))
		}
	}
}
