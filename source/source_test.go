package source

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"winnow/document"
)

const page = "<!doctype html><html><head><title>Chợ sớm</title></head><body><p>Chợ mở từ ba giờ sáng.</p></body></html>"

// write makes files below a new directory and returns it.
func write(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func gz(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, s)
	w.Close()
	return b.String()
}

func zst(s string) string {
	var b bytes.Buffer
	w, err := zstd.NewWriter(&b)
	if err != nil {
		panic(err)
	}
	io.WriteString(w, s)
	w.Close()
	return b.String()
}

// collect returns a line for each document: id, format, verdict, and how its content begins. It fails the test when
// ordinals have gaps.
func collect(t testing.TB, cfg Config, inputs ...string) []string {
	t.Helper()
	var lines []string
	for d, err := range Open(t.Context(), inputs, cfg) {
		if err != nil {
			t.Fatal(err)
		}
		if d.Ordinal != int64(len(lines)) {
			t.Errorf("ordinal %d, want %d", d.Ordinal, len(lines))
		}
		lines = append(lines, line(d))
	}
	return lines
}

func line(d *document.Document) string {
	if d.Verdict.Dropped() {
		return fmt.Sprintf("%s %s %s: %s", d.ID, d.Verdict.Kind, d.Verdict.Reason, d.Verdict.Detail)
	}
	content := string(d.Raw)
	if d.Format == document.FormatArticle {
		content = d.Text
	}
	if len(content) > 30 {
		content = content[:30]
	}
	return fmt.Sprintf("%s %s %q", d.ID, [...]string{"unknown", "html", "text", "article"}[d.Format], content)
}

func check(t *testing.T, got []string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("documents differ (-want +got):\n%s", diff)
	}
}

func TestDirectory(t *testing.T) {
	dir := write(t, map[string]string{
		"b.html":            page,
		"a/2.htm.gz":        gz(page),
		"a/1.txt.zst":       zst("Một dòng.\n"),
		"a/.hidden.html":    page,
		".git/config.html":  page,
		"c/story.html":      page,
		"c/story.txt":       "Cùng bài, dạng chữ.",
		"c/style.css":       "p{}",
		"no-ending":         page,
		"wrong.txt":         page,
		"d/empty.html":      "",
		"d/two.jsonl":       `{"id":"x1","text":"Bài một"}` + "\n" + `{"text":"Bài hai"}` + "\n",
		"e/picture.html":    "\x89PNG\r\n\x1a\n\x00\x00",
		"e/twice.html.gz":   gz(page[:40]) + gz(page[40:]),
		"e/in-itself.gz.gz": gz(gz("Hai lớp.")),
	})
	if err := os.Symlink(dir, filepath.Join(dir, "a", "loop")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(dir, "b.html"), filepath.Join(dir, "a", "link.html")); err != nil {
		t.Fatal(err)
	}
	if err := makePipe(filepath.Join(dir, "a", "pipe")); err != nil {
		t.Fatal(err)
	}
	want := []string{
		`a/1 text "Một dòng.\n"`,
		`a/2 html "<!doctype html><html><head><ti"`,
		`a/link html "<!doctype html><html><head><ti"`,
		`b html "<!doctype html><html><head><ti"`,
		`c/story.html html "<!doctype html><html><head><ti"`,
		`c/story.txt text "Cùng bài, dạng chữ."`,
		`c/style.css rejected unsupported: style sheet`,
		`d/empty html ""`,
		`x1 text "Bài một"`,
		`d/two#2 text "Bài hai"`,
		`e/in-itself.gz text "Hai lớp."`,
		`e/picture rejected unsupported: picture`,
		`e/twice html "<!doctype html><html><head><ti"`,
		`no-ending html "<!doctype html><html><head><ti"`,
		`wrong html "<!doctype html><html><head><ti"`,
	}
	for workers := range 5 {
		check(t, collect(t, Config{Workers: workers}, dir), want...)
	}
}

