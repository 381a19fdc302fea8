package dedupe

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// IndexInfo describes an index.
type IndexInfo struct {
	Format     int    `json:"format"`
	Folding    int    `json:"folding"`
	Method     string `json:"method"`
	Strictness string `json:"strictness"`
	Runs       int    `json:"runs"`       // committed runs
	Texts      int    `json:"texts"`      // different texts seen
	DiskBytes  uint64 `json:"disk_bytes"` // size of the files
}

// withIndex opens an index for looking at or maintaining it.
func withIndex(dir string, to access, f func(x *index) error) error {
	x, err := openDatabase(dir, to, vfs.Default)
	if err != nil {
		return err
	}
	meta, found, err := readMeta(x.db)
	switch {
	case err == nil && !found:
		err = errors.New("nothing was written to it")
	case err == nil && meta.Format > indexFormat:
		err = fmt.Errorf("it has format %d, this version reads %d and less", meta.Format, indexFormat)
	case err == nil:
		x.meta, x.texts = meta, meta.Texts
		err = f(x)
	}
	return x.named(errors.Join(err, x.close()))
}

// ReadIndexInfo describes the index of a directory.
func ReadIndexInfo(dir string) (info IndexInfo, err error) {
	err = withIndex(dir, toRead, func(x *index) error {
		m := x.meta
		info = IndexInfo{
			Format: m.Format, Folding: m.Folding,
			Method: cmp.Or(string(m.Method), "near"), Strictness: cmp.Or(string(m.Strictness), "normal"),
			Runs: m.Runs, Texts: int(m.Texts), DiskBytes: x.db.Metrics().DiskSpaceUsage(),
		}
		return nil
	})
	return info, err
}

// CompactIndex gives back the space of what was removed or written over.
func CompactIndex(dir string) error {
	return withIndex(dir, toChange, func(x *index) error {
		if err := x.removeRest(); err != nil {
			return err
		}
		return x.do(func() error { return x.db.Compact(context.Background(), []byte{0}, []byte{0xFF}, true) })
	})
}

// exported is a line of an exported index.
type exported struct {
	ID     string  `json:"id,omitempty"` // of a kept document
	Hash   string  `json:"hash"`         // of the folded text, 128 bits in hexadecimal
	Words  int     `json:"words,omitempty"`
	Of     string  `json:"duplicate_of,omitempty"`
	Covers float64 `json:"covered,omitempty"`
}

// ExportIndex writes the texts of an index as JSON lines, in the order in which they were claimed: kept documents with
// their id and number of words, others with the id of the document that covers them.
func ExportIndex(dir string, w io.Writer) error {
	return withIndex(dir, toRead, func(x *index) error {
		out := bufio.NewWriter(w)
		e := json.NewEncoder(out)
		e.SetEscapeHTML(false)
		var buf []byte
		err := x.each(func(n uint32, entry *indexEntry) error {
			line := exported{Hash: fmt.Sprintf("%016x%016x", entry.exact[0], entry.exact[1])}
			of := n
			if entry.fate&fateDropped != 0 {
				of = uint32(entry.fate)
			}
			var err error
			if buf, err = x.record(of, buf); err != nil {
				return err
			}
			words, id := recordSize(buf)
			name := string(buf[recordHead : recordHead+id])
			if of == n {
				line.ID, line.Words = name, words
			} else {
				line.Of, line.Covers = name, float64(entry.fate>>32&0xFFFF)/0xFFFF
			}
			return e.Encode(line)
		})
		return errors.Join(err, out.Flush())
	})
}
