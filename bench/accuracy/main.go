// Command accuracy runs winnow over sets of pages with references and prints one table of figures for all of them.
//
//	go -C bench run ./accuracy [flags] DATA
//
// DATA holds a folder for each set with pages/ and truth.jsonl; sets that are not there are left out and named.
// Without --record it fails when a figure is more than half a point worse than the committed one
// (accuracy/figures.tsv). Package score defines the measures.
//
// The committed figures guard against breakage; they are no estimate of new pages, because the built-in models were
// trained on these sets. For that, score with models of a cross-validation (--cv; train/README.md has the figures).
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"winnow/bench/score"
	"winnow/train/sets"
)

type options struct {
	sets, per, pred, from, peers, cv, record, figures, rules, curve string
	worst, workers, learn                                           int
	text                                                            bool
}

func main() {
	var o options
	flag.StringVar(&o.sets, "set", "", "only these `sets`, separated by commas")
	flag.StringVar(&o.per, "per", "", "also a line for each page `type|lang|site`")
	flag.IntVar(&o.worst, "worst", 0, "also list the `n` worst pages of each set")
	flag.StringVar(&o.pred, "pred", "", "write the predictions to `dir`, a file a set")
	flag.StringVar(&o.from, "from", "", "score the predictions in `dir` instead of running winnow")
	flag.StringVar(&o.peers, "peers", "", "also a line for each tool in `dir`: dir/tool/set.jsonl")
	flag.StringVar(&o.cv, "cv", "", "label each page by models that did not see its site: `dirs` of train/train.py --cv, separated by commas")
	flag.IntVar(&o.learn, "learn", 0, "learn templates first, from up to `n` pages of each site")
	flag.StringVar(&o.curve, "curve", "", "show only what templates learned from up to so many pages of each site are worth to it: `numbers`, separated by commas")
	flag.StringVar(&o.rules, "text-rules", "learned", "how plain texts are labelled: a preset in place of the learned labelling")
	flag.BoolVar(&o.text, "as-text", false, "read web pages as plain texts: what a crawl's text dump holds of them")
	flag.StringVar(&o.figures, "figures", "accuracy/figures.tsv", "the committed figures, `file`")
	flag.StringVar(&o.record, "record", "", "write the figures to `file` instead of checking them")
	flag.IntVar(&o.workers, "j", runtime.GOMAXPROCS(0), "pages at a time")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: accuracy [flags] DATA")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(o, flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "accuracy:", err)
		os.Exit(1)
	}
}

func run(o options, data string) error {
	names := sets.Names
	if o.sets != "" {
		names = strings.Split(o.sets, ",")
	}
	key, err := groupKey(o.per)
	if err != nil {
		return err
	}
	stages, err := newExtractors(o.cv, o.rules)
	if err != nil {
		return err
	}
	read := newReader(o.text)
	start := time.Now()
	var table, guarded []row
	var worst []func()
	for _, name := range names {
		s, err := sets.Open(data, name)
		if errors.Is(err, fs.ErrNotExist) {
			fmt.Fprintf(os.Stderr, "accuracy: %s: not in %s, left out\n", name, data)
			continue
		}
		if err != nil {
			return err
		}
		if o.curve != "" {
			if err := curve(os.Stdout, s, read, stages, &o); err != nil {
				return err
			}
			continue
		}
		var preds []score.Prediction
		if o.from != "" {
			preds, err = readPredictions(filepath.Join(o.from, name+".jsonl"), s.Truths)
		} else {
			preds, err = predictSet(s, read, stages, &o)
		}
		if errors.Is(err, fs.ErrNotExist) {
			fmt.Fprintf(os.Stderr, "accuracy: %s: %v, left out\n", name, err)
			continue
		}
		if err != nil {
			return err
		}
		if o.pred != "" {
			if err := writePredictions(o.pred, name, preds); err != nil {
				return err
			}
		}
		pages := scoreAll(s.Truths, preds, o.workers)
		own := []row{{name, score.Sum(pages)}}
		if r, ok := articleRow(name, pages); ok {
			own = append(own, r)
		}
		guarded = append(guarded, own...)
		table = append(table, own...)
		if key != nil {
			table = append(table, groups(pages, key)...)
		}
		peers, err := peerRows(o.peers, s, o.workers)
		if err != nil {
			return err
		}
		table = append(table, peers...)
		if o.worst > 0 {
			worst = append(worst, func() { printWorst(os.Stdout, name, pages, o.worst) })
		}
	}
	if o.curve != "" {
		return nil
	}
	printTable(os.Stdout, table)
	for _, print := range worst {
		print()
	}
	fmt.Fprintf(os.Stderr, "accuracy: %.1f s\n", time.Since(start).Seconds())
	if o.from != "" || o.cv != "" || o.learn > 0 || o.text || o.rules != "learned" {
		return nil
	}
	measured := rowsFigures(guarded)
	if o.record != "" {
		return writeFigures(o.record, measured)
	}
	committed, err := readFigures(o.figures)
	if err != nil {
		return err
	}
	if lost := fallen(measured, committed); len(lost) > 0 {
		return fmt.Errorf("worse than %s by more than %.1f points:\n  %s", o.figures, 100*slack, strings.Join(lost, "\n  "))
	}
	return nil
}

