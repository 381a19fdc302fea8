package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
)

// tool is a deduplicator that is run as a process of its own, so that its CPU time and memory can be told.
type tool struct {
	name    string
	command func(corpus, out string) []string // writes a line {"id","of"} for each removed document to out
}

// measured is what a run of a tool came to.
type measured struct {
	of      []string // by document: "" for those kept, "?" for those removed that the tool names no other document for
	seconds float64  // CPU
	peak    float64  // MB
}

// runTools prints a row for each tool, in the order given; all run on the same file. dir is that of the corpus, cache that
// of the tools (bench/.cache).
func runTools(corpus []doc, dir, cache string, names []string) error {
	file := filepath.Join(dir, "corpus.jsonl")
	size := 0
	for i := range corpus {
		size += len(corpus[i].Text)
	}
	fmt.Printf("| tool and settings | removal precision | removal recall | articles lost | MB/s a CPU second | peak MB |\n|---|--:|--:|--:|--:|--:|\n")
	for _, t := range toolsOf(cache, names) {
		m, err := t.run(corpus, file, filepath.Join(dir, t.name+".removed.jsonl"))
		if err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
		s := total(corpus, m.of)
		fmt.Printf("| %s | %.4f | %.4f | %d | %.1f | %.0f |\n", t.name, s.precision, s.recall, s.lost, float64(size)/1e6/m.seconds, m.peak)
	}
	return nil
}

// toolsOf returns the named tools: winnow's modes by name, all others are those of peers.py.
func toolsOf(cache string, names []string) []tool {
	winnow := func(flags ...string) func(string, string) []string {
		return func(corpus, out string) []string {
			return append([]string{filepath.Join(cache, "winnow"), "dedupe", "-q", "-j", "1", "--rejected", out, "-o", os.DevNull}, append(flags, corpus)...)
		}
	}
	known := map[string]func(string, string) []string{
		"winnow":         winnow(),
		"winnow-longest": winnow("--prefer", "longest"),
		"winnow-strict":  winnow("--strictness", "strict"),
		"winnow-minhash": winnow("--method", "minhash", "--preset", "fineweb"),
		"winnow-exact":   winnow("--method", "exact"),
	}
	var out []tool
	for _, name := range names {
		command := known[name]
		if command == nil {
			command = func(corpus, out string) []string {
				return []string{filepath.Join(cache, "dedupe", "bin", "python"), "peers.py", name, corpus, out}
			}
		}
		out = append(out, tool{name, command})
	}
	return out
}

func (t tool) run(corpus []doc, file, out string) (measured, error) {
	args := t.command(file, out)
	c := exec.Command(args[0], args[1:]...)
	if _, here, _, ok := runtime.Caller(0); ok {
		c.Dir = filepath.Dir(here) // where peers.py stands
	}
	text, err := c.CombinedOutput()
	if err != nil {
		return measured{}, fmt.Errorf("%w: %s", err, text)
	}
	m := measured{of: make([]string, len(corpus)), seconds: (c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds()}
	if u, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		m.peak = float64(u.Maxrss) / 1024
	}
	byID := map[string]int{}
	for i := range corpus {
		byID[corpus[i].ID] = i
	}
	f, err := os.Open(out)
	if err != nil {
		return m, err
	}
	defer func() { _ = f.Close() }()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var l struct{ ID, Of string }
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return m, err
		}
		i, ok := byID[l.ID]
		if !ok {
			return m, fmt.Errorf("removed document %q is not in the corpus", l.ID)
		}
		if m.of[i] = l.Of; l.Of == "" {
			m.of[i] = "?"
		}
	}
	return m, lines.Err()
}
