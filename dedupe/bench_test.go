package dedupe

import (
	"math/rand/v2"
	"strings"
	"testing"

	"winnow/document"
)

// sentences makes a text of n words out of a made-up language with a natural spread of words, names and numbers.
func sentences(r *rand.Rand, n int) string {
	var b strings.Builder
	for i := 0; i < n; i++ {
		switch x := r.Float64(); {
		case x < .04:
			b.WriteString(vocabulary[r.IntN(40)] + " ")
			b.WriteByte(byte('1' + r.IntN(9)))
			b.WriteByte(byte('0' + r.IntN(10)))
		case x < .12:
			w := vocabulary[r.IntN(len(vocabulary))]
			b.WriteString(strings.ToUpper(w[:1]) + w[1:])
		default:
			b.WriteString(vocabulary[int(float64(len(vocabulary))*r.Float64()*r.Float64()*r.Float64())])
		}
		switch {
		case i%90 == 89:
			b.WriteString(".\n")
		case i%15 == 14:
			b.WriteString(". ")
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// vocabulary holds 20,000 words of one to three syllables, a fifth of them with marks.
var vocabulary = func() []string {
	r := rand.New(rand.NewPCG(7, 7))
	heads := strings.Fields("b c d đ g h k l m n p qu r s t v x th tr ch ng nh st br")
	tails := strings.Fields("a e i o u an en in on un ang eng ơ ư ế ộ ạ ai oi ui âm iêu ương")
	seen := map[string]bool{}
	var out []string
	for len(out) < 20000 {
		w := ""
		for range 1 + r.IntN(3) {
			w += heads[r.IntN(len(heads))] + tails[r.IntN(len(tails))]
		}
		if !seen[w] && w[0] < 0x80 {
			seen[w] = true
			out = append(out, w)
		}
	}
	return out
}()

func BenchmarkPrepare(b *testing.B) {
	text := sentences(rand.New(rand.NewPCG(1, 1)), 450)
	d := &document.Document{Text: text}
	prepare := Prepare(Config{})
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		prepare(d)
		release(d)
	}
}

func BenchmarkFold(b *testing.B) {
	text := []byte(sentences(rand.New(rand.NewPCG(1, 1)), 450))
	f := folder{cache: new(wordCache)}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		f.fold(text)
	}
}

func BenchmarkWithinPage(b *testing.B) {
	text := sentences(rand.New(rand.NewPCG(1, 1)), 900)
	var blocks []document.Block
	for p := range strings.SplitSeq(text, "\n") {
		blocks = append(blocks, document.Block{Text: p})
	}
	stage := WithinPage(Config{})
	d := &document.Document{}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		d.Blocks = append(d.Blocks[:0], blocks...)
		stage(d)
	}
}
