package dedupe

import (
	"math/rand/v2"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// Words are composed as norm does it: each letter of the tables, and letters with whatever marks.
func TestAppendNFC(t *testing.T) {
	check := func(word string) {
		t.Helper()
		if got, want := string(appendNFC([]byte("."), []byte(word))), "."+norm.NFC.String(word); got != want {
			t.Fatalf("%+q: got %+q, want %+q", word, got, want)
		}
	}
	for r := range rune(0x2200) {
		for m := rune(firstMark); m < lastMark; m += 1 + r%3 {
			check(string([]rune{r, m}))
		}
		check(norm.NFD.String(string(r)) + "x")
	}
	random := rand.New(rand.NewPCG(2, 2))
	for range 100_000 {
		word := make([]rune, 1+random.IntN(6))
		for i := range word {
			switch random.IntN(8) {
			case 0, 1, 2:
				word[i] = rune(firstMark + random.IntN(lastMark-firstMark))
			case 3:
				word[i] = rune(addedFirst + random.IntN(addedLast-addedFirst))
			case 4:
				word[i] = rune(random.IntN(0x3000))
			case 5:
				word[i] = []rune("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")[random.IntN(8)]
			default:
				word[i] = []rune("aeiouydAEIOUYD")[random.IntN(14)]
			}
		}
		check(string(word))
	}
}
