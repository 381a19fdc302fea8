package source

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/klauspost/compress/zip"

	"winnow/document"
)

// Archives are read member by member, each as if it were a file of its own: it may hold a page, or many, or be an
// archive. Nothing is ever written, so that no name in an archive can do harm.

func isZip(head []byte, _ string) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06"))
}

// isTar reports the magic of POSIX.1-1988 and later, at the place of the first header.
func isTar(head []byte, _ string) bool {
	return len(head) >= 512 && string(head[257:262]) == "ustar"
}

// whole returns the content of a file whose directory is at its end, for reading anywhere in it. A stream is read to its
// end for that, within the limit of a record.
func (s *stream) whole() (io.ReaderAt, int64, error) {
	if s.at != nil {
		s.growth.stored = s.size // parts that are read twice count once
		return s.at, s.size, nil
	}
	m, err := readAll(s, -1, s.cfg.Limits.RecordBytes)
	if err != nil {
		return nil, 0, err
	}
	return bytes.NewReader(m.Bytes), int64(len(m.Bytes)), nil
}

// readZip emits the documents of a zip archive's members, in the order of its directory. A WACZ collection is read for
// its WARC files only.
func readZip(s *stream) {
	content, size, err := s.whole()
	if err != nil {
		s.emit(fail(s.page(), err))
		return
	}
	z, err := zip.NewReader(content, size)
	if err != nil {
		s.emit(fail(s.page(), named("zip", err)))
		return
	}
	wacz := false
	for _, f := range z.File {
		wacz = wacz || f.Name == "datapackage.json"
		if f.Name == "[Content_Types].xml" { // ECMA-376
			d := s.page()
			d.Reject(ReasonUnsupported, "office document")
			s.emit(d)
			return
		}
	}
	a := archive{s: s, name: "zip", stored: func() int64 { return size }}
	for _, f := range z.File {
		if !f.FileInfo().Mode().IsRegular() || wacz && !strings.HasPrefix(f.Name, "archive/") {
			continue
		}
		var content io.Reader
		r, err := f.Open()
		if err == nil {
			content = r
		}
		more := a.member(f.Name, content, err, clampSize(f.UncompressedSize64))
		if err == nil {
			r.Close()
		}
		if !more {
			return
		}
	}
}

func clampSize(n uint64) int64 {
	if n > 1<<62 {
		return -1
	}
	return int64(n)
}

// readTar emits the documents of a tape archive's members.
func readTar(s *stream) {
	in := &countReader{r: s}
	a := archive{s: s, name: "tar", stored: func() int64 { return in.n }}
	r := tar.NewReader(in)
	for {
		h, err := r.Next()
		if err == io.EOF {
			return
		}
		if err != nil && a.broken {
			return // in the middle of a member, which has told
		}
		if err != nil {
			a.number++
			s.emit(fail(s.record(a.number, 0), named("tar", err)))
			return
		}
		switch h.Typeflag {
		case tar.TypeReg, tar.TypeGNUSparse, tar.TypeCont: // the last was a matter of the disk, and is a file elsewhere (POSIX)
			if !a.member(h.Name, r, nil, h.Size) {
				return
			}
		}
	}
}

// archive hands out an archive's members.
type archive struct {
	s        *stream
	name     string
	stored   func() int64 // bytes of the archive that the members may be made of
	number   int64        // of members so far
	inflated int64        // bytes taken from them
	over     *limitError
	broken   bool // a member could not be read to its end
}

// member emits the documents of one member and reports whether more are wanted. Members whose names begin with a dot
// are skipped, as in directories, and so are the shadows that macOS adds.
func (a *archive) member(name string, r io.Reader, err error, size int64) bool {
	a.number++
	clean := strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, "\\", "/")), "/")
	for part := range strings.SplitSeq(clean, "/") {
		if part == "" || part[0] == '.' || part == "__MACOSX" {
			return true
		}
	}
	s := *a.s
	s.file, s.id = s.file+"/"+clean, s.id+"/"+clean
	s.name, s.size, s.member = strings.ToLower(path.Base(clean)), size, a.number
	s.at, s.members = nil, nil
	s.depth++
	wanted := true
	s.emit = func(d *document.Document) bool {
		wanted = a.s.emit(d)
		return wanted
	}
	if s.depth > s.cfg.Limits.Depth {
		err = tooLarge("compressions and archives inside of each other", int64(s.cfg.Limits.Depth))
	}
	if err != nil {
		return s.emit(fail(s.page(), named(a.name, err)))
	}
	s.Reader = getReader(&memberReader{a, r})
	defer putReader(s.Reader)
	read(&s)
	return wanted && a.over == nil && s.growth.over == nil
}

// memberReader stops an archive that grows out of proportion as a whole: its members may share the same bytes, or have
// holes.
type memberReader struct {
	a *archive
	r io.Reader
}

func (m *memberReader) Read(p []byte) (int, error) {
	a := m.a
	if err := a.s.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := m.r.Read(p)
	a.inflated += int64(n)
	ratio := a.s.cfg.Limits.Ratio
	if isOver(a.inflated, a.stored(), ratio) {
		a.over = overRatio(ratio)
		return n, a.over
	}
	if err := a.s.growth.add(a.s.depth+1, n, ratio); err != nil {
		return n, err
	}
	a.broken = a.broken || err != nil && err != io.EOF
	var tooMuch *limitError
	if err != nil && err != io.EOF && !isFileError(err) && !errors.As(err, &tooMuch) {
		err = named(a.name, err)
	}
	return n, err
}
