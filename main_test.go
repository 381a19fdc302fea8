package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write the golden files and the outputs in the scripts and the README anew")

// TestMain puts winnow itself on the PATH, so that tests run it as a user does.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"winnow": main})
}

// TestScripts runs testdata/script/*.txtar. To the commands of testscript comes
//
//	status N PROGRAM ARG...
//
// which runs a program that must end with exit status N. $PAGES is the directory of the example pages.
func TestScripts(t *testing.T) {
	pages, err := filepath.Abs("testdata/pages")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("PAGES", pages)
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"status": func(ts *testscript.TestScript, neg bool, args []string) {
				if neg || len(args) < 2 {
					ts.Fatalf("usage: status N PROGRAM ARG...")
				}
				want, err := strconv.Atoi(args[0])
				ts.Check(err)
				if got := exitStatus(ts.Exec(args[1], args[2:]...)); got != want {
					ts.Fatalf("exit status %d, want %d", got, want)
				}
			},
		},
	})
}

// exitStatus returns the exit status of a finished program, -1 when it did not come to one.
func exitStatus(err error) int {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitCode()
	}
	return -1
}

// golden compares got with a file, or writes it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
		t.Errorf("%s differs (go test . -update writes it anew; read the diff before you commit it):\n%s", name, diff)
	}
}

// TestExamplePages pins what comes out of the example pages, articles and rejections, for any number of workers.
func TestExamplePages(t *testing.T) {
	for _, jobs := range []string{"1", "8"} {
		rejected := filepath.Join(t.TempDir(), "rejected.jsonl")
		out, err := exec.Command("winnow", "-q", "-j", jobs, "--rejected", rejected, "testdata/pages").Output()
		if err != nil {
			t.Fatal(err)
		}
		golden(t, "testdata/golden/articles.jsonl", out)
		dropped, err := os.ReadFile(rejected)
		if err != nil {
			t.Fatal(err)
		}
		golden(t, "testdata/golden/rejected.jsonl", dropped)
	}
}

// TestExplainAgreesWithRun compares what explain says of each example page with what a run makes of it: looking must not
// change the outcome.
func TestExplainAgreesWithRun(t *testing.T) {
	kept := map[string]string{}
	out, err := exec.Command("winnow", "extract", "-q", "testdata/pages").Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		var article struct{ Source, Title, Text string }
		if err := json.Unmarshal([]byte(line), &article); err != nil {
			t.Fatal(err)
		}
		kept[article.Source] = fmt.Sprintf("%d paragraphs, title %q", len(strings.Fields(strings.ReplaceAll(article.Text, " ", ""))), article.Title)
	}
	if len(kept) < 10 {
		t.Fatalf("only %d articles", len(kept))
	}
	out, err = exec.Command("winnow", "explain", "testdata/pages").Output()
	if err != nil {
		t.Fatal(err)
	}
	for page := range strings.SplitSeq(strings.TrimSpace(string(out)), "\n\n") {
		head, _, _ := strings.Cut(page, "\n")
		source := strings.TrimPrefix(head, "== ")
		want, isArticle := kept[source]
		if !isArticle {
			continue
		}
		title := ""
		if m := regexp.MustCompile(`(?m)^title   (.*)$`).FindStringSubmatch(page); m != nil {
			title = m[1]
		}
		keeps := len(regexp.MustCompile(`(?m)^ *[0-9]+ keep `).FindAllString(page, -1))
		if got := fmt.Sprintf("%d paragraphs, title %q", keeps, title); got != want {
			t.Errorf("%s: explain shows %s; the run has %s", source, got, want)
		}
	}
}
