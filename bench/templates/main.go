// Command templates learns the templates of a crawl that is made on the fly, for memory, time and the size of the file.
//
//	go -C bench run ./templates [-pages 1000000] [-sites 10000] [-memory 256]
//
// Each page of a site has its menu, its boxes and its footer (40 blocks, the same on all of its pages), the headlines of
// the ten pages before it in its link boxes, and 20 paragraphs of its own, so that most fingerprints stand on one page, as
// they do in a real crawl. What is measured is the learner alone: pages reach it as observations, which is what
// extraction leaves of them.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"syscall"
	"time"

	"github.com/cespare/xxhash/v2"

	"winnow/extract/templates"
)

const (
	standing = 40
	teasers  = 10
	own      = 20
)

func main() {
	pages := flag.Int("pages", 1_000_000, "make `n` pages")
	sites := flag.Int("sites", 10_000, "of `n` sites")
	memory := flag.Int64("memory", 256, "keep `MB` of counts in memory")
	flag.Parse()
	if err := run(*pages, *sites, *memory<<20); err != nil {
		fmt.Fprintln(os.Stderr, "templates:", err)
		os.Exit(1)
	}
}

// counting counts the bytes that are written.
type counting struct{ n int64 }

func (c *counting) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}

func run(pages, sites int, memory int64) error {
	l := templates.NewLearner(templates.LearnerConfig{Memory: memory})
	start := time.Now()
	var m maker
	for p := range pages {
		l.Add(m.page(p%sites, p/sites))
	}
	learned := time.Since(start)
	out, err := os.CreateTemp("", "winnow-*.wnt")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(out.Name()) }()
	var size counting
	if err := l.Write(io.MultiWriter(out, &size)); err != nil {
		return err
	}
	if err := l.Close(); err != nil {
		return err
	}
	if err := out.Close(); err != nil {
		return err
	}
	written := time.Since(start)
	// of sites and their places; of standing texts; of own texts, headlines and titles
	fingerprints := sites*(1+standing+teasers+own) + sites*standing + pages*(own+2)
	fmt.Printf("%d pages of %d sites: learned in %.1f s, written after %.1f s\n", pages, sites, learned.Seconds(), written.Seconds())
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return err
	}
	fmt.Printf("file %.1f MB, %.1f bytes for each of %d fingerprints; peak of memory %.0f MB\n",
		float64(size.n)/(1<<20), float64(size.n)/float64(fingerprints), fingerprints, float64(usage.Maxrss)/1024) // kilobytes, on Linux
	return nil
}

// maker makes observations.
type maker struct{ units []templates.Unit }

func (m *maker) page(site, page int) *templates.Observation {
	m.units = m.units[:0]
	names := make([]string, 0, standing+teasers+own)
	add := func(place int, content int32, name string) {
		names = append(names, name)
		m.units = append(m.units, templates.Unit{Text: xxhash.Sum64String(name), Place: uint64(site)<<32 | uint64(place), Words: 20, Content: content})
	}
	for i := range standing {
		add(i, 20, fmt.Sprintf("Standing text %d of site %d", i, site))
	}
	for i := range teasers {
		add(standing+i, 200, fmt.Sprintf("Headline of page %d of site %d", max(0, page-i), site))
	}
	for i := range own {
		add(standing+teasers+i, 960, fmt.Sprintf("Paragraph %d of page %d of site %d", i, page, site))
	}
	o := templates.Observe(fmt.Sprintf("site%05d.example", site), m.units, func(i int) []byte { return []byte(names[i]) },
		func(i int) string { return fmt.Sprintf("html > body > div.page > div.column > div.part%d > p", i) })
	o.Stated = xxhash.Sum64String(fmt.Sprintf("Headline of page %d of site %d", page, site))
	return o
}
