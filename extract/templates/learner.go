package templates

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// Observation is what a page adds to the counts of its site. It is made by [extract.Extractor.Observe], on several
// pages at once, and handed to a Learner in any order.
type Observation struct {
	Site  string
	Units []Unit
	Names []string // the beginning of each unit's text
	Paths []string // how a person writes its place; shared by the units of a place

	Title, Author, Date int // units that hold the page's title, author and date, plus 1; 0 for none

	Stated uint64 // fingerprint of the title that the page states of itself, 0 for none
}

// Observe makes an observation of units; text and path tell about unit i what a person wants to read.
func Observe(site string, units []Unit, text func(i int) []byte, path func(i int) string) *Observation {
	o := &Observation{Site: site, Units: slices.Clone(units), Names: make([]string, len(units)), Paths: make([]string, len(units))}
	paths := map[uint64]string{}
	for i := range units {
		o.Names[i] = nameOf(text(i))
		p, ok := paths[units[i].Place]
		if !ok {
			p = tail(strings.ToValidUTF8(path(i), "\uFFFD"), maxPathName)
			paths[units[i].Place] = p
		}
		o.Paths[i] = p
	}
	return o
}

// tail keeps the end of a path, from the beginning of one of its steps.
func tail(path string, limit int) string {
	for len(path) > limit {
		_, rest, more := strings.Cut(path, " > ")
		if !more {
			return shorten(path, limit)
		}
		path = rest
	}
	return path
}

// LearnerConfig configures a Learner.
type LearnerConfig struct {
	Memory  int64  // bytes that counts may take before they move to a temporary file; 0 means 256 MiB
	TempDir string // where such files are made; "" is the system's place for them
	Models  string // names the models that Unit.Content comes from (see Info)
}

const defaultMemory = 256 << 20

// maxRuns is how many temporary files are merged at a time.
const maxRuns = 32

// Learner counts what stands on the pages of sites. What does not fit in memory goes, sorted, to temporary files that
// are merged at the end (external merge sort), so that nothing is forgotten and the file that comes out depends neither
// on the order of pages nor on the memory. It is not safe for concurrent use.
type Learner struct {
	cfg    LearnerConfig
	pages  uint64
	sites  map[string]*siteCounts
	used   int64
	onPage map[uint64]bool // texts of the page that is added
	runs   []string        // temporary files
	err    error
}

// siteCounts are the counts of one site in memory.
type siteCounts struct {
	entry
	titles, places, texts map[key]*counted
}

// key tells entries of a site and a kind apart.
type key struct {
	hash uint64
	home uint32
}

// counted is an entry with the last page that it was seen on.
type counted struct {
	entry
	page uint64
}

// Bytes that an entry takes in memory beside its name: the struct, its place in a map that is two thirds full on the
// average, the allocator's rounding (measured: 1 M texts of 24 bytes take 190 MB).
const (
	entryBytes = 160
	siteBytes  = 512
)

// NewLearner returns a Learner that has seen no page.
func NewLearner(cfg LearnerConfig) *Learner {
	if cfg.Memory <= 0 {
		cfg.Memory = defaultMemory
	}
	return &Learner{cfg: cfg, sites: map[string]*siteCounts{}, onPage: map[uint64]bool{}}
}

// Pages is the number of pages seen.
func (l *Learner) Pages() uint64 { return l.pages }

// Add counts a page. After an error it does nothing; Write tells.
func (l *Learner) Add(o *Observation) {
	if l.err != nil || o == nil || o.Site == "" {
		return
	}
	l.pages++
	s := l.sites[o.Site]
	if s == nil {
		site := strings.Clone(o.Site)
		s = &siteCounts{entry: entry{kind: kindSite, name: site}, titles: map[key]*counted{}, places: map[key]*counted{}, texts: map[key]*counted{}}
		l.sites[site] = s
		l.used += siteBytes + int64(len(site))
	}
	s.pages++
	if o.Stated != 0 {
		l.count(s.titles, kindTitle, key{hash: o.Stated}, "").pages++
	}
	clear(l.onPage)
	for i := range o.Units {
		u := &o.Units[i]
		place := l.count(s.places, kindPlace, key{hash: u.Place}, o.Paths[i])
		place.blocks++
		place.words += uint64(u.Words)
		place.content += uint64(u.Words) * uint64(u.Content)
		text := l.count(s.texts, kindText, key{u.Text, home(u.Place)}, o.Names[i])
		if !l.onPage[u.Text] {
			l.onPage[u.Text] = true
			text.first++
		}
		for _, c := range [...]*counted{place, text} {
			if c.page != l.pages {
				c.page = l.pages
				c.pages++
			}
		}
		for _, field := range [...]struct {
			unit  int
			votes *uint32
		}{{o.Title, &place.titles}, {o.Author, &place.authors}, {o.Date, &place.dates}} {
			if field.unit == i+1 {
				*field.votes++
			}
		}
	}
	if l.used > l.cfg.Memory {
		l.err = l.spill()
	}
}

