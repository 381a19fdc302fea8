package dedupe

// outline is what comparisons with a new text need of it that follows from its words alone: Prepare draws it in parallel.
type outline struct {
	numbers []token // the words that are numbers; none when they are few
	body    body
}

// draw makes the outline of a text.
func (o *outline) draw(words []token) {
	o.numbers = o.numbers[:0]
	if !few(countNumbers(words), len(words)) {
		o.numbers = numbersOf(words, o.numbers)
	}
	o.body = bodyOf(words)
}

// body is what stands between the short lines above and below a text: its words from one place to another.
type body struct{ from, to int }

// bodyOf returns the body of a text: from the first paragraph to the last. A text that begins or ends with
// many short lines, such as a table, is all body there.
func bodyOf(text []token) body {
	from, to := frameAbove(text, frameHead+frameLine), len(text)
	if from == len(text) || !paragraphAt(text[from:]) {
		from = 0
	}
	end := to - frameBelow(text[from:], frameTail)
	start := end - 1 // of the last line above the frame, as far as it takes to see a paragraph
	for start > 0 && text[start]&lineStart == 0 && end-start <= frameLine {
		start--
	}
	if end > 0 && end-start > frameLine {
		to = end
	}
	return body{from, to}
}

// paragraphAt reports whether the first line of a text is too long for one of a frame.
func paragraphAt(text []token) bool {
	for i := 1; i <= frameLine; i++ {
		if i >= len(text) || text[i]&lineStart != 0 {
			return false
		}
	}
	return true
}
