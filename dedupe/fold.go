package dedupe

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"
	"golang.org/x/text/unicode/norm"
)

// FoldVersion names the folding below. Two folded texts, hashes or indexes can be compared only when they were made
// by the same version.
//
// Version 2. A text becomes a sequence of words:
//   - the text is brought to NFC;
//   - a word is a run of letters, digits and marks (the word characters of UAX #29); what joins them there is set
//     aside, so that 1,000 and 1.000 and 1 000 are the same two words, and an apostrophe is as if it weren't there;
//   - a character of a script that is written without blanks (Han, kana, Thai, Lao, Khmer, Burmese) is a word;
//   - letters lose their case (simple case folding, ß is ss), full-width forms and the digits of all scripts become
//     ASCII, zero-width characters vanish, quotes, dashes and all other characters separate words (so "./." is
//     nothing);
//   - a line of five or more words that stood in the text before is left out;
//   - a dateline in the first lines ("HANOI, March 3 (Reuters) - ", "(Dân trí) - ", "TTO - ") is left out;
//   - a credit at the end (a last line, or last parentheses, of at most six capitalised words without digits, or one that
//     opens with a word such as "source" or "theo") is left out.
//
// Nothing is left of a text of signs alone. It is the same as another one when both have the same bytes.
const FoldVersion = 2

// token is a word as the aligner sees it: thirteen bits of the word's hash, whether it opens a line, and its class in
// the two low bits. So few bits do, because a match counts only beside its neighbours.
type token uint16

// Classes of words.
const (
	classPlain token = 0
	className  token = 1 // starts with a capital in the midst of a sentence
	classDigit token = 2 // holds a digit
	classStart token = 3 // plain but for the capital of a sentence's first word, or of a headline

	classMask token = 3

	lineStart token = 4

	tokenHash token = ^(lineStart | classMask)
)

func (t token) class() token { return t & classMask }

// fact reports whether t, a class, is that of words that state a fact: names and numbers.
func (t token) fact() bool { return (t+1)&2 != 0 }

// mostOf returns the class of a word that has one in either text: a fact if it is one in one of them.
func mostOf(a, b token) token {
	if a = a.class(); a.fact() {
		return a
	}
	return b.class()
}

// same reports whether two tokens are the same word.
func (t token) same(o token) bool { return (t^o)&tokenHash == 0 }

// Numbers of the folding that are no matter of taste but of measurement are explained where they are used.
const (
	repeatedLine  = 5  // words that a line needs to be left out when it returns
	datelineLines = 4  // lines at the top in which a dateline is looked for (title, blurb, two paragraphs)
	datelineWords = 9  // "HO CHI MINH CITY, March 13 (Agency Name) - "
	creditWords   = 6  // "Nguyễn Thị Minh Anh/TTXVN (Vietnam+)"
	creditLeast   = 30 // words a text must have before its last line can be a credit
)

// Multipliers of the word hash: odd, with no pattern in their bits (golden ratio; a constant of wyhash).
const (
	mul1 = 0x9E3779B97F4A7C15
	mul2 = 0xD6E8FEB86659FD93
	mul4 = 0x94D049BB133111EB // of SplitMix64
)

// mix spreads a word's rolling hash over all 64 bits.
func mix(x uint64) uint64 {
	hi, lo := bits.Mul64(x^0xA0761D6478BD642F, mul1)
	return hi ^ lo
}

// folder folds texts. It is reused; what it holds is valid until the next call.
type folder struct {
	table   *runeTable
	letters [256]uint32 // folded small letters of ASCII, 0 for other bytes
	hash    []uint64    // of each word
	token   []token     // of each word
	ends    []int       // where the parts of a text end, for foldParts
	parts   []int       // of the text up to the end of each part
	start   []uint32    // byte offset of each word in text, when offsets is set
	end     []uint32    // byte offset behind each word
	text    []byte      // what was folded: the input, or its NFC form

	offsets bool // wanted: start and end
	plain   bool // keep every word: no datelines, credits or repeated lines are left out

	composed bool // the text is NFC

	cache   *wordCache // nil for none
	cuts    []cuts     // where words of text end
	run     walk
	marked  []byte // the NFC of a word
	astral  bool   // the text holds runes beyond the Basic Multilingual Plane, as far as anybody has asked
	asked   bool
	bytes   []byte // the words' hashes as bytes
	nfc     []byte
	taken   []uint64 // hashes of the shingles that are samples
	lines   lineSet
	last    [2]lineInfo // the last two lines that hold words
	line    lineInfo
	lineNo  int
	cutsOff bool // the text does not end with the end of a sentence
}

