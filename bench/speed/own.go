package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"syscall"

	"winnow/dedupe"
	"winnow/document"
	"winnow/extract"
	"winnow/extract/dom"
	"winnow/internal/laps"
	"winnow/pipeline"
	"winnow/sink"
)

// figures is what a contestant says about one run: the last line on its standard error. The peers' programs write the
// same.
type figures struct {
	Tool     string  `json:"tool"`
	Pages    int     `json:"pages"`
	Bytes    int64   `json:"bytes"`
	CPU      float64 `json:"cpu_s"` // of the fastest round
	Failed   int     `json:"failed"`
	RSS      int64   `json:"peak_rss_kb"`
	Articles int     `json:"articles,omitempty"`

	// A page, on average.
	Allocs     float64 `json:"allocs,omitempty"`
	AllocBytes float64 `json:"alloc_bytes,omitempty"`

	Stages []laps.Total `json:"stages,omitempty"`
}

// own are the contestants that run in this program: winnow and the floors below it.
var own = map[string]func(docs []document.Document, clock *laps.Clock) (articles int, err error){
	"winnow":       runExtract,
	"winnow-run":   runAll,
	"winnow-parse": runParse,
	"reading":      runRead,
}

// runExtract is bytes in memory to JSON lines, everything on that concerns one page.
func runExtract(docs []document.Document, clock *laps.Clock) (int, error) {
	extractor, err := extract.New(extract.Config{Clock: clock})
	if err != nil {
		return 0, err
	}
	return write(docs, clock, extractor.Extract, clock.Timed(laps.Repeats, dedupe.WithinPage(dedupe.Config{})),
		clock.Timed(laps.Render, extractor.Render))
}

// runAll is the way of winnow run: pages are compared too.
func runAll(docs []document.Document, clock *laps.Clock) (_ int, err error) {
	extractor, err := extract.New(extract.Config{Clock: clock})
	if err != nil {
		return 0, err
	}
	cfg := dedupe.Config{Memory: 256 << 20}
	claimer, err := dedupe.NewClaimer(cfg)
	if err != nil {
		return 0, err
	}
	defer claimer.Close()
	n, err := write(docs, clock, extractor.Extract, clock.Timed(laps.Repeats, dedupe.WithinPage(cfg)),
		clock.Timed(laps.Render, extractor.Render), clock.Timed(laps.Keys, dedupe.Prepare(cfg)),
		clock.Timed(laps.Claim, claimer.Claim))
	if err == nil {
		err = claimer.Err()
	}
	return n, err
}

// write runs the stages in one goroutine and writes articles to nowhere.
func write(docs []document.Document, clock *laps.Clock, stages ...document.Stage) (articles int, err error) {
	ctx := context.Background()
	stream := func(yield func(*document.Document, error) bool) {
		for i := range docs {
			d := docs[i]
			if !yield(&d, nil) {
				return
			}
		}
	}
	counted := func(yield func(*document.Document, error) bool) {
		for d, err := range pipeline.Parallel(ctx, 1, stream, stages...) {
			if err == nil && d.Keep() {
				articles++
			}
			if !yield(d, err) {
				return
			}
		}
	}
	err = sink.Write(ctx, sink.Config{Stdout: io.Discard}, clock.TimedConsumer(laps.Write, counted))
	return articles, err
}

func runParse(docs []document.Document, _ *laps.Clock) (int, error) {
	var parser dom.Parser
	nodes := 0
	for i := range docs {
		nodes += parser.Parse(docs[i].Raw).Len()
	}
	return nodes, nil
}

// runRead is what reading every byte once costs.
func runRead(docs []document.Document, _ *laps.Clock) (tags int, _ error) {
	for i := range docs {
		tags += bytes.Count(docs[i].Raw, []byte("<"))
	}
	return tags, nil
}

// contest runs one of own over a file of pages and prints its figures.
func contest(tool, path string, rounds int, profile string, timings bool) error {
	run, ok := own[tool]
	if !ok {
		return fmt.Errorf("no contestant %q", tool)
	}
	docs, size, err := load(path)
	if err != nil {
		return err
	}
	f := figures{Tool: tool, Pages: len(docs), Bytes: size}
	if profile != "" {
		file, err := os.Create(profile)
		if err != nil {
			return err
		}
		if err := pprof.StartCPUProfile(file); err != nil {
			return err
		}
		defer file.Close()
		defer pprof.StopCPUProfile()
	}
	var clock *laps.Clock
	if timings {
		clock = new(laps.Clock)
	}
	debug.FreeOSMemory()
	for range rounds {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := cpuSeconds()
		if f.Articles, err = run(docs, clock); err != nil {
			return err
		}
		if seconds := cpuSeconds() - start; f.CPU == 0 || seconds < f.CPU {
			f.CPU = seconds
		}
		runtime.ReadMemStats(&after)
		f.Allocs = float64(after.Mallocs-before.Mallocs) / float64(len(docs))
		f.AllocBytes = float64(after.TotalAlloc-before.TotalAlloc) / float64(len(docs))
	}
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return err
	}
	f.RSS = usage.Maxrss
	f.Stages = clock.Totals()
	return json.NewEncoder(os.Stderr).Encode(f)
}

// cpuSeconds is the user and system time of this process so far, that of the garbage collector's threads included.
func cpuSeconds() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // cannot fail with these arguments
	}
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}
