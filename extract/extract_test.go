package extract

import (
	"strings"
	"testing"

	"winnow/document"
)

const newsPage = `<html><head><meta charset="utf-8"><title>Cảng biển mở lại</title></head><body>
<div class="menu"><ul><li><a href="/">Trang chủ</a></li><li><a href="/the-thao">Thể thao</a></li></ul></div>
<div class="detail"><h1>Cảng biển mở lại</h1>
<p>Cảng biển của thành phố đã mở lại vào sáng thứ hai, sau mười một tuần không có con tàu nào cập bến. Con tàu đầu tiên là phà từ đảo về.</p>
<p>"Chúng tôi không nghĩ là đông như vậy", ông giám đốc cảng nói, người đã giữ chức vụ này ba mươi năm và sẽ nghỉ vào mùa xuân.</p>
<p>Theo kế hoạch, cây cầu thứ hai sẽ được khánh thành vào tháng sau, khi đó các tàu lớn hơn cũng có thể vào cảng.</p>
<p>(TTXVN)</p></div>
<div class="tin-lien-quan"><h3>TIN LIÊN QUAN</h3><ul><li><a href="/1">Cửa cảng lại chậm tiến độ</a></li><li><a href="/2">Giá vé phà tăng</a></li></ul></div>
<div class="footer">© Báo Mẫu. Giấy phép số 1.</div></body></html>`

func newExtractor(t *testing.T, cfg Config) *Extractor {
	t.Helper()
	x, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestExtract(t *testing.T) {
	x := newExtractor(t, Config{})
	d := &document.Document{Format: document.FormatHTML, Raw: []byte(newsPage)}
	x.Extract(d)
	x.Render(d)
	if !strings.HasPrefix(d.Text, "Cảng biển của thành phố") || !strings.HasSuffix(d.Text, "có thể vào cảng.") || strings.Count(d.Text, "\n\n") != 2 {
		t.Errorf("text:\n%s", d.Text)
	}
	if d.Title != "Cảng biển mở lại" || d.Lang != "vi" || d.Credit != "TTXVN" || d.Type != TypeArticle || d.Charset != "utf-8" || d.Raw != nil {
		t.Errorf("title %q, lang %q, credit %q, type %q, charset %q", d.Title, d.Lang, d.Credit, d.Type, d.Charset)
	}
}

func TestExtractTraced(t *testing.T) {
	x := newExtractor(t, Config{})
	d := &document.Document{Format: document.FormatHTML, Raw: []byte(newsPage), Trace: true}
	x.Extract(d)
	reasons := map[string]document.Reason{}
	for _, b := range d.Blocks {
		reasons[b.Text] = b.Drop
		if b.Path == "" || len(b.Evidence) == 0 {
			t.Errorf("%q: path %q, evidence %v", b.Text, b.Path, b.Evidence)
		}
	}
	for text, want := range map[string]document.Reason{"Cảng biển mở lại": ReasonHeadline, "(TTXVN)": ReasonCredit, "TIN LIÊN QUAN": document.ReasonScore,
		"© Báo Mẫu. Giấy phép số 1.": document.ReasonScore} {
		if got, ok := reasons[text]; !ok || got != want {
			t.Errorf("%q: reason %q, want %q", text, got, want)
		}
	}
	traced := newExtractor(t, Config{})
	x.Render(d)
	again := &document.Document{Format: document.FormatHTML, Raw: []byte(newsPage)}
	traced.Extract(again)
	traced.Render(again)
	if d.Text != again.Text {
		t.Errorf("traced and untraced text differ:\n%s\n---\n%s", d.Text, again.Text)
	}
}

func TestExtractLeavesAlone(t *testing.T) {
	x := newExtractor(t, Config{})
	d := &document.Document{Format: document.FormatArticle, Text: "Done."}
	x.Extract(d)
	x.Render(d)
	if d.Text != "Done." || len(d.Blocks) != 0 {
		t.Errorf("finished article became %q", d.Text)
	}
	d = &document.Document{Format: document.FormatHTML, Raw: []byte(newsPage)}
	d.Fail(document.ReasonCorrupt, "")
	x.Extract(d)
	if d.Blocks != nil {
		t.Error("a dropped document was extracted")
	}
}

func TestExtractPlainText(t *testing.T) {
	x := newExtractor(t, Config{})
	d := &document.Document{Format: document.FormatText, Raw: []byte("Harbour reopens\n\nThe harbour was opened again on Monday, after eleven weeks in which no ship had come in.\n\n" +
		"The first one to pass the new gate was a ferry from the island, with two hundred people on board.\n")}
	x.Extract(d)
	x.Render(d)
	if !strings.Contains(d.Text, "after eleven weeks") || !strings.Contains(d.Text, "two hundred people") {
		t.Errorf("text: %q", d.Text)
	}
}

func TestNewRefuses(t *testing.T) {
	for name, cfg := range map[string]Config{
		"encoding":    {Encoding: "no-such"},
		"model":       {Model: []byte("not a model")},
		"other model": {Model: builtinPages},
		"page model":  {Pages: builtinModel},
		"selector":    {DropSelectors: []string{"p["}},
	} {
		if _, err := New(cfg); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzExtract(f *testing.F) {
	f.Add([]byte(newsPage))
	f.Add([]byte("<title>x</title><p>a<br><br>b<table><tr><td>1<td>2<tr><td>3<td>4</table>"))
	f.Add([]byte("\xff\xfe<\x00p\x00>\x00"))
	x, err := New(Config{Comments: true, Format: Markdown})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, page []byte) {
		var texts [2]string
		for i := range texts {
			d := &document.Document{Format: document.FormatHTML, Raw: append([]byte(nil), page...)}
			x.Extract(d)
			x.Render(d)
			if d.Keep() == (d.Text == "") {
				t.Fatalf("verdict %+v, text %q", d.Verdict, d.Text)
			}
			texts[i] = d.Text + d.Comments
		}
		if texts[0] != texts[1] {
			t.Fatalf("two runs differ: %q, %q", texts[0], texts[1])
		}
	})
}
