// Command peers runs one of the Go extractors, or one of the floors no extractor on that parser can pass, over
// pages.py's output. The contract is the one of peers.py:
//
//	peers go-trafilatura|go-readability|html.Parse|html.Tokenizer|lexer PAGES.jsonl [ROUNDS] > PRED.jsonl
//
// It is a module of its own so that the weight of these tools stays out of winnow's.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"math"
	"net/url"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/go-shiori/go-readability"
	"github.com/markusmobius/go-trafilatura"
	"github.com/tdewolff/parse/v2"
	lexer "github.com/tdewolff/parse/v2/html"
	"golang.org/x/net/html"
)

type page struct {
	ID   string `json:"id"`
	URL  string `json:"url"`
	HTML string `json:"html"`
}

type prediction struct {
	ID     string `json:"id"`
	Text   string `json:"text,omitempty"`
	Title  string `json:"title,omitempty"`
	Author string `json:"author,omitempty"`
	Date   string `json:"date,omitempty"`
}

func day(t *time.Time) string {
	if t == nil || t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func (p page) location() *url.URL {
	if u, err := url.Parse(p.URL); err == nil && u.Host != "" {
		return u
	}
	return &url.URL{Scheme: "https", Host: "example.org"}
}

var tools = map[string]func(page) (prediction, error){
	"go-trafilatura": func(p page) (prediction, error) {
		r, err := trafilatura.Extract(strings.NewReader(p.HTML), trafilatura.Options{
			OriginalURL: p.location(), EnableFallback: true, ExcludeComments: true,
		})
		if err != nil || r == nil {
			return prediction{}, errors.Join(err, errors.New("nothing"))
		}
		return prediction{Text: r.ContentText, Title: r.Metadata.Title, Author: r.Metadata.Author,
			Date: day(&r.Metadata.Date)}, nil
	},
	"go-readability": func(p page) (prediction, error) {
		a, err := readability.FromReader(strings.NewReader(p.HTML), p.location())
		return prediction{Text: a.TextContent, Title: a.Title, Author: a.Byline, Date: day(a.PublishedTime)}, err
	},
	"html.Parse": func(p page) (prediction, error) {
		_, err := html.Parse(strings.NewReader(p.HTML))
		return prediction{}, err
	},
	"html.Tokenizer": func(p page) (prediction, error) {
		z := html.NewTokenizer(strings.NewReader(p.HTML))
		for z.Next() != html.ErrorToken {
		}
		if err := z.Err(); !errors.Is(err, io.EOF) {
			return prediction{}, err
		}
		return prediction{}, nil
	},
	"lexer": func(p page) (prediction, error) {
		l := lexer.NewLexer(parse.NewInputString(p.HTML))
		for {
			if kind, _ := l.Next(); kind != lexer.ErrorToken {
				continue
			}
			if err := l.Err(); !errors.Is(err, io.EOF) {
				return prediction{}, err
			}
			return prediction{}, nil
		}
	},
}

func usage() (cpu float64, rssKB int64) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		log.Fatal(err)
	}
	seconds := func(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }
	return seconds(u.Utime) + seconds(u.Stime), u.Maxrss
}

func load(path string) (pages []page, size int) {
	f, err := os.Open(path)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	for dec := json.NewDecoder(bufio.NewReaderSize(f, 1<<20)); ; {
		var p page
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return pages, size
		} else if err != nil {
			log.Fatal(err)
		}
		pages = append(pages, p)
		size += len(p.HTML)
	}
}

// extract turns a tool's panic into a page without a prediction.
func extract(tool func(page) (prediction, error), p page) (out prediction, failed bool) {
	defer func() {
		if recover() != nil {
			out, failed = prediction{}, true
		}
		out.ID = p.ID
	}()
	out, err := tool(p)
	return out, err != nil
}

func main() {
	log.SetFlags(0)
	if len(os.Args) < 3 || tools[os.Args[1]] == nil {
		log.Fatal("usage: peers TOOL PAGES.jsonl [ROUNDS]")
	}
	tool := tools[os.Args[1]]
	pages, size := load(os.Args[2])
	rounds := 1
	if len(os.Args) > 3 {
		var err error
		if rounds, err = strconv.Atoi(os.Args[3]); err != nil {
			log.Fatal(err)
		}
	}
	best, failed := math.Inf(1), 0
	predictions := make([]prediction, len(pages))
	for range rounds {
		start, _ := usage()
		failed = 0
		for i, p := range pages {
			var bad bool
			if predictions[i], bad = extract(tool, p); bad {
				failed++
			}
		}
		end, _ := usage()
		best = min(best, end-start)
	}
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for _, p := range predictions {
		if err := out.Encode(p); err != nil {
			log.Fatal(err)
		}
	}
	_, rss := usage()
	fmt.Fprintf(os.Stderr, `{"tool": %q, "pages": %d, "bytes": %d, "cpu_s": %.4f, "failed": %d, "peak_rss_kb": %d}`+"\n",
		os.Args[1], len(pages), size, best, failed, rss)
}
