// Command warc times reading a compressed WARC file: by winnow's reader and by FastWARC, in turns, one thread each, as
// CPU time.
//
//	bench/readers/install.sh
//	go -C bench run ./warc [-turns 5] DATA
//
// A file of DATA's pages is made in .cache/warc on the first run: a request and a response for each page, a gzip member
// each, as crawlers write them.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/klauspost/compress/gzip"

	"winnow/source"
)

func main() {
	turns := flag.Int("turns", 5, "how often each one reads; the fastest turn counts")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: warc [-turns N] DATA")
		os.Exit(2)
	}
	if err := run(flag.Arg(0), *turns); err != nil {
		fmt.Fprintln(os.Stderr, "warc:", err)
		os.Exit(1)
	}
}

// reader counts what a file holds and the CPU seconds that this took.
type reader struct {
	name string
	read func(file string) (pages int, bytes int64, cpu float64, err error)
}

func run(data string, turns int) error {
	file := filepath.Join(".cache", "warc", "pages.warc.gz")
	if _, err := os.Stat(file); err != nil {
		if err := makeFile(file, data); err != nil {
			return err
		}
	}
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	readers := []reader{{"winnow", winnow}, {"FastWARC", fastwarc}, {"gzip alone (klauspost/compress)", floor}}
	best := make([]float64, len(readers))
	pages, content := make([]int, len(readers)), make([]int64, len(readers))
	for range turns {
		for i, r := range readers {
			n, size, cpu, err := r.read(file)
			if err != nil {
				return fmt.Errorf("%s: %w", r.name, err)
			}
			pages[i], content[i] = n, size
			if best[i] == 0 || cpu < best[i] {
				best[i] = cpu
			}
		}
	}
	fmt.Printf("%.1f MB of .warc.gz\n\n| reader | pages | MB of pages | CPU s | MB/s compressed | × winnow's time |\n|---|--:|--:|--:|--:|--:|\n", float64(info.Size())/1e6)
	for i, r := range readers {
		fmt.Printf("| %s | %d | %.1f | %.3f | %.0f | %.2f |\n", r.name, pages[i], float64(content[i])/1e6, best[i],
			float64(info.Size())/1e6/best[i], best[i]/best[0])
	}
	if pages[0] != pages[1] || content[0] != content[1] {
		return fmt.Errorf("winnow and FastWARC read different pages")
	}
	return nil
}

func cpuSeconds() float64 {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

// winnow hands out documents: pages recognised, with their bytes in memory of their own.
func winnow(file string) (pages int, size int64, cpu float64, err error) {
	start := cpuSeconds()
	for d, err := range source.Open(context.Background(), []string{file}, source.Config{}) {
		if err != nil {
			return 0, 0, 0, err
		}
		pages++
		size += int64(len(d.Raw))
	}
	return pages, size, cpuSeconds() - start, nil
}

// floor only decompresses.
func floor(file string) (pages int, size int64, cpu float64, err error) {
	start := cpuSeconds()
	f, err := os.Open(file)
	if err != nil {
		return 0, 0, 0, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return 0, 0, 0, err
	}
	size, err = io.Copy(io.Discard, z)
	return 0, size, cpuSeconds() - start, err
}

const fastwarcProgram = `
import resource, sys
from fastwarc.warc import ArchiveIterator, WarcRecordType
def cpu():
    u = resource.getrusage(resource.RUSAGE_SELF)
    return u.ru_utime + u.ru_stime
start, pages, size = cpu(), 0, 0
with open(sys.argv[1], "rb") as f:
    for record in ArchiveIterator(f, record_types=WarcRecordType.response):
        size += len(record.reader.read())
        pages += 1
print(pages, size, cpu() - start)
`

// fastwarc hands out the bodies of responses as Python's bytes.
func fastwarc(file string) (pages int, size int64, cpu float64, err error) {
	python := filepath.Join(".cache", "readers", "bin", "python")
	out, err := exec.Command(python, "-c", fastwarcProgram, file).Output()
	if err != nil {
		return 0, 0, 0, fmt.Errorf("%s (see readers/install.sh): %w", python, err)
	}
	_, err = fmt.Sscan(string(out), &pages, &size, &cpu)
	return pages, size, cpu, err
}

// makeFile writes the HTML pages of all sets as a WARC file.
func makeFile(file, data string) error {
	names, err := filepath.Glob(filepath.Join(data, "*", "pages", "*.html*"))
	if err != nil || len(names) == 0 {
		return fmt.Errorf("no pages in %s: %w", data, err)
	}
	slices.Sort(names)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	out, err := os.Create(file + ".part")
	if err != nil {
		return err
	}
	defer out.Close()
	z := gzip.NewWriter(nil)
	write := func(kind, url string, block []byte) error {
		z.Reset(out)
		_, err := fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Type: application/http; msgtype=%s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
			kind, url, kind, len(block), block)
		if err != nil {
			return err
		}
		return z.Close()
	}
	for _, name := range names {
		page, err := readPage(name)
		if err != nil {
			return err
		}
		url := "http://example.org/" + filepath.Base(name)
		if err := write("request", url, []byte("GET / HTTP/1.1\r\n\r\n")); err != nil {
			return err
		}
		head := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n", len(page))
		if err := write("response", url, append([]byte(head), page...)); err != nil {
			return err
		}
	}
	if err := out.Close(); err != nil {
		return err
	}
	return os.Rename(file+".part", file)
}

func readPage(name string) ([]byte, error) {
	page, err := os.ReadFile(name)
	if err != nil || !strings.HasSuffix(name, ".gz") {
		return page, err
	}
	z, err := gzip.NewReader(bytes.NewReader(page))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}
