package forest

import (
	"encoding/binary"
	"math"
	"slices"
)

const (
	ones = 0x0101010101010101
	tops = 0x8080808080808080

	// chunkTiles is how many groups of eight rows are scored before the next ones: their values then stay in the
	// first-level cache while the trees pass by (16 tiles of 128 features are 16 KB).
	chunkTiles = 16
	chunkRows  = chunkTiles * 8
)

// Evaluator scores rows by a model, reusing its memory. It is not safe for concurrent use.
//
// Eight rows of a column are a tile, read as a uint64. A split is then one addition for all eight (bit 7 of a byte tells
// whether the value reached the threshold), and six splits leave a leaf's number in each byte.
type Evaluator struct {
	model    *Model
	columns  [maxFeatures]Column // what a model with fewer features does not use is never read
	tail     [laneColumns * maxFeatures]uint8
	sums     [chunkTiles][8]int64 // of a plane
	totals   [][chunkRows]int32   // [output][row of the chunk]
	laneSums []laneSums
	wideSums wideSums
}

// Column holds the values of one feature, 0..127 each, for ColumnRows rows.
type Column [ColumnRows]uint8

// ColumnRows is how many rows are scored before the next ones.
const ColumnRows = chunkRows

// NewEvaluator returns an evaluator of m.
func (m *Model) NewEvaluator() *Evaluator {
	return &Evaluator{
		model:    m,
		totals:   make([][chunkRows]int32, m.outputs()),
		laneSums: make([]laneSums, m.outputs()),
	}
}

// Predict appends to dst the probability of each class for each row (row after row, in the order of Info.Classes)
// and returns it. rows holds n rows of features, 0..127 each; row i begins at rows[i*stride], and stride is at least
// len(Info.Features).
func (e *Evaluator) Predict(dst []float32, rows []uint8, stride, n int) []float32 {
	classes := len(e.model.Info.Classes)
	dst = slices.Grow(dst, n*classes)
	for start := 0; start < n; start += chunkRows {
		count := min(chunkRows, n-start)
		e.transpose(rows[start*stride:], stride, count)
		dst = e.score(dst, e.columns[:], count)
	}
	return dst
}

// PredictColumns is Predict for n rows that lie by columns: the first ColumnRows rows in as many columns as the model has
// features, then the next ones in as many more. What stands behind the last row does not matter, if it is 127 at most.
func (e *Evaluator) PredictColumns(dst []float32, columns []Column, n int) []float32 {
	dst = slices.Grow(dst, n*len(e.model.Info.Classes))
	width := len(e.model.Info.Features)
	for start := 0; start < n; start += chunkRows {
		dst = e.score(dst, columns[:width], min(chunkRows, n-start))
		columns = columns[width:]
	}
	return dst
}

// score appends the probabilities for the first rows of some columns.
func (e *Evaluator) score(dst []float32, columns []Column, count int) []float32 {
	e.sum(columns, (count+7)/8)
	if len(e.totals) == 1 {
		return e.model.Info.logistic(dst, e.totals[0][:count])
	}
	for i := range count {
		dst = e.probabilities(dst, i)
	}
	return dst
}

// transpose puts rows into tiles. Places that the last tile has no rows for hold anything.
func (e *Evaluator) transpose(rows []uint8, stride, count int) {
	if useLanes {
		e.transposeLanes(rows, stride, count)
	} else {
		e.transposePlain(rows, stride, count)
	}
}

