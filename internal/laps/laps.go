// Package laps measures how long the stages of a page take, added up over all pages and goroutines. It is for people
// who look for where the time goes: nothing in a result may depend on it.
package laps

import (
	"sync/atomic"
	"time"

	"winnow/document"
)

// Stage is a part of a page's way.
type Stage int

// The stages, in the order in which a page takes them.
const (
	Decode Stage = iota
	Parse
	Metadata
	Cut
	Features
	Model
	Decide
	Text
	Language
	Lines // of plain text, from features to blocks
	Repeats
	Render
	Keys
	Claim
	Write
	stages
)

var names = [stages]string{"decode", "parse", "metadata", "cut", "features", "model", "decide", "text", "language",
	"lines", "repeats", "render", "keys", "claim", "write"}

// Clock adds up the time of each stage. It is safe for use by several goroutines. A nil Clock measures nothing and
// costs a comparison a stage.
type Clock struct{ nanos [stages]atomic.Int64 }

// Lap is the stopwatch of one goroutine for one page.
type Lap struct {
	clock *Clock
	at    time.Time
}

// Start starts a stopwatch.
func (c *Clock) Start() Lap {
	if c == nil {
		return Lap{}
	}
	return Lap{c, time.Now()}
}

// End books the time since the start, or since the last End, for a stage.
func (l *Lap) End(s Stage) {
	if l.clock == nil {
		return
	}
	now := time.Now()
	l.clock.nanos[s].Add(int64(now.Sub(l.at)))
	l.at = now
}

// Timed returns a stage of the pipeline that books its time for s.
func (c *Clock) Timed(s Stage, stage document.Stage) document.Stage {
	if c == nil {
		return stage
	}
	return func(d *document.Document) {
		lap := c.Start()
		stage(d)
		lap.End(s)
	}
}

// TimedConsumer passes docs on and books the time that its consumer takes for each of them for s.
func (c *Clock) TimedConsumer(s Stage, docs document.Docs) document.Docs {
	if c == nil {
		return docs
	}
	return func(yield func(*document.Document, error) bool) {
		for d, err := range docs {
			lap := c.Start()
			more := yield(d, err)
			lap.End(s)
			if !more {
				return
			}
		}
	}
}

// Total is the time of a stage over all pages.
type Total struct {
	Stage string        `json:"stage"`
	Time  time.Duration `json:"ns"`
}

// Totals returns the stages that took any time, in their order.
func (c *Clock) Totals() (totals []Total) {
	if c == nil {
		return nil
	}
	for s := range stages {
		if n := c.nanos[s].Load(); n > 0 {
			totals = append(totals, Total{names[s], time.Duration(n)})
		}
	}
	return totals
}
