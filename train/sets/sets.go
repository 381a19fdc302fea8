// Package sets reads labelled pages: a folder for each set, with pages/ (one file a page, .html or .txt, also .gz)
// and truth.jsonl, one JSON object a page.
package sets

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"
	"golang.org/x/net/publicsuffix"

	"winnow/document"
)

// Names are the sets in the order of all tables. Not every data directory has all of them.
var Names = []string{"wcxb-dev", "daniel-dev", "trafeval", "readability", "newspaper4k", "webmainbench", "vi-html",
	"vi-text", "wcxb-dev-text", "seeds"}

// Truth is the reference of a page, a line of truth.jsonl.
type Truth struct {
	ID, URL, Lang, Type, Site string
	Title, Author, Date       string
	Text                      *string  // the main text; nil where the set has snippets only
	With, Without             []string // snippets that must and must not be in the output
	Once                      []string // stand more than once on the page and must come out exactly once
}

// Domain is the site that a page belongs to, for splitting by site: the registrable domain of its address, or what
// the set says. Pages that tell nothing are sites of their own.
func (t *Truth) Domain() string {
	if u, err := url.Parse(t.URL); err == nil && u.Hostname() != "" {
		return registrable(u.Hostname())
	}
	if t.Site != "" {
		return registrable(t.Site)
	}
	return "page:" + t.ID
}

func registrable(host string) string {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if domain, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return domain
	}
	return host
}

// Set is a folder of labelled pages.
type Set struct {
	Name   string
	Truths []Truth
	files  map[string]string // id to the page's file
}

// Open reads the references of a set and finds the files of its pages. The error is fs.ErrNotExist where data has
// no such set.
func Open(data, name string) (*Set, error) {
	s := &Set{Name: name, files: map[string]string{}}
	dir := filepath.Join(data, name)
	file, err := os.Open(filepath.Join(dir, "truth.jsonl"))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	dec := json.NewDecoder(bufio.NewReader(file))
	for dec.More() {
		var t Truth
		if err := dec.Decode(&t); err != nil {
			return nil, fmt.Errorf("%s: %w", file.Name(), err)
		}
		s.Truths = append(s.Truths, t)
	}
	pages, err := os.ReadDir(filepath.Join(dir, "pages"))
	if err != nil {
		return nil, err
	}
	for _, p := range pages {
		id := strings.TrimSuffix(p.Name(), ".gz")
		id = strings.TrimSuffix(strings.TrimSuffix(id, ".html"), ".txt")
		s.files[id] = filepath.Join(dir, "pages", p.Name())
	}
	return s, nil
}

// Read makes a document of a page. Like a page found on a disk, it knows nothing of its address or language.
func (s *Set) Read(id string) (*document.Document, error) {
	path, ok := s.files[id]
	if !ok {
		return nil, fmt.Errorf("%s: no page %s", s.Name, id)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	plain, packed := strings.CutSuffix(path, ".gz")
	if packed {
		zr, err := gzip.NewReader(bytes.NewReader(raw))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if raw, err = io.ReadAll(zr); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	d := &document.Document{ID: id, Origin: document.Origin{File: path}, Raw: raw, Bytes: int64(len(raw)), Format: document.FormatHTML}
	if strings.HasSuffix(plain, ".txt") {
		d.Format = document.FormatText
	}
	return d, nil
}
