package plain

import (
	"strings"
	"unicode/utf8"
)

// Bounds of hard-wrapped text: mail and old documents wrap at 60 to 80 columns, some at 40 or 120; fewer line pairs
// than minPairs tell nothing.
const (
	maxWrap  = 130
	minWrap  = 36
	minPairs = 6
)

// rejoin puts hard-wrapped lines together, if the text is wrapped: if most lines are followed at once by a line that
// goes on with a small letter. Where scripts have no small letters the lines must have the same width. Lines that are dropped
// don't count.
func (p *Page) rejoin() (wrapped bool) {
	pairs, soft, even, width := 0, 0, 0, 0
	for i := range p.lines {
		text := p.lines[i].text
		if len(text) <= width || p.lines[i].drop != "" {
			continue
		}
		if len(text) > maxWrap*utf8.UTFMax {
			return false
		}
		if width = max(width, utf8.RuneCountInString(text)); width > maxWrap {
			return false
		}
	}
	if width < minWrap {
		return false
	}
	for i := 1; i < len(p.lines); i++ {
		if !p.below(i) {
			continue
		}
		pairs++
		above := p.lines[i-1].text
		n := utf8.RuneCountInString(above)
		if n*2 >= width && goesOn(above, p.lines[i].text) {
			soft++
		}
		if n >= width-3 {
			even++
		}
	}
	if pairs < minPairs || soft*5 < pairs*2 && even*10 < pairs*7 {
		return false
	}
	out := p.lines[:0]
	var joined strings.Builder
	for i := 0; i < len(p.lines); {
		first := p.lines[i]
		k := i + 1
		for k < len(p.lines) && p.below(k) && wraps(p.lines[k-1].text, p.lines[k].text, width) {
			k++
		}
		if k > i+1 {
			joined.Reset()
			for j := i; j < k; j++ {
				s := p.lines[j].text
				if j > i {
					last, _ := utf8.DecodeLastRuneInString(p.lines[j-1].text)
					next, _ := utf8.DecodeRuneInString(s)
					if classOf(last)&unspaced == 0 || classOf(next)&unspaced == 0 {
						joined.WriteByte(' ')
					}
				}
				joined.WriteString(s)
			}
			first.text = joined.String()
			first.raw, first.at = first.text, -1
		}
		out = append(out, first)
		i = k
	}
	clear(p.lines[len(out):])
	p.lines = out
	return true
}

// rejoinKept is rejoin for a page of which lines were dropped: those that were too long for a wrapped text may have been among
// them, and the text is not to be wrapped for whoever reads it next, either.
func (p *Page) rejoinKept() {
	if p.wrapped || !p.rejoin() {
		return
	}
	for i := range p.lines {
		if l := &p.lines[i]; l.at < 0 {
			*l = line{text: l.text, raw: l.raw, at: l.at, gap: l.gap}
			p.read(l)
		}
	}
}

// below reports whether line i stands right below another and neither is cut or dropped.
func (p *Page) below(i int) bool {
	a, b := &p.lines[i-1], &p.lines[i]
	return b.gap == 0 && a.drop == "" && b.drop == "" && len(a.cuts)+len(b.cuts) == 0
}

// goesOn reports whether the second line begins within the sentence of the first.
func goesOn(a, b string) bool {
	c, _ := utf8.DecodeRuneInString(b)
	if class := classOf(c); class&letter == 0 || class&(upper|unspaced) != 0 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(a)
	return classOf(last)&stop == 0
}

// wraps reports whether the second line is the rest of the first one's paragraph: the first is full, or the sentence
// goes on.
func wraps(a, b string, width int) bool {
	c, n := utf8.DecodeRuneInString(b)
	if numbered(b) || (c == '-' || c == '•' || c == '*' || c == '–') && len(b) > n && b[n] == ' ' {
		return false
	}
	if goesOn(a, b) {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(a)
	long := utf8.RuneCountInString(a)*4 >= width*3
	if classOf(last)&stop != 0 {
		return utf8.RuneCountInString(a)*10 >= width*8
	}
	return long
}
