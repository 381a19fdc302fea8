package dedupe

import (
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"

	"winnow/document"
)

// What an index says that can't be is an error that names it, and takes neither the memory nor the time that it asks for.
func TestIndexDamaged(t *testing.T) {
	docs := corpusOf(16, 20)
	entry := func(fate uint64) []byte { return (&indexEntry{fate: fate}).appendTo(nil) }
	words := func(n, id uint32) []byte {
		b := binary.LittleEndian.AppendUint32(nil, n)
		return append(binary.LittleEndian.AppendUint32(b, id), 0, 'i', 'd')
	}
	for name, damage := range map[string]func(x *index, b *pebble.Batch) error{
		"no entry":     func(x *index, b *pebble.Batch) error { return b.Delete(x.keyOf(prefixKeys, 0, 1), nil) },
		"an odd entry": func(x *index, b *pebble.Batch) error { return b.Set(x.keyOf(prefixKeys, 0, 1), []byte("odd"), nil) },
		"dropped by a later": func(x *index, b *pebble.Batch) error {
			return b.Set(x.keyOf(prefixKeys, 0, 1), entry(fateDropped|9), nil)
		},
		"dropped by none": func(x *index, b *pebble.Batch) error {
			return b.Set(x.keyOf(prefixKeys, 0, 1), entry(fateDropped), nil)
		},
		"kept where it is not": func(x *index, b *pebble.Batch) error { return b.Set(x.keyOf(prefixKeys, 0, 1), entry(1<<40), nil) },
		"dropped by a dropped": func(x *index, b *pebble.Batch) error {
			return errors.Join(b.Set(x.keyOf(prefixKeys, 0, 2), entry(fateDropped|1), nil), b.Set(x.keyOf(prefixKeys, 0, 3), entry(fateDropped|2), nil))
		},
		"too many words": func(x *index, b *pebble.Batch) error { return allRecords(x, b, words(1<<32-1, 2)) },
		"too long an id": func(x *index, b *pebble.Batch) error { return allRecords(x, b, words(0, 1<<32-1)) },
		"no record":      func(x *index, b *pebble.Batch) error { return allRecords(x, b, nil) },
		"endless texts":  func(x *index, b *pebble.Batch) error { x.meta.Texts = 1<<32 - 1; return x.meta.put(b) },
		"many texts":     func(x *index, b *pebble.Batch) error { x.meta.Texts = mostTexts; return x.meta.put(b) },
		"a long run":     func(x *index, b *pebble.Batch) error { x.meta.Before = x.meta.Texts + 1; return x.meta.put(b) },
		"generations": func(x *index, b *pebble.Batch) error {
			x.meta.Generations = []generation{{From: 5, Generation: 7}, {From: 2, Generation: 1<<32 - 1}}
			return x.meta.put(b)
		},
	} {
		t.Run(name, func(t *testing.T) {
			cfg := Config{IndexDir: filepath.Join(t.TempDir(), "index")}
			claimWith(t, cfg, docs)
			err := withIndex(cfg.IndexDir, toChange, func(x *index) error {
				b := x.db.NewBatch()
				return errors.Join(damage(x, b), b.Commit(pebble.Sync))
			})
			if err != nil {
				t.Fatal(err)
			}
			c, err := NewClaimer(cfg)
			if err == nil {
				for _, d := range docs {
					d.Verdict = document.Verdict{}
					Prepare(cfg)(d)
					c.Claim(d)
				}
				err = c.Close()
			}
			if err == nil || !strings.Contains(err.Error(), cfg.IndexDir) {
				t.Errorf("error %v, want one that names the index", err)
			}
		})
	}
}

// So is a file of it that was written over.
func TestIndexFileDamaged(t *testing.T) {
	cfg := Config{IndexDir: filepath.Join(t.TempDir(), "index")}
	claimWith(t, cfg, corpusOf(17, 40))
	if err := CompactIndex(cfg.IndexDir); err != nil {
		t.Fatal(err)
	}
	tables, err := filepath.Glob(filepath.Join(cfg.IndexDir, "*.sst"))
	if err != nil || len(tables) == 0 {
		t.Fatalf("tables %v, %v", tables, err)
	}
	for _, name := range tables {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		clear(b[:len(b)/2])
		if err := os.WriteFile(name, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := ExportIndex(cfg.IndexDir, io.Discard); err == nil || !strings.Contains(err.Error(), cfg.IndexDir) {
		t.Errorf("export: error %v", err)
	}
	if _, err := NewClaimer(cfg); err == nil || !strings.Contains(err.Error(), cfg.IndexDir) {
		t.Errorf("run: error %v", err)
	}
}

// allRecords sets the records of all kept texts.
func allRecords(x *index, b *pebble.Batch, to []byte) error {
	return x.each(func(n uint32, e *indexEntry) error {
		if e.fate != fateStored {
			return nil
		}
		return b.Set(x.keyOf(prefixWords, 0, n), to, nil)
	})
}

// A disk that gets full, whenever that is, ends a run with an error that names the index; and so it does on one that is full from
// the beginning.
func TestIndexOnAFullDisk(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("files that are held up can't be removed here")
	}
	record := make([]byte, 300<<10)
	dir := filepath.Join(t.TempDir(), "index")
	for _, room := range []int64{1 << 40, 100, 20, 5, 1, 0} {
		var writes atomic.Int64
		disk := errorfs.Wrap(vfs.Default, errorfs.InjectorFunc(func(op errorfs.Op) error {
			switch op.Kind {
			case errorfs.OpCreate, errorfs.OpFileWrite, errorfs.OpFilePreallocate:
				if writes.Add(1) > room {
					return syscall.ENOSPC
				}
			}
			return nil
		}))
		cfg := Config{IndexDir: dir}
		if room < 100 {
			cfg.IndexDir = t.TempDir()
		}
		x, err := openIndex(cfg, disk)
		for n := uint32(1); n <= 100 && err == nil; n++ {
			err = x.add(n, &indexEntry{fate: fateStored}, record)
		}
		if err == nil {
			err = x.commit("")
		}
		if room == 1<<40 {
			if err = errors.Join(err, x.close()); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), cfg.IndexDir) {
			t.Errorf("room for %d writes: error %v", room, err)
		}
		if x != nil {
			if err := x.close(); err != nil {
				t.Error(err)
			}
		}
	}
}