// lineInfo is what is known of a line when it ends.
type lineInfo struct {
	from      int    // index of its first word
	begin     int    // where that stands in the text
	capitals  int    // words that start with a capital
	open      int    // index of the first word behind the last opening parenthesis, -1
	closed    int    // index behind the last word before the closing parenthesis that ends the line so far, -1
	dateline  int    // words before the dash that ends a dateline
	outside   int    // words before the parentheses that are not capitalised
	firstWord uint64 // hash
}

// foldCached is fold with the help of a cache of words.
func (f *folder) foldCached(text []byte) {
	f.cache = wordCaches.take()
	f.fold(text)
	wordCaches.put(f.cache)
	f.cache = nil
}

// fold folds text.
func (f *folder) fold(text []byte) {
	f.begin(text)
	f.ends = f.ends[:0]
	if !f.pass(text) {
		// A mark was met: most texts with marks are NFC as they are.
		if !norm.NFC.IsNormal(text) {
			f.nfc = norm.NFC.Append(f.nfc[:0], text...)
			f.text = f.nfc
		}
		f.composed = true
		f.pass(f.text)
	}
	if !f.plain {
		f.dropCredit()
	}
}

// begin makes f ready for a text.
func (f *folder) begin(text []byte) {
	if f.table == nil {
		f.table = runes()
		for c := range f.letters[:utf8.RuneSelf] {
			if v := f.table[c]; v < runeSolo {
				f.letters[c] = v
			}
		}
	}
	f.text, f.composed, f.asked = text, false, false
}

// foldParts folds a text whose parts end with the line feeds at f.ends, as if each was folded by itself, and puts into f.parts
// how many words stand before each of those. It keeps every word, and reports whether it could: not where the text must be
// brought to NFC.
func (f *folder) foldParts(text []byte) bool {
	f.begin(text)
	f.parts = f.parts[:0]
	return f.pass(text) && len(f.parts) == len(f.ends)
}

