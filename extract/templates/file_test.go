package templates

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/cespare/xxhash/v2"
)

func TestDamagedFiles(t *testing.T) {
	good := learned(t, LearnerConfig{Models: "m"}, crawl(rand.New(rand.NewPCG(5, 6)), 20))
	if _, err := Read(bytes.NewReader(good)); err != nil {
		t.Fatal(err)
	}
	for n := range good {
		if _, err := Read(bytes.NewReader(good[:n])); !errors.Is(err, ErrFormat) {
			t.Fatalf("cut to %d of %d bytes: %v", n, len(good), err)
		}
	}
	for n := range good {
		bad := bytes.Clone(good)
		bad[n] ^= 0x20
		if _, err := Read(bytes.NewReader(bad)); err == nil {
			t.Fatalf("byte %d changed, and nobody saw it", n)
		}
	}
	if _, err := Read(bytes.NewReader(append(bytes.Clone(good), 0))); !errors.Is(err, ErrFormat) {
		t.Errorf("a byte behind the end: %v", err)
	}
}

// Whatever bytes come: no panic, no more memory than they are worth, and what is read without an error is written back
// as the same bytes.
func FuzzRead(f *testing.F) {
	f.Add([]byte(nil))
	f.Add([]byte(magic + "\x03\x02\x00\x00\x00{}"))
	l := NewLearner(LearnerConfig{})
	var small bytes.Buffer
	for _, o := range crawl(rand.New(rand.NewPCG(1, 1)), 3) {
		l.Add(o)
	}
	if err := l.Write(&small); err != nil {
		f.Fatal(err)
	}
	f.Add(small.Bytes())
	f.Add(small.Bytes()[:small.Len()-len(sealed(nil))])
	f.Fuzz(func(t *testing.T, data []byte) {
		readBack(t, data)
		readBack(t, sealed(data)) // or the check sum would stop nearly all of them
	})
}

// sealed is a file of the given bytes with an end that fits.
func sealed(data []byte) []byte {
	return binary.LittleEndian.AppendUint64(append(bytes.Clone(data), kindEnd), xxhash.Sum64(data))
}

func readBack(t *testing.T, data []byte) {
	t.Helper()
	store, err := Read(bytes.NewReader(data))
	if err != nil {
		return
	}
	for _, site := range store.sites {
		units := []Unit{{Text: 1, Place: 2, Words: 10, Content: 500}}
		for i := range min(3, len(site.texts.hashes)) {
			units = append(units, Unit{Text: site.texts.hashes[i], Words: 3, Content: 999})
		}
		site.Rescore(units, 0, make([]uint32, len(units)))
		for _, u := range units {
			if u.Content < 0 || u.Content > 1000 {
				t.Fatalf("probability %d", u.Content)
			}
		}
	}
	r, err := newReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	w := NewWriter(&again, r.info)
	var e entry
	for err = r.next(&e); err == nil; err = r.next(&e) {
		if err := w.write(&e); err != nil {
			t.Fatal(err)
		}
	}
	if err != io.EOF {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	twice, err := Read(&again)
	if err != nil || twice.Sites() != store.Sites() {
		t.Fatalf("written back: %v", err)
	}
}
