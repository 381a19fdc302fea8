package source

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"winnow/document"
)

func TestRecords(t *testing.T) {
	tests := []struct {
		name, line string
		cfg        Config
		want       string
	}{
		{"article", `{"id":"a7","url":"https://vidu.vn/a7","text":"Một\n\nHai"}`, Config{}, `a7 text "Một\n\nHai"`},
		{"number as id", `{"id": 12.50, "text":"x"}`, Config{}, `12.50 text "x"`},
		{"no id", `{"text":"x"}`, Config{}, `in#1 text "x"`},
		{"page", `{"id":"p","html":"<p>x</p>"}`, Config{}, `p html "<p>x</p>"`},
		{"page beats text", `{"text":"x","html":"<p>x</p>"}`, Config{}, `in#1 html "<p>x</p>"`},
		{"no page in it", `{"html":null,"content":"x"}`, Config{}, `in#1 text "x"`},
		{"content with markup", `{"content":"<html><body>x</body></html>"}`, Config{}, `in#1 html "<html><body>x</body></html>"`},
		{"text with markup", `{"text":"<html> is the first tag"}`, Config{}, `in#1 text "<html> is the first tag"`},
		{"usual name first", `{"body":"b","content":"c","text":"t"}`, Config{}, `in#1 text "t"`},
		{"not an empty one", `{"text":"","body":"b"}`, Config{}, `in#1 text "b"`},
		{"named text", `{"text":"t","html":"<p>","say":"s"}`, Config{TextField: "say"}, `in#1 text "s"`},
		{"named page", `{"text":"t","src":"plain"}`, Config{HTMLField: "src"}, `in#1 html "plain"`},
		{"named id", `{"id":"a","nr":7,"text":"t"}`, Config{IDField: "nr"}, `7 text "t"`},
		{"escapes", `{"text":"\u1ea5\ud83d\ude00\ud83d\t\"\/\\"}`, Config{}, "in#1 text " + quote("ấ😀\uFFFD\t\"/\\")},
		{"last of two", `{"text":"a","text":"b"}`, Config{}, `in#1 text "b"`},
		{"bad utf-8", "{\"text\":\"a\xC3b\"}", Config{}, `in#1 text "a�b"`},
		{"said to be finished", `{"text":"x"}`, Config{Format: document.FormatArticle}, `in#1 article "x"`},
		{"said to be finished, beside a page", `{"html":"<p>x</p>","text":"x"}`, Config{Format: document.FormatArticle}, `in#1 article "x"`},
		{"said to be finished, beside a raw page", `{"text":"x","raw_html":"<p>x</p>"}`, Config{Format: document.FormatArticle}, `in#1 article "x"`},
		{"said to be finished, beside a named page", `{"text":"x","src":"<p>x</p>"}`, Config{Format: document.FormatArticle, HTMLField: "src"}, `in#1 article "x"`},
		{"said to be finished, with markup", `{"content":"<p>x</p>"}`, Config{Format: document.FormatArticle}, `in#1 article "<p>x</p>"`},
		{"said to be finished, and a page", `{"id":"q","html":"<p>x</p>"}`, Config{Format: document.FormatArticle}, `q rejected unsupported: holds a page: extract it first`},
		{"said to be finished, and a page beside no text", `{"id":"q","html":"<p>x</p>","text":null}`, Config{Format: document.FormatArticle}, `q rejected unsupported: holds a page: extract it first`},
		{"said to be finished, and a page beside an empty text", `{"id":"q","html":"<p>x</p>","text":" "}`, Config{Format: document.FormatArticle}, `q rejected unsupported: holds a page: extract it first`},
		{"said to be finished, and empty", `{"text":" \n"}`, Config{Format: document.FormatArticle}, `in#1 rejected empty: `},
		{"said to be finished, without the named text", `{"id":"q","html":"<p>x</p>"}`, Config{Format: document.FormatArticle, TextField: "txt"}, `q rejected unsupported: no field "txt" with a string`},
		{"said to be text", `{"text":"x","html":"<p>x</p>"}`, Config{Format: document.FormatText}, `in#1 text "x"`},
		{"said to be a page", `{"text":"<p>x</p>"}`, Config{Format: document.FormatHTML}, `in#1 html "<p>x</p>"`},
		{"ours", `{"id":"a","title":"T","text":"x","source":"a.html"}`, Config{}, `a article "x"`},
		{"ours with marks", `{"id":"a","text":"x","repeated_paragraphs":[0],"source":"a.html"}`, Config{}, `a article "x"`},
		{"ours, said to be text", `{"id":"a","text":"x","source":"a.html"}`, Config{Format: document.FormatText}, `a text "x"`},
		{"another order", `{"id":"a","source":"a.html","text":"x"}`, Config{}, `a text "x"`},
		{"another first key", `{"url":"u","text":"x","source":"a.html"}`, Config{}, `in#1 text "x"`},
		{"another key", `{"id":"a","text":"x","topic":"t","source":"a.html"}`, Config{}, `a text "x"`},
		{"a key behind ours", `{"id":"a","text":"x","source":"a.html","n":1}`, Config{}, `a text "x"`},
		{"no source", `{"id":"a","text":"x"}`, Config{}, `a text "x"`},
		{"too large", `{"text":"` + strings.Repeat("x", 2000) + `"}`, Config{Limits: Limits{PageBytes: 1000}}, `in#1 rejected too-large: more than 1000 bytes`},
		{"a field that is not there", `{"id":"q","text":"t"}`, Config{TextField: "txt"}, `q rejected unsupported: no field "txt" with a string`},
		{"nothing", `{"id":"q","title":"t"}`, Config{}, `q rejected unsupported: no field with a page or a text`},
		{"text is a list", `{"text":["a"]}`, Config{}, `in#1 rejected unsupported: no field with a page or a text`},
		{"two values", `{"text":"a"} {"text":"b"}`, Config{}, `in#1 failed corrupt: more than one JSON value in a line`},
		{"cut", `{"text":"a`, Config{Format: document.FormatArticle}, `in#1 failed corrupt: not a JSON object`},
		{"line break in a string", "{\"text\":\"a\x01\"}", Config{}, `in#1 failed corrupt: not a JSON object`},
		{"deep", `{"text":"a","x":` + strings.Repeat("[", 100000) + `}`, Config{}, `in#1 failed corrupt: not a JSON object`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.cfg.Stdin = strings.NewReader(tt.line)
			file := write(t, map[string]string{"in.jsonl": tt.line})
			check(t, collect(t, tt.cfg, filepath.Join(file, "in.jsonl")), tt.want)
		})
	}
}