// pass is the one walk over the text; it returns false when it meets a mark and f.composed does not promise NFC.
func (f *folder) pass(text []byte) bool {
	f.hash, f.token, f.start, f.end = f.hash[:0], f.token[:0], f.start[:0], f.end[:0]
	f.lines.reset()
	f.lineNo, f.last = 0, [2]lineInfo{}
	f.startLine()
	table, letters, cached := f.table, &f.letters, f.cache != nil
	if cached {
		f.cuts = appendCuts(f.cuts[:0], text)
	}
	var (
		h        uint64 // rolling hash of the word at hand
		class    token
		in       bool   // a word has begun
		sentence = true // the next word opens a sentence
		begin    int    // of the word at hand
		ended    bool   // the last thing seen was the end of a sentence
		dashed   bool   // the last thing seen was a dash
		attached bool   // what comes next stands directly behind a word
	)
	for i := 0; ; {
		if !in && !attached && cached {
			open := uint64(0)
			if sentence {
				open = 1
			}
			var next int
			if next, open, attached = f.cachedWords(text, i, open); next > i {
				i, sentence, ended, dashed = next, open != 0, open != 0, text[next-1] == '-'
			}
		}
		at := i
		v := runeSpecial | sepNewline
		if i >= len(text) {
			i++
		} else if c := text[i]; c < utf8.RuneSelf {
			v = table[c]
			i++
		} else if c < 0xE0 && c >= 0xC2 && i+1 < len(text) && text[i+1]&0xC0 == 0x80 {
			v = table[uint16(c&0x1F)<<6|uint16(text[i+1]&0x3F)]
			i += 2
		} else if c >= 0xE0 && c < 0xF0 && i+2 < len(text) && text[i+1]&0xC0 == 0x80 && text[i+2]&0xC0 == 0x80 {
			v = table[uint16(c&0x0F)<<12|uint16(text[i+1]&0x3F)<<6|uint16(text[i+2]&0x3F)]
			i += 3
		} else {
			r, n := utf8.DecodeRune(text[i:])
			i += n
			v = runeSpecial | sepBlank
			if r >= 1<<16 {
				v = f.kind(r)
			}
		}
		if v < runeSolo { // the common case: a small letter, and letters of ASCII behind it
			if !in {
				in, begin = true, at
			}
			h = (h ^ uint64(v)) * mul2
			for i < len(text) {
				v = letters[text[i]]
				if v == 0 {
					break
				}
				h = (h ^ uint64(v)) * mul2
				i++
			}
			if i < len(text) && text[i] == ' ' {
				f.word(h, class, begin, i) // as below, for the most frequent end of a word
				h, class, in, sentence, ended, dashed = 0, 0, false, false, false, false
				i++
			}
			continue
		}
		if v&runeSpecial == 0 || v == runeSpecial|runMark || v == runeSpecial|runSharpS {
			switch v {
			case runeSpecial | runMark:
				if !f.composed {
					word, ok := f.markedWord(text, begin, at, in)
					if !ok {
						return false
					}
					h, class, i = word.hash, word.class(class), word.end
					continue
				}
				r, _ := utf8.DecodeRune(text[at:])
				v = uint32(r)
			case runeSpecial | runSharpS:
				h = (h ^ 's') * mul2
				v = 's'
			}
			solo := v&runeSolo != 0
			if solo && in {
				f.word(h, class, begin, at)
				h, class, in, sentence = 0, 0, false, false
			}
			switch {
			case v&runeDigit != 0:
				class = classDigit
			case v&runeUpper != 0 && !in:
				f.line.capitals++
				if class = className; sentence {
					class = classStart
				}
			}
			if !in {
				in, begin = true, at
			}
			h = (h ^ uint64(v&runeMask)) * mul2
			if solo {
				f.word(h, class, begin, i)
				h, class, in, sentence, ended, dashed = 0, 0, false, false, false, false
			}
			continue
		}
		kind := v &^ runeSpecial
		if kind == sepIgnored {
			continue
		}
		if in {
			attached = true
			f.word(h, class, begin, at)
			h, class, in, sentence, ended, dashed = 0, 0, false, false, false, false
		}
		switch kind {
		case sepSentence:
			sentence, ended = true, true
		case sepOpen:
			f.line.open, f.line.closed = len(f.hash), -1
			if len(f.hash)-f.line.from <= datelineWords {
				f.line.outside = f.line.capitals + f.digits(f.line.from)
			}
		case sepClose:
			f.line.closed = len(f.hash)
		case sepDash:
			if !dashed && !attached {
				f.dateline(text[min(i, len(text)):])
			}
			dashed = true
		case sepNewline:
			if len(f.hash) > f.line.from {
				f.cutsOff = !ended && f.line.closed < 0
				f.endLine()
			} else {
				f.startLine()
			}
			sentence = true
			if n := len(f.parts); n < len(f.ends) && f.ends[n] == at {
				f.parts = append(f.parts, len(f.hash))
			}
			if i > len(text) {
				return true
			}
		}
		attached = false
		for i < len(text) && text[i] == ' ' { // what follows most of these, and means nothing more
			i++
		}
	}
}

// word appends a word of a rolling hash.
func (f *folder) word(h uint64, class token, begin, end int) {
	x := mix(h)
	if class != className && isNumeral(x) {
		class = classDigit
	}
	f.add(x, class, begin, end)
}

// add appends a word.
func (f *folder) add(x uint64, class token, begin, end int) {
	l := &f.line
	if len(f.hash) == l.from {
		l.begin = begin
	}
	l.closed = -1 // a word behind the parenthesis that closed the line so far takes that back
	f.hash = append(f.hash, x)
	f.token = append(f.token, token(x>>48)&tokenHash|class)
	if f.offsets {
		f.start = append(f.start, uint32(begin))
		f.end = append(f.end, uint32(end))
	}
}

func (f *folder) startLine() {
	f.line = lineInfo{from: len(f.hash), open: -1, closed: -1}
}

// dateline is called at a dash behind a blank or a parenthesis: what stands before it on the line may be a dateline,
// unless a word follows at once.
func (f *folder) dateline(behind []byte) {
	l := &f.line
	n := len(f.hash) - l.from
	if f.plain || l.dateline != 0 || n == 0 || n > datelineWords || f.lineNo >= datelineLines {
		return
	}
	if r, _ := utf8.DecodeRune(behind); r < 1<<16 && f.table[r]&runeSpecial == 0 {
		return
	}
	parens := l.closed == len(f.hash) && l.open >= l.from
	switch {
	case parens && l.outside == l.open-l.from: // "Hà Nội, 3/3 (TTXVN) - ", "(Dân trí) - "
	case l.capitals+f.digits(l.from) == n && f.shouts(l.begin): // "TTO - ", "LONDON, March 3 - "
	default:
		return
	}
	l.dateline = n
}

