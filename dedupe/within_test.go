package dedupe

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"winnow/document"
)

const (
	lead   = "The harbour of Vardholm opened its new northern quay on Tuesday after four years of work."
	second = "Thousands of visitors came to see the first ferry arrive, and the mayor thanked the builders for their patience."
	third  = "“We have waited for this morning since my father was a boy,” said Ingrid Solberg, who keeps the kiosk at the gate."
	fourth = "The old quay will become a park with a swimming stair, the council said in a statement on Monday evening."
	viet   = "Thủ tướng yêu cầu các địa phương chủ động ứng phó với mưa lũ, bảo đảm an toàn cho người dân vùng trũng thấp."
)

func paragraphs(texts ...string) []document.Block {
	var out []document.Block
	for _, t := range texts {
		b := document.Block{Text: t, Label: document.Content}
		switch {
		case strings.HasPrefix(t, "# "):
			b.Kind, b.Level, b.Text = document.Heading, 2, t[2:]
		case strings.HasPrefix(t, "> "):
			b.Kind, b.Text = document.Quote, t[2:]
		case strings.HasPrefix(t, "| "):
			b.Kind, b.Text = document.TableRow, t[2:]
		case strings.HasPrefix(t, "$ "):
			b.Kind, b.Text = document.Code, t[2:]
		case strings.HasPrefix(t, "* "):
			b.Kind, b.Text = document.ListItem, t[2:]
		}
		out = append(out, b)
	}
	return out
}

// joined makes one paragraph of sentences.
func joined(sentences ...string) string { return strings.Join(sentences, " ") }

func texts(d *document.Document) []string {
	var out []string
	for _, b := range d.Blocks {
		out = append(out, b.Text)
	}
	return out
}

