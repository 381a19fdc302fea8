package source

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// warc returns a record; headers are lines without their ends.
func warc(kind, block string, headers ...string) string {
	lines := append([]string{"WARC/1.1", "WARC-Type: " + kind}, headers...)
	lines = append(lines, fmt.Sprintf("Content-Length: %d", len(block)), "", "")
	return strings.Join(lines, "\r\n") + block + "\r\n\r\n"
}

// response returns a record of a page at https://vidu.vn/NAME.
func response(name, headers, body string) string {
	return warc("response", "HTTP/1.1 200 OK\r\n"+headers+"\r\n"+body, "WARC-Record-ID: <urn:x:"+name+">",
		"WARC-Target-URI: https://vidu.vn/"+name, "WARC-Date: 2026-11-21T10:00:00Z", "Content-Type: application/http; msgtype=response")
}

const html = "Content-Type: text/html; charset=utf-8\r\n"

func packed(w io.WriteCloser, b *bytes.Buffer, s string) string {
	io.WriteString(w, s)
	w.Close()
	return b.String()
}

func TestResponses(t *testing.T) {
	var br, zl, fl bytes.Buffer
	flw, _ := flate.NewWriter(&fl, 6)
	body := "<p>Chợ mở từ sáng.</p>"
	chunked := fmt.Sprintf("8;x=y\r\n%s\r\n%X\r\n%s\r\n0\r\n\r\n", body[:8], len(body)-8, body[8:])
	want := fmt.Sprintf("urn:x:a html %q", body)
	tests := []struct{ name, headers, body, want string }{
		{"plain", html, body, want},
		{"no type", "", body, want},
		{"text that is markup", "Content-Type: text/plain\r\n", "<html>x", `urn:x:a html "<html>x"`},
		{"text", "Content-Type: text/plain; charset=koi8-r; x\r\n", "Chữ", `urn:x:a text "Chữ"`},
		{"chunked", html + "Transfer-Encoding: chunked\r\n", chunked, want},
		{"chunked no more", html + "Transfer-Encoding: Chunked\r\n", body, want},
		{"last chunk missing", html + "Transfer-Encoding: chunked\r\n", chunked[:len(chunked)-5], want},
		{"gzip", html + "content-encoding: gzip\r\n", gz(body), want},
		{"gzip no more", html + "Content-Encoding: gzip\r\n", body, want},
		{"gzip in chunks", html + "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(gz(body)), gz(body)), want},
		{"gzip cut", html + "Content-Encoding: gzip\r\n", gz(body)[:20], "urn:x:a failed corrupt: gzip: the page's content is cut off"},
		{"zlib", html + "Content-Encoding: deflate\r\n", packed(zlib.NewWriter(&zl), &zl, body), want},
		{"deflate", html + "Content-Encoding: deflate\r\n", packed(flw, &fl, body), want},
		{"br", html + "Content-Encoding: br\r\n", packed(brotli.NewWriter(&br), &br, body), want},
		{"br no more", html + "Content-Encoding: br\r\n", body, want},
		{"zstd", html + "Content-Encoding: zstd\r\n", zst(body), want},
		{"unknown coding", html + "Content-Encoding: utf-8\r\n", body, want},
		{"picture", "Content-Type: image/png\r\n", "\x89PNG\r\n\x1a\n", "urn:x:a rejected unsupported: picture"},
		{"script", "Content-Type: application/javascript\r\n", "var x", "urn:x:a rejected unsupported: application/javascript"},
		{"binary", html, "\x00\x01\x02\x03\x04", "urn:x:a rejected not-text: text/html"},
		{"too large", html + "Content-Encoding: gzip\r\n", gz(strings.Repeat("x", 3000)), "urn:x:a rejected too-large: more than 2000 bytes"},
		{"empty", html, "", `urn:x:a html ""`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			file := response("a", tt.headers, tt.body)
			cfg := Config{Stdin: strings.NewReader(file), Limits: Limits{PageBytes: 2000}}
			check(t, collect(t, cfg, "-"), tt.want)
		})
	}
}

