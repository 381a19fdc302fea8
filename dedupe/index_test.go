package dedupe

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/pebble/v2/vfs"

	"winnow/document"
)

// claimWith runs documents through a Claimer with an index, and commits.
func claimWith(t *testing.T, cfg Config, docs []*document.Document) []string {
	t.Helper()
	return claimAndEnd(t, cfg, docs, (*Claimer).Commit)
}

// claimAndEnd runs documents through a Claimer with an index, and ends the run so.
func claimAndEnd(t *testing.T, cfg Config, docs []*document.Document, end func(*Claimer) error) []string {
	t.Helper()
	c, err := NewClaimer(cfg)
	if err != nil {
		t.Fatal(err)
	}
	prepare := Prepare(cfg)
	var of []string
	for i, d := range docs {
		d.Ordinal, d.Verdict = int64(i), document.Verdict{}
		prepare(d)
		c.Claim(d)
		of = append(of, d.Verdict.Of)
	}
	if err := errors.Join(end(c), c.Close()); err != nil {
		t.Fatal(err)
	}
	return of
}

func exportOf(t *testing.T, dir string) string {
	t.Helper()
	var lines strings.Builder
	if err := ExportIndex(dir, &lines); err != nil {
		t.Fatal(err)
	}
	return lines.String()
}

// Three runs with an index must decide as one run over everything.
func TestIndexAcrossRuns(t *testing.T) {
	docs := corpusOf(11, 120)
	claimAll(t, Config{}, 1, docs...)
	var want []string
	for _, d := range docs {
		want = append(want, d.Verdict.Of)
	}
	cfg := Config{IndexDir: filepath.Join(t.TempDir(), "index"), Evidence: true}
	var got []string
	for i := range 3 {
		got = append(got, claimWith(t, cfg, docs[len(docs)*i/3:len(docs)*(i+1)/3])...)
	}
	if !reflect.DeepEqual(got, want) {
		t.Error("three runs decide otherwise than one")
	}
	info, err := ReadIndexInfo(cfg.IndexDir)
	if err != nil || info.Runs != 3 || info.Texts == 0 || info.DiskBytes == 0 || info.Folding != FoldVersion {
		t.Errorf("info %+v, %v", info, err)
	}
	if err := CompactIndex(cfg.IndexDir); err != nil {
		t.Error(err)
	}
	var lines bytes.Buffer
	if err := ExportIndex(cfg.IndexDir, &lines); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(lines.String(), "\n"); n != info.Texts || !strings.Contains(lines.String(), `"duplicate_of":"`) {
		t.Errorf("%d lines exported of %d texts", n, info.Texts)
	}
	// All of it again: nothing is new.
	for i, of := range claimWith(t, cfg, docs) {
		if of == "" {
			t.Errorf("document %d is new in a second run", i)
		}
	}
}

func TestIndexSurvey(t *testing.T) {
	cfg := Config{IndexDir: t.TempDir(), Prefer: PreferLongest}
	fields := strings.Fields(long)
	run := func(docs ...*document.Document) []document.Verdict {
		s, err := NewSurvey(cfg)
		if err != nil {
			t.Fatal(err)
		}
		var out []document.Verdict
		for i, d := range docs {
			d.Ordinal = int64(i)
			Prepare(cfg)(d)
			s.Add(d)
		}
		if err := s.Decide(); err != nil {
			t.Fatal(err)
		}
		for _, d := range docs {
			s.Apply(d)
			out = append(out, d.Verdict)
		}
		if err := errors.Join(s.Commit(), s.Close()); err != nil {
			t.Fatal(err)
		}
		return out
	}
	a, b := text(strings.Join(fields[:len(fields)*7/10], " ")), text(long)
	a.ID, b.ID = "cut", "whole"
	if v := run(a, b); v[0].Of != "whole" || v[1].Dropped() {
		t.Errorf("first run: %+v", v)
	}
	again := text(replaceEvery(long, 15))
	again.ID = "edited"
	if v := run(again); v[0].Of != "whole" {
		t.Errorf("second run: %+v", v)
	}
}

