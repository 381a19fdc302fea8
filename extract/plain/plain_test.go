package plain

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"winnow/document"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

func newLabeler(t testing.TB) *Labeler {
	t.Helper()
	l, err := New(Config{})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// trace writes the blocks of a text one a line: the rule that dropped it or "+", a tab, the text; then what went to
// fields.
func trace(l *Labeler, text string) string {
	blocks, meta := l.Blocks(nil, text, Options{Trace: true})
	var out strings.Builder
	for _, b := range blocks {
		rule := string(b.Drop)
		if rule == "" {
			rule = "+"
		}
		out.WriteString(rule + "\t" + b.Text + "\n")
	}
	for _, field := range [][2]string{{"title", meta.Title}, {"author", meta.Author}, {"date", meta.Date}, {"credit", meta.Credit}} {
		if field[1] != "" {
			out.WriteString("= " + field[0] + "\t" + field[1] + "\n")
		}
	}
	return out.String()
}

// join writes kept blocks as the text of an article.
func join(blocks []document.Block) string {
	var out strings.Builder
	for i, b := range blocks {
		if i > 0 {
			out.WriteByte('\n')
			if b.Kind != document.ListItem || blocks[i-1].Kind != document.ListItem {
				out.WriteByte('\n')
			}
		}
		out.WriteString(b.Text)
	}
	return out.String()
}

func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden files", err)
	}
	l := newLabeler(t)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := trace(l, string(text))
			golden := strings.TrimSuffix(file, ".txt") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// A text that was cleaned once is clean: nothing more goes, and not a byte changes.
func TestIdempotent(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	l := newLabeler(t)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		blocks, _ := l.Blocks(nil, string(text), Options{})
		once := join(blocks)
		blocks, _ = l.Blocks(nil, once, Options{})
		if diff := cmp.Diff(once, join(blocks)); diff != "" {
			t.Errorf("%s: -once +twice:\n%s", file, diff)
		}
	}
}

