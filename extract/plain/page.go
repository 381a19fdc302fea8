package plain

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/extract/forest"
	"winnow/extract/phrases"
	"winnow/extract/templates"
	"winnow/internal/runes"
)

// Page is a text cut into lines, with what was counted of them. It is reused from page to page; the zero value is
// ready.
type Page struct {
	lines   []line
	copies  []copied // taken out: they say again what lines before them say
	again   []int32  // for each line the first one with the same words, -1 if that is itself
	told    counter  // of sentences
	rows    []uint8  // of features, where somebody asks for them
	words16 []uint16 // hashes of the longer words of all lines
	ends    []int32  // in bytes of a line, the blanks behind signs that may end a sentence, of all lines

	vietnamese bool // most letters with marks are those of Vietnamese
	accented   bool // the language writes many letters with marks
	words      int32
	body       int32 // words in body text
	long       int32 // words in lines of longLine words and more
	markers    int32 // lines that are a phrase and nothing else
	comments   int32 // those of them that are about readers' comments
	latin      bool  // most words consist of letters of ASCII
	spaced     bool  // has blank lines: they separate paragraphs, so that lines without one are items of a list
	wrapped    bool  // was hard-wrapped: its lines are put together
	repeats    int32 // lines of four words and more that stand twice in a row
	columns
	features []forest.Column // blocks of lines, one after the other

	wordWeights      *[wordHashes]int8 // of the model
	probs            []float32         // of the model, row after row
	classes, content int               // number of the model's classes, and which is content
	scores           []int32           // of content, in thousandths
	chosen           []bool            // lines that the scores keep
	cut              int64             // the score from which on they do
	back             []uint8

	known  [1 << knownBits]knownWord // of all pages
	folder templates.Folder
	text   []byte   // of one line
	padded []byte   // the text with padding behind it
	feeds  []uint64 // its line feeds, a bit for each byte
	copied []byte   // one line with padding behind it
	run    asciiRun
}

// Load cuts a text into lines, all of them: the model learns from texts as they are, which is no worse than from texts
// without the bodies that stand there twice (train/README.md). The text must be NFC UTF-8; the page keeps parts of it.
func (p *Page) Load(text string) {
	p.cutUp(text)
	p.count()
}

// loadOnce is Load without what the text says in the same order again.
func (p *Page) loadOnce(text string) {
	p.cutUp(text)
	p.takeCopies()
	p.count()
}

func (p *Page) cutUp(text string) {
	p.reset()
	p.split(text)
	p.latin = runes.MostlyASCII(p.padded[:len(text)])
	p.wrapped = p.rejoin()
	for i := range p.lines {
		p.read(&p.lines[i])
	}
}

// read fills in what the characters of a line tell.
func (p *Page) read(l *line) {
	l.match = phrases.Find(l.text)
	p.scan(l)
	l.credited = l.joins && l.words <= maxCaption && l.stops <= 3 && creditedCaption(l.text)
}

func (p *Page) reset() {
	p.letGo()
	p.rows, p.words16, p.ends = p.rows[:0], p.words16[:0], p.ends[:0]
	p.vietnamese, p.accented, p.spaced = false, false, false
	p.words, p.body, p.long, p.markers, p.comments, p.repeats = 0, 0, 0, 0, 0, 0
}

// letGo empties the lines, so that they hold no text.
func (p *Page) letGo() {
	clear(p.lines)
	clear(p.copies)
	p.lines, p.copies = p.lines[:0], p.copies[:0]
}

// Len is the number of lines.
func (p *Page) Len() int { return len(p.lines) }

// Line is the text of line i without blanks around it.
func (p *Page) Line(i int) string { return p.lines[i].text }

// Words are the hashes of the words of line i that the model weighs: the longer ones, and pairs of characters where a
// script has no blanks. Of Vietnamese texts there are none: its syllables say little one by one.
func (p *Page) Words(i int) []uint16 {
	if p.vietnamese {
		return nil
	}
	return p.words16[p.lines[i].from:p.lines[i].to]
}

// split cuts at line ends of all kinds. Blank lines are no lines, but counted in the gap of the next one.
func (p *Page) split(text string) {
	p.padded = append(append(p.padded[:0], text...), padding[:]...)
	if strings.IndexByte(text, '\r') >= 0 || strings.IndexByte(text, '\f') >= 0 || strings.IndexByte(text, '\v') >= 0 {
		p.splitRare(text)
		return
	}
	p.feeds = appendLineFeeds(p.feeds[:0], p.padded, len(text))
	gap, at := uint8(0), 0
	for block, feeds := range p.feeds {
		for ; feeds != 0; feeds &= feeds - 1 {
			end := block*feedBytes + bits.TrailingZeros64(feeds)
			gap = p.addPiece(text[at:end], at, gap)
			at = end + 1
		}
	}
	if at < len(text) {
		p.addPiece(text[at:], at, gap)
	}
}

