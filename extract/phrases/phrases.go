// Package phrases knows the fixed phrases that surround articles in some thirty languages: the headings of link boxes
// ("TIN LIÊN QUAN", "Read also", "最新新闻"), labels ("Photo:", "Nguồn:"), notices ("We use cookies …").
//
// The phrases are data: one table a language in tables/, a line a kind and form, phrases separated by " | ". A phrase of the form "frame" is the start and the last word of a line. They are
// compared after folding: lower case, runs of blanks as one, runs of digits as "#", typographic quotes, dashes and
// full-width punctuation as their plain forms, Greek accents, Arabic hamza and Russian ё taken off, decoration such as
// bullets and arrows at the start skipped.
//
// A phrase is found by hashing the folded line up to each word boundary and looking the hash up in a set of all
// phrases' prefixes, which ends the walk at the first or second word for most lines. Nothing is allocated and no regular
// expression is involved.
package phrases

import (
	"cmp"
	"embed"
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"winnow/internal/runes"
)

//go:embed tables/*.txt
var files embed.FS

// node is what is known about one prefix of phrases: the kinds of the phrases that end here, by form. All None for a
// prefix that no phrase ends at.
type node struct {
	hash  uint64
	kinds [Start + 1]Kind
	frame Kind // of a line that begins with this prefix and ends with a word that hashes to one of last
	last  [2]uint64
}

// set is an open-addressing table from the hash of a folded prefix to its node. Before it stand three sets of bits that
// answer for nearly all lines and, unlike the table, fit the first-level cache. A bit too many only costs a look.
type set struct {
	begins   [1 << 9]uint64  // by the first letters (see beginning): a phrase may begin so
	alone    [1 << 9]uint64  // likewise: of such a phrase nothing but its beginning tells
	pairs    [1 << 9]uint64  // by the first two words (see pair): a phrase may begin so
	prefixes [1 << 11]uint64 // by hash: some phrase goes on behind this prefix or ends there
	ends     [1 << 10]uint64 // by hash: something is known of this prefix but that it is one
	credits  [1 << 4]uint64  // by two letters: a photo or source phrase may begin so

	creditBegins [1 << 9]uint64 // likewise, by the first letters
	signs        [1 << 4]uint64 // by the first character as it is folded: likewise, for those beyond ASCII

	slots [1 << setBits]uint16 // 1 + the place in nodes, by hash
	nodes []node
}

// The bits of a hash in prefixes and ends: others in each, mixed, because the upper bits of hashes of short words are much alike.
func prefixBit(hash uint64) (word, bit uint64) {
	hash *= mixer
	return hash >> 53, hash >> 47 & 63
}

func endsBit(hash uint64) (word, bit uint64) {
	hash *= mixer
	return hash >> 37 & (1<<10 - 1), hash >> 31 & 63
}

const mixer = 0x9E3779B97F4A7C15

// setBits makes room for more than twice the prefixes of the tables.
const setBits = 16

func slot(hash uint64) uint64 { return hash * mixer >> (64 - setBits) }

// find returns the node of a prefix, or nil.
func (s *set) find(hash uint64) *node {
	for i := slot(hash); ; i = (i + 1) & (1<<setBits - 1) {
		at := s.slots[i]
		if at == 0 {
			return nil
		}
		if n := &s.nodes[at-1]; n.hash == hash {
			return n
		}
	}
}

// insert returns the node of a prefix, a new one if need be; it is valid until the next call.
func (s *set) insert(hash uint64) *node {
	for i := slot(hash); ; i = (i + 1) & (1<<setBits - 1) {
		at := s.slots[i]
		if at == 0 {
			s.nodes = append(s.nodes, node{hash: hash})
			s.slots[i] = uint16(len(s.nodes))
			return &s.nodes[len(s.nodes)-1]
		}
		if n := &s.nodes[at-1]; n.hash == hash {
			return n
		}
	}
}

// add enters a phrase and all its prefixes that end at a word boundary.
func (s *set) add(phrase string, form Form, kind Kind) {
	phrase, last, framed := strings.Cut(phrase, " … ")
	if two, ok := letters(phrase); ok {
		if kind == Photo || kind == Source {
			s.credits[two/64] |= 1 << (two % 64)
		}
	}
	f := newFolder(phrase)
	bit, size, _ := beginning(f.text)
	s.begins[bit/64] |= 1 << (bit % 64)
	if kind == Photo || kind == Source {
		s.creditBegins[bit/64] |= 1 << (bit % 64)
	}
	if two, ok := pair(f.text, bit, size); ok {
		s.pairs[two/64] |= 1 << (two % 64)
	} else if !bound(f, size, form == Line && !framed) {
		s.alone[bit/64] |= 1 << (bit % 64)
	}
	if kind == Photo || kind == Source {
		word, bit, _ := signBit(&f)
		s.signs[word] |= 1 << bit
	}
	for f.next() {
		n := s.insert(f.hash)
		word, bit := prefixBit(f.hash)
		s.prefixes[word] |= 1 << bit
		if f.rest() != "" {
			continue
		}
		word, bit = endsBit(f.hash)
		s.ends[word] |= 1 << bit
		switch {
		case framed:
			n.frame, n.last = kind, [2]uint64{foldedHash(last), n.last[0]}
		case n.kinds[form] == None:
			n.kinds[form] = kind
		}
	}
}

