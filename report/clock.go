package report

import "time"

// Clock is what a run's clock and its machine say.
type Clock struct {
	Started string  `json:"started"` // RFC 3339
	Seconds float64 `json:"seconds"`
	Workers int     `json:"workers"`
	Peak    int64   `json:"peak_memory"` // bytes, the most of all points
	Points  []Point `json:"points"`
	Stages  []Stage `json:"stages,omitempty"` // how long each took over all workers, where it was measured
}

// Point is how far a run was at one moment.
type Point struct {
	Seconds  float64 `json:"seconds"` // since the start
	Pages    int64   `json:"pages"`
	Articles int64   `json:"articles"`
	Bytes    int64   `json:"page_bytes"`
	Memory   int64   `json:"memory"` // bytes that the program holds
}

// Stage is how long a stage took.
type Stage struct {
	Name    string  `json:"name"`
	Seconds float64 `json:"seconds"`
}

const (
	// mostPoints is how many points of a run are kept: about as many as a chart has room for.
	mostPoints = 240

	firstInterval = 50 * time.Millisecond
)

// Timeline keeps points of a run that lasts nobody knows how long: when there are too many, every other one goes, and
// from then on they are taken half as often.
type Timeline struct {
	interval time.Duration
	points   []Point
	peak     int64
}

// Due reports whether so long after the start another point is wanted.
func (t *Timeline) Due(elapsed time.Duration) bool {
	if t.interval == 0 {
		t.interval = firstInterval
	}
	return len(t.points) == 0 || elapsed.Seconds() >= t.points[len(t.points)-1].Seconds+t.interval.Seconds()
}

// Add takes a point that is due, or the last one.
func (t *Timeline) Add(p Point) {
	t.peak = max(t.peak, p.Memory)
	if len(t.points) == mostPoints {
		for i := range mostPoints / 2 {
			t.points[i] = t.points[2*i]
		}
		t.points = t.points[:mostPoints/2]
		t.interval *= 2
	}
	t.points = append(t.points, p)
}

// Clock returns what is known so far.
func (t *Timeline) Clock(start time.Time, elapsed time.Duration, workers int) *Clock {
	return &Clock{
		Started: start.UTC().Format(time.RFC3339), Seconds: elapsed.Seconds(), Workers: workers,
		Peak: t.peak, Points: t.points,
	}
}
