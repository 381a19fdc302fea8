package dedupe

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"winnow/document"
)

// Lines take the order of the other text; those without a match stay above, below, or behind the line before them.
func TestReorder(t *testing.T) {
	line := func(id, n int) []token {
		words := make([]token, n)
		for i := range words {
			words[i] = token(id*16+i) << 3
		}
		words[0] |= lineStart
		return words
	}
	title, a, b, note, c, foot := line(1, 3), line(2, 4), line(3, 1), line(4, 2), line(5, 5), line(6, 2)
	at := map[token]int32{}
	for i, w := range slices.Concat(c, b, a) {
		at[w] = int32(i)
	}
	fresh := slices.Concat(title, a, b, note, c, foot)
	places := make([]int32, len(fresh))
	for i, w := range fresh {
		places[i] = -1
		if p, ok := at[w]; ok {
			places[i] = p
		}
	}
	places[len(title)] = -1 // a word that was edited
	var r reorder
	got, other := r.like(fresh, places)
	if want := slices.Concat(title, c, b, note, a, foot); !other || !slices.Equal(got, want) {
		t.Errorf("got %v, %v; want %v", got, other, want)
	}
	for i := range places {
		places[i] = int32(i)
	}
	if got, other := r.like(fresh, places); other || !slices.Equal(got, fresh) {
		t.Errorf("the same order became %v, %v", got, other)
	}
	if got, other := r.like(nil, nil); other || len(got) > 0 {
		t.Errorf("nothing became %v, %v", got, other)
	}
}

// Copies with a word in eight changed are found in whatever order their lines stand.
func TestReorderedEdits(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	const pairs = 200
	found := 0
	for range pairs {
		var original, edited []string
		for range 9 {
			words := strings.Fields(sentences(r, 9))
			original = append(original, strings.Join(words, " "))
			for i, w := range words {
				if w == strings.ToLower(w) && w[0] > '9' && r.IntN(8) == 0 {
					words[i] = vocabulary[r.IntN(len(vocabulary))]
				}
			}
			edited = append(edited, strings.Join(words, " "))
		}
		r.Shuffle(len(edited), func(i, j int) { edited[i], edited[j] = edited[j], edited[i] })
		copied := strings.Join(edited, "\n")
		whole := text(strings.Join(original, "\n"))
		if claimAll(t, Config{}, 1, whole, text(copied))[1].Reason == document.ReasonNear {
			found++
		}
	}
	if found < pairs*9/10 { // 131 where they are compared as they stand only
		t.Errorf("%d of %d found", found, pairs)
	}
}