// count returns the counts of a fingerprint, made if they are not there.
func (l *Learner) count(in map[key]*counted, kind byte, k key, name string) *counted {
	c := in[k]
	if c == nil {
		c = &counted{entry: entry{kind: kind, hash: k.hash, home: k.home, name: strings.Clone(name)}}
		in[k] = c
		l.used += entryBytes + int64(len(name))
	} else if name < c.name {
		l.used += int64(len(name) - len(c.name))
		c.name = strings.Clone(name)
	}
	return c
}

// sorted yields the entries in memory in the order of a file.
func (l *Learner) sorted(each func(*entry) error) error {
	names := make([]string, 0, len(l.sites))
	for name := range l.sites {
		names = append(names, name)
	}
	slices.Sort(names)
	var entries []*counted
	for _, name := range names {
		s := l.sites[name]
		if err := each(&s.entry); err != nil {
			return err
		}
		for _, of := range [...]map[key]*counted{s.titles, s.places, s.texts} {
			entries = entries[:0]
			for _, c := range of {
				entries = append(entries, c)
			}
			slices.SortFunc(entries, func(a, b *counted) int { return a.before(&b.entry) })
			for _, c := range entries {
				if err := each(&c.entry); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// spill moves the counts in memory to a temporary file.
func (l *Learner) spill() error {
	name, err := l.temp(func(w *Writer) error { return l.sorted(w.write) })
	if err != nil {
		return err
	}
	l.runs = append(l.runs, name)
	l.sites, l.used = map[string]*siteCounts{}, 0
	if len(l.runs) < maxRuns {
		return nil
	}
	merged, err := l.temp(func(w *Writer) error { return mergeFiles(w, l.runs, l.cfg.Models) })
	if err != nil {
		return err
	}
	err = l.removeRuns()
	l.runs = []string{merged}
	return err
}

// temp makes a temporary file of templates.
func (l *Learner) temp(fill func(*Writer) error) (name string, err error) {
	f, err := os.CreateTemp(l.cfg.TempDir, "winnow-*.templates")
	if err != nil {
		return "", fmt.Errorf("temporary file: %w", err)
	}
	buf := bufio.NewWriterSize(f, 1<<20)
	w := NewWriter(buf, Info{Models: l.cfg.Models})
	if err = fill(w); err == nil {
		err = errors.Join(w.Close(), buf.Flush())
	}
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(f.Name())
		return "", fmt.Errorf("temporary file: %w", err)
	}
	return f.Name(), nil
}

// Write writes a file of templates with all that was counted.
func (l *Learner) Write(out io.Writer) error {
	if l.err != nil {
		return l.err
	}
	w := NewWriter(out, Info{Models: l.cfg.Models})
	if len(l.runs) == 0 {
		return errors.Join(l.sorted(w.write), w.Close())
	}
	if len(l.sites) > 0 {
		if l.err = l.spill(); l.err != nil {
			return l.err
		}
	}
	if err := mergeFiles(w, l.runs, l.cfg.Models); err != nil {
		return err
	}
	return w.Close()
}

// Close removes the temporary files.
func (l *Learner) Close() error {
	l.sites = nil
	return l.removeRuns()
}

func (l *Learner) removeRuns() (err error) {
	for _, name := range l.runs {
		err = errors.Join(err, os.Remove(name))
	}
	l.runs = nil
	return err
}
