package dedupe

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// An index is the log of all documents that were claimed, in order, in a Pebble database: what a run needs to go on as if
// it had claimed them itself. Opening it replays their keys; the words of kept documents stay in the database and are
// read one at a time.
//
// Keys and values (numbers big endian in keys, so that they sort, little endian in values):
//
//	"meta"                       → indexMeta as JSON
//	'k' + generation + number    → exact hash (16 bytes), fate (8), samples of plain shingles (4), flags (1), samples (4 each)
//	'w' + generation + number    → a kept document's record (see record)
//
// A run writes its documents as it goes, behind the last committed number; Commit moves that number, which makes them
// count. What a killed run left behind is removed when the next one opens the index.
//
// The last run again writes its documents as another generation, under the numbers of those that it is to replace. They go
// when it commits, and not before: until then the index is that of the last run.
type index struct {
	dir        string
	db         *pebble.DB
	lock       *pebble.Lock
	full       chan struct{} // closed when the disk is full
	readOnly   bool
	meta       indexMeta // as committed
	texts      uint32    // that this run knows: all, or those before the last run when this is that run again
	generation uint32    // of what it writes
	batch      *pebble.Batch
	written    uint32 // number of the last document written
	key        [9]byte
	buf        []byte
}

// indexFormat is the version of the layout above. Version 1 had no generations: all is of generation 0, and is read so.
const indexFormat = 2

const mostTexts = 1<<31 - 1 // as postings have them

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

	Generations []generation `json:"generations,omitempty"` // in the order of the texts; those in front are of generation 0
}

// generation is what texts from a number on are of.
type generation struct {
	From       uint32 `json:"from"`
	Generation uint32 `json:"generation"`
}

// generation returns that of a text.
func (m *indexMeta) generation(n uint32) uint32 {
	for _, g := range slices.Backward(m.Generations) {
		if g.From <= n {
			return g.Generation
		}
	}
	return 0
}

const (
	prefixKeys  = 'k'
	prefixWords = 'w'
	batchBytes  = 1 << 20
)

var metaKey = []byte("meta")

// openIndex opens or makes the index of a directory for a run. A run that is to write nothing gets nil where there is none.
func openIndex(cfg Config, disk vfs.FS) (*index, error) {
	to := toMake
	if cfg.DryRun {
		to = toRead
	}
	x, err := openDatabase(cfg.IndexDir, to, disk)
	if cfg.DryRun && errors.Is(err, errNoIndex) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if err := x.begin(cfg); err != nil {
		return nil, errors.Join(x.named(err), x.close())
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
		if x.readOnly {
			return nil
		}
		return x.writeMeta()
	}
	if meta.Format > want.Format || meta.Folding != want.Folding {
		return fmt.Errorf("made by another version (format %d, folding %d; this one has %d and %d): make a new index",
			meta.Format, meta.Folding, want.Format, want.Folding)
	}
	if meta.Method != want.Method || meta.Strictness != want.Strictness {
		return fmt.Errorf("made with method %s and strictness %s, not %s and %s", cmp.Or(meta.Method, "near"), cmp.Or(meta.Strictness, "normal"),
			cmp.Or(want.Method, "near"), cmp.Or(want.Strictness, "normal"))
	}
	x.meta, x.texts, x.generation = meta, meta.Texts, meta.generation(meta.Texts+1)
	if x.again(cfg.RunID) {
		// The last run again: it was committed, but its end did not come about. Without this its documents would all be
		// duplicates of themselves.
		x.texts = meta.Before
		x.generation++
	}
	x.written = x.texts
	if x.readOnly {
		return nil
	}
	return x.removeRest()
}

// again reports whether a run is the last one that was committed.
func (x *index) again(runID string) bool { return runID != "" && runID == x.meta.LastRun }

// removeRest removes what does not count: what stands behind the last text in its generation, and later generations.
func (x *index) removeRest() error {
	for _, prefix := range []byte{prefixKeys, prefixWords} {
		from := numberKey(prefix, x.meta.generation(x.meta.Texts+1), uint64(x.meta.Texts)+1)
		if err := x.do(func() error { return x.db.DeleteRange(from, []byte{prefix + 1}, pebble.NoSync) }); err != nil {
			return err
		}
	}
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
	if err == nil && (meta.Before > meta.Texts || meta.Texts > mostTexts) {
		err = fmt.Errorf("damaged: %d texts, %d before the last run", meta.Texts, meta.Before)
	}
	return meta, true, errors.Join(err, closer.Close())
}

