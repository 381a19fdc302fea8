package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"
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
	var text bytes.Buffer
	c.Stdout, c.Stderr = &text, &text
	if err := c.Start(); err != nil {
		return measured{}, err
	}
	ended, peak := make(chan bool), make(chan float64)
	go func() { peak <- peakMemory(c.Process.Pid, ended) }()
	err := c.Wait()
	close(ended)
	m := measured{of: make([]string, len(corpus)), peak: <-peak}
	if err != nil {
		return measured{}, fmt.Errorf("%w: %s", err, text.Bytes())
	}
	m.seconds = (c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds()
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

// peakMemory returns the most memory in MB that a process held until it ended, as Linux tells while it runs: what it
// tells afterwards (getrusage) counts in what this program held when it started the other.
func peakMemory(pid int, ended chan bool) (mb float64) {
	for {
		status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid)) // empty once the process is gone
		if _, line, found := bytes.Cut(status, []byte("VmHWM:")); found {
			var kb float64
			if _, err := fmt.Sscanf(string(line[:min(len(line), 32)]), "%f kB", &kb); err == nil {
				mb = max(mb, kb/1024)
			}
		}
		select {
		case <-ended:
			return mb
		case <-time.After(20 * time.Millisecond):
		}
	}
}