func TestCleanTextIsUntouched(t *testing.T) {
	text, err := os.ReadFile("testdata/clean.txt")
	if err != nil {
		t.Fatal(err)
	}
	blocks, _ := newLabeler(t).Blocks(nil, string(text), Options{})
	if diff := cmp.Diff(strings.TrimSpace(string(text)), join(blocks)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// Labelling a page does not depend on the pages before it.
func TestScratchIsClean(t *testing.T) {
	box, err := os.ReadFile("testdata/box.txt")
	if err != nil {
		t.Fatal(err)
	}
	wire, err := os.ReadFile("testdata/wire.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := trace(newLabeler(t), string(wire))
	l := newLabeler(t)
	trace(l, string(box))
	if diff := cmp.Diff(want, trace(l, string(wire))); diff != "" {
		t.Errorf("-fresh +used:\n%s", diff)
	}
}

func TestHostile(t *testing.T) {
	l := newLabeler(t)
	for name, text := range map[string]string{
		"empty":      "",
		"blank":      " \n\r\n\t\n",
		"one line":   strings.Repeat("word ", 400_000),
		"many lines": strings.Repeat("x\n", 200_000),
		"boxes":      strings.Repeat("Tin liên quan\nMột tiêu đề nào đó ở đây\nMột câu đủ dài để được coi là một đoạn văn của bài báo này, thật vậy.\n", 5_000),
		"doubled":    strings.Repeat("Một tiêu đề nào đó ở đây\n", 50_000),
		"brackets":   strings.Repeat("Câu. [", 50_000),
		"arrows":     strings.Repeat("Câu một. > ", 50_000),
		"labels":     strings.Repeat("Đã xong. Xem thêm: ", 50_000),
		"glued":      strings.Repeat(" Tin liên quan Hà", 50_000),
		"alt":        "Một tiêu đề nào đó ở đây nhé\n" + strings.Repeat("mot tieu de nao do o day thoi\n", 20_000) + strings.Repeat("Đây là một câu dài có đủ dấu để được coi là tiếng Việt.\n", 20),
		"invalid":    "\xff\xfe\x80 abc\n\xc3",
	} {
		blocks, _ := l.Blocks(nil, text, Options{Trace: true})
		for _, b := range blocks {
			if b.Text == "" {
				t.Errorf("%s: an empty block", name)
				break
			}
		}
	}
}

func BenchmarkBlocks(b *testing.B) {
	var text strings.Builder
	for _, name := range []string{"box", "wire", "captions", "clean", "wrapped"} {
		file, err := os.ReadFile("testdata/" + name + ".txt")
		if err != nil {
			b.Fatal(err)
		}
		text.Write(file)
		text.WriteString("Home\nNews\nSport\nContact us\nRead more\n\n")
	}
	l := newLabeler(b)
	var blocks []document.Block
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		blocks, _ = l.Blocks(blocks[:0], text.String(), Options{})
	}
}

// The lead of a Vietnamese page is kept whatever its score, also where the title is known only by the date beneath it.
func TestLead(t *testing.T) {
	const lead = "Sáng nay, đại diện thành phố đã trao thưởng cho ba nhóm học sinh có sáng kiến giúp người già dùng dịch vụ công trực tuyến."
	for name, c := range map[string]struct {
		text string
		want int // line of the lead, -1 if there is none to keep
	}{
		"dated":    {"Thời sự\nKinh tế\nBa nhóm học sinh được trao thưởng sáng kiến\n20/01/2022 01:39 PM\n" + lead + "\n", 4},
		"no date":  {"Thời sự\nKinh tế\nBa nhóm học sinh được trao thưởng sáng kiến\nTin tức\n" + lead + "\n", -1},
		"no title": {"Thời sự\nKinh tế\n20/01/2022 01:39 PM\n" + lead + "\n", -1},
		"short":    {"Thời sự\nKinh tế\nBa nhóm học sinh được trao thưởng sáng kiến\n20/01/2022 01:39 PM\nHà Nội hôm nay trời nắng đẹp.\n" + lead + "\n", -1},
	} {
		p := new(Page)
		p.Load(c.text)
		j := job{page: p, title: -1}
		j.rules()
		if got := j.lead(); got != c.want {
			t.Errorf("%s: line %d is the lead, want %d", name, got, c.want)
		}
	}
}

// On a Vietnamese page a paragraph of several sentences goes on with the chosen one above it; a blurb does not.
func TestGoOn(t *testing.T) {
	const sentence = "Hội đèn lồng kéo dài đến hết ngày 22/11, khu phố đi bộ cấm xe máy từ 17h đến 23h hằng ngày. "
	long := strings.TrimSpace(strings.Repeat(sentence, 3))
	blurb := strings.TrimSpace(strings.Repeat(strings.Replace(sentence, ".", ",", 1), 3)) + " sân vận động huyện."
	other := strings.TrimSpace(strings.Repeat("The council of the town decided on the harbour after a debate of four hours in the old hall. ", 4))
	for name, test := range map[string]struct {
		text string
		want []bool
	}{
		"one":        {sentence + "\n" + long, []bool{true, true}},
		"on and on":  {sentence + "\n" + long + "\n" + long + " Hết.", []bool{true, true, true}},
		"a headline": {sentence + "\nPhố cổ lập quỹ giữ nhà\n" + long, []bool{true, false, false}},
		"a blurb":    {sentence + "\n" + blurb, []bool{true, false}},
		"English":    {other + "\n" + other + " Done.", []bool{true, false}},
	} {
		var p Page
		p.loadOnce(test.text)
		p.chosen = make([]bool, len(p.lines))
		p.chosen[0] = true
		p.goOn()
		if !slices.Equal(p.chosen, test.want) {
			t.Errorf("%s: %v, want %v", name, p.chosen, test.want)
		}
	}
}

// The paragraph above the credit that ends a Vietnamese text is its ending, whatever its score.
func TestEnding(t *testing.T) {
	const last = "Hội đèn lồng kéo dài đến hết ngày 22/11, khu phố đi bộ cấm xe máy từ 17h đến 23h hằng ngày và bãi gửi xe đặt tại sân vận động huyện."
	first := strings.Replace(last, "kéo dài", "bắt đầu", 1)
	for text, want := range map[string]int{
		first + "\n" + last + "\n(TTXVN)":           1,
		first + "\n" + last + "\n(TTXVN)\nĐọc thêm": 1,
		first + "\n" + last:                         -1,
		first + "\nPhố cổ lập quỹ giữ nhà\n(TTXVN)": -1, // a headline
		strings.Repeat("The council of the town decided on the harbour after a debate that went on for more than four hours. ", 2) + "\n(Reuters)": -1,
	} {
		var p Page
		p.loadOnce(text)
		j := job{page: &p, title: -1}
		j.rules()
		if got := j.ending(); got != want {
			t.Errorf("%q: line %d, want %d", text, got, want)
		}
	}
}

// Items that are all there is of a text become paragraphs, or a second reading would take its lines for such.
func TestAlone(t *testing.T) {
	item, dropped := document.Block{Kind: document.ListItem}, document.Block{Drop: document.ReasonScore}
	paragraph := document.Block{Kind: document.Paragraph}
	for _, c := range []struct{ blocks, want []document.Block }{
		{[]document.Block{item, dropped, item}, []document.Block{paragraph, dropped, paragraph}},
		{[]document.Block{item, paragraph, item}, []document.Block{item, paragraph, item}},
		{nil, nil},
	} {
		got := slices.Clone(c.blocks)
		alone(got)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	}
}

// Lines that end with a colon above a kept list are no crumbs.
func TestIntroduces(t *testing.T) {
	const line = "Theo các chuyên gia có ba lý do nên đi bộ:"
	for name, c := range map[string]struct {
		text string
		want bool
	}{
		"list":      {line + "\n- Đi bộ tốt cho tim.\n", true},
		"two":       {line + "\nBa lý do đơn giản được nêu ra là như sau:\n1. Đi bộ tốt cho tim.\n", true},
		"paragraph": {line + "\nĐi bộ tốt cho tim.\n", false},
		"label":     {"Xem thêm:\n- Đi bộ tốt cho tim.\n", false},
		"no colon":  {"Theo các chuyên gia có ba lý do nên đi bộ\n- Đi bộ tốt cho tim.\n", false},
		"last":      {line + "\n", false},
		"too many":  {strings.Repeat(line+"\n", maxIntroductions+1) + "- Đi bộ tốt cho tim.\n", false},
	} {
		p := new(Page)
		p.Load(c.text)
		j := job{page: p}
		if got := j.introduces(0); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
