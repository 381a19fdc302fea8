package plain

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// What is counted of a line does not depend on the lines read before it: words that are known are as good as new ones.
func TestScanKnownWords(t *testing.T) {
	lines := []string{
		"Hôm qua, 5-3, Bộ Y tế cho biết đã có thêm 12 ca bệnh ở Hà Nội và các tỉnh lân cận; Đà Nẵng chưa có ca nào. “Chúng tôi đang theo dõi”, ông An nói.",
		"ĐÀ NẴNG, Đà Nẵng, đà nẵng, DA NANG, Da Nang, da nang: a.b 1.5 don't o’clock semi-final (x) [1] 5km 5 km x5 5x co2 H2O!",
		"Правительство утвердило новый план развития региона на следующий год, сообщает агентство. Подробности пока неизвестны.",
		"政府昨天宣布了一项新的计划。 The plan was announced yesterday, e\u0301tude, na\u00efve, \u00d7 \u00f7 3\u00d73 a\u00d7b \u0663 a\u0663b.",
		"x \xff\xfe abc\x80def \xc3 \xe1\xba of a page with bytes that are no UTF-8 at all, more of them \xe1\xbb\xff here.",
	}
	used := new(Page)
	var all strings.Builder
	for _, s := range lines {
		all.WriteString(s + "\n" + strings.ToUpper(s) + "\n" + strings.ReplaceAll(s, " ", "  ") + "\n")
	}
	used.Load(all.String())
	for _, s := range strings.Split(strings.TrimSpace(all.String()), "\n") {
		fresh := new(Page)
		fresh.Load(s)
		used.Load(all.String())
		used.Load(s)
		if diff := cmp.Diff(fresh.lines, used.lines, cmp.AllowUnexported(line{}), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s:\n-fresh +used:\n%s", s, diff)
		}
		if diff := cmp.Diff(fresh.words16, used.words16); diff != "" {
			t.Errorf("%s:\n-fresh +used:\n%s", s, diff)
		}
	}
}

// The counts of a line, one by one.
func TestScan(t *testing.T) {
	const pad = "0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 "
	for _, c := range []struct {
		text                                         string
		tokens, upper, lower, caps, letters, accents int32
		digits, stops, commas, quotes, opens, han    int32
		full, cut, colon, question                   bool
	}{
		{text: "A small Cat sat, WHO knows.", tokens: 6, upper: 3, lower: 3, caps: 1, letters: 20, stops: 1, commas: 1, full: true},
		{text: "Đã có 12 người ở Hà Nội", tokens: 7, upper: 3, lower: 3, letters: 15, accents: 8, digits: 2},
		{text: "don't stop-over “Ví dụ”: 1.5 a.b e.g. x", tokens: 11, upper: 1, lower: 8, letters: 21, accents: 2, digits: 2, stops: 1, quotes: 2},
		{text: "今天。 明天", tokens: 4, letters: 4, stops: 1, han: 4},
		{text: "Why? Because... ", tokens: 2, upper: 2, letters: 10, stops: 2, full: true, cut: true},
		{text: "See also:", tokens: 2, upper: 1, lower: 1, letters: 7, colon: true},
	} {
		for _, before := range []string{"", pad} {
			p := new(Page)
			p.Load(before + c.text)
			l := &p.lines[0]
			shift := int32(len(before) / 2)
			got := []int32{l.tokens - shift, l.upper, l.lower, l.caps, l.letters, l.accents, l.digits - shift, l.stops, l.commas, l.quotes, l.opens, l.han}
			want := []int32{c.tokens, c.upper, c.lower, c.caps, c.letters, c.accents, c.digits, c.stops, c.commas, c.quotes, c.opens, c.han}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%q: -want +got:\n%s", before+c.text, diff)
			}
			if l.full != c.full || l.cut != c.cut || l.colon != c.colon || l.question != c.question {
				t.Errorf("%q: full %v, cut %v, colon %v, question %v", c.text, l.full, l.cut, l.colon, l.question)
			}
		}
	}
}

// The sums of known words do not run over.
func TestScanLongLine(t *testing.T) {
	const times = 5000
	p := new(Page)
	p.Load(strings.Repeat("những HAI Bộ ", times))
	l := &p.lines[0]
	got := []int32{l.tokens, l.upper, l.lower, l.caps, l.letters, l.accents, l.chars}
	want := []int32{3 * times, 2 * times, times, times, 10 * times, 2 * times, 13*times - 1}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// The tables of words of ASCII letters say what reading the words one by one does.
func TestASCIITables(t *testing.T) {
	if asciiTaken*(firstCapital-1) >= 1<<lettersBits {
		t.Errorf("the letters of %d words run over", asciiTaken)
	}
	for _, word := range []string{"a", "B", "the", "The", "THE", "fifteenlettersx", "Fifteenlettersx", "FIFTEENLETTERSX", "McD"} {
		form := len(word)
		if word[0] < 'a' {
			form |= firstCapital
		}
		if word == strings.ToUpper(word) {
			form |= allCapitals
		}
		p := new(Page)
		p.Load(word)
		if got, want := asciiCounts[form], countsOf(&p.lines[0]); got != want {
			t.Errorf("%s: %x, want %x", word, got, want)
		}
	}
	for c := range 256 {
		p := new(Page)
		p.Load("a" + string([]byte{byte(c)}) + "b")
		if two := len(p.lines) > 1 || p.lines[0].tokens == 2; c < 0x80 && two != endsWord[c] || c >= 0x80 && endsWord[c] {
			t.Errorf("%#x: %v, want %v", c, endsWord[c], two)
		}
	}
}

// FuzzScan: words of ASCII letters count for the same whether several are read at a time or one by one.
func FuzzScan(f *testing.F) {
	if !haveASCII {
		f.Skip("this machine reads them one by one")
	}
	for _, text := range []string{
		"A small Cat sat, WHO knows. Nobody. It's 5km from semi-final (x) and a.b, c,d e.g. x",
		"internationalization Internationali INTERNATIONAL, EIGHTCHR eightchr, Eightchrs sixteenletterssx fifteenletterss fifteenletterss. fifteenletterssx",
		"aaaaaaaa bbbbbbbb cccccccc dddddddd eeeeeeee ffffffff gggg aaaaaaaabbbbbbb ccccccccddddddd eeeeeee ffffffffg",
		"na\u00efve caf\u00e9, na\u00efve.  two  blanks ,  . a",
		strings.Repeat("abcdefghijklmno ", 300) + strings.Repeat("a ", 300) + "b,  c.",
		"a\x00b c\x7fd",
	} {
		f.Add(text)
	}
	fast, slow := new(Page), new(Page)
	f.Fuzz(func(t *testing.T, text string) {
		for _, p := range []*Page{fast, slow} {
			p.reset()
			p.split(text)
			p.latin = p == fast
			for i := range p.lines {
				p.scan(&p.lines[i])
			}
		}
		for i := range fast.lines {
			if diff := cmp.Diff(slow.lines[i], fast.lines[i], cmp.AllowUnexported(line{}), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%q: -one by one +several:\n%s", fast.lines[i].text, diff)
			}
		}
		if !slices.Equal(fast.words16, slow.words16) || !slices.Equal(fast.ends, slow.ends) {
			t.Errorf("%q: hashes or ends of sentences differ", text)
		}
	})
}