func (x *index) writeMeta() error {
	b := x.db.NewBatch()
	if err := x.meta.put(b); err != nil {
		return errors.Join(err, b.Close())
	}
	return x.write(b, pebble.Sync)
}

// put enters the meta value.
func (m *indexMeta) put(b *pebble.Batch) error {
	value, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return b.Set(metaKey, value, nil)
}

func numberKey(prefix byte, generation uint32, n uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte{prefix}, uint64(generation)<<32+n)
}

func (x *index) keyOf(prefix byte, generation, n uint32) []byte {
	x.key[0] = prefix
	binary.BigEndian.PutUint64(x.key[1:], uint64(generation)<<32|uint64(n))
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

// possible reports whether a text of that number can have had that fate: it was kept, or an earlier one dropped it.
func (e *indexEntry) possible(n uint32) bool {
	if of := uint32(e.fate); e.fate&fateDropped != 0 {
		return of > 0 && of < n
	}
	return e.fate == fateStored
}

// add writes a text behind the committed ones.
func (x *index) add(n uint32, e *indexEntry, record []byte) error {
	if x.readOnly {
		return nil
	}
	if x.batch == nil {
		x.batch = x.db.NewBatch()
	}
	x.buf = e.appendTo(x.buf[:0])
	if err := x.batch.Set(x.keyOf(prefixKeys, x.generation, n), x.buf, nil); err != nil {
		return err
	}
	if record != nil {
		if err := x.batch.Set(x.keyOf(prefixWords, x.generation, n), record, nil); err != nil {
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
	b := x.batch
	x.batch = nil
	return x.named(x.write(b, how))
}

// commit makes all texts written count, and those that they replace count no more.
func (x *index) commit(runID string) error {
	if x.readOnly {
		return nil
	}
	if err := x.flush(pebble.NoSync); err != nil { // what is written before the meta value is synced with it
		return err
	}
	b := x.db.NewBatch()
	meta := x.meta
	if x.again(runID) {
		was := meta.generation(meta.Before + 1)
		for _, prefix := range []byte{prefixKeys, prefixWords} {
			from, to := numberKey(prefix, was, uint64(meta.Before)+1), numberKey(prefix, was, uint64(meta.Texts)+1)
			if err := b.DeleteRange(from, to, nil); err != nil {
				return errors.Join(err, b.Close())
			}
		}
		of := slices.Clone(meta.Generations)
		of = slices.DeleteFunc(of, func(g generation) bool { return g.From > meta.Before })
		meta.Generations = append(of, generation{From: meta.Before + 1, Generation: x.generation})
	} else {
		meta.Before = meta.Texts
		meta.Runs++
	}
	meta.Format, meta.Texts, meta.LastRun = indexFormat, x.written, runID
	if err := meta.put(b); err != nil {
		return errors.Join(err, b.Close())
	}
	if err := x.write(b, pebble.Sync); err != nil {
		return x.named(err)
	}
	x.meta = meta
	return nil
}

// record reads the record of a committed text into b. What it says of its own length is so.
func (x *index) record(n uint32, b []byte) ([]byte, error) {
	v, closer, err := x.db.Get(x.keyOf(prefixWords, x.meta.generation(n), n))
	if err == nil {
		b = append(b[:0], v...)
		err = closer.Close()
	}
	if err == nil && !wholeRecord(b) {
		err = fmt.Errorf("damaged: a record of %d bytes", len(b))
	}
	if err != nil {
		return nil, x.named(fmt.Errorf("words of text %d: %w", n, err))
	}
	return b, nil
}

// each calls f with the entries that count for this run, in order; e is used again.
func (x *index) each(f func(n uint32, e *indexEntry) error) error {
	it, err := x.db.NewIter(&pebble.IterOptions{LowerBound: []byte{prefixKeys}, UpperBound: []byte{prefixKeys + 1}})
	if err != nil {
		return err
	}
	var e indexEntry
	it.First()
	for n := uint32(1); n <= x.texts && err == nil; n++ {
		key := x.keyOf(prefixKeys, x.meta.generation(n), n)
		if !it.Valid() || !bytes.Equal(it.Key(), key) {
			it.SeekGE(key) // another generation begins
		}
		if !it.Valid() || !bytes.Equal(it.Key(), key) {
			err = cmp.Or(it.Error(), fmt.Errorf("text %d is missing", n))
			break
		}
		if err = e.decode(it.Value()); err == nil && !e.possible(n) {
			err = fmt.Errorf("damaged: the fate %x of text %d", e.fate, n)
		}
		if err == nil {
			err = f(n, &e)
		}
		it.Next()
	}
	return errors.Join(err, it.Close())
}
