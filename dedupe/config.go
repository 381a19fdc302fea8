package dedupe

import (
	"fmt"

	"winnow/document"
)

// Config says how duplicates are found. The zero value finds exact and near duplicates with the normal fact check and
// keeps the first document of a group.
type Config struct {
	Method     Method
	Preset     string // of MethodMinHash: "fineweb", "refinedweb" or "redpajama"
	Strictness Strictness
	Prefer     Preference

	// IndexDir is the directory of an index of earlier runs, whose documents come before those of this one; it is made when
	// it isn't there. "" compares the documents of this run alone. Documents join the index with Commit.
	IndexDir string
	// RunID tells two runs of the same input into the same output from others: when the last run that the index holds has
	// it too, this run does not see that run's documents, and replaces them when it commits. "" is no id.
	RunID string
	// DryRun leaves the index as it is: nothing is written to IndexDir, and it is not made. Commit does nothing.
	DryRun bool

	// Evidence has Verdict.Facts filled for near duplicates. It costs another look at each of them.
	Evidence bool

	// Memory is how many bytes the look-up may take. The tables of what was seen must stay in memory (see EstimateMemory);
	// the kept documents' words have what is left, and move to a file beyond that; 0 means 256 MiB.
	Memory int64
	// TempDir is where that file is made; "" means the system's directory for temporary files.
	TempDir string
}

// Method is how documents are compared.
type Method string

// The methods.
const (
	MethodNear  Method = ""      // exact hash, then sampled shingles, alignment and facts
	MethodExact Method = "exact" // same folded text only
	MethodOff   Method = "off"   // nothing is compared across documents

	MethodMinHash Method = "minhash" // banded MinHash signatures, as Config.Preset has them, unverified
)

// Strictness says how much may differ between duplicates.
type Strictness string

// The degrees of strictness. They differ in the share of a document that must be covered, and in how the facts are
// looked at (see near.go).
const (
	Normal Strictness = ""
	Strict Strictness = "strict" // 95% covered; any conflict of numbers or names makes two articles
	Loose  Strictness = "loose"  // 80% covered; only texts whose facts differ throughout are two articles
)

// Preference says which document of a group is kept.
type Preference string

// The preferences. All but First need the documents twice (see Survey).
const (
	PreferFirst    Preference = ""         // in input order
	PreferLongest  Preference = "longest"  // most words
	PreferEarliest Preference = "earliest" // by date; documents without a date come last
)

// ReasonMinHash is the reason of duplicates that MethodMinHash found.
const ReasonMinHash document.Reason = "minhash"

const defaultMemory = 256 << 20

func (c Config) check() error {
	switch c.Method {
	case MethodNear, MethodExact, MethodOff:
	case MethodMinHash:
		if _, err := presetOf(c.Preset); err != nil {
			return err
		}
		if c.Prefer != PreferFirst {
			return fmt.Errorf("method %s keeps the first document of a group", c.Method)
		}
		if c.IndexDir != "" {
			return fmt.Errorf("method %s has no index", c.Method)
		}
	default:
		return fmt.Errorf("unknown method %q", c.Method)
	}
	switch c.Strictness {
	case Normal, Strict, Loose:
	default:
		return fmt.Errorf("unknown strictness %q", c.Strictness)
	}
	switch c.Prefer {
	case PreferFirst, PreferLongest, PreferEarliest:
	default:
		return fmt.Errorf("unknown preference %q", c.Prefer)
	}
	return nil
}

func (c Config) memory() int64 {
	if c.Memory > 0 {
		return c.Memory
	}
	return defaultMemory
}
