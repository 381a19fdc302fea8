package dedupe

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"sync"

	"github.com/bits-and-blooms/bloom/v3"

	"winnow/document"
)

// ParagraphMode says what becomes of a paragraph that stood in other documents.
type ParagraphMode string

// The modes of Paragraphs.
const (
	DropParagraphs ParagraphMode = "drop" // it is taken out of the text
	MarkParagraphs ParagraphMode = "mark" // its number is put into Document.RepeatedParagraphs
)

// ParagraphConfig configures Paragraphs.
type ParagraphConfig struct {
	Mode      ParagraphMode
	Words     int   // words a paragraph must have to be looked at; 0 means 10
	Documents int   // documents before this one that must hold it; 0 means 1
	Memory    int64 // bytes that may be used; 0 means 256 MiB
	// InputBytes is the size of all texts to come, as well as it is known; 0 when it isn't, which calls for memory enough
	// for whatever comes.
	InputBytes int64
}

// Paragraphs finds paragraphs that stood in documents before: notices, biographies of authors, the same box in many
// articles. The first copy stays, and so does the lead: the first paragraph of a document that is long enough to be
// looked at. Paragraphs are lines of the text, compared by the 64-bit hash of their folded words.
//
// The hashes are kept in a table when Memory has room for it, which is exact but for collisions (a chance of 10^-7 that
// any occurs among a million paragraphs). Otherwise one Bloom filter for each count up to Documents holds them (Bloom
// 1970); ErrorRate says how many paragraphs are then wrongly taken for repeated. Settings for which that is more than one
// in a thousand are refused.
type Paragraphs struct {
	cfg     ParagraphConfig
	seen    map[uint64]uint8
	filters []*bloom.BloomFilter // the i-th holds what stood in i+1 documents or more
	limit   int                  // paragraphs that seen may hold
	rate    float64
	err     error
}

const (
	paragraphBytes    = 250 // of text for each paragraph: fewer in news, so that there is room to spare
	mapBytes          = 24  // of a Go map for each entry of 9 bytes, at its average load
	mostFalse         = 1.0 / 1000
	bytesPerDocuments = 1 << 30 // assumed of an input of unknown size
)

// MostParagraphDocuments is the most that ParagraphConfig.Documents may be: counts are kept in a byte.
const MostParagraphDocuments = 200

// NewParagraphs returns a Paragraphs that has seen none.
func NewParagraphs(cfg ParagraphConfig) (*Paragraphs, error) {
	if cfg.Words == 0 {
		cfg.Words = 10
	}
	if cfg.Documents == 0 {
		cfg.Documents = 1
	}
	if cfg.Memory == 0 {
		cfg.Memory = defaultMemory
	}
	if cfg.InputBytes == 0 {
		cfg.InputBytes = bytesPerDocuments
	}
	switch {
	case cfg.Mode != DropParagraphs && cfg.Mode != MarkParagraphs:
		return nil, fmt.Errorf("unknown mode of paragraphs %q", cfg.Mode)
	case cfg.Words < 1 || cfg.Documents < 1 || cfg.Documents > MostParagraphDocuments:
		return nil, fmt.Errorf("paragraphs of %d words in %d documents: out of range", cfg.Words, cfg.Documents)
	}
	p := &Paragraphs{cfg: cfg}
	n := float64(cfg.InputBytes) / paragraphBytes
	if n*mapBytes <= float64(cfg.Memory) {
		p.seen = map[uint64]uint8{}
		p.limit = int(cfg.Memory / mapBytes)
		return p, nil
	}
	bits := float64(cfg.Memory) * 8 / float64(cfg.Documents)
	k := min(max(math.Round(bits/n*math.Ln2), 1), 16) // the number of hashes that errs least
	p.rate = math.Pow(1-math.Exp(-k*n/bits), k)
	if p.rate > mostFalse {
		need := -n * math.Log(mostFalse) / (math.Ln2 * math.Ln2) / 8 * float64(cfg.Documents)
		return nil, fmt.Errorf("%.0f million paragraphs fill a Bloom filter of %d MB: one in %.0f would be dropped wrongly; give it %.0f MB",
			n/1e6, cfg.Memory>>20, 1/p.rate, math.Ceil(need/(1<<20)))
	}
	for range cfg.Documents {
		p.filters = append(p.filters, bloom.New(uint(bits), uint(k)))
	}
	return p, nil
}