func quote(s string) string {
	d := &document.Document{Format: document.FormatArticle, Text: s}
	return strings.TrimPrefix(line(d), " article ")
}

// TestArticleFields reads a line as this program writes it, and one that is said to be finished.
func TestArticleFields(t *testing.T) {
	const fields = `{"id":"x","url":"https://vidu.vn/x","title":"T","author":"A","date":"2026-11-21","lang":"vi","site":"S",` +
		`"type":"article","text":"Nội dung","credit":"C",`
	for in, format := range map[string]document.Format{
		fields + `"source":"x.html"}`: document.FormatUnknown,
		fields + `"more":{"n":1}}`:    document.FormatArticle,
	} {
		for d := range Open(t.Context(), []string{"-"}, Config{Stdin: strings.NewReader(in + "\n"), Format: format}) {
			got := []string{d.ID, d.URL, d.Title, d.Author, d.Date, d.Lang, d.Site, d.Type, d.Text, d.Credit, string(d.Fields)}
			want := []string{"x", "https://vidu.vn/x", "T", "A", "2026-11-21", "vi", "S", "article", "Nội dung", "C", in}
			check(t, got, want...)
		}
	}
}

// TestTextMember asks which member of an article has its text, so that nobody has to find it a second time.
func TestTextMember(t *testing.T) {
	for line, want := range map[string]int{
		`{"text":"a"}`:                                1,
		`{"x":1,"body":"b","text":"a"}`:               3,
		`{"text":null,"content":"a","x":1}`:           2,
		`{"text":"","x":1,"body":"a","raw_text":"b"}`: 3,
		`{"text":"a","x":1,"text":"b"}`:               3,
		`{"te\u0078t":"a","text":"b"}`:                2,
	} {
		for _, in := range []string{line, "[" + line + "]"} { // in a block, and by itself
			for d := range Open(t.Context(), []string{"-"}, Config{Stdin: strings.NewReader(in + "\n"), Format: document.FormatArticle}) {
				if d.TextMember != want || string(d.Fields) != line {
					t.Errorf("%s: %q is member %d, want %d", in, d.Text, d.TextMember, want)
				}
			}
		}
	}
}

// TestForeignFields keeps what columns have no place for.
func TestForeignFields(t *testing.T) {
	for line, want := range map[string]string{
		`{"id":1,"text":"x","title":"T","source":"a:1","tags":["a",{"b":null}],"n":null}`: `{"tags":["a",{"b":null}],"n":null}`,
		`{"id":"a","title":7,"body":"x","html":"<p>","date":null,"lang":["vi"]}`:          `{"title":7,"html":"<p>","lang":["vi"]}`,
		`{"text":"x","meta":{"n":1},"source":"a"}`:                                        `{"n":1}`,
		`{"text":"x","meta":"{\"n\":1}"}`:                                                 `{"n":1}`,
		`{"text":"x","meta":"n","more":1}`:                                                `{"meta":"n","more":1}`,
		`{"text":"x","meta":{"n":1},"more":1}`:                                            `{"meta":{"n":1},"more":1}`,
		`{"text":"x","comments":"c"}`:                                                     ``,
	} {
		for d := range Open(t.Context(), []string{"-"}, Config{Stdin: strings.NewReader(line), Format: document.FormatArticle, Meta: true}) {
			if string(d.Meta) != want || string(d.Fields) != line {
				t.Errorf("%s: meta %s, want %s; %+v", line, d.Meta, want, d.Verdict)
			}
		}
	}
}

