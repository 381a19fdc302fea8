package cli

import (
	"cmp"

	urfave "github.com/urfave/cli/v2"

	"winnow/pipeline"
	"winnow/report"
	"winnow/sink"
	"winnow/source"
)

func statsFlags() []urfave.Flag {
	return []urfave.Flag{
		&urfave.BoolFlag{DisableDefaultText: true, Category: forOutput, Name: "json", Usage: "write the figures as JSON, as --summary does; winnow report makes a page of it"},
		&urfave.StringFlag{Category: forOutput, Name: "output", Aliases: []string{"o"}, Usage: "write to `FILE`, which appears whole or not at all"},
	}
}

// runStats counts articles that somebody has made.
func runStats(ctx *urfave.Context) (err error) {
	j, err := newJob(ctx)
	if err != nil || j == nil {
		return err
	}
	collector := report.NewCollector(report.Config{})
	defer func() { err = cmp.Or(err, collector.Close()) }()
	var counter pipeline.Counter
	watch := j.watch(&counter)
	docs := collector.Collect(counter.Count(source.Open(ctx.Context, j.inputs, j.source)))
	for _, err := range j.console.report(docs) {
		if err != nil {
			return err
		}
	}
	watch.finish()
	summary, err := collector.Summary()
	if err != nil {
		return err
	}
	summary.Command, summary.Program = ctx.Command.Name, version()
	summary.Inputs = j.inputs[:min(len(j.inputs), summaryInputs)]
	write := summary.WriteText
	if ctx.Bool("json") {
		write = summary.Write
	}
	if err := sink.WriteFile(ctx.Context, ctx.String("output"), ctx.App.Writer, write); err != nil {
		return err
	}
	if counter.Progress().Failed > 0 {
		return errPagesFailed
	}
	return nil
}