// ErrorRate is the share of paragraphs that are taken for repeated though they aren't, once all of the input is seen;
// 0 when the comparison is exact.
func (p *Paragraphs) ErrorRate() float64 { return p.rate }

// paragraphKeys are the paragraphs of a document.
type paragraphKeys struct {
	hash     []uint64 // by line; 0 for those that are not looked at
	distinct []uint64 // without repeats, the lead's first
}

var plainFolders = sync.Pool{New: func() any { return &folder{plain: true} }}

// Prepare hashes the paragraphs of d.Text, for Claim. It is safe for use by several goroutines.
func (p *Paragraphs) Prepare(d *document.Document) {
	if d.Verdict.Dropped() {
		return
	}
	f := plainFolders.Get().(*folder)
	k := &paragraphKeys{}
	seen := map[uint64]bool{}
	for line := range strings.Lines(d.Text) {
		f.foldCached([]byte(line))
		h := uint64(0)
		if len(f.hash) >= p.cfg.Words {
			h = f.exact()[0] | 1
			if !seen[h] {
				seen[h] = true
				k.distinct = append(k.distinct, h)
			}
		}
		k.hash = append(k.hash, h)
	}
	f.trim()
	plainFolders.Put(f)
	d.Keys = k
}

// Claim drops or marks the paragraphs of d that stood in enough documents before, and takes note of its paragraphs. It
// is called by one goroutine, in input order, for documents that are kept.
func (p *Paragraphs) Claim(d *document.Document) {
	k, ok := d.Keys.(*paragraphKeys)
	if !ok || d.Verdict.Dropped() || p.err != nil {
		return
	}
	d.Keys = nil
	var repeated map[uint64]bool
	for i, h := range k.distinct {
		if p.add(h) && i > 0 { // the lead counts, but stays
			if repeated == nil {
				repeated = map[uint64]bool{}
			}
			repeated[h] = true
		}
	}
	if repeated == nil {
		return
	}
	var b strings.Builder
	var numbers []int
	line, number := 0, 0 // a paragraph's number counts the lines that are not blank
	for text := range strings.Lines(d.Text) {
		if repeated[k.hash[line]] {
			numbers = append(numbers, number)
		} else {
			b.WriteString(text)
		}
		if strings.TrimSpace(text) != "" {
			number++
		}
		line++
	}
	if p.cfg.Mode == DropParagraphs {
		d.Text = tidyBreaks(b.String())
	} else {
		d.RepeatedParagraphs = numbers
	}
}

// tidyBreaks leaves at most one blank line where paragraphs were taken out, and none at the ends.
func tidyBreaks(text string) string {
	for strings.Contains(text, "\n\n\n") {
		text = strings.ReplaceAll(text, "\n\n\n", "\n\n")
	}
	return strings.Trim(text, "\n")
}

// add counts a paragraph, and reports whether enough documents held it before.
func (p *Paragraphs) add(h uint64) bool {
	if p.filters == nil {
		n := p.seen[h]
		if n == 0 && len(p.seen) >= p.limit {
			p.err = fmt.Errorf("more than %d million paragraphs: the memory for them is used up", p.limit/1e6)
			return false
		}
		if int(n) < p.cfg.Documents {
			p.seen[h] = n + 1
		}
		return int(n) >= p.cfg.Documents
	}
	var key [8]byte
	binary.LittleEndian.PutUint64(key[:], h)
	for _, f := range p.filters {
		if !f.TestAndAdd(key[:]) {
			return false
		}
	}
	return true
}

// Err returns the error that stopped the look-up, if any: the input was larger than was said.
func (p *Paragraphs) Err() error { return p.err }
