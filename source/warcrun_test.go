package source

import (
	"bufio"
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"

	"winnow/document"
)

// crawl makes WARC records, a few megabytes of them that hardly compress, so that there are several runs.
func crawl(n int) (records []string) {
	r := rand.New(rand.NewPCG(6, 6))
	for i := range n {
		var b strings.Builder
		b.WriteString("<!doctype html><title>t</title><p>")
		for range 2000 + r.IntN(20_000) {
			b.WriteByte(byte('!' + r.IntN(90)))
		}
		http := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + b.String()
		id := ""
		if i%3 == 0 {
			id = fmt.Sprintf("WARC-Record-ID: <urn:x:%d>\r\n", i)
		}
		records = append(records, fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\n%sContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", id, len(http), http),
			"WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 4\r\n\r\nGET \r\n\r\n")
	}
	return records
}

func compressed(records []string) string {
	var b strings.Builder
	for _, r := range records {
		b.WriteString(gz(r))
	}
	return b.String()
}

func sameDocuments(t *testing.T, name string, got, want []document.Document) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d documents, not %d", name, len(got), len(want))
	}
	for i := range want {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Fatalf("%s: document %d is %s %v %v, not %s %v %v", name, i,
				got[i].ID, got[i].Origin, got[i].Verdict, want[i].ID, want[i].Origin, want[i].Verdict)
		}
	}
}

// A compressed file gives what it gives uncompressed, with any number of workers, and also where its members are not one
// for each record.
func TestCompressedWARC(t *testing.T) {
	records := crawl(300)
	plain := strings.Join(records, "")
	want := documents(t, 1, plain, Limits{})
	lying := strings.Replace(records[400], "Content-Length: ", "Content-Length: 9", 1)
	broken := strings.Join(records[:400], "") + lying + strings.Join(records[401:], "")
	for _, tt := range []struct {
		name, file string
		want       []document.Document
	}{
		{"a member a record", compressed(records), want},
		{"one member", gz(plain), want},
		{"two members", gz(plain[:len(plain)/2]) + gz(plain[len(plain)/2:]), want}, // cut within a record
		{"padded", compressed(records) + strings.Repeat("\x00", 600), want},
		{"large at the end", compressed(records[:100]) + gz(strings.Join(records[100:], "")), want},
		{"a lying length", compressed(records[:400]) + gz(lying+strings.Join(records[401:], "")), documents(t, 1, broken, Limits{})},
	} {
		for _, workers := range []int{1, 4} {
			sameDocuments(t, fmt.Sprintf("%s, %d workers", tt.name, workers), documents(t, workers, tt.file, Limits{}), tt.want)
		}
	}
}

// Of a broken file the same is read with any number of workers, and what stands before and behind the broken member.
func TestBrokenCompressedWARC(t *testing.T) {
	records := crawl(200)
	members := make([]string, len(records))
	for i, r := range records {
		members[i] = gz(r)
	}
	inner := compressed(crawl(40)) // a page that is such a file itself, stored as it is
	members[50] = gz(fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(inner)+19, "HTTP/1.1 200 OK\r\n\r\n"+inner))
	for _, tt := range []struct {
		name   string
		damage func(m []string)
		lost   int
	}{
		{"sound", func([]string) {}, 0},
		{"a byte", func(m []string) { m[200] = m[200][:300] + "\x00\xff" + m[200][302:] }, 1},
		{"cut", func(m []string) { m[120] = m[120][:len(m[120])/2] }, 1},
		{"checksum", func(m []string) { m[120] = m[120][:len(m[120])-8] + "\x00" + m[120][len(m[120])-7:] }, 1},
		{"noise between", func(m []string) { m[300] += "noise" }, 1},
		{"end cut off", func(m []string) { m[398] = m[398][:100]; m[399] = "" }, 1},
	} {
		damaged := append([]string(nil), members...)
		tt.damage(damaged)
		file := strings.Join(damaged, "")
		want := documents(t, 1, file, Limits{})
		kept := 0
		for i := range want {
			if want[i].Keep() {
				kept++
			}
		}
		if least := 199 - tt.lost; kept < least { // the page that is a file has no text
			t.Errorf("%s: %d pages, at least %d are whole", tt.name, kept, least)
		}
		sameDocuments(t, tt.name, documents(t, 4, file, Limits{}), want)
	}
}

// A file full of starts of members that are none is left to who reads it as a stream, and read by it to its end.
func TestManyFalseMembers(t *testing.T) {
	record := response("a", html, page)
	noise := response("b", html, page+strings.Repeat("x", headSize)+strings.Repeat("\x1f\x8b\x08 ", runBytes))
	var stored bytes.Buffer
	w, err := gzip.NewWriterLevel(&stored, gzip.NoCompression)
	if err != nil {
		t.Fatal(err)
	}
	file := gz(record) + packed(w, &stored, noise) + gz(record)
	r := &runReader{s: &stream{Reader: bufio.NewReader(strings.NewReader(file))}}
	for r.next() != nil {
	}
	if r.failed > maxFailed {
		t.Errorf("%d starts of members were looked at", r.failed)
	}
	check(t, collect(t, Config{Stdin: strings.NewReader(file)}, "-"), `urn:x:a html "<!doctype html><html><head><ti"`,
		`urn:x:b html "<!doctype html><html><head><ti"`, `urn:x:a html "<!doctype html><html><head><ti"`)
}

// What a file begins with is told by a part of its first member.
func TestMemberBegins(t *testing.T) {
	whole := gz(crawl(1)[0])
	for _, n := range []int{len(whole), headSize, 1000, 400} {
		var m gzipMember
		if !m.begins([]byte(whole[:n]), warcVersion) {
			t.Errorf("not seen in the first %d bytes", n)
		}
	}
	var m gzipMember
	if m.begins([]byte(gz("WARNING: no record")), warcVersion) || m.begins([]byte("no gzip"), warcVersion) {
		t.Error("seen where there is none")
	}
}
