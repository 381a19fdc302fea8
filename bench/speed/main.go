// Command speed times winnow, other tools and the floors below them side by side: the same pages, one thread each, in
// turns, as CPU time.
//
//	go -C bench run ./speed [flags] DATA
//
// DATA holds the sets of labelled pages. The other tools must have been run once (bench/peers/run.sh DATA), which
// leaves the pages decoded in bench/.cache/pages. With --record the tables are added to RESULTS.md.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

type options struct {
	sets, cache, tools string
	turns              int
	record, cores      bool

	// How this program runs one of its own contestants in a process of its own.
	contestant, profile string
	rounds              int
	timings             bool
}

func main() {
	var o options
	flag.StringVar(&o.sets, "set", "news,bare,text", "only these `sets`, separated by commas")
	flag.StringVar(&o.tools, "tool", "", "only these `tools`, separated by commas")
	flag.StringVar(&o.cache, "cache", ".cache", "where the peers and the pages lie, `dir`")
	flag.IntVar(&o.turns, "turns", 5, "how often each tool runs; medians are shown")
	flag.BoolVar(&o.cores, "cores", true, "also time the program itself: cores, ten times the pages, start-up")
	flag.BoolVar(&o.record, "record", false, "add the tables to RESULTS.md")
	flag.StringVar(&o.contestant, "contestant", "", "run only this `tool` of this program over a file of pages")
	flag.IntVar(&o.rounds, "rounds", 3, "with --contestant: rounds, of which the fastest counts")
	flag.StringVar(&o.profile, "cpuprofile", "", "with --contestant: write a CPU profile to `file`")
	flag.BoolVar(&o.timings, "timings", false, "with --contestant: also how long each stage takes")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: speed [flags] DATA")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	var err error
	if o.contestant != "" {
		err = contest(o.contestant, flag.Arg(0), o.rounds, o.profile, o.timings)
	} else {
		err = run(o, flag.Arg(0))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "speed:", err)
		os.Exit(1)
	}
}

func run(o options, data string) error {
	var report bytes.Buffer
	to := io.MultiWriter(os.Stdout, &report)
	if err := heading(to); err != nil {
		return err
	}
	pages := filepath.Join(o.cache, "pages")
	for _, s := range append(slices.Clone(pageSets), textSet) {
		if !slices.Contains(strings.Split(o.sets, ","), s.name) {
			continue
		}
		read := readHTML(pages)
		if s.name == textSet.name {
			read = readTexts(data)
		}
		path, err := s.write(pages, read)
		if err != nil {
			return err
		}
		rows, err := compare(contestants(o, s.name), path, o.turns)
		if err != nil {
			return err
		}
		printRows(to, s.title, rows)
	}
	if o.cores {
		if err := program(to, filepath.Join(pages, "speed-"+pageSets[0].name+".jsonl"), o.turns); err != nil {
			return err
		}
	}
	if !o.record {
		return nil
	}
	file, err := os.OpenFile("RESULTS.md", os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = file.Write(report.Bytes())
	return err
}
