package forest

// Where a machine compares 32 bytes with one instruction (AVX2), 32 rows are scored at a time: six comparisons give the six
// bits of each row's leaf, and byte shuffles look up 32 leaves in a table of 64 bytes. The sums are those of the plain way:
// they are of whole numbers.

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

// laneSums are the sums of the lower and the upper bytes for 32 rows, in the order in which bytes unpack to words: see
// laneOf.
type laneSums struct{ lower, upper [laneRows]uint16 }

const (
	laneRows  = 32
	laneTiles = laneRows / 8
	// laneTrees is how many trees may be summed in 16 bits: 257 times 255 is 65535.
	laneTrees = 256
)

// laneOf is the place of a row in laneSums: AVX2 unpacks each half of a register by itself, first the lower eight bytes of
// both and then the upper ones.
func laneOf(row int) int { return row&7 | row>>4<<3 | row>>3&1<<4 }

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
	m.lanes = append(m.lanes, l)
	used := 1<<m.depth(t) - 1
	for o := range m.outputs() {
		var table laneTable
		for leaf := range leaves {
			v := uint32(m.leaf(t, ^leaf&used, o))
			table.lower[leaf], table.upper[leaf] = uint8(v), uint8(v>>8)+upperOffset
		}
		m.tables = append(m.tables, table)
	}
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

// sumLanes adds up all trees for the tiles from t on, laneTiles of them.
func (e *Evaluator) sumLanes(columns []Column, t int) {
	m := e.model
	outputs := m.outputs()
	for from := 0; from < len(m.lanes); from += laneTrees {
		n := min(laneTrees, len(m.lanes)-from)
		sums := e.laneSums[:outputs]
		clear(sums)
		sum32(&sums[0], &columns[0][t*8], &m.lanes[from], &m.tables[from*outputs], n, outputs)
		for o := range sums {
			s := &sums[o]
			totals := e.totals[o][t*8:][:laneRows]
			for row := range totals {
				at := laneOf(row)
				totals[row] += int32(s.lower[at]) + (int32(s.upper[at])-int32(n)*upperOffset)<<8
			}
		}
	}
}
