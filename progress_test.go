package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

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
