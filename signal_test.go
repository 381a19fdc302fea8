package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
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

// TestClosedPipe lets the reader of the output go away while there is more to write.
func TestClosedPipe(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	_ = r.Close()
	var stderr strings.Builder
	cmd := exec.Command("winnow", "testdata/pages")
	cmd.Stdout, cmd.Stderr = w, &stderr
	err = cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) || stderr.Len() > 0 {
		t.Errorf("a closed pipe ends with %v; it said: %s", err, stderr.String())
	}
}
