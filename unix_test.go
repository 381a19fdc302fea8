//go:build unix

package main

import (
	"bufio"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// makePipe makes a pipe with a name, which nobody may wait for.
func makePipe(name string) error { return syscall.Mkfifo(name, 0o644) }

// peakMemory returns the largest resident size of a finished program in bytes.
func peakMemory(cmd *exec.Cmd) (int64, bool) {
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok || runtime.GOOS != "linux" {
		return 0, false
	}
	return usage.Maxrss << 10, true
}

// TestProgressSignal asks a run that waits for more input how far it is.
func TestProgressSignal(t *testing.T) {
	cmd := exec.Command("winnow", "dedupe", "-j", "1", "-o", filepath.Join(t.TempDir(), "out.jsonl"), "-")
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	stop := time.AfterFunc(patience, func() { _ = cmd.Process.Kill() })
	defer stop.Stop()
	// More than any reader holds back, so that the first lines are worked on.
	line := `{"text":"` + strings.Repeat("Một câu dài hơn để đầy bộ đệm. ", 100) + `"}` + "\n"
	if _, err := stdin.Write([]byte(strings.Repeat(line, 300))); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(syscall.SIGUSR1); err != nil {
		t.Fatal(err)
	}
	said, err := bufio.NewReader(stderr).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(said, " pages, 1 articles, ") || !strings.Contains(said, " duplicates, 0 rejected, 0 failed; read ") || !strings.Contains(said, " of memory; ") {
		t.Errorf("it said %q", said)
	}
	if err := stdin.Close(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("the signal ended the run: %v", err)
	}
}
