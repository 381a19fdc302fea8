// Command rows turns labelled pages into training rows: the features of every block (or line) with its label.
//
//	go run ./train/rows [flags] --out DIR DATA
//
// DIR then holds, as train/train.py reads them:
//
//	names.json      the names of the features, in the order of the columns
//	pages.jsonl     a line a page: set, id, site, type, lang, first row, number of rows
//	features.u8     rows × columns, one byte each, 0..127
//	content.f32     share of the block's words that belong to the content; NaN where nothing is known
//	taught-NAME.f32 the same by a teacher, for pages with snippets only; NaN elsewhere. There with --teacher only
//	words.u32       size of the block in words
//	hashes.u32      number of longer words of the line; empty for blocks and pages
//	hashes.u16      their hashes, line after line
//
// All numbers are little-endian. The rows of a page stand together, in the order of the page.
package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"winnow/document"
	"winnow/train/align"
	"winnow/train/sets"
)

// sample is a page cut into the units that a model labels.
type sample struct {
	texts  []string
	rows   []byte     // features, names wide
	hashes [][]uint16 // of lines, the hashes of their longer words
}

// A cutter makes samples of pages. It reuses its memory and is not safe for concurrent use.
type cutter interface {
	names() []string
	cut(set string, d *document.Document) (sample, error)
}

func main() {
	out := flag.String("out", "", "write the rows to `dir`")
	only := flag.String("set", "", "only these `sets`, separated by commas")
	unit := flag.String("unit", "blocks", "what is labelled: `blocks|lines|pages`")
	models := flag.String("models", "", "for pages: label blocks by the models of the cross-validation in `dir`")
	var by teachers
	flag.Var(&by, "teacher", "label pages with snippets only by `NAME=BLOCKS,PAGES`, model files, too; may be repeated")
	show := flag.String("show", "", "print the labels of the page with this `id` instead")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: rows [flags] DATA")
		flag.PrintDefaults()
	}
	flag.Parse()
	newCutter, err := cutterOf(*unit, *models)
	if flag.NArg() != 1 || err != nil || (*out == "") == (*show == "") {
		if err != nil {
			fmt.Fprintln(os.Stderr, "rows:", err)
		}
		flag.Usage()
		os.Exit(2)
	}
	names := sets.Names
	if *only != "" {
		names = strings.Split(*only, ",")
	}
	if err := run(flag.Arg(0), names, *out, *show, newCutter, by); err != nil {
		fmt.Fprintln(os.Stderr, "rows:", err)
		os.Exit(1)
	}
}

func cutterOf(unit, models string) (func() cutter, error) {
	switch unit {
	case "blocks":
		return func() cutter { return &blockCutter{} }, nil
	case "lines":
		return func() cutter { return &lineCutter{} }, nil
	case "pages":
		return pageCutters(models)
	}
	return nil, fmt.Errorf("unit %q", unit)
}

func run(data string, names []string, out, show string, newCutter func() cutter, by teachers) error {
	var w *writer
	if out != "" {
		var err error
		if w, err = newWriter(out, newCutter().names(), by); err != nil {
			return err
		}
	}
	for _, name := range names {
		s, err := sets.Open(data, name)
		if errors.Is(err, fs.ErrNotExist) {
			fmt.Fprintf(os.Stderr, "rows: %s: not in %s, left out\n", name, data)
			continue
		}
		if err != nil {
			return err
		}
		if show != "" {
			s.Truths = pick(s.Truths, show)
		}
		pages, rows := 0, 0
		for i, p := range label(s, newCutter, by) {
			if p.err != nil {
				return fmt.Errorf("%s: %s: %w", name, s.Truths[i].ID, p.err)
			}
			if len(p.texts) == 0 {
				continue
			}
			pages, rows = pages+1, rows+len(p.texts)
			if show != "" {
				p.print(os.Stdout)
			} else if err := w.add(name, &s.Truths[i], &p); err != nil {
				return err
			}
		}
		if c, ok := newCutter().(cleanCutter); ok && show == "" {
			if err := addClean(w, name, s.Truths, c); err != nil {
				return err
			}
		}
		if show == "" {
			fmt.Fprintf(os.Stderr, "rows: %s: %d pages, %d rows\n", name, pages, rows)
		}
	}
	if w != nil {
		return w.close()
	}
	return nil
}

// A cleanCutter makes samples of texts that are content from the first to the last word.
type cleanCutter interface {
	clean(text string) (sample, error)
}

// cleanSuffix marks the samples of the references of a set. Shorter references than minClean bytes are no texts.
const (
	cleanSuffix = "-clean"
	minClean    = 200
)

// addClean writes the references of a set as pages of their own. Sets of plain texts repeat those of web pages.
func addClean(w *writer, set string, truths []sets.Truth, c cleanCutter) error {
	if strings.HasSuffix(set, "-text") || set == "seeds" {
		return nil
	}
	for i := range truths {
		t := &truths[i]
		if t.Text == nil || len(*t.Text) < minClean {
			continue
		}
		s, err := c.clean(*t.Text)
		if err != nil {
			return fmt.Errorf("%s: %s: %w", set, t.ID, err)
		}
		p := labelled{sample: s, content: make([]float32, len(s.texts)), words: make([]uint32, len(s.texts))}
		words := align.Words{}
		for k, text := range s.texts {
			p.content[k], p.words[k] = 1, uint32(len(words.Split(text)))
		}
		if err := w.add(set+cleanSuffix, t, &p); err != nil {
			return err
		}
	}
	return nil
}

