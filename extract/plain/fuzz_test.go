package plain

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"winnow/document"
)

// seed adds the texts of testdata, and small ones in which lines, cuts and marks meet in odd ways.
func seed(f *testing.F) {
	f.Helper()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	for _, text := range []string{
		"a\r\nb\x0c\u2028c",
		"Câu một. [Một tiêu đề khác ở đây] >> Xem thêm: Một tin nữa. Câu hai [1]. (Ảnh: A)",
		"tin liên quan Bộ Y tế họp khẩn Ngày 5-3, Bộ trưởng nói. Tin liên quan Hà Nội",
		"  code\n\tmore\n\n- a\n- b\n\nx\ty\n",
		strings.Repeat("a hard wrapped line that goes on with the\nnext one and then ends.\n", 5),
	} {
		f.Add(text)
	}
}

// FuzzBlocks: tracing changes nothing, a block is one line, nothing is said that the text does not say in this order,
// and texts that follow each other do not matter to each other.
func FuzzBlocks(f *testing.F) {
	seed(f)
	l, err := New(Config{})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		kept, meta := l.Blocks(nil, text, Options{})
		all, traced := l.Blocks(nil, text, Options{Trace: true})
		if meta != traced {
			t.Fatalf("tracing changes fields: %+v, %+v", meta, traced)
		}
		n := 0
		for _, b := range all {
			if b.Drop == "" {
				if n >= len(kept) || kept[n].Text != b.Text {
					t.Fatalf("tracing changes what is kept: %q", b.Text)
				}
				n++
			}
			if b.Text == "" || strings.ContainsAny(b.Text, "\n\r") && b.Kind != document.Code {
				t.Fatalf("a block of no line or of several: %q", b.Text)
			}
		}
		if n != len(kept) {
			t.Fatalf("%d kept blocks, %d with tracing", len(kept), n)
		}
		within(t, text, kept)
		l.Blocks(nil, join(kept), Options{})
		if again, _ := l.Blocks(nil, text, Options{}); join(again) != join(kept) {
			t.Fatal("another text in between changes what is kept")
		}
	})
}

// FuzzPresets: presets only leave out, and none of their rules leaves the text as it is but for blanks.
func FuzzPresets(f *testing.F) {
	seed(f)
	labelers := map[Rules]*Labeler{}
	for _, r := range []Rules{NoRules, C4, RefinedWeb, FineWeb} {
		l, err := New(Config{Rules: r})
		if err != nil {
			f.Fatal(err)
		}
		labelers[r] = l
	}
	f.Fuzz(func(t *testing.T, text string) {
		for rules, l := range labelers {
			kept, _ := l.Blocks(nil, text, Options{})
			within(t, text, kept)
			if rules != NoRules {
				continue
			}
			once := join(kept)
			again, _ := l.Blocks(nil, once, Options{})
			if join(again) != once {
				t.Fatalf("%q, again %q", once, join(again))
			}
		}
	})
}

// within checks that the characters of the blocks stand in the text in the same order, blanks aside.
func within(t *testing.T, text string, blocks []document.Block) {
	t.Helper()
	rest := strings.Join(strings.FieldsFunc(text, unicode.IsSpace), "")
	for _, b := range blocks {
		for _, word := range strings.FieldsFunc(b.Text, unicode.IsSpace) {
			for word != "" {
				i := strings.IndexByte(rest, word[0])
				if i < 0 {
					t.Fatalf("the text does not say %q behind what comes before", b.Text)
				}
				word, rest = word[1:], rest[i+1:]
			}
		}
	}
}
