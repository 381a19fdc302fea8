package phrases

import (
	"strings"
	"testing"
)

// Each row of each table is found in the ways that its form promises, in lower and upper case.
func TestEveryRow(t *testing.T) {
	rows := 0
	first := map[uint64]string{} // a phrase keeps the first kind that a table gives it
	err := eachPhrase(func(file string, kind Kind, form Form, phrase string) {
		rows++
		key := foldedHash(phrase) + uint64(form)
		if was, ok := first[key]; ok {
			if !strings.HasPrefix(was, kind.String()) {
				kind = LineKind(phrase)
			}
		} else {
			first[key] = kind.String() + " " + file
		}
		text := strings.ReplaceAll(phrase, "#", "12")
		if len(text) > maxMarker {
			t.Errorf("%s: %q is longer than maxMarker", file, phrase)
		}
		switch form {
		case Line:
			if strings.Contains(phrase, " … ") {
				if line := strings.Replace(text, "…", "example.com", 1); LineKind(line) != kind {
					t.Errorf("%s: LineKind(%q) = %v, want %v", file, line, LineKind(line), kind)
				}
				return
			}
			for _, line := range []string{text, strings.ToUpper(text), "» " + text + ":", text + " (3)"} {
				if file == "other.txt" && line != text && strings.ContainsAny(text, "iı") {
					continue // the capitals of Turkish i are another letter
				}
				if got := Find(line); got.Form != Line {
					t.Errorf("%s: Find(%q) = %v, want a line", file, line, got)
				}
			}
		case Label:
			line := text + ": Lorem Ipsum"
			if got := Find(line); got.Kind == None || got.Form == Line {
				t.Errorf("%s: Find(%q) = %v, want a label", file, line, got)
			} else if got.Form == Label && line[got.N:] != "Lorem Ipsum" {
				t.Errorf("%s: Find(%q) leaves %q", file, line, line[got.N:])
			}
		case Start:
			line := text + " lorem ipsum dolor"
			if got := Find(line); got.Kind == None || got.Form == Line {
				t.Errorf("%s: Find(%q) = %v, want a start", file, line, got)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if rows < 5000 {
		t.Errorf("only %d phrases", rows)
	}
}

func TestFind(t *testing.T) {
	for _, test := range []struct {
		line string
		want Match
	}{
		{"TIN LIÊN QUAN", Match{Related, Line, len("TIN LIÊN QUAN")}},
		{"  ► Xem nhiều  ", Match{MostRead, Line, len("  ► Xem nhiều  ")}},
		{"Bình luận (12)", Match{Comments, Line, len("Bình luận (12)")}},
		{"12 giờ trước", Match{Time, Line, len("12 giờ trước")}},
		{"1.2k views", Match{Count, Line, len("1.2k views")}},
		{"Xem thêm: Hà Nội mưa lớn", Match{ReadMore, Label, len("Xem thêm: ")}},
		{">> Xem thêm: Hà Nội mưa lớn", Match{ReadMore, Label, len(">> Xem thêm: ")}},
		{"(Ảnh: Minh Hà)", Match{Photo, Label, len("(Ảnh: ")}},
		{"ΔΗΜΟΦΙΛΗ", Match{MostRead, Line, len("ΔΗΜΟΦΙΛΗ")}},
		{"ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ:", Match{Related, Line, len("ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ:")}},
		{"相关新闻：", Match{Related, Line, len("相关新闻：")}},
		{"Don’t miss", Match{Related, Line, len("Don’t miss")}},
		{"责任编辑：王某", Match{Byline, Label, len("责任编辑：")}},
		{"Follow us on Facebook for more", Match{Follow, Start, len("Follow us on ")}},
		{"Theo dõi Báo Mới trên", Match{Follow, Line, len("Theo dõi Báo Mới trên")}},
		{"Ещё по теме", Match{Related, Line, len("Ещё по теме")}},

		// Sentences that only begin like a phrase.
		{"Related work was done by two teams in the spring.", Match{}},
		{"Theo dõi sát diễn biến của bão, các tỉnh miền Trung đã sơ tán dân.", Match{}},
		{"Comments made by the minister were met with silence.", Match{}},
		{"Sharechange", Match{}},
		{"Popular.", Match{}},
		{"Đọc thêm sách là cách tốt nhất để học.", Match{}},
		{"新闻发布会今天上午在北京举行。", Match{}},
		{"", Match{}},
		{"(", Match{}},
	} {
		if got := Find(test.line); got != test.want {
			t.Errorf("Find(%q) = %v, want %v", test.line, got, test.want)
		}
	}
}

func TestCredit(t *testing.T) {
	for line, want := range map[string]string{
		"(TTXVN)":                     "TTXVN",
		"(theo Reuters)":              "Reuters",
		"Theo Reuters":                "Reuters",
		"Nguồn: Dân trí":              "Dân trí",
		"Source: AP":                  "AP",
		"Lê Hùng/TTXVN":               "TTXVN",
		"Hà Thu (Theo Daily Mail)":    "Daily Mail",
		"(Theo báo Thời Sự)":          "báo Thời Sự",
		"(TTXVN/Vietnam+)":            "TTXVN/Vietnam+",
		"(来源：新华社)":                    "新华社",
		"Theo kế hoạch":               "",
		"Theo ông Nam, giá sẽ giảm.":  "",
		"(ảnh minh họa)":              "",
		"Đây là một câu dài không có": "",
		"":                            "",
	} {
		got, ok := Credit(line)
		if got != want || ok != (want != "") {
			t.Errorf("Credit(%q) = %q, %v, want %q", line, got, ok, want)
		}
	}
}

func TestNoAllocation(t *testing.T) {
	line := "Tổng thống đã phát biểu tại cuộc họp báo ở thủ đô vào sáng nay."
	if n := testing.AllocsPerRun(100, func() { Find(line); Find("TIN LIÊN QUAN"); Find("(Ảnh: X)") }); n != 0 {
		t.Errorf("Find allocates %v times", n)
	}
}

func FuzzFind(f *testing.F) {
	for _, seed := range []string{"TIN LIÊN QUAN", "(Photo: A)", "12 giờ trước", ">> Xem thêm: x", "\xff#", "１２小时前", "责任编辑：王"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		m := Find(line)
		if m.N < 0 || m.N > len(line) || (m.Kind == None) != (m.Form == NoForm) {
			t.Fatalf("Find(%q) = %v", line, m)
		}
		Credit(line)
	})
}

func BenchmarkFind(b *testing.B) {
	lines := []string{
		"Tổng thống đã phát biểu tại cuộc họp báo ở thủ đô vào sáng nay.", "TIN LIÊN QUAN", "Read more", "The committee met on Tuesday to discuss the budget.",
		"新闻发布会今天上午在北京举行。", "Xem thêm: Hà Nội mưa lớn",
	}
	bytes := 0
	for _, line := range lines {
		bytes += len(line)
	}
	b.SetBytes(int64(bytes))
	for b.Loop() {
		for _, line := range lines {
			Find(line)
		}
	}
}

// The cheap test for credits lets every credit through.
func TestCreditAhead(t *testing.T) {
	err := eachPhrase(func(file string, kind Kind, _ Form, phrase string) {
		if kind != Photo && kind != Source {
			return
		}
		for _, text := range []string{phrase, strings.ToUpper(phrase), strings.ToTitle(phrase[:1]) + phrase[1:], "- " + phrase, "(" + phrase,
			"• " + phrase, "\u200b" + phrase, "（" + phrase, "\u00a0" + strings.ToUpper(phrase)} {
			if m := Find(text); (m.Kind == Photo || m.Kind == Source) && !CreditAhead(text) {
				t.Errorf("%s: CreditAhead(%q) = false, but Find says %v", file, text, m.Kind)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"zzz", "щщщ"} {
		if CreditAhead(text) {
			t.Errorf("CreditAhead(%q) = true: it turns nothing away", text)
		}
	}
}

// What tells at the first two words that no phrase begins so is right: it is asked before all else.
func FuzzRulesOut(f *testing.F) {
	for _, line := range []string{"With files", "Read more", "See also: x", "newsletters", "Don’t miss", "re\u00adlated", "\u212aeep", "top 10 x", "A b", "mos"} {
		f.Add(line)
	}
	s := load()
	f.Fuzz(func(t *testing.T, line string) {
		if m := s.matchAny(line); s.rulesOut(line) && m != (Match{}) {
			t.Errorf("%q is ruled out and is %v", line, m)
		}
	})
}

func TestRulesOut(t *testing.T) {
	s := load()
	check := func(line string) {
		if m := s.matchAny(line); s.rulesOut(line) && m != (Match{}) {
			t.Errorf("%q is ruled out and is %v", line, m)
		}
	}
	_ = eachPhrase(func(_ string, _ Kind, _ Form, phrase string) {
		text := strings.ReplaceAll(phrase, "#", "12")
		for _, line := range []string{text, strings.ToUpper(text), text + ": Lorem", text + " lorem", text + "s", strings.TrimLeft(text, "—» ")} {
			check(line)
		}
	})
	if out := s.rulesOut("Lorem ipsum"); !out {
		t.Error("Lorem ipsum is not ruled out")
	}
}