// TestLinkedDirectories reads each directory once, however many links lead to it: of those here there are 2^22 paths.
func TestLinkedDirectories(t *testing.T) {
	const n = 22
	files := map[string]string{}
	var want []string
	for i := range n {
		files[fmt.Sprintf("%02d/a.txt", i)] = "Chữ."
	}
	dir := write(t, files)
	path := ""
	for i := range n {
		want = append(want, path+`a text "Chữ."`)
		path += "l1/"
		for _, link := range []string{"l1", "l2"} {
			if i+1 < n {
				if err := os.Symlink(fmt.Sprintf("../%02d", i+1), filepath.Join(dir, fmt.Sprintf("%02d", i), link)); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	var got []string
	for d := range Open(t.Context(), []string{filepath.Join(dir, "00")}, Config{}) {
		if got = append(got, line(d)); len(got) > n {
			break
		}
	}
	check(t, got, want...)
	check(t, collect(t, Config{}, filepath.Join(dir, "20"), filepath.Join(dir, "21")), // the input is asked for by name
		`20/a text "Chữ."`, `20/l1/a text "Chữ."`, `21/a text "Chữ."`)
}

// TestTooManyDirectories follows no link any more when there are more directories than are remembered.
func TestTooManyDirectories(t *testing.T) {
	dir := write(t, map[string]string{"a/1.txt": "x", "b/c/2.txt": "x"})
	if err := os.Symlink("a", filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("b", filepath.Join(dir, "more")); err != nil {
		t.Fatal(err)
	}
	var got []string
	w := walker{cfg: &Config{}, most: 2, yield: func(e entry) bool {
		got = append(got, fmt.Sprint(e.id, " ", e.err))
		return true
	}}
	w.input(dir, "", false)
	check(t, got, "a/1 <nil>", "b/c/2 <nil>", "more the link is not followed behind 2 directories")
}

// TestSniff tells formats apart by what stands in the first bytes.
func TestSniff(t *testing.T) {
	utf16 := func(s string) string {
		b := []byte("\xFF\xFE")
		for _, r := range s {
			b = append(b, byte(r), byte(r>>8))
		}
		return string(b)
	}
	tests := []struct{ name, content, want string }{
		{"x", page, "html"},
		{"x.txt", page, "html"},
		{"x", " \n\t<!DOCTYPEhtml><p>Chữ", "html"},
		{"x", "\xEF\xBB\xBF<div>Chữ</div>", "html"},
		{"x", "<!-- ghi chú --><b>Chữ</b>", "html"},
		{"x", utf16("<html><body>Chợ</body></html>"), "html"},
		{"x", "Warning: mysql in /a.php<br />\n<html><body>Chữ", "html"},
		{"x.html", "Không có thẻ nào.", "html"},
		{"x.php", "Chữ", "html"},
		{"x", `<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN"><html>`, "html"},
		{"x", `<?xml version="1.0"?><rss><channel>`, "unsupported"},
		{"sitemap.xml", "<urlset><url>", "unsupported"},
		{"x", "<pre>-Taste drücken", "text"},
		{"x.txt", "Thẻ <p> mở một đoạn, </p> đóng lại.", "text"},
		{"x", "a < b và b > c", "text"},
		{"x", "Chữ thường.", "text"},
		{"x", utf16("Chữ thường, không có thẻ."), "text"},
		{"x", `{"text":"một"}`, "text"},
		{"x.html", "{\n \"text\": \"một\"\n}", "text"},
		{"x", "{không phải JSON}", "text"},
		{"x", "%PDF-1.7", "unsupported"},
		{"x.js", "var x", "unsupported"},
		{"x.parquet", "PAR1\x15\x04", "corrupt"},
		{"x", "\x00\x01\x02\x03", "not-text"},
		{"x.html", "\x7f\x00\x02\x03", "not-text"},
		{"x", "\x1b[1mmàu\x1b[0m", "text"},
	}
	for _, tt := range tests {
		dir := write(t, map[string]string{tt.name: tt.content})
		for d := range Open(t.Context(), []string{dir}, Config{}) {
			got := [...]string{"unknown", "html", "text", "article"}[d.Format]
			if d.Verdict.Dropped() {
				got = string(d.Verdict.Reason)
			}
			if got != tt.want {
				t.Errorf("%s: %.60q is %s, want %s", tt.name, tt.content, got, tt.want)
			}
		}
	}
}

func TestInputs(t *testing.T) {
	dir := write(t, map[string]string{
		"x/1.html": page, "y/1.html": page, "y/2.txt": "Hai.", "z.txt": "Zê.", "out.jsonl": `{"text":"cũ"}`,
	})
	t.Chdir(dir)
	html := ` html "<!doctype html><html><head><ti"`
	check(t, collect(t, Config{}, "x"), "1"+html)
	check(t, collect(t, Config{}, "x", "y", "./z.txt"), "x/1"+html, "y/1"+html, `y/2 text "Hai."`, `z text "Zê."`)
	check(t, collect(t, Config{}, "x/1.html", "y/1.html"), "x/1"+html, "y/1"+html)
	check(t, collect(t, Config{}, "z.txt", "z.txt"), `z.txt text "Zê."`, `z.txt~2 text "Zê."`)
	check(t, collect(t, Config{Exclude: []string{"out.jsonl", "none"}}, "."), "x/1"+html, "y/1"+html, `y/2 text "Hai."`, `z text "Zê."`)
	check(t, collect(t, Config{}, "none.html"), "none failed unreadable: stat none.html: no such file or directory")
	check(t, collect(t, Config{Stdin: strings.NewReader(page)}, "-"), "stdin"+html)
	check(t, collect(t, Config{Stdin: strings.NewReader(`{"text":"một"}`)}, "-"), `stdin#1 text "một"`)
	check(t, collect(t, Config{Stdin: strings.NewReader("Chữ thường.")}, "-"), `stdin text "Chữ thường."`)
}

func TestForcedFormat(t *testing.T) {
	dir := write(t, map[string]string{"a": "Chữ <p>có</p> thẻ.", "b": `{"text":"một"}`, "b.txt": `{"text":"một"}` + "\nhai", "c": "[\n" + `{"text":"hai"}]`})
	in := func(name string) string { return filepath.Join(dir, name) }
	check(t, collect(t, Config{Format: document.FormatHTML}, in("a")), `a html "Chữ <p>có</p> thẻ."`)
	check(t, collect(t, Config{Format: document.FormatText}, in("b")), `b#1 text "một"`)
	check(t, collect(t, Config{Format: document.FormatText}, in("b.txt")), `b text "{\"text\":\"một\"}\nhai"`)
	check(t, collect(t, Config{Format: document.FormatHTML}, in("b")), `b#1 html "một"`)
	check(t, collect(t, Config{Format: document.FormatArticle}, in("b"), in("c")), `b#1 article "một"`, `c#1 article "hai"`)
	check(t, collect(t, Config{Format: document.FormatArticle}, in("a")), `a#1 failed corrupt: not a JSON object`)
}

// TestBadBatch holds the kinds of files that must cost nothing but themselves.
func TestBadBatch(t *testing.T) {
	random := make([]byte, 5000)
	for i, x := 0, uint32(1); i < len(random); i++ {
		x = x*1664525 + 1013904223
		random[i] = byte(x >> 24)
	}
	cut := gz(strings.Repeat(page, 300))
	dir := write(t, map[string]string{
		"a-good.html":       page,
		"b-cut.html.gz":     cut[:len(cut)-20],
		"c-head.gz":         "\x1f\x8b\x08\x00\x00",
		"d-random.html":     string(random),
		"e-large.html":      "<html>" + strings.Repeat("x", 1<<20),
		"f-large.html.gz":   gz("<html>" + strings.Repeat("x", 1<<20)),
		"g-cut.txt.zst":     zst(strings.Repeat("Một dòng nữa. ", 5000))[:40],
		"h-lines.jsonl":     `{"text":"một"}` + "\n" + `{"text":"` + strings.Repeat("y", 3<<20) + "\"}\n" + `{"text":` + "\n" + `{"text":"bốn"}`,
		"i-broken-link.txt": "",
		"j-deep.gz":         gz(gz(gz(gz("Sâu.")))),
		"k-secret.html":     page,
		"l-good.txt":        "Còn đây.",
	})
	if err := os.Remove(filepath.Join(dir, "i-broken-link.txt")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("nowhere", filepath.Join(dir, "i-broken-link.txt")); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(dir, "k-secret.html"), 0); err != nil {
		t.Fatal(err)
	}
	secret := "k-secret failed unreadable: open DIR/k-secret.html: permission denied"
	if os.Geteuid() == 0 { // root may read everything
		secret = `k-secret html "<!doctype html><html><head><ti"`
	}
	cfg := Config{Limits: Limits{PageBytes: 1 << 20, RecordBytes: 2 << 20}}
	got := collect(t, cfg, dir)
	for i := range got {
		got[i] = strings.ReplaceAll(got[i], dir, "DIR")
	}
	check(t, got,
		`a-good html "<!doctype html><html><head><ti"`,
		`b-cut failed corrupt: gzip: unexpected EOF`,
		`c-head failed corrupt: gzip: unexpected EOF`,
		`d-random rejected not-text: `,
		`e-large rejected too-large: more than 1048576 bytes`,
		`f-large rejected too-large: more than 1048576 bytes`,
		`g-cut failed corrupt: zstd: unexpected EOF`,
		`h-lines#1 text "một"`,
		`h-lines#2 rejected too-large: more than 2097152 bytes in a line`,
		`h-lines#3 failed corrupt: not a JSON object`,
		`h-lines#4 text "bốn"`,
		`i-broken-link failed unreadable: stat DIR/i-broken-link.txt: no such file or directory`,
		`j-deep rejected too-large: more than 3 compressions and archives inside of each other`,
		secret,
		`l-good text "Còn đây."`)
}

// TestBomb stops in the middle of a line of zeros that is a thousandth of its size on disk.
func TestBomb(t *testing.T) {
	dir := write(t, map[string]string{"bomb.jsonl.gz": gz(`{"text":"một"}` + "\n" + strings.Repeat("\x00", ratioFree+1<<20))})
	check(t, collect(t, Config{}, dir), `bomb#1 text "một"`,
		`bomb#2 rejected too-large: decompresses to more than 500 times its size`)
}

// TestBombBehindLongLine ends at the limit of the file, though a line before it was skipped.
func TestBombBehindLongLine(t *testing.T) {
	long := `{"text":"` + strings.Repeat("x", 3<<20) + "\"}\n"
	file := gz(long + `{"text":"hai"}` + "\n" + strings.Repeat("\x00", ratioFree+1<<20))
	for _, workers := range []int{1, 3} {
		var got []string
		for d := range Open(t.Context(), []string{"-"}, Config{Stdin: strings.NewReader(file), Workers: workers, Limits: Limits{RecordBytes: 2 << 20}}) {
			if got = append(got, line(d)); len(got) > 5 {
				break
			}
		}
		check(t, got, `stdin#1 rejected too-large: more than 2097152 bytes in a line`, `stdin#2 text "hai"`,
			`stdin#3 rejected too-large: decompresses to more than 500 times its size`)
	}
}

func TestOffsets(t *testing.T) {
	dir := write(t, map[string]string{"a.jsonl.gz": gz("{\"text\":\"một\"}\r\n\n{\"text\":\"hai\"}")})
	var got []document.Origin
	for d := range Open(t.Context(), []string{dir}, Config{}) {
		got = append(got, d.Origin)
	}
	file := filepath.Join(dir, "a.jsonl.gz")
	want := []document.Origin{{File: file, Record: 1}, {File: file, Record: 2, Offset: 19}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSizeAndRead(t *testing.T) {
	dir := write(t, map[string]string{"a.html": page, "b.html.gz": gz(page)})
	want := int64(len(page) + len(gz(page)))
	if n, known := Size([]string{dir}, Config{}); n != want || !known {
		t.Errorf("Size = %d, %v, want %d", n, known, want)
	}
	if _, known := Size([]string{dir, "-"}, Config{}); known {
		t.Error("the size of standard input is known")
	}
	var read atomic.Int64
	collect(t, Config{Read: &read}, dir)
	if read.Load() != want {
		t.Errorf("read %d bytes, want %d", read.Load(), want)
	}
}

// TestPanic loses no more than the file whose reader panics, and leaves a consumer's panic alone.
func TestPanic(t *testing.T) {
	defer func(all []format) { formats = all }(formats)
	bad := format{"bad", true, func(_ []byte, name string) bool { return name == "bad.txt" }, func(*stream) { panic("no such luck") }}
	formats = append([]format{bad}, formats...)
	dir := write(t, map[string]string{"a.txt": "Một.", "bad.txt": "x", "c.txt": "Ba."})
	for _, workers := range []int{1, 3} {
		check(t, collect(t, Config{Workers: workers}, dir), `a text "Một."`, "bad failed panic: no such luck", `c text "Ba."`)
		func() {
			defer func() {
				if p := recover(); p != "mine" {
					t.Errorf("%d workers: recovered %v", workers, p)
				}
			}()
			for range Open(t.Context(), []string{dir}, Config{Workers: workers}) {
				panic("mine")
			}
		}()
	}
}

// endless is a stream of records that never ends.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return copy(p, "{\"text\":\"một\"}\n"), nil }

func TestCancel(t *testing.T) {
	for _, workers := range []int{1, 4} {
		ctx, cancel := context.WithCancel(t.Context())
		var last error
		n := 0
		for d, err := range Open(ctx, []string{"-"}, Config{Stdin: endless{}, Workers: workers}) {
			if last = err; d == nil {
				break
			}
			if n++; n == 100 {
				cancel()
			}
		}
		cancel()
		if last != context.Canceled || n != 100 {
			t.Errorf("%d workers: %d documents, error %v", workers, n, last)
		}
	}
}

func TestStopEarly(t *testing.T) {
	for _, workers := range []int{1, 4} {
		n := 0
		for range Open(t.Context(), []string{"-", "-"}, Config{Stdin: endless{}, Workers: workers}) {
			if n++; n == 3 {
				break
			}
		}
		if n != 3 {
			t.Errorf("%d workers: %d documents", workers, n)
		}
	}
}
