package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

type member struct{ name, content string }

func zipped(members ...member) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, m := range members {
		f, err := w.CreateHeader(&zip.FileHeader{Name: m.name, Method: zip.Deflate})
		if err != nil {
			panic(err)
		}
		io.WriteString(f, m.content)
	}
	w.Close()
	return b.String()
}

func tarred(members ...member) string {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, m := range members {
		h := &tar.Header{Name: m.name, Mode: 0o644, Size: int64(len(m.content)), ModTime: time.Unix(0, 0)}
		if strings.HasSuffix(m.name, "/") {
			h.Typeflag = tar.TypeDir
		}
		if err := w.WriteHeader(h); err != nil {
			panic(err)
		}
		io.WriteString(w, m.content)
	}
	w.Close()
	return b.String()
}

func TestArchives(t *testing.T) {
	members := []member{
		{"site/", ""},
		{"site/b.html", page},
		{"site/a.txt", "Chữ."},
		{"../../etc/evil.txt", "Leo lên."},
		{`win\dows.txt`, "Gạch ngược."},
		{".hidden.html", page},
		{"__MACOSX/b.html", page},
		{"two.jsonl.gz", gz(`{"text":"một"}` + "\n" + `{"id":"h","text":"hai"}`)},
		{"crawl.warc", response("w", html, page)},
		{"inner.zip", zipped(member{"deep.txt", "Sâu."})},
		{"picture.png", "\x89PNG\r\n\x1a\n"},
	}
	want := []string{
		`in/site/b.html html "<!doctype html><html><head><ti"`,
		`in/site/a.txt text "Chữ."`,
		`in/etc/evil.txt text "Leo lên."`,
		`in/win/dows.txt text "Gạch ngược."`,
		`in/two.jsonl.gz#1 text "một"`,
		`h text "hai"`,
		`urn:x:w html "<!doctype html><html><head><ti"`,
		`in/inner.zip/deep.txt text "Sâu."`,
		`in/picture.png rejected unsupported: picture`,
	}
	files := map[string]string{"in.zip": zipped(members...), "in.tar": tarred(members...), "in.tar.gz": gz(tarred(members...)), "in.tgz": gz(tarred(members...))}
	dir := write(t, files)
	for name := range files {
		t.Run(name, func(t *testing.T) { check(t, collect(t, Config{}, filepath.Join(dir, name)), want...) })
	}
	t.Run("stream", func(t *testing.T) {
		got := collect(t, Config{Stdin: strings.NewReader(files["in.zip"])}, "-")
		for i := range got {
			got[i] = strings.Replace(got[i], "stdin/", "in/", 1)
		}
		check(t, got, want...)
	})
}

func TestBrokenArchives(t *testing.T) {
	good := zipped(member{"a.html", page}, member{"b.txt", strings.Repeat("Một dòng. ", 300)}, member{"c.txt", "Còn."})
	i := strings.Index(good, "b.txt") + 20
	flipped := good[:i] + "\xFF\xFF\xFF\xFF" + good[i+4:]
	ball := tarred(member{"a.html", page}, member{"b.txt", strings.Repeat("Một dòng. ", 300)})
	nest := "Chữ."
	for range 6 {
		nest = zipped(member{"x", nest})
	}
	zeros := strings.Repeat("\x00", ratioFree+1<<20)
	tests := []struct {
		name, content string
		want          []string
	}{
		{"cut.zip", good[:len(good)-30], []string{"cut failed corrupt: zip: not a valid zip file"}},
		{"flip.zip", flipped, []string{`flip/a.html html "<!doctype html><html><head><ti"`, "flip/b.txt failed corrupt: zip: flate: corrupt input before offset 16", `flip/c.txt text "Còn."`}},
		{"empty.zip", zipped(), nil},
		{"report.docx", zipped(member{"[Content_Types].xml", "<?xml?>"}, member{"word/document.xml", "<?xml?>"}), []string{"report.docx rejected unsupported: office document"}},
		{"nest.zip", nest, []string{"nest/x/x/x/x rejected too-large: zip: more than 3 compressions and archives inside of each other"}},
		{"cut.tar", ball[:3000], []string{`cut/a.html html "<!doctype html><html><head><ti"`, "cut/b.txt failed corrupt: tar: unexpected EOF"}},
		{"bomb.zip", zipped(member{"a.jsonl", `{"text":"a"}` + "\n" + zeros}, member{"b.txt", "Chữ."}), []string{
			`bomb/a.jsonl#1 text "a"`, "bomb/a.jsonl#2 rejected too-large: decompresses to more than 500 times its size"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := write(t, map[string]string{tt.name: tt.content})
			check(t, collect(t, Config{}, filepath.Join(dir, tt.name)), tt.want...)
		})
	}
}