func TestRecordTypes(t *testing.T) {
	file := warc("warcinfo", "software: x\r\n", "Content-Type: application/warc-fields") +
		warc("request", "GET / HTTP/1.1\r\n\r\n", "Content-Type: application/http; msgtype=request") +
		response("ok", html, page) +
		warc("metadata", "fetchTimeMs: 12", "Content-Type: application/warc-fields") +
		warc("response", "HTTP/1.1 301 Moved\r\nLocation: /b\r\n\r\n", "WARC-Record-ID: <urn:x:moved>", "Content-Type: application/http") +
		warc("response", "20261121\nvidu.vn. 300 IN A 192.0.2.1", "WARC-Target-URI: dns:vidu.vn", "Content-Type: text/dns") +
		warc("revisit", "HTTP/1.1 200 OK\r\n\r\n", "WARC-Record-ID: <urn:x:again>", "WARC-Refers-To: <urn:x:ok>") +
		warc("resource", page, "WARC-Target-URI: <file:///a.html>", "Content-Type: text/html") +
		warc("resource", "x", "WARC-Target-URI: metadata://gnu.org/MANIFEST.txt", "Content-Type: text/plain") +
		warc("conversion", "Một trang\nđã thành chữ.\n", "warc-record-id: <urn:x:wet>", "WARC-Target-URI: https://vidu.vn/w", "Content-Type: text/plain") +
		warc("continuation", "rest", "WARC-Segment-Number: 2") +
		warc("response", "no http", "WARC-Record-ID: <urn:x:odd>") +
		warc("response", "HTTP/1.1 200 OK\r\n"+html+"Content-Encoding: gzip\r\n\r\n"+gz(page)[:60], "WARC-Record-ID: <urn:x:cut>", "WARC-Truncated: length")
	want := []string{
		`urn:x:ok html "<!doctype html><html><head><ti"`,
		"urn:x:moved rejected http-status: 301",
		"urn:x:again rejected revisit: urn:x:ok",
		`in#8 html "<!doctype html><html><head><ti"`,
		`urn:x:wet text "Một trang\nđã thành chữ."`,
		"in#11 rejected continuation: ",
		"urn:x:odd failed corrupt: not an HTTP response",
		`urn:x:cut html "<!doctype html><html><head><ti"`,
	}
	records := strings.SplitAfter(file, "\r\n\r\nWARC/1.1")
	for i := range records { // each record begins with its version
		records[i] = strings.TrimSuffix(records[i], "WARC/1.1")
		if i > 0 {
			records[i] = "WARC/1.1" + records[i]
		}
	}
	var byMember, byFrame strings.Builder
	for _, r := range records {
		byMember.WriteString(gz(r))
		byFrame.WriteString(zst(r))
	}
	dir := write(t, map[string]string{"plain/in.warc": file, "gz/in.warc.gz": byMember.String(), "one/in.warc.gz": gz(file), "zst/in.warc.zst": byFrame.String()})
	for _, name := range []string{"plain/in.warc", "gz/in.warc.gz", "one/in.warc.gz", "zst/in.warc.zst"} {
		t.Run(name, func(t *testing.T) {
			check(t, collect(t, Config{}, filepath.Join(dir, name)), want...)
		})
	}
}

