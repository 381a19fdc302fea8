package source

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"encoding/binary"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// A compression is told by the first bytes of a file.
type compression struct {
	name, ending string
	is           func(head []byte) bool
	open         func(r io.Reader) (decoder, error)
}

// A decoder is a decompressed stream. position is how far it has come in the compressed one; close gives it back.
type decoder interface {
	io.Reader
	position() int64
	close()
}

var compressions = []compression{
	{"gzip", ".gz", func(h []byte) bool { return bytes.HasPrefix(h, []byte("\x1f\x8b\x08")) }, openGzip},
	{"zstd", ".zst", isZstd, openZstd},
	{"bzip2", ".bz2", func(h []byte) bool {
		return len(h) > 9 && string(h[:3]) == "BZh" && string(h[4:10]) == "1AY&SY"
	}, openBzip2},
}

func compressionOf(head []byte) *compression {
	for i := range compressions {
		if compressions[i].is(head) {
			return &compressions[i]
		}
	}
	return nil
}

// isZstd reports a frame of RFC 8878 or a skippable one, which a dictionary or an index is kept in.
func isZstd(h []byte) bool {
	return len(h) >= 4 && (string(h[:4]) == "\x28\xB5\x2F\xFD" || h[0]&0xF0 == 0x50 && string(h[1:4]) == "\x2A\x4D\x18")
}

func openGzip(r io.Reader) (decoder, error) { return newMembers(r), nil }

// plainDecoder is a decoder that reads from r.
type plainDecoder struct {
	io.Reader
	in   *countReader
	give func()
}

func (d *plainDecoder) position() int64 { return d.in.n }
func (d *plainDecoder) close()          { d.give() }

func openBzip2(r io.Reader) (decoder, error) {
	in := &countReader{r: r}
	return &plainDecoder{bzip2.NewReader(in), in, func() {}}, nil
}

// zstdWindow is the largest window that is accepted: what "zstd --long" asks of a decoder by default (128 MiB).
const zstdWindow = 128 << 20

var zstdOptions = []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(zstdWindow)}

var zstds = sync.Pool{New: func() any {
	z, err := zstd.NewReader(nil, zstdOptions...)
	if err != nil {
		panic(err) // the options are constants
	}
	return z
}}

func openZstd(r io.Reader) (decoder, error) {
	in := &countReader{r: r}
	dictionary, err := readDictionary(in)
	if err != nil {
		return nil, err
	}
	if dictionary != nil {
		z, err := zstd.NewReader(in, append(slices.Clip(zstdOptions), zstd.WithDecoderDicts(dictionary))...)
		if err != nil {
			return nil, err
		}
		return &plainDecoder{z, in, z.Close}, nil
	}
	z := zstds.Get().(*zstd.Decoder)
	give := func() {
		if z.Reset(nil) == nil {
			zstds.Put(z)
		}
	}
	if err := z.Reset(in); err != nil {
		give()
		return nil, err
	}
	return &plainDecoder{z, in, give}, nil
}

// dictionaryMagic begins the skippable frame in which a WARC file keeps the dictionary of its records
// (https://iipc.github.io/warc-specifications/specifications/warc-zstd/).
const (
	dictionaryMagic = "\x5D\x2A\x4D\x18"
	dictionaryMax   = 16 << 20 // bytes; those in use have 1 MB or less
)

// readDictionary returns the dictionary that a stream begins with, nil when it begins with something else.
func readDictionary(in *countReader) ([]byte, error) {
	b, ok := in.r.(*bufio.Reader)
	if !ok {
		return nil, nil
	}
	head, err := b.Peek(8)
	if err != nil || string(head[:4]) != dictionaryMagic {
		return nil, nil // an error that matters comes again
	}
	size := int64(binary.LittleEndian.Uint32(head[4:]))
	if size > dictionaryMax {
		return nil, tooLarge("bytes in a dictionary", dictionaryMax)
	}
	dictionary := make([]byte, 8+size)
	if _, err := io.ReadFull(in, dictionary); err != nil {
		return nil, err
	}
	if dictionary = dictionary[8:]; !isZstd(dictionary) {
		return dictionary, nil
	}
	z, err := zstd.NewReader(bytes.NewReader(dictionary), zstdOptions...)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	m, err := readAll(z, -1, dictionaryMax)
	if err != nil {
		return nil, err
	}
	return m.Bytes, nil
}

