package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"winnow/document"
	"winnow/train/sets"
)

// page is a line of the files that all contestants read: what bench/peers/pages.py writes, decoded to UTF-8 once and
// alike for all.
type page struct {
	ID   string `json:"id"`
	URL  string `json:"url"`
	HTML string `json:"html,omitempty"`
	Text string `json:"text,omitempty"` // of plain text, which no peer reads
}

func (p *page) size() int { return len(p.HTML) + len(p.Text) }

// pageSet is a selection of pages: those that take accepts, set by set, until there are maxBytes of them.
type pageSet struct {
	name, title string
	from        []string
	take        func(p *page) bool
}

// maxBytes bounds a set: enough for a second of the fastest contestant's time over a few rounds, and no more than a
// quarter of a minute of the slowest one's.
const maxBytes = 40 << 20

var pageSets = []pageSet{
	{"news", "news pages as they are served, scripts included", []string{"newspaper4k", "vi-html", "daniel-dev"},
		func(*page) bool { return true }},
	{"bare", "pages of all kinds, stripped of their scripts by who stored them", []string{"wcxb-dev"},
		func(p *page) bool { return p.ID >= "4000" && !strings.Contains(p.HTML, "<script") }},
}

var textSet = pageSet{"text", "plain text, extracted by others", []string{"vi-text", "wcxb-dev-text"},
	func(*page) bool { return true }}

// write selects the set's pages and writes them to dir; what is there already is left alone.
func (s *pageSet) write(dir string, each func(set string, yield func(*page) error) error) (path string, err error) {
	path = filepath.Join(dir, "speed-"+s.name+".jsonl")
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	left := maxBytes
	for _, set := range s.from {
		err := each(set, func(p *page) error {
			if left <= 0 || !s.take(p) {
				return nil
			}
			left -= p.size()
			return enc.Encode(p)
		})
		if err != nil {
			return "", fmt.Errorf("%s: %w", set, err)
		}
	}
	return path, os.WriteFile(path, out.Bytes(), 0o644)
}

// readHTML reads the pages of a set that bench/peers/pages.py wrote.
func readHTML(dir string) func(set string, yield func(*page) error) error {
	return func(set string, yield func(*page) error) error {
		file, err := os.Open(filepath.Join(dir, set+".jsonl"))
		if err != nil {
			return err
		}
		defer file.Close()
		return decode(file, yield)
	}
}

// readTexts reads the pages of a labelled set of texts under data.
func readTexts(data string) func(set string, yield func(*page) error) error {
	return func(set string, yield func(*page) error) error {
		s, err := sets.Open(data, set)
		if err != nil {
			return err
		}
		for i := range s.Truths {
			d, err := s.Read(s.Truths[i].ID)
			if err != nil {
				return err
			}
			if err := yield(&page{ID: d.ID, Text: string(d.Raw)}); err != nil {
				return err
			}
		}
		return nil
	}
}

func decode(r io.Reader, yield func(*page) error) error {
	for dec := json.NewDecoder(bufio.NewReaderSize(r, 1<<20)); ; {
		var p page
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if err := yield(&p); err != nil {
			return err
		}
	}
}

// load reads a file of pages into documents. Their bytes lie outside of the garbage collector's heap: a run over files
// holds a few pages at a time, and with all of them on the heap the collector would hardly ever run.
func load(path string) (docs []document.Document, size int64, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, 0, err
	}
	arena, err := syscall.Mmap(-1, 0, int(info.Size()), syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		return nil, 0, err
	}
	err = decode(file, func(p *page) error {
		d := document.Document{ID: p.ID, URL: p.URL, Format: document.FormatHTML, Ordinal: int64(len(docs)),
			Origin: document.Origin{File: p.ID}, Bytes: int64(p.size())}
		text := p.HTML
		if p.Text != "" {
			d.Format, text = document.FormatText, p.Text
		}
		n := copy(arena, text)
		d.Raw, arena = arena[:n:n], arena[n:]
		size += int64(n)
		docs = append(docs, d)
		return nil
	})
	return docs, size, err
}
