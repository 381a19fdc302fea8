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
)

// Evaluator scores rows by a model, reusing its memory. It is not safe for concurrent use.
//
// Eight rows are a tile: for each feature a uint64 with one row in each byte. A split is then one addition for all
// eight (bit 7 of a byte tells whether the value reached the threshold), and six splits leave a leaf's number in
// each byte.
type Evaluator struct {
	model *Model
	tiles [chunkTiles]tile
	sums  [][8]int64 // [plane][tile of the chunk][row of the tile]
}

// tile holds eight rows; what a model with fewer features does not use is never read.
type tile [maxFeatures]uint64

// NewEvaluator returns an evaluator of m.
func (m *Model) NewEvaluator() *Evaluator {
	return &Evaluator{
		model: m,
		sums:  make([][8]int64, len(m.planes)*chunkTiles),
	}
}

// Predict appends to dst the probability of each class for each row (row after row, in the order of Info.Classes)
// and returns it. rows holds n rows of features, 0..127 each; row i begins at rows[i*stride], and stride is at least
// len(Info.Features).
func (e *Evaluator) Predict(dst []float32, rows []uint8, stride, n int) []float32 {
	classes := len(e.model.Info.Classes)
	dst = slices.Grow(dst, n*classes)
	for start := 0; start < n; start += chunkTiles * 8 {
		count := min(chunkTiles*8, n-start)
		e.transpose(rows[start*stride:], stride, count)
		e.sum((count + 7) / 8)
		for i := range count {
			dst = e.probabilities(dst, i)
		}
	}
	return dst
}

// transpose puts rows into tiles. Places that the last tile has no rows for hold zeros.
func (e *Evaluator) transpose(rows []uint8, stride, count int) {
	width := len(e.model.Info.Features)
	full := count / 8
	for t := range full {
		tile := e.tiles[t][:width]
		row := func(i int) []uint8 { return rows[(t*8+i)*stride:][:width] }
		r0, r1, r2, r3, r4, r5, r6, r7 := row(0), row(1), row(2), row(3), row(4), row(5), row(6), row(7)
		whole := width &^ 7
		for f := 0; f < whole; f += 8 {
			flip((*[8]uint64)(tile[f:]), [8]uint64{
				binary.LittleEndian.Uint64(r0[f:]), binary.LittleEndian.Uint64(r1[f:]),
				binary.LittleEndian.Uint64(r2[f:]), binary.LittleEndian.Uint64(r3[f:]),
				binary.LittleEndian.Uint64(r4[f:]), binary.LittleEndian.Uint64(r5[f:]),
				binary.LittleEndian.Uint64(r6[f:]), binary.LittleEndian.Uint64(r7[f:]),
			})
		}
		for f := whole; f < width; f++ {
			tile[f] = (uint64(r0[f]) | uint64(r1[f])<<8 | uint64(r2[f])<<16 | uint64(r3[f])<<24 |
				uint64(r4[f])<<32 | uint64(r5[f])<<40 | uint64(r6[f])<<48 | uint64(r7[f])<<56) &^ tops
		}
	}
	if full*8 == count {
		return
	}
	tile := e.tiles[full][:width]
	clear(tile)
	for i := full * 8; i < count; i++ {
		for f, v := range rows[i*stride:][:width] {
			tile[f] |= uint64(v&0x7f) << (8 * (i % 8))
		}
	}
}

// flip turns eight rows of eight bytes into eight columns: squares of four bytes, of two and single ones change places.
// The top bits are cleared.
func flip(to *[8]uint64, r [8]uint64) {
	const (
		quads = 0x00000000ffffffff
		pairs = 0x0000ffff0000ffff
		bytes = 0x00ff00ff00ff00ff
	)
	a0, a4 := r[0]&quads|r[4]<<32, r[0]>>32|r[4]&^quads
	a1, a5 := r[1]&quads|r[5]<<32, r[1]>>32|r[5]&^quads
	a2, a6 := r[2]&quads|r[6]<<32, r[2]>>32|r[6]&^quads
	a3, a7 := r[3]&quads|r[7]<<32, r[3]>>32|r[7]&^quads
	b0, b2 := a0&pairs|a2&pairs<<16, a0>>16&pairs|a2&^pairs
	b1, b3 := a1&pairs|a3&pairs<<16, a1>>16&pairs|a3&^pairs
	b4, b6 := a4&pairs|a6&pairs<<16, a4>>16&pairs|a6&^pairs
	b5, b7 := a5&pairs|a7&pairs<<16, a5>>16&pairs|a7&^pairs
	to[0], to[1] = (b0&bytes|b1&bytes<<8)&^tops, (b0>>8&bytes|b1&^bytes)&^tops
	to[2], to[3] = (b2&bytes|b3&bytes<<8)&^tops, (b2>>8&bytes|b3&^bytes)&^tops
	to[4], to[5] = (b4&bytes|b5&bytes<<8)&^tops, (b4>>8&bytes|b5&^bytes)&^tops
	to[6], to[7] = (b6&bytes|b7&bytes<<8)&^tops, (b6>>8&bytes|b7&^bytes)&^tops
}

// sum adds up the leaves of all trees for the first tiles of the chunk.
func (e *Evaluator) sum(tiles int) {
	for p, trees := range e.model.planes {
		sums := e.sums[p*chunkTiles:][:tiles]
		clear(sums)
		splits := e.model.splits[:len(trees)]
		for t := range trees {
			s, leaf := &splits[t], &trees[t]
			for i := range sums {
				tile, row := &e.tiles[i&(chunkTiles-1)], &sums[i]
				at := (tile[s[0].feature]+s[0].add)&tops>>7 |
					(tile[s[1].feature]+s[1].add)&tops>>6 |
					(tile[s[2].feature]+s[2].add)&tops>>5 |
					(tile[s[3].feature]+s[3].add)&tops>>4 |
					(tile[s[4].feature]+s[4].add)&tops>>3 |
					(tile[s[5].feature]+s[5].add)&tops>>2
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
	}
}

// probabilities appends those of row i of the chunk.
func (e *Evaluator) probabilities(dst []float32, i int) []float32 {
	var scores [maxClasses]int32
	for p := range e.model.planes {
		// The upper half was borrowed from when the lower one is negative.
		both := e.sums[p*chunkTiles+i/8][i%8]
		low := int32(both)
		scores[1+2*p] = int32((both - int64(low)) >> 32)
		if 2+2*p < maxClasses {
			scores[2+2*p] = low
		}
	}
	return e.model.Info.softmax(dst, scores[:len(e.model.Info.Classes)])
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