func TestIndexRefuses(t *testing.T) {
	dir := t.TempDir()
	cfg := Config{IndexDir: dir}
	c, err := NewClaimer(cfg)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := NewClaimer(cfg); !errors.Is(err, ErrIndexInUse) {
		t.Errorf("a second writer: %v", err)
	}
	if err := errors.Join(c.Commit(), c.Close()); err != nil {
		t.Fatal(err)
	}
	cfg.Strictness = Strict
	if _, err := NewClaimer(cfg); err == nil || !strings.Contains(err.Error(), "strictness") {
		t.Errorf("another strictness: %v", err)
	}
	other, err := openDatabase(dir, toChange, vfs.Default)
	if err != nil {
		t.Fatal(err)
	}
	other.meta = indexMeta{Format: indexFormat, Folding: FoldVersion + 1}
	if err := errors.Join(other.writeMeta(), other.close()); err != nil {
		t.Fatal(err)
	}
	if _, err := NewClaimer(Config{IndexDir: dir}); err == nil || !strings.Contains(err.Error(), "another version") {
		t.Errorf("another folding: %v", err)
	}
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "notes.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := NewClaimer(Config{IndexDir: full}); err == nil || !strings.Contains(err.Error(), "neither empty nor an index") {
		t.Errorf("a directory with other files: %v", err)
	}
	if _, err := ReadIndexInfo(filepath.Join(full, "none")); err == nil || !strings.Contains(err.Error(), "holds no index") {
		t.Errorf("no index: %v", err)
	}
}

// Documents of a run that was not committed must leave no trace.
func TestIndexUncommitted(t *testing.T) {
	cfg := Config{IndexDir: t.TempDir()}
	docs := corpusOf(12, 40)
	half := docs[:len(docs)/2]
	c, err := NewClaimer(cfg)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range half {
		Prepare(cfg)(d)
		c.Claim(d)
	}
	if err := c.corpus.index.flush(nil); err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	want := claimWith(t, Config{IndexDir: t.TempDir()}, docs)
	if got := claimWith(t, cfg, docs); !reflect.DeepEqual(got, want) {
		t.Error("a run that was given up shows in the next one")
	}
	// The same run once more: with its id it is taken back first.
	cfg.RunID = "one"
	cfg.IndexDir = t.TempDir()
	first := claimWith(t, cfg, docs)
	if again := claimWith(t, cfg, docs); !reflect.DeepEqual(again, first) || !reflect.DeepEqual(first, want) {
		t.Error("the same run decides otherwise when it is started again")
	}
}

// An index holds, whatever became of other runs, those that were committed, and of a run that was committed again the last time
// only.
func TestIndexAgain(t *testing.T) {
	docs := corpusOf(14, 20)
	r := rand.New(rand.NewPCG(5, 5))
	cfg := Config{IndexDir: t.TempDir()}
	claimWith(t, cfg, docs[:2])
	runs := [][]*document.Document{docs[:2]} // that count
	exported := exportOf(t, cfg.IndexDir)
	for step := range 24 {
		from := r.IntN(len(docs))
		part := docs[from : from+r.IntN(len(docs)-from)]
		before := runs
		if len(runs) > 1 && r.IntN(2) == 0 {
			before = runs[:len(runs)-1] // the last run again
		}
		// One run over all is what the index is to hold, and its end what this one is to say.
		fresh := Config{IndexDir: t.TempDir()}
		all := slices.Concat(append(slices.Clone(before), part)...)
		want := claimWith(t, fresh, all)[len(all)-len(part):]

		this, what, end := cfg, "committed", (*Claimer).Commit
		this.RunID = fmt.Sprint("run ", len(before))
		switch r.IntN(4) {
		case 0:
			what, end = "given up", func(c *Claimer) error { return c.corpus.index.flush(nil) }
		case 1:
			what, this.DryRun = "dry", true
		default:
			runs, exported = append(slices.Clone(before), part), exportOf(t, fresh.IndexDir)
		}
		if of := claimAndEnd(t, this, part, end); !reflect.DeepEqual(of, want) {
			t.Fatalf("step %d, run %d, %s: it decides otherwise than a run over everything", step, len(before), what)
		}
		if info, err := ReadIndexInfo(cfg.IndexDir); err != nil || info.Runs != len(runs) {
			t.Fatalf("step %d, run %d, %s: %+v, %v", step, len(before), what, info, err)
		}
		if exportOf(t, cfg.IndexDir) != exported {
			t.Fatalf("step %d, run %d, %s: the index is not what it should be", step, len(before), what)
		}
	}
}