func groupKey(per string) (func(*score.Truth) string, error) {
	switch per {
	case "":
		return nil, nil
	case "type":
		return func(t *score.Truth) string { return t.Type }, nil
	case "lang":
		return func(t *score.Truth) string { return t.Lang }, nil
	case "site":
		return func(t *score.Truth) string { return t.Site }, nil
	}
	return nil, fmt.Errorf("--per %s: want type, lang or site", per)
}

// predictSet runs winnow on every page of a set, with templates of its sites if they are wanted.
func predictSet(s *sets.Set, read reader, stages *extractors, o *options) ([]score.Prediction, error) {
	if o.learn > 0 {
		store, err := learn(s, read, stages.observe, o.learn, o.workers)
		if err != nil {
			return nil, err
		}
		if err := stages.with(store); err != nil {
			return nil, err
		}
	}
	preds := make([]score.Prediction, len(s.Truths))
	errs := make([]error, len(s.Truths))
	parallel(len(preds), o.workers, func(i int) {
		d, err := read(s, i)
		if err != nil {
			errs[i] = err
			return
		}
		stages.extract(s.Name, d)
		preds[i] = score.Prediction{ID: d.ID, Title: d.Title, Author: score.Names(d.Author), Date: d.Date}
		if d.Keep() {
			preds[i].Text = d.Text
		}
	})
	return preds, errors.Join(errs...)
}

func scoreAll(truths []score.Truth, preds []score.Prediction, workers int) []score.Page {
	pages := make([]score.Page, len(truths))
	parallel(len(pages), workers, func(i int) { pages[i] = score.Score(&truths[i], &preds[i]) })
	return pages
}

// parallel calls do(0..n-1) from several goroutines.
func parallel(n, workers int, do func(int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range max(1, workers) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
}

// peerRows scores the predictions that other tools left in dir/tool/set.jsonl.
func peerRows(dir string, s *sets.Set, workers int) ([]row, error) {
	if dir == "" {
		return nil, nil
	}
	files, err := filepath.Glob(filepath.Join(dir, "*", s.Name+".jsonl"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var rows []row
	for _, file := range files {
		preds, err := readPredictions(file, s.Truths)
		if err != nil {
			return nil, err
		}
		pages := scoreAll(s.Truths, preds, workers)
		tool := filepath.Base(filepath.Dir(file))
		rows = append(rows, row{"  " + tool, score.Sum(pages)})
		if r, ok := articleRow("  "+tool, pages); ok {
			rows = append(rows, r)
		}
	}
	return rows, nil
}

// readPredictions reads a file of predictions, in the order of the references; a page without one is predicted empty.
func readPredictions(path string, truths []score.Truth) ([]score.Prediction, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	by := map[string]score.Prediction{}
	dec := json.NewDecoder(bufio.NewReader(file))
	for dec.More() {
		var p score.Prediction
		if err := dec.Decode(&p); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		by[p.ID] = p
	}
	preds := make([]score.Prediction, len(truths))
	for i := range truths {
		preds[i] = by[truths[i].ID]
	}
	return preds, nil
}

func writePredictions(dir, name string, preds []score.Prediction) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	file, err := os.Create(filepath.Join(dir, name+".jsonl"))
	if err != nil {
		return err
	}
	w := bufio.NewWriter(file)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for i := range preds {
		if err := enc.Encode(&preds[i]); err != nil {
			return errors.Join(err, file.Close())
		}
	}
	return errors.Join(w.Flush(), file.Close())
}
