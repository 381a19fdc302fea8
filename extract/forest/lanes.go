package forest

// Where a machine compares 32 bytes with one instruction (AVX2), 32 rows are scored at a time: six comparisons give the six
// bits of each row's leaf, and byte shuffles look up 32 leaves in a table of 64 bytes. The sums are those of the plain way:
// they are of whole numbers. Where one instruction looks up 64 bytes in a table of 64 (AVX-512 VBMI), 64 rows are scored at
// a time, with the sums in registers: a third of the instructions a row.

// lanes are the splits of a tree as sum32 reads them. Bit i of a leaf's number is set here where a value is below the
// threshold, because that is the comparison there is.
type lanes struct {
	at        [maxDepth]uint32 // where the column of the feature begins, in bytes
	threshold [maxDepth]uint32 // in each byte
}

// laneTable holds the lower and the upper bytes of the leaves of a tree for one output. Upper bytes are more by
// upperOffset, so that none is negative.
type laneTable struct{ lower, upper [leaves]uint8 }

const upperOffset = 128

// laneRun is a run of trees that have leaves other than zero for the same outputs, at most laneTrees. In the model of blocks
// all trees but the last one are about one class only.
type laneRun struct {
	trees   []lanes
	tables  []laneTable // [tree][output]
	outputs int         // the first so many
}

// laneSums are the sums of the lower and the upper bytes for 32 rows, in the order in which bytes unpack to words: see
// laneOf.
type laneSums struct{ lower, upper [laneRows]uint16 }

// wideSums are those for 64 rows.
type wideSums struct{ lower, upper [wideRows]uint16 }

const (
	laneRows  = 32
	laneTiles = laneRows / 8
	wideRows  = 64
	wideTiles = wideRows / 8
	// laneTrees is how many trees may be summed in 16 bits: 257 times 255 is 65535.
	laneTrees = 256
)

// laneOf is the place of a row in laneSums: AVX2 unpacks each half of a register by itself, first the lower eight bytes of
// both and then the upper ones.
func laneOf(row int) int { return row&7 | row>>4<<3 | row>>3&1<<4 }

// wideOf is the place of a row in wideSums, of whose registers each fourth is unpacked by itself.
func wideOf(row int) int { return row&7 | row>>4<<3 | row>>3&1<<5 }

// addLanes makes the lanes of tree t.
func (m *Model) addLanes(t int) {
	var l lanes
	for d, s := range m.splits[t] {
		threshold := uint32(never - s.add&0xff)
		if threshold == never { // its bit must not matter: see below
			threshold = never - 1
		}
		l.at[d] = uint32(s.feature) * chunkRows
		l.threshold[d] = threshold * (ones & (1<<32 - 1))
	}
	used := 1<<m.depth(t) - 1
	outputs := m.outputs()
	for outputs > 1 && m.allZero(t, used, outputs-1) {
		outputs--
	}
	if n := len(m.runs); n == 0 || m.runs[n-1].outputs != outputs || len(m.runs[n-1].trees) == laneTrees {
		m.runs = append(m.runs, laneRun{outputs: outputs})
	}
	run := &m.runs[len(m.runs)-1]
	run.trees = append(run.trees, l)
	for o := range outputs {
		var table laneTable
		for leaf := range leaves {
			v := uint32(m.leaf(t, ^leaf&used, o))
			table.lower[leaf], table.upper[leaf] = uint8(v), uint8(v>>8)+upperOffset
		}
		run.tables = append(run.tables, table)
	}
}

// allZero tells whether a tree says nothing about an output.
func (m *Model) allZero(tree, used, o int) bool {
	for leaf := range used + 1 {
		if m.leaf(tree, leaf, o) != 0 {
			return false
		}
	}
	return true
}

// leaf is the value of a leaf for the class behind output o.
func (m *Model) leaf(tree, leaf, o int) int32 {
	first, second := unpack(m.planes[o/2][tree][leaf])
	if o%2 == 0 {
		return first
	}
	return second
}

// laneColumns is how many rows, and of how many features, transpose16 turns into columns at a time.
const laneColumns = 16

// transposeLanes is transposePlain by transpose16. Rows at the end that are too few for it, or behind which it would read
// further than there are rows, are copied.
func (e *Evaluator) transposeLanes(rows []uint8, stride, count int) {
	width := len(e.model.Info.Features)
	groups := (width + laneColumns - 1) / laneColumns
	for at := 0; at < count; at += laneColumns {
		to := &e.columns[0][at]
		if at+laneColumns <= count && (at+laneColumns-1)*stride+groups*laneColumns <= len(rows) {
			transpose16(to, &rows[at*stride], stride, groups)
			continue
		}
		for i := range min(laneColumns, count-at) {
			copy(e.tail[i*maxFeatures:], rows[(at+i)*stride:][:width])
		}
		transpose16(to, &e.tail[0], maxFeatures, groups)
	}
}

// sumLanes adds up the trees of a run for the tiles from t on, laneTiles of them.
func (e *Evaluator) sumLanes(r *laneRun, columns []Column, t int) {
	sums := e.laneSums[:r.outputs]
	clear(sums)
	sum32(&sums[0], &columns[0][t*8], &r.trees[0], &r.tables[0], len(r.trees), r.outputs)
	for o := range sums {
		s := &sums[o]
		totals := e.totals[o][t*8:][:laneRows]
		for row := range totals {
			at := laneOf(row)
			totals[row] += laneSum(s.lower[at], s.upper[at], len(r.trees))
		}
	}
}

// sumWide adds up the trees of a run of one output for the tiles from t on, wideTiles of them.
func (e *Evaluator) sumWide(r *laneRun, columns []Column, t int) {
	s := &e.wideSums
	sum64(s, &columns[0][t*8], &r.trees[0], &r.tables[0], len(r.trees))
	totals := e.totals[0][t*8:][:wideRows]
	for row := range totals {
		at := wideOf(row)
		totals[row] += laneSum(s.lower[at], s.upper[at], len(r.trees))
	}
}

// laneSum puts the sums of lower and upper bytes of n trees together.
func laneSum(lower, upper uint16, n int) int32 {
	return int32(lower) + (int32(upper)-int32(n)*upperOffset)<<8
}
