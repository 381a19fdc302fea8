package dedupe

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// An index is the log of all documents that were claimed, in order, in a Pebble database: what a run needs to go on as if
// it had claimed them itself. Opening it replays their keys; the words of kept documents stay in the database and are
// read one at a time.
//
// Keys and values (numbers big endian in keys, so that they sort, little endian in values):
//
//	"meta"          → indexMeta as JSON
//	'k' + number    → exact hash (16 bytes), fate (8), samples of plain shingles (4), flags (1), samples (4 each)
//	'w' + number    → a kept document's record (see record)
//
// A run writes its documents as it goes, behind the last committed number; Commit moves that number, which makes them
// count. What a killed run left behind is removed when the index is opened.
type index struct {
	db      *pebble.DB
	lock    *pebble.Lock
	meta    indexMeta
	batch   *pebble.Batch
	written uint32 // number of the last document written
	key     [9]byte
	buf     []byte
}

// indexFormat is the version of the layout above.
const indexFormat = 1

// indexMeta describes an index. An index is refused when a run folds or compares in another way.
type indexMeta struct {
	Format     int        `json:"format"`
	Folding    int        `json:"folding"`
	Method     Method     `json:"method"`
	Strictness Strictness `json:"strictness"`
	Texts      uint32     `json:"texts"` // committed: different texts, kept or not
	Runs       int        `json:"runs"`
	LastRun    string     `json:"last_run,omitempty"` // Config.RunID of the last run
	Before     uint32     `json:"before"`             // Texts before the last run
}

// ErrIndexInUse says that another process has the index open.
var ErrIndexInUse = errors.New("the index is in use by another process")

const (
	prefixKeys  = 'k'
	prefixWords = 'w'
	batchBytes  = 1 << 20
)

var metaKey = []byte("meta")

// quiet keeps Pebble's notes off the user's terminal.
type quiet struct{}

func (quiet) Infof(string, ...any)  {}
func (quiet) Errorf(string, ...any) {}
func (quiet) Fatalf(format string, args ...any) {
	panic(fmt.Sprintf(format, args...))
}

// openDatabase opens the Pebble database of an index, which may be a new one when create is set.
func openDatabase(dir string, create bool) (*pebble.DB, *pebble.Lock, error) {
	_, err := os.Stat(filepath.Join(dir, "LOCK"))
	if err != nil {
		if !create {
			return nil, nil, fmt.Errorf("%s holds no index", dir)
		}
		if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
			return nil, nil, fmt.Errorf("%s is neither empty nor an index", dir)
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, nil, err
		}
	}
	lock, err := pebble.LockDirectory(dir, vfs.Default)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", dir, ErrIndexInUse)
	}
	db, err := pebble.Open(dir, &pebble.Options{Logger: quiet{}, Lock: lock, FormatMajorVersion: pebble.FormatNewest})
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("index %s: %w", dir, err), lock.Close())
	}
	return db, lock, nil
}

// openIndex opens or makes the index of a directory for a run.
func openIndex(cfg Config) (*index, error) {
	db, lock, err := openDatabase(cfg.IndexDir, true)
	if err != nil {
		return nil, err
	}
	x := &index{db: db, lock: lock}
	if err := x.begin(cfg); err != nil {
		return nil, errors.Join(fmt.Errorf("index %s: %w", cfg.IndexDir, err), x.close())
	}
	return x, nil
}

// begin checks that the index fits the run, and removes what does not count.
func (x *index) begin(cfg Config) error {
	want := indexMeta{Format: indexFormat, Folding: FoldVersion, Method: cfg.Method, Strictness: cfg.Strictness}
	meta, found, err := readMeta(x.db)
	if err != nil {
		return err
	}
	if !found {
		x.meta = want
		return x.writeMeta()
	}
	if meta.Format != want.Format || meta.Folding != want.Folding {
		return fmt.Errorf("made by another version (format %d, folding %d; this one has %d and %d): make a new index",
			meta.Format, meta.Folding, want.Format, want.Folding)
	}
	if meta.Method != want.Method || meta.Strictness != want.Strictness {
		return fmt.Errorf("made with method %s and strictness %s, not %s and %s", cmp.Or(meta.Method, "near"), cmp.Or(meta.Strictness, "normal"),
			cmp.Or(want.Method, "near"), cmp.Or(want.Strictness, "normal"))
	}
	x.meta = meta
	if cfg.RunID != "" && cfg.RunID == meta.LastRun {
		// The last run again: it was committed, but its end did not come about. Without this its documents would all be
		// duplicates of themselves.
		x.meta.Texts, x.meta.LastRun = meta.Before, ""
		x.meta.Runs--
		if err := x.writeMeta(); err != nil {
			return err
		}
	}
	for _, prefix := range []byte{prefixKeys, prefixWords} {
		if err := x.db.DeleteRange(numberKey(prefix, x.meta.Texts+1), []byte{prefix + 1}, pebble.NoSync); err != nil {
			return err
		}
	}
	x.written = x.meta.Texts
	return nil
}

