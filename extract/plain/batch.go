package plain

import "winnow/extract/forest"

// The features that are logarithms and quotients of counts are computed for a block of lines at a time: the counts lie one
// behind the other, so that vector instructions take eight of them. The plain ways below say what they make of each; they
// serve other machines, and what is too large for the vectors' numbers.

// numbers are of the lines of a block.
type numbers [blockLines]int32

// Of none: what differences are taken from where there is nothing to take away.
var zeros numbers

// logScales fills a column with the logarithms of the differences of numbers, 127 for those below zero.
func logScales(dst *forest.Column, of, less *numbers) {
	if haveVectors {
		logScalesAVX2(dst, of, less)
		return
	}
	logScalesPlainly(dst, of, less)
}

func logScalesPlainly(dst *forest.Column, of, less *numbers) {
	for i := range dst {
		if n := of[i] - less[i]; n >= 0 {
			dst[i] = logScale(n)
		} else {
			dst[i] = absent
		}
	}
}

// distances fills a column with signed distances.
func distances(dst *forest.Column, to, from *numbers) {
	if haveVectors {
		distancesAVX2(dst, to, from)
		return
	}
	distancesPlainly(dst, to, from)
}

func distancesPlainly(dst *forest.Column, to, from *numbers) {
	for i := range dst {
		dst[i] = distance(to[i] - from[i])
	}
}

// quotients is a scale on which a part of a whole becomes a feature: whole numbers of times·part/whole, at most limit; 0 where
// the whole is nothing, or the part less.
type quotients struct {
	times     int32
	limit     int32
	plus      int32 // is added where the part is more than nothing
	up        int32 // -1 where quotients are rounded up, else 0
	morePart  int32 // is added to each part
	moreWhole int32 // and to each whole
	log       int32 // 1 where it is the logarithm of the quotient that counts, else 0
}

// The scales of shares, of small shares in half percents (0 for none, from 1 on), and of lengths and means.
var (
	ratios      = &quotients{times: 100, limit: 100, up: -1}
	densities   = &quotients{times: 200, limit: 126, plus: 1}
	wordLengths = &quotients{times: 5, limit: 127}
	meanWords   = &quotients{times: 2, limit: 1<<31 - 1, log: 1}
	meanSteps   = &quotients{times: 8, limit: 127}
)

// mostExact is the largest part and whole of which the vectors' quotients are exact: times·part is below 2^24 then, and so a
// number of single precision, of which a quotient up to 127, or by 31 lines at most, is never rounded to the next whole
// number.
const mostExact = 1<<16 - 1

// fill fills a column with the quotients of differences.
func (q *quotients) fill(dst *forest.Column, part, lessPart, whole, lessWhole *numbers) {
	if haveVectors && quotientsAVX2(dst, part, lessPart, whole, lessWhole, q) <= mostExact {
		return
	}
	q.fillPlainly(dst, part, lessPart, whole, lessWhole)
}

func (q *quotients) fillPlainly(dst *forest.Column, part, lessPart, whole, lessWhole *numbers) {
	for i := range dst {
		part, whole := part[i]-lessPart[i]+q.morePart, whole[i]-lessWhole[i]+q.moreWhole
		n := int64(part) * int64(q.times)
		if q.up != 0 {
			n += int64(whole) - 1
		}
		switch {
		case n < 0 || whole <= 0:
			n = 0
		case n < 1<<22 && int(whole) < len(reciprocals):
			n = int64(uint64(n) * reciprocals[whole] >> 32)
		default:
			n /= int64(whole)
		}
		n = min(n, int64(q.limit))
		if part > 0 {
			n += int64(q.plus)
		}
		if q.log != 0 {
			n = int64(logScale(int32(n)))
		}
		dst[i] = uint8(n)
	}
}