func (e *Evaluator) transposePlain(rows []uint8, stride, count int) {
	width := len(e.model.Info.Features)
	full := count / 8
	for t := range full {
		row := func(i int) []uint8 { return rows[(t*8+i)*stride:][:width] }
		r0, r1, r2, r3, r4, r5, r6, r7 := row(0), row(1), row(2), row(3), row(4), row(5), row(6), row(7)
		whole := width &^ 7
		for f := 0; f < whole; f += 8 {
			c := (*[8]Column)(e.columns[f:])
			c0, c1, c2, c3, c4, c5, c6, c7 := flip(
				binary.LittleEndian.Uint64(r0[f:]), binary.LittleEndian.Uint64(r1[f:]),
				binary.LittleEndian.Uint64(r2[f:]), binary.LittleEndian.Uint64(r3[f:]),
				binary.LittleEndian.Uint64(r4[f:]), binary.LittleEndian.Uint64(r5[f:]),
				binary.LittleEndian.Uint64(r6[f:]), binary.LittleEndian.Uint64(r7[f:]),
			)
			c[0].put(t, c0)
			c[1].put(t, c1)
			c[2].put(t, c2)
			c[3].put(t, c3)
			c[4].put(t, c4)
			c[5].put(t, c5)
			c[6].put(t, c6)
			c[7].put(t, c7)
		}
		for f := whole; f < width; f++ {
			e.columns[f].put(t, (uint64(r0[f])|uint64(r1[f])<<8|uint64(r2[f])<<16|uint64(r3[f])<<24|
				uint64(r4[f])<<32|uint64(r5[f])<<40|uint64(r6[f])<<48|uint64(r7[f])<<56)&^tops)
		}
	}
	if full*8 == count {
		return
	}
	for f := range width {
		e.columns[f].put(full, 0)
	}
	for i := full * 8; i < count; i++ {
		for f, v := range rows[i*stride:][:width] {
			e.columns[f][i] = v & 0x7f
		}
	}
}

// put sets tile t.
func (c *Column) put(t int, eight uint64) {
	binary.LittleEndian.PutUint64((*[8]uint8)(c[t&(chunkTiles-1)*8:])[:], eight)
}

// tile is tile t.
func (c *Column) tile(t int) uint64 {
	return binary.LittleEndian.Uint64((*[8]uint8)(c[t&(chunkTiles-1)*8:])[:])
}

// flip turns eight rows of eight bytes into eight columns: squares of four bytes, of two and single ones change places.
// The top bits are cleared.
func flip(r0, r1, r2, r3, r4, r5, r6, r7 uint64) (c0, c1, c2, c3, c4, c5, c6, c7 uint64) {
	const (
		quads = 0x00000000ffffffff
		pairs = 0x0000ffff0000ffff
		bytes = 0x00ff00ff00ff00ff
	)
	a0, a4 := r0&quads|r4<<32, r0>>32|r4&^quads
	a1, a5 := r1&quads|r5<<32, r1>>32|r5&^quads
	a2, a6 := r2&quads|r6<<32, r2>>32|r6&^quads
	a3, a7 := r3&quads|r7<<32, r3>>32|r7&^quads
	b0, b2 := a0&pairs|a2&pairs<<16, a0>>16&pairs|a2&^pairs
	b1, b3 := a1&pairs|a3&pairs<<16, a1>>16&pairs|a3&^pairs
	b4, b6 := a4&pairs|a6&pairs<<16, a4>>16&pairs|a6&^pairs
	b5, b7 := a5&pairs|a7&pairs<<16, a5>>16&pairs|a7&^pairs
	c0, c1 = (b0&bytes|b1&bytes<<8)&^tops, (b0>>8&bytes|b1&^bytes)&^tops
	c2, c3 = (b2&bytes|b3&bytes<<8)&^tops, (b2>>8&bytes|b3&^bytes)&^tops
	c4, c5 = (b4&bytes|b5&bytes<<8)&^tops, (b4>>8&bytes|b5&^bytes)&^tops
	c6, c7 = (b6&bytes|b7&bytes<<8)&^tops, (b6>>8&bytes|b7&^bytes)&^tops
	return
}

// sum adds up the leaves of all trees for the first tiles of the chunk.
func (e *Evaluator) sum(columns []Column, tiles int) {
	for o := range e.totals {
		clear(e.totals[o][:])
	}
	if !useLanes {
		e.sumPlain(columns, tiles)
		return
	}
	for i := range e.model.runs {
		e.sumRun(&e.model.runs[i], columns, tiles, useWide)
	}
}

// sumRun adds up the trees of a run for the first tiles, 64 rows at a time where it may be wide, else 32.
func (e *Evaluator) sumRun(r *laneRun, columns []Column, tiles int, wide bool) {
	if wide && r.outputs == 1 {
		for t := 0; t < tiles; t += wideTiles {
			e.sumWide(r, columns, t)
		}
		return
	}
	for t := 0; t < tiles; t += laneTiles {
		e.sumLanes(r, columns, t)
	}
}

