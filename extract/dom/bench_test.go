package dom

import (
	"bytes"
	"testing"

	"golang.org/x/net/html"
)

func benchPages(b *testing.B, pages [][]byte) {
	size := 0
	for _, page := range pages {
		size += len(page)
	}
	b.Run("Parser", func(b *testing.B) {
		var p Parser
		for _, page := range pages {
			p.Parse(page)
		}
		b.SetBytes(int64(size))
		b.ReportAllocs()
		for b.Loop() {
			for _, page := range pages {
				p.Parse(page)
			}
		}
	})
	b.Run("Parser+View", func(b *testing.B) {
		var p Parser
		b.SetBytes(int64(size))
		b.ReportAllocs()
		for b.Loop() {
			for _, page := range pages {
				p.Parse(page).View()
			}
		}
	})
	b.Run("x_net", func(b *testing.B) {
		b.SetBytes(int64(size))
		b.ReportAllocs()
		for b.Loop() {
			for _, page := range pages {
				if _, err := html.ParseWithOptions(bytes.NewReader(page), html.ParseOptionEnableScripting(false)); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}

func BenchmarkCorpus(b *testing.B) {
	_, pages := corpus(b)
	benchPages(b, pages)
}
