package extract

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"winnow/document"
	"winnow/internal/runes"
)

// fill turns the chosen blocks of the page in s into d.Blocks; all blocks when d is traced. The text of all of them is
// one string, cut into pieces.
func (x *Extractor) fill(d *document.Document, s *scratch) {
	p := &s.page
	keep := func(i int) bool {
		return d.Trace || s.choice.reasons[i] == "" || x.cfg.Comments && s.choice.reasons[i] == document.ReasonComment
	}
	size, n := 0, 0
	for i := range p.Blocks {
		if keep(i) {
			size += len(p.BlockText(i))
			n++
		}
	}
	var all strings.Builder
	all.Grow(size)
	d.Blocks = make([]document.Block, 0, n)
	items := &s.items
	items.reset(p)
	for i := range p.Blocks {
		if !keep(i) {
			continue
		}
		b := &p.Blocks[i]
		start := all.Len()
		all.Write(p.BlockText(i))
		text := composed(all.String()[start:])
		if b.Kind == document.Code {
			text = tidyCode(text)
		}
		d.Blocks = append(d.Blocks, document.Block{
			Text: text, Kind: b.Kind, Level: b.Level, Item: items.of(b),
			Label: s.choice.labels[i], Score: float32(s.choice.content[i]) / scale, Drop: s.choice.reasons[i],
		})
		if b.Kind == document.TableRow {
			d.Blocks[len(d.Blocks)-1].Table = p.tableOf(b)
		}
		if d.Trace {
			last := &d.Blocks[len(d.Blocks)-1]
			last.Path = p.path(b.elem)
			if len(s.shared) > 0 {
				last.Documents = int32(s.shared[i])
			}
			if i < maxEvidence {
				last.Evidence, last.Features = append(x.templateEvidence(d, s, i), x.evidence(p, i)...), p.featureText(i)
			}
		}
	}
	if x.cfg.Format != Text {
		items.number()
	}
	if len(items.items) > 0 {
		d.Items = slices.Clone(items.items)
	}
}

// composed returns a text in NFC.
func composed(s string) string {
	table := composedRunes()
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			i += runes.ASCII(s[i:])
			continue
		}
		r, n := runes.Decode(s[i:])
		if (r >= tableEnd || !table[r]) && (r < 0x4e00 || r > 0x9fff) { // Han stands for itself
			return norm.NFC.String(s)
		}
		i += n
	}
	return s
}

// composedRunes tells which characters are in NFC whatever stands beside them.
var composedRunes = sync.OnceValue(func() *[tableEnd]bool {
	t := new([tableEnd]bool)
	for r := range rune(tableEnd) {
		s := string(r)
		p := norm.NFC.PropertiesString(s)
		// What does not decompose is normal where it stands alone.
		t[r] = p.BoundaryBefore() && (p.Decomposition() == nil || norm.NFC.IsNormalString(s))
	}
	return t
})

// path writes the tags and first class names from the body down to an element, as in "div.content > p".
func (p *Page) path(e int32) string {
	var parts []string
	for ; e > 0; e = p.elems[e].parent {
		part := p.Tree.Name(p.elems[e].node)
		for _, class := range strings.Fields(p.Tree.AttrValue(p.elems[e].node, "class")) {
			part += "." + class
			break
		}
		parts = append(parts, part)
	}
	for i, j := 0, len(parts)-1; i < j; i, j = i+1, j-1 {
		parts[i], parts[j] = parts[j], parts[i]
	}
	return strings.Join(parts, " > ")
}

// maxEvidence is how many blocks of a traced page get their evidence, which costs about a hundred times their score.
const maxEvidence = 1000

// shownEvidence is how many contributions of features are shown for a block.
const shownEvidence = 5

// evidence lists the features that moved a block's score most: name, value, contribution in log-odds.
func (x *Extractor) evidence(p *Page, i int) []string {
	f := p.row(i)
	all := x.model.Contributions(f[:], x.classes[document.Content])
	var lines []string
	for _, c := range all[:min(len(all), shownEvidence)] {
		lines = append(lines, fmt.Sprintf("%s=%d %+.2f", FeatureNames[c.Feature], f[c.Feature], c.Value))
	}
	return lines
}

// featureText lists the features of a block that are not 0.
func (p *Page) featureText(i int) string {
	var b strings.Builder
	for feature, value := range p.row(i) {
		if value != 0 {
			fmt.Fprintf(&b, " %s=%d", FeatureNames[feature], value)
		}
	}
	return strings.TrimPrefix(b.String(), " ")
}

// tidyCode takes the blanks at the ends of lines off a listing, and all but one of its blank lines in a row: they mean
// nothing, and would not outlast the text's being read as plain text again.
func tidyCode(s string) string {
	if !strings.Contains(s, " \n") && !strings.Contains(s, "\t\n") && !strings.Contains(s, "\n\n\n") && strings.TrimRight(s, " \t") == s {
		return s
	}
	lines := strings.Split(s, "\n")
	kept := lines[:0]
	for _, line := range lines {
		line = strings.TrimRight(line, " \t")
		if line != "" || len(kept) > 0 && kept[len(kept)-1] != "" {
			kept = append(kept, line)
		}
	}
	return strings.TrimRight(strings.Join(kept, "\n"), "\n")
}