func TestJSONStream(t *testing.T) {
	read := func(s string) []string { return collect(t, Config{Stdin: strings.NewReader(s)}, "-") }
	check(t, read(` [ {"text":"một"}, {"text":"h]}ai\"}","x":[{}]} ] `), `stdin#1 text "một"`, `stdin#2 text "h]}ai\"}"`)
	check(t, read("{\n  \"text\": \"một\"\n}\n{\n \"text\": \"hai\"}\n"), `stdin#1 text "một"`, `stdin#2 text "hai"`)
	check(t, read(`[{"text":"một"}, {"text":`), `stdin#1 text "một"`, `stdin#2 failed corrupt: unexpected EOF`)
	check(t, read(`[{"text":"một"}, 7]`), `stdin#1 text "một"`, `stdin#2 failed corrupt: neither a JSON object nor an array of them`)
	check(t, read(`[{"text":"một"}, {"x":tru}, {"text":"ba"}]`), `stdin#1 text "một"`, `stdin#2 failed corrupt: not a JSON object`, `stdin#3 text "ba"`)
	check(t, read("[liên kết] đầu dòng"), `stdin text "[liên kết] đầu dòng"`)
	check(t, read("{ghi chú} đầu dòng"), `stdin text "{ghi chú} đầu dòng"`)
}

// TestLargeObject skips an object that is over the limit, whatever stands in it, and reads on behind it.
func TestLargeObject(t *testing.T) {
	fill := strings.Repeat("x", 1000)
	const tooLarge = "rejected too-large: more than 1000 bytes in a record"
	for _, tt := range []struct {
		name, in string
		want     []string
	}{
		{"in an array", `[{"text":"một"}, {"text":"` + fill + `","x":["}\"]{\\"]}, {"text":"ba"}]`, []string{`stdin#1 text "một"`, "stdin#2 " + tooLarge, `stdin#3 text "ba"`}},
		{"over lines", "{\n\"text\": \"" + fill + "\\\\\"\n}\n{\n\"text\": \"hai\"}", []string{"stdin#1 " + tooLarge, `stdin#2 text "hai"`}},
		{"two", `[{"text":"` + fill + `"},{"text":"` + fill + `"},{"text":"ba"}]`, []string{"stdin#1 " + tooLarge, "stdin#2 " + tooLarge, `stdin#3 text "ba"`}},
		{"cut", `[{"text":"` + fill, []string{"stdin#1 " + tooLarge}},
		{"cut behind it", `[{"text":"` + fill + `"}`, []string{"stdin#1 " + tooLarge, "stdin#2 failed corrupt: unexpected EOF"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			check(t, collect(t, Config{Stdin: strings.NewReader(tt.in), Limits: Limits{RecordBytes: 1000}}, "-"), tt.want...)
		})
	}
	bomb := gz(`[{"text":"` + fill + `"},{"text":"` + strings.Repeat("x", ratioFree+1<<20) + `"},{"text":"ba"}]`)
	check(t, collect(t, Config{Stdin: strings.NewReader(bomb), Limits: Limits{RecordBytes: 1000}}, "-"),
		"stdin#1 "+tooLarge, "stdin#2 rejected too-large: decompresses to more than 500 times its size")
}

// FuzzOpen reads anything as standard input. Every document must have an id, a place, and either content or a verdict.
func FuzzOpen(f *testing.F) {
	for _, s := range []string{page, gz(page), zst("Chữ."), "[{\"text\":\"a\"}]", "{\"text\":\"a\"}\n{", "", "\x00\x01", gz("{}\n{}")[:20],
		"\xFF\xFE<\x00h\x00t\x00m\x00l\x00>\x00", "BZh91AY&SY\x00"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		cfg := Config{Stdin: bytes.NewReader(b), Limits: Limits{PageBytes: 1 << 16, RecordBytes: 1 << 17, HeaderBytes: 1 << 12}}
		n := 0
		for d, err := range Open(t.Context(), []string{"-"}, cfg) {
			if err != nil || d.Ordinal != int64(n) || d.ID == "" || d.Origin.File != "-" {
				t.Fatalf("document %d: %+v, error %v", n, d, err)
			}
			if d.Keep() && d.Format == document.FormatUnknown || int64(len(d.Raw)) > cfg.Limits.PageBytes {
				t.Errorf("document %d: format %d, %d bytes", n, d.Format, len(d.Raw))
			}
			n++
		}
		if n == 0 && len(bytes.TrimSpace(b)) > 0 && compressionOf(b) == nil && b[0] != '[' {
			t.Errorf("%q is lost", b)
		}
	})
}

func BenchmarkJSONLines(b *testing.B) {
	record := `{"id":"12345","url":"https://vidu.vn/bai-viet-12345.html","title":"Cầu mới thông xe","text":"` +
		strings.Repeat(`Sáng thứ bảy, hàng nghìn người dân đã đi bộ qua cây cầu mới.\n\n`, 40) + `","tags":["cầu","giao thông"]}` + "\n"
	data := strings.Repeat(record, 500)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		for d := range Open(b.Context(), []string{"-"}, Config{Stdin: strings.NewReader(data)}) {
			if d.Verdict.Dropped() {
				b.Fatal(d.Verdict)
			}
		}
	}
}
