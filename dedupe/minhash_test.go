package dedupe

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// The share of pairs found must follow the S-curve that the setting promises.
func TestMinHashCurve(t *testing.T) {
	p, err := presetOf("fineweb")
	if err != nil {
		t.Fatal(err)
	}
	perm := newPermutations(p.bands * p.rows)
	r := rand.New(rand.NewPCG(1, 2))
	for _, similarity := range []float64{.5, .7, .8, .9} {
		const trials, size = 200, 200
		found := 0
		for range trials {
			// Two sets of shingles with that Jaccard similarity: shared ones, and others of either side. Words far apart
			// make each run of them a shingle of its own, so the sets are made of runs of exactly one shingle.
			shared := int(math.Round(similarity * size))
			sets := [2][][]uint64{}
			shingle := func() []uint64 {
				var s []uint64
				for range p.shingle {
					s = append(s, r.Uint64())
				}
				return s
			}
			for range shared {
				s := shingle()
				sets[0], sets[1] = append(sets[0], s), append(sets[1], s)
			}
			for i := shared; i < size; i++ {
				sets[i%2] = append(sets[i%2], shingle())
			}
			var bands [2][]uint64
			for i, set := range sets {
				bands[i] = bandsOfSet(p, set, perm)
			}
			b := buckets{}
			b.claim(bands[0], 1)
			if b.claim(bands[1], 2) == 1 {
				found++
			}
		}
		got, want := float64(found)/trials, p.found(similarity)
		if math.Abs(got-want) > .11 { // three standard deviations of 200 trials are .106 at most
			t.Errorf("similarity %v: found %.3f of the pairs, want %.3f", similarity, got, want)
		}
	}
}

// bandsOfSet is appendBands over separate shingles: the least value of each hash function over all of them.
func bandsOfSet(p preset, set [][]uint64, perm permutations) []uint64 {
	least := make([]uint64, p.bands*p.rows)
	for i := range least {
		least[i] = math.MaxUint64
	}
	one := preset{shingle: p.shingle, bands: p.bands, rows: p.rows}
	for _, s := range set {
		_, sig := one.appendBands(nil, s, perm, nil)
		for i, v := range sig {
			least[i] = min(least[i], v)
		}
	}
	var out []uint64
	for b := range p.bands {
		h := uint64(b + 1)
		for _, v := range least[b*p.rows : (b+1)*p.rows] {
			h = mix(h ^ v)
		}
		out = append(out, h)
	}
	return out
}

func TestMinHashPresets(t *testing.T) {
	for _, name := range []string{"fineweb", "refinedweb", "redpajama"} {
		cfg := Config{Method: MethodMinHash, Preset: name}
		v := claimAll(t, cfg, 2, text(long), text(long+" Peter Novak smiled."), text(notice("Tarnwick", 3, 7, 4)), text("too short"), text("TOO short"))
		// RefinedWeb's bands of 450 rows want a similarity of .99: this pair has .98.
		if near := v[1].Of == "0" && v[1].Reason == ReasonMinHash; near != (name != "refinedweb") || v[2].Dropped() || v[3].Dropped() || v[4].Of != "3" {
			t.Errorf("%s: got %+v", name, v)
		}
		if d := Describe(cfg); !strings.Contains(d, "0.80: ") || !strings.Contains(d, "arXiv") && name != "redpajama" {
			t.Errorf("%s is described as %q", name, d)
		}
	}
	if _, err := NewClaimer(Config{Method: MethodMinHash, Preset: "mine"}); err == nil || !strings.Contains(err.Error(), "fineweb") {
		t.Errorf("an unknown preset: %v", err)
	}
	if _, err := NewSurvey(Config{Method: MethodMinHash, Preset: "fineweb", Prefer: PreferLongest}); err == nil {
		t.Error("a preference is taken that the method can't keep")
	}
	for _, tt := range []struct {
		name string
		at   float64
		want float64
	}{
		{"fineweb", .7, .565}, {"fineweb", .75, .772}, {"fineweb", .8, .924}, {"fineweb", .85, .988}, // the paper: 56, 77, 92, 98.8%
		{"redpajama", .8, .399}, {"refinedweb", .99, .196},
	} {
		p, _ := presetOf(tt.name)
		if got := p.found(tt.at); math.Abs(got-tt.want) > .001 {
			t.Errorf("%s finds %.4f of the pairs at %v, want %v", tt.name, got, tt.at, tt.want)
		}
	}
}
