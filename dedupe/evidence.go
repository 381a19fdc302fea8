package dedupe

import "math"

// mostFacts is how many differing facts are listed for one document.
const mostFacts = 12

// facts lists the numbers and names of a text that the kept text of that number states otherwise.
func (c *corpus) facts(text string, of uint32) ([]string, error) {
	var r record
	if _, err := c.record(of, &r, 0, math.MaxInt); err != nil {
		return nil, err
	}
	return factsOf(text, r.words), nil
}

// factsOf lists the numbers and names of a text that a kept one states otherwise.
func factsOf(text string, kept []token) []string {
	var f folder
	f.offsets = true
	f.fold([]byte(text))
	al := aligner{facts: true}
	al.load(f.token)
	al.align(kept)
	var out []string
	for _, i := range al.differ {
		if out = append(out, string(f.text[f.start[i]:f.end[i]])); len(out) == mostFacts {
			break
		}
	}
	return out
}
