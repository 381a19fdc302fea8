package dedupe

// bag holds how often each word stands in a text, by the bits of its hash that tokens have.
type bag struct {
	count [1 << 16 / 8]int32
	words []token // what was loaded
}

// load takes note of a text's words.
func (b *bag) load(words []token) {
	for _, t := range b.words {
		b.count[t.slot()] = 0
	}
	b.words = append(b.words[:0], words...)
	for _, t := range words {
		b.count[t.slot()]++
	}
}

// mayShare reports whether another text has so many words in common with the loaded one, in whatever order: if not, no
// alignment has so many matches.
func (b *bag) mayShare(words []token, least float64) bool {
	const step = 64 // words between two looks
	shared, n := 0, 0
	may := true
	for ; n < len(words) && may; may = float64(shared+len(words)-n) >= least {
		for _, t := range words[n:min(n+step, len(words))] {
			c := &b.count[t.slot()]
			shared += int(uint32(-*c) >> 31) // 1 when one is left
			*c--
		}
		n = min(n+step, len(words))
	}
	for _, t := range words[:n] {
		b.count[t.slot()]++
	}
	return may
}

// share returns the share of the words of a text that the loaded one holds, each as often; 0 when a number is not among them.
func (b *bag) share(words []token) float64 {
	shared, all := 0, true
	for _, t := range words {
		c := &b.count[t.slot()]
		if *c > 0 {
			shared++
		} else if t.class() == classDigit {
			all = false
		}
		*c--
	}
	for _, t := range words {
		b.count[t.slot()]++
	}
	if !all {
		return 0
	}
	return float64(shared) / float64(max(len(words), 1))
}