func TestWithinPage(t *testing.T) {
	for _, tt := range []struct {
		name     string
		in, want []string
	}{
		{"nothing twice", []string{lead, second, third, fourth}, []string{lead, second, third, fourth}},
		{"the body twice", []string{lead, second, third, lead, second, third}, []string{lead, second, third}},
		{
			"sections that say the same",
			[]string{"# The ferry", lead, second, "# The barge", lead, second},
			[]string{"The ferry", lead, second, "The barge", lead, second},
		},
		{
			"the body twice with its headline",
			[]string{"# The new quay", lead, second, "# The new quay", lead, second},
			[]string{"The new quay", lead, second},
		},
		{
			"the second copy alone has a headline",
			[]string{lead, second, third, "# Read on", lead, second, third},
			[]string{lead, second, third, "Read on"},
		},
		{
			"another number is another fact",
			[]string{"Berth 11: " + joined(lead, second), "Berth 12: " + joined(lead, second)},
			[]string{"Berth 11: " + joined(lead, second), "Berth 12: " + joined(lead, second)},
		},
		{"a repeated half", []string{lead, second, third, fourth, lead, second}, []string{lead, second, third, fourth}},
		{
			"folded alike",
			[]string{lead, third, strings.ToUpper(lead), strings.NewReplacer("“", `"`, "”", `"`, " ", "\u00a0").Replace(third)},
			[]string{lead, third},
		},
		{"first letter lost", []string{viet, second, viet[1:], second}, []string{viet, second}},
		{"doubled within itself", []string{lead, second + " " + second, fourth}, []string{lead, second, fourth}},
		{"doubled within itself, first letter lost", []string{viet + " " + viet[1:], fourth}, []string{viet, fourth}},
		{"one block repeats many", []string{lead, second, third, lead + " " + second + " " + third}, []string{lead, second, third}},
		{"many repeat one block", []string{lead + " " + second + " " + third, lead, second, third}, []string{lead + " " + second + " " + third}},
		{
			"cut up differently around a caption",
			[]string{lead, "A picture by nobody", second, fourth, lead + " " + second + " " + fourth},
			[]string{lead, "A picture by nobody", second, fourth},
		},
		{"a pull quote before", []string{lead, second, "> We have waited for this morning since my father was a boy", third}, []string{lead, second, third}},
		{"a pull quote after", []string{lead, third, "> We have waited for this morning since my father was a boy", fourth}, []string{lead, third, fourth}},
		{"a sentence as a paragraph of its own", []string{lead, second, "We have waited for this morning since my father was a boy", third}, []string{lead, second, third}},
		{
			"dialogue stays",
			[]string{lead, "“Why?”", second, "“Because it is late.”", "“Why?”", third, "“Because it is late.”", fourth},
			[]string{lead, "“Why?”", second, "“Because it is late.”", "“Why?”", third, "“Because it is late.”", fourth},
		},
		{
			"a refrain stays",
			[]string{second, "Row on, row on", "the river is long", third, "Row on, row on", "the river is long", fourth},
			[]string{second, "Row on, row on", "the river is long", third, "Row on, row on", "the river is long", fourth},
		},
		{
			"short lines of a doubled body go",
			[]string{lead, "“Why?”", second, "Not today.", lead, "“Why?”", second, "Not today."},
			[]string{lead, "“Why?”", second, "Not today."},
		},
		{
			"rows and code stay",
			[]string{lead, "| one two three four five six seven eight nine ten", "| one two three four five six seven eight nine ten", "$ for i in one two three; do echo one two three four; done", "$ for i in one two three; do echo one two three four; done"},
			[]string{lead, "one two three four five six seven eight nine ten", "one two three four five six seven eight nine ten", "for i in one two three; do echo one two three four; done", "for i in one two three; do echo one two three four; done"},
		},
		{
			"a heading named in a table of contents stays",
			[]string{"* How to bring an old wooden boat back into the water again", lead, "# How to bring an old wooden boat back into the water again", second},
			[]string{"How to bring an old wooden boat back into the water again", lead, "How to bring an old wooden boat back into the water again", second},
		},
		{
			"no blanks between words",
			[]string{"北京市政府周二宣布新的地铁线路将在年底前开通运营方便市民出行", "专家认为这将缓解交通压力", "北京市政府周二宣布新的地铁线路将在年底前开通运营方便市民出行"},
			[]string{"北京市政府周二宣布新的地铁线路将在年底前开通运营方便市民出行", "专家认为这将缓解交通压力"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := &document.Document{Blocks: paragraphs(tt.in...)}
			stage := WithinPage(Config{})
			stage(d)
			if diff := cmp.Diff(tt.want, texts(d)); diff != "" {
				t.Errorf("kept blocks (-want +got):\n%s", diff)
			}
			stage(d)
			if diff := cmp.Diff(tt.want, texts(d)); diff != "" {
				t.Errorf("a second run changed something (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWithinPageTraced(t *testing.T) {
	d := &document.Document{Trace: true, Blocks: paragraphs("Menu", lead, second, lead)}
	d.Blocks[0].Drop = document.ReasonScore
	WithinPage(Config{})(d)
	if len(d.Blocks) != 4 || d.Blocks[3].Drop != document.ReasonRepeated || d.Blocks[3].RepeatOf != 2 {
		t.Errorf("got %+v, want the fourth block dropped as a repeat of the second", d.Blocks)
	}
	if d.Blocks[1].Drop != "" || d.Blocks[0].Drop != document.ReasonScore {
		t.Errorf("other blocks were touched: %+v", d.Blocks)
	}
}

// A hostile page must not take more than linear time: a word ten thousand times over, in many blocks.
func TestWithinPageHostile(t *testing.T) {
	var in []string
	for i := range 2000 {
		in = append(in, strings.Repeat("spam ", 50+i%7)+fmt.Sprint(i))
	}
	d := &document.Document{Blocks: paragraphs(in...)}
	WithinPage(Config{})(d)
	if len(d.Blocks) == 0 {
		t.Error("nothing left")
	}
}

// A block of one word over and over, behind a short one of the same word: what runs alike is no longer than what stands
// before the block, and no more of it may be compared, or each word costs the rest of the block.
func TestWithinPageOneWord(t *testing.T) {
	for _, n := range []int{1000, 16_000} {
		d := &document.Document{Blocks: paragraphs(strings.Repeat("spam ", longWords), strings.Repeat("spam ", n))}
		var p page
		p.fold.plain, p.again.plain = true, true
		p.dedupe(d)
		if most := gramPlaces * 4 * n; p.steps > most {
			t.Errorf("%d words: %d were compared, want at most %d", n, p.steps, most)
		}
	}
}
