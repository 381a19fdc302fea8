package sink

import (
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"winnow/document"
)

func stream(err error, docs ...*document.Document) document.Docs {
	return func(yield func(*document.Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
		if err != nil {
			yield(nil, err)
		}
	}
}

func full() *document.Document {
	return &document.Document{
		ID: "a/1", URL: "https://tin.example/1", Title: `Tựa "đề"`, Author: "An", Date: "2026-11-21", Lang: "vi", Site: "Tin", Type: "article",
		Text: "Một.\n\nHai.", Credit: "TTXVN", Origin: document.Origin{File: "a/1.html"},
	}
}

// asRead is a document that was read as an article, from that member, and whose text a stage may have changed since.
func asRead(fields string, member int, text, now string) *document.Document {
	d := &document.Document{ID: "x"}
	d.ReadArticle(text, []byte(fields), member)
	d.Text = now
	return d
}

// stored is a document that was stored since it was read as an article.
func stored(d *document.Document) *document.Document {
	var file bytes.Buffer
	back := new(document.Document)
	if err := errors.Join(gob.NewEncoder(&file).Encode(d), gob.NewDecoder(&file).Decode(back)); err != nil {
		panic(err)
	}
	return back
}

const fullLine = `{"id":"a/1","url":"https://tin.example/1","title":"Tựa \"đề\"","author":"An","date":"2026-11-21",` +
	`"lang":"vi","site":"Tin","type":"article","text":"Một.\n\nHai.","credit":"TTXVN","source":"a/1.html"}` + "\n"

func TestWrite(t *testing.T) {
	record := document.Origin{File: "in.jsonl", Record: 7}
	duplicate := &document.Document{ID: "b", Origin: record, Verdict: document.Verdict{
		Kind: document.Duplicate, Reason: document.ReasonNear, Of: "a/1", Covered: 0.98765, Facts: []string{"12≠13"},
	}}
	failed := &document.Document{ID: "c", Origin: document.Origin{File: "c\x1b.gz"}}
	failed.Fail(document.ReasonCorrupt, "unexpected EOF")
	for _, test := range []struct {
		name           string
		cfg            Config
		doc            *document.Document
		want, rejected string
	}{
		{name: "all values", doc: full(), want: fullLine},
		{name: "absent values", doc: &document.Document{ID: "x", Text: "t", Origin: record},
			want: `{"id":"x","text":"t","source":"in.jsonl:7"}` + "\n"},
		{name: "comments", doc: &document.Document{ID: "x", Text: "t", Comments: "First!", Origin: record},
			want: `{"id":"x","text":"t","comments":"First!","source":"in.jsonl:7"}` + "\n"},
		{name: "marked paragraphs", cfg: Config{Fields: []string{"id"}},
			doc:  &document.Document{ID: "x", Text: "t", RepeatedParagraphs: []int{0, 12}},
			want: `{"id":"x","repeated_paragraphs":[0,12]}` + "\n"},
		{name: "some fields", cfg: Config{Fields: []string{"text", "id"}}, doc: full(),
			want: `{"id":"a/1","text":"Một.\n\nHai."}` + "\n"},
		{name: "near duplicate", doc: duplicate,
			rejected: `{"id":"b","verdict":"duplicate","reason":"near","of":"a/1","covered":0.988,"facts":["12≠13"],"source":"in.jsonl:7"}` + "\n"},
		{name: "failure", doc: failed,
			rejected: `{"id":"c","verdict":"failed","reason":"corrupt","detail":"unexpected EOF","source":"c\u001b.gz"}` + "\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			test.cfg.Stdout = &out
			test.cfg.Rejected = filepath.Join(t.TempDir(), "rejected.jsonl")
			if err := Write(t.Context(), test.cfg, stream(nil, test.doc)); err != nil {
				t.Fatal(err)
			}
			rejected, err := os.ReadFile(test.cfg.Rejected)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, out.String()); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.rejected, string(rejected)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestPassedThrough writes records that were articles when they were read: as they stand, but for the text where a stage
// has changed it, in the member that the reader took it from.
func TestPassedThrough(t *testing.T) {
	const passed = `{ "Id" : 5, "text":"caf\u00e9", "meta":{"text":[1, 2]},"text":"caf\u00e9" }`
	marked := func(d *document.Document, paragraphs ...int) *document.Document {
		d.RepeatedParagraphs = append([]int{}, paragraphs...)
		return d
	}
	for _, test := range []struct {
		name   string
		fields []string
		doc    *document.Document
		want   string
	}{
		{name: "stored meanwhile", doc: stored(asRead(passed, 4, "café", "café")), want: passed},
		{name: "as read", doc: asRead(`{"text":"a"}`, 1, "a", "a"), want: `{"text":"a"}`},
		{name: "changed since it was read", doc: asRead(`{"text":"a","n":1}`, 1, "a", "b"), want: `{"text":"b","n":1}`},
		{name: "from several lines", doc: stored(asRead("{\n \"text\": \"a\",\n \"n\": [\n1]}", 1, "a", "a")), want: `{"text":"a","n":[1]}`},
		{name: "from several lines, changed", doc: asRead("{\n \"n\": [\n1],\n\"text\": \"a\"}", 2, "a", "b"), want: `{"n":[1],"text":"b"}`},
		{name: "the last of equal keys", doc: stored(asRead(passed, 4, "café", "new")),
			want: `{"Id":5,"text":"caf\u00e9","meta":{"text":[1, 2]},"text":"new"}`},
		{name: "another name, its better is null", doc: asRead(`{"text":null,"content":"a","x":1}`, 2, "a", "b"),
			want: `{"text":null,"content":"b","x":1}`},
		{name: "another name, its better is null, not changed", doc: stored(asRead(`{"text":null,"content":"a"}`, 2, "a", "a")),
			want: `{"text":null,"content":"a"}`},
		{name: "a key that is escaped is another one", doc: asRead(`{"te\u0078t":"one two","text":"three"}`, 2, "three", "3"),
			want: `{"te\u0078t":"one two","text":"3"}`},
		{name: "nobody knows where the text is", doc: asRead(`{"text":"a","n":1}`, 0, "a", "b"), want: `{"id":"x","text":"b","source":""}`},
		{name: "some fields", fields: []string{"text"}, doc: asRead(`{"x":1,"text":"a"}`, 2, "a", "a"), want: `{"text":"a"}`},
		{name: "marked paragraphs", doc: marked(asRead(`{"text": "t"}`, 1, "t", "t"), 0, 12), want: `{"text":"t","repeated_paragraphs":[0,12]}`},
		{name: "marked paragraphs, marked before",
			doc:  marked(asRead(`{"repeated_paragraphs":[3],"text":"t","repeated\u005fparagraphs":[4],"n":1}`, 2, "t", "t"), 0),
			want: `{"text":"t","n":1,"repeated_paragraphs":[0]}`},
		{name: "marked before, not marked now", doc: stored(asRead(`{"text":"t","repeated_paragraphs":[3]}`, 1, "t", "t")),
			want: `{"text":"t","repeated_paragraphs":[3]}`},
		{name: "marked paragraphs, none", doc: marked(asRead(`{"text": "t"}`, 1, "t", "t")), want: `{"text":"t","repeated_paragraphs":[]}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			if err := Write(t.Context(), Config{Stdout: &out, Fields: test.fields}, stream(nil, test.doc)); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want+"\n", out.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestClusters(t *testing.T) {
	name := filepath.Join(t.TempDir(), "clusters.jsonl")
	copyOf := func(id, of string) *document.Document {
		return &document.Document{ID: id, Verdict: document.Verdict{Kind: document.Duplicate, Of: of}}
	}
	docs := stream(nil, full(), copyOf("b", "z"), copyOf("c", "a/1"), copyOf("d\"", "z"))
	if err := Write(t.Context(), Config{Stdout: io.Discard, Clusters: name}, docs); err != nil {
		t.Fatal(err)
	}
	const want = `{"kept":"z","duplicates":["b","d\""]}` + "\n" + `{"kept":"a/1","duplicates":["c"]}` + "\n"
	if got, _ := os.ReadFile(name); string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestCompressedByName(t *testing.T) {
	for suffix, reader := range map[string]func(io.Reader) (io.Reader, error){
		".gz":  func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
		".zst": func(r io.Reader) (io.Reader, error) { return zstd.NewReader(r) },
	} {
		name := filepath.Join(t.TempDir(), "out.jsonl"+suffix)
		if err := Write(t.Context(), Config{Output: name}, stream(nil, full())); err != nil {
			t.Fatal(err)
		}
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		r, err := reader(f)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r)
		if err != nil || string(got) != fullLine {
			t.Errorf("%s: %q, %v", suffix, got, err)
		}
		_ = f.Close()
	}
}

// names lists a directory, hidden files included.
func names(t *testing.T, dir string) (found []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		found = append(found, e.Name())
	}
	return found
}

func TestNothingAppearsWhenTheStreamFails(t *testing.T) {
	dir := t.TempDir()
	old := filepath.Join(dir, "old.jsonl")
	if err := os.WriteFile(old, []byte("before\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	err := Write(t.Context(), Config{Output: old, Rejected: filepath.Join(dir, "rejected")}, stream(broken, full()))
	if !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	if diff := cmp.Diff([]string{"old.jsonl"}, names(t, dir)); diff != "" {
		t.Error(diff)
	}
	if content, _ := os.ReadFile(old); string(content) != "before\n" {
		t.Errorf("the old file now holds %q", content)
	}
}

func TestNoArticlesAppearWhenAnotherFileCannot(t *testing.T) {
	for _, blocked := range []string{"out", "rejected", "clusters"} {
		dir := t.TempDir()
		docs := func(yield func(*document.Document, error) bool) {
			// Nothing is renamed over a directory that somebody makes meanwhile.
			if err := os.MkdirAll(filepath.Join(dir, blocked, "x"), 0o777); err != nil {
				t.Error(err)
			}
			yield(full(), nil)
		}
		cfg := Config{Output: filepath.Join(dir, "out"), Rejected: filepath.Join(dir, "rejected"), Clusters: filepath.Join(dir, "clusters")}
		if err := Write(t.Context(), cfg, docs); err == nil {
			t.Errorf("%s: no error", blocked)
		}
		if info, err := os.Stat(cfg.Output); err == nil && info.Mode().IsRegular() {
			t.Errorf("%s could not appear, the articles have", blocked)
		}
		for _, name := range names(t, dir) {
			if strings.HasPrefix(name, ".") {
				t.Errorf("%s: %s is left behind", blocked, name)
			}
		}
	}
}

func TestCancelRemovesTheTemporaryFileWhileTheSourceBlocks(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	gone := false
	docs := func(yield func(*document.Document, error) bool) {
		if len(names(t, dir)) != 1 {
			t.Error("no temporary file while writing")
		}
		cancel()
		for !gone { // the read that blocks; the test's own deadline ends it when the file stays
			gone = len(names(t, dir)) == 0
			runtime.Gosched()
		}
		yield(nil, ctx.Err())
	}
	if err := Write(ctx, Config{Output: filepath.Join(dir, "out")}, docs); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if left := names(t, dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestExistingFile(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no links and modes")
	}
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target"), filepath.Join(dir, "link")
	if err := os.WriteFile(target, nil, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("target", link); err != nil {
		t.Fatal(err)
	}
	if err := Write(t.Context(), Config{Output: link}, stream(nil, full())); err != nil {
		t.Fatal(err)
	}
	content, _ := os.ReadFile(target)
	info, err := os.Stat(target)
	if err != nil || string(content) != fullLine || info.Mode().Perm() != 0o640 {
		t.Errorf("target holds %q with mode %v, %v", content, info.Mode(), err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode().IsRegular() {
		t.Errorf("the link was replaced by a file: %v", err)
	}
}

// What is no output of documents goes by the same rules.
func TestWriteFile(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no links and modes")
	}
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target.gz"), filepath.Join(dir, "link.gz")
	if err := errors.Join(os.WriteFile(target, []byte("before"), 0o640), os.Symlink("target.gz", link)); err != nil {
		t.Fatal(err)
	}
	say := func(text string, err error) func(io.Writer) error {
		return func(w io.Writer) error {
			_, _ = io.WriteString(w, text)
			return err
		}
	}
	broken := errors.New("broken")
	if err := WriteFile(t.Context(), link, nil, say("half", broken)); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	if content, _ := os.ReadFile(target); string(content) != "before" {
		t.Errorf("after an error the file holds %q", content)
	}
	if err := WriteFile(t.Context(), link, nil, say("whole", nil)); err != nil {
		t.Error(err)
	}
	info, err := os.Stat(target)
	if content, _ := os.ReadFile(target); string(content) != "whole" || err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the file holds %q, mode %v, %v", content, info.Mode(), err)
	}
	if diff := cmp.Diff([]string{"link.gz", "target.gz"}, names(t, dir)); diff != "" {
		t.Error(diff)
	}
	for _, name := range []string{"", "-", "/dev/stdout", "/dev/fd/1"} {
		var out bytes.Buffer
		if err := WriteFile(t.Context(), name, &out, say("text", nil)); err != nil || out.String() != "text" {
			t.Errorf("%q: %q, %v", name, out.String(), err)
		}
	}
	if err := WriteFile(t.Context(), dir, nil, say("text", nil)); err == nil || !strings.Contains(err.Error(), "is a directory") {
		t.Errorf("a directory: %v", err)
	}
}

func TestDevicesAreWrittenDirectly(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs /dev/full")
	}
	if err := Write(t.Context(), Config{Output: "/dev/null"}, stream(nil, full())); err != nil {
		t.Error(err)
	}
	if err := Write(t.Context(), Config{Output: "/dev/full"}, stream(nil, full())); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("a full disk gives %v", err)
	}
	redirected, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	_, _ = redirected.WriteString("a line of another writer\n")
	if err := Write(t.Context(), Config{Output: fmt.Sprintf("/proc/self/fd/%d", redirected.Fd())}, stream(nil, full())); err != nil {
		t.Error(err)
	}
	if content, _ := os.ReadFile(redirected.Name()); string(content) != "a line of another writer\n"+fullLine {
		t.Errorf("the file behind a descriptor holds %q", content)
	}
	for _, name := range []string{t.TempDir(), filepath.Join(t.TempDir(), "no", "such")} {
		if err := Write(t.Context(), Config{Output: name}, stream(nil)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestClosedPipe(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	_ = r.Close()
	dir := t.TempDir()
	err = Write(t.Context(), Config{Stdout: w, Rejected: filepath.Join(dir, "rejected")}, stream(nil, full()))
	if !errors.Is(err, syscall.EPIPE) {
		t.Errorf("error %v", err)
	}
	if left := names(t, dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// lineWriter fails when it is handed anything but whole lines.
type lineWriter struct{ t *testing.T }

func (w lineWriter) Write(p []byte) (int, error) {
	if !bytes.HasSuffix(p, []byte("\n")) && len(p) > 0 {
		w.t.Errorf("%d bytes end inside a line", len(p))
	}
	return len(p), nil
}

func TestOnlyWholeLinesAreHandedOn(t *testing.T) {
	var docs []*document.Document
	for range 100 {
		d := full()
		d.Text = strings.Repeat("x", 9999)
		docs = append(docs, d)
	}
	if err := Write(t.Context(), Config{Stdout: lineWriter{t}}, stream(nil, docs...)); err != nil {
		t.Error(err)
	}
}

// Outputs that share a stream never break each other's lines, however much they write.
func TestSharedStream(t *testing.T) {
	out, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	docs := manyDocs(9000) // more than is held back of either output
	if err := Write(t.Context(), Config{Stdout: out, Rejected: "/dev/stdout", Clusters: "/dev/fd/1"}, stream(nil, docs...)); err != nil {
		t.Fatal(err)
	}
	content, _ := os.ReadFile(out.Name())
	lines := 0
	for line := range strings.Lines(string(content)) {
		if lines++; !strings.HasPrefix(line, `{"id":`) || !strings.HasSuffix(line, "}\n") {
			t.Fatalf("line %d is %q", lines, line)
		}
	}
	if lines != len(docs) {
		t.Errorf("%d lines, want %d", lines, len(docs))
	}
}

func TestParseFields(t *testing.T) {
	got, err := ParseFields(" id, text ", false)
	if err != nil || !cmp.Equal(got, []string{"id", "text"}) {
		t.Error(got, err)
	}
	if got, err := ParseFields("", false); err != nil || got != nil {
		t.Error(got, err)
	}
	if got, err := ParseFields("id,body", true); err != nil || !cmp.Equal(got, []string{"id", "body"}) {
		t.Error(got, err)
	}
	if _, err := ParseFields("id,body", false); err == nil || !strings.Contains(err.Error(), `"body"`) {
		t.Error(err)
	}
}
