package plain

import (
	"strings"
	"testing"
)

// The features are what a plain count of the weights around each line gives, within the page.
func TestScoreWords(t *testing.T) {
	var weights [wordHashes]int8
	for i := range weights {
		weights[i] = int8(i*31%255 - 127)
	}
	text := strings.Repeat("Some words of a paragraph that goes on\n\nof a\nSubscribe to our newsletter today\n中文网页正文\nanother closing sentence here.\n", 5)
	p := Page{wordWeights: &weights}
	p.Load(text)
	rows := p.Features()
	mean := func(from, to int, beside, scale int64) uint8 {
		sum, n := int64(0), beside
		for i := max(from, 0); i < min(to, p.Len()); i++ {
			for _, w := range p.Words(i) {
				sum += int64(weights[w])
				n++
			}
		}
		return uint8(min(max((sum*scale+64*n), 0)/n, 127))
	}
	for i := range p.Len() {
		got := [3]uint8(rows[i*Stride+len(FeatureNames)-3:])
		want := [3]uint8{mean(i, i+1, 2, 2), mean(i-5, i+6, 4, 2), mean(0, p.Len(), 4, 4)}
		if got != want {
			t.Errorf("line %d, %q: %v, want %v", i, p.Line(i), got, want)
		}
	}
}

// Vietnamese texts weigh no words.
func TestScoreWordsVietnamese(t *testing.T) {
	var weights [wordHashes]int8
	for i := range weights {
		weights[i] = 100
	}
	p := Page{wordWeights: &weights}
	p.Load(strings.Repeat("Những người dân trong thành phố đã chuyển đến nơi khác trước khi trời sáng.\n", 3))
	rows := p.Features()
	for i := range p.Len() {
		for _, f := range [...]int{fWordScore, fWordScoreBy5, fPageScore} {
			if v := rows[i*Stride+f]; v != wordNone {
				t.Errorf("line %d: %s is %d", i, FeatureNames[f], v)
			}
		}
	}
}
