package laps

import (
	"testing"
	"time"

	"winnow/document"
)

func TestClock(t *testing.T) {
	clock := new(Clock)
	lap := clock.Start()
	time.Sleep(2 * time.Millisecond)
	lap.End(Parse)
	clock.Timed(Model, func(*document.Document) { time.Sleep(time.Millisecond) })(nil)
	docs := func(yield func(*document.Document, error) bool) { yield(new(document.Document), nil) }
	for range clock.TimedConsumer(Write, docs) {
		time.Sleep(time.Millisecond)
	}
	totals := clock.Totals()
	if len(totals) != 3 || totals[0].Stage != "parse" || totals[1].Stage != "model" || totals[2].Stage != "write" {
		t.Fatalf("totals %v, want those of parse, model and write", totals)
	}
	for _, total := range totals {
		if total.Time < time.Millisecond {
			t.Errorf("%s took %v, want a millisecond or more", total.Stage, total.Time)
		}
	}
}

func TestNoClock(t *testing.T) {
	var clock *Clock
	lap := clock.Start()
	lap.End(Parse)
	called := false
	clock.Timed(Model, func(*document.Document) { called = true })(nil)
	if !called {
		t.Error("the stage was not run")
	}
	if totals := clock.Totals(); totals != nil {
		t.Errorf("totals %v, want none", totals)
	}
}
