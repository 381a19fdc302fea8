package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"
)

var (
	kills     = flag.Int("kills", 10, "how often TestKilledRuns kills each run")
	killPages = flag.Int("kill-pages", 400, "over how many pages")
)

// TestKilledRuns kills resumable runs, half of the times at a random moment, half of the times just when a file gets its
// name. What they leave in the end must be, byte for byte, what an undisturbed run leaves. The long form:
//
//	go test -run TestKilledRuns -timeout 2h . -kills 100 -kill-pages 5000
func TestKilledRuns(t *testing.T) {
	if testing.Short() {
		t.Skip("runs winnow some thirty times")
	}
	random := rand.New(rand.NewPCG(7, 11))
	input := t.TempDir()
	writePages(t, input, random, *killPages)
	for _, test := range []struct {
		name string
		args []string
	}{
		{"run", []string{"run", "--shard-size", "20k", "--compress", "none", "--index", "INDEX"}},
		{"compressed", []string{"run", "--shard-size", "8k", "--paragraphs", "drop", "--prefer", "longest"}},
		{"extract", []string{"extract", "--shard-size", "8k", "--compress", "gz"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			start := time.Now()
			whole := resumable{t, t.TempDir(), input, test.args}
			if !whole.run(nil) {
				t.Fatal("the undisturbed run was killed")
			}
			full := time.Since(start)
			want := whole.files()
			if len(want) < 4 {
				t.Fatalf("too little to see anything: %v", slices.Sorted(maps.Keys(want)))
			}

			r := resumable{t, t.TempDir(), input, test.args}
			killed, rounds := 0, 0
			for ; killed < *kills; rounds++ {
				atRandom := time.After(time.Duration(random.Int64N(int64(full))))
				done := r.run(func(ended <-chan struct{}) {
					if killed%2 == 0 {
						select {
						case <-atRandom:
						case <-ended:
						}
						return
					}
					r.awaitName(ended)
				})
				if done { // it came to its end: begin anew
					r.compare(want)
					r.dir = t.TempDir()
				} else {
					killed++
				}
			}
			if !r.run(nil) {
				t.Fatal("the last run was killed")
			}
			r.compare(want)
			t.Logf("%d kills in %d runs of %v", killed, rounds, full.Round(time.Millisecond))
		})
	}
}

// resumable is a run that is started again and again until it is done.
type resumable struct {
	t          *testing.T
	dir, input string
	args       []string
}

// run starts the run and kills it when the function returns. It reports whether the run had come to its end by then.
func (r *resumable) run(await func(ended <-chan struct{})) bool {
	ctx, kill := context.WithCancel(r.t.Context())
	defer kill()
	args := slices.Clone(r.args)
	if i := slices.Index(args, "INDEX"); i >= 0 {
		args[i] = filepath.Join(r.dir, "index")
	}
	args = append(args, "-q", "-j", "2", "--resume", "--output-dir", r.out(), "--rejected", filepath.Join(r.dir, "rejected.jsonl"), r.input)
	cmd := exec.CommandContext(ctx, "winnow", args...) // kills by SIGKILL
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		r.t.Fatal(err)
	}
	ended := make(chan struct{})
	var err error
	go func() {
		err = cmd.Wait()
		close(ended)
	}()
	if await != nil {
		await(ended)
		kill()
	}
	<-ended
	switch status := exitStatus(err); {
	case status == 1 && strings.Contains(stderr.String(), "cut.html.gz"), // the one page that can't be read
		status == 1 && strings.Contains(stderr.String(), "is complete; pages that could not be read: 1"):
		return true
	case status == -1 && await != nil:
		return false
	}
	r.t.Fatalf("%v: %s", err, stderr.String())
	return false
}

func (r *resumable) out() string { return filepath.Join(r.dir, "out") }

// awaitName returns when a name has come into the output directory or gone from it.
func (r *resumable) awaitName(ended <-chan struct{}) {
	names := func() (list string) {
		_ = filepath.WalkDir(r.out(), func(path string, _ fs.DirEntry, _ error) error {
			list += path + "\n"
			return nil
		})
		return list
	}
	for first := names(); names() == first; {
		select {
		case <-ended:
			return
		default:
		}
	}
}

// files returns all that the run has left, by name; of an index what it exports.
func (r *resumable) files() map[string]string {
	files := map[string]string{}
	err := filepath.WalkDir(r.dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(r.dir, path)
		if name == "index" {
			exported, err := exec.Command("winnow", "index", "export", path).Output()
			files[name] = string(exported)
			if err != nil {
				return err
			}
			return fs.SkipDir
		}
		if entry.IsDir() {
			return nil
		}
		content, err := os.ReadFile(path)
		files[name] = string(content)
		if name == filepath.Join("out", "manifest.json") {
			var manifest struct{ Run map[string]string } // names the index by its path
			if err := json.Unmarshal(content, &manifest); err != nil {
				return err
			}
			files[name] = strings.ReplaceAll(files[name], manifest.Run["--index"], "INDEX")
		}
		return err
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return files
}

func (r *resumable) compare(want map[string]string) {
	r.t.Helper()
	got := r.files()
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if got[name] != want[name] {
			r.t.Errorf("%s: %d bytes, differs from that of the undisturbed run, %d bytes", name, len(got[name]), len(want[name]))
		}
		delete(got, name)
	}
	for name := range got {
		r.t.Errorf("%s: is there, and not after the undisturbed run", name)
	}
}

// writePages writes so many pages: files, and the greater part as records of two large files; with copies, changed
// copies and empty ones among them, and one that can't be read.
func writePages(t *testing.T, dir string, random *rand.Rand, n int) {
	words := strings.Fields("river bridge council harvest engine mountain winter school market harbour letter garden " +
		"railway morning captain window summer village doctor kitchen forest island teacher signal paper stone ladder candle")
	sentence := func() string {
		var b strings.Builder
		for i := range 8 + random.IntN(12) {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(words[random.IntN(len(words))])
		}
		s := b.String()
		return strings.ToUpper(s[:1]) + s[1:] + ". "
	}
	var all [][]string // paragraphs
	page := func() string {
		var paragraphs []string
		switch kind := random.IntN(20); {
		case kind == 0:
			return "<html><body><nav><a href=/>Home</a></nav></body></html>"
		case kind <= 3 && len(all) > 0:
			paragraphs = slices.Clone(all[random.IntN(len(all))])
			if kind > 1 {
				paragraphs[0] = sentence()
			}
		default:
			for range 3 + random.IntN(5) {
				paragraphs = append(paragraphs, sentence()+sentence()+sentence())
			}
		}
		all = append(all, paragraphs)
		return "<html><title>" + sentence() + "</title><body><nav><a href=/>Home</a></nav><article><p>" +
			strings.Join(paragraphs, "</p><p>") + "</p></article></body></html>"
	}
	write := func(name string, content []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	records := func(n int) []byte {
		var lines bytes.Buffer
		for range n {
			line, _ := json.Marshal(map[string]string{"html": page()})
			lines.Write(append(line, '\n'))
		}
		return lines.Bytes()
	}
	for i := range n / 5 {
		write(fmt.Sprintf("a%05d.html", i), []byte(page()))
	}
	write("b.jsonl", records(n*2/5))
	zip, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	write("c.jsonl.zst", zip.EncodeAll(records(n-n/5-n*2/5-1), nil))
	whole := gzipped(page())
	write("cut.html.gz", whole[:len(whole)-9])
}
