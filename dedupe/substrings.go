package dedupe

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
	"unsafe"

	"winnow/document"
)

// SubstringConfig configures Substrings.
type SubstringConfig struct {
	Words   int    // least words of a run; 0 means 50
	Memory  int64  // bytes that the words of documents may take before they move to a file; 0 means 256 MiB
	TempDir string // where that file is made
}

// Substrings finds runs of words that stood in documents before, word by word, wherever paragraphs begin or end, and takes
// them out in whole sentences: what Lee et al. 2022 ("Deduplicating Training Data Makes Language Models Better") do with
// a suffix array over all text in memory, done here in one pass.
//
// Anchors are chosen by winnowing (Schleimer, Wilkerson and Aiken 2003): the least hash of each window over the hashes
// of half as many words as a run must have. A run that two documents share holds a whole window, and so the same anchor in
// both. What stands around an anchor is compared word by word (thirteen bits of each word's hash: a run of fifty words
// that differ but look alike comes up with a chance of 2^-650).
type Substrings struct {
	words   int
	gram    int // words under an anchor
	window  int // hashes in a window: gram + window - 1 = words
	anchors anchorTable
	texts   arena
	places  []place // by number of the document
	other   []token
	seen    int // words read of documents, which a test holds to the length of the texts
	err     error
}

// Runs have LeastSubstring to MostSubstring words: shorter ones are phrases, which articles share by nature.
const (
	LeastSubstring = 10
	MostSubstring  = 10_000
)

// NewSubstrings returns a Substrings that has seen no document.
func NewSubstrings(cfg SubstringConfig) (*Substrings, error) {
	if cfg.Words == 0 {
		cfg.Words = 50
	}
	if cfg.Words < LeastSubstring || cfg.Words > MostSubstring {
		return nil, fmt.Errorf("runs of %d words: out of range", cfg.Words)
	}
	if cfg.Memory == 0 {
		cfg.Memory = defaultMemory
	}
	gram := cfg.Words / 2
	return &Substrings{
		words: cfg.Words, gram: gram, window: cfg.Words - gram + 1,
		texts: arena{limit: cfg.Memory, dir: cfg.TempDir}, places: make([]place, 1),
	}, nil
}

// substringKeys are the words and anchors of a document.
type substringKeys struct {
	words   []token
	anchors []anchor
}

// anchor is a chosen run of words.
type anchor struct {
	tag uint32 // of its hash
	at  uint32 // index of its first word
}

// Prepare finds the anchors of d.Text, for Claim. It is safe for use by several goroutines.
func (s *Substrings) Prepare(d *document.Document) {
	if d.Verdict.Dropped() {
		return
	}
	f := plainFolders.Get().(*folder)
	f.fold(unsafe.Slice(unsafe.StringData(d.Text), len(d.Text))) // read only
	d.Keys = &substringKeys{words: slices.Clone(f.token), anchors: winnowing(f.hash, s.gram, s.window)}
	f.trim()
	plainFolders.Put(f)
}

// winnowing chooses the rightmost least hash of each window of runs of gram words, by the rolling hash of Karp and Rabin
// (1987) mod 2^64 over the words' hashes.
func winnowing(words []uint64, gram, window int) []anchor {
	n := len(words) - gram + 1
	if n < 1 {
		return nil
	}
	power := uint64(1) // mul1 to the gram-th
	for range gram {
		power *= mul1
	}
	type candidate struct {
		hash uint64
		at   int
	}
	var out []anchor
	var queue []candidate // of the window, hashes rising from its front
	var h uint64
	for i, w := range words {
		h = h*mul1 + w
		if i >= gram {
			h -= words[i-gram] * power
		}
		at := i - gram + 1
		if at < 0 {
			continue
		}
		x := mix(h)
		for len(queue) > 0 && queue[len(queue)-1].hash >= x {
			queue = queue[:len(queue)-1]
		}
		queue = append(queue, candidate{x, at})
		if queue[0].at <= at-window {
			queue = queue[1:]
		}
		// The first window is full at window-1; a shorter text is one window.
		if at >= window-1 || at == n-1 {
			if c := queue[0]; len(out) == 0 || out[len(out)-1].at != uint32(c.at) {
				out = append(out, anchor{uint32(c.hash * mul2 >> 32), uint32(c.at)})
			}
		}
	}
	return out
}

// span of words, from the first to behind the last.
type wordRun struct{ from, to int }

// Claim takes the runs out of d.Text that stood in documents before, or rejects d when nothing else is left. It is called
// by one goroutine, in input order, for documents that are kept.
func (s *Substrings) Claim(d *document.Document) {
	k, ok := d.Keys.(*substringKeys)
	if !ok || d.Verdict.Dropped() || s.err != nil {
		return
	}
	d.Keys = nil
	number := uint32(len(s.places))
	var runs []wordRun
	covered := 0 // words up to here are settled
	for _, a := range k.anchors {
		doc, at := s.anchors.find(a.tag, number, a.at)
		if doc == 0 || int(a.at) < covered || doc == number {
			continue
		}
		run, err := s.extend(k.words, covered, int(a.at), doc, int(at))
		if err != nil {
			s.err = err
			return
		}
		if run.to-run.from >= s.words {
			runs = append(runs, run)
			covered = run.to
		}
	}
	p, err := s.texts.put(appendWords(nil, k.words))
	if err != nil {
		s.err = err
		return
	}
	s.places = append(s.places, p)
	s.anchors.lengths = append(s.anchors.lengths, uint32(len(k.words)))
	if len(runs) == 0 {
		return
	}
	text := cutSentences(d.Text, runs)
	if strings.TrimSpace(text) == "" {
		d.Reject(document.ReasonEmpty, "all of it stood in documents before")
		return
	}
	d.Text = text
}

