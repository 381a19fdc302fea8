package main

import (
	"context"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// fence is a fenced block of Markdown: its language and its text.
var fence = regexp.MustCompile("(?s)```([a-z]*)\n(.*?)```")

// timing is what differs from run to run in the closing summary.
var timing = regexp.MustCompile(`in [0-9.]+ s, [0-9]+ pages/s, [0-9.]+ [kMG]?B/s`)

// TestReadme runs each command of the README as it is written there, in a fresh copy of the repository. Where a block
// of text follows a block of commands, it must be what they print.
func TestReadme(t *testing.T) {
	readme := read(t, "README.md")
	dir := checkout(t)
	blocks := fence.FindAllStringSubmatchIndex(readme, -1)
	ran := 0
	var rewritten strings.Builder // what is before rest, with the outputs of today
	rest := 0
	for i, block := range blocks {
		language, script := readme[block[2]:block[3]], readme[block[4]:block[5]]
		if language != "sh" {
			continue
		}
		if strings.TrimSpace(script) == "go test ./..." {
			continue // this very test
		}
		where := dir
		if strings.HasPrefix(script, "go run ") {
			where = "." // it writes nothing, and is built already here
		}
		out := shell(t, where, script, 0)
		ran++
		if i+1 == len(blocks) || readme[blocks[i+1][2]:blocks[i+1][3]] != "text" ||
			strings.TrimSpace(readme[block[1]:blocks[i+1][0]]) != "" {
			continue
		}
		shown := readme[blocks[i+1][4]:blocks[i+1][5]]
		if timing.ReplaceAllString(out, "") == timing.ReplaceAllString(shown, "") {
			continue
		}
		if *update {
			rewritten.WriteString(readme[rest:blocks[i+1][4]] + out)
			rest = blocks[i+1][5]
			continue
		}
		t.Errorf("the README shows for %s:\n%s\nbut it prints (go test . -update puts it there):\n%s", script, shown, out)
	}
	if ran < 5 {
		t.Errorf("only %d blocks of commands found in the README", ran)
	}
	if rest > 0 {
		rewritten.WriteString(readme[rest:])
		if err := os.WriteFile("README.md", []byte(rewritten.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestHelpExamples runs the examples at the end of each --help.
func TestHelpExamples(t *testing.T) {
	dir := checkout(t)
	_, list, _ := strings.Cut(shell(t, dir, "winnow --help", 0), "\nCOMMANDS")
	list, _, _ = strings.Cut(list, "\n\n")
	commands := []string{""}
	for _, line := range strings.Split(list, "\n")[1:] {
		if name, _, _ := strings.Cut(strings.Fields(line)[0], ","); name != "help" {
			commands = append(commands, name)
		}
	}
	if len(commands) < 13 {
		t.Errorf("only the commands %q found", commands)
	}
	for _, command := range commands {
		help := shell(t, dir, "winnow "+command+" --help", 0)
		_, examples, found := strings.Cut(help, "\nEXAMPLES:\n")
		lines := strings.Split(strings.TrimSpace(examples), "\n")
		if !found || len(lines) < 2 {
			t.Errorf("winnow %s --help ends with %d examples, want two or more", command, len(lines))
		}
		for _, line := range lines {
			shell(t, dir, strings.TrimSpace(line), 0)
		}
	}
}

// shell runs a script as bash would run a file of these commands, and returns what it prints on both streams.
func shell(t *testing.T, dir, script string, status int) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, "bash", "-euo", "pipefail", "-c", script)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if got := exitStatus(err); got != status {
		t.Errorf("exit status %d, want %d, of:\n%s\n%s", got, status, script, out)
	}
	return string(out)
}

// checkout copies what the commands need of the repository, so that what they write is gone afterwards.
func checkout(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("needs bash")
	}
	dir := t.TempDir()
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case path == ".":
			return nil
		case entry.IsDir() && (strings.HasPrefix(entry.Name(), ".") || path == "bench" || path == "train" || path == "spark"):
			return filepath.SkipDir
		case entry.IsDir():
			return os.Mkdir(filepath.Join(dir, path), 0o755)
		case !entry.Type().IsRegular():
			return nil
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, path), content, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir
}
