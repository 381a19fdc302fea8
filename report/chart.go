package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// chart is a drawing of numbers, in the units of its view box; the numbers themselves stand in a table behind it.
type chart struct {
	ID    string
	Title string
	Says  string // what is to be seen, for those who don't see it
	W, H  float64
	Base  float64 // where the horizontal axis lies
	Left  float64
	Bars  []mark
	Lines []line
	X, Y  []tick
	Head  [2]string // of the table
	Rows  [][2]string
}

type mark struct {
	X, Y, W, H float64
	Label      string
}

type line struct {
	Points, Area string
	Class        string
}

type tick struct {
	At    float64
	Label string
}

const (
	wide, half, chartHeight = 1000, 490, 190 // what a page has room for, so that letters have their size
	chartLeft, chartBottom  = 46, 26
	chartTop, chartRight    = 10, 12
	mostBars                = 72
	leastSeconds            = 1e-3 // of a run for it to have a course
	mostPerSecond           = 1e15 // more is a clock's mistake
	letters                 = 42   // room for a label on the horizontal axis
)

// newChart draws bars, one a row, with a label on the axis for some of them.
func newChart(id, title, says string, width float64, head [2]string, bins []Bin, label, axis func(i int) string) *chart {
	if len(bins) == 0 {
		return nil
	}
	c := &chart{ID: id, Title: title, Says: says, W: width, H: chartHeight, Base: chartHeight - chartBottom, Left: chartLeft, Head: head}
	var most int64
	for _, b := range bins {
		most = max(most, b.Count)
	}
	top := c.scaleY(float64(most), func(v float64) string { return short(v) })
	step := (c.W - chartLeft - chartRight) / float64(len(bins))
	gap := min(step*0.15, 3)
	every := int(math.Ceil(letters / step))
	for i, b := range bins {
		height := float64(b.Count) / top * (c.Base - chartTop)
		if b.Count > 0 {
			height = max(height, 1)
		}
		x := chartLeft + step*float64(i)
		c.Bars = append(c.Bars, mark{round(x + gap/2), round(c.Base - height), round(step - gap), round(height), label(i) + ": " + number(b.Count)})
		if i%every == 0 {
			c.X = append(c.X, tick{round(x + step/2), axis(i)})
		}
		c.Rows = append(c.Rows, [2]string{label(i), number(b.Count)})
	}
	return c
}

// scaleY puts ticks at round numbers on the vertical axis and returns the value at its top.
func (c *chart) scaleY(most float64, label func(float64) string) (top float64) {
	step := niceStep(max(most, 1) / 4)
	steps := math.Ceil(max(most, 1) / step)
	top = steps * step
	for i := range int(steps) + 1 {
		v := float64(i) * step
		c.Y = append(c.Y, tick{round(c.Base - v/top*(c.Base-chartTop)), label(v)})
	}
	return top
}

// niceStep is the smallest of 1, 2, 5, 10, 20 … that is not below a number.
func niceStep(least float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(least)))
	for _, f := range [...]float64{1, 2, 5, 10} {
		if f*power >= least*(1-1e-9) {
			return f * power
		}
	}
	return 10 * power
}

// newLines draws a value over time.
func newLines(id, title, says, class string, head [2]string, at, values []float64, label func(float64) string) *chart {
	if len(at) < 2 || !(at[len(at)-1] >= leastSeconds) {
		return nil
	}
	c := &chart{ID: id, Title: title, Says: says, W: half, H: chartHeight, Base: chartHeight - chartBottom, Left: chartLeft, Head: head}
	most := 0.0
	for _, v := range values {
		most = max(most, v)
	}
	top := c.scaleY(most, label)
	end := at[len(at)-1]
	x := func(t float64) float64 { return round(chartLeft + t/end*(c.W-chartLeft-chartRight)) }
	var points strings.Builder
	for i, v := range values {
		fmt.Fprintf(&points, "%g,%g ", x(at[i]), round(c.Base-v/top*(c.Base-chartTop)))
		if i%((len(values)+23)/24) == 0 || i == len(values)-1 {
			c.Rows = append(c.Rows, [2]string{seconds(at[i]), label(v)})
		}
	}
	c.Lines = []line{{
		Points: points.String(), Class: class,
		Area: fmt.Sprintf("%g,%g %s%g,%g", x(at[0]), c.Base, points.String(), x(end), c.Base),
	}}
	step := niceStep(end / 4)
	for i := range int(end/step) + 1 {
		t := float64(i) * step
		c.X = append(c.X, tick{x(t), clockLabel(t)})
	}
	return c
}

func clockLabel(t float64) string {
	switch {
	case t >= 7200:
		return strconv.FormatFloat(t/3600, 'g', 3, 64) + " h"
	case t >= 300:
		return strconv.FormatFloat(t/60, 'g', 3, 64) + " min"
	}
	return strconv.FormatFloat(t, 'g', 3, 64) + " s"
}

// short writes a number in little room: 12k, 3.4M.
func short(v float64) string {
	for _, unit := range [...]struct {
		size float64
		name string
	}{{1e9, "G"}, {1e6, "M"}, {1e3, "k"}} {
		if v >= unit.size {
			return strconv.FormatFloat(v/unit.size, 'g', 3, 64) + unit.name
		}
	}
	return strconv.FormatFloat(v, 'g', 3, 64)
}

