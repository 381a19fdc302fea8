// Package forest reads and evaluates the tree ensembles that label blocks of pages and lines of text.
//
// A model is an ensemble of oblivious (symmetric) decision trees, as CatBoost grows them: every node of a level asks
// the same question, so a tree of depth d is d comparisons that give the d bits of a leaf's number. (Prokhorenkova
// et al., "CatBoost: unbiased boosting with categorical features", 2018.) Features are bytes 0..127, written
// directly as bins, so that eight rows are compared at a time in one machine word (see Evaluator).
//
// Leaves are 16-bit integers summed in integers: the same rows give the same probabilities on every machine.
package forest

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// The limits of the format.
const (
	maxDepth    = 6 // splits of a tree: six bits of a leaf's number
	maxTrees    = 1 << 14
	maxClasses  = 8
	maxFeatures = 1 << 8  // so that a feature's number is a byte, and every byte one in a tile
	maxInfo     = 1 << 20 // bytes of the description
	maxWords    = 1 << 16
	never       = 128 // fills up shallower trees: a threshold that no value reaches

	leaves = 1 << maxDepth
)

// magic opens a model file; its last byte is the version of the format.
const magic = "winnowf\x01"

// Info describes a model. It stands in the file as JSON.
type Info struct {
	Name     string   `json:"name"`
	Features []string `json:"features"` // in the order of a row's bytes
	Classes  []string `json:"classes"`  // the first one is the class against which the others are scored

	// Shift is the scale of the leaves and of Bias: a value v is v / 2^Shift in log-odds against the first class.
	Shift int     `json:"shift"`
	Bias  []int32 `json:"bias"` // for each class but the first

	// Words is how many hashes of words have a weight of their own; 0 for models that read no words.
	Words int `json:"words,omitempty"`

	// How it was made, for people.
	Date     string             `json:"date,omitempty"`
	Data     []string           `json:"data,omitempty"`     // sets and pages it was trained on
	Rows     string             `json:"rows,omitempty"`     // SHA-256 of the training rows
	Training string             `json:"training,omitempty"` // the trainer and its parameters
	Scores   map[string]float64 `json:"scores,omitempty"`   // by set, cross-validated
}

// split asks whether a feature's value is at least a threshold. add is 128-threshold in each byte: adding it to
// eight values of 0..127 sets the top bit of those that reach the threshold.
type split struct {
	feature uint8
	add     uint64
}

// plane is what two classes (or one) take from a tree: the first in the upper half of a sum, the second in the
// lower half.
type plane = [leaves]int64

// Model is a loaded ensemble. It is read-only and safe for concurrent use.
type Model struct {
	Info   Info
	Words  []int8 // weight of each hash of a word, from which features are made
	splits [][maxDepth]split
	planes [][]plane // [half of the classes][tree]
	runs   []laneRun
}

// outputs is how many values a leaf has: one for each class but the first.
func (m *Model) outputs() int { return len(m.Info.Classes) - 1 }

// ErrFormat is what all errors of Read wrap.
var ErrFormat = errors.New("not a model file")

