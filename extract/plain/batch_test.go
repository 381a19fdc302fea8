package plain

import (
	"math/rand/v2"
	"slices"
	"testing"

	"winnow/extract/forest"
)

// sameBatch computes features of a block by vectors and plainly, and of each line by the scales of one number.
func sameBatch(t *testing.T, part, lessPart, whole, lessWhole *numbers) {
	t.Helper()
	var got, want forest.Column
	logScales(&got, part, lessPart)
	logScalesPlainly(&want, part, lessPart)
	if got != want {
		t.Fatalf("logarithms of %v less %v:\n got %v\nwant %v", part, lessPart, got, want)
	}
	distances(&got, part, lessPart)
	distancesPlainly(&want, part, lessPart)
	if got != want {
		t.Fatalf("distances from %v to %v:\n got %v\nwant %v", lessPart, part, got, want)
	}
	for _, q := range []*quotients{ratios, densities, wordLengths, meanWords, meanSteps, ownWeights, nearWeights} {
		q.fill(&got, part, lessPart, whole, lessWhole)
		q.fillPlainly(&want, part, lessPart, whole, lessWhole)
		if got != want {
			t.Fatalf("quotients %+v of %v less %v by %v less %v:\n got %v\nwant %v", q, part, lessPart, whole, lessWhole, got, want)
		}
	}
	ratios.fill(&got, part, &zeros, whole, &zeros)
	for i := range got {
		if want := ratio(part[i], whole[i]); got[i] != want {
			t.Fatalf("ratio(%d, %d): got %d, want %d", part[i], whole[i], got[i], want)
		}
	}
	densities.fill(&got, part, &zeros, whole, &zeros)
	wordLengths.fill(&want, part, &zeros, whole, &zeros)
	for i := range got {
		density, length := int64(0), int64(0)
		if part[i] > 0 && whole[i] > 0 {
			density, length = min(1+int64(part[i])*200/int64(whole[i]), absent), min(int64(part[i])*5/int64(whole[i]), absent)
		}
		if int64(got[i]) != density && whole[i] > 0 || int64(want[i]) != length {
			t.Fatalf("of %d by %d: density %d, want %d, length %d, want %d", part[i], whole[i], got[i], density, want[i], length)
		}
	}
}

// Vectors make of numbers what their plain way makes of them: of all small parts and wholes, and of random ones of all sizes.
func TestBatch(t *testing.T) {
	var part, whole numbers
	for w := int32(0); w < 300; w++ {
		for from := int32(0); from < w+blockLines; from += blockLines {
			for i := range part {
				part[i], whole[i] = from+int32(i), w
			}
			sameBatch(t, &part, &zeros, &whole, &zeros)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 10000 {
		var a [4]numbers
		for k := range a {
			for i := range a[k] {
				a[k][i] = r.Int32() >> (10 + (n+k*(n/40%3))%21)
			}
		}
		for i := range part {
			if n%2 == 0 { // as they are: no part larger than its whole
				a[0][i], a[1][i], a[3][i] = min(a[0][i], a[2][i]), 0, 0
			}
		}
		sameBatch(t, &a[0], &a[1], &a[2], &a[3])
	}
	// The quotients that are nearest to the next whole number, with the largest wholes that are taken.
	for w := int32(mostExact - 200); w <= mostExact; w++ {
		for k := int32(0); k < 128; k += blockLines {
			for i := range part {
				part[i], whole[i] = max(int32(int64(k+int32(i))*int64(w)/100)-1, 0), w
			}
			sameBatch(t, &part, &zeros, &whole, &zeros)
			for i := range part {
				part[i] = min(part[i]+1, w)
			}
			sameBatch(t, &part, &zeros, &whole, &zeros)
		}
	}
}

// Line feeds are found wherever they stand, and nothing else is.
func TestLineFeeds(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for size := range 400 {
		text := make([]byte, size+feedBytes)
		for i := range size {
			text[i] = []byte("\n\n\v\t*\x8a a")[r.IntN(8)]
		}
		feeds := appendLineFeeds([]uint64{7}, text, size)
		plainly := make([]uint64, len(feeds)-1)
		lineFeedsPlainly(plainly, text[:len(plainly)*feedBytes])
		if feeds[0] != 7 || !slices.Equal(feeds[1:], plainly) {
			t.Fatalf("%q: %x, plainly %x", text, feeds, plainly)
		}
		for i := range len(plainly) * feedBytes {
			if got := feeds[1+i/feedBytes]>>(i%feedBytes)&1 != 0; got != (text[i] == '\n') {
				t.Fatalf("%q: %v at %d", text, got, i)
			}
		}
	}
}

func FuzzBatch(f *testing.F) {
	f.Add(int32(1), int32(0), int32(3), int32(0), int32(1), int32(1))
	f.Add(int32(65535), int32(0), int32(65535), int32(0), int32(-1), int32(-1))
	f.Fuzz(func(t *testing.T, part, lessPart, whole, lessWhole, step, stepWhole int32) {
		var a [4]numbers
		for i := range a[0] {
			n := int32(i)
			a[0][i], a[1][i], a[2][i], a[3][i] = part+n*step, lessPart, whole+n*stepWhole, lessWhole
		}
		sameBatch(t, &a[0], &a[1], &a[2], &a[3])
	})
}
