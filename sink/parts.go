package sink

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"winnow/document"
	"winnow/internal/wholefile"
)

// ManifestName is the file of a directory of parts that says what is whole.
const ManifestName = "manifest.json"

// manifestFormat is the version of the manifest's layout and of how parts are cut.
const manifestFormat = 1

// PartsConfig says how articles are written in parts.
type PartsConfig struct {
	Dir      string
	Size     int64  // bytes of a part as stored, from which the next one is begun; a part is larger by what the compressor holds, below 1 MiB
	Compress string // ending that is added to a part's name: "zst", "gz" or "" for none

	// Run says all that the articles depend on. A run is resumed only with the same.
	Run map[string]string
	// Inputs is for people who read the manifest.
	Inputs []string
	// Resume goes on with the run that is in Dir. Without it Dir must be empty.
	Resume bool
}

// Manifest is what ManifestName holds.
type Manifest struct {
	Format   int               `json:"format"`
	Run      map[string]string `json:"run"`
	Inputs   []string          `json:"inputs"`
	Parts    []Part            `json:"parts"`
	Pages    int64             `json:"pages"`            // read until the end of the last part
	Articles int64             `json:"articles"`         // in all parts
	Failed   int64             `json:"failed,omitempty"` // pages of a complete run that could not be read
	Complete bool              `json:"complete"`         // there is nothing to resume
}

// Part is one file of articles.
type Part struct {
	Name     string   `json:"name"`
	Articles int64    `json:"articles"`
	Bytes    int64    `json:"bytes"` // as stored
	Pages    int64    `json:"pages"` // read until its end, since the beginning of the run
	Last     Position `json:"last"`  // the page that ends it
}

// Position is where a page stands in the input.
type Position struct {
	ID     string `json:"id"`
	File   string `json:"file"`
	Record int64  `json:"record,omitempty"`
	Offset int64  `json:"offset,omitempty"`
}

// Parts is a directory of parts under way. Parts appear whole and in order; the manifest names those that count.
//
// Which article stands in which part follows from the articles alone: a part ends with the article that brings it to its
// size. So a run that is resumed has to yield the same documents from the beginning; what whole parts hold already is
// not written again.
type Parts struct {
	cfg      PartsConfig
	manifest Manifest
	pages    int64 // taken by this process
	articles int64 // kept ones among them
	failed   int64 // those that could not be read
	part     Part  // under way
}

// OpenParts makes the directory or reads the manifest in it.
func OpenParts(cfg PartsConfig) (*Parts, error) {
	if err := os.MkdirAll(cfg.Dir, 0o777); err != nil {
		return nil, err
	}
	p := &Parts{cfg: cfg, manifest: Manifest{Format: manifestFormat, Run: cfg.Run, Inputs: cfg.Inputs, Parts: []Part{}}}
	data, err := os.ReadFile(filepath.Join(cfg.Dir, ManifestName))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return p, p.begin()
	case err != nil:
		return nil, err
	case !cfg.Resume:
		return nil, fmt.Errorf("%s holds a run already: resume it, or name another directory", cfg.Dir)
	}
	var old Manifest
	if err := json.Unmarshal(data, &old); err != nil {
		return nil, fmt.Errorf("%s in %s: %w", ManifestName, cfg.Dir, err)
	}
	if diff := p.differences(&old); len(diff) > 0 {
		return nil, fmt.Errorf("the run in %s is another one: %s", cfg.Dir, strings.Join(diff, "; "))
	}
	p.manifest = old
	return p, wholefile.Sweep(cfg.Dir)
}

// begin takes an empty directory for a new run.
func (p *Parts) begin() error {
	if err := wholefile.Sweep(p.cfg.Dir); err != nil { // of a run that was killed before it had a manifest
		return err
	}
	entries, err := os.ReadDir(p.cfg.Dir)
	if err != nil {
		return err
	}
	if len(entries) > 0 {
		return fmt.Errorf("%s is neither empty nor holds a run", p.cfg.Dir)
	}
	return p.save()
}