// readCompressed emits the documents in a compressed stream.
func readCompressed(s *stream, c *compression) {
	s.depth++
	if s.depth > s.cfg.Limits.Depth {
		s.emit(fail(s.page(), tooLarge("compressions and archives inside of each other", int64(s.cfg.Limits.Depth))))
		return
	}
	if c.name == "gzip" && s.depth == 1 && readRuns(s) {
		return
	}
	out, err := c.open(s.Reader)
	if err != nil {
		s.emit(fail(s.page(), named(c.name, err)))
		return
	}
	defer out.close()
	inner := *s
	inner.Reader = getReader(&ratioReader{s: s, out: out, name: c.name})
	defer putReader(inner.Reader)
	inner.size, inner.at = -1, nil
	inner.members, _ = out.(*members)
	inner.name = strings.TrimSuffix(s.name, c.ending)
	if strings.HasSuffix(s.name, ".tgz") {
		inner.name = strings.TrimSuffix(s.name, ".tgz") + ".tar"
	}
	read(&inner)
}

// ratioFree is how many decompressed bytes pass before the ratio is looked at: what a page may have anyhow.
const ratioFree = 32 << 20

// isOver reports whether made bytes are out of proportion to those that they were made of.
func isOver(made, of, ratio int64) bool { return made > ratioFree && made/ratio > of }

func overRatio(ratio int64) *limitError {
	return &limitError{"decompresses to more than " + strconv.FormatInt(ratio, 10) + " times its size"}
}

// growth holds a file to the ratio as a whole: compressions and archives inside of each other would multiply what each of
// them may make, and members of an archive add what may pass before the ratio is looked at.
type growth struct {
	stored int64   // bytes of the file that have been read
	made   []int64 // of them, at each depth
	over   error   // a *limitError, for every read that follows
}

// add counts n bytes that came out of what is depth compressions and archives deep.
func (g *growth) add(depth, n int, ratio int64) error {
	for len(g.made) <= depth {
		g.made = append(g.made, 0)
	}
	g.made[depth] += int64(n)
	if g.over == nil && isOver(g.made[depth], g.stored, ratio) {
		g.over = overRatio(ratio)
	}
	return g.over
}

// ratioReader stops a stream that grows out of proportion, and names the compression in errors.
type ratioReader struct {
	s    *stream // with the compression in its depth
	out  decoder
	name string
	n    int64 // decompressed bytes so far
}

func (r *ratioReader) Read(p []byte) (int, error) {
	if err := r.s.growth.over; err != nil {
		return 0, err
	}
	n, err := r.out.Read(p)
	r.n += int64(n)
	ratio := r.s.cfg.Limits.Ratio
	if err := r.s.growth.add(r.s.depth, n, ratio); err != nil {
		return n, err
	}
	if err == io.EOF {
		return n, err // nothing can grow any more
	}
	if isOver(r.n, r.out.position(), ratio) {
		return n, overRatio(ratio)
	}
	if err != nil {
		err = named(r.name, err)
	}
	return n, err
}

type countReader struct {
	r io.Reader
	n int64
}

func (c *countReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// namedError tells which layer an error came from.
type namedError struct {
	layer string
	err   error
}

func named(layer string, err error) error { return &namedError{layer, err} }

func (e *namedError) Error() string {
	return e.layer + ": " + strings.TrimPrefix(e.err.Error(), e.layer+": ")
}
func (e *namedError) Unwrap() error { return e.err }
