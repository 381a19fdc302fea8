package main

import (
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience bounds what a test waits for; it is only used up when the test fails.
const patience = 20 * time.Second

// TestSignals stops runs that wait for more input. Each must end by itself, with the status that shells expect, and
// leave no half-written file.
func TestSignals(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no process gets signals from another one here")
	}
	for _, jobs := range []string{"1", "4"} {
		for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
			t.Run(sig.String()+" with -j "+jobs, func(t *testing.T) {
				t.Parallel()
				dir := t.TempDir()
				ctx, cancel := context.WithTimeout(t.Context(), patience)
				defer cancel()
				cmd := exec.CommandContext(ctx, "winnow", "-j", jobs, "-o", filepath.Join(dir, "out.jsonl"), "-")
				never, w := io.Pipe()
				t.Cleanup(func() { _ = w.Close() })
				stdin, err := cmd.StdinPipe()
				if err != nil {
					t.Fatal(err)
				}
				go func() { _, _ = io.Copy(stdin, never) }()
				var stderr strings.Builder
				cmd.Stderr = &stderr
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				for len(entries(t, dir)) == 0 && ctx.Err() == nil {
					time.Sleep(5 * time.Millisecond)
				}
				if err := cmd.Process.Signal(sig); err != nil {
					t.Fatal(err)
				}
				if got, want := exitStatus(cmd.Wait()), 128+int(sig); got != want {
					t.Errorf("exit status %d, want %d; it said: %s", got, want, stderr.String())
				}
				if !strings.Contains(stderr.String(), "stopped by signal") {
					t.Errorf("it said: %s", stderr.String())
				}
				if left := entries(t, dir); len(left) > 0 {
					t.Errorf("left behind: %v", left)
				}
			})
		}
	}
}

func entries(t *testing.T, dir string) (names []string) {
	t.Helper()
	found, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range found {
		names = append(names, e.Name())
	}
	return names
}

// TestClosedPipe lets the reader of an output go away while there is more to write. Who reads the articles has seen
// enough; an output beside them that is not whole is a failure.
func TestClosedPipe(t *testing.T) {
	for _, test := range []struct {
		name, args string
		status     int
		says       string // what stderr begins with
	}{
		{"articles", "", 0, ""},
		{"articles by name", "-o /dev/stdout", 0, ""},
		{"articles and rejected", "--rejected /dev/stdout", 0, ""},
		{"rejected", "-o OUT --rejected /dev/stdout", 1, "winnow: write: rejected file: "},
		{"clusters", "-o OUT --clusters /dev/stdout", 1, "winnow: write: clusters file: "},
		{"summary", "-o OUT --summary /dev/stdout", 1, "winnow: summary: "},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r, w, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			var stderr strings.Builder
			args := strings.Fields(strings.ReplaceAll(test.args, "OUT", filepath.Join(dir, "out")))
			cmd := exec.Command("winnow", append([]string{"-q", "testdata/pages"}, args...)...)
			cmd.Stdout, cmd.Stderr = w, &stderr
			_ = r.Close()
			err = cmd.Run()
			if got := exitStatus(err); got != test.status {
				t.Errorf("exit status %d, want %d", got, test.status)
			}
			if said := stderr.String(); !strings.HasPrefix(said, test.says) || test.says == "" && said != "" {
				t.Errorf("it said: %s", said)
			}
		})
	}
}
