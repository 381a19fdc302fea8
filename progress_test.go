package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestSummaryIsTheSame compares the summaries of runs with one worker and with many. What the clock says is left out.
func TestSummaryIsTheSame(t *testing.T) {
	for _, command := range [][]string{{"run"}, {"run", "--prefer", "longest"}, {"extract"}} {
		var first map[string]any
		for _, jobs := range []string{"1", "8"} {
			dir := t.TempDir()
			name := filepath.Join(dir, "summary.json")
			args := append(command, "-q", "-o", os.DevNull, "-j", jobs, "--summary", name, "testdata/pages")
			if out, err := exec.Command("winnow", args...).CombinedOutput(); err != nil {
				t.Fatalf("%v: %v\n%s", args, err, out)
			}
			summary := readJSON(t, name)
			if clock, ok := summary["clock"].(map[string]any); !ok || clock["seconds"].(float64) <= 0 {
				t.Errorf("%v: clock %v", command, summary["clock"])
			}
			delete(summary, "clock")
			if first == nil {
				first = summary
			} else if diff := cmp.Diff(first, summary); diff != "" {
				t.Errorf("%v: -j 8 differs:\n%s", command, diff)
			}
		}
	}
}

func readJSON(t *testing.T, name string) (value map[string]any) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &value); err != nil {
		t.Fatal(err)
	}
	return value
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

// TestLogIsJSON reads all that a run with warnings, failures and an error says on standard error as JSON.
func TestLogIsJSON(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"binary.html": strings.Repeat("\x00\x01\x02\x03", 500), "broken.html.gz": "\x1f\x8b\x08 no gzip",
		"doubtful.html": "<p>" + strings.Repeat("\xc3\xc4\xc5 ", 50),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var stderr bytes.Buffer
	cmd := exec.Command("winnow", "--log-format", "json", "--progress", "json", "--timings", "-o", os.DevNull, dir, "testdata/pages")
	cmd.Stderr = &stderr
	if status := exitStatus(cmd.Run()); status != 1 {
		t.Errorf("exit status %d, want 1", status)
	}
	seen := map[string]bool{}
	for line := range strings.Lines(stderr.String()) {
		var record struct{ Msg, Event, Level string }
		if err := json.Unmarshal([]byte(line), &record); err != nil {
			t.Errorf("no JSON: %s", line)
		}
		seen[record.Msg+record.Event] = true
	}
	for _, want := range []string{"corrupt", "summary", "seconds in stages", "done"} {
		if !seen[want] {
			t.Errorf("nothing is said of %q in:\n%s", want, stderr.String())
		}
	}
}
