package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"os/signal"
	"runtime/metrics"
	"strings"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	urfave "github.com/urfave/cli/v2"
	"golang.org/x/term"

	"winnow/pipeline"
	"winnow/report"
	"winnow/source"
)

const (
	// barEvery is how often the bar moves; a person can't read faster.
	barEvery = 200 * time.Millisecond

	// jsonEvery is how often --progress json writes a line: often enough for a scheduler, 17,000 lines a day.
	jsonEvery = 5 * time.Second

	// pointEvery is how often the run is asked whether it is time for a point of its summary's charts.
	pointEvery = 50 * time.Millisecond

	// smoothing is over how many seconds the rates are averaged.
	smoothing = 15
)

// progressModes are the values of --progress.
var progressModes = map[string]progressMode{"auto": progressAuto, "bar": progressBar, "json": progressJSON, "none": progressNone}

type progressMode int

const (
	progressAuto progressMode = iota // a bar where somebody looks
	progressBar
	progressJSON
	progressNone
)

func progressFlags() []urfave.Flag {
	return []urfave.Flag{
		&urfave.StringFlag{Category: forWork, Name: "progress", Value: "auto",
			Usage: "how to show how far the run is: bar, json (a line every 5 s on standard error), none, or auto: a bar on terminals. SIGUSR1 asks for a line"},
	}
}

// progress watches a run from beside it: it moves the bar, answers signals and takes the points of the summary's charts.
type progress struct {
	console *console
	job     *job
	counter *pipeline.Counter
	mode    progressMode
	start   time.Time
	points  *report.Timeline // nil where nobody asked for a summary

	total  chan int64 // bytes of all inputs, once they are known
	asked  bool       // whether they are being added up
	known  int64      // how many they are, 0 before
	before progressState
	rates  struct{ pages, bytes float64 } // a second, averaged
	wrote  time.Duration                  // when the last line of JSON was

	stop chan struct{}
	done sync.WaitGroup
}

// progressState is how far a run is; its JSON is a line of --progress json.
type progressState struct {
	Event       string  `json:"event"` // progress, and done for the last line
	Seconds     float64 `json:"elapsed_seconds"`
	Pages       int64   `json:"pages"`
	Articles    int64   `json:"articles"`
	Duplicates  int64   `json:"duplicates"`
	Rejected    int64   `json:"rejected"`
	Failed      int64   `json:"failed"`
	Read        int64   `json:"input_bytes"`
	Total       int64   `json:"input_bytes_total,omitempty"` // left out when it can't be known
	PagesPerSec float64 `json:"pages_per_second"`
	BytesPerSec float64 `json:"bytes_per_second"`
	ETA         float64 `json:"eta_seconds,omitempty"` // left out when it can't be known
	Memory      int64   `json:"memory_bytes"`
}

// watch starts to watch a run.
func (j *job) watch(counter *pipeline.Counter) *progress {
	p := &progress{
		console: j.console, job: j, counter: counter, mode: j.progress, start: time.Now(),
		total: make(chan int64, 1), stop: make(chan struct{}),
	}
	if p.mode == progressAuto {
		p.mode = progressNone
		if !j.console.quiet && isTerminal(j.console.w) {
			p.mode = progressBar
		}
	}
	if j.summary != nil {
		p.points = new(report.Timeline)
	}
	if p.mode == progressBar {
		p.console.mu.Lock()
		p.console.bar = progressbar.NewOptions64(-1,
			progressbar.OptionSetWriter(p.console.w), progressbar.OptionShowBytes(true), progressbar.OptionClearOnFinish(),
			progressbar.OptionSetWidth(barWidth), progressbar.OptionShowDescriptionAtLineEnd())
		p.console.mu.Unlock()
	}
	if p.mode != progressNone {
		p.askTotal()
	}
	signals := make(chan os.Signal, 1)
	if len(progressSignals) > 0 {
		signal.Notify(signals, progressSignals...)
	}
	p.done.Go(func() {
		defer signal.Stop(signals)
		p.run(signals)
	})
	return p
}

// askTotal finds out how many bytes the inputs have. It means walking them, so it is done beside the run and only when
// somebody looks.
func (p *progress) askTotal() {
	if p.asked {
		return
	}
	p.asked = true
	go func() {
		if n, known := source.Size(p.job.inputs, p.job.source); known && n > 0 {
			p.total <- n
		}
	}()
}

func (p *progress) run(signals <-chan os.Signal) {
	var ticks <-chan time.Time
	every := barEvery
	if p.points != nil {
		every = pointEvery
	}
	if p.points != nil || p.mode != progressNone {
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		ticks = ticker.C
		p.tick()
	}
	for {
		select {
		case n := <-p.total:
			p.known = n
			p.console.mu.Lock()
			if p.console.bar != nil {
				p.console.bar.ChangeMax64(n)
			}
			p.console.mu.Unlock()
		case <-ticks:
			p.tick()
		case <-signals:
			p.console.line(p.state().String())
			p.askTotal()
		case <-p.stop:
			return
		}
	}
}