// sumPlain adds up all trees for the first tiles.
func (e *Evaluator) sumPlain(columns []Column, tiles int) {
	for p, trees := range e.model.planes {
		sums := e.sums[:tiles]
		clear(sums)
		splits := e.model.splits[:len(trees)]
		for t := range trees {
			s, leaf := &splits[t], &trees[t]
			c0, c1, c2 := &columns[s[0].feature], &columns[s[1].feature], &columns[s[2].feature]
			c3, c4, c5 := &columns[s[3].feature], &columns[s[4].feature], &columns[s[5].feature]
			for i := range sums {
				row := &sums[i]
				at := (c0.tile(i)+s[0].add)&tops>>7 |
					(c1.tile(i)+s[1].add)&tops>>6 |
					(c2.tile(i)+s[2].add)&tops>>5 |
					(c3.tile(i)+s[3].add)&tops>>4 |
					(c4.tile(i)+s[4].add)&tops>>3 |
					(c5.tile(i)+s[5].add)&tops>>2
				row[0] += leaf[at&63]
				row[1] += leaf[at>>8&63]
				row[2] += leaf[at>>16&63]
				row[3] += leaf[at>>24&63]
				row[4] += leaf[at>>32&63]
				row[5] += leaf[at>>40&63]
				row[6] += leaf[at>>48&63]
				row[7] += leaf[at>>56&63]
			}
		}
		for i := range sums {
			for k, both := range sums[i] {
				first, second := unpack(both)
				e.totals[2*p][i*8+k] = first
				if 2*p+1 < len(e.totals) {
					e.totals[2*p+1][i*8+k] = second
				}
			}
		}
	}
}

// unpack gives the two halves of a sum of a plane. The upper half was borrowed from when the lower one is negative.
func unpack(both int64) (first, second int32) {
	second = int32(both)
	return int32((both - int64(second)) >> 32), second
}

// probabilities appends those of row i of the chunk.
func (e *Evaluator) probabilities(dst []float32, i int) []float32 {
	var scores [maxClasses]int32
	for o := range e.totals {
		scores[1+o] = e.totals[o][i]
	}
	return e.model.Info.softmax(dst, scores[:len(e.totals)+1])
}

const (
	// expShift is the precision of the exponential: steps of 2^-expShift in log-odds, 0.1% of a probability.
	expShift = 8
	// expRange ends the table where odds are below the resolution of its entries: exp(-16) ≈ 2^-23.
	expRange = 16
)

// expTable holds round(2^24·exp(-k/2^expShift)). Probabilities are made from these integers by one division, so
// that no machine's exponential function shows in them; TestExpTable holds its check sum.
var expTable = func() (table [expRange << expShift]uint32) {
	for k := range table {
		table[k] = uint32(math.Round((1 << 24) * math.Exp(-float64(k)/(1<<expShift))))
	}
	return table
}()

// logistic is softmax for two classes, row after row.
func (info *Info) logistic(dst []float32, scores []int32) []float32 {
	for _, s := range scores {
		s += info.Bias[0]
		below := uint32(max(s, -s)) >> (info.Shift - expShift)
		weaker := uint32(0)
		if below < uint32(len(expTable)) {
			weaker = expTable[below]
		}
		first, second := expTable[0], weaker
		if s > 0 {
			first, second = weaker, expTable[0]
		}
		total := float32(first + second)
		dst = append(dst, float32(first)/total, float32(second)/total)
	}
	return dst
}

// softmax appends the probabilities of the classes, whose scores come without bias; scores[0] is 0. It overwrites
// scores.
func (info *Info) softmax(dst []float32, scores []int32) []float32 {
	for c, b := range info.Bias {
		scores[c+1] += b
	}
	top := slices.Max(scores)
	total := uint32(0)
	for c, s := range scores {
		below := uint32(top-s) >> (info.Shift - expShift)
		odds := uint32(0)
		if below < uint32(len(expTable)) {
			odds = expTable[below]
		}
		scores[c] = int32(odds)
		total += odds
	}
	for _, odds := range scores {
		dst = append(dst, float32(odds)/float32(total))
	}
	return dst
}