// Read loads a model. The file, little-endian:
//
//	magic    8 bytes
//	info     uint32 length, JSON (Info)
//	trees    uint32 count, then for each tree:
//	  depth  uint8, 0..6
//	  splits depth × (feature uint16, threshold uint8 1..127): bit i of the leaf is set when row[feature] ≥ threshold
//	  leaves 2^depth × (classes-1) × int16, the classes of a leaf side by side
//	words    Info.Words × int8
//
// Every index is checked, so that a model that loads can be evaluated without checks.
func Read(data []byte) (*Model, error) {
	rest, ok := bytes.CutPrefix(data, []byte(magic))
	if !ok {
		return nil, fmt.Errorf("%w: unknown magic or version", ErrFormat)
	}
	r := reader{rest: rest}
	m := &Model{}
	info := r.take(int(r.uint32(maxInfo)))
	if r.failed {
		return nil, fmt.Errorf("%w: cut off in the description", ErrFormat)
	}
	if err := json.Unmarshal(info, &m.Info); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	if err := m.Info.check(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	outputs := m.outputs()
	trees := int(r.uint32(maxTrees))
	// A tree takes at least one byte and one leaf: a false count can't make us reserve much more than the file has.
	if r.failed || trees > len(r.rest) {
		return nil, fmt.Errorf("%w: more trees than the file holds", ErrFormat)
	}
	m.splits = make([][maxDepth]split, trees)
	m.planes = make([][]plane, (outputs+1)/2)
	for p := range m.planes {
		m.planes[p] = make([]plane, trees)
	}
	for t := range trees {
		if err := m.readTree(&r, t, outputs); err != nil {
			return nil, fmt.Errorf("%w: tree %d: %w", ErrFormat, t, err)
		}
		if useLanes {
			m.addLanes(t)
		}
	}
	m.Words = make([]int8, m.Info.Words)
	for i, b := range r.take(m.Info.Words) {
		m.Words[i] = int8(b)
	}
	if r.failed {
		return nil, fmt.Errorf("%w: cut off in the weights of words", ErrFormat)
	}
	if len(r.rest) > 0 {
		return nil, fmt.Errorf("%w: %d bytes after the last tree", ErrFormat, len(r.rest))
	}
	return m, nil
}

func (m *Model) readTree(r *reader, t, outputs int) error {
	depth := int(r.uint8())
	if depth > maxDepth {
		return fmt.Errorf("depth %d is more than %d", depth, maxDepth)
	}
	for d := range maxDepth {
		feature, threshold := 0, never
		if d < depth {
			feature, threshold = int(r.uint16()), int(r.uint8())
			if !r.failed && (feature >= len(m.Info.Features) || threshold < 1 || threshold >= never) {
				return fmt.Errorf("split on feature %d at %d", feature, threshold)
			}
		}
		if r.failed {
			return errors.New("cut off")
		}
		m.splits[t][d] = split{uint8(feature), uint64(never-threshold) * ones}
	}
	values := r.take(2 * outputs << depth)
	if r.failed {
		return errors.New("cut off")
	}
	for o := range outputs {
		plane := &m.planes[o/2][t]
		for leaf := range 1 << depth {
			value := int64(int16(binary.LittleEndian.Uint16(values[2*(leaf*outputs+o):])))
			if o%2 == 0 {
				value <<= 32
			}
			plane[leaf] += value
		}
	}
	return nil
}

func (i *Info) check() error {
	switch {
	case len(i.Features) == 0 || len(i.Features) > maxFeatures:
		return fmt.Errorf("%d features", len(i.Features))
	case len(i.Classes) < 2 || len(i.Classes) > maxClasses:
		return fmt.Errorf("%d classes", len(i.Classes))
	case len(i.Bias) != len(i.Classes)-1:
		return fmt.Errorf("%d biases for %d classes", len(i.Bias), len(i.Classes))
	case i.Words < 0 || i.Words > maxWords:
		return fmt.Errorf("weights of %d words", i.Words)
	case i.Shift < expShift || i.Shift > 16:
		return fmt.Errorf("shift %d", i.Shift)
	}
	for _, b := range i.Bias {
		if b < -1<<24 || b > 1<<24 { // with 2^14 trees of int16 the sums stay within 31 bits
			return fmt.Errorf("bias %d", b)
		}
	}
	return nil
}

// Check returns an error unless the model was trained on just these features in this order: a model never runs on
// features that it does not know.
func (m *Model) Check(features []string) error {
	if slices.Equal(m.Info.Features, features) {
		return nil
	}
	if len(m.Info.Features) != len(features) {
		return fmt.Errorf("model %s was trained on %d features, this program computes %d", m.Info.Name, len(m.Info.Features), len(features))
	}
	for i, name := range features {
		if m.Info.Features[i] != name {
			return fmt.Errorf("model %s: feature %d is %q, this program computes %q", m.Info.Name, i, m.Info.Features[i], name)
		}
	}
	return nil
}

// Class returns the number of a class by its name, -1 if the model has none of that name.
func (m *Model) Class(name string) int { return slices.Index(m.Info.Classes, name) }

// Trees is the number of trees.
func (m *Model) Trees() int { return len(m.splits) }

// reader takes little-endian values off a slice and remembers whether it ran short.
type reader struct {
	rest   []byte
	failed bool
}

func (r *reader) take(n int) []byte {
	if r.failed || n > len(r.rest) {
		r.failed = true
		return make([]byte, min(n, 8))
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) uint8() uint8   { return r.take(1)[0] }
func (r *reader) uint16() uint16 { return binary.LittleEndian.Uint16(r.take(2)) }

// uint32 reads a count; one beyond limit is a failure.
func (r *reader) uint32(limit uint32) uint32 {
	n := binary.LittleEndian.Uint32(r.take(4))
	if n > limit {
		r.failed = true
		return 0
	}
	return n
}
