package forest

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// testTree is a tree as the file holds it.
type testTree struct {
	splits []testSplit
	leaves []int16 // [leaf][class]
}

type testSplit struct {
	feature   uint16
	threshold uint8
}

func encode(info Info, trees []testTree) []byte {
	text, err := json.Marshal(info)
	if err != nil {
		panic(err)
	}
	out := append([]byte(magic), binary.LittleEndian.AppendUint32(nil, uint32(len(text)))...)
	out = append(out, text...)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(trees)))
	for _, t := range trees {
		out = append(out, uint8(len(t.splits)))
		for _, s := range t.splits {
			out = append(binary.LittleEndian.AppendUint16(out, s.feature), s.threshold)
		}
		for _, v := range t.leaves {
			out = binary.LittleEndian.AppendUint16(out, uint16(v))
		}
	}
	return out
}

func randomModel(rng *rand.Rand, features, classes, trees int) (Info, []testTree) {
	info := Info{Name: "test", Shift: 8 + rng.IntN(8)}
	for f := range features {
		info.Features = append(info.Features, fmt.Sprint("f", f))
	}
	for c := range classes {
		info.Classes = append(info.Classes, fmt.Sprint("c", c))
		if c > 0 {
			info.Bias = append(info.Bias, int32(rng.IntN(2000)-1000))
		}
	}
	grown := make([]testTree, trees)
	for t := range grown {
		for range rng.IntN(maxDepth + 1) {
			grown[t].splits = append(grown[t].splits, testSplit{uint16(rng.IntN(features)), uint8(1 + rng.IntN(127))})
		}
		for range (classes - 1) << len(grown[t].splits) {
			grown[t].leaves = append(grown[t].leaves, int16(rng.IntN(1<<16)-1<<15))
		}
	}
	return info, grown
}

// plainPredict is the model walked tree by tree for one row, in floating point.
func plainPredict(info Info, trees []testTree, row []uint8) []float64 {
	scores := make([]float64, len(info.Classes))
	for c, b := range info.Bias {
		scores[c+1] = float64(b)
	}
	for _, t := range trees {
		leaf := 0
		for d, s := range t.splits {
			if row[s.feature] >= s.threshold {
				leaf |= 1 << d
			}
		}
		for c := range info.Bias {
			scores[c+1] += float64(t.leaves[leaf*len(info.Bias)+c])
		}
	}
	total := 0.0
	for c := range scores {
		scores[c] = math.Exp(scores[c] / float64(int(1)<<info.Shift))
		total += scores[c]
	}
	for c := range scores {
		scores[c] /= total
	}
	return scores
}

func TestPredictAgreesWithPlainWalk(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	for round := range 60 {
		features, classes := 1+rng.IntN(150), 2+rng.IntN(maxClasses-1)
		info, trees := randomModel(rng, features, classes, rng.IntN(30))
		m, err := Read(encode(info, trees))
		if err != nil {
			t.Fatal(err)
		}
		n, stride := rng.IntN(300), features+rng.IntN(9)
		rows := make([]uint8, n*stride)
		for i := range rows {
			rows[i] = uint8(rng.IntN(128))
			if rng.IntN(4) == 0 {
				rows[i] = []uint8{0, 1, 126, 127}[rng.IntN(4)]
			}
		}
		got := m.NewEvaluator().Predict(nil, rows, stride, n)
		if len(got) != n*classes {
			t.Fatalf("round %d: %d probabilities for %d rows of %d classes", round, len(got), n, classes)
		}
		for i := range n {
			want := plainPredict(info, trees, rows[i*stride:][:features])
			for c, p := range want {
				if q := float64(got[i*classes+c]); math.Abs(p-q) > 0.003 {
					t.Fatalf("round %d, row %d of %d, class %d: %v, a plain walk gives %v", round, i, n, c, q, p)
				}
			}
		}
	}
}

