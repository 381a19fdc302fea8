package main

import (
	"bytes"
	"cmp"
	"errors"
	"hash/crc32"
	"slices"
	"strings"

	"winnow/document"
	"winnow/extract/templates"
	"winnow/train/sets"
)

// A reader reads a page of a set, as the flags want it.
type reader func(s *sets.Set, i int) (*document.Document, error)

// newReader returns the reader of pages as they are or, with asText, as a crawl's text dump holds them. The pages know the
// site that their set names.
func newReader(asText bool) reader {
	return func(s *sets.Set, i int) (*document.Document, error) {
		d, err := s.Read(s.Truths[i].ID)
		if err != nil {
			return nil, err
		}
		d.TemplateSite = s.Truths[i].Domain()
		if asText {
			sets.AsText(d)
		}
		return d, nil
	}
}

// learn learns the templates of a set's sites, each from at most n of its pages, drawn by the check sums of their names.
// References are not looked at.
func learn(s *sets.Set, read reader, observe func(set string, d *document.Document), n, workers int) (*templates.Store, error) {
	bySite := map[string][]int{}
	for i := range s.Truths {
		bySite[s.Truths[i].Domain()] = append(bySite[s.Truths[i].Domain()], i)
	}
	var chosen []int
	for _, members := range bySite {
		drawn := func(i int) uint32 { return crc32.ChecksumIEEE([]byte("learn " + s.Truths[i].ID)) }
		slices.SortFunc(members, func(a, b int) int {
			return cmp.Or(cmp.Compare(drawn(a), drawn(b)), strings.Compare(s.Truths[a].ID, s.Truths[b].ID))
		})
		chosen = append(chosen, members[:min(n, len(members))]...)
	}
	seen := make([]*templates.Observation, len(chosen))
	errs := make([]error, len(chosen))
	parallel(len(chosen), workers, func(k int) {
		d, err := read(s, chosen[k])
		if err != nil {
			errs[k] = err
			return
		}
		observe(s.Name, d)
		seen[k], _ = d.Keys.(*templates.Observation)
	})
	l := templates.NewLearner(templates.LearnerConfig{})
	for _, o := range seen {
		l.Add(o)
	}
	var file bytes.Buffer
	if err := errors.Join(errors.Join(errs...), l.Write(&file), l.Close()); err != nil {
		return nil, err
	}
	return templates.Read(&file)
}