// extend returns the longest run around word i of a text, from word first on, that document doc holds around word j. What it
// reads of the document is about as long as the run: most runs are short, and a long document is met at many anchors.
func (s *Substrings) extend(words []token, first, i int, doc uint32, j int) (wordRun, error) {
	run := wordRun{i, i}
	for step := s.words; ; step *= 2 {
		back := min(step, run.from-first, j-(i-run.from))
		other, err := s.read(doc, j-(i-run.from)-back, back)
		if err != nil {
			return run, err
		}
		k := 0
		for k < back && words[run.from-1-k].same(other[back-1-k]) {
			k++
		}
		if run.from -= k; k < back || back == 0 {
			break
		}
	}
	length := int(s.anchors.lengths[doc-1])
	for step := s.words; ; step *= 2 {
		at := j + run.to - i
		ahead := min(step, len(words)-run.to, length-at)
		other, err := s.read(doc, at, ahead)
		if err != nil {
			return run, err
		}
		k := 0
		for k < ahead && words[run.to+k].same(other[k]) {
			k++
		}
		if run.to += k; k < ahead || ahead == 0 {
			return run, nil
		}
	}
}

// read returns n words of a document from word at on; they are valid until the next call.
func (s *Substrings) read(doc uint32, at, n int) ([]token, error) {
	b, err := s.texts.get(s.places[doc], 2*at, 2*n)
	if err != nil {
		return nil, err
	}
	s.seen += n
	s.other = readWords(b, s.other)
	return s.other, nil
}

// Err returns the error that stopped the look-up, if any.
func (s *Substrings) Err() error { return s.err }

// Close releases what the Substrings hold.
func (s *Substrings) Close() error { return s.texts.close() }

// cutSentences takes the whole sentences out of text that lie within runs of its folded words.
func cutSentences(text string, runs []wordRun) string {
	f := folder{plain: true, offsets: true}
	f.fold([]byte(text))
	text = string(f.text)
	type cut struct{ from, to int } // bytes
	var cuts []cut
	for _, r := range runs {
		for r.from < r.to && r.from > 0 && !endsSentence(text[f.end[r.from-1]:f.start[r.from]]) {
			r.from++
		}
		for r.from < r.to && r.to < len(f.start) && !endsSentence(text[f.end[r.to-1]:f.start[r.to]]) {
			r.to--
		}
		if r.from == r.to {
			continue
		}
		c := cut{int(f.start[r.from]), len(text)}
		for c.from > 0 && !isBreak(text[c.from-1]) { // an opening quote belongs to the sentence
			c.from--
		}
		if r.to < len(f.start) {
			c.to = int(f.start[r.to])
			for c.to > int(f.end[r.to-1]) && !isBreak(text[c.to-1]) {
				c.to--
			}
		}
		if c.from < c.to {
			cuts = append(cuts, c)
		}
	}
	var b strings.Builder
	at := 0
	for _, c := range cuts {
		b.WriteString(text[at:max(at, c.from)])
		// A break between paragraphs that was cut out is put back when text stands on both sides.
		if strings.ContainsRune(text[c.from:c.to], '\n') {
			b.WriteString("\n\n")
		}
		at = max(at, c.to)
	}
	b.WriteString(text[at:])
	lines := strings.Split(b.String(), "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return tidyBreaks(strings.Join(lines, "\n"))
}

func isBreak(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }

// endsSentence reports whether what stands between two words ends a sentence.
func endsSentence(between string) bool {
	for i, r := range between {
		switch r {
		case '\n', '。', '！', '？', '।', '…':
			return true
		case '.', '!', '?':
			// "3.5" and "e.g." go on: a blank, a quote or the end must follow.
			rest := between[i+utf8.RuneLen(r):]
			if rest == "" || strings.ContainsAny(rest, " \n\t\u00a0") {
				return true
			}
		}
	}
	return false
}

// anchorTable finds the document that held an anchor first.
type anchorTable struct {
	slots   []anchorSlot
	used    int
	lengths []uint32 // words of each document
}

type anchorSlot struct{ tag, doc, at uint32 }

const anchorsFirst = 1 << 14 // least slots

// find returns the document that held the anchor before, and where; when there is none it is entered, and 0 returned.
func (t *anchorTable) find(tag, doc, at uint32) (uint32, uint32) {
	if crowded(t.used, len(t.slots)) {
		t.slots = grown(t.slots, max(len(t.slots)+len(t.slots)/2, anchorsFirst))
	}
	for i := homeOf(uint64(tag)<<32, len(t.slots)); ; i++ {
		if i == len(t.slots) {
			i = 0
		}
		s := &t.slots[i]
		if s.empty() {
			*s = anchorSlot{tag, doc, at}
			t.used++
			return 0, 0
		}
		if s.tag == tag {
			return s.doc, s.at
		}
	}
}

func (s anchorSlot) empty() bool { return s.doc == 0 }

func (s anchorSlot) home(size int) int { return homeOf(uint64(s.tag)<<32, size) }