func readMeta(db *pebble.DB) (meta indexMeta, found bool, err error) {
	b, closer, err := db.Get(metaKey)
	if errors.Is(err, pebble.ErrNotFound) {
		return meta, false, nil
	}
	if err != nil {
		return meta, false, err
	}
	err = json.Unmarshal(b, &meta)
	return meta, true, errors.Join(err, closer.Close())
}

func (x *index) writeMeta() error {
	b, err := json.Marshal(x.meta)
	if err != nil {
		return err
	}
	return x.db.Set(metaKey, b, pebble.Sync)
}

func numberKey(prefix byte, n uint32) []byte {
	return binary.BigEndian.AppendUint64([]byte{prefix}, uint64(n))
}

func (x *index) keyOf(prefix byte, n uint32) []byte {
	x.key[0] = prefix
	binary.BigEndian.PutUint64(x.key[1:], uint64(n))
	return x.key[:]
}

// entry is what the index holds of a text beside its record.
type indexEntry struct {
	exact   [2]uint64
	fate    uint64 // as in corpus; of a kept text the bit fateStored
	plain   int
	flags   recordFlags
	samples []uint32
}

const entryHead = 29

func (e *indexEntry) appendTo(b []byte) []byte {
	b = binary.LittleEndian.AppendUint64(b, e.exact[0])
	b = binary.LittleEndian.AppendUint64(b, e.exact[1])
	b = binary.LittleEndian.AppendUint64(b, e.fate)
	b = binary.LittleEndian.AppendUint32(b, uint32(e.plain))
	b = append(b, byte(e.flags))
	for _, s := range e.samples {
		b = binary.LittleEndian.AppendUint32(b, s)
	}
	return b
}

// decode reads an entry; its samples share no memory with b.
func (e *indexEntry) decode(b []byte) error {
	if len(b) < entryHead || (len(b)-entryHead)%4 != 0 {
		return fmt.Errorf("an entry of %d bytes", len(b))
	}
	e.exact = [2]uint64{binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[8:])}
	e.fate = binary.LittleEndian.Uint64(b[16:])
	e.plain = int(binary.LittleEndian.Uint32(b[24:]))
	e.flags = recordFlags(b[28])
	e.samples = e.samples[:0]
	for b = b[entryHead:]; len(b) > 0; b = b[4:] {
		e.samples = append(e.samples, binary.LittleEndian.Uint32(b))
	}
	return nil
}

// add writes a text behind the committed ones.
func (x *index) add(n uint32, e *indexEntry, record []byte) error {
	if x.batch == nil {
		x.batch = x.db.NewBatch()
	}
	x.buf = e.appendTo(x.buf[:0])
	if err := x.batch.Set(x.keyOf(prefixKeys, n), x.buf, nil); err != nil {
		return err
	}
	if record != nil {
		if err := x.batch.Set(x.keyOf(prefixWords, n), record, nil); err != nil {
			return err
		}
	}
	x.written = n
	if x.batch.Len() > batchBytes {
		return x.flush(pebble.NoSync)
	}
	return nil
}

func (x *index) flush(how *pebble.WriteOptions) error {
	if x.batch == nil {
		return nil
	}
	err := x.batch.Commit(how)
	err = errors.Join(err, x.batch.Close())
	x.batch = nil
	return err
}

// commit makes all texts written count.
func (x *index) commit(runID string) error {
	if err := x.flush(pebble.NoSync); err != nil { // what is written before the meta value is synced with it
		return err
	}
	x.meta.Before, x.meta.Texts, x.meta.LastRun = x.meta.Texts, x.written, runID
	x.meta.Runs++
	return x.writeMeta()
}

func (x *index) close() error {
	if x.batch != nil {
		_ = x.batch.Close()
	}
	return errors.Join(x.db.Close(), x.lock.Close())
}

// record reads the record of a committed text into b.
func (x *index) record(n uint32, b []byte) ([]byte, error) {
	v, closer, err := x.db.Get(x.keyOf(prefixWords, n))
	if err != nil {
		return nil, fmt.Errorf("index: words of text %d: %w", n, err)
	}
	b = append(b[:0], v...)
	return b, closer.Close()
}

// each calls f with the committed entries in order; e is used again.
func (x *index) each(f func(n uint32, e *indexEntry) error) error {
	it, err := x.db.NewIter(&pebble.IterOptions{LowerBound: []byte{prefixKeys}, UpperBound: numberKey(prefixKeys, x.meta.Texts+1)})
	if err != nil {
		return err
	}
	var e indexEntry
	next := uint32(1)
	for it.First(); it.Valid() && err == nil; it.Next() {
		n := uint32(binary.BigEndian.Uint64(it.Key()[1:]))
		if n != next {
			err = fmt.Errorf("text %d is missing from the index", next)
			break
		}
		next++
		if err = e.decode(it.Value()); err == nil {
			err = f(n, &e)
		}
	}
	if err == nil && next != x.meta.Texts+1 {
		err = fmt.Errorf("the index ends at text %d of %d", next-1, x.meta.Texts)
	}
	return errors.Join(err, it.Error(), it.Close())
}
