package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	urfave "github.com/urfave/cli/v2"

	"winnow/dedupe"
	"winnow/document"
	"winnow/extract"
	"winnow/internal/laps"
	"winnow/pipeline"
	"winnow/sink"
	"winnow/source"
)

// job is one run: the inputs and the configuration of each stage.
type job struct {
	inputs  []string
	workers int
	source  source.Config
	extract extract.Config
	dedupe  dedupe.Config
	sink    sink.Config
	console *console

	parts      *sink.Parts          // nil unless articles go to a directory
	unlock     func() error         // frees that directory
	checkpoint *pipeline.Checkpoint // nil likewise

	types      []string // of pages that are wanted; none for all
	paragraphs dedupe.ParagraphConfig
	substrings *dedupe.SubstringConfig
	memory     memoryPlan

	learnMemory int64 // bytes that counts of templates may take

	dryRun   bool
	verbose  bool
	progress progressMode
	summary  *summaryFile // nil unless --summary
	clock    *laps.Clock  // nil unless --timings

	read atomic.Int64 // bytes taken from the inputs, for the progress
}

// runPages is the whole way of a page.
func runPages(ctx *urfave.Context) error {
	j, extractor, err := newPageJob(ctx)
	if err != nil || j == nil {
		return err
	}
	lookup, err := j.newLookup()
	if err != nil {
		return err
	}
	return j.run(ctx.Context, lookup, func(ctx context.Context) document.Docs {
		docs := source.Open(ctx, j.inputs, j.source)
		docs = pipeline.Parallel(ctx, j.workers, j.checkpoint.Restore(docs),
			j.checkpoint.Once(extractor.Extract, j.repeats(), j.clock.Timed(laps.Render, extractor.Render), j.only),
			j.clock.Timed(laps.Keys, dedupe.Prepare(j.dedupe)))
		return lookup.run(ctx, j.checkpoint.Save(ctx, docs))
	})
}

// runExtract leaves out what compares pages.
func runExtract(ctx *urfave.Context) error {
	if ctx.Bool("one-to-one") {
		return extractOneToOne(ctx)
	}
	j, extractor, err := newPageJob(ctx)
	if err != nil || j == nil {
		return err
	}
	return j.run(ctx.Context, nil, func(ctx context.Context) document.Docs {
		docs := source.Open(ctx, j.inputs, j.source)
		docs = pipeline.Parallel(ctx, j.workers, j.checkpoint.Restore(docs),
			j.checkpoint.Once(extractor.Extract, j.repeats(), j.clock.Timed(laps.Render, extractor.Render), j.only))
		return j.checkpoint.Save(ctx, docs)
	})
}

// runDedupe leaves out what works on a page.
func runDedupe(ctx *urfave.Context) error {
	j, err := newJob(ctx)
	if err != nil || j == nil {
		return err
	}
	if done, err := j.openParts(ctx); done || err != nil {
		return err
	}
	lookup, err := j.newLookup()
	if err != nil {
		return err
	}
	return j.run(ctx.Context, lookup, func(ctx context.Context) document.Docs {
		docs := source.Open(ctx, j.inputs, j.source)
		docs = pipeline.Parallel(ctx, j.workers, docs, j.clock.Timed(laps.Keys, dedupe.Prepare(j.dedupe)))
		return lookup.run(ctx, docs)
	})
}

// newPageJob is newJob with what extracts pages, and the output directory opened. The job is nil when there is nothing
// to do.
func newPageJob(ctx *urfave.Context) (*job, *extract.Extractor, error) {
	j, err := newJob(ctx)
	if err != nil || j == nil {
		return nil, nil, err
	}
	if ctx.Bool("learn") {
		if err := j.learnFirst(ctx.Context); err != nil {
			return nil, nil, err
		}
	}
	extractor, err := extract.New(j.extract)
	if err != nil {
		return nil, nil, usageError{err}
	}
	if done, err := j.openParts(ctx); done || err != nil {
		return nil, nil, err
	}
	return j, extractor, nil
}

// run writes what the stages yield, shows how far it is, and sums up. The lookup, if there is one, is closed.
func (j *job) run(ctx context.Context, lookup *lookup, stages func(context.Context) document.Docs) (err error) {
	if lookup != nil {
		defer func() { err = cmp.Or(err, lookup.Close()) }()
	}
	collector := j.summary.collect()
	defer func() { err = cmp.Or(err, collector.Close()) }()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var counter pipeline.Counter
	start := time.Now()
	watch := j.watch(&counter)
	docs := j.clock.TimedConsumer(laps.Write, j.console.report(collector.Collect(counter.Count(stopWith(cancel, stages(ctx))))))
	if j.dryRun {
		err = preview(j.sink.Stdout, docs)
	} else {
		err = sink.Write(ctx, j.sink, docs)
	}
	clock := watch.finish()
	if err != nil {
		return err
	}
	if err := j.summary.write(ctx, clock); err != nil {
		return err
	}
	if lookup != nil && !j.dryRun {
		// After the output has its name: a run that is killed in between finds its own documents in the index when it is
		// started again, and knows them by its id.
		if err := lookup.Commit(); err != nil {
			return err
		}
	}
	if err := j.checkpoint.Remove(); err != nil { // last of all: while it is there, the run has not come to its end
		return err
	}
	summary := counter.Summary(time.Since(start))
	j.console.summary(summary)
	j.console.timings(j.clock)
	if len(summary.Failed) > 0 {
		return errPagesFailed
	}
	return nil
}

// repeats drops what a page says twice.
func (j *job) repeats() document.Stage {
	return j.clock.Timed(laps.Repeats, dedupe.WithinPage(j.dedupe))
}

// only rejects pages of types that were not asked for.
func (j *job) only(d *document.Document) {
	if len(j.types) > 0 && d.Keep() && d.Type != "" && !slices.Contains(j.types, d.Type) {
		d.Reject(document.ReasonNotArticle, d.Type)
	}
}

// newJob reads the flags of a command; those that it does not have keep their zero values. It returns nil when there
// is nothing to read, and the help was shown instead.
func newJob(ctx *urfave.Context) (*job, error) {
	j := &job{
		workers: ctx.Int("jobs"),
		dryRun:  ctx.Bool("dry-run"),
		verbose: ctx.Bool("verbose"),
		console: &console{w: ctx.App.ErrWriter, quiet: ctx.Bool("quiet")},
	}
	if err := j.configureConsole(ctx); err != nil {
		return nil, err
	}
	if ctx.Bool("timings") {
		j.clock = new(laps.Clock)
		j.extract.Clock = j.clock
	}
	if j.workers < 1 {
		return nil, usageError{fmt.Errorf("--jobs: want 1 or more, not %d", j.workers)}
	}
	var err error
	if j.inputs, err = inputs(ctx); err != nil {
		return nil, err
	}
	if len(j.inputs) == 0 {
		if isTerminal(ctx.App.Reader) {
			return nil, urfave.ShowAppHelp(ctx)
		}
		j.inputs = []string{"-"}
	}
	for _, configure := range []func(*urfave.Context) error{j.configureSource, j.configureExtract, j.configureDedupe, j.configureSink} {
		if err := configure(ctx); err != nil {
			return nil, err
		}
	}
	if j.summary, err = j.newSummaryFile(ctx); err != nil {
		return nil, err
	}
	return j, nil
}