// TestGrowthInside holds what stands inside of each other, or beside, to the ratio of the file around it.
func TestGrowthInside(t *testing.T) {
	zeros := `{"text":"một"}` + "\n" + strings.Repeat("\x00", ratioFree+1<<20)
	const over = " rejected too-large: decompresses to more than 2000 times its size" // more than deflate makes of a byte
	line, half := zst(strings.Repeat("x", ratioFree/2)), ` text "`+strings.Repeat("x", 30)+`"`
	tests := []struct {
		name, content string
		want          []string
	}{
		{"in.jsonl.gz", gz(zeros), []string{`in#1 text "một"`, "in#2 failed corrupt: not a JSON object"}},
		{"in.jsonl.gz.gz", gz(gz(zeros)), []string{`in.jsonl.gz#1 text "một"`, "in.jsonl.gz#2" + over}},
		{"in.zip", zipped(member{"a.jsonl.gz", gz(zeros)}, member{"b.txt", "Chữ."}), []string{`in/a.jsonl.gz#1 text "một"`, "in/a.jsonl.gz#2" + over}},
		{"in.tar", tarred(member{"a.txt.zst", line}, member{"b.txt.zst", line}, member{"c.txt.zst", line}, member{"d.txt", "Chữ."}), []string{
			"in/a.txt.zst" + half, "in/b.txt.zst" + half, "in/c.txt.zst" + over}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := write(t, map[string]string{tt.name: tt.content})
			check(t, collect(t, Config{Limits: Limits{Ratio: 2000}}, filepath.Join(dir, tt.name)), tt.want...)
		})
	}
}

// tarHeader returns the header of a tape archive's member, of so many bytes there; fields are further ones by their places.
func tarHeader(name string, kind byte, size int, magic string, fields map[int]string) string {
	b := make([]byte, 512)
	copy(b, name)
	copy(b[100:], "0000644\x000000000\x000000000\x00")
	copy(b[124:], fmt.Sprintf("%011o\x0000000000000\x00        %c", size, kind))
	copy(b[257:], magic)
	for at, field := range fields {
		copy(b[at:], field)
	}
	sum := 0
	for _, c := range b {
		sum += int(c)
	}
	copy(b[148:], fmt.Sprintf("%06o\x00 ", sum))
	return string(b)
}

func tarBlock(content string) string {
	return content + strings.Repeat("\x00", (512-len(content)%512)%512)
}

// paxSparse returns a member that begins with content and has a hole up to size, as "tar --sparse --format=posix" once
// wrote it (version 0.1, https://www.gnu.org/software/tar/manual/html_section/Sparse-Formats.html).
func paxSparse(name, content string, size int) string {
	var records string
	for _, r := range []string{fmt.Sprint("GNU.sparse.size=", size), "GNU.sparse.numblocks=2",
		fmt.Sprintf("GNU.sparse.map=0,%d,%d,0", len(content), size)} {
		records += fmt.Sprintf("%d %s\n", len(r)+4, r)
	}
	return tarHeader("x", 'x', len(records), "ustar\x0000", nil) + tarBlock(records) +
		tarHeader(name, '0', len(content), "ustar\x0000", nil) + tarBlock(content)
}

// gnuSparse is the same in GNU's older format.
func gnuSparse(name, content string, size int) string {
	return tarHeader(name, 'S', len(content), "ustar  \x00", map[int]string{
		386: fmt.Sprintf("%011o\x00%011o\x00%011o\x00%011o\x00", 0, len(content), size, 0), 483: fmt.Sprintf("%011o\x00", size)}) + tarBlock(content)
}

// TestSparse reads members with holes, which cost no bytes in the archive.
func TestSparse(t *testing.T) {
	last := tarred(member{"last.txt", "Chữ."})
	line := `{"text":"một"}` + "\n"
	tests := []struct {
		name, content string
		want          []string
	}{
		{"pax.tar", paxSparse("a.jsonl", line, 30) + last, []string{`pax/a.jsonl#1 text "một"`, "pax/a.jsonl#2 failed corrupt: not a JSON object", `pax/last.txt text "Chữ."`}},
		{"gnu.tar", gnuSparse("a.jsonl", line, 30) + last, []string{`gnu/a.jsonl#1 text "một"`, "gnu/a.jsonl#2 failed corrupt: not a JSON object", `gnu/last.txt text "Chữ."`}},
		{"kinds.tar", tarHeader("link", '2', 0, "ustar\x0000", nil) + tarHeader("pipe", '6', 0, "ustar\x0000", nil) +
			tarHeader("a.txt", '7', 5, "ustar\x0000", nil) + tarBlock("Ba.\r\n") + last, []string{`kinds/a.txt text "Ba.\r\n"`, `kinds/last.txt text "Chữ."`}},
		{"bomb.tar", paxSparse("a.jsonl", line, ratioFree+1<<20) + last, []string{
			`bomb/a.jsonl#1 text "một"`, "bomb/a.jsonl#2 rejected too-large: decompresses to more than 500 times its size"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := write(t, map[string]string{tt.name: tt.content})
			check(t, collect(t, Config{}, filepath.Join(dir, tt.name)), tt.want...)
		})
	}
}

