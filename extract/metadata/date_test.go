package metadata

import "testing"

func TestParseDate(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		// Vietnamese: day before month
		{"Thứ bảy, 21/11/2026, 17:05 (GMT+7)", "2026-11-21T17:05:00+07:00"},
		{"Thứ tư, 2/2/2026, 19:03 (GMT+7)", "2026-02-02T19:03:00+07:00"},
		{"7/3/2026, 08:00 (GMT+7)", "2026-03-07T08:00:00+07:00"},
		{"Thứ Hai, ngày 02/11/2026 - 06:40", "2026-11-02T06:40:00"},
		{"17:05 | 21/11/2026", "2026-11-21T17:05:00"},
		{"21/11/2026 17h05", "2026-11-21T17:05:00"},
		{"Ngày 21 tháng 11 năm 2026", "2026-11-21"},
		{"21 Tháng 11, 2026", "2026-11-21"},
		{"21 Tháng Mười Một, 2026", "2026-11-21"},
		{"3 Tháng Tư, 2026", "2026-04-03"},
		{"Cập nhật lúc 9:05 ngày 21-11-2026", "2026-11-21T09:05:00"},
		// English
		{"Nov 21, 2026", "2026-11-21"},
		{"November 21st, 2026", "2026-11-21"},
		{"Published: Saturday, November 21, 2026 at 5:05 PM EST", "2026-11-21T17:05:00-05:00"},
		{"21 November 2026 17:05 GMT", "2026-11-21T17:05:00Z"},
		{"Sept. 3, 2026 12:05 a.m.", "2026-09-03T00:05:00"},
		{"By Jane Roe | 3rd of May 2026", "2026-05-03"},
		{"3/7/2026 5:05 PM", "2026-03-07T17:05:00"},
		{"11/21/2026", "2026-11-21"},
		{"Sat Nov 21 2026 17:05:00 GMT+0700", "2026-11-21T17:05:00+07:00"},
		{"Sat Nov 21 17:05:00 UTC 2026", "2026-11-21T17:05:00Z"},
		{"Sat, 21 Nov 2026 17:05:00 +0700", "2026-11-21T17:05:00+07:00"},
		// ISO 8601
		{"2026-11-21", "2026-11-21"},
		{"2026-11-21T17:05:30.123Z", "2026-11-21T17:05:30Z"},
		{"2026-11-21T17:05:30-05:00", "2026-11-21T17:05:30-05:00"},
		{"2026-11-21 17:05:30 -0500", "2026-11-21T17:05:30-05:00"},
		{"2026/11/21", "2026-11-21"},
		// other languages
		{"21. November 2026", "2026-11-21"},
		{"Samstag, 21.11.2026, 17:05 Uhr", "2026-11-21T17:05:00"},
		{"Stand: 03.05.2026 17.05 Uhr", "2026-05-03T17:05:00"},
		{"samedi 21 novembre 2026 à 17h05", "2026-11-21T17:05:00"},
		{"1er août 2026", "2026-08-01"},
		{"21 de noviembre de 2026", "2026-11-21"},
		{"21 novembre 2026", "2026-11-21"},
		{"21 listopada 2026", "2026-11-21"},
		{"21 ноября 2026, 17:05", "2026-11-21T17:05:00"},
		{"21 листопада 2026 року", "2026-11-21"},
		{"Σάββατο, 21 Νοεμβρίου 2026", "2026-11-21"},
		{"21 Kasım 2026", "2026-11-21"},
		{"2026年11月21日 17:05", "2026-11-21T17:05:00"},
		{"2026年11月21日17時05分", "2026-11-21T17:05:00"},
		{"2026년 11월 21일", "2026-11-21"},
		{"2026. 11. 21. 17:05", "2026-11-21T17:05:00"},
		{"2026. november 21.", "2026-11-21"},
		{"21 พฤศจิกายน 2569", "2026-11-21"},
		{"21 نوفمبر 2026", "2026-11-21"},
		{"21. marraskuuta 2026", "2026-11-21"},
		// limits
		{"29/2/2024", "2024-02-29"},
		{"29/2/2026", ""},
		{"31/4/2026", ""},
		{"32/1/2026", ""},
		{"0/1/2026", ""},
		{"1/13/1989", ""},
		{"1/1/1990", "1990-01-01"},
		{"31/12/2099", "2099-12-31"},
		{"1/1/2100", ""},
		{"2026-13-01", ""},
		{"November 2026", ""},
		{"21 November", ""},
		{"version 1.2.2026", "2026-02-01"},
		{"call 2026 1121", ""},
		{"24:05 21/11/2026", "2026-11-21"},
		{"21/11/2026 17:60", "2026-11-21"},
		{"21/11/2026 - 3 comments", "2026-11-21"},
		{"", ""},
		{"21.11.26", ""},
		{"3 hours ago", ""},
	} {
		got, ok := ParseDate([]byte(c.line))
		if got != c.want || ok != (c.want != "") {
			t.Errorf("ParseDate(%q) = %q, %v; want %q", c.line, got, ok, c.want)
		}
	}
}

func TestDateLine(t *testing.T) {
	for _, c := range []struct {
		line string
		ok   bool
	}{
		{"Thứ bảy, 21/11/2026, 17:05 (GMT+7)", true},
		{"Cập nhật lúc 9:05 ngày 21-11-2026", true},
		{"Published on Nov 21, 2026", true},
		{"Samstag, 21.11.2026, 17:05 Uhr", true},
		{"2026年11月21日 17:05", true},
		{"On 21 November 2026 the council met for the first time and decided", false},
		{"Ngày 21/11/2026, Thủ tướng đã ký quyết định phê duyệt", false},
		{"no date here", false},
	} {
		if _, ok := DateLine([]byte(c.line)); ok != c.ok {
			t.Errorf("DateLine(%q) = %v", c.line, ok)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"Thứ bảy, 21/11/2026, 17:05 (GMT+7)", "Sat Nov 21 17:05:00 UTC 2026", "2026年11月21日17時05分",
		"1448125500", "20261121", "5:05 p.m. 3/7/2026", "21 Tháng Mười Một, 2026", "'26 Nov 21 '26"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		var p dateParser
		p.short = true
		p.find(line, minYearField, monthFirst)
		iso, ok := ParseDate(line)
		if !ok {
			return
		}
		again, ok := ParseDate([]byte(iso))
		if !ok || again != iso {
			t.Errorf("ParseDate(%q) = %q, which reads as %q", line, iso, again)
		}
	})
}

func BenchmarkParseDate(b *testing.B) {
	lines := [][]byte{[]byte("Thứ bảy, 21/11/2026, 17:05 (GMT+7)"), []byte("7/3/2026, 08:00 (GMT+7)"), []byte("Ngày 21 tháng 11 năm 2026"),
		[]byte("21. November 2026"), []byte("Nov 21, 2026"), []byte("2026年11月21日 17:05"), []byte("21 ноября 2026, 17:05"),
		[]byte("Σάββατο, 21 Νοεμβρίου 2026"), []byte("21 listopada 2026"), []byte("2026-11-21T17:05:30.123Z"), []byte("no date in this line")}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		ParseDate(lines[i%len(lines)])
	}
}