// TestBrokenRecords plants damage between good records: what is good comes out, each damage is named once.
func TestBrokenRecords(t *testing.T) {
	good := func(name string) string { return response(name, html, page) }
	ok := func(name string) string {
		return "urn:x:" + name + ` html "<!doctype html><html><head><ti"`
	}
	lie := func(record string, by int) string {
		var n int
		i := strings.Index(record, "Content-Length: ")
		fmt.Sscanf(record[i:], "Content-Length: %d", &n)
		return strings.Replace(record, fmt.Sprint("Content-Length: ", n), fmt.Sprint("Content-Length: ", n+by), 1)
	}
	const wrongLength = "failed corrupt: WARC record is not as long as it says"
	tests := []struct {
		name, broken string
		want         []string
	}{
		{"too short", lie(good("x"), -10), []string{"in#2 " + wrongLength}},
		{"too long", lie(good("x"), 150), []string{"in#2 " + wrongLength}},
		{"a little too long", lie(good("x"), 5), []string{"in#2 " + wrongLength}},
		{"far too long", lie(good("x"), 1<<40), []string{"in#2 rejected too-large: more than 67108864 bytes in a record"}},
		{"longest of all", lie(good("x"), math.MaxInt64-len(good("x"))), []string{"in#2 rejected too-large: more than 67108864 bytes in a record"}},
		{"longer than the file", lie(good("x"), 1<<20), []string{"in#2 failed corrupt: WARC record is cut off, 1047810 bytes or more are missing"}},
		{"negative", lie(good("x"), -1<<20), []string{"in#2 failed corrupt: WARC record without a valid Content-Length"}},
		{"no length", strings.Replace(good("x"), "Content-Length", "Content-Size", 1), []string{"in#2 failed corrupt: WARC record without a valid Content-Length"}},
		{"garbage", "some garbage\x00\x01\r\n\r\n", []string{"in#2 failed corrupt: no WARC record"}},
		{"cut", good("x")[:300], []string{"in#2 " + wrongLength}},
		{"header cut", good("x")[:40] + "\r\n", []string{"in#2 failed corrupt: WARC header is cut off"}},
		{"header cut within a line", good("x")[:40], []string{"in#2 failed corrupt: WARC header is cut off"}},
		{"one line break missing", strings.TrimSuffix(good("x"), "\r\n"), []string{ok("x")}},
		{"line feeds only", strings.ReplaceAll(warc("conversion", "Chữ", "Content-Type: text/plain"), "\r\n", "\n"), []string{`in#2 text "Chữ"`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := append(append([]string{ok("a")}, tt.want...), ok("b"), ok("c"))
			file := good("a") + tt.broken + good("b") + good("c")
			dir := write(t, map[string]string{"in.warc": file})
			check(t, collect(t, Config{}, filepath.Join(dir, "in.warc")), want...)
		})
	}
}

func TestBrokenMembers(t *testing.T) {
	good := func(name string) string { return gz(response(name, html, page)) }
	ok := func(name string) string {
		return "urn:x:" + name + ` html "<!doctype html><html><head><ti"`
	}
	flip := func(s string, i int) string { return s[:i] + string(s[i]^0xFF) + s[i+1:] }
	at := func(err string) string {
		return fmt.Sprintf("in#2 failed corrupt: gzip: %s in the gzip member at byte %d", err, len(good("a")))
	}
	x := good("x")
	tests := []struct {
		name, broken, want string
	}{
		{"data", flip(x, 60), at("flate: corrupt input before offset 66")},
		{"checksum", flip(x, len(x)-6), at("invalid checksum")},
		{"header", "\x01" + x[1:], at("invalid header")},
		{"cut", x[:100], ""},
		{"garbage", strings.Repeat("rác", 50), at("invalid header")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := write(t, map[string]string{"in.warc.gz": good("a") + tt.broken + good("b") + good("c")})
			got := collect(t, Config{}, filepath.Join(dir, "in.warc.gz"))
			if len(got) != 4 || !strings.HasPrefix(got[1], "in#2 failed corrupt: ") {
				t.Fatalf("got %q", got)
			}
			if tt.want == "" {
				tt.want = got[1]
			}
			check(t, got, ok("a"), tt.want, ok("b"), ok("c"))
		})
	}
}