func round(v float64) float64 { return math.Round(v*10) / 10 }

// lengthChart shows how long articles are. Bins without an article in between are shown, too.
func lengthChart(bins []Bin) *chart {
	full := fill(bins, 0, scale[len(scale)-1], next)
	return newChart("lengths", "Length of articles", "How many articles have how many characters. "+middle(bins),
		half, [2]string{"characters", "articles"}, full,
		func(i int) string {
			return number(full[i].From) + "–" + number(next(full[i].From)-1)
		},
		func(i int) string { return short(float64(full[i].From)) })
}

// next returns the bin behind one of lengths.
func next(from int64) int64 {
	for _, end := range scale {
		if end > from {
			return end
		}
	}
	return math.MaxInt64
}

// fill adds the bins between the first and the last that hold nothing. Bins that are not from least to most, or not behind
// the one before, are no bins of a run: what is filled again and again has no bound.
func fill(bins []Bin, least, most int64, after func(int64) int64) (full []Bin) {
	for _, b := range bins {
		if b.From < least || b.From > most || len(full) > 0 && b.From <= full[len(full)-1].From {
			continue
		}
		if len(full) > 0 {
			for from := after(full[len(full)-1].From); from < b.From; from = after(from) {
				full = append(full, Bin{From: from})
			}
		}
		full = append(full, b)
	}
	return full
}

// middle says where the median of lengths lies.
func middle(bins []Bin) string {
	var all, seen int64
	for _, b := range bins {
		all += b.Count
	}
	for _, b := range bins {
		if seen += b.Count; 2*seen >= all && all > 0 {
			return fmt.Sprintf("Half of them have fewer than %s.", number(next(b.From)))
		}
	}
	return ""
}

// shareChart shows how much of a page is text.
func shareChart(bins []Bin) *chart {
	full := fill(bins, 0, 100, func(from int64) int64 { return from + 5 })
	return newChart("shares", "Share of a page that is text", "For how many articles which part of the page's bytes became text.",
		half, [2]string{"percent of the page's bytes", "articles"}, full,
		func(i int) string {
			if full[i].From >= 100 {
				return "all"
			}
			return fmt.Sprintf("%d–%d%%", full[i].From, full[i].From+5)
		},
		func(i int) string { return fmt.Sprintf("%d%%", full[i].From) })
}

// dateChart shows articles by month, or by year where there are too many months.
func dateChart(months []Bin, undated int64) *chart {
	name := func(m int64) string { return fmt.Sprintf("%04d-%02d", m/12, m%12+1) }
	full, unit := fill(months, 1000*12, 3000*12-1, func(m int64) int64 { return m + 1 }), "month"
	if len(full) > mostBars {
		years := histogram{}
		for _, b := range months {
			years[b.From/12] += b.Count
		}
		full, unit = fill(years.bins(), 1000, 2999, func(y int64) int64 { return y + 1 }), "year"
		name = func(y int64) string { return fmt.Sprintf("%04d", y) }
		if extra := len(full) - mostBars; extra > 0 { // a date before that is most often a mistake of the page's
			earlier := Bin{From: full[extra].From}
			for _, b := range full[:extra+1] {
				earlier.Count += b.Count
			}
			full = append([]Bin{earlier}, full[extra+1:]...)
			first := earlier.From
			plain := name
			name = func(y int64) string {
				if y == first {
					return "≤" + plain(y)
				}
				return plain(y)
			}
		}
	}
	says := "Articles by the " + unit + " of their date."
	if undated > 0 {
		says += " " + number(undated) + " have none."
	}
	label := func(i int) string { return name(full[i].From) }
	return newChart("dates", "Dates", says, wide, [2]string{unit, "articles"}, full, label, label)
}

// sizeChart shows how large clusters are.
func sizeChart(bins []Bin) *chart {
	return newChart("sizes", "How many pages tell the same", "How many clusters have how many articles, the kept one included.",
		wide, [2]string{"articles in the cluster", "clusters"}, bins,
		func(i int) string {
			if from, last := bins[i].From, next(bins[i].From)-1; from != last {
				return number(from) + "–" + number(last)
			}
			return number(bins[i].From)
		},
		func(i int) string { return short(float64(bins[i].From)) })
}

// clockCharts show speed and memory over time.
func clockCharts(c *Clock) (charts []*chart) {
	if c == nil || len(c.Points) < 3 {
		return nil
	}
	var at, speed, memory []float64
	for i, p := range c.Points {
		at, memory = append(at, p.Seconds), append(memory, float64(max(p.Memory, 0)))
		speed = append(speed, 0)
		// Over a window of points: a single one is as coarse as the queue of pages is long.
		from := c.Points[max(i-3, 0)]
		if passed := p.Seconds - from.Seconds; passed > 0 {
			speed[i] = min(max(float64(p.Pages-from.Pages)/passed, 0), mostPerSecond)
		}
	}
	says := func(v float64) string { return short(v) }
	for _, c := range []*chart{
		newLines("speed", "Speed", "Pages a second over time.", "speed", [2]string{"after", "pages/s"}, at, speed, says),
		newLines("memory", "Memory", "Memory of the program over time.", "memory", [2]string{"after", "bytes"}, at, memory,
			func(v float64) string { return short(v) + "B" }),
	} {
		if c != nil {
			charts = append(charts, c)
		}
	}
	return charts
}
