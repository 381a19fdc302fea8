package charset

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// mangle reads UTF-8 as one byte a character and writes it as UTF-8 again.
func mangle(t *testing.T, enc *charmap.Charmap, s string) string {
	t.Helper()
	out, err := enc.NewDecoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestRepair(t *testing.T) {
	for _, text := range []string{
		"The café’s owner doesn’t — “can’t” — say why…",
		"Für die Gäste über fünfzig",
		"Chủ tịch nước tiếp đại sứ Việt Nam ở Đà Nẵng, thưởng thức phở",
		"Владимир приехал в Москву",
		"Ελληνικά νησιά",
		"Das Stück kostet 5 €, sagt er",
		"東京の夏", // as ISO-8859-1 only: by windows-1252 it could be something else
	} {
		for name, enc := range map[string]*charmap.Charmap{"ISO-8859-1": charmap.ISO8859_1, "windows-1252": charmap.Windows1252} {
			bad := mangle(t, enc, text)
			if strings.ContainsRune(bad, '\uFFFD') || name == "windows-1252" && strings.HasPrefix(text, "東") {
				continue // windows-1252 has no character for five bytes
			}
			if got := repair([]byte(bad)); string(got) != text {
				t.Errorf("%s: repair(%q) = %q, want %q", name, bad, got, text)
			}
			twice := mangle(t, charmap.ISO8859_1, bad)
			if got := repair([]byte(twice)); string(got) != text {
				t.Errorf("%s twice: repair(%q) = %q, want %q", name, twice, got, text)
			}
		}
	}
}

func TestRepairLeavesTexts(t *testing.T) {
	for _, text := range []string{
		"",
		"plain ASCII",
		"Chủ tịch nước tiếp đại sứ Việt Nam ở Đà Nẵng\u00a0và Ấn Độ",
		"L’été»… à\u00a0Paris, « voilà »", // é»… would be a Chinese character
		"Él dijo «irá»… y está”…",
		"BÃ» and MANHÃ» close quotes",
		"BRÂ\u00a0 «À» Ñ",
		"voilâ €5",
		"a line\u0085break",
		"ÄÖÜ, Å‘s in a list of mistakes",
		"a\u00c3",
		"â€",
	} {
		if got := repair([]byte(text)); string(got) != text {
			t.Errorf("repair(%q) = %q", text, got)
		}
	}
}

// In a text that is mangled in one place, what is well elsewhere stays.
func TestRepairMixed(t *testing.T) {
	for in, want := range map[string]string{
		"Đà Nẵng, donâ€™t":             "Đà Nẵng, don’t",
		"\u00ef\u00bb\u00bfText":       "Text",
		"fÃ¼r Ã–sterreich, Über":       "für Österreich, Über",
		"isnâ\u0080\u0099t «voilà»… é": "isn’t «voilà»… é",
	} {
		if got := repair([]byte(in)); string(got) != want {
			t.Errorf("repair(%q) = %q, want %q", in, got, want)
		}
	}
}

func BenchmarkRepair(b *testing.B) { // what a page costs that has nothing to mend
	text := []byte(strings.Repeat("Chủ tịch nước tiếp đại sứ «Việt Nam» ở Đà Nẵng, thưởng thức phở\u00a0bò. ", 1000))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		repair(text)
	}
}
