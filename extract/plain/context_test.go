package plain

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// What is told of the lines around is what counting line by line gives, also where blocks of lines meet.
func TestAround(t *testing.T) {
	some := []string{"Home", "12 March 2024", "A line of six words, no less", "Anna Berg", "News 24", "What is it that they want to say by this, and to whom?"}
	rng := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{1, 2, 3, blockLines, blockLines + 1, 3*blockLines - 1} {
		var text strings.Builder
		for range n {
			text.WriteString(some[rng.IntN(len(some))] + strings.Repeat("\n", 1+rng.IntN(3)/2))
		}
		p := new(Page)
		p.Load(text.String())
		rows := p.Features()
		value := func(i, f int) uint8 {
			if i < 0 || i >= n {
				return absent
			}
			return rows[i*Stride+f]
		}
		// run is how many lines around i, itself among them, go together with the one before each.
		run := func(i int, together func(i int) bool) uint8 {
			from, to := i, i+1
			for from > 0 && together(from) {
				from--
			}
			for to < n && together(to) {
				to++
			}
			return logScale(int32(to - from))
		}
		short := func(i int) bool { return p.lines[i].words < shortWords }
		for i := range n {
			l := &p.lines[i]
			alike := uint8(0)
			for k := max(0, i-alikeRadius); k < min(n, i+alikeRadius+1); k++ {
				alike += bit(k != i && p.lines[k].form() == l.form())
			}
			shortRun, prev, next := uint8(0), uint8(absent), uint8(absent)
			if short(i) {
				shortRun = run(i, func(i int) bool { return short(i) && short(i-1) })
			}
			for k := range n {
				switch {
				case !p.lines[k].dateLike():
				case k < i:
					prev = logScale(int32(i - k))
				case k > i && next == absent:
					next = logScale(int32(k - i))
				}
			}
			for _, c := range []struct {
				f    int
				want uint8
			}{
				{fCopiesBefore2, value(i-2, fCopies)}, {fCopiesBefore, value(i-1, fCopies)},
				{fCopiesBehind, value(i+1, fCopies)}, {fCopiesBehind2, value(i+2, fCopies)},
				{fDigitsBefore, value(i-1, fDigits)}, {fDigitsBehind, value(i+1, fDigits)},
				{fSameBlock, run(i, func(i int) bool { return p.lines[i].gap == 0 })},
				{fShortRun, shortRun}, {fAlike, alike}, {fPrevDate, prev}, {fNextDate, next},
			} {
				if got := value(i, c.f); got != c.want {
					t.Errorf("%d lines: %s of line %d, %q, is %d, want %d", n, FeatureNames[c.f], i, l.text, got, c.want)
				}
			}
		}
	}
}
