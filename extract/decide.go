package extract

import "winnow/document"

// scale is the unit of probabilities from here on: integers, so that sums do not depend on their order.
const scale = 1000

// choice is what was decided about the blocks of a page.
type choice struct {
	content []int32 // probability of content in 1/scale
	comment []int32
	labels  []document.Label
	reasons []document.Reason // why a block is dropped; "" when kept
}

// thresholds on the probability of content, in 1/scale.
var thresholds = [...]int32{Balanced: 400, Precision: 600, Recall: 200}

// decide chooses the blocks of the text from their probabilities: probs holds a row of the model's classes for each
// block.
func (c *choice) decide(p *Page, probs []float32, classes [3]int, favor Favor) {
	n := len(p.Blocks)
	c.content, c.comment, c.labels, c.reasons = c.content[:0], c.comment[:0], c.labels[:0], c.reasons[:0]
	t := thresholds[favor]
	for i := range n {
		row := probs[i*len(classes):][:len(classes)]
		content, comment := permille(row[classes[document.Content]]), permille(row[classes[document.Comment]])
		c.content, c.comment = append(c.content, content), append(c.comment, comment)
		label, reason := document.Boilerplate, document.ReasonScore
		switch {
		case p.Blocks[i].Kind == document.Caption:
			label, reason = document.Boilerplate, document.ReasonCaption
		case content >= t && content >= comment:
			label, reason = document.Content, ""
		case comment > scale-content-comment:
			label, reason = document.Comment, document.ReasonComment
		}
		c.labels, c.reasons = append(c.labels, label), append(c.reasons, reason)
	}
}

// permille rounds a probability to the integer scale.
func permille(p float32) int32 { return int32(p*scale + 0.5) }
