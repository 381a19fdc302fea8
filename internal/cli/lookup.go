package cli

import (
	"context"
	"strings"

	"winnow/dedupe"
	"winnow/document"
	"winnow/pipeline"
)

// lookup is the ordered half of finding duplicates: documents whose keys are prepared go in, each comes out with its
// verdict.
type lookup struct {
	decide func(ctx context.Context, docs document.Docs) document.Docs
	state
}

// state is what dedupe's Claimer and Survey have in common.
type state interface {
	Err() error    // what broke the look-up, to be asked at the end
	Commit() error // adds the run to the index, if there is one
	Close() error
}

// newLookup decides about each document as it comes where the first of a group is kept, and needs to have seen all of
// them where another one is preferred.
func (j *job) newLookup() (*lookup, error) {
	cfg := j.dedupe
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
		return &lookup{state: claimer, decide: func(ctx context.Context, docs document.Docs) document.Docs {
			return pipeline.Ordered(ctx, docs, claimer.Claim)
		}}, nil
	}
	survey, err := dedupe.NewSurvey(cfg)
	if err != nil {
		return nil, err
	}
	return &lookup{state: survey, decide: func(ctx context.Context, docs document.Docs) document.Docs {
		return pipeline.TwoPass(ctx, cfg.TempDir, docs, survey.Add, survey.Decide, survey.Apply)
	}}, nil
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