// TestZstdDictionary reads records that are compressed with a dictionary in front, itself compressed or not.
func TestZstdDictionary(t *testing.T) {
	var samples [][]byte
	for i := range 50 {
		samples = append(samples, []byte(response(fmt.Sprint(i), html, strings.Replace(page, "sớm", fmt.Sprint(i*i*i), 2))))
	}
	dictionary, err := zstd.BuildDict(zstd.BuildDictOptions{ID: 7, Contents: samples, History: samples[0], Offsets: [3]int{1, 4, 8}})
	if err != nil {
		t.Fatal(err)
	}
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderDict(dictionary))
	if err != nil {
		t.Fatal(err)
	}
	defer enc.Close()
	frame := func(content string) string {
		return dictionaryMagic + string(binary.LittleEndian.AppendUint32(nil, uint32(len(content)))) + content
	}
	records := string(enc.EncodeAll([]byte(response("a", html, page)), nil)) + string(enc.EncodeAll([]byte(response("b", html, page)), nil))
	for _, in := range []string{frame(string(dictionary)) + records, frame(zst(string(dictionary))) + records} {
		check(t, collect(t, Config{Stdin: strings.NewReader(in)}, "-"),
			`urn:x:a html "<!doctype html><html><head><ti"`, `urn:x:b html "<!doctype html><html><head><ti"`)
	}
	check(t, collect(t, Config{Stdin: strings.NewReader(frame(strings.Repeat("x", 100)) + records)}, "-"), "stdin failed corrupt: zstd: invalid input: magic number mismatch")
	check(t, collect(t, Config{Stdin: strings.NewReader(dictionaryMagic + "\xff\xff\xff\x7f")}, "-"), "stdin rejected too-large: zstd: more than 16777216 bytes in a dictionary")
}

// TestSizeOfSkippedRecord counts the bytes that are there, not those that a record claims.
func TestSizeOfSkippedRecord(t *testing.T) {
	const limit = 2000
	honest := warc("resource", strings.Repeat("x", 3*limit))
	lying := strings.Replace(honest, "Content-Length: 6000", "Content-Length: 9223372036854775807", 1)
	for _, tt := range []struct {
		name, record string
		want         int64
	}{{"as long as it says", honest, 3 * limit}, {"claims more", lying, 3*limit + int64(len("\r\n\r\n"))}} {
		docs := documents(t, 1, tt.record+response("a", html, page), Limits{RecordBytes: limit})
		if len(docs) != 2 || docs[0].Bytes != tt.want || !docs[1].Keep() {
			t.Errorf("%s: %d documents, the first of %d bytes, want %d", tt.name, len(docs), docs[0].Bytes, tt.want)
		}
	}
}

func FuzzWARC(f *testing.F) {
	rec := response("a", html+"Transfer-Encoding: chunked\r\n", "4\r\n<p>x\r\n0\r\n\r\n")
	f.Add([]byte(rec+rec), 3, false)
	f.Add([]byte(rec+response("b", html+"Content-Encoding: gzip\r\n", gz(page))), 70, true)
	f.Add([]byte(warc("conversion", "Chữ", "Content-Type: text/plain")+"x"+rec), 10, true)
	f.Add([]byte(warc("response", "HTTP/1.0 200 OK\nContent-Encoding: br\n\n\x0b\x02\x80")), 10, true)
	f.Fuzz(func(t *testing.T, b []byte, cut int, member bool) {
		good := response("last", html, page)
		b = append([]byte(warcVersion), b...)
		file := append(bytes.Clone(b), "\r\n\r\n"+good...)
		if member {
			cut = min(max(cut, 0), len(b))
			file = []byte(gz(string(b[:cut])) + gz(string(b[cut:])+"\r\n\r\n") + gz(good))
		}
		cfg := Config{Stdin: bytes.NewReader(file), Limits: Limits{PageBytes: 1 << 16, RecordBytes: 1 << 17, HeaderBytes: 1 << 12}}
		got := collect(t, cfg, "-")
		if len(got) == 0 || !strings.HasPrefix(got[len(got)-1], "urn:x:last html") && !bytes.Contains(b, []byte("\n")) {
			t.Errorf("the good record behind %q is lost: %q", b, got)
		}
	})
}