func TestReadWords(t *testing.T) {
	info, trees := randomModel(rand.New(rand.NewPCG(1, 2)), 3, 2, 4)
	info.Words = 5
	data := append(encode(info, trees), 0, 1, 127, 0x81, 0xff)
	m, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	if want := []int8{0, 1, 127, -127, -1}; !slices.Equal(m.Words, want) {
		t.Errorf("weights of words %v, want %v", m.Words, want)
	}
	for name, bad := range map[string][]byte{"cut off": data[:len(data)-1], "too long": append(slices.Clone(data), 0)} {
		if _, err := Read(bad); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	for _, n := range []int{-1, maxWords + 1} {
		info.Words = n
		if _, err := Read(encode(info, trees)); !errors.Is(err, ErrFormat) {
			t.Errorf("%d words: error %v", n, err)
		}
	}
}

// All ways of summing give the same whole numbers, also with more trees than sums of 16 bits hold, with leaves at the ends
// of their range, and with trees that say nothing about some of the outputs.
func TestLanesAgreeWithPlainSums(t *testing.T) {
	if !useLanes {
		t.Skip("this machine has no AVX2")
	}
	rng := rand.New(rand.NewPCG(5, 9))
	for round := range 120 {
		features, classes := 1+rng.IntN(maxFeatures), 2+rng.IntN(maxClasses-1)
		info, trees := randomModel(rng, features, classes, []int{0, 1, 255, 256, 257, 300, 600}[round%7])
		for _, tree := range trees {
			if end := int16(math.MinInt16); rng.IntN(2) == 0 {
				for i := range tree.leaves {
					tree.leaves[i] = []int16{end, -end - 1, -1, 0}[(round+i*(i&1))%4]
				}
			}
		}
		outputs := classes - 1
		for i := range trees {
			if about := 1 + rng.IntN(outputs); round%2 == 0 && i < len(trees)-round%3 {
				for leaf := range trees[i].leaves {
					if leaf%outputs >= min(about, 1+round%4) {
						trees[i].leaves[leaf] = 0
					}
				}
			}
		}
		m, err := Read(encode(info, trees))
		if err != nil {
			t.Fatal(err)
		}
		e := m.NewEvaluator()
		rows := make([]uint8, chunkRows*features)
		for i := range rows {
			rows[i] = []uint8{uint8(rng.IntN(128)), 0, 126, 127}[rng.IntN(4)]
		}
		e.transpose(rows, features, chunkRows)
		e.sumPlain(e.columns[:], chunkTiles)
		plain := slices.Clone(e.totals)
		for _, wide := range []bool{false, useWide} {
			tiles := 1 + rng.IntN(chunkTiles)
			for o := range e.totals {
				clear(e.totals[o][:])
			}
			for i := range m.runs {
				e.sumRun(&m.runs[i], e.columns[:], tiles, wide)
			}
			rows := tiles * 8
			for o := range plain {
				if !slices.Equal(e.totals[o][:rows], plain[o][:rows]) {
					t.Fatalf("round %d, wide %t, %d trees, output %d:\n%d, plain\n%d", round, wide, len(trees), o, e.totals[o][:rows], plain[o][:rows])
				}
			}
		}
	}
}

// Both ways of turning rows into columns give the same ones, with any number of rows and features and at any distance.
func TestColumnsAgreeWithPlainColumns(t *testing.T) {
	if !useLanes {
		t.Skip("this machine has no AVX2")
	}
	rng := rand.New(rand.NewPCG(6, 9))
	for round := range 300 {
		features, count := 1+rng.IntN(maxFeatures), 1+rng.IntN(chunkRows)
		stride := features + rng.IntN(20)
		m := &Model{Info: Info{Features: make([]string, features), Classes: make([]string, 2)}}
		rows := make([]uint8, (count-1)*stride+features)
		for i := range rows {
			rows[i] = uint8(rng.IntN(256))
		}
		plain, lanes := m.NewEvaluator(), m.NewEvaluator()
		plain.transposePlain(rows, stride, count)
		lanes.transposeLanes(rows, stride, count)
		for f := range features {
			for i := range count {
				want, got := plain.columns[f][i], lanes.columns[f][i]
				if want != rows[i*stride+f]&0x7f || got != want {
					t.Fatalf("round %d, row %d of %d, feature %d of %d: %d and %d of %d", round, i, count, f, features, want, got, rows[i*stride+f])
				}
			}
		}
	}
}

func TestLogisticIsSoftmax(t *testing.T) {
	for _, shift := range []int{8, 12, 16} {
		info := Info{Bias: []int32{-77}, Shift: shift}
		for s := int32(-1) << 22; s < 1<<22; s += 101 {
			got, want := info.logistic(nil, []int32{s}), info.softmax(nil, []int32{0, s})
			if !slices.Equal(got, want) {
				t.Fatalf("%d at shift %d: %v, softmax gives %v", s, shift, got, want)
			}
		}
	}
}

func TestEvaluatorIsReusable(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 1))
	info, trees := randomModel(rng, 40, 3, 50)
	m, err := Read(encode(info, trees))
	if err != nil {
		t.Fatal(err)
	}
	rows := make([]uint8, 500*40)
	for i := range rows {
		rows[i] = uint8(rng.IntN(128))
	}
	used := m.NewEvaluator()
	used.Predict(nil, rows, 40, 500)
	for _, n := range []int{0, 1, 7, 8, 9, 128, 131, 500} {
		got, want := used.Predict(nil, rows, 40, n), m.NewEvaluator().Predict(nil, rows, 40, n)
		for i := range want {
			if got[i] != want[i] {
				t.Fatalf("%d rows: probability %d is %v from a used evaluator, %v from a new one", n, i, got[i], want[i])
			}
		}
	}
}