// load parses the tables once, on first use: a run over articles alone never needs them.
var load = sync.OnceValue(func() *set {
	s := &set{nodes: make([]node, 0, 1<<setBits/2)}
	err := eachPhrase(func(_ string, kind Kind, form Form, phrase string) { s.add(phrase, form, kind) })
	if err != nil {
		panic(err) // the tables are part of the program; a test reads all of them
	}
	loaded.Store(s)
	return s
})

// loaded is what load returned: asking it is cheaper than asking a sync.Once, and every line does.
var loaded atomic.Pointer[set]

// Prepare makes the tables that the first call of Find would make. A program that starts can have it done beside other work.
func Prepare() { load(); makeTable() }

// eachPhrase calls f for each phrase of the tables, in the order of the file names and lines.
func eachPhrase(f func(file string, kind Kind, form Form, phrase string)) error {
	entries, err := files.ReadDir("tables")
	if err != nil {
		return err
	}
	kinds := make(map[string]Kind, NumKinds)
	for k, name := range kindNames {
		kinds[name] = Kind(k)
	}
	forms := map[string]Form{"line": Line, "label": Label, "start": Start, "frame": Line}
	for _, entry := range entries {
		if entry.Name() == agenciesFile || entry.Name() == pagesFile {
			continue
		}
		text, err := files.ReadFile("tables/" + entry.Name())
		if err != nil {
			return err
		}
		for number, line := range strings.Split(string(text), "\n") {
			if line == "" || line[0] == '#' {
				continue
			}
			head, phrases, ok := strings.Cut(line, ": ")
			kindName, formName, _ := strings.Cut(head, " ")
			kind, form := kinds[kindName], forms[formName]
			if !ok || kind == None || form == NoForm {
				return fmt.Errorf("tables/%s:%d: want \"kind form: phrase | phrase\"", entry.Name(), number+1)
			}
			for phrase := range strings.SplitSeq(phrases, " | ") {
				f(entry.Name(), kind, form, phrase)
			}
		}
	}
	return nil
}

// Find returns the longest phrase that the line begins with. The line must be NFC UTF-8.
func Find(line string) Match {
	s := loaded.Load()
	if s == nil {
		s = load()
	}
	if s.rulesOut(line) {
		return Match{}
	}
	return s.matchAny(line)
}

// rulesOut reports whether the first two words of a line tell that no phrase begins so: true for three of five.
func (s *set) rulesOut(line string) bool {
	bit, size, ok := beginning(line)
	if !ok {
		return false
	}
	if s.begins[bit/64]>>(bit%64)&1 == 0 {
		return true
	}
	if s.alone[bit/64]>>(bit%64)&1 != 0 {
		return false
	}
	two, ok := pair(line, bit, size)
	return ok && s.pairs[two/64]>>(two%64)&1 == 0
}

// matchAny is match, with and without the bracket that a line begins with.
func (s *set) matchAny(line string) Match {
	m := s.match(line, newFolder(line))
	if m.Kind == None && len(line) > 0 {
		// "(Photo: X)": what stands in brackets is matched without them, but only as a label.
		if n := openingBracket(line); n > 0 {
			if inner := s.match(line, newFolder(line[n:])); inner.Form == Label || inner.Form == Line {
				return inner
			}
		}
	}
	return m
}

// CreditAhead is a cheap test for places where a credit is looked for: false means that Find gives no Photo and no
// Source for the line.
func CreditAhead(line string) bool {
	if two, ok := letters(line); ok {
		s := load()
		if s.credits[two/64]>>(two%64)&1 == 0 {
			return false
		}
		bit, _, ok := beginning(line)
		return !ok || s.creditBegins[bit/64]>>(bit%64)&1 != 0
	}
	if line == "" || line[0] < utf8.RuneSelf || openingBracket(line) > 0 {
		return true
	}
	f := newFolder(line)
	if f.text == "" {
		return false
	}
	word, bit, ok := signBit(&f)
	return !ok || load().signs[word]>>bit&1 != 0
}

// signBit is where the first character that f folds is marked in set.signs; it is not ok where that is none.
func signBit(f *folder) (word, bit uint, ok bool) {
	c, _, kind := f.peek()
	return uint(c) / 64 % 16, uint(c) % 64, kind != asNothing && kind != asBlank
}

