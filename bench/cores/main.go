// Command cores says how far more cores than there are here would carry: it measures what each page costs in each stage,
// in CPU time of one thread, and lets a simulated machine with 1 to 64 cores work through the queue.
//
//	go -C bench run ./cores FILE...
//
// FILE holds pages (a .warc.gz), which go the way of winnow run, or with -dedupe articles in JSON lines, which go that of
// winnow dedupe.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"runtime"
	"syscall"
	"unsafe"

	"winnow/dedupe"
	"winnow/document"
	"winnow/extract"
	"winnow/sink"
	"winnow/source"
)

func main() {
	articles := flag.Bool("dedupe", false, "the files hold articles")
	flag.Parse()
	if flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "usage: cores [-dedupe] FILE...")
		os.Exit(2)
	}
	pages, err := measure(flag.Args(), *articles)
	if err != nil {
		fmt.Fprintln(os.Stderr, "cores:", err)
		os.Exit(1)
	}
	var sum page
	for _, p := range pages {
		sum.read += p.read
		sum.work += p.work
		sum.claim += p.claim
		sum.write += p.write
	}
	total := sum.read + sum.work + sum.claim + sum.write
	n := float64(len(pages))
	fmt.Printf("%d pages; a page costs %.1f µs: reading %.1f, stages of its own %.1f, in input order %.1f (claim %.1f, write %.1f: %.1f%% of the rest)\n\n",
		len(pages), total/n*1e6, sum.read/n*1e6, sum.work/n*1e6, (sum.claim+sum.write)/n*1e6, sum.claim/n*1e6, sum.write/n*1e6,
		100*(sum.claim+sum.write)/(sum.read+sum.work))
	fmt.Println("| cores | read by one goroutine | read in pieces |\n|--:|--:|--:|")
	for _, cores := range []int{1, 2, 4, 8, 16, 32, 64} {
		fmt.Printf("| %d | %.2f | %.2f |\n", cores, total/simulate(pages, cores, false), total/simulate(pages, cores, true))
	}
}

// page is what a page costs, in seconds.
type page struct{ read, work, claim, write float64 }

// threadTime is the CPU time of the calling thread, in seconds.
func threadTime() float64 {
	const clockThread = 3 // CLOCK_THREAD_CPUTIME_ID
	var t syscall.Timespec
	_, _, _ = syscall.RawSyscall(syscall.SYS_CLOCK_GETTIME, clockThread, uintptr(unsafe.Pointer(&t)), 0)
	return float64(t.Nano()) / 1e9
}

// measure runs the stages over the documents in one thread. The first pass warms up, of the next ones the least cost of
// each stage and page counts: other work on the machine only ever adds.
func measure(files []string, articles bool) (pages []page, err error) {
	runtime.LockOSThread()
	for pass := range 4 {
		costs, err := once(files, articles)
		if err != nil {
			return nil, err
		}
		if pass <= 1 {
			pages = costs
			continue
		}
		for i, c := range costs {
			p := &pages[i]
			p.read, p.work, p.claim, p.write = min(p.read, c.read), min(p.work, c.work), min(p.claim, c.claim), min(p.write, c.write)
		}
	}
	return pages, nil
}

func once(files []string, articles bool) (pages []page, err error) {
	cfg := dedupe.Config{Memory: 1 << 30, Evidence: true}
	claimer, err := dedupe.NewClaimer(cfg)
	if err != nil {
		return nil, err
	}
	defer claimer.Close()
	extractor, err := extract.New(extract.Config{})
	if err != nil {
		return nil, err
	}
	stages := []document.Stage{dedupe.Prepare(cfg)}
	read := source.Config{Format: document.FormatArticle}
	if !articles {
		read.Format = document.FormatUnknown
		stages = []document.Stage{extractor.Extract, dedupe.WithinPage(cfg), extractor.Render, dedupe.Prepare(cfg)}
	}
	lap := threadTime()
	var now page
	docs := func(yield func(*document.Document, error) bool) {
		for d, err := range source.Open(context.Background(), files, read) {
			if err != nil {
				yield(nil, err)
				return
			}
			t := threadTime()
			now.read = t - lap
			for _, stage := range stages {
				stage(d)
			}
			now.work = -t
			t = threadTime()
			now.work += t
			claimer.Claim(d)
			lap = threadTime()
			now.claim = lap - t
			dedupe.Explain(d)
			t = threadTime()
			now.work += t - lap
			lap = t
			if !yield(d, nil) {
				return
			}
			t = threadTime()
			now.write = t - lap
			lap = t
			pages = append(pages, now)
		}
	}
	err = sink.Write(context.Background(), sink.Config{Output: os.DevNull}, docs)
	return pages, err
}