func pick(truths []sets.Truth, id string) []sets.Truth {
	for i := range truths {
		if truths[i].ID == id {
			return truths[i : i+1]
		}
	}
	return nil
}

// labelled is a sample with its labels.
type labelled struct {
	sample
	content []float32
	taught  [][]float32 // by each teacher; nil where they teach nothing
	words   []uint32
	err     error
}

// label cuts and labels the pages of a set, several at a time. A page that has no units of its kind is empty.
func label(s *sets.Set, newCutter func() cutter, by teachers) []labelled {
	pages := make([]labelled, len(s.Truths))
	var wg sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			c := newCutter()
			for i := range next {
				pages[i] = labelPage(s, &s.Truths[i], c, by)
			}
		})
	}
	for i := range pages {
		next <- i
	}
	close(next)
	wg.Wait()
	return pages
}

func labelPage(s *sets.Set, truth *sets.Truth, c cutter, by teachers) (p labelled) {
	d, err := s.Read(truth.ID)
	if err != nil {
		return labelled{err: err}
	}
	if p.sample, p.err = c.cut(s.Name, d); p.err != nil || len(p.texts) == 0 {
		return p
	}
	words := align.Words{}
	units := make([][]int32, len(p.texts))
	p.words = make([]uint32, len(units))
	for i, t := range p.texts {
		units[i] = words.Split(t)
		p.words[i] = uint32(len(units[i]))
	}
	if truth.Text != nil {
		p.content = align.Blocks(units, words.Split(*truth.Text))
	} else {
		p.content = bySnippets(p.texts, truth)
	}
	p.taught, p.err = by.teach(s, truth, units, words, p.content)
	return p
}

// bySnippets labels the units that hold a snippet; of the others nothing is known. A unit with snippets of both
// kinds tells nothing either.
func bySnippets(texts []string, truth *sets.Truth) []float32 {
	holds := func(text string, snippets []string) bool {
		for _, s := range snippets {
			if s = squeeze(s); s != "" && strings.Contains(text, s) {
				return true
			}
		}
		return false
	}
	labels := make([]float32, len(texts))
	for i, t := range texts {
		t = squeeze(t)
		with, without := holds(t, truth.With), holds(t, truth.Without)
		switch {
		case with && !without:
			labels[i] = 1
		case without && !with:
			labels[i] = 0
		default:
			labels[i] = float32(math.NaN())
		}
	}
	return labels
}

func squeeze(text string) string { return strings.Join(strings.Fields(text), " ") }

// print writes the page's units with their labels, for reading.
func (p *labelled) print(out *os.File) {
	for i, t := range p.texts {
		fmt.Fprintf(out, "%5.2f %4d  %s\n", p.content[i], p.words[i], t)
	}
}

// writer writes the files of a directory of rows.
type writer struct {
	files   map[string]*bufio.Writer
	closers []func() error
	names   []string
	by      teachers
	rows    int
}

func newWriter(dir string, names []string, by teachers) (*writer, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	w := &writer{files: map[string]*bufio.Writer{}, names: names, by: by}
	files := []string{"pages.jsonl", "features.u8", "content.f32", "words.u32", "hashes.u32", "hashes.u16"}
	for i := range by {
		files = append(files, by[i].file())
	}
	for _, name := range files {
		file, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		w.files[name] = bufio.NewWriterSize(file, 1<<20)
		w.closers = append(w.closers, w.files[name].Flush, file.Close)
	}
	text, err := json.Marshal(names)
	if err != nil {
		return nil, err
	}
	return w, os.WriteFile(filepath.Join(dir, "names.json"), append(text, '\n'), 0o644)
}

// pageLine is a line of pages.jsonl.
type pageLine struct {
	Set   string `json:"set"`
	ID    string `json:"id"`
	Site  string `json:"site"`
	Type  string `json:"type"`
	Lang  string `json:"lang"`
	First int    `json:"first"`
	Rows  int    `json:"rows"`
}

func (w *writer) add(set string, t *sets.Truth, p *labelled) error {
	line, err := json.Marshal(pageLine{set, t.ID, t.Domain(), t.Type, t.Lang, w.rows, len(p.texts)})
	if err != nil {
		return err
	}
	w.rows += len(p.texts)
	// Errors of a bufio.Writer stay with it until its Flush.
	w.files["pages.jsonl"].Write(append(line, '\n'))
	w.files["features.u8"].Write(p.rows)
	for _, hashes := range p.hashes {
		w.files["hashes.u32"].Write(binary.LittleEndian.AppendUint32(nil, uint32(len(hashes))))
		for _, h := range hashes {
			w.files["hashes.u16"].Write(binary.LittleEndian.AppendUint16(nil, h))
		}
	}
	for i := range p.texts {
		w.files["content.f32"].Write(binary.LittleEndian.AppendUint32(nil, math.Float32bits(p.content[i])))
		for k := range w.by {
			label := float32(math.NaN())
			if p.taught != nil {
				label = p.taught[k][i]
			}
			w.files[w.by[k].file()].Write(binary.LittleEndian.AppendUint32(nil, math.Float32bits(label)))
		}
		w.files["words.u32"].Write(binary.LittleEndian.AppendUint32(nil, p.words[i]))
	}
	return nil
}

func (w *writer) close() error {
	var errs []error
	for _, c := range w.closers {
		errs = append(errs, c())
	}
	return errors.Join(errs...)
}