// letters packs the first two bytes of a line without regard to case, if both are letters of ASCII.
func letters(line string) (two uint, ok bool) {
	if len(line) < 2 {
		return 0, false
	}
	a, b := line[0]|0x20, line[1]|0x20
	return uint(a&31)<<5 | uint(b&31), a >= 'a' && a <= 'z' && b >= 'a' && b <= 'z'
}

// beginning hashes the letters of ASCII that a line begins with, up to eight and without regard to case, for set.begins:
// a word of less than eight is told from longer ones. It is not ok where the line begins otherwise, or goes on with a
// character beyond ASCII, which may be a letter or nothing.
func beginning(line string) (bit uint, size int, ok bool) {
	word, size, ok := firstLetters(line)
	return uint(word * 0x9E3779B97F4A7C15 >> (64 - beginBits)), size, ok
}

// pair hashes the second word of a line, of which the first hashes to bit and has so many letters, as beginning does. It
// is not ok where the first is longer than seven letters or ends with anything but one blank, or the second is not ok.
func pair(line string, bit uint, size int) (both uint, ok bool) {
	if size >= 8 || size >= len(line) || line[size] != ' ' {
		return 0, false
	}
	word, _, ok := firstLetters(line[size+1:])
	return uint((word ^ uint64(bit)) * 0x9E3779B97F4A7C15 >> (64 - beginBits)), ok
}

// bound reports whether no line of which pair is ok begins with the phrase that f is at the start of, of which pair is not ok:
// so many letters, and then what no blank and letters of ASCII fold to, or nothing at all where it is whole lines only.
func bound(f folder, size int, whole bool) bool {
	if size == len(f.text) {
		return whole
	}
	f.at = size
	_, n, kind := f.peek()
	if kind != asBlank {
		return kind != asNothing
	}
	f.at += n
	for second := f.at; f.at < len(f.text); f.at += n {
		var c rune
		c, n, kind = f.peek()
		if c >= utf8.RuneSelf || asciiLetters[c] == 0 { // a sign behind letters may be written otherwise, too
			return kind != asBlank && kind != asNothing && (c >= utf8.RuneSelf || f.at == second)
		}
	}
	return false
}

// firstLetters returns the letters of ASCII that a line begins with, up to eight, as small ones.
func firstLetters(line string) (word uint64, size int, ok bool) {
	var eight uint64
	if len(line) >= 8 {
		eight = runes.Eight(line)
	} else {
		for i := range len(line) {
			eight |= uint64(line[i]) << (8 * i)
		}
	}
	const each = 0x0101010101010101
	first := runes.NotLetter8(eight)
	word = (eight | 0x20*each) & (first>>7 - 1) // all of it where first is zero
	return word, bits.TrailingZeros64(first) / 8, word != 0 && eight&first == 0
}

// beginBits makes room for more than ten times the first words of the tables.
const beginBits = 15

func (s *set) match(line string, f folder) (m Match) {
	skipped := len(line) - len(f.text)
	for f.next() {
		if word, bit := prefixBit(f.hash); s.prefixes[word]>>bit&1 == 0 {
			return m
		}
		if word, bit := endsBit(f.hash); s.ends[word]>>bit&1 == 0 {
			continue
		}
		n := s.find(f.hash)
		if n == nil {
			return m
		}
		if n.kinds == ([Start + 1]Kind{}) && n.frame == None {
			continue
		}
		rest := f.rest()
		switch {
		case n.frame != None && len(line) <= maxFrame && slices.Contains(n.last[:], lastWordHash(rest)):
			return Match{n.frame, Line, len(line)}
		case onlyTrail(rest):
			m = Match{cmp.Or(n.kinds[Line], n.kinds[Label], n.kinds[Start]), Line, len(line)}
		case n.kinds[Label] != None && colon(rest) > 0:
			m = Match{n.kinds[Label], Label, skipped + f.pos() + colon(rest)}
		case n.kinds[Start] != None && f.last == ':':
			m = Match{n.kinds[Start], Label, skipped + f.pos() + blanks(rest)}
		case n.kinds[Start] != None:
			m = Match{n.kinds[Start], Start, skipped + f.pos()}
		}
	}
	return m
}

// maxFrame is the most bytes of a line that a phrase frames: "Theo dõi <name of a site> trên" has less than 60.
const maxFrame = 80

// lastWordHash hashes the last word of a line, without the marks behind it.
func lastWordHash(s string) uint64 {
	s = strings.TrimRight(s, " :.>»")
	return foldedHash(s[strings.LastIndexByte(s, ' ')+1:])
}

// LineKind returns the kind of a line that is nothing but a phrase, else None.
func LineKind(line string) Kind {
	if len(line) > maxMarker {
		return None
	}
	if m := Find(line); m.Form == Line {
		return m.Kind
	}
	return None
}

// maxMarker is more bytes than the longest phrase of the tables folds from (a test checks it).
const maxMarker = 200