// tick shows what is due.
func (p *progress) tick() {
	elapsed := time.Since(p.start)
	if p.points != nil && p.points.Due(elapsed) {
		p.addPoint()
	}
	switch {
	case p.mode == progressBar && (elapsed.Seconds() >= p.before.Seconds+barEvery.Seconds() || p.before.Seconds == 0):
		state := p.state()
		p.console.mu.Lock()
		p.console.bar.Describe(state.short(p.room()))
		_ = p.console.bar.Set64(state.Read)
		p.console.mu.Unlock()
	case p.mode == progressJSON && elapsed >= p.wrote+jsonEvery:
		p.wrote = elapsed
		p.writeJSON("progress")
	}
}

const barWidth = 20

// room is how many characters of a line are left beside the bar.
func (p *progress) room() int {
	const others = 60 // the bar with its edges, the share, "(100/200 MB, 10 MB/s) [1m10s:2m20s]"
	if f, ok := p.console.w.(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil {
			return width - others
		}
	}
	return 80
}

// state reads how far the run is.
func (p *progress) state() progressState {
	counts := p.counter.Progress()
	s := progressState{
		Seconds: time.Since(p.start).Seconds(), Pages: counts.Pages, Articles: counts.Articles, Duplicates: counts.Duplicates,
		Rejected: counts.Rejected, Failed: counts.Failed, Read: p.job.read.Load(), Total: p.known, Memory: memory(),
	}
	if passed := s.Seconds - p.before.Seconds; passed > 0 {
		weight := min(passed/min(smoothing, max(s.Seconds, passed)), 1)
		p.rates.pages += weight * (float64(s.Pages-p.before.Pages)/passed - p.rates.pages)
		p.rates.bytes += weight * (float64(s.Read-p.before.Read)/passed - p.rates.bytes)
		p.before = s
	}
	s.PagesPerSec, s.BytesPerSec = p.rates.pages, p.rates.bytes
	if s.Total > s.Read && s.BytesPerSec > 0 {
		s.ETA = float64(s.Total-s.Read) / s.BytesPerSec
	}
	return s
}

func (p *progress) addPoint() {
	counts := p.counter.Progress()
	p.points.Add(report.Point{
		Seconds: time.Since(p.start).Seconds(), Pages: counts.Pages, Articles: counts.Articles, Bytes: counts.Bytes, Memory: memory(),
	})
}

func (p *progress) writeJSON(event string) {
	state := p.state()
	state.Event = event
	line, err := json.Marshal(state)
	if err != nil {
		return // of numbers only: it can't happen
	}
	p.console.mu.Lock()
	defer p.console.mu.Unlock()
	_, _ = p.console.w.Write(append(line, '\n'))
}

// finish ends the watch. It returns what the clock says, for the summary.
func (p *progress) finish() (clock *report.Clock) {
	close(p.stop)
	p.done.Wait()
	elapsed := time.Since(p.start)
	if p.points != nil {
		p.addPoint()
		clock = p.points.Clock(p.start, elapsed, p.job.workers)
		clock.Stages = stageTimes(p.job.clock)
	}
	if p.mode == progressJSON {
		p.writeJSON("done")
	}
	p.console.mu.Lock()
	defer p.console.mu.Unlock()
	p.console.clearBar()
	p.console.bar = nil
	return clock
}

// String says how far a run is, in a line.
func (s progressState) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d pages, %d articles, %d duplicates, %d rejected, %d failed; read %s", s.Pages, s.Articles, s.Duplicates,
		s.Rejected, s.Failed, pipeline.Size(s.Read))
	if s.Total > 0 {
		fmt.Fprintf(&b, " of %s (%.0f%%)", pipeline.Size(s.Total), 100*min(float64(s.Read)/float64(s.Total), 1))
	}
	fmt.Fprintf(&b, "; %.0f pages/s, %s/s; %s of memory; %s", s.PagesPerSec, pipeline.Size(int64(s.BytesPerSec)), pipeline.Size(s.Memory),
		duration(s.Seconds))
	if s.ETA > 0 {
		fmt.Fprintf(&b, ", about %s left", duration(s.ETA))
	}
	return b.String()
}

// short says what has room beside the bar, the most telling first.
func (s progressState) short(room int) string {
	line := ""
	for _, part := range []string{
		fmt.Sprintf("%d pages", s.Pages), fmt.Sprintf("%d kept", s.Articles), fmt.Sprintf("%d duplicate", s.Duplicates),
		fmt.Sprintf("%d rejected", s.Rejected+s.Failed), fmt.Sprintf("%.0f pages/s", s.PagesPerSec), pipeline.Size(s.Memory),
	} {
		if line != "" {
			part = ", " + part
		}
		if len(line)+len(part) > room {
			break
		}
		line += part
	}
	return line
}

func duration(seconds float64) string {
	return time.Duration(seconds * float64(time.Second)).Round(time.Second).String()
}

// memory is how many bytes the program holds: all that the Go runtime has from the system and has not given back.
func memory() int64 {
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(samples)
	return int64(samples[0].Value.Uint64() - samples[1].Value.Uint64())
}