// Bodies that each may be as large as a page are held to the ratio of the file together.
func TestBombsInRecords(t *testing.T) {
	body := gz(strings.Repeat("x", 10<<20))
	var records []string
	for i := range 6 {
		records = append(records, response(string(rune('a'+i)), html+"Content-Encoding: gzip\r\n", body))
	}
	cfg := Config{Limits: Limits{PageBytes: 1 << 20}}
	large := "rejected too-large: more than 1048576 bytes"
	for _, tt := range []struct {
		name, file string
		page       int64
		want       []string
	}{
		{"plain", strings.Join(records, ""), 11 << 20, []string{"urn:x:d rejected too-large: decompresses to more than 500 times its size"}},
		{"compressed", compressed(records), 11 << 20, []string{"urn:x:d rejected too-large: decompresses to more than 500 times its size"}},
		{"too large themselves", strings.Join(records, ""), 9 << 20, []string{"urn:x:d rejected too-large: decompresses to more than 500 times its size"}},
		{"of which little is looked at", strings.Join(records, ""), 1 << 20, []string{"urn:x:f " + large}},
	} {
		for _, workers := range []int{1, 4} {
			cfg.Stdin, cfg.Workers, cfg.Limits.PageBytes = strings.NewReader(tt.file), workers, tt.page
			got := collect(t, cfg, "-")
			check(t, got[len(got)-1:], tt.want...)
		}
	}
}

// What is broken at its end, or shrinks again, has been decompressed all the same.
func TestBombsThatComeToNothing(t *testing.T) {
	bomb := gz(strings.Repeat("x", 10<<20))
	broken := bomb[:len(bomb)-8] + "\x00\x00\x00\x00" + bomb[len(bomb)-4:]
	nothing := zst(strings.Repeat(gz(""), 10<<20/len(gz(""))))
	large := "rejected too-large: decompresses to more than 500 times its size"
	for _, tt := range []struct{ name, codings, body string }{{"broken", "gzip", broken}, {"twice", "gzip, zstd", nothing}} {
		var file strings.Builder
		for i := range 6 {
			file.WriteString(response(string(rune('a'+i)), html+"Content-Encoding: "+tt.codings+"\r\n", tt.body))
		}
		for _, file := range []string{file.String(), gz(file.String())} {
			for _, workers := range []int{1, 4} {
				got := collect(t, Config{Stdin: strings.NewReader(file), Workers: workers}, "-")
				if !strings.HasPrefix(got[len(got)-1], "urn:x:d "+large) {
					t.Errorf("%s: %q", tt.name, got)
				}
			}
		}
	}
}

// A record that is a thousandth of its size in a compressed file is too large, not corrupt.
func TestBombRecord(t *testing.T) {
	file := gz(response("a", html, page)) + gz(response("b", html, strings.Repeat("\x00", ratioFree+1<<20)))
	got := collect(t, Config{Stdin: strings.NewReader(file)}, "-")
	at := len(gz(response("a", html, page)))
	check(t, got[1:], fmt.Sprintf("stdin#2 rejected too-large: decompresses to more than 500 times its size in the gzip member at byte %d", at))
}

// Browsers' limit of 8 MB holds for bodies: RFC 9659.
func TestWindowOfBody(t *testing.T) {
	for size, want := range map[int]string{8 << 20: `urn:x:a html "<p>`, 16 << 20: "urn:x:a failed corrupt: zstd: "} {
		var b bytes.Buffer
		w, err := zstd.NewWriter(&b, zstd.WithWindowSize(size), zstd.WithSingleSegment(false))
		if err != nil {
			t.Fatal(err)
		}
		body := packed(w, &b, "<p>"+strings.Repeat("Chợ mở từ sáng. ", 500_000))
		got := collect(t, Config{Stdin: strings.NewReader(response("a", html+"Content-Encoding: zstd\r\n", body))}, "-")
		if len(got) != 1 || !strings.HasPrefix(got[0], want) {
			t.Errorf("window of %d bytes: %.80q", size, got)
		}
	}
}