// digits returns how many words from index i on hold a digit.
func (f *folder) digits(i int) int {
	n := 0
	for _, t := range f.token[i:] {
		if t.class() == classDigit {
			n++
		}
	}
	return n
}

// endLine settles a line that holds words.
func (f *folder) endLine() {
	l := &f.line
	n := len(f.hash) - l.from
	f.token[l.from] |= lineStart
	l.firstWord = f.hash[l.from]
	if n > 3 && l.capitals*10 >= n*6 {
		// A line of capitals, or in title case: its capitals tell no names.
		for i := l.from; i < len(f.token); i++ {
			if f.token[i].class() == className {
				f.token[i] |= classStart
			}
		}
	}
	if !f.plain {
		switch {
		case n >= repeatedLine && f.lines.add(xxhash.Sum64(bytesOf(f.hash[l.from:]))):
			f.truncate(l.from)
			f.startLine()
			return
		case l.dateline > 0 && n >= l.dateline+10:
			f.cut(l.from, l.dateline)
			f.token[l.from] |= lineStart
			l.open, l.closed = l.open-l.dateline, l.closed-l.dateline
		}
	}
	f.lineNo++
	f.last[0], f.last[1] = f.last[1], *l
	f.startLine()
}

// truncate forgets the words from index n on.
func (f *folder) truncate(n int) {
	f.hash, f.token = f.hash[:n], f.token[:n]
	if f.offsets {
		f.start, f.end = f.start[:n], f.end[:n]
	}
}

// cut takes n words out from index i on.
func (f *folder) cut(i, n int) {
	f.hash = append(f.hash[:i], f.hash[i+n:]...)
	f.token = append(f.token[:i], f.token[i+n:]...)
	if f.offsets {
		f.start = append(f.start[:i], f.start[i+n:]...)
		f.end = append(f.end[:i], f.end[i+n:]...)
	}
}

// dropCredit leaves out a credit line at the end of the text, and credits in parentheses.
func (f *folder) dropCredit() {
	for range 2 {
		n := len(f.hash)
		l := f.last[1]
		if l.from >= n || n < creditLeast {
			return
		}
		words := n - l.from
		switch {
		case words <= creditWords && f.digits(l.from) == 0 && (l.capitals == words || words > 1 && isCreditLead(l.firstWord)):
			f.truncate(l.from)
			f.last[1], f.last[0] = f.last[0], lineInfo{from: n}
		case l.closed == n && l.open > l.from && n-l.open <= creditWords && f.isCredit(l.open):
			f.truncate(l.open)
			return
		default:
			return
		}
	}
}

// isCredit reports whether the words from index i on read like "(Theo TTXVN)": no digits, names or a credit's lead.
func (f *folder) isCredit(i int) bool {
	names := 0
	for _, t := range f.token[i:] {
		switch t.class() {
		case classDigit:
			return false
		case className:
			names++
		}
	}
	return names == len(f.token)-i || isCreditLead(f.hash[i])
}

// exact returns 128 bits over the folded words: xxHash64 under two seeds.
func (f *folder) exact() [2]uint64 {
	b := bytesOf(f.hash)
	if !littleEndian {
		f.bytes = f.bytes[:0]
		for _, h := range f.hash {
			f.bytes = binary.LittleEndian.AppendUint64(f.bytes, h)
		}
		b = f.bytes
	}
	return hashOf(b)
}

// hashOf returns 128 bits of hash.
func hashOf(b []byte) [2]uint64 {
	var d xxhash.Digest
	d.ResetWithSeed(mul2)
	_, _ = d.Write(b) // never fails
	return [2]uint64{xxhash.Sum64(b), d.Sum64()}
}

// trim gives memory back that a huge text made the folder take.
func (f *folder) trim() {
	const most = 1 << 20
	f.text, f.run = nil, walk{}
	if cap(f.hash) > most || cap(f.nfc) > 8*most || len(f.lines.hash) > most {
		*f = folder{table: f.table, cache: f.cache, letters: f.letters, offsets: f.offsets, plain: f.plain}
	}
}
