package extract

import "testing"

func TestMatchTitle(t *testing.T) {
	var p Page
	p.Load([]byte(`<title>Cảng biển Đà Nẵng đón tàu du lịch lớn | Báo Mẫu</title>
		<meta property="og:title" content="Cảng biển Đà Nẵng đón tàu du lịch lớn"><body>
		<h1>Cảng biển Đà Nẵng đón tàu du lịch lớn</h1>
		<p>Cang bien Da Nang don tau du lich lon - Anh 1
		<p>tàu du lịch
		<p>Một câu khác hẳn, dài hơn tiêu đề nhưng không nói về điều đó.`))
	p.Features()
	want := []titleMatch{{127, true, false}, {}, {overlap: 63, within: true}, {}}
	for i, w := range want {
		got := p.match[i]
		if i == 1 {
			got.overlap = 0 // some words have no accents
			w.alt = true
		}
		if got != w {
			t.Errorf("%q: %+v, want %+v", p.BlockText(i), got, w)
		}
	}
	if !p.ends.hasTitle || p.ends.title != 0 {
		t.Errorf("headline found at %+v", p.ends)
	}
}

func TestFoldText(t *testing.T) {
	for _, c := range []struct{ in, folded, plain string }{
		{"Łódź — Đà  Nẵng!", "łódź đà nẵng", "lodz da nang"},
		{"ÉTÉ à la Plage…", "été à la plage", "ete a la plage"},
		{"Привет, Мир 2", "привет мир 2", "привет мир 2"},
	} {
		if got := string(foldText(nil, []byte(c.in), false)); got != c.folded {
			t.Errorf("%q folds to %q", c.in, got)
		}
		if got := string(foldText(nil, []byte(c.in), true)); got != c.plain {
			t.Errorf("%q folds to %q without accents", c.in, got)
		}
	}
}
