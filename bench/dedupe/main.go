// Dedupe measures how well duplicates are found, on corpora whose duplicates are known because they were planted.
//
//	go run ./dedupe -base a.jsonl -base b.jsonl [-set planted|stress|families] [-n 16000] [-seed 1] [-out DIR]
//
// The base files hold real articles as JSON lines with a "text" field. The sets are made from them:
//
//   - planted: copies made in fourteen ways, and articles of one template with other facts (hard negatives);
//   - stress: each original with one changed version, some of which are copies and some different articles;
//   - families: 3,000 articles from each of several templates, 15% of them with a copy;
//   - scale: n articles of synthetic words, for speed and memory alone: what one costs at a hundred thousand and at each
//     power of ten up to n or, with -out, the file.
//
// With -out the corpus is written to DIR (corpus.jsonl, truth.jsonl). With -tools winnow,winnow-longest,rensa-14x8,... the
// named tools are run on that file, each as a process of its own, and a table tells their quality, speed and memory:
// install.sh installs the peers, "go build -o bench/.cache/winnow ." in the project's root makes winnow.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"winnow/dedupe"
	"winnow/document"
)

// doc is a document of a planted corpus. Documents are duplicates when, and only when, their clusters are the same.
type doc struct {
	ID      string `json:"id"`
	Text    string `json:"text,omitempty"`
	Cluster string `json:"cluster,omitempty"`
	Kind    string `json:"kind,omitempty"`
}

type list []string

func (l *list) String() string     { return strings.Join(*l, ",") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

func main() {
	var bases list
	flag.Var(&bases, "base", "JSON lines with a text field; may be given several times")
	set := flag.String("set", "planted", "planted, stress, families or scale")
	words := flag.Int("words", 100, "of an article of -set scale, on average")
	memory := flag.Int64("memory", 0, "bytes for the look-up")
	n := flag.Int("n", 16000, "originals")
	seed := flag.Uint64("seed", 1, "of the random numbers")
	out := flag.String("out", "", "write the corpus to this directory")
	strictness := flag.String("strictness", "", "strict or loose")
	prefer := flag.String("prefer", "", "longest or earliest")
	names := flag.String("tools", "", "run these on the corpus: winnow, winnow-longest, winnow-strict, winnow-minhash, winnow-exact, rensa-16x8-verified, rensa-14x8, datasketch-14x8, datatrove-14x8")
	cache := flag.String("cache", ".cache", "where winnow and the peers are")
	given := flag.String("corpus", "", "take the corpus and its truth from this directory instead of making one")
	flag.Parse()
	cfg := dedupe.Config{Strictness: dedupe.Strictness(*strictness), Prefer: dedupe.Preference(*prefer), Memory: *memory}
	if *set == "scale" {
		var err error
		if *out == "" {
			err = scale(*n, *seed, *words, cfg)
		} else {
			err = writeScale(*out, *n, *seed, *words)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "dedupe:", err)
			os.Exit(1)
		}
		return
	}
	if err := run(bases, *set, *n, *seed, *out, *given, *names, *cache, cfg); err != nil {
		fmt.Fprintln(os.Stderr, "dedupe:", err)
		os.Exit(1)
	}
}

func run(bases []string, set string, n int, seed uint64, out, given, names, cache string, cfg dedupe.Config) error {
	r := rand.New(rand.NewPCG(seed, 1))
	var corpus []doc
	if given != "" {
		var err error
		if corpus, err = read(given); err != nil {
			return err
		}
		out = given
	} else if set == "families" {
		corpus = families(r, n)
	} else {
		texts, err := readBases(bases)
		if err != nil {
			return err
		}
		r.Shuffle(len(texts), func(i, j int) { texts[i], texts[j] = texts[j], texts[i] })
		originals := distinct(texts, n)
		switch set {
		case "planted":
			corpus = plant(r, originals)
		case "stress":
			corpus = stress(r, originals)
		default:
			return fmt.Errorf("unknown set %q", set)
		}
	}
	for i := range corpus {
		if given == "" {
			corpus[i].ID = fmt.Sprintf("d%07d", i)
		}
	}
	if out != "" && given == "" {
		if err := write(out, corpus); err != nil {
			return err
		}
	}
	if names != "" {
		if out == "" {
			return fmt.Errorf("to run tools name a directory for the corpus with -out")
		}
		dir, err := filepath.Abs(out)
		if err != nil {
			return err
		}
		if cache, err = filepath.Abs(cache); err != nil {
			return err
		}
		return runTools(corpus, dir, cache, strings.Split(names, ","))
	}
	of, seconds, err := winnow(corpus, cfg)
	if err != nil {
		return err
	}
	size := 0
	for i := range corpus {
		size += len(corpus[i].Text)
	}
	fmt.Printf("%s: %d documents, %.1f MB; %.1f MB a CPU second\n\n", set, len(corpus), float64(size)/1e6, float64(size)/1e6/seconds)
	report(corpus, of)
	return nil
}