// differences says what is not as in the manifest of an earlier run.
func (p *Parts) differences(old *Manifest) (diff []string) {
	if old.Format != manifestFormat {
		return []string{fmt.Sprintf("made by another version (format %d; this one has %d)", old.Format, manifestFormat)}
	}
	all := maps.Clone(old.Run)
	if all == nil {
		all = map[string]string{}
	}
	maps.Copy(all, p.cfg.Run)
	for _, key := range slices.Sorted(maps.Keys(all)) {
		was, is := old.Run[key], p.cfg.Run[key]
		if was != is {
			diff = append(diff, fmt.Sprintf("%s: was %q, is %q", key, was, is))
		}
	}
	return diff
}

// Complete reports whether the run in the directory came to its end, and how many pages it could not read.
func (p *Parts) Complete() (complete bool, failed int64) {
	return p.manifest.Complete, p.manifest.Failed
}

// Done returns how many pages, articles and parts are whole in the directory.
func (p *Parts) Done() (pages, articles int64, parts int) {
	return p.manifest.Pages, p.manifest.Articles, len(p.manifest.Parts)
}

// save replaces the manifest.
func (p *Parts) save() error {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(&p.manifest); err != nil {
		return err
	}
	return wholefile.Write(filepath.Join(p.cfg.Dir, ManifestName), func(f *os.File) error {
		_, err := f.Write(text.Bytes())
		return err
	})
}

// complete closes the run.
func (p *Parts) complete() error {
	if p.pages < p.manifest.Pages {
		return fmt.Errorf("the input ends behind %d pages; the parts hold those of %d", p.pages, p.manifest.Pages)
	}
	if p.manifest.Complete {
		return nil
	}
	p.manifest.Complete, p.manifest.Pages, p.manifest.Failed = true, p.pages, p.failed
	return p.save()
}

// writePart counts a document and, if it is an article that no whole part holds, writes it.
func (w *writer) writePart(ctx context.Context, doc *document.Document) (err error) {
	p := w.cfg.Parts
	p.pages++
	if doc.Verdict.Kind == document.Failed {
		p.failed++
	}
	if !doc.Keep() {
		return nil
	}
	p.articles++
	if whole := &p.manifest; p.pages <= whole.Pages {
		if p.pages == whole.Pages && p.articles != whole.Articles {
			return fmt.Errorf("the same run now has %d articles where its parts hold %d", p.articles, whole.Articles)
		}
		return nil
	}
	if w.articles == nil {
		p.part = Part{Name: fmt.Sprintf("part-%05d.jsonl", len(p.manifest.Parts))}
		if p.cfg.Compress != "" {
			p.part.Name += "." + p.cfg.Compress
		}
		if w.articles, err = open(ctx, filepath.Join(p.cfg.Dir, p.part.Name), nil); err != nil {
			return err
		}
		w.articles.flushAt = int(min(flushAt, p.cfg.Size/4+1)) // small parts come out near their size, too
	}
	if err := w.article(doc); err != nil {
		return err
	}
	p.part.Articles++
	p.part.Pages = p.pages
	p.part.Last = Position{doc.ID, doc.Origin.File, doc.Origin.Record, doc.Origin.Offset}
	size := w.articles.written
	if p.cfg.Compress == "" {
		size += int64(len(w.articles.lines)) // what waits to be compressed has no size yet
	}
	if size < p.cfg.Size {
		return nil
	}
	return w.endPart()
}

// endPart gives the part under way its name, then a line in the manifest.
func (w *writer) endPart() error {
	if w.articles == nil {
		return nil
	}
	f, p := w.articles, w.cfg.Parts
	w.articles = nil
	if err := f.finish(); err != nil {
		return errors.Join(err, f.abort())
	}
	if err := f.publish(); err != nil {
		return errors.Join(err, f.abort())
	}
	p.part.Bytes = f.written
	p.manifest.Parts = append(p.manifest.Parts, p.part)
	p.manifest.Pages = p.part.Pages
	p.manifest.Articles += p.part.Articles
	return p.save()
}
