package cli

import (
	"errors"
	"fmt"
	"runtime/debug"

	urfave "github.com/urfave/cli/v2"

	"winnow/dedupe"
	"winnow/pipeline"
	"winnow/source"
)

// What a run takes beside what looks articles up, as measured on JSON lines and on pages: the program, its models, the
// documents under way. The collector's share of it is part of the reserve.
const (
	reserveBase   = 96 << 20
	reserveWorker = 24 << 20
	leastMemory   = 128 << 20
)

// configureMemory divides --memory: a reserve for the pages under way, the rest in equal parts for what looks articles,
// paragraphs and runs of words up. Where the flag is given, the collector of garbage keeps the process within it.
func (j *job) configureMemory(ctx *urfave.Context) error {
	total, err := parseSize(ctx.String("memory"))
	if err == nil && total < leastMemory {
		err = errors.New("less than 128M is too little for any run")
	}
	if err != nil {
		return usageError{fmt.Errorf("--memory: %w", err)}
	}
	if ctx.IsSet("memory") {
		debug.SetMemoryLimit(total / 20 * 19) // the rest is for the program itself and what the collector does not count
	}
	parts := int64(1)
	if j.paragraphs.Mode != "" {
		parts++
	}
	if j.substrings != nil {
		parts++
	}
	reserve := reserveBase + int64(j.workers)*reserveWorker
	each := max(total-reserve, total/4) / parts
	j.dedupe.Memory, j.paragraphs.Memory = each, each
	if j.substrings != nil {
		j.substrings.Memory = each
	}
	j.memory = memoryPlan{total: total, reserve: reserve, given: ctx.IsSet("memory")}
	return nil
}

// memoryPlan is what is known of a run's memory before it begins.
type memoryPlan struct {
	total, reserve int64
	given          bool // by the user
}

// sayMemory says how much memory the run is going to take, as far as the size of the input tells: with -v always, else
// when it is more than was granted, since tables can't move to a file.
func (j *job) sayMemory() {
	if !j.verbose && !j.memory.given {
		return
	}
	size, known := source.Size(j.inputs, j.source)
	if !known {
		if j.verbose {
			j.console.line(fmt.Sprintf("memory: the input's size is not known; beyond %s the words of kept articles move to a file", pipeline.Size(j.memory.total)))
		}
		return
	}
	need := dedupe.EstimateMemory(j.dedupe, size) + j.memory.reserve
	switch {
	case j.memory.given && need > j.memory.total:
		j.console.line(fmt.Sprintf("memory: about %s will be needed if all articles differ, more than --memory %s: the tables of what was seen don't move to a file",
			pipeline.Size(need), pipeline.Size(j.memory.total)))
	case j.verbose:
		j.console.line(fmt.Sprintf("memory: at most about %s, if all articles differ", pipeline.Size(need)))
	}
}