// Rows that lie by columns are scored as those that lie by rows, whatever stands behind the last one.
func TestPredictColumns(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 4))
	const width = 21
	for _, classes := range []int{2, 3} {
		info, trees := randomModel(rng, width, classes, 70)
		m, err := Read(encode(info, trees))
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{0, 1, 8, 127, 128, 129, 300} {
			rows := make([]uint8, n*width)
			columns := make([]Column, (n+ColumnRows-1)/ColumnRows*width)
			for c := range columns {
				for i := range columns[c] {
					columns[c][i] = uint8(rng.IntN(128))
				}
			}
			for i := range rows {
				row, f := i/width, i%width
				rows[i] = columns[row/ColumnRows*width+f][row%ColumnRows]
			}
			e := m.NewEvaluator()
			if got, want := e.PredictColumns(nil, columns, n), e.Predict(nil, rows, width, n); !slices.Equal(got, want) {
				t.Errorf("%d classes, %d rows: %v by columns, %v by rows", classes, n, got, want)
			}
		}
	}
}

// Values above 127 break the promise; they must not spoil the rows beside them.
func TestOverflowStaysInItsRow(t *testing.T) {
	info := Info{Features: []string{"f"}, Classes: []string{"a", "b"}, Bias: []int32{0}, Shift: 8}
	m, err := Read(encode(info, []testTree{{[]testSplit{{0, 100}}, []int16{-500, 500}}}))
	if err != nil {
		t.Fatal(err)
	}
	rows := []uint8{255, 0, 255, 100, 99, 0, 255, 0}
	p := m.NewEvaluator().Predict(nil, rows, 1, 8)
	for i, want := range []bool{true, false, true, true, false, false, true, false} {
		if got := p[2*i+1] > 0.5; got != want && rows[i] < 128 {
			t.Errorf("row %d (%d): %v", i, rows[i], p[2*i+1])
		}
	}
}

// The table must hold the same integers on every machine, whatever its exponential function rounds to.
func TestExpTable(t *testing.T) {
	const want = 0xdf68914c
	sum := crc32.NewIEEE()
	for _, v := range expTable {
		if err := binary.Write(sum, binary.LittleEndian, v); err != nil {
			t.Fatal(err)
		}
	}
	if got := sum.Sum32(); got != want {
		t.Errorf("check sum of the table %#x, want %#x", got, want)
	}
}

