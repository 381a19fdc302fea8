package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// spent is what one run of the program took.
type spent struct{ wall, cpu float64 }

// program times the program itself over files: cores, ten times the pages, start-up.
func program(to io.Writer, pages string, turns int) error {
	dir, err := os.MkdirTemp("", "winnow-speed-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	binary := filepath.Join(dir, "winnow")
	build := exec.Command("go", "build", "-o", binary, ".")
	build.Dir = ".." // a module of its own
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	docs, size, err := load(pages)
	if err != nil {
		return err
	}
	var names strings.Builder
	for i := range docs {
		name := filepath.Join(dir, fmt.Sprintf("%06d.html", i))
		if err := os.WriteFile(name, docs[i].Raw, 0o644); err != nil {
			return err
		}
		names.WriteString(name + "\n")
	}
	once, tenfold := filepath.Join(dir, "once.txt"), filepath.Join(dir, "tenfold.txt")
	if err := os.WriteFile(once, []byte(names.String()), 0o644); err != nil {
		return err
	}
	if err := os.WriteFile(tenfold, []byte(strings.Repeat(names.String(), 10)), 0o644); err != nil {
		return err
	}
	lines := []struct {
		name string
		args []string
	}{
		{"start-up (--version)", []string{"--version"}},
		{"run -j 1", []string{"run", "-q", "-j", "1", "--files-from", once}},
		{"run -j 2", []string{"run", "-q", "-j", "2", "--files-from", once}},
		{"extract -j 1", []string{"extract", "-q", "-j", "1", "--files-from", once}},
		{"extract -j 1, ten times the pages", []string{"extract", "-q", "-j", "1", "--files-from", tenfold}},
	}
	results := make([][]spent, len(lines))
	for range turns {
		for i, line := range lines {
			s, err := timeProgram(binary, line.args)
			if err != nil {
				return fmt.Errorf("%s: %w", line.name, err)
			}
			results[i] = append(results[i], s)
		}
	}
	fmt.Fprintf(to, "\n### The program over files: %d pages, %.1f MB, %d cores\n\n", len(docs), float64(size)/1e6, runtime.NumCPU())
	fmt.Fprintln(to, "| command | wall s | CPU s |\n|---|---:|---:|")
	for i, line := range lines {
		fmt.Fprintf(to, "| %s | %.3f | %.3f |\n", line.name,
			median(results[i], func(s spent) float64 { return s.wall }),
			median(results[i], func(s spent) float64 { return s.cpu }))
	}
	return nil
}

func timeProgram(binary string, args []string) (spent, error) {
	cmd := exec.Command(binary, args...)
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start).Seconds()
	if err != nil {
		return spent{}, err
	}
	u := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	seconds := func(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }
	return spent{wall, seconds(u.Utime) + seconds(u.Stime)}, nil
}
