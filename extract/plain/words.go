package plain

// asciiRun is a run of words of ASCII letters in a line: what takeASCII adds them up in.
type asciiRun struct {
	whole, shape uint64 // of the line
	sum          counts
	next         int // where in the line it stopped
	kept         int // hashes of longer words
	shaped       int32
	commas       int32
	n            int
	last         uint64 // hash of the last word
	head         uint64 // of the first one of the line
}

// asciiTaken is how many words a run may have: their letters, fifteen each, are less than 2^lettersBits.
const asciiTaken = 1 << 7

// What a word counts for follows from how many letters it has, with one bit more for a capital first and one for nothing
// but capitals.
const (
	firstCapital = 1 << 4
	allCapitals  = 1 << 5
)

var asciiCounts = func() (t [1 << 6]counts) {
	for form := range t {
		letters := counts(form & (firstCapital - 1))
		t[form] = letters
		if form&firstCapital == 0 {
			t[form] |= 1 << lowerAt
		} else {
			t[form] |= 1<<upperAt | counts(bit(letters > 1 && form&allCapitals != 0))<<capsAt
		}
	}
	return t
}()

// endsWord says of a byte behind letters whether it ends the word.
var endsWord = func() (t [256]bool) {
	for c := range ascii {
		t[c] = ascii[c]&(letter|digit) == 0 && c != '\'' && c != '-'
	}
	return t
}()

// asciiWords books words of up to fifteen letters of ASCII from s[i] on, where none is open, with the blanks, commas and
// full stops between them. It returns where it stopped, at i if no such word stands there, and how many hashes of longer
// words it has put into words.
//
// It does for several words what ascii, endWord and sign do for each. A third of the time of reading a text goes to them.
func (p *Page) asciiWords(l *line, w *scanner, s []byte, i int, words []uint16) (next, kept int) {
	r := &p.run
	r.whole, r.shape, r.sum, r.shaped, r.commas, r.head = l.whole, l.shape, 0, w.shaped, 0, l.head
	r.next, r.n, r.kept = i, 0, 0
	takeASCII(r, &s[0], &words[0])
	if r.n == 0 {
		return i, 0
	}
	l.goOn(w)
	next = r.next
	w.prev, w.sinceStop, w.shaped = letter, true, r.shaped
	switch {
	case s[next-1] == ' ':
		w.prev = space
	case s[next] == '.' && s[next+1] == ' ':
		l.stops++
		p.ends = append(p.ends, int32(next+1))
		w.prev, w.sinceStop = space, false
		next += 2
	}
	l.tokens += int32(r.n)
	l.commas += r.commas
	l.whole, w.last, l.shape, l.head = r.whole, r.last, r.shape, r.head
	l.chars += int32(next-i) - int32(r.sum&(1<<lettersBits-1)) // which book adds
	l.book(r.sum)
	return next, r.kept
}
