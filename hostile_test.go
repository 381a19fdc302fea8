package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
)

const honest = "<html><title>On %[1]s</title><body><p>The %[1]s stands in shallow water for hours and looks as if it were " +
	"thinking of something else, which it is not, whatever the poets of %[1]s country have written about it.</p>" +
	"<p>It eats fish, frogs and the occasional mouse, and on a %[1]s day it is in no hurry about any of it.</p></body></html>"

// hostile is a batch with every kind of bad page between good ones: the file's name, its bytes, and the reasons of
// which one must be given for it; "article" where one must come out.
func hostile() map[string]struct {
	raw  []byte
	ends []string
} {
	random := make([]byte, 256<<10)
	source := rand.NewChaCha8([32]byte{1})
	_, _ = source.Read(random)
	good := func(bird string) string { return fmt.Sprintf(honest, bird) }
	const divs = 200_000
	type page = struct {
		raw  []byte
		ends []string
	}
	whole := gzipped(strings.Repeat(good("stork"), 50))
	return map[string]page{
		"00-good.html":    {[]byte(good("heron")), []string{"article"}},
		"10-cut.html.gz":  {whole[:len(whole)/2], []string{"corrupt"}},
		"11-bomb.html.gz": {gzipped(strings.Repeat("\x00", 64<<20)), []string{"corrupt", "too-large", "not-text"}},
		"12-random.html":  {random, []string{"not-text", "empty"}},
		"13-random":       {random[1:], []string{"not-text", "unsupported", "empty"}},
		"14-nested.html": {[]byte("<html><body>" + strings.Repeat("<div>", divs) + good("ibis") + strings.Repeat("</div>", divs)),
			[]string{"article", "empty", "too-large"}},
		"15-unclosed.html": {[]byte(strings.Repeat("<b><i><a href=x><font>", 50_000) + good("crane")),
			[]string{"article", "empty", "too-large"}},
		"16-line.txt":     {[]byte(strings.Repeat("no end of it ", 30<<20/13)), []string{"too-large"}},
		"17-word.txt":     {bytes.Repeat([]byte("x"), 8<<20), []string{"article", "empty", "not-text", "too-large"}},
		"18-attrs.html":   {[]byte("<p " + strings.Repeat("a=1 b='2' ", 300_000) + ">" + good("egret")), []string{"article", "empty"}},
		"19-entity.html":  {[]byte(good("bittern") + strings.Repeat("&amp;&#x10FFFF;&bogus;", 200_000)), []string{"article", "empty"}},
		"20-comment.html": {[]byte(good("curlew") + strings.Repeat("<!--", 500_000)), []string{"article", "empty"}},
		"21-nothing.html": {nil, []string{"empty"}},
		"22-json.jsonl":   {[]byte(strings.Repeat("[", 1<<20) + "\n" + strings.Repeat(`{"a":`, 1<<20)), nil},
		"23-tables.html":  {[]byte(strings.Repeat("<table><tr><td>", 20_000) + good("plover")), []string{"article", "empty", "too-large"}},
		"99-good.html":    {[]byte(good("spoonbill")), []string{"article"}},
	}
}

func gzipped(s string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.Bytes()
}

// TestHostileBatch runs winnow over bad pages: each one is named with its reason and counted, the good ones come out,
// and the bytes are the same for any number of workers.
func TestHostileBatch(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pages")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	pages := hostile()
	for name, page := range pages {
		if err := os.WriteFile(filepath.Join(dir, name), page.raw, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if runtime.GOOS != "windows" {
		for name, target := range map[string]string{"loop": ".", "gone.html": "nowhere"} {
			if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
				t.Fatal(err)
			}
		}
		if err := makePipe(filepath.Join(dir, "fifo.html")); err != nil {
			t.Fatal(err)
		}
	}
	if os.Geteuid() != 0 { // nothing is unreadable to root
		name := filepath.Join(dir, "30-locked.html")
		if err := os.WriteFile(name, []byte(fmt.Sprintf(honest, "owl")), 0); err != nil {
			t.Fatal(err)
		}
		page := pages["00-good.html"]
		page.ends = []string{"unreadable"}
		pages["30-locked.html"] = page
	}

	var first string
	for _, jobs := range []string{"1", "8"} {
		out := filepath.Join(t.TempDir(), "out.jsonl")
		rejected := filepath.Join(t.TempDir(), "rejected.jsonl")
		ctx, cancel := context.WithTimeout(t.Context(), 3*patience)
		defer cancel()
		cmd := exec.CommandContext(ctx, "winnow", "-j", jobs, "--method", "off", "-o", out, "--rejected", rejected, dir)
		cmd.Dir = filepath.Dir(dir)
		var stderr strings.Builder
		cmd.Stderr = &stderr
		if status := exitStatus(cmd.Run()); status != 1 {
			t.Fatalf("exit status %d, want 1; it said: %s", status, stderr.String())
		}
		ends := map[string]string{}
		for _, line := range append(records(t, out), records(t, rejected)...) {
			name := filepath.Base(line["source"])
			reason := line["reason"]
			if reason == "" {
				reason = "article"
			}
			if line["verdict"] == "failed" && !strings.Contains(stderr.String(), name) {
				t.Errorf("%s failed, but nobody was told: %s", name, stderr.String())
			}
			ends[name] = reason
		}
		for name, page := range pages {
			if page.ends != nil && !slices.Contains(page.ends, ends[name]) {
				t.Errorf("-j %s: %s ended as %q, want one of %q", jobs, name, ends[name], page.ends)
			}
		}
		if rss, ok := peakMemory(cmd); ok && rss > 1<<30 {
			t.Errorf("-j %s: %d MB of memory", jobs, rss>>20)
		}
		both := read(t, out) + read(t, rejected)
		if first == "" {
			first = both
		}
		if both != first {
			t.Errorf("-j %s writes other bytes than -j 1", jobs)
		}
		t.Logf("-j %s: %s", jobs, stderr.String())
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// records reads the string members of a JSON-lines file.
func records(t *testing.T, name string) (lines []map[string]string) {
	t.Helper()
	scanner := bufio.NewScanner(strings.NewReader(read(t, name)))
	scanner.Buffer(nil, 64<<20)
	for scanner.Scan() {
		var all map[string]any
		if err := json.Unmarshal(scanner.Bytes(), &all); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		line := map[string]string{}
		for key, value := range all {
			if s, ok := value.(string); ok {
				line[key] = s
			}
		}
		lines = append(lines, line)
	}
	if err := scanner.Err(); err != nil {
		t.Fatal(err)
	}
	return lines
}