// A run that is to write nothing makes no index, and changes no file of one.
func TestIndexDryRun(t *testing.T) {
	docs := corpusOf(15, 30)
	dir := filepath.Join(t.TempDir(), "index")
	cfg := Config{IndexDir: dir, RunID: "one", DryRun: true}
	want := claimWith(t, cfg, docs)
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("there is an index: %v", err)
	}
	cfg.DryRun = false
	if of := claimWith(t, cfg, docs); !reflect.DeepEqual(of, want) {
		t.Error("a dry run decides otherwise")
	}
	files := func() map[string]string {
		all := map[string]string{}
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			content, err := os.ReadFile(filepath.Join(dir, e.Name()))
			if err != nil {
				t.Fatal(err)
			}
			all[e.Name()] = string(content)
		}
		return all
	}
	before := files()
	for _, id := range []string{"one", "two"} {
		cfg.RunID, cfg.DryRun = id, true
		claimWith(t, cfg, docs)
		if !reflect.DeepEqual(files(), before) {
			t.Errorf("run %s: files of the index have changed", id)
		}
	}
}

// indexChild is a run in a process of its own, to be killed: it claims the corpus, writes the output under a temporary
// name, renames it, commits.
func indexChild(dir string) error {
	cfg := Config{IndexDir: filepath.Join(dir, "index"), RunID: "child"}
	c, err := NewClaimer(cfg)
	if err != nil {
		return err
	}
	prepare := Prepare(cfg)
	var out bytes.Buffer
	for _, d := range corpusOf(13, 150) {
		prepare(d)
		c.Claim(d)
		fmt.Fprintln(&out, d.ID, d.Verdict.Of)
		if d.Ordinal%50 == 0 {
			if err := c.corpus.index.flush(nil); err != nil {
				return err
			}
		}
	}
	tmp := filepath.Join(dir, "out.tmp")
	if err := os.WriteFile(tmp, out.Bytes(), 0o644); err != nil {
		return err
	}
	if err := os.Rename(tmp, filepath.Join(dir, "out")); err != nil {
		return err
	}
	return errors.Join(c.Commit(), c.Close())
}

// However often a run is killed, the one that comes through gives the same output and the same index.
func TestIndexKilled(t *testing.T) {
	if dir := os.Getenv("DEDUPE_TEST_CHILD"); dir != "" {
		if err := indexChild(dir); err != nil {
			t.Fatal(err)
		}
		return
	}
	if testing.Short() {
		t.Skip("starts processes")
	}
	child := func(dir string) *exec.Cmd {
		c := exec.Command(os.Args[0], "-test.run=^TestIndexKilled$")
		c.Env = append(os.Environ(), "DEDUPE_TEST_CHILD="+dir)
		return c
	}
	calm := t.TempDir()
	begin := time.Now()
	if out, err := child(calm).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	length := time.Since(begin)
	want, err := os.ReadFile(filepath.Join(calm, "out"))
	if err != nil {
		t.Fatal(err)
	}
	var wantIndex bytes.Buffer
	if err := ExportIndex(filepath.Join(calm, "index"), &wantIndex); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	r := rand.New(rand.NewPCG(1, 1))
	for range 8 {
		c := child(dir)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(r.Int64N(int64(length) * 11 / 10)))
		_ = c.Process.Kill()
		_ = c.Wait()
	}
	if out, err := child(dir).CombinedOutput(); err != nil {
		t.Fatalf("after the kills: %v\n%s", err, out)
	}
	got, err := os.ReadFile(filepath.Join(dir, "out"))
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("the output differs after kills (%v)", err)
	}
	var gotIndex bytes.Buffer
	if err := ExportIndex(filepath.Join(dir, "index"), &gotIndex); err != nil || !bytes.Equal(gotIndex.Bytes(), wantIndex.Bytes()) {
		t.Errorf("the index differs after kills (%v)", err)
	}
}

func FuzzIndexEntry(f *testing.F) {
	e := indexEntry{exact: [2]uint64{1, 2}, fate: fateStored, plain: 3, flags: flagCut, samples: []uint32{4, 5}}
	f.Add(e.appendTo(nil))
	f.Fuzz(func(t *testing.T, b []byte) {
		var e indexEntry
		if e.decode(b) != nil {
			return
		}
		if got := e.appendTo(nil); !bytes.Equal(got, b) {
			t.Errorf("%x is written back as %x", b, got)
		}
	})
}
