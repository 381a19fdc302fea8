package dom

import "slices"

// roomForAttrs is how many attributes of a tag are made room for at a time.
const roomForAttrs = 16

// readPlainTag reads a start tag whose name starts at pos, if it is written as nearly all are: a name of at most eight small
// letters, and behind it attributes, each of them a blank, a name in small letters, an equals sign and a value in
// quotes. It returns the position where it knows no further, at the best that of the '>', with all before it in tok, or -1
// when it can't tell the name.
func (b *builder) readPlainTag(pos int) int {
	if !haveVectors || pos+vectorReach > len(b.src) || len(b.attrs) > maxTreeAttrs-maxAttrs {
		return -1
	}
	if cap(b.attrs)-len(b.attrs) < roomForAttrs {
		b.attrs = slices.Grow(b.attrs, roomForAttrs)
	}
	return readTagAVX2(b, pos, &tokenTables)
}
