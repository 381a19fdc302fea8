package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"winnow/dedupe"
	"winnow/document"
)

// synthetic makes articles of words that nobody wrote, with the frequencies of words in a language (Zipf); one in seven is
// an earlier one with a word in twenty changed.
type synthetic struct {
	r      *rand.Rand
	zipf   *rand.Zipf
	words  int // of an article, on average
	recent []string
	next   int
}

const (
	vocabulary = 50_000
	recentKept = 4096
)

func newSynthetic(seed uint64, words int) *synthetic {
	r := rand.New(rand.NewPCG(seed, 3))
	return &synthetic{r: r, zipf: rand.NewZipf(r, 1.1, 3, vocabulary-1), words: words, recent: make([]string, recentKept)}
}

// word spells the number of a word: two to five syllables, and now and then a name or a number.
func (s *synthetic) word(b *strings.Builder) {
	n := s.zipf.Uint64()
	switch s.r.IntN(16) {
	case 0:
		b.WriteString(strconv.Itoa(s.r.IntN(3000)))
		return
	case 1:
		b.WriteByte("ABCDEGHKLMNPRSTV"[n%16])
	}
	for n += 40; n > 0; n /= 40 {
		b.WriteByte("bcdghklmnprstvxy"[n%16])
		b.WriteByte("aeiou"[n%40/8])
	}
}

func (s *synthetic) article() string {
	var b strings.Builder
	if s.r.IntN(7) == 0 {
		if old := s.recent[s.r.IntN(recentKept)]; old != "" {
			for w := range strings.FieldsSeq(old) {
				if s.r.IntN(20) == 0 {
					s.word(&b)
				} else {
					b.WriteString(w)
				}
				b.WriteByte(' ')
			}
			return b.String()
		}
	}
	for i := range s.words/2 + s.r.IntN(s.words) {
		switch {
		case i > 0 && i%12 == 0:
			b.WriteString(". ")
		case i > 0:
			b.WriteByte(' ')
		}
		s.word(&b)
	}
	s.recent[s.next] = b.String()
	s.next = (s.next + 1) % recentKept
	return b.String()
}

// writeScale writes n articles to corpus.jsonl in a directory.
func writeScale(dir string, n int, seed uint64, words int) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(dir, "corpus.jsonl"))
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	s := newSynthetic(seed, words)
	for i := range n {
		fmt.Fprintf(w, "{\"id\":\"s%d\",\"text\":\"%s\"}\n", i, s.article()) // letters, digits, blanks and full stops
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// scale tells what an article costs at a hundred thousand and at each power of ten up to n: CPU time over the hundred
// thousand before, without the making of the articles.
func scale(n int, seed uint64, words int, cfg dedupe.Config) error {
	c, err := dedupe.NewClaimer(cfg)
	if err != nil {
		return err
	}
	prepare := dedupe.Prepare(cfg)
	s := newSynthetic(seed, words)
	const batch, window = 1000, 100_000
	var prepared, claimed float64
	kept, next := 0, window
	docs := make([]*document.Document, batch)
	fmt.Printf("| articles | kept | prepare, µs | look up, µs | share of the look-up | memory, bytes a kept article |\n|--:|--:|--:|--:|--:|--:|\n")
	for done := 0; done < n; done += batch {
		for i := range docs {
			docs[i] = &document.Document{Ordinal: int64(done + i), ID: strconv.Itoa(done + i), Text: s.article()}
		}
		if done%window == 0 {
			prepared, claimed = 0, 0
		}
		begin := cpuSeconds()
		for _, d := range docs {
			prepare(d)
		}
		middle := cpuSeconds()
		for _, d := range docs {
			c.Claim(d)
			if d.Keep() {
				kept++
			}
		}
		prepared += middle - begin
		claimed += cpuSeconds() - middle
		if done+batch == next {
			var m runtime.MemStats
			clear(docs)
			runtime.GC()
			runtime.ReadMemStats(&m)
			for _, text := range s.recent { // the maker's, not the look-up's
				m.HeapAlloc -= uint64(len(text))
			}
			fmt.Printf("| %d | %d | %.1f | %.1f | %.0f%% | %d |\n", next, kept, prepared/window*1e6, claimed/window*1e6, 100*claimed/(prepared+claimed), int(m.HeapAlloc)/kept)
			next *= 10
		}
	}
	return c.Close()
}
