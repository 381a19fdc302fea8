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
	for i, want := range []int32{127, 12, 63, 0} {
		if got := p.match[i]; got != want {
			t.Errorf("%q: %d, want %d", p.BlockText(i), got, want)
		}
	}
	if !p.ends.hasTitle || p.ends.title != 0 {
		t.Errorf("headline found at %+v", p.ends)
	}
}

func TestFoldText(t *testing.T) {
	for _, c := range []struct{ in, folded string }{
		{"Łódź — Đà  Nẵng!", "łódź đà nẵng"},
		{"ÉTÉ à la Plage…", "été à la plage"},
		{"Привет, Мир 2", "привет мир 2"},
	} {
		if got := string(foldText(nil, []byte(c.in))); got != c.folded {
			t.Errorf("%q folds to %q", c.in, got)
		}
	}
}
