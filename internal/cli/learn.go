package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	urfave "github.com/urfave/cli/v2"

	"winnow/extract"
	"winnow/extract/templates"
	"winnow/pipeline"
	"winnow/sink"
	"winnow/source"
)

func learnFlags() []urfave.Flag {
	return []urfave.Flag{
		&urfave.StringFlag{Category: forOutput, Name: "output", Aliases: []string{"o"}, Usage: "write the templates to `FILE`, which appears whole or not at all"},
		&urfave.BoolFlag{DisableDefaultText: true, Category: forOutput, Name: "merge", Usage: "the inputs are files of templates: add them up"},
		&urfave.BoolFlag{DisableDefaultText: true, Category: forOutput, Name: "suggest", Usage: "print rules for --rules, with the number of pages behind each, to read and to edit"},
		&urfave.StringFlag{Category: forWork, Name: "memory", Value: "256M", Usage: "keep up to `SIZE` bytes of counts in memory, the rest in temporary files"},
		&urfave.PathFlag{Category: forWork, Name: "temp-dir", Usage: "make temporary files in `DIR`"},
	}
}

// learnModels are the flags of extraction that templates depend on.
func learnModels() []urfave.Flag {
	return []urfave.Flag{
		&urfave.PathFlag{Category: forPages, Name: "model", Usage: "use the model in `FILE` in place of the built-in one for web pages"},
		&urfave.PathFlag{Category: forPages, Name: "text-model", Usage: "use the model in `FILE` in place of the built-in one for plain text"},
	}
}

// runLearn counts what stands on the pages of sites.
func runLearn(ctx *urfave.Context) error {
	output := ctx.String("output")
	if output == "" && !ctx.Bool("suggest") {
		return usageError{errors.New("learn: want --output FILE for the templates, or --suggest")}
	}
	if ctx.Bool("merge") {
		return mergeTemplates(ctx, output)
	}
	j, engine, err := newPart(ctx)
	if err != nil || j == nil {
		return err
	}
	if j.extract.Model, err = modelFile(ctx, "model"); err == nil {
		j.extract.Lines.Model, err = modelFile(ctx, "text-model")
	}
	if err != nil {
		return err
	}
	j.extract.Encoding = ctx.String("encoding")
	j.dedupe.TempDir = ctx.String("temp-dir")
	if j.learnMemory, err = parseSize(ctx.String("memory")); err != nil {
		return usageError{fmt.Errorf("--memory: %w", err)}
	}
	var counter pipeline.Counter
	start := time.Now()
	watch := j.watch(&counter)
	learner, err := j.learn(ctx.Context, &counter)
	watch.finish()
	if err != nil {
		return err
	}
	defer func() { _ = learner.Close() }()
	if err := finishLearning(ctx, output, learner.Write); err != nil {
		return err
	}
	summary := counter.Summary(time.Since(start))
	if !j.console.quiet {
		j.console.line(fmt.Sprintf("learned from %d of %d pages", learner.Pages(), summary.Pages))
	}
	if len(summary.Failed) > 0 && engine == "" { // an engine hears of them from extract
		return errPagesFailed
	}
	return nil
}

// finishLearning writes the file of templates, and suggestions made from it.
func finishLearning(ctx *urfave.Context, output string, write func(io.Writer) error) error {
	if output != "" {
		if err := sink.WriteFile(ctx.Context, output, ctx.App.Writer, write); err != nil {
			return err
		}
	}
	if !ctx.Bool("suggest") {
		return nil
	}
	read, wait := io.Pipe()
	go func() { wait.CloseWithError(write(wait)) }()
	w := bufio.NewWriter(ctx.App.Writer)
	err := templates.Suggest(w, read)
	_ = read.Close()
	return errors.Join(err, w.Flush())
}

// mergeTemplates adds up files of templates.
func mergeTemplates(ctx *urfave.Context, output string) error {
	names, err := inputs(ctx)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return usageError{errors.New("learn --merge: want files of templates")}
	}
	for _, name := range names {
		if same, err := sameFile(name, output); err == nil && same {
			return usageError{fmt.Errorf("--output: %s is also an input; write to another file", output)}
		}
	}
	return finishLearning(ctx, output, func(w io.Writer) error { return templates.Merge(w, names) })
}

func sameFile(a, b string) (bool, error) {
	x, err := os.Stat(a)
	if err != nil {
		return false, err
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y), err
}

// learn counts the pages of the inputs. The caller closes the learner.
func (j *job) learn(ctx context.Context, counter *pipeline.Counter) (*templates.Learner, error) {
	cfg := j.extract
	cfg.Templates, cfg.Rules = nil, nil
	extractor, err := extract.New(cfg)
	if err != nil {
		return nil, usageError{err}
	}
	learner := templates.NewLearner(templates.LearnerConfig{
		Memory: j.learnMemory, TempDir: j.dedupe.TempDir, Models: extractor.TemplatesModel(),
	})
	docs := pipeline.Parallel(ctx, j.workers, source.Open(ctx, j.inputs, j.source), extractor.Observe)
	for doc, err := range j.console.report(counter.Count(docs)) {
		if err != nil {
			return nil, errors.Join(err, learner.Close())
		}
		if o, ok := doc.Keys.(*templates.Observation); ok && doc.Keep() {
			learner.Add(o)
		}
	}
	return learner, nil
}

