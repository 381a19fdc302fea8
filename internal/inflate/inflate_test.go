package inflate

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

// member compresses content at a level of compress/gzip, which is HuffmanOnly (-2) to BestCompression (9).
func member(t testing.TB, content []byte, level int) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, level)
	if err != nil {
		t.Fatal(err)
	}
	w.Name = "name"
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// contents are of all kinds that the coder treats differently.
func contents() [][]byte {
	r := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 200_000)
	for i := range noise {
		noise[i] = byte(r.Uint32())
	}
	few := bytes.Clone(noise)
	for i := range few {
		few[i] = "abcd"[few[i]&3]
	}
	skewed := make([]byte, 300_000) // codes of all lengths up to 15
	for i := range skewed {
		for skewed[i] = 'a'; r.IntN(2) == 0 && skewed[i] < 'a'+24; skewed[i]++ {
		}
	}
	page := []byte(strings.Repeat("<p class=\"lead\">Cầu mới qua sông mở từ sáng thứ hai.</p>\n<div><a href=\"/a\">Đọc thêm</a></div>\n", 3000))
	return [][]byte{
		nil, []byte("a"), []byte("abc"), bytes.Repeat([]byte("a"), 100_000), bytes.Repeat([]byte("ab"), 50_000), bytes.Repeat([]byte("abcdefg"), 20_000),
		noise, few, skewed, page, append(bytes.Clone(page), append(noise, page...)...), noise[:10], bytes.Repeat(noise[:32768], 3),
	}
}

func TestMember(t *testing.T) {
	var d Decoder
	var buf []byte
	for i, want := range contents() {
		for level := -2; level <= 9; level++ {
			z := member(t, want, level)
			got, used, err := d.Member(buf, append(bytes.Clone(z), "behind"...), len(want))
			if err != nil || used != len(z) || !bytes.Equal(got, want) {
				t.Fatalf("content %d, level %d: %d of %d bytes, used %d of %d, %v", i, level, len(got), len(want), used, len(z), err)
			}
			buf = got
			if level != 6 {
				continue
			}
			for cut := 0; cut < len(z); cut += 1 + cut/8 {
				if _, _, err := d.Member(buf, z[:cut], len(want)); !errors.Is(err, ErrShort) {
					t.Fatalf("content %d, cut to %d of %d bytes: %v", i, cut, len(z), err)
				}
			}
			if len(want) > 0 {
				got, _, err := d.Member(buf, z, len(want)-1)
				if !errors.Is(err, ErrLimit) || !bytes.Equal(got, want[:len(want)-1]) {
					t.Fatalf("content %d: no limit: %v", i, err)
				}
			}
		}
	}
}

// What is taken for a member is one for compress/gzip, with the same content.
func check(t *testing.T, b []byte) {
	const limit = 1 << 20
	var d Decoder
	got, used, err := d.Member(nil, b, limit)
	if err != nil {
		return
	}
	r := bytes.NewReader(b)
	z, err := gzip.NewReader(r)
	if err != nil {
		t.Fatalf("no member for compress/gzip: %v", err)
	}
	z.Multistream(false)
	want, err := io.ReadAll(z)
	if err != nil || !bytes.Equal(got, want) || len(b)-r.Len() != used {
		t.Fatalf("%d bytes, used %d; by compress/gzip %d, %d: %v", len(got), used, len(want), len(b)-r.Len(), err)
	}
}

func TestBroken(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, content := range contents() {
		z := member(t, content[:min(len(content), 5000)], 6)
		for range 300 {
			b := bytes.Clone(z)
			for range 1 + r.IntN(3) {
				b[r.IntN(len(b))] ^= 1 << r.IntN(8)
			}
			check(t, b)
		}
	}
}

func FuzzMember(f *testing.F) {
	for _, c := range contents() {
		f.Add(member(f, c[:min(len(c), 500)], 6))
		f.Add(member(f, c[:min(len(c), 500)], 0))
		f.Add(member(f, c[:min(len(c), 500)], -2))
	}
	f.Fuzz(check0)
}

// check0 also gives the bytes a header that is right and drops the checksum, which no mutation would hit.
func check0(t *testing.T, b []byte) {
	check(t, b)
	if len(b) < 18 {
		return
	}
	b = append([]byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"), b[10:]...)
	var d Decoder
	got, _, err := d.Member(nil, b, 1<<20)
	if err != nil && !errors.Is(err, ErrFormat) && !errors.Is(err, ErrShort) {
		return
	}
	z, zErr := gzip.NewReader(bytes.NewReader(b))
	if zErr != nil {
		return
	}
	want, _ := io.ReadAll(io.LimitReader(z, 2<<20))
	if n := min(len(got), len(want)); !bytes.Equal(got[:n], want[:n]) {
		t.Fatalf("the first %d bytes differ", n)
	}
}

func BenchmarkMember(b *testing.B) {
	content := contents()[9]
	z := member(b, content, 6)
	var d Decoder
	var buf []byte
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		var err error
		if buf, _, err = d.Member(buf, z, len(content)); err != nil {
			b.Fatal(err)
		}
	}
}