// addPiece adds a piece of a text, which stands at so many bytes, as a line, and returns the gap behind it.
func (p *Page) addPiece(piece string, at int, gap uint8) uint8 {
	line, before := trim(piece)
	if line == "" {
		return min(gap+1, maxGap)
	}
	l := p.addLine()
	l.text, l.raw, l.at, l.gap = line, piece, at+before, gap
	return 0
}

// splitRare is split where lines end otherwise, too: those of old Macs and of other systems, at form feeds.
func (p *Page) splitRare(text string) {
	gap, size := uint8(0), len(text)
	for text != "" {
		end := strings.IndexByte(text, '\n')
		rest := ""
		piece, at := text, size-len(text)
		if end >= 0 {
			piece, rest = text[:end], text[end+1:]
		}
		for piece != "" {
			one := piece
			if i := strings.IndexAny(piece, "\r\f\v"); i >= 0 {
				one, piece = piece[:i], piece[i+1:]
			} else {
				piece = ""
			}
			before := gap
			if gap = p.addPiece(one, at, gap); gap > 0 && piece != "" {
				gap = before // what stands in front of a line feed is blank, or not, as a whole
			}
			at += len(one) + 1
		}
		if end == 0 {
			gap = min(gap+1, maxGap)
		}
		text = rest
	}
}

// addLine adds an empty line in its place: lines are too large to be copied for each. What stands behind them is empty.
func (p *Page) addLine() *line {
	n := len(p.lines)
	p.lines = slices.Grow(p.lines, 1)[:n+1]
	return &p.lines[n]
}

const maxGap = 3

// trim takes blanks and marks that show nothing off both ends, and says how many bytes before the rest.
func trim(s string) (rest string, before int) {
	rest = s
	for rest != "" && rest[0] <= ' ' {
		rest = rest[1:]
	}
	before = len(s) - len(rest)
	for rest != "" && rest[len(rest)-1] <= ' ' {
		rest = rest[:len(rest)-1]
	}
	if rest != "" && rest[0] >= utf8.RuneSelf {
		all := len(rest)
		rest = strings.TrimLeftFunc(rest, showsNothing)
		before += all - len(rest)
	}
	if rest != "" && rest[len(rest)-1] >= utf8.RuneSelf {
		rest = strings.TrimRightFunc(rest, showsNothing)
	}
	return rest, before
}

func showsNothing(c rune) bool {
	return c <= ' ' || unicode.IsSpace(c) || c == '\u200b' || c == '\ufeff' || c == '\u200e' || c == '\u200f' || c == '\u00ad'
}

// count sums up what rules and features ask of the page as a whole.
func (p *Page) count() {
	var letters, accents, viet int32
	for i := range p.lines {
		l := &p.lines[i]
		p.words += l.words
		letters += l.letters
		accents += l.accents
		if l.sentence {
			p.body += l.words
			if viet < enoughVietnamese && l.accents > 0 {
				viet += countVietnamese(l.text, enoughVietnamese-viet)
			}
		}
		if l.words >= longLine {
			p.long += l.words
		}
		if l.match.Form == phrases.Line {
			p.markers++
			if markClass[l.match.Kind] == commentMark {
				p.comments++
			}
		}
		p.spaced = p.spaced || i > 0 && l.gap > 0
		if i > 0 && l.words >= 4 && l.whole == p.lines[i-1].whole {
			p.repeats++
		}
	}
	p.accented = accents*12 > letters
	if viet == 0 && p.accented {
		for i := 0; i < len(p.lines) && viet < enoughVietnamese; i++ {
			viet += countVietnamese(p.lines[i].text, enoughVietnamese-viet)
		}
	}
	p.vietnamese = viet >= minVietnamese && viet*50 > min(letters, enoughVietnamese*50-50)
}

// minVietnamese is the fewest letters of Vietnamese that make a text Vietnamese, if they are 2% of its letters: about a
// tenth of the letters of a Vietnamese text are such, less where alternative texts without marks stand in it; a name in
// another language has one or two.
const (
	minVietnamese    = 8
	enoughVietnamese = 81 // more of them say no more: 2% of 4,000 letters
)

// countVietnamese counts the letters that no other language uses, up to enough.
func countVietnamese(s string, enough int32) (n int32) {
	for i := 0; i+1 < len(s) && n < enough; i++ {
		switch b := s[i]; {
		case b == 0xe1 && (s[i+1] == 0xba || s[i+1] == 0xbb): // U+1E80..U+1EFF
			n++
		case b == 0xc6 && (s[i+1] == 0xa0 || s[i+1] == 0xa1 || s[i+1] == 0xaf || s[i+1] == 0xb0): // ơ, ư
			n++
		}
	}
	return n
}
