package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"winnow/dedupe"
	"winnow/document"
	"winnow/internal/laps"
	"winnow/pipeline"
)

// lookup finds what documents share: documents whose keys are prepared go in, each comes out with its verdict.
type lookup struct {
	workers int
	decide  func(ctx context.Context, docs document.Docs) document.Docs // about whole documents
	committer
	parts []part // what documents share in part, looked for in those that are kept
}

// state is what all ways to look up have in common.
type state interface {
	Err() error // what broke the look-up, to be asked at the end
	Close() error
}

// committer is a state that may have an index to add the run to.
type committer interface {
	state
	Commit() error
}

// part is a way to look for parts of documents: prepare in parallel, claim in input order.
type part struct {
	prepare, claim document.Stage
	state
}

// newLookup decides about each document as it comes where the first of a group is kept, and needs to have seen all of
// them where another one is preferred.
func (j *job) newLookup() (*lookup, error) {
	l := &lookup{workers: j.workers}
	cfg := j.dedupe
	j.sayMemory()
	if j.verbose {
		for line := range strings.Lines(dedupe.Describe(cfg)) {
			j.console.line(strings.TrimSpace(line))
		}
	}
	if cfg.Prefer == dedupe.PreferFirst {
		claimer, err := dedupe.NewClaimer(cfg)
		if err != nil {
			return nil, err
		}
		l.committer = claimer
		l.decide = func(ctx context.Context, docs document.Docs) document.Docs {
			docs = pipeline.Ordered(ctx, docs, j.clock.Timed(laps.Claim, claimer.Claim))
			if !cfg.Evidence {
				return docs
			}
			return pipeline.ParallelAfter(ctx, j.workers, docs, j.clock.Timed(laps.Keys, dedupe.Explain))
		}
	} else {
		survey, err := dedupe.NewSurvey(cfg)
		if err != nil {
			return nil, err
		}
		l.committer = survey
		l.decide = func(ctx context.Context, docs document.Docs) document.Docs {
			return pipeline.TwoPass(ctx, cfg.TempDir, docs, survey.Add, survey.Decide, survey.Apply)
		}
	}
	return l, j.addParts(l)
}

// addParts adds the look-up of paragraphs and of runs of words, where they were asked for.
func (j *job) addParts(l *lookup) error {
	if j.paragraphs.Mode != "" {
		paragraphs, err := dedupe.NewParagraphs(j.paragraphs)
		if err != nil {
			return errors.Join(err, l.Close())
		}
		if rate := paragraphs.ErrorRate(); j.verbose && rate > 0 {
			j.console.line(fmt.Sprintf("paragraphs: one in %.0f is taken for repeated though it isn't", 1/rate))
		}
		l.parts = append(l.parts, part{paragraphs.Prepare, paragraphs.Claim, nothingToClose{paragraphs.Err}})
	}
	if j.substrings != nil {
		substrings, err := dedupe.NewSubstrings(*j.substrings)
		if err != nil {
			return errors.Join(err, l.Close())
		}
		l.parts = append(l.parts, part{substrings.Prepare, substrings.Claim, substrings})
	}
	if j.paragraphs.Mode == dedupe.MarkParagraphs { // which counts the paragraphs of the text that is written
		slices.Reverse(l.parts)
	}
	return nil
}

// nothingToClose is the state of a look-up that holds memory only.
type nothingToClose struct{ err func() error }

func (n nothingToClose) Err() error { return n.err() }
func (nothingToClose) Close() error { return nil }

// run decides about whole documents, then about their parts. A stream that a look-up broke ends with its error. When the stream
// has ended, nothing looks anything up any more, and the lookup can be closed.
func (l *lookup) run(ctx context.Context, docs document.Docs) document.Docs {
	docs = endWith(l.decide(ctx, docs), l.Err)
	for _, p := range l.parts {
		docs = pipeline.ParallelAfter(ctx, l.workers, docs, p.prepare)
		docs = endWith(pipeline.Ordered(ctx, docs, p.claim), p.Err)
	}
	return docs
}

// Close lets go of all files.
func (l *lookup) Close() error {
	err := l.committer.Close()
	for _, p := range l.parts {
		err = errors.Join(err, p.Close())
	}
	return err
}

// stopWith calls stop as soon as the consumer wants no more, before what yields the documents comes to its end: so that
// does not wait for a source.
func stopWith(stop func(), docs document.Docs) document.Docs {
	return func(yield func(*document.Document, error) bool) {
		for doc, err := range docs {
			if !yield(doc, err) {
				stop()
				return
			}
		}
	}
}

// endWith ends a stream with the error that last returns then: what was found out only at the end still keeps a file
// from appearing.
func endWith(docs document.Docs, last func() error) document.Docs {
	return func(yield func(*document.Document, error) bool) {
		for doc, err := range docs {
			if !yield(doc, err) || err != nil {
				return
			}
		}
		if err := last(); err != nil {
			yield(nil, err)
		}
	}
}
