package source

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	pqformat "github.com/parquet-go/parquet-go/format"

	"winnow/document"
)

// parquetFile returns a file with several row groups of rows.
func parquetFile[T any](t testing.TB, rows []T, inGroup int) []byte {
	t.Helper()
	var file bytes.Buffer
	w := parquet.NewGenericWriter[T](&file, parquet.MaxRowsPerRowGroup(int64(inGroup)), parquet.PageBufferSize(300))
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

type pageRow struct {
	ID    string   `parquet:"id,snappy"`
	Page  []byte   `parquet:"html,zstd"`
	Other string   `parquet:"text"`
	URL   *string  `parquet:"url,optional,dict"`
	Tags  []string `parquet:"tags,list"`
}

func TestParquetPages(t *testing.T) {
	var rows []pageRow
	var want []string
	for i := range 250 {
		row := pageRow{ID: fmt.Sprint("p", i), Page: fmt.Appendf(nil, "<p>Trang %d.</p>", i), Other: "not asked for", Tags: make([]string, i%4)}
		url := ""
		if i%3 == 0 {
			url = "https://tin.example/" + fmt.Sprint(i)
			row.URL = &url
		}
		rows = append(rows, row)
		want = append(want, fmt.Sprintf("p%d %s <p>Trang %d.</p> %d", i, url, i, i+1))
	}
	file := parquetFile(t, rows, 70)
	dir := write(t, map[string]string{"a.parquet": string(file)})
	for name, open := range map[string]func() document.Docs{
		"file": func() document.Docs { return Open(t.Context(), []string{dir}, Config{}) },
		"stream": func() document.Docs {
			return Open(t.Context(), []string{"-"}, Config{Stdin: bytes.NewReader(file), Format: document.FormatHTML})
		},
	} {
		var got []string
		for d, err := range open() {
			if err != nil || d.Verdict.Dropped() || d.Format != document.FormatHTML {
				t.Fatalf("%s: %v %+v", name, err, d.Verdict)
			}
			got = append(got, fmt.Sprintf("%s %s %s %d", d.ID, d.URL, d.Raw, d.Origin.Record))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestParquetArticles(t *testing.T) {
	type row struct {
		Text  string    `parquet:"content"`
		Title string    `parquet:"title,optional"`
		Day   int32     `parquet:"day,date"`
		When  time.Time `parquet:"when,timestamp(microsecond)"`
		Score float64   `parquet:"score"`
		Good  bool      `parquet:"good"`
		None  *int64    `parquet:"none,optional"`
		Small int32     `parquet:"small"`
		Half  uint32    `parquet:"half"`
		Whole uint64    `parquet:"whole"`
		Deep  struct{ X string }
	}
	when := time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC)
	file := parquetFile(t, []row{{Text: "Một \"hai\"\xff.", Title: "T", Day: 20_000, When: when, Score: 1.5, Good: true, Small: -1, Half: math.MaxUint32, Whole: math.MaxUint64}, {Text: "Ba."}}, 10)
	dir := write(t, map[string]string{"a.parquet": string(file)})
	var got []string
	for d := range Open(t.Context(), []string{dir}, Config{Format: document.FormatArticle}) {
		got = append(got, fmt.Sprintf("%s %s %v", d.ID, d.Title, string(d.Fields)))
	}
	want := []string{
		`a#1 T {"content":"Một \"hai\"\ufffd.","title":"T","day":"2024-10-04","when":"2026-11-21T09:30:00Z","score":1.5,"good":true,"small":-1,"half":4294967295,"whole":18446744073709551615}`,
		`a#2  {"content":"Ba.","day":"1970-01-01","when":"0001-01-01T00:00:00Z","score":0,"good":false,"small":0,"half":0,"whole":0}`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestParquetArticlesBesidePages reads the texts of rows that hold pages, too, where articles were promised.
func TestParquetArticlesBesidePages(t *testing.T) {
	file := parquetFile(t, []pageRow{{ID: "p", Page: []byte("<p>x</p>"), Other: "Một."}}, 10)
	for d := range Open(t.Context(), []string{"-"}, Config{Stdin: bytes.NewReader(file), Format: document.FormatArticle}) {
		got := d.Text + " " + string(d.Fields)
		if want := `Một. {"id":"p","html":"<p>x</p>","text":"Một."}`; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// TestBrokenParquet cuts files and flips bytes in them: every file ends with a verdict or its rows.
func TestBrokenParquet(t *testing.T) {
	var rows []pageRow
	for i := range 40 {
		rows = append(rows, pageRow{ID: fmt.Sprint(i), Page: []byte(strings.Repeat("<p>x</p>", i))})
	}
	file := parquetFile(t, rows, 15)
	name := filepath.Join(t.TempDir(), "x.parquet")
	failed := 0
	for i := 4; i < len(file); i += 7 {
		broken := bytes.Clone(file)
		if i%2 == 0 {
			broken = broken[:i]
		} else {
			broken[i] ^= 0x55
		}
		if err := os.WriteFile(name, broken, 0o644); err != nil {
			t.Fatal(err)
		}
		n, bad := 0, false
		for d, err := range Open(t.Context(), []string{name}, Config{}) {
			if err != nil {
				t.Fatal(err)
			}
			n++
			bad = bad || d.Verdict.Kind == document.Failed
		}
		if n == 0 {
			t.Errorf("byte %d: no document at all", i)
		}
		if bad {
			failed++
		}
	}
	if failed < 20 {
		t.Errorf("only %d broken files were seen", failed)
	}
}

// relisted returns the file with another directory.
func relisted(t *testing.T, file []byte, change func(*pqformat.FileMetaData)) []byte {
	t.Helper()
	end := len(file) - 8
	start := end - int(binary.LittleEndian.Uint32(file[end:]))
	var directory pqformat.FileMetaData
	if err := thrift.Unmarshal(new(thrift.CompactProtocol), file[start:end], &directory); err != nil {
		t.Fatal(err)
	}
	change(&directory)
	b, err := thrift.Marshal(new(thrift.CompactProtocol), &directory)
	if err != nil {
		t.Fatal(err)
	}
	return append(binary.LittleEndian.AppendUint32(append(bytes.Clone(file[:start]), b...), uint32(len(b))), "PAR1"...)
}

type textRow struct {
	Text string `parquet:"text"`
}

// textRows returns so many different texts.
func textRows(n int) []textRow {
	rows := make([]textRow, n)
	for i := range rows {
		rows[i].Text = fmt.Sprint("Bài số ", i, " trong tệp.")
	}
	return rows
}

// TestSharedParquetPages reads the pages of a file once, however often its directory names them.
func TestSharedParquetPages(t *testing.T) {
	rows := textRows(2000)
	file := relisted(t, parquetFile(t, rows, len(rows)), func(directory *pqformat.FileMetaData) {
		for range 100 {
			directory.RowGroups = append(directory.RowGroups, directory.RowGroups[0])
		}
	})
	var read atomic.Int64
	got := collect(t, Config{Read: &read}, write(t, map[string]string{"a.parquet": string(file)}))
	if n := len(got); n < len(rows) || n > 2*len(rows) || got[n-1] != fmt.Sprintf("a#%d failed corrupt: parquet: columns or row groups share pages", n) {
		t.Errorf("%d documents, the last: %s", n, got[n-1])
	}
	if most := 10 * int64(len(file)); read.Load() > most { // 512 bytes for each header, all pages twice
		t.Errorf("%d bytes read of %d", read.Load(), len(file))
	}
}

// TestLongPageHeader reads much for the one header that is long, not for those behind it.
func TestLongPageHeader(t *testing.T) {
	rows := textRows(5000)
	rows[0].Text = strings.Repeat("Dài. ", 300) // is in the statistics of the page
	var file bytes.Buffer
	w := parquet.NewGenericWriter[textRow](&file, parquet.PageBufferSize(300), parquet.DataPageStatistics(true))
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var read atomic.Int64
	got := collect(t, Config{Read: &read}, write(t, map[string]string{"a.parquet": file.String()}))
	if most := 10 * int64(file.Len()); len(got) != len(rows) || read.Load() > most {
		t.Errorf("%d documents, %d bytes read of %d", len(got), read.Load(), file.Len())
	}
}

// FuzzParquet damages files of all kinds of columns: nothing may come of it but rows and verdicts, in bounded memory.
func FuzzParquet(f *testing.F) {
	f.Add(parquetFile(f, []pageRow{{ID: "a", Page: []byte("<p>Một.</p>"), Tags: []string{"x"}}, {ID: "b"}}, 1))
	f.Add(parquetFile(f, []struct {
		Text string    `parquet:"text,optional,gzip"`
		When time.Time `parquet:"when,timestamp(millisecond)"`
		Kind string    `parquet:"kind,dict"`
	}{{Text: "Hai.", Kind: "k"}, {Kind: "k"}}, 10))
	f.Add([]byte("PAR1\x15\x00\x10\x00\x00\x00PAR1"))
	f.Fuzz(func(t *testing.T, b []byte) {
		b = append([]byte("PAR1"), bytes.TrimPrefix(b, []byte("PAR1"))...)
		const most = 10_000 // run-length encoding makes many rows of few bytes
		n := 0
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for d, err := range Open(t.Context(), []string{"-"}, Config{Stdin: bytes.NewReader(b), Limits: Limits{PageBytes: 1 << 16, RecordBytes: 1 << 18}}) {
			if err != nil {
				t.Fatal(err)
			}
			if d.Verdict.Kind == document.Failed && d.Verdict.Reason == ReasonPanic {
				t.Fatalf("a panic: %s", d.Verdict.Detail)
			}
			if n++; n == most {
				break
			}
		}
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > 64<<20 {
			t.Errorf("%d bytes for a file of %d", used, len(b))
		}
	})
}