// learnFirst is the first of two passes over the inputs: it learns what the second one looks up.
func (j *job) learnFirst(ctx context.Context) error {
	if err := j.readTwice(); err != nil {
		return err
	}
	silent := &console{w: io.Discard, quiet: true} // the second pass says what there is to say about a page
	first := job{inputs: j.inputs, workers: j.workers, source: j.source, extract: j.extract, dedupe: j.dedupe, console: silent,
		learnMemory: j.learnMemory}
	var counter pipeline.Counter
	learner, err := first.learn(ctx, &counter)
	if err != nil {
		return err
	}
	read, wait := io.Pipe()
	go func() { wait.CloseWithError(learner.Write(wait)) }()
	j.extract.Templates, err = templates.Read(read)
	_ = read.CloseWithError(err)
	if err == nil && j.summary != nil {
		read, wait := io.Pipe()
		go func() { wait.CloseWithError(learner.Write(wait)) }()
		err = j.summary.readTemplates(read)
		_ = read.CloseWithError(err)
	}
	return errors.Join(err, learner.Close())
}

// readTwice refuses inputs that can be read only once.
func (j *job) readTwice() error {
	for _, input := range j.inputs {
		if input == "-" {
			return usageError{errors.New("--learn reads the inputs twice, which standard input can't be: write it to a file, or learn first (winnow learn) and give --templates")}
		}
		if info, err := os.Stat(input); err == nil && !info.IsDir() && !info.Mode().IsRegular() {
			return usageError{fmt.Errorf("--learn reads the inputs twice, and %s is no regular file: learn first (winnow learn) and give --templates", input)}
		}
	}
	return nil
}

// configureTemplates reads the flags about sites.
func (j *job) configureTemplates(ctx *urfave.Context) (err error) {
	name := ctx.String("templates")
	if name != "" && ctx.Bool("learn") {
		return usageError{errors.New("--learn and --templates are two ways to say where templates come from: give one")}
	}
	if name != "" {
		if j.extract.Templates, err = templates.Load(name); err != nil {
			return usageError{fmt.Errorf("--templates: %w", err)}
		}
	}
	if name = ctx.String("rules"); name == "" {
		return nil
	}
	f, err := os.Open(name)
	if err != nil {
		return usageError{fmt.Errorf("--rules: %w", err)}
	}
	defer func() { _ = f.Close() }()
	if j.extract.Rules, err = extract.ReadRules(f); err != nil {
		return usageError{fmt.Errorf("--rules: %s: %w", name, err)}
	}
	return nil
}

// runTemplates looks into a file of templates: winnow templates show FILE [--site HOST].
func runTemplates(ctx *urfave.Context) error {
	args := ctx.Args().Slice()
	if len(args) != 2 || args[0] != "show" {
		return usageError{errors.New("templates: want show, and a file of templates")}
	}
	f, err := os.Open(args[1])
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	w := bufio.NewWriter(ctx.App.Writer)
	site := ctx.String("site")
	if site != "" {
		site = templates.SiteOf(site, "", "")
	}
	err = templates.Show(w, f, site, ctx.Int("top"))
	return errors.Join(err, w.Flush())
}

func learnCommand() *urfave.Command {
	return &urfave.Command{
		Name: "learn", Usage: "learn what the pages of each site have in common",
		ArgsUsage: "INPUT...",
		Description: "Counts, for each site, on how many pages each text stood, and where. run, extract and explain weigh that with\n" +
			"--templates FILE; what stands on many pages of a site is hardly ever the article. References, labels and the\n" +
			"network have no part in it. The file is the same for any order of pages and any number of workers, and those of\n" +
			"parts of a crawl add up with --merge to that of the whole.",
		Flags:  join(inputFlags(), pageFlags(), learnModels(), learnFlags(), engineFlags(), partFlags(), progressFlags(), workFlags()),
		Action: profiled(runLearn),
		CustomHelpTemplate: helpWith(
			"winnow learn -q -o site.wnt testdata/sites && winnow --templates site.wnt testdata/sites",
			"winnow learn -q --merge -o all.wnt site.wnt site.wnt",
			"winnow learn -q --suggest testdata/sites"),
	}
}

func templatesCommand() *urfave.Command {
	return &urfave.Command{
		Name: "templates", Usage: "show what was learned of sites",
		ArgsUsage:   "show FILE",
		Description: "Without --site one line a site; with it the texts that stand on most of its pages, and its places.",
		Flags: []urfave.Flag{
			&urfave.StringFlag{Category: forInput, Name: "site", Usage: "the `HOST` whose templates to show"},
			&urfave.IntFlag{Category: forOutput, Name: "top", Value: 20, Usage: "show the `N` strongest of each kind"},
		},
		Action: runTemplates,
		CustomHelpTemplate: helpWith(
			"winnow learn -q -o sites.wnt testdata/sites && winnow templates show sites.wnt",
			"winnow learn -q -o site.wnt testdata/sites && winnow templates show site.wnt --site kuestenblatt.example"),
	}
}
