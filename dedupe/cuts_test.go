package dedupe

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// The tables of the cuts say of each byte what the table of runes does.
func TestCuts(t *testing.T) {
	text := make([]byte, 256)
	for c := range text {
		text[c] = byte(c)
	}
	for i, c := range appendCuts(nil, text) {
		for j := range cutBytes {
			b := i*cutBytes + j
			var sep, leave, end bool
			if b < '@' {
				v := runes()[b]
				sep = v&runeSpecial != 0 && v != runeSpecial|sepIgnored
				end = v == runeSpecial|sepSentence
				leave = sep && !end && v != runeSpecial|sepBlank
			}
			if got := [3]bool{c.seps>>j&1 != 0, c.leave>>j&1 != 0, c.ends>>j&1 != 0}; got != [3]bool{sep, leave, end} {
				t.Errorf("byte %#x: %v, want %v", b, got, [3]bool{sep, leave, end})
			}
		}
	}
}

// What the machine's vectors say is what is found byte by byte.
func TestCutsPlainly(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	text := make([]byte, 10*cutBytes)
	for i := range text {
		text[i] = byte(r.Uint32())
	}
	got, want := appendCuts(nil, text), make([]cuts, 10)
	cutBlocksPlainly(want, text)
	if !slices.Equal(got, want) {
		t.Fatalf("got %x, want %x", got, want)
	}
	for n := range len(text) {
		if part := appendCuts(nil, text[:n]); len(part) != (n+cutBytes-1)/cutBytes || n >= cutBytes && part[0] != want[0] {
			t.Fatalf("%d bytes: %x", n, part)
		}
	}
}

// The words that the machine's instructions look up are those that are looked up plainly.
func TestKnown(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	words, blocks := 0, 0
	for range 200 {
		text := []byte(sentences(r, 1+r.IntN(500)))
		f := folder{cache: new(wordCache)}
		f.fold(text) // the cache knows most words now
		hash, tok := make([]uint64, len(text)), make([]token, len(text))
		c := f.cuts[0]
		start := walk{block: &text[0], cuts: &f.cuts[0], more: r.IntN(max(len(f.cuts)-1, 1)), carry: uint64(r.IntN(2)),
			stops: c.seps &^ (c.seps << 1), begins: c.seps << 1 &^ c.seps, opening: c.ends << 1, opens: 1, cache: f.cache, hashes: &hash[0], tokens: &tok[0]}
		if len(text) < 2*cutBytes || c.seps&1 != 0 {
			continue
		}
		got, want := start, start
		got.known()
		gotHash := slices.Clone(hash)
		gotTok := slices.Clone(tok)
		clear(hash)
		clear(tok)
		want.knownPlainly()
		got.hashes, got.tokens, want.hashes, want.tokens = nil, nil, nil, nil
		if got != want || !slices.Equal(gotHash, hash) || !slices.Equal(gotTok, tok) {
			t.Fatalf("%q:\n got %+v\nwant %+v", text[:cutBytes], got, want)
		}
		words += got.words
		blocks += got.base / cutBytes
	}
	if words < 1000 || blocks < 50 {
		t.Fatalf("%d words are known, %d blocks were entered", words, blocks)
	}
}