// TestWACZ reads the WARC files of a web archive collection and nothing else in it.
func TestWACZ(t *testing.T) {
	dir := write(t, map[string]string{"in.wacz": zipped(member{"archive/data.warc.gz", gz(response("a", html, page))},
		member{"pages/pages.jsonl", `{"format": "json-pages-1.0"}`}, member{"datapackage.json", "{}"})})
	check(t, collect(t, Config{}, dir), `urn:x:a html "<!doctype html><html><head><ti"`)
}

const saved = "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://vidu.vn/cho\r\nMIME-Version: 1.0\r\n" +
	"Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--=_x\"\r\n\r\n\r\n----=_x\r\n" +
	"Content-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\r\nR0lGOD\r\n----=_x\r\n"

func TestMHTML(t *testing.T) {
	tests := []struct{ name, message, want string }{
		{"quoted", saved + "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Ch=E1=BB=A3 s=\r\n=E1=BB=9Bm</p>\r\n----=_x--\r\n", `in html "<p>Chợ sớm</p>"`},
		{"base64", saved + "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.StdEncoding.EncodeToString([]byte("<p>Chợ</p>")) + "\r\n----=_x--\r\n", `in html "<p>Chợ</p>"`},
		{"single", "MIME-Version: 1.0\nContent-Type: text/html\n\n<p>Chợ</p>", `in html "<p>Chợ</p>"`},
		{"no page", saved + "Content-Type: text/css\r\n\r\np{}\r\n----=_x--\r\n", "in failed corrupt: message: no part is HTML"},
		{"cut", saved + "Content-Type: text/html\r\n\r\n<p>Chợ", "in failed corrupt: message: unexpected EOF"},
		{"too large", "MIME-Version: 1.0\nContent-Type: text/html\n\n" + strings.Repeat("x", 3000), "in rejected too-large: message: more than 2000 bytes"},
		{"no message", "MIME-Version: 1.0 là dòng đầu của một bài viết.", `in text "MIME-Version: 1.0 là dòng đ"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := write(t, map[string]string{"in.mhtml": tt.message})
			check(t, collect(t, Config{Limits: Limits{PageBytes: 2000}}, dir), tt.want)
		})
	}
	dir := write(t, map[string]string{"in.mht": tests[0].message})
	for d := range Open(t.Context(), []string{dir}, Config{}) {
		if d.URL != "https://vidu.vn/cho" || d.Charset != "utf-8" {
			t.Errorf("URL %q, charset %q", d.URL, d.Charset)
		}
	}
}

// TestSavedPages leaves out the directories that browsers make beside a page.
func TestSavedPages(t *testing.T) {
	dir := write(t, map[string]string{"Bài.html": page, "Bài_files/frame.html": page, "my_files/a.html": page})
	tail := ` html "<!doctype html><html><head><ti"`
	check(t, collect(t, Config{}, dir), "Bài"+tail, "my_files/a"+tail)
}

func FuzzArchive(f *testing.F) {
	f.Add([]byte(zipped(member{"a.html", page}, member{"b", "Chữ."})))
	f.Add([]byte(tarred(member{"a.html", page}, member{"b", "Chữ."})))
	f.Add([]byte(saved + "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>x=20=\r\n----=_x--\r\n"))
	f.Add([]byte(fmt.Sprintf("PK\x03\x04%500s", "PK\x05\x06")))
	f.Fuzz(func(t *testing.T, b []byte) {
		cfg := Config{Stdin: bytes.NewReader(b), Limits: Limits{PageBytes: 1 << 16, RecordBytes: 1 << 18, HeaderBytes: 1 << 12}}
		for _, l := range collect(t, cfg, "-") {
			if strings.Contains(l[:strings.IndexByte(l+" ", ' ')], "..") && !bytes.Contains(b, []byte(`"id"`)) && !bytes.Contains(b, []byte("...")) {
				t.Errorf("%q leads out of the archive", l)
			}
		}
	})
}
