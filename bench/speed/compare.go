package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// contestant is a program that takes a file of pages and the number of rounds as its last arguments.
type contestant struct {
	name, what string
	command    []string
	rounds     int // of which the fastest counts; slow tools get one
}

// slow tools take a quarter of a minute and more a round; they take part in the first turn only.
func (c *contestant) slow() bool { return c.rounds == 1 }

// contestants lists those of a set: winnow first.
func contestants(o options, set string) (list []contestant) {
	self, err := os.Executable()
	if err != nil {
		self = os.Args[0]
	}
	ownRun := func(name string, more ...string) []string {
		return append([]string{self, "--contestant", name}, more...)
	}
	python := []string{filepath.Join(o.cache, "venv/bin/python"), "peers/peers.py"}
	rust := filepath.Join(o.cache, "rust/release/peers")
	golang := filepath.Join(o.cache, "go-peers")
	list = []contestant{
		{"winnow", "page to article as JSON, everything on", ownRun("winnow"), 3},
		{"winnow-timed", "the same, with a clock at each stage", ownRun("winnow-run", "--timings"), 3},
		{"winnow-run", "the same, and compared with all before it", ownRun("winnow-run"), 3},
	}
	if set != textSet.name {
		list = append(list,
			contestant{"resiliparse", "main content as text, nothing else", append(python, "resiliparse"), 3},
			contestant{"dom_smoothie", "Readability in Rust", []string{rust, "dom_smoothie"}, 3},
			contestant{"rs-trafilatura", "Rust", []string{rust, "rs-trafilatura"}, 1},
			contestant{"trafilatura", "Python", append(slices.Clone(python), "trafilatura"), 1},
			contestant{"go-trafilatura", "Go", []string{golang, "go-trafilatura"}, 1},
			contestant{"html.Parse", "x/net's tree, nothing else", []string{golang, "html.Parse"}, 3},
			contestant{"html.Tokenizer", "x/net's tokens", []string{golang, "html.Tokenizer"}, 3},
			contestant{"lexer", "tdewolff's tokens: no tree, no checks", []string{golang, "lexer"}, 3},
			contestant{"winnow-parse", "winnow's tree, nothing else", ownRun("winnow-parse"), 3},
		)
	}
	list = append(list, contestant{"reading", "counting < in the bytes", ownRun("reading"), 3})
	if o.tools != "" {
		list = slices.DeleteFunc(list, func(c contestant) bool { return !slices.Contains(strings.Split(o.tools, ","), c.name) })
	}
	return list
}

// run runs the contestant once over a file of pages.
func (c *contestant) run(pages string) (f figures, err error) {
	args := slices.Clone(c.command[1:])
	if args[0] == "--contestant" {
		args = append(args, "--rounds", strconv.Itoa(c.rounds), pages)
	} else {
		args = append(args, pages, strconv.Itoa(c.rounds))
	}
	cmd := exec.Command(c.command[0], args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
	if err := cmd.Run(); err != nil {
		return f, fmt.Errorf("%s: %w: %s", c.name, err, stderr.String())
	}
	lines := strings.Split(strings.TrimSpace(stderr.String()), "\n")
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &f); err != nil {
		return f, fmt.Errorf("%s: %w", c.name, err)
	}
	return f, nil
}

// row is what a contestant did in all its turns.
type row struct {
	contestant
	turns []figures
}

// compare runs all contestants in turns, so that a slow minute of the machine hits all of them.
func compare(list []contestant, pages string, turns int) ([]row, error) {
	rows := make([]row, len(list))
	for turn := range turns {
		for i := range list {
			if turn > 0 && list[i].slow() {
				continue
			}
			rows[i].contestant = list[i]
			f, err := list[i].run(pages)
			if err != nil {
				return nil, err
			}
			rows[i].turns = append(rows[i].turns, f)
		}
	}
	return rows, nil
}

// cpu is the median of the turns.
func (r *row) cpu() float64 {
	return median(r.turns, func(f figures) float64 { return f.CPU })
}

func median[T any](of []T, value func(T) float64) float64 {
	var values []float64
	for _, x := range of {
		values = append(values, value(x))
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// printRows writes the table of a set, and the stages of the contestant that was timed.
func printRows(to io.Writer, title string, rows []row) {
	if len(rows) == 0 {
		return
	}
	first := rows[0].turns[0]
	fmt.Fprintf(to, "\n### %s: %d pages, %.1f MB\n\n", title, first.Pages, float64(first.Bytes)/1e6)
	fmt.Fprintln(to, "| tool | what it does | CPU s | MB/s | pages/s | peak MB | allocs/page | × winnow's time | × winnow-run's |")
	fmt.Fprintln(to, "|---|---|---:|---:|---:|---:|---:|---:|---:|")
	base := map[string]float64{}
	for i := range rows {
		base[rows[i].name] = rows[i].cpu()
	}
	var timed *row
	for i := range rows {
		r := &rows[i]
		if r.name == "winnow-timed" {
			timed = r
			continue
		}
		cpu := r.cpu()
		allocs := "–"
		if n := median(r.turns, func(f figures) float64 { return f.Allocs }); n >= 1 {
			allocs = fmt.Sprintf("%.0f", n)
		}
		fmt.Fprintf(to, "| %s | %s | %.3f | %.0f | %.0f | %.0f | %s | %.2f | %.2f |\n", r.name, r.what, cpu,
			float64(first.Bytes)/1e6/cpu, float64(first.Pages)/cpu,
			median(r.turns, func(f figures) float64 { return float64(f.RSS) / 1024 }), allocs, cpu/base["winnow"], cpu/base["winnow-run"])
	}
	if timed != nil {
		printStages(to, timed)
	}
}

// printStages writes the share of each stage.
func printStages(to io.Writer, r *row) {
	totals := map[string]time.Duration{}
	var names []string
	sum := time.Duration(0)
	for _, f := range r.turns {
		for _, s := range f.Stages {
			if !slices.Contains(names, s.Stage) {
				names = append(names, s.Stage)
			}
			totals[s.Stage] += s.Time
			sum += s.Time
		}
	}
	var parts []string
	for _, name := range names {
		parts = append(parts, fmt.Sprintf("%s %.1f%%", name, 100*float64(totals[name])/float64(sum)))
	}
	fmt.Fprintf(to, "\nWhere winnow-run's time goes: %s.\n", strings.Join(parts, ", "))
	ordered := totals["claim"] + totals["write"]
	fmt.Fprintf(to, "In input order, by one goroutine, run claim and write: %.1f%% of what the other stages take.\n",
		100*float64(ordered)/float64(sum-ordered))
}