// winnow returns, for each document, the id of the one that it duplicates, and the CPU seconds that this took.
func winnow(corpus []doc, cfg dedupe.Config) ([]string, float64, error) {
	docs := make([]*document.Document, len(corpus))
	for i := range corpus {
		docs[i] = &document.Document{Ordinal: int64(i), ID: corpus[i].ID, Text: corpus[i].Text}
	}
	runtime.GC()
	begin := cpuSeconds()
	prepare := dedupe.Prepare(cfg)
	if cfg.Prefer == dedupe.PreferFirst {
		c, err := dedupe.NewClaimer(cfg)
		if err != nil {
			return nil, 0, err
		}
		for _, d := range docs {
			prepare(d)
			c.Claim(d)
		}
		if err := c.Close(); err != nil {
			return nil, 0, err
		}
	} else {
		s, err := dedupe.NewSurvey(cfg)
		if err != nil {
			return nil, 0, err
		}
		for _, d := range docs {
			prepare(d)
			s.Add(d)
		}
		if err := s.Decide(); err != nil {
			return nil, 0, err
		}
		for _, d := range docs {
			s.Apply(d)
		}
		if err := s.Close(); err != nil {
			return nil, 0, err
		}
	}
	seconds := cpuSeconds() - begin
	of := make([]string, len(docs))
	for i, d := range docs {
		of[i] = d.Verdict.Of
	}
	return of, seconds, nil
}

func cpuSeconds() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}

// readBases reads the texts of at least sixty words.
func readBases(paths []string) ([]string, error) {
	var texts []string
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 64<<20)
		for lines.Scan() {
			var d doc
			if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
			if len(strings.Fields(d.Text)) >= 60 {
				texts = append(texts, clean(d.Text))
			}
		}
		if err := lines.Err(); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		_ = f.Close()
	}
	if len(texts) == 0 {
		return nil, fmt.Errorf("no base articles: name files with -base")
	}
	return texts, nil
}

// write writes the corpus and its truth for other tools.
func write(dir string, corpus []doc) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, file := range []struct {
		name string
		part func(doc) doc
	}{
		{"corpus.jsonl", func(d doc) doc { return doc{ID: d.ID, Text: d.Text} }},
		{"truth.jsonl", func(d doc) doc { return doc{ID: d.ID, Cluster: d.Cluster, Kind: d.Kind} }},
	} {
		f, err := os.Create(filepath.Join(dir, file.name))
		if err != nil {
			return err
		}
		w := bufio.NewWriter(f)
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		for _, d := range corpus {
			if err := e.Encode(file.part(d)); err != nil {
				return err
			}
		}
		if err := w.Flush(); err != nil {
			return err
		}
		if err := f.Close(); err != nil {
			return err
		}
	}
	return nil
}

// read reads a corpus that was written before.
func read(dir string) ([]doc, error) {
	var out []doc
	for _, name := range []string{"corpus.jsonl", "truth.jsonl"} {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 64<<20)
		for i := 0; lines.Scan(); i++ {
			var d doc
			if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			switch {
			case name == "corpus.jsonl":
				out = append(out, d)
			case i < len(out) && out[i].ID == d.ID:
				out[i].Cluster, out[i].Kind = d.Cluster, d.Kind
			default:
				return nil, fmt.Errorf("%s: line %d is not that of the corpus", name, i+1)
			}
		}
		if err := lines.Err(); err != nil {
			return nil, err
		}
		_ = f.Close()
	}
	return out, nil
}