func TestContributionsAddUp(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	info, trees := randomModel(rng, 12, 2, 40)
	m, err := Read(encode(info, trees))
	if err != nil {
		t.Fatal(err)
	}
	row := make([]uint8, 12)
	for i := range row {
		row[i] = uint8(rng.IntN(128))
	}
	score, start := 0.0, 0.0
	for _, tree := range trees {
		leaf := 0
		for d, s := range tree.splits {
			if row[s.feature] >= s.threshold {
				leaf |= 1 << d
			}
		}
		score += float64(tree.leaves[leaf])
		mean := 0.0
		for _, v := range tree.leaves {
			mean += float64(v)
		}
		start += mean / float64(len(tree.leaves))
	}
	total := 0.0
	last := math.Inf(1)
	for _, c := range m.Contributions(row, 1) {
		total += c.Value
		if math.Abs(c.Value) > last {
			t.Errorf("%v comes after a weaker one", c)
		}
		last = math.Abs(c.Value)
	}
	scale := float64(int(1) << info.Shift)
	if want := (score - start) / scale; math.Abs(total-want) > 1e-6 {
		t.Errorf("contributions add up to %v, the trees moved the row by %v", total, want)
	}
	for i, c := range m.Contributions(row, 0) {
		if o := m.Contributions(row, 1)[i]; math.Abs(c.Value+o.Value) > 1e-9 && c.Feature == o.Feature {
			t.Errorf("against class 0 %v, for class 1 %v", c, o)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	good := func() (Info, []testTree) {
		return Info{Name: "m", Features: []string{"a", "b"}, Classes: []string{"x", "y"}, Bias: []int32{1}, Shift: 10},
			[]testTree{{[]testSplit{{1, 127}}, []int16{1, 2}}}
	}
	info, trees := good()
	whole := encode(info, trees)
	if _, err := Read(whole); err != nil {
		t.Fatal(err)
	}
	for n := range whole {
		if _, err := Read(whole[:n]); !errors.Is(err, ErrFormat) {
			t.Fatalf("cut at %d of %d bytes: %v", n, len(whole), err)
		}
	}
	for name, change := range map[string]func(*Info, *[]testTree){
		"after the last tree": func(i *Info, ts *[]testTree) { (*ts)[0].leaves = append((*ts)[0].leaves, 0) },
		"split on feature 2":  func(i *Info, ts *[]testTree) { (*ts)[0].splits[0].feature = 2 },
		"at 0":                func(i *Info, ts *[]testTree) { (*ts)[0].splits[0].threshold = 0 },
		"at 128":              func(i *Info, ts *[]testTree) { (*ts)[0].splits[0].threshold = 128 },
		"depth 7":             func(i *Info, ts *[]testTree) { (*ts)[0].splits = make([]testSplit, 7) },
		"0 features":          func(i *Info, ts *[]testTree) { i.Features = nil },
		"1 classes":           func(i *Info, ts *[]testTree) { i.Classes = i.Classes[:1] },
		"2 biases":            func(i *Info, ts *[]testTree) { i.Bias = []int32{1, 2} },
		"shift 3":             func(i *Info, ts *[]testTree) { i.Shift = 3 },
		"bias 1073741824":     func(i *Info, ts *[]testTree) { i.Bias[0] = 1 << 30 },
	} {
		info, trees := good()
		change(&info, &trees)
		if _, err := Read(encode(info, trees)); !errors.Is(err, ErrFormat) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCheck(t *testing.T) {
	info, trees := Info{Name: "m", Features: []string{"a", "b"}, Classes: []string{"x", "y"}, Bias: []int32{1}, Shift: 10}, []testTree{}
	m, err := Read(encode(info, trees))
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Check([]string{"a", "b"}); err != nil {
		t.Error(err)
	}
	if err := m.Check([]string{"a", "c"}); err == nil || !strings.Contains(err.Error(), `feature 1 is "b", this program computes "c"`) {
		t.Error(err)
	}
	if err := m.Check([]string{"a"}); err == nil {
		t.Error("one feature too few was accepted")
	}
	if m.Class("y") != 1 || m.Class("z") != -1 {
		t.Error("classes are not found by name")
	}
}

func FuzzRead(f *testing.F) {
	rng := rand.New(rand.NewPCG(1, 1))
	for classes := 2; classes < 5; classes++ {
		f.Add(encode(randomModel(rng, 3, classes, 2)))
	}
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Read(data)
		if err != nil {
			return
		}
		width := len(m.Info.Features)
		rows := make([]uint8, 9*width)
		for i := range rows {
			rows[i] = uint8(i * 37)
		}
		p := m.NewEvaluator().Predict(nil, rows, width, 9)
		for i := 0; i < len(p); i += len(m.Info.Classes) {
			total := float32(0)
			for _, v := range p[i : i+len(m.Info.Classes)] {
				total += v
			}
			if !(math.Abs(float64(total)-1) < 1e-5) {
				t.Fatalf("probabilities add up to %v", total)
			}
		}
		m.Contributions(rows[:width], 0)
	})
}

// BenchmarkPredict reports the cost of a block: 300 trees of depth 6 over 250 features, three classes, pages of 200.
func BenchmarkPredict(b *testing.B) {
	rng := rand.New(rand.NewPCG(9, 9))
	info, trees := randomModel(rng, 250, 3, 300)
	for t := range trees {
		trees[t] = testTree{leaves: make([]int16, 2<<maxDepth)} // the last tree alone is about the second output
		for leaf := range 1 << maxDepth {
			trees[t].leaves[2*leaf] = int16(rng.Uint32())
			trees[t].leaves[2*leaf+1] = int16(t / 299)
		}
		for range maxDepth {
			trees[t].splits = append(trees[t].splits, testSplit{uint16(rng.IntN(250)), uint8(1 + rng.IntN(127))})
		}
	}
	m, err := Read(encode(info, trees))
	if err != nil {
		b.Fatal(err)
	}
	const blocks = 200
	rows := make([]uint8, blocks*256)
	for i := range rows {
		rows[i] = uint8(rng.IntN(128))
	}
	e := m.NewEvaluator()
	var p []float32
	for b.Loop() {
		p = e.Predict(p[:0], rows, 256, blocks)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/blocks, "ns/block")
}

func TestFlip(t *testing.T) {
	var rows [8]uint64
	for i := range rows {
		for k := range 8 {
			rows[i] |= uint64(128|i*8+k) << (8 * k) // the top bit must go
		}
	}
	var columns [8]uint64
	columns[0], columns[1], columns[2], columns[3], columns[4], columns[5], columns[6], columns[7] =
		flip(rows[0], rows[1], rows[2], rows[3], rows[4], rows[5], rows[6], rows[7])
	for k := range 8 {
		for i := range 8 {
			if got := byte(columns[k] >> (8 * i)); got != byte(i*8+k) {
				t.Fatalf("column %d holds %d for row %d, want %d", k, got, i, i*8+k)
			}
		}
	}
}
