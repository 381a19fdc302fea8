package main

import (
	"archive/tar"
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zip"
	"github.com/klauspost/compress/zstd"
)

// A kind is one way to attack. Its content is made for a size n from 1 to 1000: of the largest files of honest crawls
// or beyond.
type kind struct {
	name    string // of its files, with the ending
	content func(n int, random *rand.Rand) []byte
}

var kinds = []kind{
	{"nested.html", func(n int, _ *rand.Rand) []byte {
		return page(strings.Repeat("<div>", 300*n), article, strings.Repeat("</div>", 300*n))
	}},
	{"unclosed.html", func(n int, _ *rand.Rand) []byte {
		return page(strings.Repeat("<b><i><a href=x><font>", 100*n), article)
	}},
	{"tables.html", func(n int, _ *rand.Rand) []byte { return page(strings.Repeat("<table><tr><td>", 100*n), article) }},
	{"misnested.html", func(n int, _ *rand.Rand) []byte {
		return page(strings.Repeat("<a><b><p></a><table><b></p></table>", 100*n), article)
	}},
	{"svg.html", func(n int, _ *rand.Rand) []byte { return page(strings.Repeat("<svg><math><mi><p>", 100*n), article) }},
	{"select.html", func(n int, _ *rand.Rand) []byte {
		return page(strings.Repeat("<select><option><optgroup>", 100*n), article)
	}},
	{"attributes.html", func(n int, _ *rand.Rand) []byte {
		return page("<p "+strings.Repeat("a=1 b='2' ", 500*n)+">", article)
	}},
	{"names.html", func(n int, random *rand.Rand) []byte {
		var b strings.Builder
		for range 200 * n {
			fmt.Fprintf(&b, "<x%x class='%x'>", random.Uint64(), random.Uint64())
		}
		return page(b.String(), article)
	}},
	{"value.html", func(n int, _ *rand.Rand) []byte {
		return page("<p class='"+strings.Repeat("a ", 5000*n)+"'>", article)
	}},
	{"entities.html", func(n int, _ *rand.Rand) []byte {
		return page(article, strings.Repeat("&amp;&#x10FFFF;&bogus;&#0;", 200*n))
	}},
	{"comments.html", func(n int, _ *rand.Rand) []byte { return page(article, strings.Repeat("<!--", 1000*n)) }},
	{"markup.html", func(n int, _ *rand.Rand) []byte { return page(article, strings.Repeat("<![CDATA[<!<?</", 500*n)) }},
	{"less.html", func(n int, _ *rand.Rand) []byte { return page(article, strings.Repeat("<", 5000*n)) }},
	{"script.html", func(n int, _ *rand.Rand) []byte { return page(article, strings.Repeat("<script><!--<script>", 300*n)) }},
	{"jsonld.html", func(n int, _ *rand.Rand) []byte {
		return page(`<script type="application/ld+json">`+strings.Repeat(`{"a":[`, 500*n)+"</script>", article)
	}},
	{"meta.html", func(n int, _ *rand.Rand) []byte {
		return page(strings.Repeat(`<meta name="author" content="An; Binh, 21.11.2026">`, 100*n), article)
	}},
	{"paragraphs.html", func(n int, _ *rand.Rand) []byte { return page(strings.Repeat("<p>The heron stood there.</p>", 150*n)) }},
	{"similar.html", func(n int, _ *rand.Rand) []byte {
		var b strings.Builder
		for i := range 40 * n {
			fmt.Fprintf(&b, "<p>The heron of day %d stood in shallow water and looked as if it were thinking of something else.</p>", i)
		}
		return page(b.String())
	}},
	{"word.txt", func(n int, _ *rand.Rand) []byte { return bytes.Repeat([]byte("x"), 8000*n) }},
	{"line.txt", func(n int, _ *rand.Rand) []byte { return bytes.Repeat([]byte("no end of it "), 2000*n) }},
	{"lines.txt", func(n int, _ *rand.Rand) []byte { return bytes.Repeat([]byte("a\n"), 3000*n) }},
	{"marks.txt", func(n int, _ *rand.Rand) []byte { return []byte("a" + strings.Repeat("\u0301\u0323", 1500*n)) }},
	{"zeros.html", func(n int, _ *rand.Rand) []byte { return page(strings.Repeat("\x00", 3000*n), article) }},
	{"random.html", func(n int, random *rand.Rand) []byte { return noise(2000*n, random) }},
	{"flipped.html", func(n int, random *rand.Rand) []byte {
		b := page(strings.Repeat(article, n))
		for range len(b) / 20 {
			b[random.IntN(len(b))] = byte(random.Uint32())
		}
		return b
	}},
	{"charset.html", func(n int, random *rand.Rand) []byte {
		return append([]byte(`<meta charset="iso-2022-jp"><p>`), noise(500*n, random)...)
	}},
	{"bomb.html.gz", func(n int, _ *rand.Rand) []byte { return gzipped(bytes.Repeat([]byte("<p>"), 60_000*n)) }},
	{"bombs.html.gz", func(n int, _ *rand.Rand) []byte { return gzipped(gzipped(bytes.Repeat([]byte{0}, 30_000*n))) }},
	{"bomb.html.zst", func(n int, _ *rand.Rand) []byte { return zstandard(bytes.Repeat([]byte("<p>"), 60_000*n)) }},
	{"window.html.zst", func(int, *rand.Rand) []byte { // asks for a window of 3.75 TB (RFC 8878, 3.1.1.1.2)
		return []byte{0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xFF, 0x01, 0x00, 0x00}
	}},
	{"cut.html.gz", func(n int, random *rand.Rand) []byte {
		whole := gzipped(page(strings.Repeat(article, n)))
		return whole[:1+random.IntN(len(whole)-1)]
	}},
	{"deep.jsonl", func(n int, _ *rand.Rand) []byte {
		return []byte(strings.Repeat(`{"a":`, 1000*n) + "\n" + strings.Repeat("[", 1000*n) + "\n{\"text\":\"" + strings.Repeat(`\ud800`, 500*n) + "\"}\n")
	}},
	{"quotes.jsonl", func(n int, _ *rand.Rand) []byte { return []byte(`{"text":"` + strings.Repeat(`\"`, 2000*n)) }},
	{"array.json", func(n int, _ *rand.Rand) []byte { return []byte("[" + strings.Repeat(`{"text":"a"},`, 20*n)) }},
	{"lying.warc", func(n int, random *rand.Rand) []byte {
		var b bytes.Buffer
		for i := range n {
			body := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + string(page(article))
			length := len(body)
			if i%3 == 1 {
				length = int(random.Uint64() >> (1 + random.UintN(60)))
			}
			fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://tin.example/%d\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, length, body)
		}
		return b.Bytes()
	}},
	{"headers.warc", func(n int, _ *rand.Rand) []byte {
		return []byte("WARC/1.0\r\n" + strings.Repeat("X: y\r\n", 2000*n) + "\r\n")
	}},
	{"names.zip", func(n int, _ *rand.Rand) []byte {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for i := range 1 + n/10 {
			for _, name := range []string{"../../up%d.html", "/etc/up%d.html", `..\up%d.html`, "a\x00b%d.html", "\x1b[31m%d.html"} {
				if f, err := w.Create(fmt.Sprintf(name, i)); err == nil {
					_, _ = f.Write(page(article))
				}
			}
		}
		_ = w.Close()
		return b.Bytes()
	}},
	{"overlap.zip", func(n int, random *rand.Rand) []byte { // its directory lies about places and sizes
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		if f, err := w.Create("a.html"); err == nil {
			_, _ = f.Write(page(strings.Repeat(article, n)))
		}
		_ = w.Close()
		broken := b.Bytes()
		for range 4 {
			broken[len(broken)-1-random.IntN(60)] = byte(random.Uint32())
		}
		return broken
	}},
	{"names.tar", func(n int, _ *rand.Rand) []byte {
		var b bytes.Buffer
		w := tar.NewWriter(&b)
		content := page(article)
		for i := range 1 + n/10 {
			_ = w.WriteHeader(&tar.Header{Name: fmt.Sprintf("../../up%d.html", i), Mode: 0o644, Size: int64(len(content))})
			_, _ = w.Write(content)
			_ = w.WriteHeader(&tar.Header{Name: "link", Linkname: "/etc/passwd", Typeflag: tar.TypeSymlink})
		}
		_ = w.Close()
		return b.Bytes()
	}},
	{"lying.parquet", func(n int, random *rand.Rand) []byte {
		b := append([]byte("PAR1"), noise(10*n, random)...)
		return append(binary.LittleEndian.AppendUint32(b, uint32(random.Uint64N(uint64(20*n)))), "PAR1"...)
	}},
	{"boundary.mhtml", func(n int, _ *rand.Rand) []byte {
		return []byte("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n" +
			strings.Repeat("--x\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n", 100*n))
	}},
}

const article = "<p>The heron stands in shallow water for hours and looks as if it were thinking of something else, which it is " +
	"not, whatever the poets of its country have written about it.</p><p>It eats fish, frogs and the occasional mouse, and " +
	"on a cold day it is in no hurry about any of it, as long as nobody comes near.</p>"

func page(parts ...string) []byte {
	return []byte("<html><head><title>On herons</title></head><body>" + strings.Join(parts, "") + "</body></html>")
}

func noise(n int, random *rand.Rand) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(random.Uint32())
	}
	return b
}

func gzipped(content []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(content)
	_ = w.Close()
	return b.Bytes()
}

func zstandard(content []byte) []byte {
	w, err := zstd.NewWriter(nil)
	if err != nil {
		panic(err) // of no options
	}
	defer w.Close()
	return w.EncodeAll(content, nil)
}
