package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"

	"winnow/bench/score"
	"winnow/document"
)

// setNames are the sets in the order of the table. One that is not in the data directory is left out of it.
var setNames = []string{"wcxb-dev", "daniel-dev", "trafeval", "readability", "newspaper4k", "webmainbench", "vi-html",
	"vi-text", "wcxb-dev-text", "seeds"}

// set is a folder with pages/ and truth.jsonl.
type set struct {
	name   string
	dir    string
	truths []score.Truth
	files  map[string]string // id to the page's file
}

// openSet reads the references of a set and finds the files of its pages.
func openSet(data, name string) (*set, error) {
	s := &set{name: name, dir: filepath.Join(data, name), files: map[string]string{}}
	file, err := os.Open(filepath.Join(s.dir, "truth.jsonl"))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	lines := bufio.NewReader(file)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 1 {
			var t score.Truth
			if err := json.Unmarshal(line, &t); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			s.truths = append(s.truths, t)
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
	}
	pages, err := os.ReadDir(filepath.Join(s.dir, "pages"))
	if err != nil {
		return nil, err
	}
	for _, p := range pages {
		id := strings.TrimSuffix(p.Name(), ".gz")
		id = strings.TrimSuffix(strings.TrimSuffix(id, ".html"), ".txt")
		s.files[id] = filepath.Join(s.dir, "pages", p.Name())
	}
	return s, nil
}

// read makes a document of a page. Like a page found on a disk, it knows nothing of its address or language.
func (s *set) read(id string) (*document.Document, error) {
	path, ok := s.files[id]
	if !ok {
		return nil, fmt.Errorf("%s: no page %s", s.name, id)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(path, ".gz") {
		zr, err := gzip.NewReader(strings.NewReader(string(raw)))
		if err != nil {
			return nil, err
		}
		if raw, err = io.ReadAll(zr); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	d := &document.Document{ID: id, Origin: document.Origin{File: path}, Raw: raw, Bytes: int64(len(raw)), Format: document.FormatHTML}
	if strings.HasSuffix(strings.TrimSuffix(path, ".gz"), ".txt") {
		d.Format = document.FormatText
	}
	return d, nil
}
